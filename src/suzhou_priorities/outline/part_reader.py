"""What the readers of all types of documents have in common: cues, the glossary, the order of blocks."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.outline.headings import PLAIN_STYLE, TOP_STYLE

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.outline.blocks import Block
    from suzhou_priorities.outline.headings import Heading

# Where in a document, as a share of its characters, these parts may begin.
EARLIEST = {"government": 0.55, "closing": 0.8, "glossary": 0.4}
BEGINNING = 200
LONGEST_ANNOUNCEMENT = 60
MAJOR = ("part", "chapter", "section", "numeral", "bracketed numeral")
_HEADS_PARTS = ("part", "chapter", "section", "numeral")


@cache
def _cue(doc_type: str, part: str, where: str) -> re.Pattern[str] | None:
    book: dict[str, Any] = load_codebook("parts").get(doc_type, {})
    pattern = book.get(part, {}).get(where)
    return quick_pattern(pattern) if pattern else None


@cache
def _annex() -> re.Pattern[str]:
    return quick_pattern(load_codebook("parts")["annex"]["pattern"])


def says(doc_type: str, part: str, where: str, line: str) -> bool:
    """Tell whether a line holds a cue of the codebook `parts`."""
    pattern = _cue(doc_type, part, where)
    return pattern is not None and bool(pattern.search(line))


class PartReader:
    """What the types have in common: the glossary, and one block after the other."""

    doc_type = "work_report"

    def __init__(self, text: str, blocks: Sequence[Block], headings: Mapping[int, Heading]) -> None:
        self.text = text
        self.blocks = blocks
        self.headings = headings
        self.part = "front"
        self.government_rank = -1
        self._order = list(headings)
        self.top = self._top_style()
        self.glossary = self._first_glossary()

    def parts(self) -> list[str]:
        """Return the part of every block."""
        found = []
        for index in range(len(self.blocks)):
            if index >= self.glossary:
                found.append("glossary")
            elif self.blocks[index].contents:
                found.append("front" if self.part == "front" else self.part)
            else:
                self.step(index)
                found.append(self.part)
        return found

    def step(self, index: int) -> None:
        """Set `part` to the part of the block at `index`."""
        raise NotImplementedError

    def late(self, index: int, part: str) -> bool:
        """Tell whether a block stands far enough into the document for a part to begin there."""
        return self.blocks[index].start >= EARLIEST[part] * len(self.text)

    def next_heading(self, index: int) -> Heading | None:
        """Return the first heading after the block at `index`, if there is one."""
        position = bisect_right(self._order, index)
        return self.headings[self._order[position]] if position < len(self._order) else None

    def beginning(self, index: int) -> str:
        """Return the first characters of a block."""
        block = self.blocks[index]
        return self.text[block.start : min(block.end, block.start + BEGINNING)]

    def says(self, part: str, where: str, line: str) -> bool:
        """Tell whether a line holds a cue for a part of this type of document."""
        return says(self.doc_type, part, where, line)

    def _top_style(self) -> str:
        """Return the style whose headings part the document; empty if none does (（一） alone does not)."""
        present = {heading.style for heading in self.headings.values()}
        tops = [index for index, heading in self.headings.items() if heading.style == TOP_STYLE]
        body = [index for index in tops if not says("five_year_plan", "front", "heading", self.headings[index].heading)]
        body = [index for index in body if not self.says("glossary", "heading", self.headings[index].heading)]
        if body and not present.intersection(("part", "chapter")):
            first = next((index for index, heading in self.headings.items() if heading.style == "numeral"), None)
            if first is None or body[0] < first:
                return TOP_STYLE
        return next((style for style in _HEADS_PARTS if style in present), "")

    def _first_glossary(self) -> int:
        for index, block in enumerate(self.blocks):
            heading = self.headings.get(index)
            if heading is not None and heading.style not in (TOP_STYLE, PLAIN_STYLE, "numeral", "chapter"):
                continue
            line = heading.heading if heading else self.text[block.start : block.end]
            if (
                len(line) < LONGEST_ANNOUNCEMENT
                and self.late(index, "glossary")
                and self.says("glossary", "heading", line)
            ):
                announced = index and _annex().match(self.beginning(index - 1))
                return index - 1 if announced else index
        return len(self.blocks)

    def enter_government(self, rank: int) -> None:
        """Begin the chapter on the government's own work, headed by a style of `rank` (-1: by none)."""
        self.part = "government"
        self.government_rank = rank

    def leave_government(self, heading: Heading) -> None:
        """Go back to the plan if a heading of the same rank or above follows that chapter."""
        if self.part == "government" and heading.rank <= self.government_rank:
            self.part = "plan"
