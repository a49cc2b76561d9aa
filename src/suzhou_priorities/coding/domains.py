"""The policy domain of each unit, with a score and the terms that decided it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from suzhou_priorities.coding.code_keys import domain_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from suzhou_priorities.coding.term_model import TermModel
    from suzhou_priorities.coding.units import Unit

NONE = "none"
# A second domain needs this much hand-made weight in the sentence itself, and this share of the first one's.
LEAST_SECOND = 3
LEAST_SHARE = 0.8
MOST_TERMS = 5
LEAST_WEIGHT = 0.3
HEADING_MARK, BEFORE_MARK = "↑", "←"


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
        strongest first; ``↑`` before a term of the heading, ``←`` before one of the sentence before.
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
    chances = probabilities(model.scores(units))
    best = chances.argmax(axis=1)
    return [
        DomainCode(
            model.labels[column],
            second_domain(unit, model, model.labels[column]),
            round(float(chance[column]), 3),
            deciding_terms(unit, model, column),
        )
        for unit, chance, column in zip(units, chances, best, strict=True)
    ]


def probabilities(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return softmax of scores, row by row: exp(s_d) / Σ exp(s_k)."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: NDArray[np.float64] = shifted / shifted.sum(axis=1, keepdims=True)
    return result


def second_domain(unit: Unit, model: TermModel, first: str) -> str | None:
    """Return the second domain of a unit, None unless it is truly mixed.

    The codebook's weights of the terms in the sentence itself are added up by domain. The domain with most of them
    beside the first is the second one if it has at least `LEAST_SECOND`, and at least `LEAST_SHARE` of what the
    first has. `none` neither has a second domain nor is one.
    """
    if first == NONE:
        return None
    hand, sums = domain_weights(), dict.fromkeys(model.labels, 0)
    for row in model.rows_of(unit.words):
        known = hand.get(model.terms[row])
        if known is not None:
            sums[known[0]] += known[1]
    others = {domain: weight for domain, weight in sums.items() if domain not in (first, NONE)}
    second = max(others, key=others.__getitem__)
    return second if others[second] >= max(LEAST_SECOND, LEAST_SHARE * sums[first]) else None


def deciding_terms(unit: Unit, model: TermModel, column: int) -> tuple[str, ...]:
    """Return the terms that speak most for a domain: by weight above the mean of all domains, times their factor.

    A term within a longer one that speaks as much is left out.
    """
    found: dict[str, float] = {}
    sources = (
        (unit.words, 1.0, ""),
        (unit.heading, model.heading, HEADING_MARK),
        (unit.before, model.before, BEFORE_MARK),
    )
    for words, factor, mark in sources:
        if factor == 0:
            continue
        for row in model.rows_of(words):
            weight = factor * model.advantages[row, column]
            if weight >= LEAST_WEIGHT:
                found[mark + model.terms[row]] = weight
    ranked = sorted(found, key=lambda term: (-found[term], term))
    kept: list[str] = []
    for term in ranked:
        if not any(term.strip(HEADING_MARK + BEFORE_MARK) in other for other in kept):
            kept.append(term)
        if len(kept) == MOST_TERMS:
            break
    return tuple(kept)
