"""How far two texts would differ in their words by chance alone: paragraphs dealt out anew.

The p-values of `keyness` take words as drawn one by one. They are not: a paragraph repeats its subject. Here whole
paragraphs change places between the two texts (Good 2005, Permutation, Parametric and Bootstrap Tests of Hypotheses,
ch. 3), and each deal gives the z-scores that two texts without any difference would have. The largest of all words in a
deal corrects for the many words compared (Westfall and Young 1993, Resampling-Based Multiple Testing, ch. 2, maxT).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.measures.keyness import HALF, PRIOR, keyness, top
from suzhou_priorities.measures.proportions import normal_quantile
from suzhou_priorities.measures.resampling import LEVEL, RESAMPLES, interval, permuted_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.measures.resampling import FloatArray
    from suzhou_priorities.measures.word_counts import WordCounts

# Deals that are scored at once, so that large vocabularies do not fill the memory.
_BLOCK = 200


@dataclass(frozen=True, slots=True)
class PairKeyness:
    """The words of two documents held against each other.

    Attributes
    ----------
    words
        As from `keyness`, with ``p_max``: how often a deal of the paragraphs has any word with a |z| as large.
    alone
        Words whose z departs from 0 by more than chance allows if each is looked at alone.
    expected, low, high
        How many such words a deal has: mean, and limits of the interval.
    limit
        |z| that a word must reach to be beyond chance among all words compared; NaN where nothing can be dealt.
    beyond
        Words that reach it.
    paragraphs
        Paragraphs that were dealt.
    """

    words: pd.DataFrame
    alone: int
    expected: float
    low: float
    high: float
    limit: float
    beyond: int
    paragraphs: int


def pair_keyness(
    counts: WordCounts,
    sentences: pd.DataFrame,
    first: str,
    second: str,
    prior: float = PRIOR,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> PairKeyness:
    """Compare the words of two documents, and hold the result against deals of their paragraphs.

    ``p_max = (1 + number of deals whose largest |z| ≥ |z_w|) / (1 + deals)``; ``limit`` is the `level` quantile of
    the largest |z|. The prior stays as it is, since it comes from all documents.

    Parameters
    ----------
    counts
        As from `word_counts.word_counts` of `sentences`; all its documents together are the background.
    sentences
        Counted sentences, with ``doc_id`` and ``paragraph``.
    first, second
        The documents.
    prior
        As in `keyness`.
    resamples, seed, level
        Number of deals, seed, and level of test and interval.

    Raises
    ------
    ParameterError
        If `prior` is not above 0 or `level` does not lie between 0 and 1.
    """
    background = counts.background
    found = keyness(counts.of(first), counts.of(second), background, prior)
    alone_limit = normal_quantile(level)
    rows, is_first = _paragraph_rows(counts.compared, sentences, first, second, list(found["word"]))
    order = [float(background.get(word, 0)) or HALF for word in found["word"]]
    alpha = prior * np.array(order) / max(float(sum(background.values())), 1.0)
    score = np.abs(found["z"].to_numpy(dtype=float))
    alone = int((score >= alone_limit).sum())
    if not (0 < is_first.sum() < len(rows)) or found.empty or resamples < 1:
        empty = found.assign(p_max=np.nan)
        return PairKeyness(empty, alone, np.nan, np.nan, np.nan, np.nan, 0, len(rows))
    largest, numbers = _dealt(rows, int(is_first.sum()), alpha, prior, resamples, seed, alone_limit)
    limit = float(np.quantile(largest, level))
    reached = np.array([(1 + (largest >= value).sum()) / (1 + resamples) for value in score])
    low, high = interval(numbers, level)
    return PairKeyness(
        found.assign(p_max=reached),
        alone,
        float(numbers.mean()),
        float(low[0]),
        float(high[0]),
        limit,
        int((score > limit).sum()),
        len(rows),
    )


def z_scores(first: FloatArray, second: FloatArray, alpha: FloatArray, prior: float) -> FloatArray:
    """Return z of the log-odds ratio for counts of shape (…, words), by the formulas of `keyness.keyness`."""
    odds = [
        np.log(part + alpha) - np.log(part.sum(axis=-1, keepdims=True) + prior - part - alpha)
        for part in (first, second)
    ]
    return np.asarray((odds[0] - odds[1]) / np.sqrt(1 / (first + alpha) + 1 / (second + alpha)), dtype=float)


def _dealt(
    rows: FloatArray, size: int, alpha: FloatArray, prior: float, resamples: int, seed: int, alone: float
) -> tuple[FloatArray, FloatArray]:
    """Return for each deal the largest |z|, and how many words reach `alone`."""
    generator = np.random.default_rng(seed)
    total = rows.sum(axis=0)
    largest, numbers = np.empty(resamples), np.empty(resamples)
    for start in range(0, resamples, _BLOCK):
        block = slice(start, min(start + _BLOCK, resamples))
        dealt = permuted_sums(rows, size, block.stop - block.start, generator)
        scores = np.abs(z_scores(dealt, total - dealt, alpha, prior))
        largest[block], numbers[block] = scores.max(axis=1), (scores >= alone).sum(axis=1)
    return largest, numbers


def _paragraph_rows(
    compared: Sequence[Sequence[str]], sentences: pd.DataFrame, first: str, second: str, words: Sequence[str]
) -> tuple[FloatArray, FloatArray]:
    """Count the words of each paragraph of the two documents; and tell which are of the first."""
    place = {word: number for number, word in enumerate(words)}
    chosen = sentences["doc_id"].isin([first, second]).to_numpy(dtype=bool)
    numbers, _ = pd.factorize(sentences["paragraph"].to_numpy()[chosen])
    rows = np.zeros((int(numbers.max()) + 1 if len(numbers) else 0, len(words)))
    is_first = np.zeros(len(rows))
    of_first = (sentences["doc_id"] == first).to_numpy(dtype=bool)
    for number, at in zip(numbers, np.flatnonzero(chosen).tolist(), strict=True):
        is_first[number] = of_first[at]
        np.add.at(rows[number], [place[word] for word in compared[at]], 1)
    return rows, is_first


def stable_words(counts: WordCounts, first: str, second: str, chosen: pd.DataFrame, prior: float, n: int) -> int:
    """Return how many of the chosen words are chosen on the same side with half and with twice the prior too."""
    kept = set(zip(chosen["word"], chosen["side"], strict=True))
    for other in (prior / 2, 2 * prior):
        found = top(keyness(counts.of(first), counts.of(second), counts.background, other), n)
        kept &= set(zip(found["word"], found["side"], strict=True))
    return len(kept)
