"""Tables that a page flattened into lines: cells, and lines of ``|`` between them.

The outline needs three things of them: rows that head a section, names of groups, and the texts of
tasks. These are sentences. All other cells (serial numbers, leaders, units, column heads) and the lines of
``|`` are not: they are the one part of a text that no sentence covers. The table of tasks is parsed where its
cells are needed.

A run of several ``|`` ends a row whose last cells are merged. So a cell right after such a run begins a
row: before a task it is the rest of a group's name that a page break cut, for a new group would have its
serial number (or an empty cell for it) there.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from suzhou_priorities.outline.numbering import in_numerals, number_at, ordinal
from suzhou_priorities.outline.parts import is_government_row
from suzhou_priorities.outline.sentences import split_sentences
from suzhou_priorities.repair.table_evidence import are_heads, lists_units, role_of_head

if TYPE_CHECKING:
    from suzhou_priorities.outline.blocks import Span
    from suzhou_priorities.outline.builder import OutlineBuilder

LEAST_BARS = 10
LEAST_BARS_BELOW_HEADS = 4
LONGEST_GROUP = 24
SHORTEST_TASK = 12
MOST_COLUMNS = 16
# Cells and bars of a row of three columns.
LEAST_ITEMS = 6
ROW_STYLE, ROW_RANK = "row", 4
GROUP_STYLE, GROUP_RANK = "group", 5
_BAR = re.compile(r"^\|+$", re.MULTILINE)
_SERIAL = re.compile(r"\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Item:
    """A cell (its span without white space), a line of bars (with their number), or lines aside that are no cell."""

    start: int
    end: int
    bars: int = 0
    aside: bool = False


def table_span(text: str) -> Span | None:
    """Return where the flattened table of a document begins and ends, or None if there is none.

    A few lines of bars are a table only where heads of columns stand at its top.
    """
    bars = [match.span() for match in _BAR.finditer(text)] if "\n|" in text else []
    if len(bars) < LEAST_BARS_BELOW_HEADS:
        return None
    before = text.rfind("\n", 0, max(0, bars[0][0] - 1)) + 1
    start, end = min(before, bars[0][0]), bars[-1][1]
    if len(bars) < LEAST_BARS and not are_heads(_first_cells(text, start, end)):
        return None
    return start, end


def _first_cells(text: str, start: int, end: int) -> list[str]:
    """Return the cells of the first row, or those of them that come before a cell which is no head of a column."""
    cells = [text[item.start : item.end] for item in items_of(text, start, end) if not item.bars]
    return list(takewhile(role_of_head, cells))


def items_of(text: str, start: int, end: int) -> list[Item]:
    """Return the cells and the lines of bars of a table; lines between two lines of bars are one cell.

    Only what stands before the next serial number (a note, a page's number) is no part of the cell.
    """
    items: list[Item] = []
    serials: dict[int, int] = {}  # by value: the index of its cell
    position = start
    for bar in _BAR.finditer(text, start, end):
        first, last = position, bar.start()
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        cell = text.rfind("\n", first, last) + 1
        if cell and _is_next_serial(text[cell:last], serials, len(items)):
            items.append(Item(first, cell - 1, aside=True))
            first = cell
        if first < last:
            if _SERIAL.match(text, first, last):
                serials[int(text[first:last])] = len(items)
            items.append(Item(first, last))
        items.append(Item(bar.start(), bar.end(), bar.end() - bar.start()))
        position = bar.end()
    return items


def _is_next_serial(content: str, serials: dict[int, int], index: int) -> bool:
    """Tell whether a serial number follows, a whole row later, upon one before; or, below the heads, is the first."""
    if not _SERIAL.match(content) or index < LEAST_ITEMS:
        return False
    value = int(content)
    return index - serials[value - 1] >= LEAST_ITEMS if value - 1 in serials else value == 1 and not serials


def outline_table(text: str, span: Span, builder: OutlineBuilder, doc_type: str, part: str) -> None:
    """Add a flattened table's sections, groups and tasks to the outline."""
    items = items_of(text, *span)
    lost = _lost_rows(text, items)
    tasks = _tasks(text, items)
    own = part
    value = 0
    for index, item in enumerate(items):
        if item.bars:
            if index in lost:
                value += 1
                number = f"{in_numerals(value)}、"
                own = part
                builder.open(ROW_STYLE, ROW_RANK, own, item.start, number=number, value=value)
                builder.warn(f"The heading of section {number} is blank on the page.")
            continue
        if item.aside:
            builder.ensure(own, item.start)
            builder.add(split_sentences(text, item.start, item.end))
            continue
        content = text[item.start : item.end]
        number_end = row_number(text, item)
        if number_end:
            number, heading = text[item.start : number_end], text[number_end : item.end].replace("\n", "")
            value = ordinal(number) or value + 1
            own = "government" if is_government_row(doc_type, heading) else part
            builder.open(ROW_STYLE, ROW_RANK, own, item.start, number=number, value=value, heading=heading)
            builder.add(split_sentences(text, item.start, item.end), is_heading=True)
        elif index in tasks:
            builder.ensure(own, item.start)
            builder.add(split_sentences(text, item.start, item.end))
        elif index + 2 in tasks and _names_group(text, items, index):
            serial = _serial(text, items, index)
            if serial is None and builder.innermost() == GROUP_STYLE:
                builder.extend_heading(content.replace("\n", ""))
            else:
                heading = content.replace("\n", "")
                builder.open(GROUP_STYLE, GROUP_RANK, own, item.start, number=serial or "", heading=heading)
            builder.add(split_sentences(text, item.start, item.end), is_heading=True)


def row_number(text: str, item: Item) -> int:
    """Return where the number of a row that heads a section ends, 0 if the cell is none."""
    number = number_at(text, item.start, item.end)
    if number is None or number[0].name not in ("numeral", "bracketed numeral") or number[1] == item.end:
        return 0
    return number[1]


def _tasks(text: str, items: list[Item]) -> set[int]:
    """Return which cells are tasks: by their own words, or, in rows where none is, by the head of their column.

    Only rows that begin with a serial number and share no cell with the row above are read by the heads.
    """
    tasks = {index for index, item in enumerate(items) if not (item.bars or item.aside) and is_task_cell(text, item)}
    rows = [index for index, item in enumerate(items) if not item.bars and _SERIAL.match(text, item.start, item.end)]
    heads = _heads(text, items[: rows[0]]) if rows else []
    if heads[:1] != ["serial"] or "task" not in heads:
        return tasks
    column = heads.index("task")
    for start in rows:
        row = _row(items, start, len(heads))
        if len(row) == len(heads) and tasks.isdisjoint(row) and not items[row[column]].bars:
            cell = items[row[column]]
            if not _SERIAL.match(text, cell.start, cell.end) and not row_number(text, cell):
                tasks.add(row[column])
    return tasks


def _heads(text: str, items: list[Item]) -> list[str]:
    """Return the roles of the cells above the first row (empty for an unknown one), rows of sections left out."""
    cells = [item for item in items[: 2 * MOST_COLUMNS] if not (item.bars or item.aside or row_number(text, item))]
    return [role_of_head(text[item.start : item.end]) for item in cells]


def _row(items: list[Item], start: int, width: int) -> list[int]:
    """Return the indices of the cells of a row, that of its bar for an empty one, up to a run of bars."""
    row: list[int] = []
    index = start
    while index < len(items) and len(row) < width and items[index].bars <= 1 and not items[index].aside:
        row.append(index)
        closed = items[index].bars or index + 1 == len(items)
        if not closed and items[index + 1].bars > 1:
            break
        index += 1 if closed else 2
    return row


def is_task_cell(text: str, item: Item) -> bool:
    """Tell whether a cell is a task: numbered, or a long text that is no list of units."""
    number = number_at(text, item.start, item.end)
    if number is not None:
        return number[0].name in ("digit", "bracketed digit") and number[1] < item.end
    content = text[item.start : item.end]
    return len(content) >= SHORTEST_TASK and not lists_units(content) and ("。" in content or "，" in content)


def _names_group(text: str, items: list[Item], index: int) -> bool:
    """Tell whether the cell before a task names its group: it is short, and lists no units."""
    content = text[items[index].start : items[index].end]
    return (
        items[index + 1].bars == 1
        and len(content) <= LONGEST_GROUP
        and not _SERIAL.match(content)
        and not lists_units(content)
    )


def _serial(text: str, items: list[Item], index: int) -> str | None:
    """Return the serial number before a group's name; empty if its cell is, None if there is none."""
    if index < 2 or not items[index - 1].bars:
        return ""
    if items[index - 1].bars > 1:
        return None
    before = items[index - 2]
    content = text[before.start : before.end]
    return content if not before.bars and _SERIAL.match(content) else ""


def _lost_rows(text: str, items: list[Item]) -> set[int]:
    """Return the bars that end a section's row whose cell is empty.

    The rows that do head sections show how many bars end one, their cell being merged across the table.
    """
    widths: Counter[int] = Counter()
    for index, item in enumerate(items[:-2]):
        if not item.bars and row_number(text, item) and items[index + 1].bars and items[index + 2].bars:
            widths[items[index + 2].bars] += 1
    width = widths.most_common(1)[0][0] if widths else 0
    if width < 2:
        return set()
    return {
        index
        for index, item in enumerate(items)
        if index >= 2 and item.bars == width and items[index - 1].bars == 1 and items[index - 2].bars
    }
