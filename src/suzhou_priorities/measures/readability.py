"""How hard a text is to read, by measures that hold for Chinese.

Lengths of sentences and clauses, in characters and words, are among the indices of Chinese readability of Sung
(宋曜廷) et al. 2013 (中文文本可讀性探討, Chinese Journal of Psychology 55, 75-106) and of their analyser CRIE (Sung,
Chang, Lin, Hsieh and Chang 2016, Behavior Research Methods 48, 1238-1251; models: Sung et al. 2015, there 47, 340-354).
Their levels were fitted to textbooks; no grade is given here, only single indices, to compare texts of one kind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.counted_sentences import characters
from suzhou_priorities.measures.domain_weights import by_group
from suzhou_priorities.measures.proportions import check_level, shares
from suzhou_priorities.measures.resampling import LEVEL, RESAMPLES, bootstrap_sums, interval
from suzhou_priorities.measures.text_units import paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.measures.resampling import FloatArray

# A sentence of more characters is long: about three lines of a printed page, and more than a reader holds at once. No
# norm sets it; the official style guides advise short sentences without a number.
LONG = 100
# Covington and McFall look through windows of 500 words; 100 also fits passages, and the measure differs by level only.
WINDOW = 100
# Each measure is a ratio of two sums over sentences (for mattr: over windows), times a factor.
RATIOS = {
    "characters_per_sentence": ("characters", "sentences", 1),
    "characters_per_clause": ("characters", "clauses", 1),
    "clauses_per_sentence": ("clauses", "sentences", 1),
    "words_per_clause": ("words", "clauses", 1),
    "long_sentence_share": ("long", "sentences", 1),
    "items_per_sentence": ("items", "sentences", 1),
    "numbers_per_100_characters": ("numbers", "characters", 100),
    "mattr": ("window_ratios", "windows", 1),
}
MEASURES = tuple(RATIOS)
_SUMS = ("characters", "sentences", "clauses", "words", "long", "items", "numbers", "window_ratios", "windows")
_CLAUSE_ENDS = re.compile("[，；。！？：,;!?:]")
_NUMBER = re.compile(r"\d[\d.,]*")


def readability(
    sentences: pd.DataFrame,
    words: Sequence[Sequence[str]],
    by: Sequence[str] = ("doc_id",),
    *,
    window: int = WINDOW,
    long: int = LONG,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return measures of readability by group, with bootstrap intervals.

    A sentence is a row (it ends at 。！？；), a clause ends at ，；。！？： and holds at least one character;
    characters are letters and digits, no signs. With S sentences, K clauses, C characters and W words of a group:

    - ``characters_per_sentence`` C / S and ``clauses_per_sentence`` K / S (Sung et al. 2013);
    - ``characters_per_clause`` C / K and ``words_per_clause`` W / K, where a number is a word;
    - ``long_sentence_share``: share of sentences with more than `long` characters;
    - ``items_per_sentence``: parallel items joined by 、, of which a clause with m ≥ 1 such signs has m + 1, over S;
    - ``numbers_per_100_characters``: 100 × runs of digits / C, years included: what must be taken in, not what is
      measured (for that see `figures_said`);
    - ``mattr``: the moving-average type-token ratio, the mean over all runs of `window` words of the number of
      different words in it / `window` (Covington and McFall 2010, Journal of Quantitative Linguistics 17, 94-100),
      which unlike the plain ratio does not fall with the length of the text. NaN where a group has fewer words.

    Paragraphs are drawn anew with replacement within a group and the ratio of sums taken again (percentile bootstrap
    over clusters; Efron and Tibshirani 1993, ch. 8 and 13); for ``mattr`` a window goes with the paragraph in which it
    begins.

    Parameters
    ----------
    sentences
        Rows of the table `sentences` in document order, with the columns of `by`; headings left out before.
    words
        Words of each row, as from ``Segmenter().words``.
    by
        Columns that make the groups, such as ``doc_id`` and ``passage``.
    window
        Words in a window of ``mattr``.
    long
        Characters that a long sentence exceeds.
    resamples, seed, level
        Number of bootstrap samples, seed, and level of the interval.

    Returns
    -------
    DataFrame
        The columns `by`, ``measure`` (in the order of `MEASURES`), ``value``, ``low``, ``high`` (NaN in a group of one
        paragraph), ``sentences``, ``paragraphs``.

    Raises
    ------
    ParameterError
        If `words` is not one list per sentence, or a number is out of its range.
    """
    if len(words) != len(sentences):
        raise ParameterError("words", f"has {len(words)} lists for {len(sentences)} sentences.", "Give one per row.")
    if window < 1:
        raise ParameterError("window", f"is {window}.", "Give a number of words of 1 or more.")
    check_level(level)
    counted = sentence_counts(sentences, words, long)
    keyed = sentences[list(by)].assign(at=np.arange(len(sentences)), paragraph=paragraphs_of(sentences).to_numpy())
    tables = []
    for key, own in by_group(keyed, by):
        sums = _paragraph_sums(own, counted, words, window)
        values = _ratios(sums.sum(axis=0))
        low, high = interval(_ratios(bootstrap_sums(sums, resamples, np.random.default_rng(seed))), level)
        table = pd.DataFrame({"measure": MEASURES, "value": values, "low": low, "high": high})
        table = table.assign(sentences=len(own), paragraphs=len(sums))
        tables.append(table.assign(**dict(zip(by, key, strict=True))))
    columns = [*by, "measure", "value", "low", "high", "sentences", "paragraphs"]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def sentence_counts(sentences: pd.DataFrame, words: Sequence[Sequence[str]], long: int = LONG) -> pd.DataFrame:
    """Count in each sentence what the measures are made of.

    Returns
    -------
    DataFrame
        One row per sentence: ``characters``, ``sentences`` (1), ``clauses``, ``words``, ``long`` (0 or 1), ``items``,
        ``numbers``.
    """
    texts = [str(text) for text in sentences["text"]]
    clauses = [[piece for piece in _CLAUSE_ENDS.split(text) if any(map(str.isalnum, piece))] for text in texts]
    sizes = characters(texts)
    return pd.DataFrame(
        {
            "characters": sizes,
            "sentences": 1,
            "clauses": [len(own) for own in clauses],
            "words": [len(own) for own in words],
            "long": [int(size > long) for size in sizes],
            "items": [sum(signs + 1 for piece in own if (signs := piece.count("、"))) for own in clauses],
            "numbers": [len(_NUMBER.findall(text)) for text in texts],
        }
    )


def window_ratios(words: Sequence[str], window: int = WINDOW) -> FloatArray:
    """Return the type-token ratio of each run of `window` words; their mean is the MATTR. Empty for shorter texts.

    A word counts as a type in the windows that hold it but not its last occurrence before; so one pass suffices.
    """
    count = len(words)
    if window < 1 or count < window:
        return np.empty(0)
    codes, _ = pd.factorize(np.array(words, dtype=object))
    order = np.argsort(codes, kind="stable")
    previous = np.full(count, -1)
    again = codes[order[1:]] == codes[order[:-1]]
    previous[order[1:][again]] = order[:-1][again]
    place = np.arange(count)
    first = np.maximum(previous + 1, place - window + 1).clip(0)
    last = np.minimum(place, count - window)
    met = first <= last
    changes = np.zeros(count + 1)
    np.add.at(changes, first[met], 1)
    np.add.at(changes, last[met] + 1, -1)
    return np.asarray(np.cumsum(changes)[: count - window + 1] / window, dtype=float)


def _paragraph_sums(
    own: pd.DataFrame, counted: pd.DataFrame, words: Sequence[Sequence[str]], window: int
) -> FloatArray:
    """Sum the counts and the windows of a group by paragraph; shape (paragraphs, columns `_SUMS`)."""
    codes, known = pd.factorize(own["paragraph"])
    lists = [words[at] for at in own["at"]]
    ratios = window_ratios([word for one in lists for word in one], window)
    begins = np.repeat(codes, [len(one) for one in lists])[: len(ratios)]
    sums = counted.iloc[own["at"]].groupby(codes).sum()
    sums["window_ratios"] = np.bincount(begins, weights=ratios, minlength=len(known))
    sums["windows"] = np.bincount(begins, minlength=len(known))
    return np.asarray(sums[list(_SUMS)], dtype=float)


def _ratios(sums: FloatArray) -> FloatArray:
    """Return the measures of sums; shape (…, measures)."""
    place = {name: number for number, name in enumerate(_SUMS)}
    columns: list[FloatArray] = [
        factor * shares(sums[..., place[top]], sums[..., place[below]]) for top, below, factor in RATIOS.values()
    ]
    return np.stack(columns, axis=-1)
