"""The policy domain of each unit, with a score and the terms that decided it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from suzhou_priorities.coding.code_keys import NONE, domain_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from suzhou_priorities.coding.term_model import Evidence, TermModel
    from suzhou_priorities.coding.term_rows import Rows
    from suzhou_priorities.coding.units import Unit

# A second domain needs this much hand-made weight in the sentence itself, and this share of the first one's.
LEAST_SECOND = 3
LEAST_SHARE = 0.8
MOST_TERMS, ENOUGH_TERMS = 5, 3
LEAST_WEIGHT = 0.3
HEADING_MARK, BEFORE_MARK = "↑", "←"
MARKS = ("", HEADING_MARK, BEFORE_MARK)


@dataclass(frozen=True, slots=True)
class DomainCode:
    """What a unit is about.

    Attributes
    ----------
    domain, second
        Key of the primary domain, and of the second where the unit is truly mixed (else None).
    score
        Probability of the primary domain by the model, between 0 and 1.
    terms
        What decided: up to `MOST_TERMS` terms that speak most for the primary domain against the others, the
        strongest first, those of the sentence before those around it (``↑`` marks a term of the heading, ``←`` one of
        the sentence before).
    """

    domain: str
    second: str | None
    score: float
    terms: tuple[str, ...]


def code_domains(units: Sequence[Unit], model: TermModel) -> list[DomainCode]:
    """Return the codes of units, in their order.

    Parameters
    ----------
    units
        Sentences with their surroundings.
    model
        The weights.
    """
    if not units:
        return []
    evidence = model.evidence(units)
    chances = probabilities(model.scores_with_context(evidence))
    best = chances.argmax(axis=1)
    scores = chances.max(axis=1).round(3).tolist()
    labels = [model.labels[column] for column in best.tolist()]
    seconds = second_domains(evidence, model, best)
    terms = deciding_terms(evidence, model, best)
    return list(map(DomainCode, labels, seconds, scores, terms))


def primary_domains(units: Sequence[Unit], model: TermModel) -> list[str]:
    """Return the primary domain of each unit, and no more."""
    return [model.labels[column] for column in model.scores(units).argmax(axis=1)] if units else []


def probabilities(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return softmax of scores, row by row: exp(s_d) / Σ exp(s_k)."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: NDArray[np.float64] = shifted / shifted.sum(axis=1, keepdims=True)
    return result


def deciding_terms(evidence: Evidence, model: TermModel, columns: Rows) -> list[tuple[str, ...]]:
    """Return the terms that speak most for each label: by weight above the mean of all labels, times their factor.

    Terms of the heading, and then of the sentence before, are named only where the sentence itself has fewer than
    `ENOUGH_TERMS`. A term within a longer one that speaks as much is left out.

    Parameters
    ----------
    evidence
        What speaks in the units.
    model, columns
        The weights, and the column of each unit's label.
    """
    found: list[list[str]] = [[] for _ in columns]
    named = [""] * len(columns)
    for source, factor, mark in zip(evidence.index.T, (1.0, model.heading, model.before), MARKS, strict=True):
        if factor <= 0:
            break
        open_units = np.array([unit for unit, kept in enumerate(found) if len(kept) < ENOUGH_TERMS], dtype=np.intp)
        rows, place = evidence.terms.of(source[open_units])
        units = open_units[place]
        strength = model.above[rows, columns[units]]
        speaking = np.flatnonzero(strength >= LEAST_WEIGHT / factor)
        rows, units = rows[speaking], units[speaking]
        order = np.lexsort((model.order[rows], -strength[speaking], units))
        for unit, row in zip(units[order].tolist(), rows[order].tolist(), strict=True):
            kept, term = found[unit], model.terms[row]
            if len(kept) < MOST_TERMS and term not in named[unit]:
                kept.append(mark + term)
                named[unit] += f"\n{mark}{term}"
    return [tuple(kept) for kept in found]


def second_domains(evidence: Evidence, model: TermModel, columns: Rows) -> list[str | None]:
    """Return the second domain of each unit, None unless it is truly mixed.

    The codebook's weights of the terms in the sentence itself are added up by domain. The domain with most of them
    beside the first is the second one if it has at least `LEAST_SECOND`, and at least `LEAST_SHARE` of what the
    first has. `none` neither has a second domain nor is one.
    """
    labels, units = model.labels, np.arange(len(columns))
    column_of, weight_of = model.weighted_rows(domain_weights())
    rows, place = evidence.terms.of(evidence.index[:, 0])
    cells = place * len(labels) + column_of[rows]
    sums = np.bincount(cells, weight_of[rows], len(units) * len(labels)).reshape(-1, len(labels))
    least = np.maximum(LEAST_SECOND, LEAST_SHARE * sums[units, columns])
    sums[units, columns] = 0
    second = sums.argmax(axis=1)
    is_mixed = sums[units, second] >= least
    return [
        labels[other] if mixed and NONE not in (labels[first], labels[other]) else None
        for first, other, mixed in zip(columns.tolist(), second.tolist(), is_mixed.tolist(), strict=True)
    ]
