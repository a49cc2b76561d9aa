"""Agreement of coders with each other, and of the program's codes with the hand codes.

Intervals are percentile intervals of a bootstrap of the units (Efron and Tibshirani 1993, ch. 13), which are drawn as
counts of their combinations of codes. Units that lack one of the two codes are set aside; the number of units is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.errors import SuzhouPrioritiesError
from suzhou_priorities.measures import agreement_statistics as statistics
from suzhou_priorities.measures.resampling import LEVEL, RESAMPLES, Estimate, estimate, interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.measures.resampling import FloatArray


def confusion(gold: pd.Series, coded: pd.Series, labels: Sequence[str] | None = None) -> pd.DataFrame:
    """Count the units by hand code (index ``gold``) and code of the program or of another coder (columns ``coded``).

    Parameters
    ----------
    gold, coded
        Codes of the same units in the same order.
    labels
        All codes, in the order wanted; without them, those that occur, sorted.

    Raises
    ------
    SuzhouPrioritiesError
        If the two differ in length, or hold a code that is not among `labels`.
    """
    if len(gold) != len(coded):
        raise SuzhouPrioritiesError("codes", f"number {len(gold)} and {len(coded)}.", "Give two codes for each unit.")
    pairs = pd.DataFrame({"gold": gold.to_numpy(dtype=object), "coded": coded.to_numpy(dtype=object)}).dropna().map(str)
    names = _labels([*pairs["gold"], *pairs["coded"]], labels)
    places = pd.Index(names)
    cells = places.get_indexer(pairs["gold"]) * len(names) + places.get_indexer(pairs["coded"])
    counts = np.bincount(cells, minlength=len(names) ** 2).reshape(len(names), len(names))
    return pd.DataFrame(
        counts,
        index=pd.Index(names, name="gold", dtype="object"),
        columns=pd.Index(names, name="coded", dtype="object"),
    )


def agreement(
    gold: pd.Series,
    coded: pd.Series,
    order: Sequence[str] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return how far two codings of the same units agree.

    Parameters
    ----------
    gold, coded
        Codes of the same units in the same order.
    order
        All codes from least to most, where they have an order: then linearly weighted kappa and ordinal alpha are
        given.
    resamples, seed, level
        Of the bootstrap.

    Returns
    -------
    DataFrame
        ``measure`` (``accuracy``, ``macro_f1``, ``kappa``, ``alpha``, and with `order`
        ``kappa_linear``, ``alpha_ordinal``), ``value``, ``low``, ``high``, ``units``. Formulas, and what holds for
        codes without variation: `agreement_statistics`.
    """
    table = confusion(gold, coded, order).to_numpy(dtype=float)
    draws = _resampled(table, resamples, seed)
    both, both_draws = table + table.T, draws + draws.swapaxes(1, 2)
    found = {
        "accuracy": (statistics.accuracy(table), statistics.accuracy(draws)),
        "macro_f1": (statistics.macro_f1(table), statistics.macro_f1(draws)),
        "kappa": (statistics.kappa(table), statistics.kappa(draws)),
        "alpha": (statistics.alpha(both), statistics.alpha(both_draws)),
    }
    if order is not None:
        found["kappa_linear"] = statistics.kappa(table, linear=True), statistics.kappa(draws, linear=True)
        found["alpha_ordinal"] = statistics.alpha(both, ordinal=True), statistics.alpha(both_draws, ordinal=True)
    rows = []
    for measure, (value, resampled) in found.items():
        own = estimate(float(value), resampled, level)
        rows.append((measure, own.value, own.low, own.high, int(table.sum())))
    return pd.DataFrame(rows, columns=["measure", "value", "low", "high", "units"])


def label_scores(
    gold: pd.Series,
    coded: pd.Series,
    labels: Sequence[str] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return precision, recall and F1 of each code, with intervals.

    Returns
    -------
    DataFrame
        ``label``, ``precision``, ``precision_low``, ``precision_high``, the same for ``recall`` and ``f1``, ``support``
        (units with this hand code) and ``coded``. NaN where a code was never given (precision), is never true (recall),
        or neither.
    """
    counts = confusion(gold, coded, labels)
    table = counts.to_numpy(dtype=float)
    draws = _resampled(table, resamples, seed)
    columns: dict[str, object] = {"label": list(counts.index)}
    for name, score in (("precision", statistics.precision), ("recall", statistics.recall), ("f1", statistics.f1)):
        low, high = interval(score(draws), level)
        columns |= {name: score(table), f"{name}_low": low, f"{name}_high": high}
    columns |= {"support": table.sum(axis=1).astype(int), "coded": table.sum(axis=0).astype(int)}
    return pd.DataFrame(columns)


def krippendorff_alpha(
    codes: pd.DataFrame,
    order: Sequence[str] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> Estimate:
    """Return Krippendorff's alpha of any number of coders, nominal, or ordinal if the codes have an `order`.

    Parameters
    ----------
    codes
        One row per unit, one column per coder; codes may be missing.
    order
        All codes from least to most.
    resamples, seed, level
        Of the bootstrap; units with fewer than two codes are not drawn.
    """
    cells = codes.to_numpy(dtype=object)
    given = ~pd.isna(cells)
    names = _labels(list(cells[given]), order)
    numbers = np.full(cells.shape, -1)
    numbers[given] = pd.Index(names, dtype="object").get_indexer([str(code) for code in cells[given]])
    values = np.stack([(numbers == place).sum(axis=1) for place in range(len(names))], axis=1) if names else None
    if values is None or not (paired := values[values.sum(axis=1) > 1]).size:
        return Estimate(np.nan, np.nan, np.nan)
    kinds, times = np.unique(paired, axis=0, return_counts=True)
    parts = statistics.unit_coincidences(kinds.astype(float)).reshape(len(kinds), -1)
    drawn = np.random.default_rng(seed).multinomial(times.sum(), times / times.sum(), size=resamples)
    shape = (len(names), len(names))
    own = statistics.alpha((times @ parts).reshape(shape), ordinal=order is not None)
    draws = statistics.alpha((drawn @ parts).reshape(resamples, *shape), ordinal=order is not None)
    return estimate(float(own), draws, level)


def _labels(codes: Sequence[object], labels: Sequence[str] | None) -> list[str]:
    seen = {str(code) for code in codes}
    if labels is None:
        return sorted(seen)
    if unknown := sorted(seen - set(labels)):
        raise SuzhouPrioritiesError("codes", f"{', '.join(unknown)} is not in the list of codes.", "Mend the code.")
    return list(labels)


def _resampled(table: FloatArray, resamples: int, seed: int) -> FloatArray:
    """Draw as many units as the table counts, with replacement, `resamples` times; shape (resamples, codes, codes)."""
    units = int(table.sum())
    if not units:
        return np.zeros((resamples, *table.shape))
    drawn = np.random.default_rng(seed).multinomial(units, table.ravel() / units, size=resamples)
    return drawn.reshape(resamples, *table.shape).astype(float)
