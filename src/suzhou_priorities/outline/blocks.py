"""Blocks: the lines of a text, parted where a heading was stuck to the paragraph before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.outline.numbering import Style, number_at, ordinal
from suzhou_priorities.outline.sentences import split_sentences

Span = tuple[int, int]

LONGEST_ENTRY = 60
LONGEST_CONTENTS = 400
CLOSING = 0.8
_STUCK_STYLES = frozenset({"part", "chapter", "section", "numeral", "bracketed numeral", "digit"})
_CHAPTERS = frozenset({"part", "chapter", "section"})
_ENDED = frozenset("。！？”）")
_CHAPTER_AND_SECTION = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}章[^。；！？\n]{2,40}?(?= ?第[一二三四五六七八九十\d]{1,3}节)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or what is left of one after a stuck heading was parted from it.

    Attributes
    ----------
    start, end
        Its span, without white space at its ends.
    sentences
        Spans of its sentences.
    style, number_end
        The style of the number that it begins with and where that ends; None and `start` if there is none.
    value
        The number's value, or 0.
    contents
        True for the lines of a table of contents.
    """

    start: int
    end: int
    sentences: tuple[Span, ...]
    style: Style | None = None
    number_end: int = 0
    value: int = 0
    contents: bool = False

    @property
    def length(self) -> int:
        """Characters of the block."""
        return self.end - self.start


def read_blocks(text: str, start: int, end: int) -> list[Block]:
    """Return the blocks of ``text[start:end]``, in order; lines without content are left out."""
    lines = _lines(text, start, end)
    contents = _contents(text, lines)
    reader = _Reader(text, CLOSING * len(text))
    blocks: list[Block] = []
    for index, (line_start, line_end) in enumerate(lines):
        if index in contents:
            blocks.append(Block(line_start, line_end, ((line_start, line_end),), contents=True))
        else:
            blocks.extend(reader.read(line_start, line_end))
    return blocks


def _lines(text: str, start: int, end: int) -> list[Span]:
    lines = []
    position = start
    while position < end:
        line_end = text.find("\n", position, end)
        line_end = end if line_end < 0 else line_end
        first, last = position, line_end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            lines.append((first, last))
        position = line_end + 1
    return lines


@cache
def _contents_pattern(key: str) -> re.Pattern[str]:
    return quick_pattern(load_codebook("parts")["contents"][key])


@cache
def _salutation() -> re.Pattern[str]:
    return quick_pattern(load_codebook("parts")["work_report"]["closing"]["salutation"].removeprefix("^"))


def _contents(text: str, lines: list[Span]) -> set[int]:
    """Return which lines are a table of contents.

    It ends where its first entry comes again: that is the heading in the text. Lines that end in a row of
    points and a page number belong to one wherever they stand.
    """
    entry = _contents_pattern("entry")
    found = {index for index, (start, end) in enumerate(lines) if entry.search(text, max(start, end - 12), end)}
    for index, (start, end) in enumerate(lines[:-2]):
        if end - start > 4 or not _contents_pattern("pattern").match(text[start:end]):
            continue
        first = _bare(text, lines[index + 1])
        last = min(len(lines), index + LONGEST_CONTENTS)
        again = next((other for other in range(index + 2, last) if _bare(text, lines[other]) == first), 0)
        if again and all(end - start <= LONGEST_ENTRY for start, end in lines[index:again]):
            found.update(range(index, again))
        break
    return found


def _bare(text: str, line: Span) -> str:
    return re.sub(r"[.…·．\s\d]+$", "", text[line[0] : line[1]])


@dataclass(slots=True)
class _Reader:
    """Remembers the last value of each style, to tell the next heading of a series from a mere mention."""

    text: str
    closing: float
    last: dict[str, int] = field(default_factory=dict)

    def read(self, start: int, end: int) -> list[Block]:
        text = self.text
        sentences = split_sentences(text, start, end)
        cuts = [0]
        style, number_end, value = self._number(start, end)
        if style is not None:
            self.last[style.name] = value
        for index in range(1, len(sentences)):
            position = sentences[index][0]
            if text[position - 1] not in _ENDED:
                continue
            if position >= self.closing and self._begins_closing(position, end):
                cuts.append(index)
                continue
            found, _, next_value = self._number(position, end)
            if found is not None and self._continues(found, next_value):
                self.last[found.name] = next_value
                cuts.append(index)
        if style is not None and style.name == "chapter":
            joined = _CHAPTER_AND_SECTION.match(text, start, end)
            if joined:
                section = joined.end()
                first = Block(start, section, ((start, section),), style, number_end, value)
                while text[section].isspace():
                    section += 1
                return [first, *self.read(section, end)]
        if len(cuts) == 1:
            return [Block(start, end, tuple(sentences), style, number_end, value)]
        blocks = []
        for begin, stop in pairwise([*cuts, len(sentences)]):
            part = sentences[begin:stop]
            style, number_end, value = self._number(part[0][0], part[-1][1])
            blocks.append(Block(part[0][0], part[-1][1], tuple(part), style, number_end, value))
        return blocks

    def _number(self, start: int, end: int) -> tuple[Style | None, int, int]:
        number = number_at(self.text, start, end)
        if number is None:
            return None, start, 0
        style, number_end = number
        return style, number_end, ordinal(self.text[start:number_end]) or 0

    def _begins_closing(self, position: int, end: int) -> bool:
        """Tell whether the final exhortation begins here, stuck to the paragraph before it."""
        return bool(_salutation().match(self.text, position, end)) and self.text.find("让我们", position, end) >= 0

    def _continues(self, style: Style, value: int) -> bool:
        """Tell whether a number within a line is the next of its series, and so heads a new block."""
        if style.name not in _STUCK_STYLES:
            return False
        last = self.last.get(style.name, 0)
        if style.name in _CHAPTERS:
            return value == 1 or value > last
        if style.name == "digit":
            return last > 0 and value == last + 1
        return value in (1, last + 1)
