"""Fits the weights of terms to units that readers coded, on top of weights made by hand.

Multinomial logistic regression with a ridge penalty (scikit-learn). Features of a unit: for each term, 1 if the
sentence has it, plus `Settings.heading` if its heading has it, plus `Settings.before` if the sentence before has it,
times the term's inverse document frequency log((1 + N) / (1 + n)) + 1, so that rare terms may speak louder (Spärck
Jones 1972); and for each label the sum of the hand-made weights of the terms found in the same way. Both are added up
into one weight for each term and label; terms that hardly move a score are left out. Terms are those with a hand-made
weight, and words (or runs of characters within words) that occur in at least `Settings.least_units` units.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from suzhou_priorities.coding.segmentation import NUMBER
from suzhou_priorities.coding.term_model import TermModel
from suzhou_priorities.coding.term_rows import parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from suzhou_priorities.coding.units import Unit


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set, not fitted.

    Attributes
    ----------
    heading, before
        How much a term counts in the heading and in the sentence before; 1 is in the sentence itself.
    learned_scale, hand_scale
        Size of the features: a larger one is penalised less, so that its weights move further.
    penalty
        Inverse of the ridge penalty (scikit-learn's ``C``).
    least_units
        Units in which a word must occur to become a term.
    least_spread
        Standard deviation over labels below which a term's weights are left out.
    """

    heading: float = 0.0
    before: float = 0.0
    learned_scale: float = 0.2
    hand_scale: float = 0.33
    penalty: float = 1.0
    least_units: int = 2
    least_spread: float = 0.02


def hand_model(labels: Sequence[str], hand: Mapping[str, tuple[str, int]], settings: Settings) -> TermModel:
    """Return the model of the hand-made weights alone, as they stand in the codebook."""
    terms = tuple(sorted(hand))
    weights = _hand_matrix(terms, labels, hand)
    return TermModel(tuple(labels), terms, weights, np.zeros(len(labels)), settings.heading, settings.before)


def fit_term_model(
    units: Sequence[Unit],
    codes: Sequence[str],
    labels: Sequence[str],
    hand: Mapping[str, tuple[str, int]],
    settings: Settings,
) -> TermModel:
    """Return the model fitted to coded units.

    Parameters
    ----------
    units, codes
        The units and the label of each, as agreed on by the readers.
    labels
        All labels, in the order of the model's columns; one that no unit has gets the lowest bias.
    hand
        Label and weight of each term weighted by hand.
    settings
        What is set, not fitted.
    """
    units_with = _units_with(units)
    terms = _terms(units_with, hand, settings.least_units)
    rows = {term: row for row, term in enumerate(terms)}
    seen = np.array([units_with[term] for term in terms])
    scale = sparse.diags((np.log((1 + len(units)) / (1 + seen)) + 1) * settings.learned_scale)
    by_hand = _hand_matrix(terms, labels, hand) * settings.hand_scale
    presence = _presence(units, rows, settings.heading, settings.before)
    features = sparse.hstack([presence @ scale, presence @ sparse.csr_matrix(by_hand)]).tocsr()
    known = np.array([labels.index(code) for code in codes])
    # One thread: the matrices are small, and sums in another order would round differently.
    with threadpool_limits(1):
        fitted = LogisticRegression(C=settings.penalty, tol=1e-6, max_iter=5000).fit(features, known)
    # Of two labels scikit-learn keeps one row, for the second against the first.
    single = len(fitted.classes_) == 2
    coefficients = np.vstack([-fitted.coef_, fitted.coef_]) / 2 if single else fitted.coef_
    intercepts = np.concatenate([-fitted.intercept_, fitted.intercept_]) / 2 if single else fitted.intercept_
    learned = np.zeros((features.shape[1], len(labels)))
    learned[:, fitted.classes_] = coefficients.T
    bias = np.full(len(labels), float(intercepts.min()))
    bias[fitted.classes_] = intercepts
    weights = scale @ learned[: len(terms)] + by_hand @ learned[len(terms) :]
    weights -= weights.mean(axis=1, keepdims=True)
    kept = np.flatnonzero(weights.std(axis=1) >= settings.least_spread)
    return TermModel(
        tuple(labels), tuple(terms[row] for row in kept), weights[kept], bias, settings.heading, settings.before
    )


def _units_with(units: Sequence[Unit]) -> Counter[str]:
    """Return in how many sentences each word, or run of characters within one, occurs."""
    seen: Counter[str] = Counter()
    for unit in units:
        seen.update({part for word in unit.words for part in parts_of(word)})
    return seen


def _terms(units_with: Counter[str], hand: Mapping[str, tuple[str, int]], least_units: int) -> tuple[str, ...]:
    frequent = {term for term, times in units_with.items() if times >= least_units and term != NUMBER}
    return tuple(sorted(frequent | set(hand)))


def _presence(units: Sequence[Unit], rows: Mapping[str, int], heading: float, before: float) -> sparse.csr_matrix:
    known: dict[str, tuple[int, ...]] = {}
    places: list[int] = []
    columns: list[int] = []
    factors: list[float] = []
    for place, unit in enumerate(units):
        for words, factor in ((unit.words, 1.0), (unit.heading, heading), (unit.before, before)):
            if not factor:
                continue
            for word in words:
                if word not in known:
                    known[word] = tuple(rows[part] for part in parts_of(word) if part in rows)
            found = set().union(*(known[word] for word in words))
            places += [place] * len(found)
            columns += sorted(found)
            factors += [factor] * len(found)
    # Factors of a term that stands in several places are added up.
    return sparse.csr_matrix((factors, (places, columns)), shape=(len(units), len(rows)))


def _hand_matrix(
    terms: Sequence[str], labels: Sequence[str], hand: Mapping[str, tuple[str, int]]
) -> NDArray[np.float64]:
    matrix = np.zeros((len(terms), len(labels)))
    for row, term in enumerate(terms):
        if term in hand:
            label, weight = hand[term]
            matrix[row, labels.index(label)] = weight
    return matrix
