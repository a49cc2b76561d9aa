"""Lists within the cells of a table of tasks: units with their roles, and names of leaders.

A separator within brackets parts nothing, so that a name stays whole: ``区委组织部（人才办、党建办）``. A line feed
parts units, unless the first line ends in no unit's name: then a narrow column broke a name in two.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.offices import is_office, level_of
from suzhou_priorities.outline.flat_table import lists_units

if TYPE_CHECKING:
    from collections.abc import Collection

LEAST_KNOWN = 0.6
LONGEST_NAME = 40
LEAD, CO = "lead", "co"
_NUMBER = re.compile(r"^(?:[(（]?\d{1,2}[)）]|\d{1,2}[.．](?!\d)) ?")
_BRACKETS = r"（[^（）\n]*）|\([^()\n]*\)"
_PIECES = re.compile(rf"(?:{_BRACKETS}|[^、])+")


def units_in(content: str) -> list[tuple[str, str | None]]:
    """Return the units that a cell lists, as printed without marks, each with the role that the cell gives it.

    The role is ``lead`` for a marked unit and where the words say so (``牵头单位：…``, ``…牵头``), ``co`` where they
    say that it supports, else None.
    """
    units: list[tuple[str, str | None]] = []
    role: str | None = None
    for clause in _clauses().findall(_unbroken(content)):
        rest, role = _label(clause.strip(), role)
        pieces = _PIECES.findall(rest)
        # 甲、乙牵头 speaks of both; 甲、乙（牵头） only of the second.
        tail = _role_at_end(pieces[-1]) if pieces and pieces[-1][-1] not in "）)" else None
        for piece in pieces:
            own = _role_at_end(piece)
            name = _NUMBER.sub("", (_words(own).sub("", piece) if own else piece).strip())
            bare = marks().sub("", name).strip()
            if bare:
                units.append((bare, LEAD if bare != name else own or tail or role))
    return units


def split_pieces(content: str) -> list[str]:
    """Return the names in a list, marks and white space off, whatever they name."""
    pieces = (piece for clause in _clauses().findall(content) for piece in _PIECES.findall(clause))
    return [bare for piece in pieces if (bare := marks().sub("", piece).strip())]


def split_names(content: str) -> list[str]:
    """Return the names in a leader's cell; a space within a name of two characters is padding (``李 明``)."""
    names: list[str] = []
    for part in _name_parts().split(content):
        single = ""
        for word in part.split():
            if len(word) > 1 or not "\u4e00" <= word <= "\u9fff":
                names.extend(name for name in (single, word) if name)
                single = ""
            elif single:
                names.append(single + word)
                single = ""
            else:
                single = word
        if single:
            names.append(single)
    return names


def parted(name: str, known: Collection[str]) -> list[str]:
    """Part names that the page ran together (``李明王小芳``) into names `known` from other cells, if they are."""
    if len(name) > LONGEST_NAME:
        return [name]
    ways: list[list[str] | None] = [[], *([None] * len(name))]
    for end in range(1, len(name) + 1):
        for start in range(max(0, end - 4), end - 1):
            before = ways[start]
            if before is not None and name[start:end] in known and ways[end] is None:
                ways[end] = [*before, name[start:end]]
    return ways[-1] or [name]


def _label(clause: str, role: str | None) -> tuple[str, str | None]:
    """Return a clause without the label before it, and the role that the label gives to what follows."""
    book = _marks_book()
    for key, given in (("leads_label", LEAD), ("supports_label", CO), ("plain_label", None)):
        match = _compiled(book[key]).match(clause)
        if match:
            return clause[match.end() :], given
    return clause, role


def _role_at_end(piece: str) -> str | None:
    return next((role for role in (LEAD, CO) if _words(role).search(piece)), None)


def _words(role: str) -> re.Pattern[str]:
    return _compiled(_marks_book()["leads" if role == LEAD else "supports"])


def _unbroken(content: str) -> str:
    """Join lines that break a unit's name; other line feeds become separators."""
    lines = [line.strip() for line in content.split("\n") if line.strip()]
    joined = lines[:1]
    for line in lines[1:]:
        last = marks().sub("", (_PIECES.findall(joined[-1][-LONGEST_NAME:]) or [""])[-1])
        begins = marks().match(line) or level_of(line) or _NUMBER.match(line)
        whole = joined[-1][-1] in _separators() or begins or is_office(last) or lists_units(last)
        if line[0] in "（(" or not whole:
            joined[-1] += line
        else:
            joined.append(line)
    return "；".join(joined)


def _marks_book() -> dict[str, Any]:
    book: dict[str, Any] = load_codebook("offices")["marks"]
    return book


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def marks() -> re.Pattern[str]:
    """Return the pattern of a sign that marks a unit that leads."""
    return re.compile(f"[{re.escape(_marks_book()['signs'])}]")


@cache
def _separators() -> str:
    return str(load_codebook("offices")["separators"]["units"])


@cache
def _clauses() -> re.Pattern[str]:
    stops = re.escape(_separators().replace("、", ""))
    return re.compile(rf"(?:{_BRACKETS}|[^{stops}\n])+")


@cache
def _name_parts() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(load_codebook('offices')['separators']['names'])}\n]")
