"""Intervals of shares that are counted, not measured."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from suzhou_priorities.errors import ParameterError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

LEVEL = 0.95


def wilson(successes: ArrayLike, trials: ArrayLike, level: float = LEVEL) -> tuple[NDArray[np.float64], ...]:
    """Return the lower and the upper end of Wilson's score interval of shares.

    With p = k / n and z the (1 + level) / 2 quantile of the normal distribution, the ends are
    (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) / (1 + z²/n) (Wilson 1927, J. Am. Stat. Assoc. 22, 209-212; advised for
    small n by Brown, Cai and DasGupta 2001, Stat. Sci. 16, 101-133). It takes the n trials as independent.

    Parameters
    ----------
    successes, trials
        k and n, of one shape.
    level
        Share of samples whose interval holds the true share, between 0 and 1.

    Returns
    -------
    tuple of arrays
        Lower and upper ends, 0 to 1; NaN where n is 0.

    Raises
    ------
    ParameterError
        If `level` does not lie between 0 and 1.
    """
    z = normal_quantile(level)
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = k / n
        centre = p + z**2 / (2 * n)
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        low, high = (centre - half) / (1 + z**2 / n), (centre + half) / (1 + z**2 / n)
    empty = n == 0
    low, high = np.where(k == 0, 0.0, low), np.where(k == n, 1.0, high)
    return np.where(empty, np.nan, low), np.where(empty, np.nan, high)


def shares(successes: ArrayLike, trials: ArrayLike) -> NDArray[np.float64]:
    """Return k / n, NaN where n is 0."""
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n == 0, np.nan, k / n)


def normal_quantile(level: float) -> float:
    """Return how many standard deviations a two-sided normal interval of that level reaches to either side.

    Raises
    ------
    ParameterError
        If `level` does not lie between 0 and 1.
    """
    check_level(level)
    return NormalDist().inv_cdf((1 + level) / 2)


def check_level(level: float) -> None:
    """Raise `ParameterError` if the level of an interval does not lie between 0 and 1."""
    if not 0 < level < 1:
        raise ParameterError("level", f"is {level}.", "Choose a share between 0 and 1, such as 0.95.")
