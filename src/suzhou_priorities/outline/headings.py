"""Headings that a line shows by its number, or by standing alone.

A number does not make a heading. A line that has no full stop is one; so is the first sentence after a
number if it is short, names no figure, and text follows it. Items of a list (1.新建学校7所。2.新增学位4020个。)
are sentences. Where a structural style (一、 （一）) has no heading that can be told from its text, the
section has a number only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.outline.blocks import Block
    from suzhou_priorities.outline.numbering import Style

LONGEST_LINE = 60
LONGEST_ALONE = 40
LONGEST_PLAIN = 24
LONGEST_TOP = 34
SHORTEST_BODY = 40
TOP_RANK = 0
PLAIN_RANK = 8
TOP_STYLE, PLAIN_STYLE, CAPTION_STYLE = "top", "plain", "caption"
_STOP = re.compile(r"[。！？；]")
_ENDS = "。！？；：”）"
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_FIGURE = re.compile(r"\d[\d.]*(?:[%亿万千个项家元所户人名亩座条件台套吨米]|平方|公里|公顷|余|多|左右|以上)")
_DIGIT = re.compile(r"\d")
_SPOKEN = frozenset({"spoken numeral", "dash"})
_TWO_LINE = frozenset({"part", "chapter", "section"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found in a block.

    Attributes
    ----------
    style, rank
        The style of its number, or `TOP_STYLE`, `PLAIN_STYLE`, `CAPTION_STYLE`; and its usual place.
    number, heading
        As printed, without the stop that ends the heading; either may be empty.
    sentences
        How many of the block's sentences it takes (0 for a number without heading).
    takes_next
        True if the next block is its text (第一章 and its title on two lines).
    """

    style: str
    rank: int
    number: str
    heading: str
    sentences: int = 1
    takes_next: bool = False


@cache
def _pattern(group: str, key: str) -> re.Pattern[str]:
    return quick_pattern(load_codebook("parts")[group][key])


def announces_table(line: str) -> bool:
    """Tell whether a line is the caption of a table."""
    return bool(_pattern("tables", "caption").match(line))


def is_top_heading(line: str) -> bool:
    """Tell whether a line without a number is, by its words, a heading of the top level."""
    return len(line) <= LONGEST_TOP and bool(_pattern("top_headings", "pattern").match(line))


def heading_of(text: str, blocks: Sequence[Block], index: int) -> Heading | None:
    """Return the heading that the block at `index` is or begins with, or None if it has none."""
    block = blocks[index]
    if block.contents:
        return None
    if block.style is None:
        return _without_number(text, blocks, index)
    if not _STOP.search(text, block.number_end, block.end):
        return _numbered_line(text, blocks, index, block.style)
    return _numbered_paragraph(text, blocks, index, block.style)


def _numbered_line(text: str, blocks: Sequence[Block], index: int, style: Style) -> Heading | None:
    block = blocks[index]
    number, rest = _split(text, block, block.end)
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if not rest:
        if style.name not in _TWO_LINE or following is None or following.style is not None:
            return None
        title = text[following.start : following.end]
        if len(title) > LONGEST_TOP or _STOP.search(title):
            return None
        return Heading(style.name, style.rank, number, title, takes_next=True)
    if len(rest) > LONGEST_LINE:
        return Heading(style.name, style.rank, number, "", 0) if style.structural else None
    if style.name in _SPOKEN or (not style.structural and _in_list(blocks, index)):
        return None
    return Heading(style.name, style.rank, number, rest.rstrip("：:"))


def _numbered_paragraph(text: str, blocks: Sequence[Block], index: int, style: Style) -> Heading | None:
    block = blocks[index]
    end = block.sentences[0][1]
    number, heading = _split(text, block, end)
    alone = len(block.sentences) == 1
    longest = min(style.longest, LONGEST_ALONE) if alone else style.longest
    counted = _DIGIT if style.name in _SPOKEN else _FIGURE
    fits = (
        text[end - 1] == "。"
        and len(heading) <= longest
        and not (style.name in _SPOKEN and "：" in heading)
        and not counted.search(_QUOTED.sub("", heading))
    )
    if fits and alone:
        fits = style.name not in _SPOKEN and not _in_list(blocks, index) and _has_body(blocks, index)
    if fits:
        return Heading(style.name, style.rank, number, heading.rstrip("。"))
    return Heading(style.name, style.rank, number, "", 0) if style.structural else None


def _without_number(text: str, blocks: Sequence[Block], index: int) -> Heading | None:
    block = blocks[index]
    if block.length > LONGEST_TOP or _STOP.search(text, block.start, block.end):
        return None
    line = text[block.start : block.end]
    if is_top_heading(line):
        return Heading(TOP_STYLE, TOP_RANK, "", line.rstrip("：:"))
    if announces_table(line):
        return Heading(CAPTION_STYLE, PLAIN_RANK, "", line)
    before = blocks[index - 1] if index else None
    if len(line) > LONGEST_PLAIN or "，" in line or line[-1] in "：:）)、" or not _has_body(blocks, index):
        return None
    # A scrap of a broken sentence is no heading: what stands before it must have come to its end.
    if before is None or (before.style is None and text[before.end - 1] not in _ENDS) or _DIGIT.match(line):
        return None
    return Heading(PLAIN_STYLE, PLAIN_RANK, "", line)


def _split(text: str, block: Block, end: int) -> tuple[str, str]:
    return text[block.start : block.number_end].strip(" 　：:"), text[block.number_end : end].strip()


def _has_body(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a paragraph (or a heading further in) follows."""
    if index + 1 >= len(blocks):
        return False
    block, following = blocks[index], blocks[index + 1]
    if following.style is None:
        return following.length >= SHORTEST_BODY
    return following.style is not block.style


def _in_list(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a block is one of a list: a neighbour has the same style, the next value, and no body."""
    block = blocks[index]
    for other, step in ((index - 1, -1), (index + 1, 1)):
        if 0 <= other < len(blocks):
            neighbour = blocks[other]
            if (
                neighbour.style is block.style
                and neighbour.value == block.value + step
                and len(neighbour.sentences) == 1
            ):
                return True
    return False
