"""What shows that rows of cells are a table of a document, not a menu: heads of columns, serial numbers, sentences."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_HEAD = 20
LEAST_HEADS = 2
SHARE_OF_HEADS = 0.7
LEAST_SERIALS = 3
LEAST_SENTENCES = 2
LONGEST_UNITS = 200
UNITS_SHARE = 0.6
UNIT_ROLES = frozenset({"unit", "lead_unit", "co_unit"})
_WHAT = frozenset({"serial", "group", "task", "detail"})
_WHO = UNIT_ROLES | {"leader"}
_BETWEEN_HEADS = re.compile(r"[\s|｜]+")
_SPACE = re.compile(r"\s+")
_SERIAL = re.compile(r"\d{1,3}[.．、]?$")
_NAMES = re.compile(r"[、，；\n]")
_LIST = re.compile(r"[、，；,;\s]+")


def role_of_head(cell: str) -> str:
    """Return which column of a table of tasks a cell heads (a role of the codebook `offices`); empty if none."""
    beginning = cell[: 2 * LONGEST_HEAD + 1]
    if len(beginning) > LONGEST_HEAD and not _SPACE.search(beginning):
        return ""
    return _role(beginning)


@lru_cache(maxsize=4096)
def _role(beginning: str) -> str:
    plain = _SPACE.sub("", beginning)
    if not plain or len(plain) > LONGEST_HEAD:
        return ""
    plain = _brackets().sub("", plain.replace("(", "（").replace(")", "）"))
    return next((role for pattern, role in _heads() if pattern.search(plain)), "")


def are_heads(cells: Sequence[str]) -> bool:
    """Tell whether cells head the columns of a table: two columns at least, one of which says what is done."""
    roles = {role_of_head(cell) for cell in cells} - {""}
    return len(roles) >= LEAST_HEADS and not roles.isdisjoint(_WHAT)


def head_tasks(cells: Sequence[str]) -> bool:
    """Tell whether cells head the columns of a table of tasks: one says what is done, another who does it."""
    roles = {role_of_head(cell) for cell in cells} - {""}
    return not roles.isdisjoint(_WHAT) and not roles.isdisjoint(_WHO)


def is_line_of_heads(line: str) -> bool:
    """Tell whether a line holds the heads of a table of tasks, parted by spaces or bars, and hardly anything else."""
    words = [word for word in _BETWEEN_HEADS.split(line) if word]
    return sum(bool(role_of_head(word)) for word in words) >= SHARE_OF_HEADS * len(words) and head_tasks(words)


def first_row_of_tasks(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the row with which a table of tasks begins; None if the rows are another table.

    That is the row of its heads, or, where it has none, the first of its rows, all of which have a serial number
    and most of which list offices.
    """
    for index, row in enumerate(rows[:-1]):
        if head_tasks(row):
            return index
    full = [row for row in rows if len(row) > 1]
    serials = [value for row in full if (value := serial_value(row[0])) is not None]
    if len(serials) < max(LEAST_SERIALS, len(full)) or serials != sorted(set(serials)):
        return None
    listing = sum(any(map(lists_offices, row[1:])) for row in full)
    return rows.index(full[0]) if 2 * listing > len(full) else None


def serial_value(cell: str) -> int | None:
    """Return the number of a cell that holds nothing else, or None."""
    plain = cell.strip()
    return int(plain.rstrip(".．、")) if plain.isascii() and _SERIAL.match(plain) else None


def lists_offices(cell: str) -> bool:
    """Tell whether a cell lists names that end as those of offices do."""
    if len(cell) > LONGEST_UNITS:
        return False
    names = [name for name in _LIST.split(cell.strip()) if name]
    return bool(names) and all(ends_as_office(name) for name in names)


def lists_units(content: str) -> bool:
    """Tell whether a cell lists offices: it has a ★, or most of its names end as those of offices do."""
    names = [name for name in _NAMES.split(content) if name]
    return "★" in content or sum(bool(_office().search(name)) for name in names) >= UNITS_SHARE * len(names)


def ends_as_office(name: str) -> bool:
    """Tell whether a name ends as those of offices do (局, 委, 办公室; with what follows in brackets)."""
    return len(name) > 1 and bool(_office().search(name))


def is_of_a_document(cells: Sequence[str]) -> bool:
    """Tell whether the cells between lines of bars are a document's: menus have no heads, serials or sentences."""
    if sum(cell.endswith("。") for cell in cells) >= LEAST_SENTENCES:
        return True
    if len({value for cell in cells if (value := serial_value(cell)) is not None}) >= LEAST_SERIALS:
        return True
    roles = [role_of_head(cell) for cell in cells]
    known = [index for index, role in enumerate(roles) if role]
    return any(
        roles[first] != roles[second] and not _WHAT.isdisjoint({roles[first], roles[second]})
        for first, second in pairwise(known)
        if second == first + 1
    )


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(load_codebook("offices")["columns"]["brackets"])


@cache
def _heads() -> tuple[tuple[re.Pattern[str], str], ...]:
    entries = load_codebook("offices")["columns"]["entries"]
    return tuple((re.compile(entry["pattern"]), entry["role"]) for entry in entries)


@cache
def _office() -> re.Pattern[str]:
    return re.compile(load_codebook("parts")["tables"]["units"])
