"""What was extracted from a document as rows of the tables, with the domains that were coded."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suzhou_priorities.coding.document import Coding
    from suzhou_priorities.extract.document import Extraction
    from suzhou_priorities.extract.tasks import Task
    from suzhou_priorities.outline.model import Outline

Row = tuple[Any, ...]


def extract_rows(doc_id: str, outline: Outline, found: Extraction, coding: Coding) -> dict[str, list[Row]]:
    """Return a document's rows by table; links are made where all documents are at hand."""
    return {
        "quantities": _quantities(doc_id, found),
        "targets": [
            (doc_id, one.sentence_id, one.order, one.indicator, one.phrase, one.form, one.quantity_id, one.quote)
            for one in found.targets
        ],
        "commitments": [
            (
                doc_id,
                one.sentence_id,
                one.start,
                one.end,
                one.verb,
                one.object,
                one.force,
                one.testability,
                one.negated,
            )
            for one in coding.promises
        ],
        "problems": [
            (doc_id, problem.sentence_id, problem.issue, domain, list(answers))
            for (problem, answers), domain in zip(found.problems, coding.problems, strict=True)
        ],
        "credentials": [
            (doc_id, one.sentence_id, one.name, one.level, one.state, domain)
            for one, domain in zip(found.credentials, coding.credentials, strict=True)
        ],
        "tasks": _tasks(doc_id, outline, found.tasks, coding.tasks),
        "task_units": [
            (doc_id, one.no, one.unit, one.name, one.kind, one.role, one.supplies_data) for one in found.task_units
        ],
        "terms": [(doc_id, one.term, one.definition) for one in found.terms],
        "links": [],
    }


def _quantities(doc_id: str, found: Extraction) -> list[Row]:
    return [
        (
            doc_id,
            one.quantity_id,
            one.sentence_id,
            one.start,
            one.end,
            one.phrase,
            one.indicator,
            one.measure,
            one.status,
            one.estimated,
            one.basis,
            one.year_start,
            one.year_end,
            one.value,
            one.unit,
            one.bound,
            one.base_value,
            one.base_unit,
            one.quote,
        )
        for one in found.quantities
    ]


def _tasks(doc_id: str, outline: Outline, tasks: tuple[Task, ...], domains: tuple[str, ...]) -> list[Row]:
    starts = [sentence.start for sentence in outline.sentences]
    rows: list[Row] = []
    for task, domain in zip(tasks, domains, strict=True):
        place = bisect_left(starts, task.start)
        first = outline.sentences[place] if place < len(starts) and starts[place] < task.end else None
        rows.append(
            (
                doc_id,
                task.no,
                task.section_no,
                task.section,
                False,
                task.group,
                task.text,
                list(task.leaders),
                task.leaders_inherited,
                list(task.lead_units),
                list(task.co_units),
                domain,
                first.sentence_id if first else None,
            )
        )
    return rows
