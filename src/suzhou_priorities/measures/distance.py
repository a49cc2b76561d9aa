"""How far texts are from each other: Jensen-Shannon distance on domains, cosine on words, agreement of rankings."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from scipy.spatial.distance import jensenshannon
from scipy.stats import kendalltau
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from suzhou_priorities.measures.domain_weights import paragraph_weights, shares
from suzhou_priorities.measures.resampling import LEVEL, RESAMPLES, bootstrap_sums, estimate, permuted_sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from suzhou_priorities.measures.domain_weights import Weight
    from suzhou_priorities.measures.resampling import FloatArray


def jensen_shannon(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the Jensen-Shannon distance of distributions, row by row (Lin 1991; Endres and Schindelin 2003).

    ``sqrt((KL(p || m) + KL(q || m)) / 2)`` with ``m = (p + q) / 2`` and logarithms to base 2: 0 for equal
    distributions, 1 for such that share nothing. NaN where a row has no weight.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        distance = np.asarray(jensenshannon(first, second, base=2, axis=-1))
    # Rounding can put the divergence of nearly equal distributions just below 0, whose root is no number.
    usable = np.isfinite(first).all(axis=-1) & np.isfinite(second).all(axis=-1)
    return np.where(np.isnan(distance) & usable, 0.0, distance)


def kendall_tau_b(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return Kendall's tau-b of values, row by row (Kendall 1945, Biometrika 33, 239-251).

    ``Σ a(i,j) b(i,j) / sqrt(Σ a(i,j)² Σ b(i,j)²)`` over all pairs i < j, where a and b are the signs of the differences
    of the values: 1 for equal rankings, -1 for reversed ones. NaN where a row has only one value throughout.
    """
    left, right = np.triu_indices(first.shape[-1], k=1)
    ours, theirs = (np.sign(rows[..., left] - rows[..., right]) for rows in (first, second))
    size = np.sqrt((ours**2).sum(axis=-1) * (theirs**2).sum(axis=-1))
    return np.asarray(np.divide((ours * theirs).sum(axis=-1), size, out=np.full(size.shape, np.nan), where=size > 0))


def domain_distances(
    frame: pd.DataFrame,
    by: str = "doc_id",
    weight: Weight = "characters",
    second: float = 0.0,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return the Jensen-Shannon distance of the domain shares of each pair of groups.

    The interval is the percentile interval of a bootstrap of the paragraphs of both groups. Resampling adds noise, and
    noise moves distributions apart: the interval lies high, and for texts that are alike it does not reach 0. So
    ``chance`` stands beside it: the mean distance when the same paragraphs are dealt out to the two groups at random.

    Parameters
    ----------
    frame
        Counted sentences, as from `counted_sentences.counted`.
    by
        Column that names the groups.
    weight, second, resamples, seed, level
        As in `attention.attention`.

    Returns
    -------
    DataFrame
        ``first``, ``second``, ``distance``, ``low``, ``high``, ``chance``.
    """
    rows = []
    for first, other, ours, theirs in _pairs(frame, by, weight, second):
        generator = np.random.default_rng(seed)
        draws = [shares(bootstrap_sums(side, resamples, generator)) for side in (ours, theirs)]
        own = jensen_shannon(shares(ours.sum(axis=0)), shares(theirs.sum(axis=0)))
        pooled = np.concatenate([ours, theirs])
        taken = permuted_sums(pooled, len(ours), resamples, generator)
        dealt = jensen_shannon(shares(taken), shares(pooled.sum(axis=0) - taken))
        usual = dealt[np.isfinite(dealt)]
        found = estimate(float(own), jensen_shannon(*draws), level)
        rows.append((first, other, found.value, found.low, found.high, usual.mean() if len(usual) else np.nan))
    return pd.DataFrame(rows, columns=["first", "second", "distance", "low", "high", "chance"])


def rank_agreement(
    frame: pd.DataFrame,
    by: str = "doc_id",
    weight: Weight = "characters",
    second: float = 0.0,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return how far the rankings of the domains agree in each pair of groups: Kendall's tau-b, see `kendall_tau_b`.

    The p-value is of no association: exact where no shares are tied, else from the normal approximation
    (`scipy.stats.kendalltau`). The interval is the percentile interval of a bootstrap of the paragraphs of both groups;
    resampling disturbs both rankings, so it lies nearer to 0 than ``tau``.

    Returns
    -------
    DataFrame
        ``first``, ``second``, ``tau``, ``low``, ``high``, ``p``.
    """
    rows = []
    for first, other, ours, theirs in _pairs(frame, by, weight, second):
        generator = np.random.default_rng(seed)
        draws = [shares(bootstrap_sums(side, resamples, generator)) for side in (ours, theirs)]
        sides = shares(ours.sum(axis=0)), shares(theirs.sum(axis=0))
        found = estimate(float(kendall_tau_b(*sides)), kendall_tau_b(*draws), level)
        tested = kendalltau(*sides, variant="b", method="auto")
        rows.append((first, other, found.value, found.low, found.high, float(tested.pvalue)))
    return pd.DataFrame(rows, columns=["first", "second", "tau", "low", "high", "p"])


def word_cosine(words: Mapping[str, Sequence[str]], weighting: Literal["tf", "tfidf"] = "tf") -> pd.DataFrame:
    """Return the cosine of the word counts of each pair of texts (Salton, Wong and Yang 1975).

    ``Σ x(w) y(w) / (‖x‖ ‖y‖)`` with x(w) the count of word w (``tf``), or the count times ``ln((1 + n) / (1 + df(w))) +
    1`` (``tfidf``), n being the number of the texts given and df(w) the number of them that have the word. With few
    texts the latter hardly differs between words.

    Parameters
    ----------
    words
        Words of each text, in any order.
    weighting
        ``tf`` or ``tfidf``.

    Returns
    -------
    DataFrame
        ``first``, ``second``, ``cosine`` (0 to 1; NaN where a text has no word).
    """
    names = list(words)
    vectorizer = (TfidfVectorizer if weighting == "tfidf" else CountVectorizer)(analyzer=list)
    filled = [name for name in names if len(words[name])]
    place = {name: number for number, name in enumerate(filled)}
    table = vectorizer.fit_transform([words[name] for name in filled]) if filled else None
    cosines = cosine_similarity(table) if table is not None else np.empty((0, 0))
    rows = [
        (first, second, float(cosines[place[first], place[second]]) if {first, second} <= set(place) else np.nan)
        for first, second in combinations(names, 2)
    ]
    return pd.DataFrame(rows, columns=["first", "second", "cosine"])


def _pairs(
    frame: pd.DataFrame, by: str, weight: Weight, second: float
) -> Iterator[tuple[str, str, FloatArray, FloatArray]]:
    """Yield the pairs of groups in the order of their appearance: both names, and the weights of their paragraphs."""
    groups = [(str(name), paragraph_weights(own, weight, second)) for name, own in frame.groupby(by, sort=False)]
    for (first, ours), (other, theirs) in combinations(groups, 2):
        yield first, other, ours, theirs
