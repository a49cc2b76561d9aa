"""The outline of a clean text: its parts, the tree of its sections, its sentences.

Every line is a heading, a paragraph, or belongs to a flattened table. Headings are known by their number, by
their words (the codebook `parts`), or by standing as a label before or within a paragraph. The present-day
situation that a five-year plan describes (发展形势) counts as review: it says where the plan starts from.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.outline.builder import OutlineBuilder
from suzhou_priorities.outline.flat_table import outline_table, table_span
from suzhou_priorities.outline.numbering import Style, number_at
from suzhou_priorities.outline.parts import PartFollower, announces_table, is_salutation, is_top_heading
from suzhou_priorities.outline.run_in import heads_paragraph, labels_within
from suzhou_priorities.outline.sentences import split_sentences

if TYPE_CHECKING:
    from suzhou_priorities.outline.model import Outline

LONGEST_HEADING = 60
LONGEST_RUN_IN_HEADING = 48
LONGEST_LABEL = 26
LONGEST_PLAIN = 24
SHORTEST_PARTED = 150
NEIGHBOURHOOD = 2
TOP_RANK, PLAIN_RANK, LABEL_RANK, INNER_LABEL_RANK = 2.5, 8.2, 8.5, 9.5
_STOP = re.compile(r"[。！？；]")
_ENDS_WELL = re.compile(r"[。！？；：…）”’》.!?;:)]$")
_STUCK = re.compile(r"(?<=[。！？；”])(?=第[一二三四五六七八九十]{1,3}[章节篇] ?[\u4e00-\u9fff])")
_COUNTED = re.compile(r"[\d，；：]")


def outline_text(text: str, doc_type: str) -> Outline:
    """Return the outline of a clean text.

    Parameters
    ----------
    text
        Clean text, one paragraph a line.
    doc_type
        ``work_report``, ``five_year_plan`` or ``task_plan``; which cues tell the parts.
    """
    return _Reader(text, doc_type).read()


class _Reader:
    def __init__(self, text: str, doc_type: str) -> None:
        self._text = text
        self._builder = OutlineBuilder(text)
        self._follower = PartFollower(doc_type, len(text))
        self._spans: dict[int, list[tuple[int, int]]] = {}

    def read(self) -> Outline:
        table = table_span(self._text)
        stretches = [(0, len(self._text))] if table is None else [(0, table[0]), table, (table[1], len(self._text))]
        for stretch in stretches:
            if stretch == table:
                outline_table(self._text, stretch, self._builder, self._follower)
            else:
                self._read_lines(self._segments(*stretch))
        return self._builder.finish()

    def _segments(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the lines of a stretch; a heading stuck to the end of a paragraph becomes a line of its own."""
        segments: list[tuple[int, int]] = []
        position = start
        while position < end:
            line_end = self._text.find("\n", position, end)
            line_end = end if line_end < 0 else line_end
            cuts = [
                position,
                *(match.start() for match in _STUCK.finditer(self._text, position, line_end)),
                line_end,
            ]
            segments.extend((first, last) for first, last in pairwise(cuts) if first < last)
            position = line_end + 1
        return [segment for segment in segments if self._text[segment[0] : segment[1]].strip()]

    def _read_lines(self, segments: list[tuple[int, int]]) -> None:
        text = self._text
        labelled = self._labelled(segments)
        broken = []
        whole = 0
        for index, (start, end) in enumerate(segments):
            number = number_at(text, start, end)
            if number is not None and self._read_numbered(start, end, *number):
                continue
            if self._read_plain_heading(segments, index):
                continue
            part = self._follower.paragraph(text[start : min(end, start + 400)], start)
            self._builder.ensure(part, start)
            self._read_paragraph(self._sentences(start, end), part, label=index in labelled)
            if part != "front" and end - start >= LONGEST_PLAIN:
                if _ENDS_WELL.search(text, max(start, end - 1), end):
                    whole += 1
                else:
                    broken.append(text[max(start, end - 16) : end])
        if whole > 3 * len(broken):
            for tail in broken:
                self._builder.warn(f"A paragraph breaks off: “…{tail}”.")

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        if start not in self._spans:
            self._spans[start] = split_sentences(self._text, start, end)
        return self._spans[start]

    def _labelled(self, segments: list[tuple[int, int]]) -> set[int]:
        """Return the paragraphs that begin with a label: those that stand near another one that does."""
        candidates = {
            index
            for index, (start, end) in enumerate(segments)
            if end - start > LONGEST_PLAIN
            and number_at(self._text, start, end) is None
            and heads_paragraph(self._text, self._sentences(start, end))
        }
        return {
            index
            for index in candidates
            if any(index + step in candidates for step in (-NEIGHBOURHOOD, -1, 1, NEIGHBOURHOOD))
        }

    def _read_numbered(self, start: int, end: int, style: Style, number_end: int) -> bool:
        """Read a line that begins with a number; tell whether it is or begins with a heading."""
        text = self._text
        number = text[start:number_end]
        if style.name != "spoken numeral" and not _STOP.search(text, number_end, end):
            if end - number_end > LONGEST_HEADING or style.name == "dash" or end == number_end:
                return False
            self._open(style.rank, number, text[number_end:end].strip(), start, style.name)
            self._builder.add([(start, end)], is_heading=True)
            self._warn_of_lost_table(start, end)
            return True
        sentences = self._sentences(start, end)
        if not style.run_in or len(sentences) < 2:
            return False
        first = sentences[0]
        longest = LONGEST_LABEL if style.name in ("spoken numeral", "dash") else LONGEST_RUN_IN_HEADING
        heading = text[number_end : first[1]]
        if len(heading) > longest or text[first[1] - 1] != "。":
            return False
        if style.name in ("spoken numeral", "dash") and _COUNTED.search(heading):
            return False
        part = self._open(style.rank, number, heading.rstrip("。"), start, style.name)
        self._builder.add([first], is_heading=True)
        self._read_paragraph(sentences[1:], part, label=False)
        return True

    def _open(self, rank: float, number: str, heading: str, start: int, style: str) -> str:
        part = self._follower.heading(heading, int(rank), start)
        self._builder.open(rank, part, start, number=number.strip(), heading=heading, style=style)
        return part

    def _read_plain_heading(self, segments: list[tuple[int, int]], index: int) -> bool:
        """Read a heading without a number on a line of its own, if this line is one."""
        text = self._text
        start, end = segments[index]
        line = text[start:end]
        if _STOP.search(line) or is_salutation(line):
            return False
        if is_top_heading(line):
            part = self._follower.heading(line.rstrip("："), int(TOP_RANK), start)
            self._builder.open(TOP_RANK, part, start, heading=line.rstrip("："), style="plain")
            self._builder.add([(start, end)], is_heading=True)
            return True
        if announces_table(line):
            self._builder.ensure(self._follower.part, start)
            self._builder.add([(start, end)], is_heading=True)
            self._warn_of_lost_table(start, end)
            return True
        follows = index + 1 < len(segments) and segments[index + 1][1] - segments[index + 1][0] > 2 * LONGEST_PLAIN
        if (
            self._follower.part == "front"
            or len(line) > LONGEST_PLAIN
            or "，" in line
            or not follows
            or line[-1] in "：）"
        ):
            return False
        self._builder.open(PLAIN_RANK, self._follower.part, start, heading=line, style="plain")
        self._builder.add([(start, end)], is_heading=True)
        return True

    def _warn_of_lost_table(self, start: int, end: int) -> None:
        line = self._text[start:end]
        if announces_table(line):
            following = self._text[end + 1 : end + 200].split("\n", 1)[0]
            if len(following) > LONGEST_HEADING or number_at(following, 0, len(following)) is not None:
                self._builder.warn(f"A table is announced and missing: “{line}”.")

    def _read_paragraph(self, sentences: list[tuple[int, int]], part: str, *, label: bool) -> None:
        """Add a paragraph's sentences; labels before and within it become sections of their own."""
        text = self._text
        inner: set[int] = set()
        if not label and part != "front" and sentences and sentences[-1][1] - sentences[0][0] >= SHORTEST_PARTED:
            inner = set(labels_within(text, sentences))
        for index, (start, end) in enumerate(sentences):
            heads = (label and index == 0) or index in inner
            if heads:
                rank = LABEL_RANK if label and index == 0 else INNER_LABEL_RANK
                self._builder.open(rank, part, start, heading=text[start : end - 1], style="label")
            self._builder.add([(start, end)], is_heading=heads)
