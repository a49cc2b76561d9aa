"""Repair takes time in proportion to a page's length, whatever stands on it."""

from __future__ import annotations

import pytest

from suzhou_priorities.repair import misdecoded
from suzhou_priorities.repair.clean import clean_page
from suzhou_priorities.repair.edits import restore_raw
from suzhou_priorities.repair.misdecoded import repair_misdecoded
from tests.conftest import processor_seconds

TIMES = 8


@pytest.mark.parametrize(
    "piece",
    [
        " ",
        "\r",
        "甲乙 丙丁",
        "甲\u200b乙 丙\n\n",
        "１２３",
        "實(shí)現",
        "好.  ",
        "&ldquo;",
        "(",
        "甲|\n",
        "1，234，",
        "重点任务①\n",
    ],
)
def test_a_page_eight_times_as_long_takes_about_eight_times_as_long(piece):
    page = f"甲{piece * (8_000 // len(piece))}乙"
    clean_page(page[:100])
    short, long = (
        min(processor_seconds(lambda text=text: clean_page(text)) for _ in range(2))
        for text in (page, f"甲{piece * (TIMES * 8_000 // len(piece))}乙")
    )
    assert long < 2.5 * TIMES * short + 0.02


def test_a_page_of_which_all_looks_misdecoded_is_read_in_part_and_the_rest_marked(monkeypatch):
    monkeypatch.setattr(misdecoded, "MOST_READ", 200)
    page = "累計接駁轉運上??诎度刖硜?lái)蘇人員超5萬人。\n" * 40
    edits = repair_misdecoded(page)
    read = [edit for edit in edits if edit.replacement != page[edit.start : edit.end]]
    marked = [edit for edit in edits if not edit.certain and edit.replacement == page[edit.start : edit.end]]
    assert read
    assert max(edit.end for edit in read) < min(edit.start for edit in marked)
    assert marked[-1].end > len(page) - 20
    clean = clean_page(page)
    assert restore_raw(clean.text, clean.repairs) == page


def test_how_much_is_read_does_not_depend_on_how_long_the_page_is(monkeypatch):
    monkeypatch.setattr(misdecoded, "MOST_READ", 600)
    short, long = (
        processor_seconds(lambda text=text: repair_misdecoded(text)) for text in ("①②③" * 800, "①②③" * 8_000)
    )
    assert long < 3 * short + 0.2
