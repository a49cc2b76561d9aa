"""Which words set two texts apart: log-odds ratios with an informative Dirichlet prior.

A word's frequency in a short text is uncertain, and frequent words differ much by chance alone. The prior shrinks each
frequency towards that of a background corpus, and the z-score weighs the difference by its uncertainty.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

COLUMNS = (
    "word",
    "count_first",
    "count_second",
    "per_1000_first",
    "per_1000_second",
    "log_odds",
    "z",
    "log_ratio",
    "p",
    "p_bh",
)
FIRST, SECOND = "first", "second"
PRIOR = 1000.0
# Added to counts: a word that one text lacks has a ratio still, and a word that the background lacks a prior.
HALF = 0.5


def keyness(
    first: Mapping[str, int], second: Mapping[str, int], background: Mapping[str, float], prior: float = PRIOR
) -> pd.DataFrame:
    r"""Compare the frequencies of words in two texts.

    With counts y and totals n of the texts i and j, and a prior α that gives every word of the background its share of
    a total α₀, α_w = α₀ b_w / Σ b (Monroe, Colaresi and Quinn 2008, "Fightin' Words", Political Analysis 16, 372-403,
    eqs. 15-23),

        δ_w = ln[(y_iw + α_w) / (n_i + α₀ − y_iw − α_w)] − ln[(y_jw + α_w) / (n_j + α₀ − y_jw − α_w)]
        var(δ_w) ≈ 1 / (y_iw + α_w) + 1 / (y_jw + α_w)
        z_w = δ_w / √var(δ_w)

    ``p`` is 2 (1 − Φ(|z|)); ``p_bh`` is corrected over all words compared (Benjamini and Hochberg 1995, J. R. Stat.
    Soc. B 57, 289-300). Words come in clusters and texts of one kind share phrases: p ranks words, it is no proof.
    The size of the difference is ``log_ratio`` = log₂[((y_iw + ½) / n_i) / ((y_jw + ½) / n_j)] (Hardie 2014, "Log
    Ratio: an informal introduction"): 1 is twice as frequent in the first text, −1 in the second.

    Parameters
    ----------
    first, second
        Counts of words, as a Counter or a Series; words that are to stand aside (see `keyness_words.countable`)
        left out before.
    background
        Counts of words in a corpus that holds texts of this kind. A word that it lacks counts as ½ there.
    prior
        α₀, the weight of the background in words: about as many as one wants to see before one believes a frequency.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, a row per word of either text, from the most typical of the first text to the most typical
        of the second. ``log_ratio`` is NaN where a text is empty.

    Raises
    ------
    ParameterError
        If `prior` is not above 0.
    """
    if not prior > 0:
        raise ParameterError("prior", f"is {prior}.", "Give the weight of the background as a number of words above 0.")
    words = sorted({word for counts in (first, second) for word, number in counts.items() if number > 0})
    y = [np.array([float(counts.get(word, 0)) for word in words]) for counts in (first, second)]
    n = [float(counts.sum()) for counts in y]
    base = np.array([float(background.get(word, 0)) or HALF for word in words])
    known = set(words)
    total = float(base.sum()) + float(sum(number for word, number in background.items() if word not in known))
    alpha = prior * base / total if words else base
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = [np.log(k + alpha) - np.log(size + prior - k - alpha) for k, size in zip(y, n, strict=True)]
        delta = odds[0] - odds[1]
        z = delta / np.sqrt(1 / (y[0] + alpha) + 1 / (y[1] + alpha))
    p = two_sided(z)
    found = pd.DataFrame(
        {
            "word": pd.Series(words, dtype="string"),
            "count_first": y[0].astype(int),
            "count_second": y[1].astype(int),
            "per_1000_first": 1000 * y[0] / n[0] if n[0] else y[0],
            "per_1000_second": 1000 * y[1] / n[1] if n[1] else y[1],
            "log_odds": delta,
            "z": z,
            "log_ratio": log_ratio(y[0], y[1], n[0], n[1]),
            "p": p,
            "p_bh": benjamini_hochberg(p),
        },
        columns=list(COLUMNS),
    )
    return found.sort_values(["z", "word"], ascending=[False, True], ignore_index=True)


def log_ratio(
    first: NDArray[np.float64], second: NDArray[np.float64], total_first: float, total_second: float
) -> NDArray[np.float64]:
    """Return log₂ of the ratio of relative frequencies, ½ added to each count (Hardie 2014); NaN for an empty text."""
    if not total_first or not total_second:
        return np.full(len(first), np.nan)
    ratio = ((first + HALF) / total_first) / ((second + HALF) / total_second)
    return np.asarray(np.log2(ratio), dtype=float)


def two_sided(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the two-sided normal probability of z or more, 2 (1 − Φ(|z|)) = erfc(|z| / √2)."""
    return np.array([math.erfc(abs(value) / math.sqrt(2)) for value in z], dtype=float)


def benjamini_hochberg(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return p-values corrected to hold the false discovery rate: min over ranks k ≥ i of m p₍ₖ₎ / k, at most 1.

    Benjamini and Hochberg 1995. NaN stays NaN and does not count in m.
    """
    corrected = np.full(len(p), np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    stepped = p[order] * len(order) / np.arange(1, len(order) + 1)
    corrected[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return corrected


def top(compared: pd.DataFrame, n: int, least_count: int = 5, least_log_ratio: float = 1.0) -> pd.DataFrame:
    """Choose the most typical words of either text.

    Parameters
    ----------
    compared
        As from `keyness`.
    n
        How many words of each text at most.
    least_count
        How often the text that a word is typical of has it, at least.
    least_log_ratio
        How far the ratio of frequencies departs from 0 to that text's side, at least (1 is twice as frequent).

    Returns
    -------
    DataFrame
        The columns of `compared` and ``side`` (``first``, ``second``): the words of the first text, then those of the
        second, each with the highest absolute z first. Fewer where not so many pass.
    """
    chosen = []
    for side, sign in ((FIRST, 1.0), (SECOND, -1.0)):
        passed = (
            (sign * compared["z"] > 0)
            & (compared[f"count_{side}"] >= least_count)
            & (sign * compared["log_ratio"] >= least_log_ratio)
        )
        own = compared[passed].sort_values(["z", "word"], ascending=[sign < 0, True])
        chosen.append(own.head(max(n, 0)).assign(side=side))
    return pd.concat(chosen, ignore_index=True)
