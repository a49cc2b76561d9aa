"""HTML tables of tasks keep their cells: their tags become lines of ``|``, as in flattened tables.

Pages are laid out with tables as well, so only innermost ones that are a table of tasks (`table_evidence`) count. A
cell that spans columns, or that goes on from the row above, becomes a run of ``|`` behind the row's last cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suzhou_priorities.repair.table_evidence import LONGEST_UNITS, first_row_of_tasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAST_ROWS = 2
_STRUCTURE = re.compile(r"<(?P<close>/?)(?P<name>table|tr|td|th)(?![A-Za-z])", re.IGNORECASE)
_SPAN = re.compile(r"\bcolspan\s{0,9}=\s{0,9}[\"']?(\d{1,2})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(slots=True)
class _Cell:
    start: int  # behind its tag
    stop: int = 0  # before the tag that ends it
    closing: int = 0  # that tag, by index
    columns: int = 1


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
        for row in rows[first:]:
            for cell in row[:-1]:
                breaks[cell.closing] = "\n|\n"
            merged = width - len(row)
            breaks[row[-1].closing] = "\n|\n" + (f"{'|' * merged}\n" if merged > 0 else "")
    return breaks


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
            span = _SPAN.search(tag.group())
            table.open = _Cell(tag.end(), columns=max(1, int(span.group(1))) if span else 1)
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(table.open)
    for table in open_tables:
        # A page that breaks off within a table has its whole rows all the same.
        if table.open is not None:
            table.rows.pop()
        if not table.layout:
            yield table


def _content(text: str, cell: _Cell) -> str:
    """Return the beginning of what a cell holds, on one line and without tags: enough to judge it by."""
    return " ".join(_TAG.sub(" ", text[cell.start : min(cell.stop, cell.start + 20 * LONGEST_UNITS)]).split())
