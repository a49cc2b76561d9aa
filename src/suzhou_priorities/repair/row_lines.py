"""Tables of tasks whose rows stand on one line each come into the form of flattened tables: a cell, a line of ``|``.

Cells are parted by tabs or by ``|`` (also by pipes at both ends of a row, with a line of dashes below the heads). Only
where the rows are a table of tasks (`table_evidence`) are the separators changed: menus and figures keep theirs. A line
without separators that is numbered like a section heads one, as a row across the table; so does a row of which no
other cell is filled. What a row
lacks behind its last cell becomes a run of ``|``, as for cells merged with the row above.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.repair.edits import Edit
from suzhou_priorities.repair.table_evidence import first_row_of_tasks, serial_value

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_CELLS = 3
LEAST_ROWS = 2
LONGEST_SECTION = 60
_SPACE = " \u00a0\u3000\r"
_SEPARATORS = (re.compile("\t"), re.compile(r"[|｜]"))
_RULE = frozenset("-—:|｜ ")
_BARS = re.compile(r"[|｜\s]*")
_SECTION = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。|｜\t]+")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line, and the spans of its cells, white space off; one cell for a row across the table."""

    start: int
    end: int  # before the line feed
    cells: tuple[tuple[int, int], ...]
    rule: bool = False


def flatten_row_lines(text: str) -> list[Edit]:
    """Return the edits that part the cells of tables of tasks, where a row is a line, by lines of ``|``."""
    edits: list[Edit] = []
    for separator in _SEPARATORS:
        if separator.search(text):
            taken = sorted((edit.start, edit.end) for edit in edits)
            for run in _runs(text, separator):
                if not _overlaps(taken, run):
                    edits.extend(_flattened(text, run))
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def _overlaps(taken: Sequence[tuple[int, int]], run: Sequence[_Row]) -> bool:
    """Tell whether an edit of other separators falls within a run of rows."""
    index = bisect_left(taken, (run[0].start, 0))
    return index < len(taken) and taken[index][0] <= run[-1].end


def flattened_row(cells: Sequence[tuple[int, int]], end: int, width: int) -> list[Edit]:
    """Return the edits that turn a row, from its first cell to `end`, into cells and lines of ``|``.

    Parameters
    ----------
    cells
        Spans of the row's cells.
    end
        Where the row ends.
    width
        Number of the table's columns.
    """
    edits = []
    for (_, stop), (start, _) in pairwise(cells):
        edits.append(Edit(stop, start, "\n|\n", "layout"))
    merged = width - len(cells)
    edits.append(Edit(cells[-1][1], end, "\n|" + (f"\n{'|' * merged}" if merged > 0 else ""), "layout"))
    return edits


def heads_section(line: str) -> bool:
    """Tell whether a line is numbered like a section and no more than its heading (``一、着力稳增长``)."""
    return len(line) <= LONGEST_SECTION and bool(_SECTION.fullmatch(line))


def _runs(text: str, separator: re.Pattern[str]) -> list[list[_Row]]:
    """Return the rows that stand below one another, none with more cells than the first.

    Other lines (a note, a page's number) end them, unless a whole row with the next serial number follows.
    """
    runs: list[list[_Row]] = []
    run: list[_Row] = []
    sections: list[_Row] = []  # since the rows ended
    position = 0
    for line in text.split("\n"):
        row = _row(text, position, position + len(line), separator)
        position += len(line) + 1
        if row is None:
            if line.strip():
                run, sections = [], []
        elif not run and runs and _goes_on(text, runs[-1], row):
            run = runs[-1]
            run.extend([*sections, row])
        elif run and (len(row.cells) <= len(run[0].cells) or row.rule):
            run.append(row)
        elif len(row.cells) >= LEAST_CELLS and not row.rule:
            run, sections = [row], []
            runs.append(run)
        else:
            run = []
            sections += [row] if len(row.cells) == 1 else []
    return runs


def _goes_on(text: str, rows: Sequence[_Row], row: _Row) -> bool:
    """Tell whether a row has as many cells as those before it, and the next serial number."""
    if len(row.cells) != len(rows[0].cells):
        return False
    values = (serial_value(text[slice(*above.cells[0])]) for above in reversed(rows) if above.cells)
    last = next((value for value in values if value is not None), 0)
    return serial_value(text[slice(*row.cells[0])]) == last + 1


def _row(text: str, start: int, end: int, separator: re.Pattern[str]) -> _Row | None:
    line = text[start:end]
    found = [match.start() for match in separator.finditer(line)]
    if found and separator is not _SEPARATORS[0]:
        if _BARS.fullmatch(line):
            return None
        if "-" in line and _RULE.issuperset(line.strip(_SPACE)):
            return _Row(start, end, (), rule=True)
    if not found:
        if heads_section(line.strip(_SPACE)):
            return _Row(start, end, (_bare(text, start, end),))
        return None
    bounds = [-1, *found, len(line)]
    if separator is not _SEPARATORS[0] and not line[: found[0]].strip(_SPACE):
        # A pipe that opens the line closes no cell; so it is with the last one.
        del bounds[0]
        if len(found) > 1 and not line[found[-1] + 1 :].strip(_SPACE):
            del bounds[-1]
    cells = tuple(_bare(text, start + first + 1, start + last) for first, last in pairwise(bounds))
    filled = [cell for cell in cells if cell[0] < cell[1]]
    if len(filled) == 1 and heads_section(text[slice(*filled[0])]):
        # The cells behind the heading of a section are empty: it stands across the table.
        cells = (filled[0],)
    return _Row(start, end, cells)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return start, end


def _rejoined(text: str, rows: Sequence[_Row]) -> list[_Row]:
    """Return the rows with those put together that a line feed within a cell cut in two.

    The first half begins with a serial number, the second does not, and both together have a cell for each head.
    """
    width = len(rows[0].cells)
    whole: list[_Row] = []
    for row in rows:
        before = whole[-1] if whole else row
        cut = 1 < len(before.cells) < width and len(before.cells) + len(row.cells) - 1 == width
        if cut and _is_numbered(text, before) and not _is_numbered(text, row) and row.cells[0][0] < row.cells[0][1]:
            broken = (before.cells[-1][0], row.cells[0][1])
            whole[-1] = _Row(before.start, row.end, (*before.cells[:-1], broken, *row.cells[1:]))
        else:
            whole.append(row)
    return whole


def _is_numbered(text: str, row: _Row) -> bool:
    return serial_value(text[slice(*row.cells[0])]) is not None


def _flattened(text: str, run: Sequence[_Row]) -> list[Edit]:
    """Return the edits of a run of rows; none if they are no table of tasks."""
    rows = _rejoined(text, [row for row in run if not row.rule])
    while rows and len(rows[-1].cells) < 2:
        rows.pop()
    if len(rows) < LEAST_ROWS:
        return []
    first = first_row_of_tasks([[text[start:end] for start, end in row.cells] for row in rows])
    if first is None or len(rows) - first < LEAST_ROWS:
        return []
    width = max(len(row.cells) for row in rows[first:])
    edits = [
        Edit(row.start, row.end, "", "layout")
        for row in run
        if row.rule and rows[first].start < row.start < rows[-1].end
    ]
    for row in rows[first:]:
        if row.cells[0][0] > row.start:
            edits.append(Edit(row.start, row.cells[0][0], "", "layout"))
        edits.extend(flattened_row(row.cells, row.end, width))
    return edits
