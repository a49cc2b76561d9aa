"""Tasks of a task plan, with their leaders and responsible units.

They come from tables that a page flattened into lines or, in a plan without one, from paragraphs that say behind every
task who delivers it (see `task_paragraphs`).

Who leads among the units of a task:

- words in its cell decide first (``牵头单位：…；配合单位：…``, ``…牵头，…配合``, ``…（牵头）``), and marks: a unit
  with ★ leads;
- beside a column of units that support, all units in the other column lead, and beside one of those that lead all
  others support;
- of units without a mark, the first one leads if a note before or below the table says so, or, where no unit of the
  plan is marked, if the head of its column says 牵头;
- a unit that stands alone leads.

All others support: a list of 责任单位 without marks does not say who leads.

Cells of other columns (deadlines, remarks) are no part of a task. Cells that fit no row are not lost: they join the
task above, as units, leaders or text, whichever they look like.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.task_cells import cells_of, note_begins
from suzhou_priorities.extract.task_columns import tables_in
from suzhou_priorities.extract.task_leaders import parted
from suzhou_priorities.extract.task_lists import CO, LEAD
from suzhou_priorities.extract.task_paragraphs import ParagraphReader
from suzhou_priorities.extract.task_reader import TaskReader
from suzhou_priorities.extract.task_rows import rows_of
from suzhou_priorities.outline.flat_table import table_span
from suzhou_priorities.repair.table_evidence import UNIT_ROLES

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from suzhou_priorities.extract.task_cells import Cell
    from suzhou_priorities.extract.task_columns import Columns
    from suzhou_priorities.extract.task_drafts import Draft
    from suzhou_priorities.outline.model import Outline

LONGEST_PLAIN_NAME = 3


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a plan.

    Attributes
    ----------
    no
        Its number as printed before its text, or, if that is missing or not unique in the plan, in a column of its
        own, or its place in printed order.
    section_no, section
        Number (None if there is none) and heading of its section, as in the outline; the heading is empty where the
        page lost it.
    group
        Name of its group of tasks, joined where a page break cut it; empty if there is none.
    text
        The task on one line, without its number; a second column on what is to be done follows after a space.
    leaders
        Names of its leaders; empty if the page shows none.
    leaders_inherited
        True if names stand in a cell merged with a row above. A cell that is empty, or merged with an empty one,
        inherits nothing.
    lead_units, co_units
        Units that lead and that support, as printed without marks.
    start, end
        Span of the task's cell, number included, in the clean text.
    """

    no: int
    section_no: int | None
    section: str
    group: str
    text: str
    leaders: tuple[str, ...]
    leaders_inherited: bool
    lead_units: tuple[str, ...]
    co_units: tuple[str, ...]
    start: int
    end: int


def read_tasks(text: str, outline: Outline) -> tuple[Task, ...]:
    """Return the tasks of a plan in printed order, from its flattened tables or, if it has none, its paragraphs.

    Parameters
    ----------
    text
        Clean text.
    outline
        Its outline, which knows the sections.
    """
    cells = cells_of(text)
    tables = tables_in(cells)
    drafts, groups = _drafts(text, outline, cells, tables)
    first_leads = _first_leads(tables, drafts, notes_of(text))
    known = {name for draft in drafts for name in draft.leaders if len(name) <= LONGEST_PLAIN_NAME}
    tasks = []
    for no, draft in zip(_numbers(drafts), drafts, strict=True):
        leads, supports = _parted_by_role(draft, first_leads)
        leaders = tuple(dict.fromkeys(name for cell in draft.leaders for name in parted(cell, known)))
        tasks.append(
            Task(
                no=no,
                section_no=draft.section_no,
                section=draft.section,
                group=groups[draft.group] if draft.group >= 0 else "",
                text=draft.text,
                leaders=leaders,
                leaders_inherited=draft.inherited,
                lead_units=leads,
                co_units=supports,
                start=draft.start,
                end=draft.end,
            )
        )
    return tuple(tasks)


def _drafts(
    text: str, outline: Outline, cells: Sequence[Cell], tables: Sequence[Columns]
) -> tuple[list[Draft], list[str]]:
    """Return the drafts of a plan's tasks and the names of its groups, from its tables or else its paragraphs."""
    if not tables:
        paragraphs = ParagraphReader(text)
        paragraphs.read()
        return paragraphs.drafts, paragraphs.groups
    reader = TaskReader(text, outline.sections)
    for table in tables:
        rows = rows_of(cells[table.stop : table.end], table.roles)
        reader.read(rows, table.roles, anew=table.titled)
    return reader.drafts, reader.groups


def notes_of(text: str) -> str:
    """Return what stands before and below the flattened table of a text, and notes within; all of it without one."""
    span = table_span(text)
    if span is None:
        return text.strip()
    within = [text[match.start() : _end_of_line(text, match.start())] for match in note_begins().finditer(text, *span)]
    return "\n".join(part for part in (text[: span[0]].strip(), *within, text[span[1] :].strip()) if part)


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _numbers(drafts: Sequence[Draft]) -> list[int]:
    """Return the numbers of tasks: all as printed, or all from their column, or all by place."""
    for numbers in ([draft.printed for draft in drafts], [draft.serial for draft in drafts]):
        if all(numbers) and len(set(numbers)) == len(numbers):
            return [number for number in numbers if number is not None]
    return list(range(1, len(drafts) + 1))


def _first_leads(tables: Sequence[Columns], drafts: Sequence[Draft], notes: str) -> bool:
    """Tell whether the first of a task's units leads, because a note says so, or a head while none is marked."""
    if _note("first_leads").search(notes):
        return True
    if any(given for draft in drafts for _, given, _ in draft.units):
        return False
    return any(
        role in UNIT_ROLES and bool(_note("head_leads").search(head))
        for table in tables
        for role, head in zip(table.roles, table.heads, strict=False)
    )


def _parted_by_role(draft: Draft, first_leads: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the units that lead a task and those that support it, each once."""
    by_column = {"lead_unit": LEAD, "co_unit": CO}
    roles = [given or by_column.get(column, "") for _, given, column in draft.units]
    if roles and LEAD not in roles and (first_leads or len(roles) == 1) and not roles[0]:
        roles[0] = LEAD
    names = [name for name, _, _ in draft.units]
    leads = dict.fromkeys(name for name, role in zip(names, roles, strict=True) if role == LEAD)
    return tuple(leads), tuple(name for name in dict.fromkeys(names) if name not in leads)


@cache
def _note(key: str) -> re.Pattern[str]:
    return quick_pattern(load_codebook("offices")["footnotes"][key])
