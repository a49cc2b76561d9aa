"""Sentences that line breaks of a fixed width, or a page number, cut in two come together again.

Text copied from a PDF breaks its lines at one width, also within words. A page is wrapped if the lines that end without
a stop are about as wide as one another and make up a good part of its lines, and if the characters on both sides of
these breaks often stand together elsewhere: the entries of a list may be of one length as well, but do not end in the
middle of a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.repair.chrome_rules import is_chrome_at_edge, is_kept, is_page_number
from suzhou_priorities.repair.document_body import lines_of, lines_of_cells
from suzhou_priorities.repair.edits import Edit
from suzhou_priorities.repair.field_model import field_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.repair.document_body import Line

# Widths are in columns: two for a Chinese character, one for a Latin letter or a digit.
NARROWEST = 40
TOLERANCE = 8
LEAST_LINES = 2
SHARE_OF_WIDTH = 0.6
SHARE_OF_PAIRS = 0.4
SHARE_OF_INDENTED = 0.6
SHARE_OF_LINES = 0.25
LONGEST_HEADING = 48  # characters
_INDENT = re.compile(r"[ \t\u00a0]{2}|\u3000")
_NOTE = "a line break stood within a sentence"


@dataclass(frozen=True, slots=True)
class _Rules:
    begins: re.Pattern[str]
    closed: frozenset[str]
    mark: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Break:
    """A break after a line without a stop: where it lies, the line's width, and what stands on both sides."""

    start: int
    end: int
    width: int
    pair: str
    new_page: bool
    blank: bool  # blank lines lie between
    running: bool  # the line has a mark of running text


@cache
def _rules() -> _Rules:
    book = load_codebook("wrapped_lines")
    return _Rules(re.compile(book["begins"]), frozenset(book["closed"]), re.compile(f"[{book['mark']}]"))


def join_wrapped_lines(text: str) -> list[Edit]:
    """Return the edits that take line breaks, and the page numbers among them, out of sentences.

    This comes before chrome is removed: what is a paragraph shows only when its lines are together.
    """
    breaks = _breaks(text)
    narrow, wide = _width_of_page(breaks, lines_of(text))
    edits = []
    for found in breaks:
        within_number = found.pair[0].isdigit() and (found.pair[1].isdigit() or found.pair[1] == ".")
        if narrow <= found.width and not found.blank:
            joins = found.width <= wide or _stand_together(found.pair)
        else:
            # The halves of a number need more evidence (`split_numbers`).
            joins = False
        if joins or (found.new_page and found.running and not within_number):
            gap = " " if found.pair.isascii() and found.pair.isalpha() else ""
            kind = "chrome" if found.new_page else "layout"
            edits.append(Edit(found.start, found.end, gap, kind, certain=not within_number, note=_NOTE))
    return edits


def _breaks(text: str) -> list[_Break]:
    """Return the breaks that may have cut a sentence."""
    rules = _rules()
    lines = lines_of(text)
    filled = [index for index, line in enumerate(lines) if not is_page_number(line.text)]
    found: list[_Break] = []
    cells: frozenset[int] | None = None
    indents: bool | None = None
    for index, following in pairwise(filled):
        line, after = lines[index], lines[following]
        if line.text[-1] in rules.closed or 2 * len(line.text) < NARROWEST:
            continue
        width = _width(line)
        if width < NARROWEST or rules.begins.match(after.text) or after.is_bars or _is_heading(line.text, rules):
            continue
        if is_chrome_at_edge(line.text) or is_chrome_at_edge(after.text):
            continue
        if cells is None:
            cells = lines_of_cells(lines) if "|" in text else frozenset()
            indents = _indents_tell(text, lines, filled)
        if index in cells or following in cells or (indents and _INDENT.match(text, after.start)):
            continue
        start = line.start + text[line.start : line.end].index(line.text) + len(line.text)
        end = after.start + text[after.start : after.end].index(after.text)
        between = lines[index + 1 : following]
        numbered = any(other.text for other in between)
        found.append(
            _Break(
                start,
                end,
                width,
                line.text[-1] + after.text[0],
                numbered,
                bool(between) and not numbered,
                bool(rules.mark.search(line.text)),
            )
        )
    return found


def _is_heading(line: str, rules: _Rules) -> bool:
    """Tell whether a line without a stop at its end reads like a title or like the heading of a section."""
    if rules.begins.match(line):
        return "。" not in line and len(line) <= LONGEST_HEADING
    return not rules.mark.search(line) and is_kept(line)


def _indents_tell(text: str, lines: Sequence[Line], filled: Sequence[int]) -> bool:
    """Tell whether an indent marks a new paragraph: not where most lines have one."""
    indented = sum(bool(_INDENT.match(text, lines[index].start)) for index in filled)
    return indented < SHARE_OF_INDENTED * len(filled)


def _width(line: Line) -> int:
    return len(line.text.encode("gbk", "replace"))


def _width_of_page(breaks: Sequence[_Break], lines: Sequence[Line]) -> tuple[int, float]:
    """Return the least and the greatest width of a wrapped page's full lines; more than any line's if it is not one."""
    plain = sorted((found for found in breaks if not found.blank), key=lambda found: found.width)
    best: Sequence[_Break] = ()
    first = 0
    for last, found in enumerate(plain):
        while found.width - plain[first].width > TOLERANCE:
            first += 1
        if last - first >= len(best):
            best = plain[first : last + 1]
    known = sum(_stand_together(found.pair) for found in best) if len(best) >= LEAST_LINES else 0
    none = max((found.width for found in plain), default=0) + 1, 0
    if known == 0 or len(best) < SHARE_OF_WIDTH * len(plain) or known < SHARE_OF_PAIRS * len(best):
        return none
    # Where whole paragraphs stand on a line, two or three lines without a stop may be of one width by chance.
    cells = lines_of_cells(lines)
    running = sum(_width(line) >= NARROWEST for index, line in enumerate(lines) if index not in cells)
    return none if len(best) <= SHARE_OF_LINES * running else (best[0].width, best[-1].width)


def _stand_together(pair: str) -> bool:
    """Tell whether two characters stand beside one another in the clean documents that the field model knows."""
    return pair[1] in field_counts().after_one.get(pair[0], {})
