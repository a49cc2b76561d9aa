"""Tables of tasks whose rows stand on one line each, with cells parted by spaces, become flattened tables.

Spaces part words as well, so only what is sure is read: below a line of heads, the last of which heads a column of
units, every row begins with its serial number, and ends with a list of offices; where that leaves more or fewer words
than columns, what stands between them is the task.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from suzhou_priorities.repair.document_body import lines_of
from suzhou_priorities.repair.row_lines import flattened_row, heads_section
from suzhou_priorities.repair.table_evidence import (
    UNIT_ROLES,
    is_line_of_heads,
    lists_offices,
    role_of_head,
    serial_value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.repair.document_body import Line
    from suzhou_priorities.repair.edits import Edit

LEAST_COLUMNS = 3
LEAST_ROWS = 3
MOST_BETWEEN = 3
LONGEST_LINE_OF_HEADS = 120
_SPACE = re.compile(r"\s")
_WORD = re.compile(r"[^\s\u3000]+")
_NUMBER = re.compile(r"\d{1,3}[.．、]?[ \u3000\u00a0]")

_Cells = list[tuple[int, int]]


def flatten_spaced_rows(text: str) -> list[Edit]:
    """Return the edits that part the cells of tables of tasks, where spaces part them, by lines of ``|``."""
    lines = [line for line in lines_of(text) if line.text]
    edits: list[Edit] = []
    index = 0
    while index < len(lines):
        heads = _heads(text, lines[index])
        rows = [heads, *_rows(text, lines, index + 1, len(heads))] if heads else []
        if sum(len(row) > 1 for row in rows) > LEAST_ROWS:
            for row in rows:
                edits.extend(flattened_row(row, row[-1][1], len(heads)))
        index += max(1, len(rows))
    return edits


def _words(text: str, line: Line) -> _Cells:
    return [match.span() for match in _WORD.finditer(text, line.start, line.end)]


def _heads(text: str, line: Line) -> _Cells:
    """Return the heads of columns that a line holds; none if it holds anything else."""
    if len(line.text) > LONGEST_LINE_OF_HEADS or not _SPACE.search(line.text):
        return []
    cells = _words(text, line)
    heads = [text[start:end] for start, end in cells]
    if len(heads) < LEAST_COLUMNS or role_of_head(heads[0]) != "serial" or role_of_head(heads[-1]) not in UNIT_ROLES:
        return []
    return cells if is_line_of_heads(line.text) else []


def _rows(text: str, lines: Sequence[Line], start: int, width: int) -> list[_Cells]:
    """Return the rows below heads; sections only where rows follow.

    They end with the first lines that are none, unless the next serial number stands right behind them.
    """
    rows: list[_Cells] = []
    pending: list[_Cells] = []
    last = between = 0
    for index in range(start, len(lines)):
        line = lines[index]
        if heads_section(line.text):
            pending.append([_span(text, line)])
            continue
        row = _row(text, line)
        value = serial_value(text[slice(*row[0])]) if row else None
        if value is None and between < MOST_BETWEEN:
            between += 1
            pending.clear()
            continue
        if value is None or (value != last + 1 if between else value <= last and value != 1):
            break
        rows.extend([*pending, row])
        pending, last, between = [], value, 0
    if all(len(row) in (1, width) for row in rows):
        return rows
    # A space stood within a task, or a cell is merged: only the outer cells are sure.
    return [row if len(row) == 1 else [row[0], (row[1][0], row[-2][1]), row[-1]] for row in rows]


def _row(text: str, line: Line) -> _Cells:
    if not _NUMBER.match(line.text):
        return []
    words = _words(text, line)
    if len(words) < LEAST_COLUMNS or not lists_offices(text[slice(*words[-1])]):
        return []
    return words


def _span(text: str, line: Line) -> tuple[int, int]:
    start = line.start + text[line.start : line.end].index(line.text)
    return start, start + len(line.text)
