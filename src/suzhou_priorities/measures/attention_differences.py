"""Differences of attention: a document's review against its plan, and one document against another.

The permutation test shuffles whole paragraphs between the two sides (Good 2005, Permutation, Parametric and Bootstrap
Tests of Hypotheses, ch. 3). Review and plan share hardly any paragraph, and sentences of one paragraph hang together,
so the paragraph, not the sentence, is the unit that can change sides; where a paragraph has sentences on both sides,
its two pieces are two units. What is tested is that the paragraphs of both sides are exchangeable: drawn alike in
everything, length included. Documents that give each topic one long paragraph leave few units to shuffle: then only a
large difference can be told from chance, and a high p-value is no sign that two sides are alike. One text per district
says that documents differ, not that districts do.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS, paragraph_weights, shares
from suzhou_priorities.measures.resampling import LEVEL, RESAMPLES, bootstrap_sums, interval, permuted_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.measures.domain_weights import Weight
    from suzhou_priorities.measures.resampling import FloatArray

COLUMNS = (
    *("scope", "first_label", "second_label", "domain"),
    *("first", "second", "difference", "low", "high", "p", "p_holm", "p_bh"),
)
# Two arrangements that are equal may differ in the last digits of a sum.
_EQUAL = 1e-12


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sets of counted sentences to be compared.

    Parameters
    ----------
    scope
        In what they are compared: a document, or a passage.
    first_label, second_label
        Their names: passages, or documents.
    first, second
        The sentences, as from `counted_sentences.counted`.
    """

    scope: str
    first_label: str
    second_label: str
    first: pd.DataFrame
    second: pd.DataFrame


def review_against_plan(frame: pd.DataFrame, least: int = 2) -> list[Comparison]:
    """Pair the review of each document with its plan; documents are left out that lack one of them.

    So are those with fewer than `least` paragraphs of either, as reports have whose review of the year is a sentence
    after that of a whole term: a single paragraph cannot be drawn anew, and its domain has all of its text.
    """
    pairs = []
    for doc_id, own in frame.groupby("doc_id", sort=False):
        review, plan = own[own["passage"] == "review"], own[own["passage"] == "plan"]
        if min(review["paragraph"].nunique(), plan["paragraph"].nunique()) >= least:
            pairs.append(Comparison(str(doc_id), "review", "plan", review, plan))
    return pairs


def between_documents(frame: pd.DataFrame, passage: str | None = None) -> list[Comparison]:
    """Pair each document with each later one in `frame`, in one passage or in all sentences (scope ``all``)."""
    chosen = frame if passage is None else frame[frame["passage"] == passage]
    documents = [(str(doc_id), own) for doc_id, own in chosen.groupby("doc_id", sort=False)]
    return [
        Comparison(passage or "all", first, second, ours, theirs)
        for (first, ours), (second, theirs) in combinations(documents, 2)
    ]


def share_differences(
    comparisons: Sequence[Comparison],
    weight: Weight = "characters",
    second: float = 0.0,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return for each comparison and domain the difference of shares, its interval and its p-values.

    ``difference = share(second) - share(first)``: above 0 where the second side gives a domain more room. The interval
    is the percentile interval of bootstraps of the paragraphs of both sides, drawn apart. ``p`` is two-sided,
    ``(1 + #{|permuted difference| ≥ |difference|}) / (1 + resamples)`` (Phipson and Smyth 2010, Statistical
    Applications in Genetics and Molecular Biology 9, 39). All rows of the result are one family: ``p_holm`` holds the
    family-wise error (Holm 1979), ``p_bh`` the rate of false discoveries (Benjamini and Hochberg 1995). A domain that
    both sides lack has p = 1 and counts in the family.

    Parameters
    ----------
    comparisons
        As from `review_against_plan` or `between_documents`.
    weight, second
        As in `attention.attention`.
    resamples
        Number of bootstrap samples, and of permutations.
    seed
        Seed of both; a comparison's figures before correction do not depend on the other comparisons.
    level
        Level of the interval.

    Returns
    -------
    DataFrame
        ``scope``, ``first_label``, ``second_label``, ``domain``, ``first``, ``second`` (shares),
        ``difference``, ``low``, ``high`` (NaN where a side has one paragraph), ``p``, ``p_holm``, ``p_bh``.
    """
    tables = [_compared(pair, weight, second, resamples, seed, level) for pair in comparisons]
    if not tables:
        return pd.DataFrame(columns=list(COLUMNS))
    table = pd.concat(tables, ignore_index=True)
    p = table["p"].to_numpy(dtype=float)
    return table.assign(p_holm=holm(p), p_bh=benjamini_hochberg(p))[list(COLUMNS)]


def _compared(pair: Comparison, weight: Weight, second: float, resamples: int, seed: int, level: float) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    ours, theirs = paragraph_weights(pair.first, weight, second), paragraph_weights(pair.second, weight, second)
    first, other = shares(ours.sum(axis=0)), shares(theirs.sum(axis=0))
    draws = shares(bootstrap_sums(theirs, resamples, generator)) - shares(bootstrap_sums(ours, resamples, generator))
    low, high = interval(draws, level)
    pooled = np.concatenate([ours, theirs])
    taken = permuted_sums(pooled, len(ours), resamples, generator)
    permuted = shares(pooled.sum(axis=0) - taken) - shares(taken)
    difference = other - first
    # An arrangement that leaves a side without any text shows no difference that could be compared; it counts against.
    reached = ~(np.abs(permuted) < np.abs(difference) - _EQUAL)
    p = np.where(np.isfinite(difference), (1 + reached.sum(axis=0)) / (1 + resamples), np.nan)
    return pd.DataFrame(
        {
            "scope": pair.scope,
            "first_label": pair.first_label,
            "second_label": pair.second_label,
            "domain": POLICY_DOMAINS,
            "first": first,
            "second": other,
            "difference": difference,
            "low": low,
            "high": high,
            "p": p,
        }
    )


def holm(p: FloatArray) -> FloatArray:
    """Adjust p-values for the family-wise error (Holm 1979, Scandinavian Journal of Statistics 6, 65-70).

    The i-th smallest of m becomes ``max_{k ≤ i} min(1, (m - k + 1) p(k))``; NaN stays and is no member of the family.
    """
    adjusted = np.full(len(p), np.nan)
    known = np.flatnonzero(np.isfinite(p))
    order = known[np.argsort(p[known], kind="stable")]
    steps = p[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted


def benjamini_hochberg(p: FloatArray) -> FloatArray:
    """Adjust p-values for the false discovery rate (Benjamini and Hochberg 1995, JRSS B 57, 289-300); NaN stays."""
    adjusted = np.full(len(p), np.nan)
    known = np.isfinite(p)
    if known.any():
        adjusted[known] = false_discovery_control(p[known], method="bh")
    return adjusted
