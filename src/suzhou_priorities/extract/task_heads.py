"""Heads of the columns of a table of tasks: where a row of heads begins and ends, and what each head says.

Only some heads are known; the others name columns that are no part of a task. How many columns there are behind the
last known head, the page does not say, for the cells of the first row follow at once. Where the table numbers its
rows, the first serial number tells it: it stands as many cells behind the head of its column as there are columns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.offices import is_office
from suzhou_priorities.repair.table_evidence import LEAST_HEADS, LONGEST_HEAD, UNIT_ROLES, role_of_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.extract.task_cells import Cell

MOST_COLUMNS = 16
_NO_HEAD = frozenset({"serial", "heading", "marked", "task", "numbered"})


def heads_at(cells: Sequence[Cell], start: int) -> tuple[list[str], list[str], int, int] | None:
    """Read the row of heads that begins at a cell; None if there is none.

    Returns
    -------
    tuple
        The heads, their roles (empty where the codebook does not know one), the index of the first cell behind them,
        and how many more columns there may be, whose heads cannot be told from the cells of the first row.
    """
    heads, known, stop = _row_of_heads(cells, start)
    roles = [role_of(head) for head in heads]
    if sum(map(bool, roles)) < LEAST_HEADS or len({*roles} - {""}) < LEAST_HEADS:
        return None
    if known != len(heads) and (width := _width_by_serial(cells, start, roles)):
        heads, roles, stop, known = heads[:width], roles[:width], start + width, width
    doubtful = len(heads) - known
    heads, roles, stop = heads[:known], roles[:known], stop - doubtful
    if not doubtful and (merged := _merged(cells, stop)):
        heads, roles, stop = _with_heads_below(cells, heads, roles, stop, merged)
    return heads, _without_measures(cells, heads, roles, stop), stop, doubtful


def role_of(head: str) -> str:
    """Return the role of the column that a head names; empty if the codebook does not know it."""
    return role_of_head(head) if len(head) <= LONGEST_HEAD else ""


def head_in(cell: Cell) -> str:
    """Return the head in the first cell of a row of heads: the table's title may stand before it in the cell."""
    if "\n" not in cell.content or role_of(cell.content):
        return cell.content
    last = cell.content.rpartition("\n")[2]
    return last if role_of(last) else cell.content


def _row_of_heads(cells: Sequence[Cell], start: int) -> tuple[list[str], int, int]:
    """Return short cells from `start`, how many of them there are up to the last known head, and where they end."""
    heads: list[str] = []
    known = 0
    for index, cell in enumerate(cells[start : start + MOST_COLUMNS]):
        head = cell.content if index else head_in(cell)
        hidden = head != cell.content
        if not head or (cell.signs & _NO_HEAD and not hidden) or len(head) > LONGEST_HEAD:
            break
        heads.append(_plain(head))
        known = len(heads) if role_of(heads[-1]) else known
    stop = start + len(heads)
    behind = cells[stop].signs if stop < len(cells) else frozenset()
    merged = _merged(cells, stop)
    if "heading" in behind or merged:
        # A row that heads a section, or a run of merged heads with those that stand below them, follows at once.
        below = stop + 1 + merged + 1
        across = merged > 1 and merged == len(heads) - 2 and not role_of(heads[-1])
        across = across and _merged(cells, below) != len(heads) - 1
        known = len(heads) - across
    return heads, known, stop


def _width_by_serial(cells: Sequence[Cell], start: int, roles: Sequence[str]) -> int:
    """Return the number of columns that the first serial number behind the heads shows; 0 if it shows none."""
    behind = start + len(roles)
    if "serial" not in roles or behind >= len(cells) or "serial" not in cells[behind].signs:
        return 0
    column = roles.index("serial")
    width = len(roles) - column
    last_known = max(index for index, role in enumerate(roles) if role)
    return width if width > last_known else 0


def _with_heads_below(
    cells: Sequence[Cell], heads: list[str], roles: list[str], stop: int, merged: int
) -> tuple[list[str], list[str], int]:
    """Read the second row of heads, where one head stands over several columns (责任单位 over 牵头单位, 配合单位)."""
    below, _known, end = _row_of_heads(cells, stop + 1)
    below = below[: merged + 1]
    end = stop + 1 + len(below)
    told = [role_of(head) for head in below]
    parents = [index for index, role in enumerate(roles) if role in UNIT_ROLES]
    if not UNIT_ROLES.issuperset(told):
        # Stages of a plan (一季度, 二季度 …) stand below a head that is no part of the task.
        parents = [index for index, role in enumerate(roles) if role in ("", "other", "deadline")]
    if parents and len(below) == merged + 1 and (UNIT_ROLES.issuperset(told) or (merged > 1 and not any(told))):
        parent = parents[0] if told[0] else parents[-1]
        rest = len(heads) - 1
        heads = [*heads[:parent], *below, *heads[parent + 1 :]]
        roles = [*roles[:parent], *told, *roles[parent + 1 :]]
        return heads, roles, end + (_merged(cells, end) == rest)
    return heads, roles, stop + (merged > 1)


def _without_measures(cells: Sequence[Cell], heads: Sequence[str], roles: list[str], stop: int) -> list[str]:
    """Return the roles, 单位 as the unit of measure of an indicator being no unit that is responsible."""
    book = load_codebook("offices")["columns"]["measures"]
    first = next(
        (index for index in range(stop, len(cells)) if not cells[index].run and "heading" not in cells[index].signs),
        len(cells),
    )
    for column, (head, role) in enumerate(zip(heads, roles, strict=True)):
        if role != "unit" or not re.search(book["head"], head):
            continue
        below = cells[first + column].content if first + column < len(cells) else ""
        behind = bool(column) and re.search(book["behind"], heads[column - 1])
        if re.search(book["cells"], below) or (behind and not is_office(below)):
            roles[column] = "other"
    return roles


def _merged(cells: Sequence[Cell], index: int) -> int:
    """Return how many cells a run stands for, or a lone bar if it is one; 0 for a cell that holds something."""
    if index >= len(cells):
        return 0
    return cells[index].run or int("empty" in cells[index].signs)


def _plain(head: str) -> str:
    return head.replace("\n", "").replace(" ", "")
