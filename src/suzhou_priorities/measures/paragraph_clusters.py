"""Intervals of counted shares whose items hang together by paragraph.

Sentences of one paragraph are alike, and so are the promises in them: a hundred sentences in ten paragraphs tell less
than a hundred sentences drawn one by one. How much less is told by the effective number of items, with which the
interval of `proportions.wilson` is then made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import t as student

from suzhou_priorities.measures.proportions import LEVEL, normal_quantile, wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray


def paragraph_numbers(items: pd.DataFrame) -> pd.Series:
    """Return a number for the paragraph of each item, by ``doc_id`` and ``paragraph``; unknown ones make one."""
    codes = [pd.factorize(items[name], use_na_sentinel=False)[0] for name in ("doc_id", "paragraph")]
    keys = codes[0] * (len(items) + 1) + codes[1]
    return pd.Series(pd.factorize(keys)[0], index=items.index)


def effective_items(held: pd.Series, paragraph: pd.Series) -> tuple[float, int]:
    """Return how many items drawn one by one tell as much as these, which were drawn by paragraph; and the paragraphs.

    With n items, y of them held, in m paragraphs (nⱼ and yⱼ in paragraph j) and the share p = y / n, the variance of p
    is estimated as ``v = m / (m − 1) Σ (yⱼ − p nⱼ)² / n²``, the linearised variance of a ratio of cluster totals
    (Kish 1965, Survey Sampling, sec. 6.4). The design effect is ``v / (p (1 − p) / n)`` and n over it the effective
    number (Kish 1965, sec. 8.2), here from 1 to n. Where all items are alike (p is 0 or 1) v says nothing: each
    paragraph then counts as one item, as does a text of one paragraph.

    Parameters
    ----------
    held
        Whether each item has what is counted; no value is missing.
    paragraph
        The paragraph of each item.

    Returns
    -------
    tuple
        The effective number (0 where there is no item) and the number of paragraphs.
    """
    total = len(held)
    if not total:
        return 0.0, 0
    codes, names = pd.factorize(paragraph, use_na_sentinel=False)
    paragraphs = len(names)
    count = np.bincount(codes, weights=held.to_numpy(dtype=float), minlength=paragraphs)
    share = float(count.sum()) / total
    if paragraphs == 1 or share in (0.0, 1.0):
        return float(paragraphs), paragraphs
    spread = count - share * np.bincount(codes, minlength=paragraphs)
    variance = paragraphs / (paragraphs - 1) * float((spread**2).sum()) / total**2
    if not variance:
        return float(total), paragraphs
    return float(np.clip(share * (1 - share) / variance, 1.0, total)), paragraphs


def pooled(table: pd.DataFrame, within: Sequence[str]) -> pd.DataFrame:
    """Give all rows that belong together the design effect that the likeness of items in all of them makes.

    A field of a document has a handful of paragraphs, and its own design effect is hardly known. The effect grows with
    the items of a paragraph, ``d = 1 + (b − 1) ρ`` with b = n / m and the likeness ρ of items of one paragraph (Kish
    1965, sec. 5.4 and 8.2). With the design effect ``dᵢ = nᵢ / effectiveᵢ`` of row i, ρ is estimated as
    ``Σ (mᵢ − 1) (dᵢ − 1) / Σ (mᵢ − 1) (bᵢ − 1)`` over the rows that say something of it (more than one paragraph, and a
    share between 0 and 1); its degrees of freedom are ``Σ (mᵢ − 1)``. A row alone keeps its own design effect. Where no
    row of a document says anything, those of the other documents tell ρ.

    Parameters
    ----------
    table
        With ``total``, ``share``, ``effective`` and ``paragraphs`` as from `effective_items`, one row a group.
    within
        Columns that are alike in rows that belong together; without any all rows do.

    Returns
    -------
    DataFrame
        The table with the new ``effective``, and ``freedom`` (NaN where no row says anything, or items are drawn
        singly) in place of ``paragraphs``.
    """
    effective, total, share, paragraphs = (
        table[name].astype(float) for name in ("effective", "total", "share", "paragraphs")
    )
    told = (paragraphs > 1) & (share > 0) & (share < 1)
    free = (paragraphs - 1).where(told, 0.0)
    items = total / paragraphs
    parts = pd.DataFrame(
        {
            "free": free,
            "likeness": (free * (total / effective - 1)).where(told, 0.0),
            "most": (free * (items - 1)).where(told, 0.0),
        }
    )
    freedom = pd.Series(np.nan, index=table.index)
    found = effective
    for names in (within, [name for name in within if name != "doc_id"]):
        keys = [table[name] for name in names] or [pd.Series(0, index=table.index)]
        summed = parts.groupby(keys, dropna=False, observed=True).transform("sum")
        likeness = (summed["likeness"] / summed["most"]).where(summed["most"] > 0, 0.0)
        open_ = freedom.isna() & (summed["free"] > 0) & paragraphs.notna()
        found = found.mask(open_, total / (1 + (items - 1) * likeness))
        freedom = freedom.mask(open_, summed["free"])
    return table.assign(effective=found, freedom=freedom).drop(columns="paragraphs")


def clustered_wilson(
    share: ArrayLike, effective: ArrayLike, freedom: ArrayLike, level: float = LEVEL
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lower and the upper end of Wilson's interval of shares, with the effective number of items.

    ``n* = effective · (z / t)²`` with z the quantile of the normal distribution and t that of Student's, since the
    design effect is itself an estimate (Korn and Graubard 1998, Survey Methodology 24, 193-201), but at least one item;
    then the interval of Wilson 1927 (`proportions.wilson`) of ``share · n*`` in ``n*``. Of the intervals for shares in
    clustered samples Wilson's with the effective number does well (Franco, Little, Louis and Slud 2019, Journal of
    Survey Statistics and Methodology 7, 334-364). With few paragraphs it is wide, as it should be.

    Parameters
    ----------
    share, effective, freedom
        Of one shape, as from `pooled`. Without degrees of freedom (NaN) z stands for t.
    level
        Level of the interval.

    Returns
    -------
    tuple of arrays
        Lower and upper ends, 0 to 1; NaN where there is no item.

    Raises
    ------
    ParameterError
        If `level` does not lie between 0 and 1.
    """
    z = normal_quantile(level)
    effective, free = np.asarray(effective, dtype=float), np.asarray(freedom, dtype=float)
    estimated = free > 0
    t = student.ppf((1 + level) / 2, np.where(estimated, free, 1.0))
    items = np.where(estimated, np.maximum(effective * (z / t) ** 2, np.minimum(effective, 1.0)), effective)
    low, high = wilson(np.nan_to_num(np.asarray(share, dtype=float)) * items, items, level)
    return low, high


def with_limits(table: pd.DataFrame, within: Sequence[str], level: float = LEVEL) -> pd.DataFrame:
    """Add ``low`` and ``high``, after ``share``, and ``freedom`` to a table as `pooled` takes it."""
    found = pooled(table, within)
    low, high = clustered_wilson(found["share"], found["effective"], found["freedom"], level)
    names = list(found.columns)
    place = names.index("share") + 1
    return found.assign(low=low, high=high)[[*names[:place], "low", "high", *names[place:]]]
