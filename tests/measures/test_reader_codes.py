"""Agreement of the readers of codes."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures.reader_codes import (
    AGREED,
    BORDERS,
    FIRST,
    SECOND,
    reader_agreement,
    reader_codes,
    same_as_agreed,
    undisputed,
)
from tests.conftest import ROOT


def frame(first, second, borders=None):
    size = len(first)
    codes = pd.DataFrame({"unit_id": [f"d{n}" for n in range(size)]}, dtype="string")
    readers = {FIRST: first, SECOND: second, BORDERS: borders or [None] * size}
    for name in ("domain", "function", "horizon"):
        for reader, given in readers.items():
            codes[f"{name}_{reader}"] = pd.array(given, dtype="string")
    for reader in readers:
        codes[f"sure_{reader}"] = pd.array(["1"] * size, dtype="string")
    codes[f"domain_{AGREED}"] = codes[f"domain_{FIRST}"]
    return codes


def test_readers_that_agree_have_kappa_one_and_units_read_once_do_not_count():
    codes = frame(["urban", "rural", "urban"], ["urban", "rural", None])
    found = reader_agreement(codes, resamples=20).set_index(["what", "one", "other"])
    assert found.loc[("domain", FIRST, SECOND), ["units", "accuracy", "kappa"]].tolist() == [2, 1, 1]
    assert found.loc[("domain", FIRST, BORDERS), "units"] == 0


def test_alpha_of_three_readers_counts_units_that_all_read():
    codes = frame(["urban", "rural", "urban"], ["urban", "rural", "urban"], ["urban", "rural", None])
    last = reader_agreement(codes, resamples=20).iloc[-1]
    assert (last["other"], last["units"], last["alpha"]) == ("", 2, 1)


def test_units_are_undisputed_where_both_gave_one_domain_and_were_sure():
    codes = frame(["urban", "rural", "urban", "none"], ["urban", "urban", "urban", None])
    codes.loc[2, f"sure_{SECOND}"] = "0"
    assert undisputed(codes).tolist()[:3] == [True, False, False]
    assert pd.isna(undisputed(codes)[3])


def test_a_reading_that_is_missing_leaves_its_columns_empty(tmp_path):
    for name in ("codes_units.csv", "codes.csv", "codes_reader_1.csv"):
        (tmp_path / name).write_bytes((ROOT / "data" / "validation" / name).read_bytes())
    codes = reader_codes(tmp_path)
    assert codes[f"domain_{SECOND}"].isna().all()
    assert codes[f"domain_{FIRST}"].notna().all()


def test_the_readings_of_the_project_agree_and_are_what_the_readme_says():
    codes = reader_codes(ROOT / "data" / "validation")
    found = reader_agreement(codes, resamples=50).set_index(["what", "one", "other"])
    assert found.loc[("domain", FIRST, SECOND), "kappa"] >= 0.95
    assert found.loc[("domain", FIRST, BORDERS), "kappa"] >= 0.85
    assert same_as_agreed(codes, FIRST) == pytest.approx(0.998, abs=0.002)
