"""What the explorer is made from: figures, targets, promises and tasks, with the sentences around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.chosen_documents import choose, read_rows
from suzhou_priorities.show.choice_note import MOST_OF_PAGE
from suzhou_priorities.show.sentences_records import headings_of, sections_above
from suzhou_priorities.tables.optional import read_if_there

if TYPE_CHECKING:
    from pathlib import Path

    from suzhou_priorities.measures.chosen_documents import Choice
    from suzhou_priorities.show.sentences_records import Heading

KINDS = ("quantities", "targets", "commitments", "tasks")
_HEADING = "heading"


@dataclass(frozen=True, slots=True)
class ContextSentence:
    """A sentence or heading that rows stand in, or that stands before or after one.

    Attributes
    ----------
    doc_id, sentence_id
        Its address.
    section_id
        The innermost section above it that has a heading; None where there is none.
    is_heading
        Whether it is a heading.
    domain, horizon
        Its codes; None where it has none.
    text
        The sentence.
    start
        Where it begins in the clean text.
    """

    doc_id: str
    sentence_id: str
    section_id: str | None
    is_heading: bool
    domain: str | None
    horizon: str | None
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class TaskUnit:
    """A unit of a task: its name, whether it leads, and whether it mainly supplies data."""

    name: str
    is_lead: bool
    supplies_data: bool


@dataclass(frozen=True, slots=True)
class ExplorerCollection:
    """All that a reader can explore.

    Attributes
    ----------
    documents
        The table `documents`.
    headings
        Sections that have a heading, in document order.
    above
        For each of them (doc_id, section_id) the nearest one above, or None.
    sentences
        All sentences and headings, in document order.
    tables
        The tables of `KINDS`; empty ones where the corpus has none.
    task_units
        For each task (doc_id, number) its units.
    choice
        The documents it holds, of all.
    """

    documents: pd.DataFrame
    headings: tuple[Heading, ...]
    above: dict[tuple[str, str], str | None]
    sentences: tuple[ContextSentence, ...]
    tables: dict[str, pd.DataFrame]
    task_units: dict[tuple[str, int], tuple[TaskUnit, ...]]
    choice: Choice


def read_explorer(processed: Path) -> ExplorerCollection:
    """Return what the tables of a folder hold for the explorer; of a large corpus, of `MOST_OF_PAGE` documents."""
    choice = choose(read_if_there("documents", processed), {}, most=MOST_OF_PAGE)

    def read(name: str) -> pd.DataFrame:
        return read_rows(name, processed, choice, is_optional=True)

    sections = read("sections")
    innermost = sections_above(sections)
    parents = zip(sections["doc_id"], sections["section_id"], sections["parent_id"], strict=True)
    above = {
        (str(doc_id), str(section_id)): None if pd.isna(parent) else innermost.get((doc_id, parent))
        for doc_id, section_id, parent in parents
    }
    sentences = tuple(
        ContextSentence(
            doc_id=str(row.doc_id),
            sentence_id=str(row.sentence_id),
            section_id=innermost.get((row.doc_id, row.section_id)),
            is_heading=not pd.isna(row.function) and row.function == _HEADING,
            domain=None if pd.isna(row.domain) else str(row.domain),
            horizon=None if pd.isna(row.horizon) else str(row.horizon),
            text=str(row.text),
            start=int(row.start),
        )
        for row in read("sentences").itertuples()
    )
    tables = {kind: read(kind) for kind in KINDS}
    return ExplorerCollection(
        documents=read("documents"),
        headings=headings_of(sections),
        above=above,
        sentences=sentences,
        tables=tables,
        task_units=_units(tables["tasks"], read("task_units")),
        choice=choice,
    )


def _units(tasks: pd.DataFrame, task_units: pd.DataFrame) -> dict[tuple[str, int], tuple[TaskUnit, ...]]:
    """Return the units of each task by their full names; as printed where the table of units does not have the task."""
    found: dict[tuple[str, int], list[TaskUnit]] = {}
    for row in task_units.itertuples():
        unit = TaskUnit(str(row.name), row.role == "lead", bool(row.supplies_data))
        found.setdefault((str(row.doc_id), int(row.no)), []).append(unit)
    printed = {
        (str(row.doc_id), int(row.no)): [
            *(TaskUnit(str(name), True, False) for name in row.lead_units),
            *(TaskUnit(str(name), False, False) for name in row.co_units),
        ]
        for row in tasks.itertuples()
    }
    return {key: tuple(units) for key, units in (printed | found).items()}
