"""HTML tables of tasks keep their cells: their tags become lines of ``|``, as in flattened tables.

Pages are laid out with tables as well, so only innermost ones that are a table of tasks (`table_evidence`) count. A
cell that spans columns, or that goes on from the row above, becomes a run of ``|`` behind the row's last cell. Which
column such a run stands for, only the other cells tell, and offices look alike in all columns: where there are several
of them, a cell that goes on from the row above is repeated in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suzhou_priorities.repair.table_evidence import LONGEST_UNITS, UNIT_ROLES, first_row_of_tasks, role_of_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAST_ROWS = 2
MOST_COLUMNS = 16
LEAST_UNITS = 2
LONGEST_REPEATED = 2 * LONGEST_UNITS
_STRUCTURE = re.compile(r"<(?P<close>/?)(?P<name>table|tr|td|th)(?![A-Za-z])", re.IGNORECASE)
_COLUMNS = re.compile(r"\bcolspan\s{0,9}=\s{0,9}[\"']?(\d{1,2})", re.IGNORECASE)
_ROWS = re.compile(r"\browspan\s{0,9}=\s{0,9}[\"']?(\d{1,3})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(slots=True)
class _Cell:
    start: int  # behind its tag
    stop: int = 0  # before the tag that ends it
    closing: int = 0  # that tag, by index
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    open: _Cell | None = None
    layout: bool = False  # has a table within it


def table_breaks(text: str, tags: Sequence[re.Match[str]]) -> dict[int, str]:
    """Return what comes in the place of tags that end a cell of a table of tasks.

    Parameters
    ----------
    text
        The page.
    tags
        Its tags, in order.

    Returns
    -------
    dict
        From the index of a tag to its replacement; all other tags are for the caller to judge.
    """
    breaks: dict[int, str] = {}
    for table in _innermost(tags):
        rows = [row for row in table.rows if row]
        if len(rows) < LEAST_ROWS:
            continue
        first = first_row_of_tasks([[_content(text, cell) for cell in row] for row in rows])
        if first is None or len(rows) - first < LEAST_ROWS:
            continue
        width = max(sum(cell.columns for cell in row) for row in rows)
        for row, again in zip(rows[first:], _repeated(text, rows[first:]), strict=True):
            for index, cell in enumerate(row):
                breaks[cell.closing] = "\n|\n" + "".join(f"{content}\n|\n" for content in again.get(index, ()))
            merged = width - len(row) - sum(map(len, again.values()))
            breaks[row[-1].closing] += f"{'|' * merged}\n" if merged > 0 else ""
    return breaks


def _repeated(text: str, rows: Sequence[Sequence[_Cell]]) -> list[dict[int, list[str]]]:
    """Return, for every row, what cells of units above it go on behind which of its cells; heads are the first row."""
    roles = [role_of_head(_content(text, cell)) for cell in rows[0] for _ in range(cell.columns)]
    units = {column for column, role in enumerate(roles) if role in UNIT_ROLES}
    if len(units) < LEAST_UNITS or len(roles) > MOST_COLUMNS:
        return [{} for _ in rows]
    found: list[dict[int, list[str]]] = []
    spanning: dict[int, tuple[str | None, int]] = {}  # by column: what is repeated, and in how many more rows
    for row in rows:
        again: dict[int, list[str]] = {}
        below: dict[int, tuple[str | None, int]] = {}
        column = 0
        for index in range(len(row) + 1):
            while column in spanning:
                content, left = spanning.pop(column)
                below[column] = (content, left - 1)
                if index and content is not None:
                    again.setdefault(index - 1, []).append(content)
                column += 1
            if index < len(row):
                content = _repeatable(text, row[index]) if column in units else None
                for further in range(row[index].columns):
                    below[column + further] = (None if further else content, row[index].rows - 1)
                column += row[index].columns
        below.update({column: (content, left - 1) for column, (content, left) in spanning.items()})
        spanning = {column: (content, left) for column, (content, left) in below.items() if left > 0}
        found.append(again)
    return found


def _repeatable(text: str, cell: _Cell) -> str | None:
    """Return what a cell holds if it goes on in rows below it; None for a head, and for what lists no units."""
    content = _content(text, cell, cell.stop) if cell.rows > 1 else None
    return None if content is None or len(content) > LONGEST_REPEATED or role_of_head(content) else content


def _innermost(tags: Sequence[re.Match[str]]) -> Iterable[_Table]:
    """Return the tables that hold no table; cells whose closing tag is missing end where the next tag begins."""
    open_tables: list[_Table] = []
    for index, tag in enumerate(tags):
        structure = _STRUCTURE.match(tag.group())
        if structure is None:
            continue
        name, closes = structure["name"].lower(), bool(structure["close"])
        if name == "table" and not closes:
            if open_tables:
                open_tables[-1].layout = True
            open_tables.append(_Table())
            continue
        if not open_tables:
            continue
        table = open_tables[-1]
        if table.open is not None:
            table.open.stop, table.open.closing = tag.start(), index
            table.open = None
        if name == "table":
            open_tables.pop()
            if not table.layout:
                yield table
        elif name == "tr" and not closes:
            table.rows.append([])
        elif name in ("td", "th") and not closes:
            table.open = _Cell(tag.end(), columns=_number(_COLUMNS, tag), rows=_number(_ROWS, tag))
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(table.open)
    for table in open_tables:
        # A page that breaks off within a table has its whole rows all the same.
        if table.open is not None:
            table.rows.pop()
        if not table.layout:
            yield table


def _number(attribute: re.Pattern[str], tag: re.Match[str]) -> int:
    found = attribute.search(tag.group())
    return max(1, int(found.group(1))) if found else 1


def _content(text: str, cell: _Cell, end: int | None = None) -> str:
    """Return what a cell holds up to `end`, by default its beginning, enough to judge it by: on one line, no tags."""
    end = end or cell.start + 20 * LONGEST_UNITS
    return " ".join(_TAG.sub(" ", text[cell.start : min(cell.stop, end)]).split())
