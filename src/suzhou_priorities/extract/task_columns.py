"""Which column of a table of tasks is which: by the heads of the columns, else by what its first row holds.

The first row of a table shares no cell with a row above, so where heads are missing, or fewer than the columns, its
cells tell the columns. Columns whose heads are not known are no part of a task.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.extract.task_heads import MOST_COLUMNS, head_in, heads_at, role_of
from suzhou_priorities.extract.task_rows import price_of, rows_of
from suzhou_priorities.repair.table_evidence import UNIT_ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.extract.task_cells import Cell

ROLES = ("serial", "group", "task", "detail", "leader", "unit", "lead_unit", "co_unit", "deadline", "other")
LEAST_HEADS_AGAIN = 3
LEAST_SECTIONS = 2
# So many cells tell the columns of a table; more would only take time.
CELLS_TO_TELL = 160
_TASK = frozenset({"task", "numbered"})
_STAND_IN = ("task", "detail", "group")
_ONCE = frozenset({"serial", "group", "task"})
# What a cell of the first row tells of its column, the surest sign first.
_TELLS = (
    ("marked", "unit"),
    ("numbered", "task"),
    ("task", "task"),
    ("serial", "serial"),
    ("units", "unit"),
    ("date", "deadline"),
    ("names", "leader"),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    Attributes
    ----------
    roles
        Role of every column from the left, one of `ROLES`; one of them is ``task``.
    heads
        What the heads say; empty where the table has none.
    start, stop, end
        Indices of the first cell of the heads, of the first cell behind them, and of the first behind the table.
    titled
        True if a title stands before the heads, in the same cell: such a table does not go on with the one before it.
    """

    roles: tuple[str, ...]
    heads: tuple[str, ...]
    start: int
    stop: int
    end: int
    titled: bool = False


def tables_in(cells: Sequence[Cell]) -> list[Columns]:
    """Return the columns of every table of tasks, in order; heads that a page repeats begin one of the same columns."""
    first = next((index for index, cell in enumerate(cells) if cell.signs & _TASK), len(cells))
    starts = [next((start for start in range(first) if heads_at(cells, start) is not None), 0)]
    heads = heads_at(cells, starts[0])
    index = heads[2] if heads else first
    while index < len(cells):
        again = heads_at(cells, index) if role_of(head_in(cells[index])) else None
        if again is not None and ((heads is not None and again[0] == heads[0]) or _sure(cells[index], again[1])):
            starts.append(index)
        index = again[2] if again is not None else index + 1
    tables = []
    for start, end in pairwise([*starts, len(cells)]):
        found = heads_at(cells, start)
        if found is None:
            if roles := _completed((), cells[start:end]):
                tables.append(Columns(roles, (), start, start, end))
            continue
        names, told, stop, doubtful = found
        roles, stop = _most_fitting(tuple(role or "other" for role in told), cells, (stop, end), doubtful)
        if roles:
            titled = head_in(cells[start]) != cells[start].content
            tables.append(Columns(roles, tuple(names), start, stop, end, titled))
    return tables


def _most_fitting(
    known: tuple[str, ...], cells: Sequence[Cell], span: tuple[int, int], doubtful: int
) -> tuple[tuple[str, ...], int]:
    """Return the roles of as many columns as contradict the cells least, and where the cells behind the heads begin.

    Up to `doubtful` cells behind the known heads may be heads too; if it makes no difference, they are not.
    """
    start, end = span
    ways: list[tuple[float, tuple[str, ...], int]] = []
    for more in range(doubtful + 1):
        body = cells[start + more : end]
        roles = _completed(known + ("other",) * more, body)
        price = price_of(body[:CELLS_TO_TELL], roles) if doubtful else 0.0
        ways.append((price, roles, start + more))
    _price, roles, stop = min(ways, key=lambda way: way[0])
    return roles, stop


def _sure(cell: Cell, told: Sequence[str]) -> bool:
    """Tell whether heads amid a table can only be heads, not cells that happen to use their words."""
    if told[0] == "serial" and "serial" not in cell.signs:
        return True
    known = {*told} - {"other", ""}
    return len(known) >= LEAST_HEADS_AGAIN and not known.isdisjoint(UNIT_ROLES) and bool(known & {"task", "detail"})


def _completed(roles: Sequence[str], cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the roles of all columns, one of them ``task``; empty for a table of other things.

    A table of tasks says so in a head, or it has a column of units or leaders.
    """
    # One row with a run of another length does not outweigh the heads.
    width = max(len(roles), _width(cells, LEAST_SECTIONS if roles else 1))
    told = _told_by_first_row(cells, width)
    if not roles and not _assigned(told):
        told = _told_by_first_row(cells, 0)
    # Heads that were lost leave no trace of which they were, so then the first row tells all.
    known = [*roles] if roles and len(roles) == width else told
    if not _assigned(known) and "task" not in known:
        return ()
    # The column of an unknown head is ignored, unless the table would have none that it needs.
    missing = [] if _may_hold_tasks(known) else [next((role for role in _STAND_IN if role in told), "task")]
    for role in missing if _assigned(known) else [*missing, "unit"]:
        if role in told[: len(known)] and known[told.index(role)] == "other":
            known[told.index(role)] = role
    if "task" not in known:
        stand_in = next((role for role in _STAND_IN if role in known), None)
        if stand_in is None:
            return ()
        known[known.index(stand_in)] = "task"
    last = len(known) - 1 - known[::-1].index("task")
    # Of two columns of tasks the first says what the second parts into steps.
    known = ["group" if role == "task" and index < last else role for index, role in enumerate(known)]
    return _with_merged_groups(_with_roles_of_units(known), cells)


def _may_hold_tasks(roles: Sequence[str]) -> bool:
    """Tell whether a column may hold the tasks, or stand in for them."""
    return not set(_STAND_IN).isdisjoint(roles)


def _with_roles_of_units(roles: Sequence[str]) -> tuple[str, ...]:
    """Return the roles; beside units that lead, all others support, and the other way round."""
    if "lead_unit" in roles:
        roles = ["co_unit" if role == "unit" else role for role in roles]
    elif "co_unit" in roles and "unit" in roles:
        roles = ["lead_unit" if role == "unit" else role for role in roles]
    if "co_unit" not in roles:
        roles = ["unit" if role == "lead_unit" else role for role in roles]
    return tuple(roles)


def _with_merged_groups(roles: tuple[str, ...], cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the roles; a column of tasks that rows share is one of groups, and the details behind it are the tasks.

    A row shares it if it begins with its detail: what stands left of it is merged. A task that has a serial number of
    its own is no group's.
    """
    task = roles.index("task")
    if "detail" not in roles[task:]:
        return roles
    detail = roles.index("detail", task)
    other = tuple({task: "group", detail: "task"}.get(index, role) for index, role in enumerate(roles))
    rows = [row for row in rows_of(cells[:CELLS_TO_TELL], other) if row.kind == "row" and row.whole]
    shared = sum(row.cells[detail] is not None and not any(row.cells[:detail]) for row in rows)
    return other if shared else roles


def _assigned(roles: Sequence[str]) -> bool:
    return "leader" in roles or not UNIT_ROLES.isdisjoint(roles)


def _told_by_first_row(cells: Sequence[Cell], width: int) -> list[str]:
    """Return the roles that the first row shows: `width` of them, or, if that is 0, up to one that comes again."""
    roles: list[str] = []
    for index, cell in enumerate(cells):
        if not roles and (cell.run or "heading" in cell.signs or (index + 1 < len(cells) and cells[index + 1].run)):
            continue
        role = _told(cell, roles)
        if cell.run or len(roles) == (width or MOST_COLUMNS):
            break
        if role in _ONCE and role in roles:
            # The cell before a second task is its group, if tasks have one.
            if not width and role == "task" and roles[0] == "group":
                roles.pop()
            break
        roles.append(role)
    return roles


def _told(cell: Cell, before: Sequence[str]) -> str:
    if "empty" in cell.signs:
        return "other" if "leader" in before else "leader" if "task" in before else "group" if before else "serial"
    told = next((role for sign, role in _TELLS if sign in cell.signs), "other")
    # Before the task, what may be a name or an office is a group (做强产业, 学校), unless it can be nothing else.
    open_to_doubt = told in ("leader", "other") or "words" in cell.signs
    return "group" if open_to_doubt and "task" not in before else told


def _width(cells: Sequence[Cell], least: int) -> int:
    """Return the number of columns that at least `least` rows show which head a section; 0 if there are none."""
    widths = Counter(after.run + 1 for cell, after in pairwise(cells) if "heading" in cell.signs and after.run)
    return next((width for width, times in widths.most_common(1) if times >= least), 0)
