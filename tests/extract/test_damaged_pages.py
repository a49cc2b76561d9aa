"""On damaged pages the same figures come out as on the clean ones."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from suzhou_priorities.extract.document import extract_document
from suzhou_priorities.outline.metadata import infer_metadata
from suzhou_priorities.outline.sections import outline_text
from suzhou_priorities.repair.clean import clean_page
from tests.repair.damage import KINDS

REPORT = "wuzhong_work_report_2024"
# A slip of bytes can swallow a digit: a figure or two are then lost (and the place is marked as uncertain).
MOST_LOST = {"gbk_slips": 2}


def figures(text: str) -> Counter[tuple[object, ...]]:
    metadata = infer_metadata(text)
    outline = outline_text(text, metadata.doc_type or "work_report")
    return Counter(
        (one.value, one.unit, one.indicator, one.measure, one.status, one.year_start, one.year_end, one.bound)
        for one in extract_document(text, outline, metadata).quantities
    )


@pytest.fixture(scope="module")
def undamaged(cleaned):
    return figures(cleaned[REPORT].text)


@pytest.mark.parametrize("kind", KINDS)
def test_damage_changes_no_figure(kind, cleaned, undamaged):
    page = KINDS[kind](cleaned[REPORT].text, random.Random(7))
    found = figures(clean_page(page).text)
    lost, extra = undamaged - found, found - undamaged
    assert sum(lost.values()) <= MOST_LOST.get(kind, 0), lost
    assert sum(extra.values()) <= MOST_LOST.get(kind, 0), extra
