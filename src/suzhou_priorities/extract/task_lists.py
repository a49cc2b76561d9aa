"""Lists of units within the cells of a table of tasks, with their roles.

A separator within brackets parts nothing, so that a name stays whole: ``区委组织部（人才办、党建办）``. A line feed
parts units, unless the first line ends in no unit's name: then a narrow column broke a name in two. A space, a slash,
和, 及 and the like part only what is an office on both sides (see `offices.parted_offices`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.offices import is_office, level_of, parted_offices
from suzhou_priorities.extract.task_leaders import stands_for_nothing
from suzhou_priorities.repair.table_evidence import lists_units

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
    for clause in _clauses().findall(_label_after_space().sub("；", _unbroken(content))):
        rest, role = _label(clause.strip(), role)
        rest, joint, others = rest.partition(_marks_book()["joins"])
        if joint and rest.strip() and not is_office(_PIECES.findall(rest.strip())[-1]):
            rest, joint = clause.strip(), ""
        # 甲会同乙、丙: the first leads, those that it is joined by support.
        units.extend(_listed(rest, LEAD if joint else role))
        if joint:
            role = CO
            units.extend(_listed(others, role))
    return units


def _listed(clause: str, role: str | None) -> list[tuple[str, str | None]]:
    """Return the units of a clause without a label, each with its own role, or that of the clause."""
    units: list[tuple[str, str | None]] = []
    pieces = _PIECES.findall(_compiled(_marks_book()["duty"]).sub("", clause))
    # 甲、乙牵头 speaks of both; 甲、乙（牵头） only of the second.
    tail = _role_at_end(pieces[-1]) if pieces and pieces[-1][-1] not in "）)" else None
    for piece in pieces:
        own = _role_at_end(piece)
        name = (_words(own).sub("", piece) if own else piece).strip()
        for part in _without_others(name):
            printed = _NUMBER.sub("", part.strip())
            bare = marks().sub("", printed).strip()
            if bare and not stands_for_nothing(bare):
                units.append((bare, LEAD if bare != printed else own or tail or role))
    return units


def _without_others(name: str) -> list[str]:
    """Return the offices in a name, and the collective one behind 等 (``区财政局等有关部门``); a bare 等 names none."""
    others = _compiled(load_codebook("offices")["others"]["pattern"]).search(name)
    if others is None or not name[: others.start()].strip():
        return parted_offices(name)
    return [*parted_offices(name[: others.start()].strip()), *filter(None, [others["collective"]])]


def split_pieces(content: str) -> list[str]:
    """Return the names in a list, marks and white space off, whatever they name."""
    pieces = (piece for clause in _clauses().findall(content) for piece in _PIECES.findall(clause))
    return [bare for piece in pieces if (bare := marks().sub("", piece).strip())]


def split_clauses(content: str) -> list[str]:
    """Return the clauses of a list, which hold names of units or leaders."""
    return _clauses().findall(content)


def is_label(words: str) -> bool:
    """Tell whether words with a colon are the label of a list of units (``牵头单位：``)."""
    return _label(words, None)[0] != words


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


@cache
def _label_after_space() -> re.Pattern[str]:
    """Return the pattern of a space before a label, which parts clauses as a semicolon does."""
    labels = "|".join(_marks_book()[key].removeprefix("^") for key in ("leads_label", "supports_label", "plain_label"))
    return re.compile(rf"(?<=\S) +(?=(?:{labels}))")


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
