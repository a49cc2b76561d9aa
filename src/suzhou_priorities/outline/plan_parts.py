"""The parts of five-year plans and of task plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.outline.headings import TOP_STYLE
from suzhou_priorities.outline.part_reader import MAJOR, PartReader

if TYPE_CHECKING:
    from suzhou_priorities.outline.headings import Heading


class FiveYearPlanParts(PartReader):
    """Chapters decide; 第一节 to 第三节 of the first ones may part what looks back from the aims."""

    doc_type = "five_year_plan"

    def step(self, index: int) -> None:
        """Set `part` to the part of the block at `index`."""
        heading = self.headings.get(index)
        if heading is None or heading.style not in (*MAJOR, TOP_STYLE):
            return
        line = heading.heading
        top = heading.style in (self.top, TOP_STYLE)
        if self.says("front", "heading", line) and self.part == "front":
            return
        if self.part in ("front", "review"):
            self._early(index, heading, top)
        elif self._heads_government(index, heading):
            self.enter_government(heading.rank)
        else:
            self.leave_government(heading)

    def _early(self, index: int, heading: Heading, top: bool) -> None:
        line = heading.heading
        if self.says("plan", "heading", line) and not self.says("review", "heading", line):
            self.part = "plan"
        elif self.says("review", "heading", line):
            self.part = "review"
        elif top or heading.style in ("part", "chapter"):
            self.part = "review" if self._chapter_looks_back(index, heading) else "plan"

    def _chapter_looks_back(self, index: int, heading: Heading) -> bool:
        """Tell whether what stands first below a heading without a cue looks back."""
        first = self.next_heading(index)
        return first is not None and first.rank > heading.rank and self.says("review", "heading", first.heading)

    def _heads_government(self, index: int, heading: Heading) -> bool:
        """Only the outer headings name the chapter; a section such as 强化能源保障 is a measure."""
        outer = heading.style in (self.top, TOP_STYLE) or (self.top == "part" and heading.style == "chapter")
        return (
            outer
            and self.part == "plan"
            and self.late(index, "government")
            and self.says("government", "heading", heading.heading)
        )


class TaskPlanParts(PartReader):
    """The notice, the tasks, and a footnote."""

    doc_type = "task_plan"

    def step(self, index: int) -> None:
        """Set `part` to the part of the block at `index`."""
        heading = self.headings.get(index)
        line = self.beginning(index)
        if heading is None or heading.style not in (*MAJOR, TOP_STYLE):
            if self.part != "front" and self.says("closing", "paragraph", line):
                self.part = "closing"
        elif self.says("government", "heading", heading.heading):
            self.enter_government(heading.rank)
        elif self.part == "front":
            self.part = "plan"
        else:
            self.leave_government(heading)
