"""Statistics of agreement from counts, many tables at once, so that a bootstrap of thousands takes a moment.

A table has the first coder's (or true) codes in rows and the second's in columns; arrays hold one table or many, shape
(…, codes, codes). Where numerator and denominator are both 0, the docstrings say what stands for the quotient.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from suzhou_priorities.measures.resampling import FloatArray


def _quotient(above: FloatArray, below: FloatArray, otherwise: float) -> FloatArray:
    return np.asarray(np.divide(above, below, out=np.full(np.shape(below), otherwise), where=below > 0))


def accuracy(tables: FloatArray) -> FloatArray:
    """Return the share of equal codes, ``Σ n(i, i) / n``; NaN without units."""
    return _quotient(np.trace(tables, axis1=-2, axis2=-1), tables.sum(axis=(-2, -1)), np.nan)


def precision(tables: FloatArray) -> FloatArray:
    """Return for each code ``TP / (TP + FP)`` (van Rijsbergen 1979, ch. 7); NaN where it was never given."""
    return _quotient(np.diagonal(tables, axis1=-2, axis2=-1), tables.sum(axis=-2), np.nan)


def recall(tables: FloatArray) -> FloatArray:
    """Return for each code ``TP / (TP + FN)`` (van Rijsbergen 1979, ch. 7); NaN where it is never true."""
    return _quotient(np.diagonal(tables, axis1=-2, axis2=-1), tables.sum(axis=-1), np.nan)


def f1(tables: FloatArray) -> FloatArray:
    """Return for each code ``2 TP / (2 TP + FP + FN)``; 0 where it is only true or only given, NaN where neither."""
    hits = np.diagonal(tables, axis1=-2, axis2=-1)
    return _quotient(2 * hits, tables.sum(axis=-1) + tables.sum(axis=-2), np.nan)


def macro_f1(tables: FloatArray) -> FloatArray:
    """Return the mean of F1 over the codes that are true or given at least once (Sokolova and Lapalme 2009)."""
    scores = f1(tables)
    occurs = np.isfinite(scores)
    return _quotient(np.where(occurs, scores, 0.0).sum(axis=-1), occurs.sum(axis=-1), np.nan)


def kappa(tables: FloatArray, linear: bool = False) -> FloatArray:
    """Return Cohen's kappa, ``1 - Σ v(i,j) n(i,j) / Σ v(i,j) e(i,j)`` (Cohen 1960; weighted: Cohen 1968).

    ``e(i, j) = n(i, ·) n(·, j) / n``; the weight of a disagreement v is 1, or ``|i - j|`` if `linear`. 1 where both
    coders give one and the same code throughout: they agree in all, though on nothing that could be told apart. NaN
    without units.
    """
    places = np.arange(tables.shape[-1])
    apart = np.abs(places[:, None] - places).astype(float)
    weights = apart if linear else (apart > 0).astype(float)
    units = tables.sum(axis=(-2, -1))
    margins = tables.sum(axis=-1)[..., :, None] * tables.sum(axis=-2)[..., None, :]
    seen, expected = (tables * weights).sum(axis=(-2, -1)) * units, (margins * weights).sum(axis=(-2, -1))
    return np.where(units > 0, 1 - _quotient(seen, expected, 0.0), np.nan)


def alpha(coincidences: FloatArray, ordinal: bool = False) -> FloatArray:
    """Return Krippendorff's alpha, ``1 - D_o / D_e`` (Krippendorff 2019, Content Analysis, 4th ed., ch. 12).

    ``D_o = Σ o(c,k) δ²(c,k) / n`` and ``D_e = Σ n(c) n(k) δ²(c,k) / (n (n - 1))``, o being the coincidence matrix.
    ``δ²`` is 1 for different codes; if `ordinal`, ``(Σ_{g=c..k} n(g) - (n(c) + n(k)) / 2)²``. 1 where all codes are the
    same, as for `kappa`; NaN where no unit has two codes.
    """
    margins = coincidences.sum(axis=-1)
    total = margins.sum(axis=-1)
    if ordinal:
        # The distance of two codes is that of the middles of their ranks.
        middles = np.cumsum(margins, axis=-1) - margins / 2
        squared = (middles[..., :, None] - middles[..., None, :]) ** 2
    else:
        squared = 1 - np.eye(margins.shape[-1])
    seen = (coincidences * squared).sum(axis=(-2, -1)) * (total - 1)
    expected = (margins[..., :, None] * margins[..., None, :] * squared).sum(axis=(-2, -1))
    return np.where(total > 0, 1 - _quotient(seen, expected, 0.0), np.nan)


def unit_coincidences(values: FloatArray) -> FloatArray:
    """Return what each unit adds to the coincidence matrix: ``(x(c) x(k) - [c = k] x(c)) / (m - 1)``.

    Parameters
    ----------
    values
        How many coders gave a unit each code (x); shape (units, codes). m is the sum of a row; a unit with m < 2 adds
        0.

    Returns
    -------
    ndarray of shape (units, codes, codes)
    """
    pairs = values[:, :, None] * values[:, None, :] - values[:, :, None] * np.eye(values.shape[1])
    others = values.sum(axis=1)[:, None, None] - 1
    return np.asarray(np.divide(pairs, others, out=np.zeros_like(pairs), where=others > 0))
