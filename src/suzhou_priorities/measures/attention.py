"""Attention: the share of the counted text that each policy domain gets, with intervals.

Attention in a text is a proxy of priority: what a document spends words on (Grimmer and Stewart 2013, Political
Analysis 21; Jones and Baumgartner 2005, The Politics of Attention).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS, by_group, paragraph_weights, places_of, shares
from suzhou_priorities.measures.resampling import LEVEL, RESAMPLES, bootstrap_sums, interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.measures.domain_weights import Weight

COUNTS = ("characters", "sentences", "paragraphs")


def attention(
    frame: pd.DataFrame,
    groups: Sequence[str] = ("doc_id",),
    weight: Weight = "characters",
    second: float = 0.0,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return the share of each domain in each group of sentences.

    ``share(d) = Σ_s w(s, d) / Σ_s Σ_d w(s, d)``, where ``w(s, d)`` is the weight of sentence s in domain d. The
    interval is the percentile interval of a cluster bootstrap: all paragraphs of a group are drawn anew with
    replacement, the weights of how often each is drawn being multinomial (Efron and Tibshirani 1993, ch. 8 and 13). A
    group's interval does not depend on the other groups.

    It tells how far the shares hang on single paragraphs. Reports give most topics one long paragraph of their own, and
    a paragraph is drawn as if it could as well have been another, so intervals are wide where a group has few
    paragraphs. It does not tell whether the sentences are coded well: for that see `attention_error`.

    Parameters
    ----------
    frame
        Counted sentences, as from `counted_sentences.counted`.
    groups
        Columns that part the sentences, such as ``doc_id`` and ``passage``; none for all together.
    weight
        ``characters`` or ``sentences``.
    second
        Share of a sentence's weight that goes to its second domain: 0 (none) to 0.5 (half).
    resamples
        Number of bootstrap samples.
    seed
        Seed of the bootstrap.
    level
        Level of the interval.

    Returns
    -------
    DataFrame
        The columns of `groups`, ``domain`` (all, in their order), ``share``, ``low``, ``high`` (from 0 to 1; the
        limits are NaN in a group of one paragraph), ``characters`` and ``sentences`` of the sentences that have it as
        first domain, and ``paragraphs`` that hold one of them.
    """
    tables = []
    for key, own in by_group(frame, groups):
        weights = paragraph_weights(own, weight, second)
        draws = shares(bootstrap_sums(weights, resamples, np.random.default_rng(seed)))
        low, high = interval(draws, level)
        table = domain_counts(own).assign(share=shares(weights.sum(axis=0)), low=low, high=high)
        tables.append(table.assign(**dict(zip(groups, key, strict=True))))
    columns = [*groups, "domain", "share", "low", "high", *COUNTS]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def domain_counts(frame: pd.DataFrame) -> pd.DataFrame:
    """Count the characters, sentences and paragraphs of each first domain; one row per domain, in their order."""
    places, width = places_of(frame["domain"]), len(POLICY_DOMAINS)
    own = frame[places >= 0]
    places = places[places >= 0]
    numbers, paragraphs = pd.factorize(own["paragraph"])
    pairs = np.unique(places * max(len(paragraphs), 1) + numbers) // max(len(paragraphs), 1)
    return pd.DataFrame(
        {
            "domain": list(POLICY_DOMAINS),
            "characters": np.bincount(places, own["characters"].to_numpy(dtype=float), width).astype("int64"),
            "sentences": np.bincount(places, minlength=width),
            "paragraphs": np.bincount(pairs, minlength=width),
        }
    )
