"""Which steps a run would do, and why: found out before anything is done."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doit.dependency import Dependency, MD5Checker

from suzhou_priorities.workflow.state import WrittenThrough

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from doit.task import Task

NAMES_TOLD = 3
NEVER_DONE = "it was never done, or failed"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step that would be done: its name, what a run says of it, and why."""

    name: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do.

    Attributes
    ----------
    wanted
        Names and titles of all steps in question, those that are up to date included.
    steps
        Those that would be done, at least if what they wait for turns out changed.
    """

    wanted: dict[str, str]
    steps: tuple[PlannedStep, ...]


def plan_of(tasks: Sequence[Task], selected: Collection[str] | None, state: Path, *, force: bool = False) -> Plan:
    """Return what a run would do.

    Parameters
    ----------
    tasks
        All tasks, each before those that need it.
    selected
        Names of the tasks that are wanted, with what they need; None for all.
    state
        doit's memory.
    force
        Whether every step is done again.
    """
    by_name = {task.name: task for task in tasks}
    wanted = by_name.keys() if selected is None else _with_needs(tasks, selected)
    memory = Dependency(WrittenThrough, str(state), checker_cls=MD5Checker)
    made_anew: dict[str, str] = {}
    steps = []
    for task in tasks:
        if task.name not in wanted:
            continue
        reason = "--force" if force else _reason(memory, task, by_name, made_anew)
        if reason:
            made_anew.update(dict.fromkeys(task.targets, task.title()))
            steps.append(PlannedStep(task.name, task.title(), reason))
    return Plan({task.name: task.title() for task in tasks if task.name in wanted}, tuple(steps))


def _reason(memory: Dependency, task: Task, by_name: dict[str, Task], made_anew: dict[str, str]) -> str:
    upstream = sorted({made_anew[file] for file in task.file_dep if file in made_anew})
    if upstream:
        return f"if the result changes of: {', '.join(upstream)}"
    if not memory.get_values(task.name):
        return NEVER_DONE
    status = memory.get_status(task, by_name, get_log=True)
    if status.status == "up-to-date":
        return ""
    parts = []
    for kind, detail in status.reasons.items():
        if kind == "changed_file_dep":
            files = sorted(os.path.relpath(file) for file in detail)
            parts.append("changed: " + ", ".join(files[:NAMES_TOLD]))
        elif kind in ("missing_target", "added_file_dep", "removed_file_dep"):
            files = [os.path.relpath(file) for file in detail]
            parts.append(f"{kind.replace('_', ' ')}: {', '.join(files[:NAMES_TOLD])}")
        elif kind == "uptodate_false":
            parts.append("its settings or its products changed")
    return "; ".join(parts) or status.get_error_message() or NEVER_DONE


def _with_needs(tasks: Sequence[Task], names: Collection[str]) -> set[str]:
    """Return the names with those of all tasks that make what they depend on."""
    maker = {target: task for task in tasks for target in task.targets}
    by_name = {task.name: task for task in tasks}
    needed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(maker[file].name for file in by_name[name].file_dep if file in maker)
    return needed
