"""Repair: nothing is lost from any page, and what is clean stays as it is."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume

from suzhou_priorities.repair.clean import clean_page
from suzhou_priorities.repair.edits import restore_raw
from suzhou_priorities.repair.misdecoded import repair_misdecoded
from suzhou_priorities.repair.wrapped_lines import join_wrapped_lines
from tests.outline.reports import TOWN_2023
from tests.properties.profiles import holds_for
from tests.properties.texts import ANY, DAMAGE, MADE, clean, damaged_documents
from tests.repair.damage import KINDS


@holds_for(ANY)
def test_text_and_repairs_give_any_page_back(page):
    cleaned = clean_page(page)
    assert restore_raw(cleaned.text, cleaned.repairs) == page
    assert cleaned.text == cleaned.text.strip()
    assert not set(cleaned.text) & set("\r\t\u200b\ufeff\x00")
    for repair in cleaned.repairs:
        assert page[repair.raw_start : repair.raw_end] == repair.before
        assert cleaned.text[repair.clean_start : repair.clean_end] == repair.after


@holds_for(ANY)
def test_cleaning_a_clean_text_changes_nothing(page):
    once = clean(page)
    # Two steps weigh the evidence of a whole page, and cleaning takes evidence away: once blank lines are gone, two
    # paragraphs that happen to be of one width look wrapped; once entities are read, stray marks look misdecoded.
    assume(not repair_misdecoded(once) and not join_wrapped_lines(once))
    assert clean(once) == once


@holds_for(damaged_documents())
def test_a_report_keeps_its_sentences_whatever_is_around_and_within_it(page):
    """What a damaged page of a report says is in its clean text: no sentence with a figure is taken for chrome."""
    text = clean(page)
    said = {line for made in MADE for line in made.split("\n") if line.endswith("。") and "%" in line}
    for line in said:
        assert line not in page or line in text


@pytest.mark.parametrize("kind", DAMAGE)
@pytest.mark.parametrize("made", range(len(MADE)))
def test_a_damaged_report_is_clean_after_one_cleaning(made, kind):
    once = clean(KINDS[kind](MADE[made], random.Random(f"{kind} {made}")))
    assert clean(once) == once


@pytest.mark.parametrize(
    ("page", "text"),
    [
        # A mark follows its neighbours, also those that become full-width themselves.
        ("各位代表：,(2023)", "各位代表：，（2023）"),
        ("(二)(三)推进改革", "（二）（三）推进改革"),
        ('各位代表：)"', "各位代表：）“"),
        # A reading behind a bracket or a space that goes.
        ("推动实现 (xiàn)目标", "推动实现目标"),
        # An entity within an entity.
        ("增长&amp;gt;5%的企业&amp;#12290;", "增长>5%的企业。"),
        # White space ends where signs without width do.
        ("坚持稳中求进。\n\u2028", "坚持稳中求进。"),
        ("\u200e\n坚持稳中求进。", "坚持稳中求进。"),
        # Spaces part words of Latin script, with or without accents.
        ("中法“Café au lait à la carte”活动", "中法“Café au lait à la carte”活动"),
    ],
)
def test_one_cleaning_is_enough(page, text):
    assert clean(page) == clean(text) == text


def test_headings_run_into_two_long_paragraphs_are_no_wrapped_page():
    page = TOWN_2023.replace("增长12%。\n", "增长12%。").replace("1095元。\n", "1095元。")
    assert page.count("\n") == TOWN_2023.count("\n") - 2
    assert clean(page) == clean(page.replace("\n", "\n\n")) == page.strip()
