"""Where the document stands on a page: from the first line that can only be its own to the last.

Such lines are paragraphs of sentences, salutations, and flattened tables. Short sentences, entries of a glossary
and notes right above or below them belong to it as well: no menu ends in a stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.repair.chrome_rules import is_chrome_at_edge, is_short_sentence
from suzhou_priorities.repair.table_evidence import is_of_a_document, role_of_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BODY_LENGTH = 36
LONGEST_CELL = 12  # lines
LEAST_BARS = 4
LEAST_SENTENCES = 3
MOST_BETWEEN = 3  # short lines between two sentences, such as a heading
_MARKS = re.compile(r"[，。；、,;]")
_CHINESE = re.compile(r"[㐀-鿿]")
_COLON = re.compile(r"[:：]")
_BARS = re.compile(r"[|｜]+")
_SALUTATION = re.compile(r"^(?:各位代表|各位委员|同志们|代表们|各位代表们)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its span, line feed included, and its text without outer spaces."""

    start: int
    end: int
    text: str

    @property
    def is_bars(self) -> bool:
        """True for a line of ``|`` in a flattened table."""
        return bool(_BARS.fullmatch(self.text))


@lru_cache(maxsize=2)  # Several steps in a row look at the same text.
def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of a page, blank ones included."""
    lines = []
    position = 0
    for piece in text.splitlines(keepends=True):
        lines.append(Line(position, position + len(piece), piece.strip()))
        position += len(piece)
    return tuple(lines)


def body_of(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the indexes of the document's first and last line; all lines where none can only be a document's."""
    tables = list(_tables(lines))
    paragraphs = _outermost_paragraphs(lines)
    if not tables and not paragraphs:
        paragraphs = [
            index for index, line in enumerate(lines) if is_short_sentence(line.text) and not _is_link(line.text)
        ]
        if len(paragraphs) < LEAST_SENTENCES:
            return 0, len(lines) - 1
    first = min((*paragraphs[:1], *(start for start, _ in tables)))
    last = max((*paragraphs[-1:], *(stop for _, stop in tables)))
    first = _reach(lines, range(first - 1, -1, -1), first)
    return first, _reach(lines, range(last + 1, len(lines)), last)


def _outermost_paragraphs(lines: Sequence[Line]) -> list[int]:
    """Return the indexes of the first and the last line that can only be the document's; empty if there is none."""
    first = next((index for index, line in enumerate(lines) if _is_paragraph(line)), None)
    if first is None:
        return []
    return [first, next(index for index in range(len(lines) - 1, first - 1, -1) if _is_paragraph(lines[index]))]


def cells_among(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indexes of the lines that are the last of a cell: what stands right before a line of bars."""
    return frozenset(cell[-1] for cell in _cells(lines))


def lines_of_cells(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indexes of all lines of cells; of the first cell of a table the last line only."""
    return frozenset(index for cell in _cells(lines) for index in cell)


def _cells(lines: Sequence[Line]) -> Iterable[list[int]]:
    """Return the lines, blank ones left out, that stand between two lines of bars, as far as they may be one cell."""
    cell: list[int] = []
    opened = False
    for index, line in enumerate(lines):
        if line.is_bars:
            if cell:
                yield cell if opened and len(cell) <= LONGEST_CELL else cell[-1:]
            cell, opened = [], True
        elif line.text:
            cell.append(index)


def _is_paragraph(line: Line) -> bool:
    """Tell whether a line can only be the document's: a paragraph of Chinese sentences, or the salutation."""
    text = line.text
    if _SALUTATION.match(text):
        return True
    if len(text) < BODY_LENGTH or is_chrome_at_edge(text):
        return False
    return bool(_MARKS.search(text)) and 2 * len(_CHINESE.findall(text[:300])) > min(300, len(text))


def _tables(lines: Sequence[Line]) -> Iterable[tuple[int, int]]:
    """Return the first and last lines of flattened tables that are a document's.

    A table ends where more lines than a cell has part two lines of bars.
    """
    bars = [index for index, line in enumerate(lines) if line.is_bars]
    start = 0
    for position in range(1, len(bars) + 1):
        if position < len(bars) and bars[position] - bars[position - 1] <= LONGEST_CELL:
            continue
        run = bars[start:position]
        start = position
        if len(run) < LEAST_BARS:
            continue
        first, last = _without_links(lines, _first_cell(lines, run[0]), run[-1])
        if is_of_a_document([line.text for line in lines[first : last + 1] if line.text and not line.is_bars]):
            yield first, last


def _first_cell(lines: Sequence[Line], bars: int) -> int:
    """Return the line of the cell that the first line of bars closes."""
    index = bars - 1
    while index >= 0 and not lines[index].text:
        index -= 1
    return index if index >= 0 else bars


def _without_links(lines: Sequence[Line], first: int, last: int) -> tuple[int, int]:
    """Return what is left of lines with bars between them when the links of menus above and below are taken off."""
    cells = [index for index in range(first, last + 1) if lines[index].text and not lines[index].is_bars]
    sure = [index for index, after in pairwise([*cells, last]) if _is_data(lines[index].text, lines[after].text)]
    if not sure:
        return first, last
    above = [index for index in cells if index < sure[0] and _is_link(lines[index].text)]
    below = [index for index in cells if index > sure[-1] and _is_link(lines[index].text)]
    return (
        next(index for index in cells if index > above[-1]) if above else first,
        below[0] - 1 if below else last,
    )


def _is_labelled(text: str) -> bool:
    """Tell whether a line begins with what could head a column of a table of tasks (``责任单位：县教育局``)."""
    label = _COLON.split(text, maxsplit=1)
    return len(label) > 1 and bool(role_of_head(label[0]))


def _is_data(text: str, following: str) -> bool:
    """Tell whether a cell is one of a document's table: a serial number, a sentence, a head beside another."""
    if text.isdigit() or text.endswith("。"):
        return True
    role = role_of_head(text)
    return bool(role) and role_of_head(following) not in ("", role)


def _is_link(text: str) -> bool:
    """Tell whether a cell is a link of a menu; figures and dates may as well be a table's."""
    return bool(_CHINESE.search(text)) and not is_short_sentence(text) and is_chrome_at_edge(text)


def _reach(lines: Sequence[Line], way: Iterable[int], outermost: int) -> int:
    """Return the outermost short sentence on the way out of the body, before anything that is chrome beyond doubt."""
    between = 0
    for index in way:
        text = lines[index].text
        if not text:
            continue
        if is_chrome_at_edge(text):
            break
        if is_short_sentence(text) or _is_labelled(text):
            outermost, between = index, 0
        else:
            between += 1
            if between > MOST_BETWEEN:
                break
    return outermost
