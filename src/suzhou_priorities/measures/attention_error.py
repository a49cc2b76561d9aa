"""Attention with the coder's error carried into the estimate and its interval.

The double sampling of Tenenbein 1970 (Journal of the American Statistical Association 65, 1350-1361): a fallible coder
codes everything, hand codes tell on a sample what its codes mean. From the sample comes the predictive-value matrix
``P(j | i)``, the chance that a sentence coded i is truly j, and

    ``corrected(j) = Σ_i w(i) P(j | i) / Σ_{k ≠ none} Σ_i w(i) P(k | i)``

where ``w(i)`` is the weight coded i. This is the direct (predictive-value) estimator. It is not that of King and Lu
2008 (Statistical Science 23, 78-91) or Hopkins and King 2010, who estimate ``P(i | j)`` and invert it: here no
inversion can give shares below 0, but the sample must be like the text in its mixture of domains. The need to correct
shares by hand codes at all is argued in Grimmer and Stewart 2013 (Political Analysis 21, 267-297).

What it takes for granted: errors do not depend on a sentence's length (the matrix counts sentences, the weight may be
characters), and a code means the same in every group. Sentences coded ``none`` are not counted, so those among them
that truly have a domain do not come back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.errors import SuzhouPrioritiesError
from suzhou_priorities.measures.attention import COUNTS, domain_counts
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS, by_group, paragraph_weights, shares
from suzhou_priorities.measures.resampling import LEVEL, RESAMPLES, bootstrap_sums, interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.measures.domain_weights import Weight
    from suzhou_priorities.measures.resampling import FloatArray

PRIOR = 1.0
_TRUE = (*POLICY_DOMAINS, "none")


def corrected_attention(
    frame: pd.DataFrame,
    confusion: pd.DataFrame,
    groups: Sequence[str] = ("doc_id",),
    weight: Weight = "characters",
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
    prior: float = PRIOR,
) -> pd.DataFrame:
    """Return the share of each domain, as coded and corrected for the coder's error.

    Each resample draws the paragraphs of a group anew (as `attention.attention` does) and, independently, for every
    coded domain i the chances ``P(· | i)`` from a Dirichlet distribution with the parameters of
    `predictive_parameters`; it then redistributes the weight coded i. ``corrected`` takes the means of these
    distributions and all paragraphs as they are. The weight of sentences whose true class is ``none`` is dropped and
    the rest scaled to 1.

    Parameters
    ----------
    frame
        Counted sentences, as from `counted_sentences.counted`.
    confusion
        Counts on the held-out sample: true (hand) classes in the index, coded classes in the columns; both may hold
        ``none``, classes that are missing count 0.
    groups, weight, resamples, seed, level
        As in `attention.attention`.
    prior
        Weight of the prior, in sentences per coded domain; see `predictive_parameters`.

    Returns
    -------
    DataFrame
        The columns of `groups`, ``domain``, ``share`` (as coded), ``corrected``, ``low``, ``high`` (of ``corrected``;
        NaN in a group of one paragraph), ``characters``, ``sentences``, ``paragraphs`` (as coded).
    """
    parameters = predictive_parameters(confusion, prior)
    # The coder is the same for all groups, and so are the draws of its error; a stream apart from the bootstrap's.
    error = np.random.default_rng([seed, 1])
    chances = np.stack([error.dirichlet(row, size=resamples) for row in parameters], axis=1)
    means = parameters / parameters.sum(axis=1, keepdims=True)
    tables = []
    for key, own in by_group(frame, groups):
        weights = paragraph_weights(own, weight)
        totals = weights.sum(axis=0)
        resampled = bootstrap_sums(weights, resamples, np.random.default_rng(seed))
        draws = shares(np.einsum("ri,rij->rj", resampled, chances)[:, :-1])
        low, high = interval(draws, level)
        table = domain_counts(own).assign(
            share=shares(totals), corrected=shares((totals @ means)[:-1]), low=low, high=high
        )
        tables.append(table.assign(**dict(zip(groups, key, strict=True))))
    columns = [*groups, "domain", "share", "corrected", "low", "high", *COUNTS]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def predictive_parameters(confusion: pd.DataFrame, prior: float = PRIOR) -> FloatArray:
    """Return the parameters of the Dirichlet distributions of the true class, given the coded domain.

    ``α(j | i) = n(j, i) + prior · π(j | i)``, where n counts the sample and ``π(j | i)`` is a, the coder's accuracy on
    the whole sample (rule of succession: (hits + 1) / (n + 2)), for j = i and (1 - a) / d for every other class (d is
    the number of domains). So a domain that the sample lacks is taken to be coded as well as the average, and hardly
    anything is known about it.

    Returns
    -------
    ndarray of shape (d, d + 1)
        Coded domains in rows, true classes in columns, ``none`` last.

    Raises
    ------
    SuzhouPrioritiesError
        If the matrix names a class that is no domain, or the prior is not above 0.
    """
    unknown = sorted({str(name) for name in [*confusion.index, *confusion.columns]} - set(_TRUE))
    if unknown:
        raise SuzhouPrioritiesError("confusion", f"has the unknown classes {', '.join(unknown)}.", "Use domain keys.")
    if prior <= 0:
        raise SuzhouPrioritiesError("prior", f"is {prior}.", "Use a number above 0.")
    square = confusion.reindex(index=list(_TRUE), columns=list(_TRUE)).fillna(0).to_numpy(dtype=float)
    accuracy = (np.trace(square) + 1) / (square.sum() + 2)
    width = len(POLICY_DOMAINS)
    expected = np.full((width, width + 1), (1 - accuracy) / width)
    np.fill_diagonal(expected, accuracy)
    return np.asarray(square[:, :width].T + prior * expected)
