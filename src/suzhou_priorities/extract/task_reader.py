"""Reads the rows of a table of tasks into drafts of tasks: what each row says, and what it shares with rows above.

A merged cell says what the nearest cell above it in its column says, up to the row that heads the section. A group's
cell whose row shares its serial number with the row above goes on with a name that a page break cut
(``壮大新`` / ``兴产业``). In a table without a column of units, brackets at the end of a task that name units say who
delivers it, and are no part of its text; beside a column of units they stay in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suzhou_priorities.extract.task_drafts import (
    Draft,
    details_in,
    leaders_in,
    on_one_line,
    serial_value,
    units_behind,
    units_of_row,
)
from suzhou_priorities.extract.task_leaders import split_names
from suzhou_priorities.extract.task_lists import units_in
from suzhou_priorities.outline.flat_table import Item, row_number
from suzhou_priorities.outline.numbering import number_at, ordinal
from suzhou_priorities.repair.table_evidence import UNIT_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from suzhou_priorities.extract.task_cells import Cell
    from suzhou_priorities.extract.task_rows import Row
    from suzhou_priorities.outline.model import Section

SHARE_NUMBERED = 0.5
_ENDED = frozenset("。！？；…”）.!?;")
_NUMBER = re.compile(r"(\d{1,3})[.．、]")


@dataclass(slots=True)
class TaskReader:
    """Reads one plan's rows from top to bottom."""

    text: str
    sections: Sequence[Section]
    drafts: list[Draft] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    _section: tuple[int | None, str] = (None, "")
    _rank: int = 0
    _group: int = -1
    _above: dict[int, Cell] = field(default_factory=dict)
    _numbered: bool = False
    _roles: tuple[str, ...] = ()

    def read(self, rows: Iterable[Row], roles: Sequence[str], *, anew: bool = False) -> None:
        """Read the rows of a table; after heads that a page repeats, it goes on where it ended, unless it is `anew`."""
        rows = list(rows)
        if anew or tuple(roles) != self._roles:
            self._roles = tuple(roles)
            self._section, self._rank, self._group = (None, ""), 0, -1
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

    def _read_heading(self, row: Row) -> None:
        cell = row.cells[0]
        known = next((section for section in self.sections if row.start <= section.start < row.end), None)
        number_end = row_number(self.text, Item(cell.start, cell.end)) if cell is not None else 0
        style = number_at(self.text, cell.start, cell.end) if cell is not None and number_end else None
        self._above.clear()
        if style is not None and cell is not None and style[0].rank > self._rank > 0:
            # Below 一、 a row （一） heads a group of the section, not another section.
            self._group = len(self.groups)
            self.groups.append(on_one_line(self.text[number_end : cell.end]))
            return
        if known is not None:
            self._section = (ordinal(known.number), known.heading)
        elif cell is not None:
            number = ordinal(self.text[cell.start : number_end]) if number_end else None
            self._section = (number, on_one_line(self.text[number_end or cell.start : cell.end]))
        self._rank = style[0].rank if style is not None else 0
        self._group = -1

    def _read_row(self, row: Row, roles: Sequence[str]) -> None:
        own = {column: cell for column, cell in enumerate(row.cells) if cell is not None}
        self._read_group(own, roles)
        self._above.update(own)
        task = own.get(roles.index("task"))
        if task is None or not task.content:
            # The task is shared with the row above; what the row has of its own belongs to it too.
            self._join(leaders_in(own, roles), units_of_row(own, roles))
            if self.drafts:
                self.drafts[-1].text = " ".join([self.drafts[-1].text, *details_in(own, roles)])
            return
        printed, text = self._number(task)
        if printed is None and self._numbered and self.drafts and self.drafts[-1].text[-1:] not in _ENDED:
            # A page break cut the task's cell: the rest has no number, and what stands before it no stop.
            self.drafts[-1].text += text
            self._join(leaders_in(own, roles), units_of_row(own, roles))
            return
        # What is missing behind the last cell of a row that does not add up was lost, not merged.
        shown = (
            self._above if row.whole else {column: self._above[column] for column in self._above if column <= max(own)}
        )
        text = " ".join([text, *details_in(own, roles)])
        leaders, units = leaders_in(shown, roles), units_of_row(shown, roles)
        inherited = leaders != leaders_in(own, roles)
        if UNIT_ROLES.isdisjoint(roles):
            text, leaders, units = units_behind(text, leaders)
        serial = own.get(roles.index("serial")) if "serial" in roles else None
        self.drafts.append(
            Draft(
                start=task.start,
                end=task.end,
                text=text,
                printed=printed,
                serial=serial_value(serial.content) if serial else None,
                section_no=self._section[0],
                section=self._section[1],
                group=self._group,
                leaders=leaders,
                inherited=inherited,
                units=units,
            )
        )

    def _read_group(self, own: Mapping[int, Cell], roles: Sequence[str]) -> None:
        groups = [column for column, role in enumerate(roles) if role == "group"]
        for column in groups[:-1]:
            # A second column of groups stands for sections where no rows head them.
            named = column in own and own[column].content and "serial" not in own[column].signs
            if named and self._section[0] is None:
                self._section = (None, on_one_line(own[column].content))
        cell = own.get(groups[-1]) if groups else None
        if cell is None:
            return
        serial = roles.index("serial") if "serial" in roles else -1
        name = on_one_line(cell.content)
        if serial == groups[-1] - 1 and serial >= 0 and serial not in own and self._group >= 0:
            self.groups[self._group] += name
        elif name:
            # A blank cell goes on with the group, as a merged one does.
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
            self.drafts[-1].text += on_one_line(cell.content)

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
            return ordinal(self.text[cell.start : number[1]]), on_one_line(self.text[number[1] : cell.end])
        match = _NUMBER.match(cell.content) if self._numbered else None
        if match and match.end() < len(cell.content) and int(match.group(1)) == self._next():
            return int(match.group(1)), on_one_line(cell.content[match.end() :])
        return None, on_one_line(cell.content)

    def _next(self) -> int:
        return (self.drafts[-1].printed or 0) + 1 if self.drafts else 1
