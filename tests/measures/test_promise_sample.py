"""Promises that readers read, and those of the program in the same units."""

from __future__ import annotations

import pandas as pd

from suzhou_priorities.measures.coding_scores import coded_pages, coded_sample
from suzhou_priorities.measures.promise_sample import PROGRAM, READERS, pairs_to_score, promise_levels, promise_sample
from suzhou_priorities.tables.store import frame_of
from tests.conftest import ROOT

VALIDATION = ROOT / "data" / "validation"
NO_TABLE = frame_of("commitments", ())


def test_promises_are_read_as_well_as_before():
    none = frame_of("sentences", ())
    pages = coded_pages(VALIDATION, none, ROOT / "data" / "raw")
    sample = promise_sample(VALIDATION, coded_sample(VALIDATION, none, pages=pages), NO_TABLE, pages)
    found = promise_levels(sample).set_index(["who", "source"])
    assert found.loc[(READERS, "both"), "f1"] >= 0.95
    assert found.loc[(PROGRAM, "corpus"), ["f1", "testability_kappa"]].ge([0.85, 0.70]).all()
    assert found.loc[(PROGRAM, "written"), ["f1", "testability_kappa"]].ge([0.80, 0.70]).all()
    kept = sample.units[sample.units["sample"] == "score"]["unit_id"]
    assert set(pairs_to_score(sample)["unit_id"]) <= set(kept)


def test_without_the_table_and_pages_only_the_readers_are_compared():
    coded = coded_sample(VALIDATION, frame_of("sentences", ()), pages={})
    sample = promise_sample(VALIDATION, coded, NO_TABLE, {})
    assert sample.found.empty
    assert set(promise_levels(sample)["who"]) == {READERS}


def test_without_validation_data_there_is_nothing_to_compare(tmp_path):
    coded = pd.DataFrame(columns=["unit_id", "doc_id", "sentence_id"])
    sample = promise_sample(tmp_path, coded, NO_TABLE, {})
    assert promise_levels(sample).empty
    assert pairs_to_score(sample).empty
