"""Tables of tasks whose cells stand on one line each, with nothing between them, become flattened tables.

What parts the cells into rows is the serial number: the heads of the columns come first, 序号 before all, then rows
that count up, each with as many cells as there are heads. Lines that are numbered like a section may stand
between rows. Where one row does not add up, an empty cell cannot be told from a merged one, and the table stays
as it is: a name would move to a task that it does not belong to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from suzhou_priorities.repair.document_body import lines_of
from suzhou_priorities.repair.row_lines import flattened_row, heads_section
from suzhou_priorities.repair.table_evidence import LONGEST_HEAD, head_tasks, role_of_head, serial_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.repair.document_body import Line
    from suzhou_priorities.repair.edits import Edit

LEAST_COLUMNS, MOST_COLUMNS = 3, 12
LEAST_ROWS = 2
_NOTE = re.compile(r"(?:备?注|附注|说明|来源)\s?[:：]")
_STOP = re.compile(r"[，。；！]")


def flatten_cell_lines(text: str) -> list[Edit]:
    """Return the edits that put lines of ``|`` between the cells of tables of tasks, where a cell is a line."""
    lines = [line for line in lines_of(text) if line.text]
    edits: list[Edit] = []
    index = 0
    while index < len(lines):
        width = _columns(lines, index)
        rows, stop = _rows(lines, index, width) if width else ([], index + 1)
        for row in rows:
            edits.extend(_flattened(text, row, width))
        index = stop
    return edits


def _columns(lines: Sequence[Line], start: int) -> int:
    """Return the number of columns whose heads begin at a line; 0 if there are none."""
    if role_of_head(lines[start].text) != "serial":
        return 0
    heads: list[str] = []
    for line in lines[start : start + MOST_COLUMNS + 1]:
        if serial_value(line.text) is not None or heads_section(line.text):
            return len(heads) if LEAST_COLUMNS <= len(heads) <= MOST_COLUMNS and head_tasks(heads) else 0
        if len(line.text) > LONGEST_HEAD or line.is_bars or _STOP.search(line.text):
            return 0
        heads.append(line.text)
    return 0


def _rows(lines: Sequence[Line], start: int, width: int) -> tuple[list[Sequence[Line]], int]:
    """Return the rows of a table, its heads first, none if they do not add up; and the index of the line behind."""
    heads = [line.text for line in lines[start : start + width]]
    rows: list[Sequence[Line]] = []
    pending: list[Sequence[Line]] = []  # sections, and heads that a page repeats, before a row that follows
    last = 0
    anew = True
    tasks = 0
    index = start
    while index < len(lines):
        value = serial_value(lines[index].text)
        if value is not None and (value == last + 1 or (anew and value == 1)):
            row = lines[index : index + width]
            following = lines[index + width].text if index + width < len(lines) else ""
            if len(row) < width or not _adds_up(row, value + 1, following):
                return [], index + 1
            rows.extend([*pending, row])
            pending, last, anew = [], value, False
            tasks += 1
            index += width
        elif heads_section(lines[index].text):
            pending.append(lines[index : index + 1])
            anew = True
            index += 1
        elif [line.text for line in lines[index : index + width]] == heads:
            pending.append(lines[index : index + width])
            index += width
        else:
            break
    # A serial number that still is to come shows that a row was read wrongly.
    short = any(serial_value(line.text) == last + 1 for line in lines[index : index + 2 * width])
    return rows if tasks >= LEAST_ROWS and not short else [], max(index, start + 1)


def _adds_up(row: Sequence[Line], value: int, following: str) -> bool:
    """Tell whether a row ends where it should: it holds neither the next one's number nor a note below the table."""
    if any(line.is_bars or _NOTE.match(line.text) for line in row):
        return False
    return serial_value(following) == value or all(serial_value(line.text) != value for line in row[1:])


def _flattened(text: str, row: Sequence[Line], width: int) -> list[Edit]:
    cells = []
    for line in row:
        begin = line.start + text[line.start : line.end].index(line.text)
        cells.append((begin, begin + len(line.text)))
    return flattened_row(cells, cells[-1][1], width)
