"""Tasks as far as they have been read, and what the cells of one row say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.extract.task_labels import assigned_parts
from suzhou_priorities.extract.task_leaders import split_names
from suzhou_priorities.extract.task_lists import units_in
from suzhou_priorities.outline.numbering import ordinal
from suzhou_priorities.repair.table_evidence import UNIT_ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.extract.task_cells import Cell

_SERIAL = re.compile(r"\d{1,4}")


@dataclass(slots=True)
class Draft:
    """A task as far as it has been read.

    `printed` is the number before its text, `serial` that in a column of its own; `units` are triples of name, role
    that the cell gives it, and role of its column; `group` is an index into the reader's groups, -1 for none.
    """

    start: int
    end: int
    text: str
    printed: int | None
    serial: int | None
    section_no: int | None
    section: str
    group: int
    leaders: list[str]
    inherited: bool
    units: list[tuple[str, str | None, str]]


def details_in(cells: Mapping[int, Cell], roles: Sequence[str]) -> list[str]:
    """Return what the columns of details say, each on one line."""
    details = (cells[column].content for column, role in enumerate(roles) if role == "detail" and column in cells)
    return [on_one_line(detail) for detail in details if detail]


def leaders_in(cells: Mapping[int, Cell], roles: Sequence[str]) -> list[str]:
    """Return the names in the columns of leaders."""
    return [
        name
        for column, role in enumerate(roles)
        if role == "leader" and column in cells
        for name in split_names(cells[column].content)
    ]


def units_behind(text: str, leaders: list[str]) -> tuple[str, list[str], list[tuple[str, str | None, str]]]:
    """Return a task without the brackets at its end that say who delivers it, and whom they name."""
    parts = list(assigned_parts(text))
    if not parts or text[parts[-1][2] :].strip("。；; "):
        return text, leaders, []
    _begin, end, _stop, said = parts[-1]
    return text[:end], leaders or [*said.leaders], [(name, role, "unit") for name, role in said.units]


def units_of_row(cells: Mapping[int, Cell], roles: Sequence[str]) -> list[tuple[str, str | None, str]]:
    """Return the units in their columns: name, role that the cell gives it, role of the column."""
    return [
        (name, given, role)
        for column, role in enumerate(roles)
        if role in UNIT_ROLES and column in cells
        for name, given in units_in(cells[column].content)
    ]


def on_one_line(content: str) -> str:
    """Return a cell's content on one line; only between Latin letters or digits a line feed was a space."""
    lines = [line for part in content.split("\n") if (line := part.strip())]
    joined = lines[:1]
    for before, line in pairwise(lines):
        joined.append(f" {line}" if _is_latin(before[-1]) and _is_latin(line[0]) else line)
    return "".join(joined)


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def serial_value(content: str) -> int | None:
    """Return the value of a serial number as printed, None if it has none."""
    match = _SERIAL.search(content)
    return int(match.group()) if match else ordinal(content)
