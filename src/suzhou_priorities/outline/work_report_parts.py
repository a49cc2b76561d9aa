"""The parts of a work report.

Headings decide where there are any that part the report; the words of paragraphs only where there are none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.outline.headings import TOP_STYLE
from suzhou_priorities.outline.part_reader import PartReader, says

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.outline.blocks import Block
    from suzhou_priorities.outline.headings import Heading

HEAD_BLOCKS = 25
HEAD_CHARACTERS = 2500
LONGEST_SALUTED = 500
FRONT_LINE = 60
_STOP = re.compile("[。！？]")


@cache
def _opening(key: str) -> re.Pattern[str]:
    return quick_pattern(load_codebook("parts")["opening"][key])


class WorkReportParts(PartReader):
    """Looks for the formula that opens a report, the exhortation that closes it, and what lies between."""

    doc_type = "work_report"

    def __init__(self, text: str, blocks: Sequence[Block], headings: Mapping[int, Heading]) -> None:
        super().__init__(text, blocks, headings)
        self.opening = self._opening()
        self.closing = self._closing()
        self.looked_back = False
        tops = [index for index, heading in headings.items() if self._is_top(heading)]
        self.plan_headed = any(self._heads_plan(headings[index]) for index in tops)
        self.government_headed = any(
            self.late(index, "government") and self.says("government", "strong", heading.heading)
            for index, heading in headings.items()
        )

    def step(self, index: int) -> None:
        """Set `part` to the part of the block at `index`."""
        if index <= self.opening:
            return
        if index >= self.closing:
            self.part = "closing"
            return
        if self.part == "front":
            self.part = "review"
        heading = self.headings.get(index)
        if heading is None:
            self._paragraph(index)
        elif self._is_top(heading):
            self._top_heading(index, heading)
        elif heading.heading and self.part in ("plan", "government"):
            strong = self.says("government", "strong", heading.heading)
            if self.part == "plan" and strong and self.late(index, "government"):
                self.enter_government(heading.rank)
            elif not strong:
                self.leave_government(heading)
        elif heading.sentences == 0:
            self._paragraph(index)

    def _is_top(self, heading: Heading) -> bool:
        return heading.style in (self.top, TOP_STYLE)

    def _heads_plan(self, heading: Heading) -> bool:
        return self.says("plan", "heading", heading.heading) and not self.says("review", "heading", heading.heading)

    def _top_heading(self, index: int, heading: Heading) -> None:
        if self.says("review", "heading", heading.heading) and self.part == "review":
            self.looked_back = True
        elif self._heads_plan(heading):
            if self.part == "review":
                self.part = "plan"
        elif self.says("government", "heading", heading.heading) and self.late(index, "government"):
            self.enter_government(heading.rank)
        elif self.part == "review" and self.looked_back and not self.plan_headed:
            self.part = "plan"
        else:
            self.leave_government(heading)

    def _paragraph(self, index: int) -> None:
        line = self.beginning(index)
        if self.part == "review" and not self.plan_headed and self.says("plan", "paragraph", line):
            self.part = "plan"
        elif (
            self.part == "plan"
            and self.late(index, "government")
            and self.says("government", "paragraph", line)
            and not self.says("government", "past", line)
            and (not self.government_headed or self._heads_government_next(index))
        ):
            self.enter_government(-1)

    def _heads_government_next(self, index: int) -> bool:
        """Tell whether the next heading is on the government's own work: this paragraph introduces it."""
        heading = self.next_heading(index)
        return heading is not None and self.says("government", "strong", heading.heading)

    def _opening(self) -> int:
        """Return the index of the last block of the front, -1 if there is none.

        The front ends with the formula that opens the report; without one, before the first heading or
        paragraph.
        """
        last = -1
        for index, block in enumerate(self.blocks[:HEAD_BLOCKS]):
            line = self.text[block.start : block.end]
            if block.start > HEAD_CHARACTERS or (index in self.headings and not self._in_front(index)):
                break
            if _opening("salutation").match(line):
                last = index
            if block.length < LONGEST_SALUTED and _opening("pattern").search(line):
                return index
        if last >= 0:
            return last
        for index, block in enumerate(self.blocks[:HEAD_BLOCKS]):
            if index in self.headings or block.length > FRONT_LINE or _STOP.search(self.text, block.start, block.end):
                return index - 1
        return -1

    def _in_front(self, index: int) -> bool:
        return says("five_year_plan", "front", "heading", self.headings[index].heading)

    def _closing(self) -> int:
        """Return where the final exhortation begins: the last paragraph that speaks to the delegates."""
        last = len(self.blocks)
        end = min(self.glossary, last)
        for index in range(end - 1, -1, -1):
            if index in self.headings:
                if self.says("closing", "heading", self.headings[index].heading):
                    return index
                break
            if not self.late(index, "closing"):
                break
            line = self.text[self.blocks[index].start : self.blocks[index].end]
            if "让我们" in line or (
                self.says("closing", "salutation", line) and self.says("closing", "exhortation", line)
            ):
                return self._with_salutations_before(index)
        return last

    def _with_salutations_before(self, index: int) -> int:
        while (
            index - 1 >= 0
            and index - 1 not in self.headings
            and index - 2 not in self.headings
            and self.blocks[index - 1].length < LONGEST_SALUTED
            and self.late(index - 1, "closing")
            and self.says("closing", "salutation", self.beginning(index - 1))
        ):
            index -= 1
        return index
