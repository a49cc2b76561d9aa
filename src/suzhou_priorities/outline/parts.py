"""Which part of a document each of its blocks belongs to: front, review, plan, government, closing, glossary.

A part gives way to a later one, never to an earlier one, except that the plan goes on after a chapter on the
government's own work that was not the last. What looks back on the government's own work stays review. The
situation from which a five-year plan starts (发展形势, 发展环境) is review: it says where things stand, not what
will be done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.outline.part_reader import says
from suzhou_priorities.outline.plan_parts import FiveYearPlanParts, TaskPlanParts
from suzhou_priorities.outline.work_report_parts import WorkReportParts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.outline.blocks import Block
    from suzhou_priorities.outline.headings import Heading
    from suzhou_priorities.outline.part_reader import PartReader

_READERS: dict[str, type[PartReader]] = {
    "work_report": WorkReportParts,
    "five_year_plan": FiveYearPlanParts,
    "task_plan": TaskPlanParts,
}


def is_government_row(doc_type: str, heading: str) -> bool:
    """Tell whether a row that heads a section of a task table is on the government's own work."""
    return says(doc_type, "government", "heading", heading)


def parts_of(text: str, blocks: Sequence[Block], headings: Mapping[int, Heading], doc_type: str) -> list[str]:
    """Return the part of every block.

    Parameters
    ----------
    text, blocks, headings
        The clean text, its blocks, and the headings found in them, by index of the block.
    doc_type
        ``work_report``, ``five_year_plan`` or ``task_plan``; any other is read like a work report.
    """
    return _READERS.get(doc_type, WorkReportParts)(text, blocks, headings).parts()
