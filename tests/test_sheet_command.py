"""People code on sheets: the command makes them, checks them, and says how far coders agree."""

from __future__ import annotations

import html
import json
import re

import pandas as pd
import pytest

from suzhou_priorities.cli import main
from suzhou_priorities.coding.filled_sheets import read_sheet
from suzhou_priorities.coding.sheets import CODES, PROMISES, sheet_bytes
from suzhou_priorities.measures.sheet_agreement import AGREED, codes_by_unit, sheet_agreement
from suzhou_priorities.paths import ROOT_VARIABLE
from tests.conftest import ROOT

VALIDATION = ROOT / "data" / "validation"
CODE_COLUMNS = ["domain", "domain_second", "function", "horizon"]


@pytest.fixture(autouse=True)
def checkout(monkeypatch):
    monkeypatch.setenv(ROOT_VARIABLE, str(ROOT))


def made(folder, *options):
    assert main(["coding-sheet", "make", "--out", str(folder), *options]) == 0
    (file,) = folder.glob("*.csv")
    return file


def fill(file, target, wrong=0):
    """Fill a sheet in as agreed on, but for the first `wrong` units, which become rural."""
    sheet = read_sheet(file.read_bytes(), file.name)
    agreed = pd.read_csv(VALIDATION / "codes.csv", dtype="string", keep_default_na=False).set_index("unit_id")
    sheet[CODE_COLUMNS] = agreed.loc[sheet["unit_id"], CODE_COLUMNS].to_numpy()
    sheet.loc[: wrong - 1, ["domain", "domain_second"]] = ["rural", ""]
    target.write_bytes(sheet_bytes(sheet))
    return target


def test_a_sheet_stands_beside_its_codebook(tmp_path, capsys):
    file = made(tmp_path, "--units", "25", "--seed", "3")
    assert len(read_sheet(file.read_bytes(), file.name)) == 25
    page = html.unescape((tmp_path / "codebook_codes.html").read_text("utf-8"))
    assert "宏观经济、投资与消费" in page
    assert "How to fill in the sheet" in page
    assert not re.search(r'<script|(?:src|href)="(?!#)|url[(](?!data:)', page)
    assert "25 units in" in capsys.readouterr().out


def test_a_sheet_that_may_be_filled_in_is_never_overwritten(tmp_path, capsys):
    file = made(tmp_path, "--units", "5")
    filled = fill(file, file).read_bytes()
    assert main(["coding-sheet", "make", "--out", str(tmp_path), "--units", "5"]) == 2
    assert "may be filled in" in capsys.readouterr().err
    assert file.read_bytes() == filled


def test_filled_sheets_are_written_tidily_and_their_agreement_is_told(tmp_path, capsys):
    empty = made(tmp_path / "empty", "--units", "80")
    first, second = fill(empty, tmp_path / "li.csv"), fill(empty, tmp_path / "wang.csv", wrong=20)
    capsys.readouterr()
    assert main(["coding-sheet", "read", str(first), str(second), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "80 units coded, 0 open" in said
    assert "li and agreed codes" in said
    assert "li and wang" in said
    assert "1.00 (1.00 to 1.00)" in said
    tidy = pd.read_csv(tmp_path / "out" / "codes_human_li.csv", dtype="string", keep_default_na=False)
    agreed = pd.read_csv(VALIDATION / "codes.csv", dtype="string", keep_default_na=False).set_index("unit_id")
    assert (tidy[CODE_COLUMNS].to_numpy() == agreed.loc[tidy["unit_id"], CODE_COLUMNS].to_numpy()).all()


def test_mistakes_are_told_one_a_line_and_nothing_is_written(tmp_path, capsys):
    file = fill(made(tmp_path / "empty", "--units", "5"), tmp_path / "li.csv")
    before = file.read_bytes()
    sheet = read_sheet(before, file.name)
    sheet.loc[[0, 3], "domain"] = ["farming", "helth"]
    file.write_bytes(sheet_bytes(sheet))
    assert main(["coding-sheet", "read", str(file), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "li.csv, row 2, field domain" in told
    assert "li.csv, row 5, field domain: is 'helth'. health may be meant" in told
    assert told.count("\n") == 3
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [None, b"PK\x03\x04", b"a,b\n1,2\n"])
def test_a_file_that_is_no_sheet_is_an_error_in_one_line(tmp_path, capsys, content):
    file = tmp_path / "li.csv"
    if content is not None:
        file.write_bytes(content)
    assert main(["coding-sheet", "read", str(file)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "li.csv" in told


def test_two_coders_of_one_name_and_two_kinds_at_once_are_refused(tmp_path, capsys):
    first = fill(made(tmp_path / "a", "--units", "3"), tmp_path / "a" / "li.csv")
    (tmp_path / "b").mkdir()
    second = fill(first, tmp_path / "b" / "li.csv")
    assert main(["coding-sheet", "read", str(first), str(second)]) == 2
    assert "Name each sheet after its coder" in capsys.readouterr().err
    promises = made(tmp_path / "c", "--kind", "promises", "--units", "3")
    assert main(["coding-sheet", "read", str(first), str(promises)]) == 2
    assert "Read each kind by itself" in capsys.readouterr().err


def test_a_sheet_is_not_overwritten_by_the_codes_of_another(tmp_path, capsys):
    first = fill(made(tmp_path / "empty", "--units", "3"), tmp_path / "li.csv")
    second = fill(first, tmp_path / "codes_human_li.csv")
    before = second.read_bytes()
    assert main(["coding-sheet", "read", str(first), str(second), "--out", str(tmp_path)]) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert second.read_bytes() == before


def test_an_empty_sheet_is_all_open(tmp_path, capsys):
    file = made(tmp_path, "--kind", "promises", "--units", "4")
    assert main(["coding-sheet", "read", str(file)]) == 0
    assert "0 units coded, 4 open" in capsys.readouterr().out


def test_every_two_coders_are_compared_and_three_or_more_together():
    agreed = pd.DataFrame(
        {
            "unit_id": [f"d{number}" for number in range(8)],
            "domain": ["rural", "health"] * 4,
            "function": ["result"] * 6 + ["thanks"] * 2,
            "horizon": ["year"] * 6 + [""] * 2,
        }
    )
    own = codes_by_unit(agreed, CODES)
    partly = codes_by_unit(agreed.assign(domain=["rural", "health"] * 3 + ["", ""]), CODES)
    found = sheet_agreement({"a": own, "b": own, "c": partly}, own, CODES, resamples=50)
    assert set(found["between"]) == {
        *(f"{name} and {AGREED}" for name in "abc"),
        "a and b",
        "a and c",
        "b and c",
        "all 3",
    }
    assert (found["value"] == 1).all()
    domains = found[(found["field"] == "domain") & (found["measure"] == "kappa")].set_index("between")["units"]
    assert domains["a and b"] == 8
    assert domains["a and c"] == 6


def test_no_horizon_is_a_code_for_thanks_and_missing_elsewhere():
    rows = pd.DataFrame(
        {"unit_id": ["d1", "d2"], "domain": ["none", "rural"], "function": ["thanks", "result"], "horizon": ["", ""]}
    )
    assert codes_by_unit(rows, CODES)["horizon"].isna().to_list() == [False, True]


def test_promises_are_compared_by_the_strongest_in_each_unit():
    rows = pd.DataFrame(
        [
            ("d1", "推进", "plain", "process"),
            ("d1", "确保", "guarantee", "figure_or_date"),
            ("d2", "-", "", ""),
            ("d3", "探索", "exploratory", "slogan"),
        ],
        columns=["unit_id", "verb", "force", "testability"],
    )
    codes = codes_by_unit(rows, PROMISES)
    assert codes["force"].to_dict() == {"d1": "guarantee", "d2": "none", "d3": "exploratory"}
    assert codes["testability"].to_dict() == {"d1": "figure_or_date", "d2": "none", "d3": "slogan"}
    near = codes.assign(force=["plain", "none", "exploratory"])
    far = codes.assign(force=["none", "none", "exploratory"])
    kappas = [
        sheet_agreement({"a": own}, codes, PROMISES, resamples=20)
        .set_index(["field", "measure"])
        .loc[("force", "kappa_linear"), "value"]
        for own in (codes, near, far)
    ]
    assert kappas[0] == 1
    assert kappas[0] > kappas[1] > kappas[2]


def test_the_notebook_makes_a_sheet_and_goes_through_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT / "notebooks")
    notebook = json.loads((ROOT / "notebooks" / "coding_sheet.ipynb").read_text("utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    shown: list[str] = []
    names = {"display": lambda page: shown.append(page.data)}
    exec(cells[0], names)
    names |= {"sheet_file": str(tmp_path / "new" / "li.csv"), "number": 12, "at_once": 4}
    for cell in cells[1:4]:
        exec(cell, names)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert "economy" in shown[0]
    assert lines[1].strip(",") in shown[1]
    right = lines[1].replace(",,,,,,", ",rural,,result,year,1,")
    names["filled_in"] = "\n".join([lines[0], right, lines[2].replace(",,,,,,", ",farming,,result,year,1,")])
    exec(cells[5], names)
    assert "field domain: is 'farming'" in capsys.readouterr().out
    names["filled_in"] = "\n".join([lines[0], right])
    exec(cells[5], names)
    assert "1 units saved; 11 of 12 are still to be coded." in capsys.readouterr().out
    exec(cells[3], names)
    assert lines[1].strip(",") not in shown[-1]
    assert lines[2].strip(",") in shown[-1]
