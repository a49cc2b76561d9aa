"""Which column of a table of tasks is which: by the heads of the columns, else by what its first row holds.

The first row of a table shares no cell with a row above, so where heads are missing, or fewer than the columns, its
cells tell the columns.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.extract.task_cells import Cell

ROLES = ("serial", "group", "task", "detail", "leader", "unit", "lead_unit", "co_unit", "deadline", "other")
UNIT_ROLES = frozenset({"unit", "lead_unit", "co_unit"})
LONGEST_HEAD = 20
LEAST_HEADS = 2
LEAST_HEADS_AGAIN = 3
LEAST_SECTIONS = 2
MOST_COLUMNS = 16
_TASK = frozenset({"task", "numbered"})
_NO_HEAD = frozenset({"serial", "heading", "marked"}) | _TASK
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
    start, stop
        Indices of the first cell of the heads and of the first cell behind them.
    """

    roles: tuple[str, ...]
    heads: tuple[str, ...]
    start: int
    stop: int


def tables_in(cells: Sequence[Cell]) -> list[Columns]:
    """Return the columns of every table, in order; heads that a page repeats begin a table of the same columns."""
    first = next((index for index, cell in enumerate(cells) if cell.signs & _TASK), len(cells))
    found = (_heads_at(cells, index, LEAST_HEADS) for index in range(first))
    heads = [next((head for head in found if head is not None), Columns((), (), 0, 0))]
    index = max(first, heads[0].stop)
    while index < len(cells):
        again = _heads_at(cells, index, LEAST_HEADS) if _role_of(cells[index].content) else None
        if again is not None and (again.heads == heads[0].heads or _sure(again)):
            heads.append(again)
        index = again.stop if again is not None else index + 1
    tables = []
    for number, head in enumerate(heads):
        stop = heads[number + 1].start if number + 1 < len(heads) else len(cells)
        roles = _completed(head.roles, cells[head.stop : stop])
        if roles:
            tables.append(Columns(roles, head.heads, head.start, head.stop))
    return tables


def _heads_at(cells: Sequence[Cell], start: int, least: int) -> Columns | None:
    """Read the heads that begin at a cell; None if these are no heads."""
    heads, stop = _row_of_heads(cells, start)
    roles = [_role_of(head) for head in heads]
    if sum(map(bool, roles)) < least or len({*roles} - {""}) < LEAST_HEADS:
        return None
    merged = _merged(cells, stop)
    below, end = _row_of_heads(cells, stop + 1) if merged else ([], stop)
    parent = next((index for index, role in enumerate(roles) if role in UNIT_ROLES), -1)
    if parent >= 0 and len(below) == merged + 1 and UNIT_ROLES.issuperset(map(_role_of, below)):
        # A head over several columns, whose own heads stand in the next row: 责任单位 over 牵头单位 and 配合单位.
        rest = len(heads) - 1
        heads[parent : parent + 1] = below
        roles[parent : parent + 1] = [_role_of(head) for head in below]
        stop = end + (_merged(cells, end) == rest)
    elif merged > 1:
        stop += 1
    return Columns(tuple(role or "other" for role in roles), tuple(heads), start, stop)


def _sure(heads: Columns) -> bool:
    """Tell whether heads amid a table can only be heads, not cells that happen to use their words."""
    known = {*heads.roles} - {"other"}
    return len(known) >= LEAST_HEADS_AGAIN and not known.isdisjoint(UNIT_ROLES) and bool(known & {"task", "detail"})


def _merged(cells: Sequence[Cell], index: int) -> int:
    """Return how many cells a run stands for, or a lone bar if it is one; 0 for a cell that holds something."""
    if index >= len(cells):
        return 0
    return cells[index].run or int("empty" in cells[index].signs)


def _row_of_heads(cells: Sequence[Cell], start: int) -> tuple[list[str], int]:
    """Return short cells from `start` up to the last that the codebook knows as a head, and where they end."""
    heads: list[str] = []
    known = 0
    for cell in cells[start : start + MOST_COLUMNS]:
        if not cell.content or cell.signs & _NO_HEAD or len(cell.content) > LONGEST_HEAD:
            break
        heads.append(_plain(cell.content))
        known = len(heads) if _role_of(heads[-1]) else known
    return heads[:known], start + known


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
    for index, role in enumerate(told[: len(known)]):
        if known[index] == "other" and role not in known:
            known[index] = role
    if "task" not in roles and not _assigned(known):
        return ()
    if "task" not in known:
        stand_in = next((role for role in ("detail", "group") if role in known), None)
        if stand_in is None:
            return ()
        known[known.index(stand_in)] = "task"
    last = len(known) - 1 - known[::-1].index("task")
    # Of two columns of tasks the first says what the second parts into steps.
    known = ["group" if role == "task" and index < last else role for index, role in enumerate(known)]
    if "lead_unit" in known:
        # Beside a column of units that lead, the other one holds those that support.
        known = ["co_unit" if role == "unit" else role for role in known]
    if "co_unit" not in known:
        known = ["unit" if role == "lead_unit" else role for role in known]
    return tuple(known)


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


def _plain(head: str) -> str:
    return head.replace("\n", "").replace(" ", "")


def _role_of(head: str) -> str:
    if not head or len(head) > LONGEST_HEAD:
        return ""
    plain = _brackets().sub("", _plain(head))
    return next((role for pattern, role in _heads() if pattern.search(plain)), "")


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(load_codebook("offices")["columns"]["brackets"])


@cache
def _heads() -> tuple[tuple[re.Pattern[str], str], ...]:
    entries = load_codebook("offices")["columns"]["entries"]
    return tuple((re.compile(entry["pattern"]), entry["role"]) for entry in entries)
