"""What became of a passage in another document of the same place: report to tasks, five-year plan to report."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from suzhou_priorities.extract.likeness import Likeness
from suzhou_priorities.extract.text_reuse import find_reuse, reuse_difference
from suzhou_priorities.extract.wording import clauses, difference, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

REPORT_TO_TASK = "report→task"
PLAN_TO_REPORT = "plan→report"
# Plan and report: least score, read on the pairs of the corpus; below it, pairs share words but not the matter.
LEAST_SCORE = 0.44
LEAST_COSINE = 0.08
MOST_LINKS = 3
MOST_CANDIDATES = 12
SHORTEST_CONTENT = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, heading or task of a document, with the figures (value and unit) that it states."""

    doc_id: str
    passage_id: str
    text: str
    figures: frozenset[tuple[float, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the table `links`.

    Attributes
    ----------
    from_doc, from_id, to_doc, to_id
        The passage that speaks first, and the one that takes it up.
    kind
        ``report→task`` or ``plan→report``.
    score
        Likeness, 0 to 1. From report to task: the share of the shorter that stands in the other. From plan to
        report: cosine, alignment, shared terms and figures together (`link_plan`).
    shared_quantities
        Number of figures that both state.
    difference
        What differs between the wordings; empty where nothing does but punctuation and numbering.
    """

    from_doc: str
    from_id: str
    to_doc: str
    to_id: str
    kind: str
    score: float
    shared_quantities: int
    difference: str


def link_tasks(report: Sequence[Passage], tasks: Sequence[Passage]) -> tuple[Link, ...]:
    """Link the sentences of a work report with the tasks that repeat them, n to m.

    Parameters
    ----------
    report, tasks
        Passages of a work report and of the task plan of the same place and year. A sentence may be spread over
        several tasks, and a task may hold several sentences.

    Returns
    -------
    tuple of Link
        In the order of report and tasks.
    """
    firsts, seconds = [wording(one.text) for one in report], [wording(one.text) for one in tasks]
    return tuple(
        _link(
            REPORT_TO_TASK,
            report[pair.first],
            tasks[pair.second],
            pair.score,
            reuse_difference(firsts[pair.first], seconds[pair.second], pair.blocks),
        )
        for pair in find_reuse(firsts, seconds)
    )


def link_plan(plan: Sequence[Passage], report: Sequence[Passage]) -> tuple[Link, ...]:
    """Link the headings and sentences of a five-year plan with the report's sentences that go back to them.

    The score adds 0.65 of the square root of the cosine of character n-grams weighted by TF-IDF, 0.15 of the best
    partial alignment, 0.2 for rare terms in common, and 0.05 for each figure in common, two at most.

    Parameters
    ----------
    plan, report
        Passages of a five-year plan and of a later work report of the same place.

    Returns
    -------
    tuple of Link
        At most three for each sentence of the report; in the order of plan and report.
    """
    likeness = Likeness([one.text for one in plan], [one.text for one in report])
    found: list[tuple[int, int, float]] = []
    for second in range(len(report)):
        cosines = likeness.cosines[:, second]
        near = [int(first) for first in np.flatnonzero(cosines >= LEAST_COSINE)]
        near = sorted(near, key=lambda first: (-round(float(cosines[first]), 6), first))[:MOST_CANDIDATES]
        scored = [(_plan_score(likeness, plan, report, first, second), first) for first in near]
        best = sorted((-score, first) for score, first in scored if score >= LEAST_SCORE)[:MOST_LINKS]
        found.extend((first, second, -score) for score, first in best)
    return tuple(
        _link(
            PLAN_TO_REPORT,
            plan[first],
            report[second],
            score,
            _clause_difference(plan[first].text, report[second].text),
        )
        for first, second, score in sorted(found)
    )


def _link(kind: str, source: Passage, target: Passage, score: float, told: str) -> Link:
    shared = len(source.figures & target.figures)
    return Link(source.doc_id, source.passage_id, target.doc_id, target.passage_id, kind, round(score, 3), shared, told)


def _plan_score(
    likeness: Likeness, plan: Sequence[Passage], report: Sequence[Passage], first: int, second: int
) -> float:
    contents = likeness.contents[first], likeness.contents[len(plan) + second]
    if min(len(content) for content in contents) < SHORTEST_CONTENT:
        return 0.0
    figures = len(plan[first].figures & report[second].figures)
    score = 0.65 * math.sqrt(float(likeness.cosines[first, second]))
    score += 0.15 * fuzz.partial_ratio(*contents) / 100 + 0.2 * likeness.rare(first, second) + 0.05 * min(2, figures)
    return min(1.0, score)


def _clause_difference(first: str, second: str) -> str:
    """Compare the two clauses that are most alike: plan and report seldom share more."""
    one, other = wording(first), wording(second)
    ranked = [
        (-fuzz.ratio(one.letters[a[0] : a[1]], other.letters[b[0] : b[1]]), a, b)
        for a in clauses(one)
        for b in clauses(other)
    ]
    if not ranked:
        return ""
    _, span, beside = min(ranked)
    return difference(one, other, span, beside)
