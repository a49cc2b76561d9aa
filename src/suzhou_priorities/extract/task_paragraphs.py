"""Tasks of a plan that is no table: paragraphs that say behind every task who delivers it.

Two ways are common: brackets at the end of the task (see `task_labels`), and lines with labels below it
(``责任领导：…``, ``牵头单位：…``, ``完成时限：…``). A paragraph of neither kind is no task. Above the tasks, lines
numbered 一、 head sections and lines numbered （一） groups; so does a numbered line above a paragraph of tasks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suzhou_priorities.extract.task_drafts import Draft
from suzhou_priorities.extract.task_labels import assigned_parts, label_of, labelled
from suzhou_priorities.outline.numbering import number_at, ordinal

if TYPE_CHECKING:
    from suzhou_priorities.extract.task_labels import Assignment

LONGEST_HEADING = 60
# One paragraph with offices in brackets makes no list of tasks.
LEAST_TASKS = 2
_LINE = re.compile(r"[^\n]+")


@dataclass(slots=True)
class ParagraphReader:
    """Reads the paragraphs of one plan from top to bottom."""

    text: str
    drafts: list[Draft] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    # The last paragraph that may be a task.
    _waiting: Draft | None = None
    _section: tuple[int | None, str] = (None, "")
    _group: int = -1

    def read(self) -> None:
        """Read all paragraphs; without two tasks there are none."""
        for line in _LINE.finditer(self.text):
            start, end = line.span()
            while start < end and self.text[start].isspace():
                start += 1
            while end > start and self.text[end - 1].isspace():
                end -= 1
            if start < end:
                self._read_line(start, end)
        if len(self.drafts) < LEAST_TASKS:
            self.drafts.clear()

    def _read_line(self, start: int, end: int) -> None:
        line = self.text[start:end]
        said = labelled(line)
        if said is not None:
            self._add(said)
            return
        number = number_at(self.text, start, end)
        begin = number[1] if number is not None and number[1] < end else start
        printed = ordinal(self.text[start:begin]) if begin > start else None
        parts = list(assigned_parts(self.text[begin:end]))
        if parts:
            if begin == start and self._is_open() and self._waiting is not None:
                # What is numbered above heads the tasks of this paragraph.
                self._open_group(self._waiting.text)
            for first, last, stop, assignment in parts:
                at = begin + first if first else start
                text = self.text[begin + first : begin + last]
                self._waiting = self._draft(at, begin + stop, text, None if first else printed)
                self._add(assignment)
            return
        role, rest = label_of(line)
        if begin == start and role != "task":
            if self._waiting is not None and self._is_open():
                self._waiting.text += line
                self._waiting.end = end
            else:
                self._waiting = None
            return
        # A task, if lines with labels follow; else a heading, or nothing.
        self._waiting = self._draft(start, end, rest if role == "task" else self.text[begin:end], printed)
        style = number[0].name if number is not None else ""
        if end - start <= LONGEST_HEADING and style == "numeral":
            self._section = (printed, self.text[begin:end])
            self._group = -1
        elif end - start <= LONGEST_HEADING and style == "bracketed numeral":
            self._open_group(self.text[begin:end])

    def _is_open(self) -> bool:
        """Tell whether nothing has been said yet of who delivers the task that waits for it."""
        return self._waiting is not None and not (self.drafts and self.drafts[-1] is self._waiting)

    def _open_group(self, name: str) -> None:
        if len(name) <= LONGEST_HEADING:
            self._group = len(self.groups)
            self.groups.append(name.strip())

    def _add(self, said: Assignment) -> None:
        """Add who delivers it to the task above, which is one by that, and no heading."""
        if self._waiting is None or not (said.leaders or said.units):
            return
        if self._is_open():
            self.drafts.append(self._waiting)
            self._group = self._waiting.group
            self._section = (self._waiting.section_no, self._waiting.section)
        self._waiting.leaders.extend(said.leaders)
        self._waiting.units.extend((name, role, "unit") for name, role in said.units)

    def _draft(self, start: int, end: int, text: str, printed: int | None) -> Draft:
        number, section = self._section
        plain = text.strip()
        return Draft(start, end, plain, printed, None, number, section, self._group, [], False, [])
