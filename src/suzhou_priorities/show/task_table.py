"""The tasks of a task plan as a table again: number, task, leaders, units that lead and that support."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.show.document_blocks import heading_tag, heading_text, supplied_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.show.document_tasks import TableRow, TaskGroup, TaskSection
    from suzhou_priorities.show.spans import SpannedText
    from suzhou_priorities.show.text import Words

_COLUMNS = ("no", "task", "leaders", "lead_units", "co_units")


def render_tasks(found: Sequence[TaskSection], text: SpannedText, words: Words) -> str:
    """Return the table as HTML, one table for each section below its heading."""
    return "\n".join(f"{_heading(section, text, words)}{_table(section, text, words)}" for section in found)


def _heading(section: TaskSection, text: SpannedText, words: Words) -> str:
    if not section.headings:
        return supplied_heading(section.section, words)
    tag = heading_tag(section.section)
    inner = "".join(text.render(*span) for span in section.headings)
    return f'<{tag} id="{html.escape(section.section.section_id)}">{inner}</{tag}>'


def _table(section: TaskSection, text: SpannedText, words: Words) -> str:
    head = "".join(
        f'<th scope="col" role="columnheader" class="{column}">{html.escape(words(f"task_{column}"))}</th>'
        for column in _COLUMNS
    )
    bodies = "".join(_body(group, group.section is section.section, text, words) for group in section.groups)
    head = f'<thead role="rowgroup"><tr role="row" lang="{words.lang}">{head}</tr></thead>'
    return f'<table class="tasks" role="table">{head}{bodies}</table>'


def _body(group: TaskGroup, is_whole: bool, text: SpannedText, words: Words) -> str:
    rows = "".join(_row(row, text, words) for row in group.rows)
    title = ""
    if not is_whole:
        # Without its heading's sentences a group goes by the name that its section or its tasks bear.
        inner = "".join(text.render(*span) for span in group.headings) or heading_text(group.section, words)
        number = html.escape(f"{group.section.number} ") if group.headings and group.section.number else ""
        title = (
            f'<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="{len(_COLUMNS)}" '
            f'id="{html.escape(group.section.section_id)}">{number}{inner}</th></tr>'
        )
    return f'<tbody role="rowgroup">{title}{rows}</tbody>'


def _row(row: TableRow, text: SpannedText, words: Words) -> str:
    inner = "".join(text.render(*span) for span in row.spans)
    if row.task is None:
        return f'<tr role="row"><td role="cell" colspan="{len(_COLUMNS)}">{inner}</td></tr>'
    task = row.task
    leaders = html.escape("、".join(task.leaders))
    if task.leaders and task.leaders_inherited:
        leaders += f' <small class="inherited" lang="{words.lang}">{html.escape(words("inherited"))}</small>'
    cells = (
        ("task", inner or html.escape(task.text)),
        ("leaders", leaders),
        ("lead_units", html.escape("、".join(task.lead_units))),
        ("co_units", html.escape("、".join(task.co_units))),
    )
    shown = "".join(
        f'<td role="cell" class="{column}" data-label="{html.escape(words(f"task_{column}"))}">{cell or "—"}</td>'
        for column, cell in cells
    )
    number = f'<th role="rowheader" scope="row" class="no">{task.no}</th>'
    return f'<tr role="row" id="t{task.no:04d}">{number}{shown}</tr>'
