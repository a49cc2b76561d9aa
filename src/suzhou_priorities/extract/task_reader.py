"""Reads the rows of a table of tasks into drafts of tasks: what each row says, and what it shares with rows above.

A merged cell says what the nearest cell above it in its column says, up to the row that heads the section. A group's
cell whose row shares its serial number with the row above goes on with a name that a page break cut
(``壮大新`` / ``兴产业``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.extract.task_columns import UNIT_ROLES
from suzhou_priorities.extract.task_lists import split_names, units_in
from suzhou_priorities.outline.flat_table import Item, row_number
from suzhou_priorities.outline.numbering import number_at, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from suzhou_priorities.extract.task_cells import Cell
    from suzhou_priorities.extract.task_rows import Row
    from suzhou_priorities.outline.model import Section

SHARE_NUMBERED = 0.5
_ENDED = frozenset("。！？；…”）.!?;")
_NUMBER = re.compile(r"(\d{1,3})[.．、]")
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


@dataclass(slots=True)
class TaskReader:
    """Reads one plan's rows from top to bottom."""

    text: str
    sections: Sequence[Section]
    drafts: list[Draft] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    _section: tuple[int | None, str] = (None, "")
    _group: int = -1
    _above: dict[int, Cell] = field(default_factory=dict)
    _numbered: bool = False
    _roles: tuple[str, ...] = ()

    def read(self, rows: Iterable[Row], roles: Sequence[str]) -> None:
        """Read the rows of a table; after heads that a page repeats, it goes on where it ended."""
        rows = list(rows)
        if tuple(roles) != self._roles:
            self._roles = tuple(roles)
            self._above.clear()
        column = roles.index("task")
        tasks = [cell for row in rows if row.kind == "row" and (cell := row.cells[column]) and cell.content]
        numbered = sum(self._number(cell)[0] is not None for cell in tasks)
        self._numbered = numbered >= SHARE_NUMBERED * len(tasks)
        for row in rows:
            if row.kind == "across":
                self._read_heading(row)
            elif row.kind == "row":
                self._read_row(row, roles)
            else:
                self._read_stray(row.cells[0])

    def group_of(self, draft: Draft) -> str:
        """Return the name of a draft's group, joined where a page break cut it."""
        return self.groups[draft.group] if draft.group >= 0 else ""

    def _read_heading(self, row: Row) -> None:
        known = next((section for section in self.sections if row.start <= section.start < row.end), None)
        if known is not None:
            self._section = (ordinal(known.number), known.heading)
        elif (cell := row.cells[0]) is not None:
            number_end = row_number(self.text, Item(cell.start, cell.end))
            number = ordinal(self.text[cell.start : number_end]) if number_end else None
            self._section = (number, _joined(self.text[number_end or cell.start : cell.end]))
        self._group = -1
        self._above.clear()

    def _read_row(self, row: Row, roles: Sequence[str]) -> None:
        own = {column: cell for column, cell in enumerate(row.cells) if cell is not None}
        self._read_group(own, roles)
        self._above.update(own)
        task = own.get(roles.index("task"))
        if task is None or not task.content:
            # The task is shared with the row above; what the row has of its own belongs to it too.
            self._join(_leaders(own, roles), _units(own, roles))
            return
        printed, text = self._number(task)
        if printed is None and self._numbered and self.drafts and self.drafts[-1].text[-1:] not in _ENDED:
            # A page break cut the task's cell: the rest has no number, and what stands before it no stop.
            self.drafts[-1].text += text
            self._join(_leaders(own, roles), _units(own, roles))
            return
        # What is missing behind the last cell of a row that does not add up was lost, not merged.
        shown = (
            self._above if row.whole else {column: self._above[column] for column in self._above if column <= max(own)}
        )
        details = [shown[column].content for column, role in enumerate(roles) if role == "detail" and column in shown]
        text = " ".join([text, *(_joined(detail) for detail in details if detail)])
        leaders = _leaders(shown, roles)
        serial = own.get(roles.index("serial")) if "serial" in roles else None
        self.drafts.append(
            Draft(
                start=task.start,
                end=task.end,
                text=text,
                printed=printed,
                serial=_value(serial.content) if serial else None,
                section_no=self._section[0],
                section=self._section[1],
                group=self._group,
                leaders=leaders,
                inherited=leaders != _leaders(own, roles),
                units=_units(shown, roles),
            )
        )

    def _read_group(self, own: Mapping[int, Cell], roles: Sequence[str]) -> None:
        groups = [column for column, role in enumerate(roles) if role == "group"]
        for column in groups[:-1]:
            # A second column of groups stands for sections where no rows head them.
            if column in own and own[column].content and self._section[0] is None:
                self._section = (None, _joined(own[column].content))
        cell = own.get(groups[-1]) if groups else None
        if cell is None:
            return
        serial = roles.index("serial") if "serial" in roles else -1
        name = _joined(cell.content)
        if serial == groups[-1] - 1 and serial >= 0 and serial not in own and self._group >= 0:
            self.groups[self._group] += name
        elif name or (serial in own and own[serial].content):
            self._group = len(self.groups)
            self.groups.append(name)

    def _read_stray(self, cell: Cell | None) -> None:
        if cell is None or not cell.content or "serial" in cell.signs:
            return
        if cell.signs & {"marked", "units"}:
            self._join([], [(name, given, "unit") for name, given in units_in(cell.content)])
        elif "names" in cell.signs:
            self._join(split_names(cell.content), [])
        elif self.drafts:
            self.drafts[-1].text += _joined(cell.content)

    def _join(self, leaders: Iterable[str], units: Iterable[tuple[str, str | None, str]]) -> None:
        """Add what a row without a task of its own says to the task above."""
        if self.drafts:
            last = self.drafts[-1]
            last.leaders.extend(name for name in leaders if name not in last.leaders)
            known = {unit[0] for unit in last.units}
            last.units.extend(unit for unit in units if unit[0] not in known)

    def _number(self, cell: Cell) -> tuple[int | None, str]:
        """Return the number before a task's text, and the text; None if it has none.

        Where tasks are numbered, the number that is next is one also before a digit (``3.2024年…``).
        """
        number = number_at(self.text, cell.start, cell.end)
        if number is not None and number[1] < cell.end:
            return ordinal(self.text[cell.start : number[1]]), _joined(self.text[number[1] : cell.end])
        match = _NUMBER.match(cell.content) if self._numbered else None
        if match and int(match.group(1)) == self._next():
            return int(match.group(1)), _joined(cell.content[match.end() :])
        return None, _joined(cell.content)

    def _next(self) -> int:
        return (self.drafts[-1].printed or 0) + 1 if self.drafts else 1


def _leaders(cells: Mapping[int, Cell], roles: Sequence[str]) -> list[str]:
    return [
        name
        for column, role in enumerate(roles)
        if role == "leader" and column in cells
        for name in split_names(cells[column].content)
    ]


def _units(cells: Mapping[int, Cell], roles: Sequence[str]) -> list[tuple[str, str | None, str]]:
    return [
        (name, given, role)
        for column, role in enumerate(roles)
        if role in UNIT_ROLES and column in cells
        for name, given in units_in(cells[column].content)
    ]


def _joined(content: str) -> str:
    """Return a cell's content on one line; only between Latin letters or digits a line feed was a space."""
    lines = [line for part in content.split("\n") if (line := part.strip())]
    joined = lines[:1]
    for before, line in pairwise(lines):
        joined.append(f" {line}" if _is_latin(before[-1]) and _is_latin(line[0]) else line)
    return "".join(joined)


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _value(content: str) -> int | None:
    match = _SERIAL.search(content)
    return int(match.group()) if match else ordinal(content)
