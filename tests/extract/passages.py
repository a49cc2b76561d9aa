"""Short documents around a passage, so that a test can state a sentence and what should be read in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.extract.document import extract_document, years_of_document
from suzhou_priorities.extract.quantities import read_quantities
from suzhou_priorities.outline.metadata import infer_metadata
from suzhou_priorities.outline.sections import outline_text

if TYPE_CHECKING:
    from suzhou_priorities.extract.document import Extraction
    from suzhou_priorities.extract.model import Quantity

HEADS = {
    ("work_report", "review"): "{year}年某市政府工作报告\n一、{before}年工作回顾\n",
    ("work_report", "plan"): "{year}年某市政府工作报告\n二、{year}年工作安排\n",
    ("five_year_plan", "review"): "某县国民经济和社会发展第十三个五年规划纲要\n第一章 发展基础\n",
    ("five_year_plan", "plan"): "某县国民经济和社会发展第十三个五年规划纲要\n第二章 主要目标\n",
}


def document(passage: str, part: str = "review", doc_type: str = "work_report", year: int = 2024) -> str:
    """Return a document that consists of a title, a heading and a passage."""
    return HEADS[doc_type, part].format(year=year, before=year - 1) + passage + "\n"


def read(passage: str, part: str = "review", doc_type: str = "work_report", year: int = 2024) -> list[Quantity]:
    """Return the figures of a passage that stands in a part of a document."""
    text = document(passage, part, doc_type, year)
    metadata = infer_metadata(text)
    outline = outline_text(text, metadata.doc_type or doc_type)
    found = read_quantities(text, outline, years_of_document(metadata), metadata.place or "")
    for figure in found:
        assert text[figure.start : figure.end].strip() == text[figure.start : figure.end]
    return [figure for figure in found if figure.start >= text.index(passage)]


def extract(passage: str, part: str = "plan", doc_type: str = "work_report", year: int = 2024) -> Extraction:
    """Return all that is extracted from the document around a passage."""
    text = document(passage, part, doc_type, year)
    metadata = infer_metadata(text)
    return extract_document(text, outline_text(text, metadata.doc_type or doc_type), metadata)


def brief(figures: list[Quantity]) -> list[tuple[float, str, str | None, str]]:
    """Return value, unit, indicator and measure of figures."""
    return [(one.value, one.unit, one.indicator, one.measure) for one in figures]
