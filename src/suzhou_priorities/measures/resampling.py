"""Bootstrap and permutation of paragraphs, and the intervals that they give.

Sentences of one paragraph hang together, so whole paragraphs are drawn (cluster bootstrap; Efron and Tibshirani 1993,
An Introduction to the Bootstrap, ch. 6, 8 and 13; Davison and Hinkley 1997, sec. 3.8) and whole paragraphs change
places (Good 2005, Permutation, Parametric and Bootstrap Tests of Hypotheses, ch. 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterator

FloatArray: TypeAlias = npt.NDArray[np.float64]

RESAMPLES = 2000
LEVEL = 0.95
# A block of resamples holds at most so many cells, that a large corpus does not fill the memory.
_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and the limits of its interval; the limits are NaN where nothing can be resampled."""

    value: float
    low: float
    high: float


def bootstrap_sums(rows: FloatArray, resamples: int, generator: np.random.Generator) -> FloatArray:
    """Draw as many rows as there are, with replacement, and sum them, `resamples` times.

    The number of times that each row is drawn is multinomial with equal chances.

    Parameters
    ----------
    rows
        One row per paragraph; shape (paragraphs, columns).
    resamples
        How often.
    generator
        Source of chance.

    Returns
    -------
    ndarray of shape (resamples, columns)
        NaN throughout where there are fewer than two rows: one paragraph says nothing about its like.
    """
    count = len(rows)
    if count < 2:
        return np.full((resamples, rows.shape[1]), np.nan)
    sums = np.empty((resamples, rows.shape[1]))
    for block in _blocks(resamples, count):
        size = block.stop - block.start
        drawn = generator.integers(0, count, size=(size, count)) + np.arange(size)[:, None] * count
        times = np.bincount(drawn.ravel(), minlength=size * count).reshape(size, count)
        sums[block] = times.astype(float) @ rows
    return sums


def permuted_sums(rows: FloatArray, chosen: int, resamples: int, generator: np.random.Generator) -> FloatArray:
    """Choose `chosen` of the rows without replacement and sum them, `resamples` times; shape (resamples, columns)."""
    count = len(rows)
    sums = np.zeros((resamples, rows.shape[1]))
    for block in _blocks(resamples, count):
        order = generator.random((block.stop - block.start, count)).argsort(axis=1)
        taken = (order < chosen).astype(float)
        sums[block] = taken @ rows
    return sums


def _blocks(resamples: int, count: int) -> Iterator[slice]:
    step = max(1, _CELLS // max(count, 1))
    for start in range(0, resamples, step):
        yield slice(start, min(start + step, resamples))


def interval(draws: FloatArray, level: float = LEVEL) -> tuple[FloatArray, FloatArray]:
    """Return the percentile interval of each column of draws: the (1 - level) / 2 quantiles of both ends.

    The percentile method of Efron and Tibshirani 1993, ch. 13. Draws that are not finite are set aside.

    Parameters
    ----------
    draws
        Shape (resamples,) or (resamples, columns).
    level
        Share of the draws that the interval holds, between 0 and 1.

    Returns
    -------
    tuple of ndarray
        Lower and upper limits, one per column; NaN where no draw is finite.
    """
    tails = ((1 - level) / 2, (1 + level) / 2)
    columns = draws[:, None] if draws.ndim == 1 else draws
    limits = np.full((2, columns.shape[1]), np.nan)
    known = np.isfinite(columns)
    whole = known.all(axis=0) & (len(columns) > 0)
    if whole.any():
        limits[:, whole] = np.quantile(np.ascontiguousarray(columns.T[whole]), tails, axis=1)
    for place in np.flatnonzero(~whole & known.any(axis=0)):
        limits[:, place] = np.quantile(columns[known[:, place], place], tails)
    return limits[0], limits[1]


def estimate(value: float, draws: FloatArray, level: float = LEVEL) -> Estimate:
    """Return a value with the percentile interval of its draws, of shape (resamples,)."""
    low, high = interval(draws, level)
    return Estimate(float(value), float(low[0]), float(high[0]))
