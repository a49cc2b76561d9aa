"""Rows of a flattened table: which cells make one row, which column each stands in, which are merged.

A flattened row is its own cells from the left, then a run of bars for the cells it shares with the row above. Which
columns the run stands for, the page does not say; the cells that are there tell it by what they hold. Some
pages lose the run behind the last row of a group, and a lone bar may be an empty cell or a run of one. So all ways
to part the cells into rows are weighed at once: a row whose cells and run make up all columns costs nothing, one
without its run a little, one that does not add up more, and so does a cell in a column that it does not fit.

Where a lone bar could be an empty last cell as well as a merged one, it is read as empty: a name is never
attributed without evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.extract.task_cells import Cell

NO_RUN, MISCOUNT, LONE_BAR = 2.0, 4.0, 0.05
STRAY_CELL, STRAY_BARS = 8.0, 4.0
NO_TASK = 2.0
# In a table of numbered tasks, what has no number and makes no sentence is hardly a task.
UNNUMBERED = 2.0
# Of two columns of groups the outer one is merged more often.
OUTER = 0.01
ACROSS_UNNUMBERED, ACROSS_ODD, ACROSS_WITHOUT_RUN = 0.3, 2.5, 1.5
# How ill a cell with a sign fits a column; the best of its signs counts. `""` is any other sign.
_NEVER = 100.0
_UNITS = {"marked": 0, "units": 0, "empty": 0.02, "words": 0.8, "names": 1.2, "task": 2.5, "numbered": _NEVER, "": 5}
_SURE = {"marked": _NEVER, "numbered": _NEVER}
MISFIT: dict[str, dict[str, float]] = {
    "serial": _SURE | {"serial": 0, "empty": 0.2, "words": 3, "": 5},
    "group": _SURE
    | {
        "words": 0.1,
        "names": 0.6,
        "empty": 1,
        "heading": 1,
        "serial": 1.2,
        "units": 1.5,
        "task": 3,
        "numbered": 4,
        "": 5,
    },
    "task": _SURE | {"numbered": 0, "task": 0, "words": 0.8, "heading": 1, "names": 2, "units": 2.5, "empty": 3, "": 5},
    "detail": _SURE | {"numbered": 0.2, "task": 0.2, "words": 0.2, "date": 0.3, "empty": 0.3, "names": 1, "": 2},
    "leader": _SURE | {"names": 0, "empty": 0, "words": 1, "units": 2.5, "": 5},
    "unit": _UNITS,
    "lead_unit": _UNITS,
    "co_unit": _UNITS,
    "deadline": _SURE | {"date": 0, "empty": 0.2, "words": 0.6, "serial": 0.6, "names": 1, "task": 1.5, "": 3},
    "other": _SURE | {"words": 0.2, "empty": 0.2, "task": 1.5, "numbered": 3, "": 0.5},
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes
    ----------
    kind
        ``row``, ``across`` (one cell across the table, which heads a section), or ``stray`` (a cell that fits no row).
    cells
        For ``row`` one entry per column, None where the row shares the cell with the row above; else the one cell.
    whole
        True if its cells and its run make up all columns.
    start, end
        Span of the row in the clean text, bars included.
    """

    kind: str
    cells: tuple[Cell | None, ...]
    whole: bool
    start: int
    end: int


_Step = tuple[int, str, tuple[int, ...]]
_Way = tuple[float, tuple[int, ...]]
_NOWHERE: _Way = (inf, ())


def rows_of(cells: Sequence[Cell], roles: Sequence[str]) -> list[Row]:
    """Part the cells of a table with columns of these roles into rows, so that they contradict each other least."""
    return _rows(cells, _weighed(cells, roles)[1], len(roles))


def price_of(cells: Sequence[Cell], roles: Sequence[str]) -> float:
    """Return how much the cells contradict columns of these roles; infinite if there are no columns."""
    return _weighed(cells, roles)[0] if roles else inf


def _weighed(cells: Sequence[Cell], roles: Sequence[str]) -> tuple[float, list[_Step]]:
    cost = [0.0] + [inf] * len(cells)
    back: list[_Step] = [(0, "", ())] * (len(cells) + 1)
    fits = _fits(cells, roles)
    skip = [NO_TASK if role == "task" else 0.0 for role in roles]
    for start, cell in enumerate(cells):

        def reach(stop: int, price: float, kind: str, columns: tuple[int, ...] = (), start: int = start) -> None:
            if cost[start] + price < cost[stop]:
                cost[stop] = cost[start] + price
                back[stop] = (start, kind, columns)

        reach(start + 1, STRAY_CELL if cell.content else STRAY_BARS, "stray")
        if cell.run:
            continue
        for stop, price in _across(cells, start, len(roles)):
            reach(stop, price, "across")
        # ways[c]: the best way to put the cells so far into columns left of c.
        ways: list[_Way] = [(0.0, ()), *([_NOWHERE] * (len(roles) - 1))]
        for taken in range(1, len(roles) + 1):
            stop = start + taken
            if stop > len(cells) or cells[stop - 1].run:
                break
            placed = _placed(ways, fits[cells[stop - 1].signs], skip)
            ways = [_NOWHERE, *placed[:-1]]
            price, columns = _ended(placed, skip)
            missing = len(roles) - taken
            reach(stop, price + (NO_RUN if missing else 0.0), "row", columns)
            if missing and stop < len(cells) and not cells[stop].content:
                reach(stop + 1, price + _run_price(cells[stop], missing), "row", columns)
    return cost[-1], back


def _placed(ways: Sequence[_Way], fits: Sequence[float], skip: Sequence[float]) -> list[_Way]:
    """Return, for each column, the best way to put one more cell into it, to the right of the cells before it."""
    placed: list[_Way] = []
    best = _NOWHERE
    for column, misfit in enumerate(fits):
        best = min(ways[column], best)
        placed.append((best[0] + misfit, (*best[1], column)))
        best = (best[0] + skip[column], best[1])
    return placed


def _ended(ways: Sequence[_Way], skip: Sequence[float]) -> _Way:
    """Return the best way to end a row, all columns to the right of its last cell being merged."""
    best = _NOWHERE
    for way, price in zip(ways, skip, strict=True):
        best = min((best[0] + price, best[1]), way)
    return best


def _run_price(run: Cell, missing: int) -> float:
    standing_for = run.run or 1
    if standing_for != missing:
        return MISCOUNT + abs(standing_for - missing)
    return 0.0 if run.run else LONE_BAR


def _across(cells: Sequence[Cell], start: int, width: int) -> list[tuple[int, float]]:
    """Return where a row across the table may end that begins with a cell, each with its price."""
    cell = cells[start]
    numbered = "heading" in cell.signs
    ways = [(start + 1, ACROSS_WITHOUT_RUN)] if numbered else []
    behind = cells[start + 1 : start + width]
    if numbered and width > 2 and len(behind) == width - 1 and not any(other.run or other.content for other in behind):
        # The cells behind the heading are not merged, but empty.
        return [(start + width, 0.0)]
    if width > 1 and start + 1 < len(cells) and not cells[start + 1].content:
        price = 0.0 if numbered else ACROSS_UNNUMBERED if cell.signs & {"words", "empty"} else ACROSS_ODD
        exact = (cells[start + 1].run or 1) == width - 1
        if exact and (cell.content or width > 2):
            ways.append((start + 2, price))
        elif numbered:
            ways.append((start + 2, ACROSS_ODD))
    return ways


def _fits(cells: Sequence[Cell], roles: Sequence[str]) -> dict[frozenset[str], list[float]]:
    """Return how ill a cell with certain signs fits each column."""
    kinds = {cell.signs for cell in cells}
    numbered = sum("numbered" in cell.signs for cell in cells) > sum("task" in cell.signs for cell in cells)
    inner = max((column for column, role in enumerate(roles) if role == "group"), default=0)
    fits = {signs: [_misfit(role, signs) for role in roles] for signs in kinds}
    for signs, prices in fits.items():
        for column, role in enumerate(roles):
            if column < inner and role == "group":
                prices[column] += OUTER
            if role == "task" and numbered and not signs & {"numbered", "task"}:
                prices[column] += UNNUMBERED
    return fits


def _misfit(role: str, signs: frozenset[str]) -> float:
    table = MISFIT[role]
    return min((table.get(sign, table[""]) for sign in signs), default=0.0)


def _rows(cells: Sequence[Cell], back: Sequence[_Step], width: int) -> list[Row]:
    rows: list[Row] = []
    stop = len(cells)
    while stop:
        start, kind, columns = back[stop]
        placed: list[Cell | None] = [None] * width if kind == "row" else [cells[start]]
        for index, column in enumerate(columns):
            placed[column] = cells[start + index]
        last = cells[stop - 1]
        merged = (last.run or 1) if stop - start > len(columns) else 0
        rows.append(Row(kind, tuple(placed), len(columns) + merged == width, cells[start].start, last.close))
        stop = start
    return rows[::-1]
