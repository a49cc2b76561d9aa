"""Who delivers a task, where running text says it: in brackets or with labels behind the task, or on lines with labels.

``…公园5个。（牵头单位：区城管局；配合单位：区园林局）``, ``…（区工信局牵头，各镇配合）``, ``责任领导：张伟``,
``…公园5个。牵头领导：张伟，牵头单位：区城管局``.
Labels are read like heads of columns. Brackets count only where they end a sentence and hardly hold anything but
offices and names of leaders, so that other brackets stay in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.offices import is_office
from suzhou_priorities.extract.task_heads import role_of
from suzhou_priorities.extract.task_leaders import split_names
from suzhou_priorities.extract.task_lists import CO, LEAD, LEAST_KNOWN, is_label, split_clauses, units_in
from suzhou_priorities.repair.table_evidence import UNIT_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_BRACKET = 400
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,10}[：:]")
# One level of brackets within (区财政局（国资办）); each alternative begins with another character.
_BRACKET = re.compile(r"（((?:[^（）\n]|（[^（）\n]*）)*)）|\(((?:[^()\n]|\([^()\n]*\))*)\)")
_STOPS = frozenset("。！；;")
# A label within a line, behind a stop or a space.
_LABEL_WITHIN = re.compile(r"(?<=[。！；;，,\s])[\u4e00-\u9fff]{2,10}[：:]")
_ROLES = {"lead_unit": LEAD, "co_unit": CO}


@dataclass(frozen=True, slots=True)
class Assignment:
    """Leaders and units, the latter with the role that the words give them (None if they give none)."""

    leaders: tuple[str, ...]
    units: tuple[tuple[str, str | None], ...]


def label_of(line: str) -> tuple[str, str]:
    """Return the role of the label that a line begins with (see `task_columns.ROLES`), and what follows it."""
    label = _LABEL.match(line)
    return (role_of(label.group()[:-1]), line[label.end() :].strip()) if label else ("", line)


def labelled(line: str) -> Assignment | None:
    """Return what a line with a label says of who delivers a task (nothing, for a deadline); None if it has none."""
    role, said = label_of(line)
    if role and role != "task" and _label_within(line, 1) is not None and (whole := _assignment(line)) is not None:
        return whole
    if role == "leader":
        return Assignment(tuple(split_names(said)), ())
    if role in UNIT_ROLES:
        given = _ROLES.get(role)
        return Assignment((), tuple((name, own or given) for name, own in units_in(said)))
    return Assignment((), ()) if role in ("deadline", "other") else None


def assigned_parts(text: str) -> Iterator[tuple[int, int, int, Assignment]]:
    """Yield the parts of a text that end in who delivers them: start and end of the part, end of what says so.

    That is brackets with units, or, behind the last of them, labels up to the end of the text.
    """
    begin = 0
    for match in _BRACKET.finditer(text):
        end, stop = match.span()
        behind = text[stop : stop + 1]
        if not (text[end - 1 : end] in _STOPS or not behind or behind in _STOPS):
            continue
        found = _assignment(match.group(1) or match.group(2) or "")
        if found is not None and text[begin:end].strip():
            yield begin, end, stop, found
            begin = stop + (behind in _STOPS)
    label = _label_within(text, begin + 1)
    if label is None:
        return
    found = _assignment(text[label:])
    end = begin + len(text[begin:label].rstrip("，,；; \u3000"))
    if found is not None and text[begin:end].strip():
        yield begin, end, len(text), found


def _label_within(text: str, start: int) -> int | None:
    """Return where the first label of leaders or units begins that stands within a text; None if there is none."""
    for match in _LABEL_WITHIN.finditer(text, start):
        if is_label(match.group()) or role_of(match.group()[:-1]) == "leader":
            return match.start()
    return None


def _assignment(content: str) -> Assignment | None:
    """Return who delivers a task by the brackets or labels behind it; None if they speak of something else."""
    if len(content) > LONGEST_BRACKET:
        return None
    leaders: list[str] = []
    listed: list[str] = []
    kind = ""
    for part in split_clauses(_LABEL_WITHIN.sub(r"；\g<0>", content)):
        clause = part.strip()
        label = _LABEL.match(clause)
        role = role_of(label.group()[:-1]) if label else ""
        kind = role or ("" if label else kind)
        if kind == "leader":
            leaders.extend(split_names(clause[label.end() :] if label else clause))
        elif kind not in ("deadline", "other") and not _date().match(clause):
            listed.append(clause)
    units = units_in("；".join(listed))
    known = sum(is_office(name) for name, _role in units)
    if not (leaders or units) or known < LEAST_KNOWN * len(units):
        return None
    return Assignment(tuple(leaders), tuple(units))


@cache
def _date() -> re.Pattern[str]:
    return quick_pattern(load_codebook("offices")["dates"]["pattern"])
