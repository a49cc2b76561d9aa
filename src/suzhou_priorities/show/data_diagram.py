"""Which table belongs to which, drawn from the joins: boxes in columns, each right of what it belongs to."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.tables.dictionary import table_name
from suzhou_priorities.tables.joins import JOINS
from suzhou_priorities.tables.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 138, 44, 42, 12, 4


def belongs_to() -> dict[str, tuple[str, ...]]:
    """Return for each table those that it belongs to, without those that follow from others.

    A promise belongs to a sentence, which belongs to a section, which belongs to a document: only the nearest is told.
    """
    direct = {
        table: {join.to_table for join in JOINS if join.table == table and join.to_table != table} for table in SCHEMAS
    }
    return {
        table: tuple(
            one
            for one in SCHEMAS
            if one in nearest and not any(one in _reached(other, direct) for other in nearest if other != one)
        )
        for table, nearest in direct.items()
    }


def joins_diagram(lang: str, label: str) -> str:
    """Return the drawing as SVG whose boxes lead to the tables.

    Parameters
    ----------
    lang
        ``zh`` or ``en``.
    label
        What the drawing shows, for those who cannot see it.
    """
    owners = belongs_to()
    places = _places(owners)
    columns = 1 + max(column for column, _ in places.values())
    rows = 1 + max(row for _, row in places.values())
    width = columns * (WIDTH + GAP_X) - GAP_X + 2 * MARGIN
    height = rows * (HEIGHT + GAP_Y) - GAP_Y + 2 * MARGIN
    lines = "".join(_line(places[table], places[owner]) for table in SCHEMAS for owner in owners[table])
    boxes = "".join(_box(table, *places[table], lang) for table in SCHEMAS)
    return (
        f'<svg viewBox="0 0 {width} {height}" role="group" aria-label="{html.escape(label)}">'
        '<defs><marker id="joins-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>{lines}{boxes}</svg>'
    )


def _places(owners: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[int, int]]:
    """Return column and row of every table: a column right of what it belongs to, from the top down."""
    depth: dict[str, int] = {}

    def depth_of(table: str) -> int:
        if table not in depth:
            depth[table] = 1 + max((depth_of(owner) for owner in owners[table]), default=-1)
        return depth[table]

    places: dict[str, tuple[int, int]] = {}
    filled: dict[int, int] = {}
    # Below its owner where there is room, so that most arrows run straight.
    for table in sorted(SCHEMAS, key=depth_of):
        column = depth_of(table)
        level = max((places[owner][1] for owner in owners[table]), default=0)
        row = max(filled.get(column, 0), level)
        places[table] = (column, row)
        filled[column] = row + 1
    return places


def _reached(table: str, direct: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(direct[table])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(direct[one])
    return found


def _corner(place: tuple[int, int]) -> tuple[int, int]:
    return MARGIN + place[0] * (WIDTH + GAP_X), MARGIN + place[1] * (HEIGHT + GAP_Y)


def _line(place: tuple[int, int], owner: tuple[int, int]) -> str:
    (left, top), (owner_left, owner_top) = _corner(place), _corner(owner)
    middle, owner_middle = top + HEIGHT // 2, owner_top + HEIGHT // 2
    end = owner_left + WIDTH
    turn = left - GAP_X // 2
    return f'<path class="join" d="M{left} {middle}H{turn}V{owner_middle}H{end + 1}" marker-end="url(#joins-tip)"/>'


def _box(table: str, column: int, row: int, lang: str) -> str:
    left, top = _corner((column, row))
    middle = left + WIDTH // 2
    return (
        f'<a href="#table-{table}"><rect x="{left}" y="{top}" width="{WIDTH}" height="{HEIGHT}" rx="5"/>'
        f'<text x="{middle}" y="{top + 18}">{html.escape(table_name(table, lang))}</text>'
        f'<text class="key" x="{middle}" y="{top + 35}">{table}</text></a>'
    )
