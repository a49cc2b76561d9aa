"""All that is extracted from one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.extract.credentials import Credential, read_credentials
from suzhou_priorities.extract.model import Period, Quantity, Target
from suzhou_priorities.extract.offices import TaskUnit, units_of
from suzhou_priorities.extract.outlook import Outlook
from suzhou_priorities.extract.periods import Years
from suzhou_priorities.extract.problem_answers import answers
from suzhou_priorities.extract.problems import Problem, read_problems
from suzhou_priorities.extract.quantities import read_quantities
from suzhou_priorities.extract.targets import read_targets
from suzhou_priorities.extract.tasks import Task, notes_of, read_tasks
from suzhou_priorities.extract.terms import Term, read_terms

if TYPE_CHECKING:
    from suzhou_priorities.outline.metadata import Metadata
    from suzhou_priorities.outline.model import Outline

DEFAULT_TYPE = "work_report"


@dataclass(frozen=True, slots=True)
class Extraction:
    """Figures, targets, problems with their answers, honours, tasks with their units, and terms of a document."""

    quantities: tuple[Quantity, ...] = ()
    targets: tuple[Target, ...] = ()
    problems: tuple[tuple[Problem, tuple[str, ...]], ...] = ()
    credentials: tuple[Credential, ...] = ()
    tasks: tuple[Task, ...] = ()
    task_units: tuple[TaskUnit, ...] = ()
    terms: tuple[Term, ...] = ()


def years_of_document(metadata: Metadata) -> Years:
    """Return the years that a document looks back on and plans."""
    return Years(
        metadata.doc_type or DEFAULT_TYPE,
        Period(metadata.review_start, metadata.review_end),
        Period(metadata.plan_start, metadata.plan_end),
        metadata.adopted.year if metadata.adopted else None,
    )


def extract_document(text: str, outline: Outline, metadata: Metadata) -> Extraction:
    """Return all that is extracted from a document.

    Parameters
    ----------
    text
        The clean text.
    outline, metadata
        Its sections and sentences, and what it is.
    """
    doc_type = metadata.doc_type or DEFAULT_TYPE
    quantities = read_quantities(text, outline, years_of_document(metadata), metadata.place or "", metadata.title or "")
    problems = read_problems(outline.sentences)
    answered = answers(problems, outline.sentences) if problems else {}
    tasks = read_tasks(text, outline) if doc_type == "task_plan" else ()
    return Extraction(
        quantities=quantities,
        targets=read_targets(outline, quantities, doc_type, Outlook(outline, text, doc_type)),
        problems=tuple((problem, answered.get(problem, ())) for problem in problems),
        credentials=read_credentials(outline.sentences),
        tasks=tasks,
        task_units=units_of(tasks, notes_of(text)) if tasks else (),
        terms=read_terms(text, outline),
    )
