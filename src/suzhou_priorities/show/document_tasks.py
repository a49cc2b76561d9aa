"""Which tasks of a task plan stand in which section and group, with their sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.show.document_records import DocumentRecord, SectionRow, TaskRow

Span = tuple[int, int]


@dataclass(slots=True)
class TableRow:
    """A task with the spans of its sentences, without its number.

    The task is None where text stands between a heading and the first task; a task has no span where its
    sentence is unknown.
    """

    task: TaskRow | None
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class TaskGroup:
    """The tasks of one innermost section, with the spans of its heading (several where a page break cut it)."""

    section: SectionRow
    headings: list[Span] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)


@dataclass(slots=True)
class TaskSection:
    """The groups of one outermost section."""

    section: SectionRow
    headings: list[Span] = field(default_factory=list)
    groups: list[TaskGroup] = field(default_factory=list)


def table_span(record: DocumentRecord) -> Span | None:
    """Return the span of the flattened table, or None if there is none.

    It holds all that lies between the last sentence before the table and the first behind it.
    """
    if record.facts.doc_type != "task_plan":
        return None
    tops = _outermost_sections(record)
    held = {row.sentence_id for row in record.tasks}
    wanted = {tops.get(row.section_id) for row in record.sentences if row.sentence_id in held} - {None}
    places = [place for place, row in enumerate(record.sentences) if tops.get(row.section_id) in wanted]
    if not wanted or not places:
        return None
    start = record.sentences[places[0] - 1].end if places[0] else 0
    behind = places[-1] + 1
    return start, record.sentences[behind].start if behind < len(record.sentences) else len(record.text)


def task_sections(record: DocumentRecord, table: Span) -> list[TaskSection]:
    """Return the sections of the table with their groups and tasks; no task and no sentence is left out."""
    sections = {row.section_id: row for row in record.sections}
    tops = _outermost_sections(record)
    tasks = {row.sentence_id: row for row in record.tasks if row.sentence_id is not None}
    found: list[TaskSection] = []
    rows: dict[int, tuple[TaskGroup, TableRow]] = {}
    for sentence in record.sentences:
        if not table[0] <= sentence.start < table[1] or sentence.section_id not in sections:
            continue
        own, top = sections[sentence.section_id], sections[tops[sentence.section_id]]
        span = (sentence.start, sentence.end)
        if not found or found[-1].section is not top:
            found.append(TaskSection(top))
        if sentence.is_heading and own is top:
            found[-1].headings.append(span)
            continue
        group = _group(found[-1], own)
        task = tasks.get(sentence.sentence_id)
        if sentence.is_heading:
            group.headings.append(span)
        elif task is not None:
            group.rows.append(TableRow(task, [(_behind_number(record.text, span, task.no), sentence.end)]))
            rows[task.no] = (group, group.rows[-1])
        elif group.rows:
            group.rows[-1].spans.append(span)
        else:
            group.rows.append(TableRow(None, [span]))
    _place_others(record.tasks, rows, found)
    return found


def _outermost_sections(record: DocumentRecord) -> dict[str, str]:
    """Return the outermost section of each section."""
    tops: dict[str, str] = {}
    for row in record.sections:
        tops[row.section_id] = tops.get(row.parent_id or "", row.section_id)
    return tops


def _behind_number(text: str, span: Span, no: int) -> int:
    """Return where a task begins behind its printed number, which has a cell of its own."""
    printed = re.compile(rf"\s*{no}\s*[.．、]\s*").match(text, *span)
    return printed.end() if printed else span[0]


def _group(section: TaskSection, own: SectionRow) -> TaskGroup:
    for group in reversed(section.groups):
        if group.section is own:
            return group
    section.groups.append(TaskGroup(own))
    return section.groups[-1]


def _place_others(
    tasks: Sequence[TaskRow], rows: dict[int, tuple[TaskGroup, TableRow]], found: list[TaskSection]
) -> None:
    """Put tasks whose sentence is unknown behind the task before them."""
    if not found or not found[0].groups:
        return
    group, row = found[0].groups[0], TableRow(None)
    for task in tasks:
        if task.no in rows:
            group, row = rows[task.no]
        else:
            at = next((place for place, other in enumerate(group.rows) if other is row), -1) + 1
            row = TableRow(task)
            group.rows.insert(at, row)
