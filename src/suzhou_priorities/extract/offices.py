"""The units responsible for tasks: full names, kinds, and which of them mainly supply data.

Rules stand in the codebook `offices`. A list names the level of its offices once (``★区发改委、统计局``); what it
leaves out is put back by kind, so that a unit has one name in all tasks: offices of Party, government and mass
organisations get the level, firms, zones, towns and agencies led from above do not, nor does a name that no rule knows
or that begins with a place. Brackets behind a name, which hold a second nameplate, a part of the office or the town
that a zone is one with, are left off; behind a collective name (``各镇（街道）``) they say whom it covers, and stay.

An agency led from above keeps the name that the plan prints, also where it opens a list: ``生态环境局`` is not the
district's. If the plan prints it with the level elsewhere (``区税务局``), that is its name throughout.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from suzhou_priorities.extract.tasks import Task

OTHER = "other"
LEAST_TO_COUNT_AS_OFFICE = 2
LONGEST_JOINED = 400
_JOINS = re.compile(r"以及|[和及与/／]|\s+")
_BRACKETS = re.compile(r"(?:（[^（）]*）|\([^()]*\))\s*$")
_FULL_WIDTH = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class TaskUnit:
    """One unit of one task.

    Attributes
    ----------
    no
        Number of the task.
    unit
        The unit as printed.
    name
        Its name without brackets, with what the list leaves out.
    kind
        Key of `kinds` in the codebook `offices`.
    role
        ``lead`` or ``co``.
    supplies_data
        True where a footnote says that the unit mainly supplies data, and it does not lead the task. The page says it
        of the unit, not of single tasks, so every task that it supports is marked.
    """

    no: int
    unit: str
    name: str
    kind: str
    role: str
    supplies_data: bool


def units_of(tasks: Iterable[Task], footnotes: str) -> tuple[TaskUnit, ...]:
    """Return the units of tasks, in the order of the tasks, those that lead first.

    Parameters
    ----------
    tasks
        The tasks of one plan: the level of its offices is learned from all of them.
    footnotes
        The notes beside the table (`tasks.notes_of`), or empty.
    """
    plan = list(tasks)
    names = _Names([[*task.lead_units, *task.co_units] for task in plan])
    suppliers = names.suppliers(footnotes)
    found: list[TaskUnit] = []
    for task in plan:
        units = [*task.lead_units, *task.co_units]
        leads = len(task.lead_units)
        for index, (unit, name) in enumerate(zip(units, names.full(units), strict=True)):
            supplies = index >= leads and name in suppliers
            role = "lead" if index < leads else "co"
            found.append(TaskUnit(task.no, unit, name, kind_of(unit), role, supplies))
    return tuple(found)


class _Names:
    """Full names of the units of one plan."""

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        bare = [_bare(unit) for units in lists for unit in units]
        levels = Counter(level for unit in bare if (level := level_of(unit)))
        self.level = levels.most_common(1)[0][0] if levels else ""
        self.printed = frozenset(bare)

    def full(self, units: Sequence[str]) -> list[str]:
        """Return the full names of a list: a name without a level has that of the names before it, or of the plan."""
        level = self.level
        names = []
        for unit in units:
            level = level_of(unit) or level
            names.append(self._full(_bare(unit), level))
        return names

    def suppliers(self, footnotes: str) -> frozenset[str]:
        """Return the full names of the units that mainly supply data."""
        listed = [match.group("units") for match in _compiled("footnotes", "supplies_data").finditer(footnotes)]
        return frozenset(name for units in listed for name in self.full(_listed(units)))

    def _full(self, name: str, level: str) -> str:
        restores = _rule_of(name)[1]
        if not level or restores in ("nothing", ""):
            longer = level + name
            return longer if level and not level_of(name) and longer in self.printed else name
        own = level_of(name)
        stem = name[len(own) :]
        if restores == "committee":
            return f"{own or level}委{stem.removeprefix('委')}"
        return name if own or _compiled("levels", "own_place").match(name) else level + name


def parted_offices(names: str) -> list[str]:
    """Part names that a space, a slash, 和, 及 or 与 joins, if there is an office on both sides.

    文体广电和旅游局 is one name, 统计局和税务局 are two; 吴江 开发区 is one that the page broke.
    """
    if len(names) > LONGEST_JOINED:
        return [names]
    joins = list(_JOINS.finditer(names))
    ends = [*(join.start() for join in joins), len(names)]
    found: list[str] = []
    begin = 0
    for index, join in enumerate(joins):
        # What follows may itself hold a join that parts nothing.
        behind = {*ends[index + 1 : index + 3], len(names)}
        if is_office(names[begin : join.start()]) and any(is_office(names[join.end() : end]) for end in behind):
            found.append(names[begin : join.start()])
            begin = join.end()
    return [*found, names[begin:]]


def _listed(units: str) -> list[str]:
    """Part a list in running text."""
    return [unit for piece in units.split("、") for unit in parted_offices(piece) if unit]


def kind_of(unit: str) -> str:
    """Return the kind of a unit as printed, a key of `kinds` in the codebook `offices`."""
    return _rule_of(_bare(unit))[0]


def is_office(name: str) -> bool:
    """Tell whether a rule of the codebook knows a name (a person's name is none)."""
    bare = _bare(name)
    return len(bare) >= LEAST_TO_COUNT_AS_OFFICE and _rule_of(bare)[1] != ""


def level_of(name: str) -> str:
    """Return the sign of the level that a name begins with (``区`` of 区统计局), empty if there is none."""
    return name[0] if len(name) > 1 and _level().match(name) else ""


def _bare(unit: str) -> str:
    """Return a name without the brackets behind it; those behind a collective name are part of what it covers."""
    if _compiled("levels", "collective").match(unit):
        return unit.strip().translate(_FULL_WIDTH)
    return _BRACKETS.sub("", unit).strip() or unit


@lru_cache(maxsize=4096)
def _rule_of(name: str) -> tuple[str, str]:
    """Return kind of a name and what is restored in it; ``other`` and nothing at all if no rule knows it."""
    return next(((kind, restores) for pattern, kind, restores in _rules() if pattern.search(name)), (OTHER, ""))


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (quick_pattern(entry["pattern"]), entry["kind"], entry["restores"])
        for entry in load_codebook("offices")["entries"]
    )


@cache
def _level() -> re.Pattern[str]:
    book = load_codebook("offices")["levels"]
    return quick_pattern(f"(?!{book['not_a_level']})[{book['signs']}]")


@cache
def _compiled(section: str, key: str) -> re.Pattern[str]:
    return quick_pattern(load_codebook("offices")[section][key])
