"""The outline of a clean text: its parts, the tree of its sections, its sentences.

Every character that is not white space belongs to exactly one sentence; a heading is a sentence with
`is_heading`. The exception is a flattened table, of which only section rows, group names and tasks are
sentences (see `flat_table`). A heading that shares its line with text is a unit of its own, number included.
Text before the first heading, and text that leaves a finished series, gets a section without heading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from suzhou_priorities.outline.blocks import read_blocks
from suzhou_priorities.outline.builder import INNER_LABEL, LABEL, OutlineBuilder
from suzhou_priorities.outline.flat_table import outline_table, table_span
from suzhou_priorities.outline.headings import CAPTION_STYLE, announces_table, heading_of
from suzhou_priorities.outline.label_series import spoken_start
from suzhou_priorities.outline.labels import Labels, find_labels
from suzhou_priorities.outline.numbering import number_at, ordinal
from suzhou_priorities.outline.parts import parts_of
from suzhou_priorities.outline.series import nesting, resumptions

if TYPE_CHECKING:
    from suzhou_priorities.outline.blocks import Block, Span
    from suzhou_priorities.outline.headings import Heading
    from suzhou_priorities.outline.model import Outline

SHORTEST_PARAGRAPH = 24
LONGEST_CELL = 60
INNER_RANK = 20
_ENDS_WELL = re.compile(r"[。！？；：…）”’》.!?;:)]$")
_NO_LABELS = frozenset({"front", "closing", "glossary"})


def outline_text(text: str, doc_type: str) -> Outline:
    """Return the outline of a clean text.

    Parameters
    ----------
    text
        Clean text, one paragraph a line (see `repair.clean`).
    doc_type
        ``work_report``, ``five_year_plan`` or ``task_plan``: which cues tell the parts.
    """
    table = table_span(text)
    if table is None:
        return _Stretch(text, 0, len(text), doc_type).outline()
    return _with_table(text, table, doc_type)


def _with_table(text: str, table: Span, doc_type: str) -> Outline:
    builder = OutlineBuilder(text)
    before = _Stretch(text, 0, table[0], doc_type, builder)
    before.read()
    outline_table(text, table, builder, doc_type, "plan" if doc_type == "task_plan" else before.last_part)
    after = "closing" if doc_type == "task_plan" else before.last_part
    _Stretch(text, table[1], len(text), doc_type, builder, part=after).read()
    return builder.finish()


class _Stretch:
    """Reads a stretch of text without tables into the outline."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        doc_type: str,
        builder: OutlineBuilder | None = None,
        part: str = "",
    ) -> None:
        self.text = text
        self.blocks = read_blocks(text, start, end)
        self.headings = _headings(text, self.blocks)
        self.parts = [part] * len(self.blocks) if part else parts_of(text, self.blocks, self.headings, doc_type)
        eligible = [index for index, own in enumerate(self.parts) if own not in _NO_LABELS]
        self.labels = find_labels(text, self.blocks, self.headings, eligible)
        self.resumed = resumptions(self.blocks, self.headings, self.labels)
        self.builder = builder or OutlineBuilder(text)
        self.builder.learn(nesting(self.blocks, self.headings))

    @property
    def last_part(self) -> str:
        """The part of the last block."""
        return self.parts[-1] if self.parts else "front"

    def outline(self) -> Outline:
        self.read()
        return self.builder.finish()

    def read(self) -> None:
        taken = False
        for index, block in enumerate(self.blocks):
            heading = self.headings.get(index)
            if taken:
                self.builder.add([(block.start, block.end)], is_heading=True)
                taken = False
            elif heading is None or heading.style == CAPTION_STYLE:
                self._paragraph(index, block, heading)
            else:
                self._headed(index, block, heading)
                taken = heading.takes_next
        self._warn_of_breaks()

    def _headed(self, index: int, block: Block, heading: Heading) -> None:
        self.builder.open(
            heading.style,
            heading.rank,
            self.parts[index],
            block.start,
            number=heading.number,
            value=block.value,
            heading=heading.heading,
        )
        self.builder.add(block.sentences[: heading.sentences], is_heading=True)
        self._sentences(index, block, heading.sentences)
        if announces_table(self.text[block.start : block.end]):
            self._warn_of_lost_table(index)

    def _paragraph(self, index: int, block: Block, caption: Heading | None) -> None:
        part = self.parts[index]
        fresh = self.builder.ensure(part, block.start)
        if caption is not None:
            self.builder.add(block.sentences, is_heading=True)
            self._warn_of_lost_table(index)
            return
        if self.labels.get(index, Labels()).leading:
            start, end = block.sentences[0]
            heading = self.text[start : end - 1]
            self.builder.open(LABEL, INNER_RANK, part, start, heading=heading)
            self.builder.add([(start, end)], is_heading=True)
            self._sentences(index, block, 1)
            return
        if index in self.resumed and not fresh:
            self.builder.resume(part, block.start, style=self.resumed[index])
        self._sentences(index, block, 0)

    def _sentences(self, index: int, block: Block, first: int) -> None:
        """Add a block's sentences from `first` on; labels within it become sections."""
        within = self.labels[index].within if index in self.labels else frozenset()
        for position in range(first, len(block.sentences)):
            start, end = block.sentences[position]
            if position not in within:
                self.builder.add([(start, end)])
                continue
            begin = spoken_start(self.text, start, end)
            if begin > start:
                self.builder.add([(start, begin)])
            number = number_at(self.text, begin, end)
            printed = self.text[begin : number[1]] if number else ""
            self.builder.open(
                INNER_LABEL,
                INNER_RANK + 1,
                self.parts[index],
                begin,
                number=printed,
                value=ordinal(printed) or 0,
                heading=self.text[begin + len(printed) : end - 1],
            )
            self.builder.add([(begin, end)], is_heading=True)

    def _warn_of_lost_table(self, index: int) -> None:
        """Warn if a caption is followed by a paragraph or a heading instead of short lines, its cells."""
        block = self.blocks[index]
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if following is None or following.length > LONGEST_CELL or index + 1 in self.headings:
            line = self.text[block.start : block.end]
            self.builder.warn(f"A table is announced and missing: “{line}”.")

    def _warn_of_breaks(self) -> None:
        """Paragraphs without a stop are breaks only where most paragraphs have one."""
        whole, broken = 0, []
        for index, block in enumerate(self.blocks):
            if index in self.headings or self.parts[index] in _NO_LABELS or block.length < SHORTEST_PARAGRAPH:
                continue
            if _ENDS_WELL.search(self.text, block.end - 1, block.end):
                whole += 1
            else:
                broken.append(block.end)
        if whole > 3 * len(broken):
            for end in broken:
                self.builder.warn(f"A paragraph breaks off: “…{self.text[end - 16 : end]}”.")


def _headings(text: str, blocks: list[Block]) -> dict[int, Heading]:
    headings: dict[int, Heading] = {}
    for index in range(len(blocks)):
        if index and index - 1 in headings and headings[index - 1].takes_next:
            continue
        heading = heading_of(text, blocks, index)
        if heading is not None:
            headings[index] = heading
    return headings
