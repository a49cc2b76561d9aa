"""Cells of a flattened table of tasks, and what each seems to hold, told from its own words.

Flattened, every cell of a row is followed by a line with one bar. A cell that a row shares with the row above
(or with its left neighbour) has no place of its own: all of them together are one run of bars behind the row's last
cell. A line with one bar that follows no cell is therefore an empty cell or a run of one; only the row as a
whole can tell (see `task_rows`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.offices import is_office, level_of
from suzhou_priorities.extract.task_leaders import is_name, split_names, stands_for_nothing
from suzhou_priorities.extract.task_lists import LEAST_KNOWN, marks, split_pieces
from suzhou_priorities.outline.flat_table import is_task_cell, items_of, row_number, table_span
from suzhou_priorities.outline.numbering import number_at
from suzhou_priorities.repair.table_evidence import lists_units

if TYPE_CHECKING:
    from suzhou_priorities.outline.flat_table import Item

_PAGE_NUMBER = re.compile(r"[—–－-]{1,2} ?\d{1,4} ?[—–－-]{1,2}$|第 ?\d{1,4} ?页(?:[，,]? ?共 ?\d{1,4} ?页)?$")
LONGEST_WORDS = 40
SHORTEST_NAME = 2
_STOPS = frozenset("。！；")
_SERIAL = re.compile(r"[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?[.．、]?$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or a run of bars.

    Attributes
    ----------
    start, end
        Span of what the cell holds, without white space; where nothing is held, both are where its bar begins.
    close
        Where the bar behind it ends.
    run
        Number of cells that a run of bars stands for; 0 for a cell of its own.
    content
        What it holds.
    signs
        What it may be: ``serial``, ``heading`` (numbered like a section), ``numbered`` (like a task), ``task`` (by its
        sentences), ``marked`` (a list of units with a mark), ``units``, ``names``, ``date``, ``words`` (anything else
        or short), ``empty``; more than one where its own words leave it open. Empty for a run.
    """

    start: int
    end: int
    close: int
    run: int
    content: str
    signs: frozenset[str]


def cells_of(text: str) -> list[Cell]:
    """Return the cells and runs of the flattened table in a clean text, in order; none if there is no table.

    The number of a page and other lines between two rows are no cell, nor is a note in the last row.
    """
    span = table_span(text)
    if span is None:
        return []
    cells: list[Cell] = []
    items = items_of(text, *span)
    last = max((index for index, item in enumerate(items) if not item.bars), default=-1)
    if last >= 0 and note_begins().match(text, items[last].start):
        del items[last:]
    for index, item in enumerate(items):
        if item.aside or (not item.bars and _PAGE_NUMBER.match(text, item.start, item.end)):
            continue
        if not item.bars:
            close = items[index + 1].end if index + 1 < len(items) else item.end
            cells.append(Cell(item.start, item.end, close, 0, text[item.start : item.end], _signs(text, item)))
            continue
        # The first bar behind a cell closes it, also where a run follows on the same line.
        rest = item.bars - (1 if index and not items[index - 1].bars else 0)
        if rest > 1 or (rest == 1 and item.bars > 1):
            cells.append(Cell(item.start, item.start, item.end, rest, "", frozenset()))
        elif rest == 1:
            cells.append(Cell(item.start, item.start, item.end, 0, "", frozenset({"empty"})))
    return cells


def _signs(text: str, item: Item) -> frozenset[str]:
    content = text[item.start : item.end]
    if _SERIAL.match(content):
        return frozenset({"serial"})
    if stands_for_nothing(content):
        return frozenset({"empty"})
    if _marked().search(content) and content[-1] not in _STOPS:
        return frozenset({"marked"})
    found: set[str] = set()
    if row_number(text, item):
        found.add("heading")
    elif is_task_cell(text, item):
        found.add("numbered" if number_at(text, item.start, item.end) else "task")
    elif content[-1] in _STOPS:
        found.add("task")
    pieces = split_pieces(content)
    if lists_units(content) or sum(map(is_office, pieces)) >= LEAST_KNOWN * len(pieces) > 0:
        found.add("units")
        if len(pieces) == 1 and not level_of(content):
            # It may as well do something to one (新建学校).
            found.add("words")
    # A longer name that a rule knows as an office's is no person's (检察院); a short one may be either (张园).
    if all(is_name(name) and not (len(name) > SHORTEST_NAME and is_office(name)) for name in split_names(content)):
        found.add("names")
    if _date().match(content.replace("\n", "")):
        found.add("date")
    if not found or (len(content) <= LONGEST_WORDS and found == {"names"}):
        found.add("words")
    return frozenset(found)


@cache
def _marked() -> re.Pattern[str]:
    """Return the pattern of a mark before or behind a name of a list (within words it is no mark: 五★级酒店)."""
    parts = f"[{re.escape(load_codebook('offices')['separators']['units'])}\n]"
    mark = marks().pattern
    return re.compile(f"(?:^|{parts}) ?{mark}|{mark}(?:$|{parts})")


@cache
def note_begins() -> re.Pattern[str]:
    """Return the pattern of the words that a note on the table begins with."""
    return re.compile(load_codebook("offices")["footnotes"]["begins"], re.MULTILINE)


@cache
def _date() -> re.Pattern[str]:
    return quick_pattern(load_codebook("offices")["dates"]["pattern"])
