"""How firmly promises are made, and how testable they are: two axes, never added up.

The force of a promise follows its verb (确保 guarantee, 完成 plain, 力争 hedged, 探索 exploratory), as commissives
differ in strength (Searle 1976, A Classification of Illocutionary Acts, Language in Society 5, 1-23); whether one
could test it is another matter (for pledges of parties Thomson et al. 2017, American Journal of Political Science 61,
527-542). A promise may be firm and vague.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import pandas as pd

from suzhou_priorities.measures.domain_weights import by_group
from suzhou_priorities.measures.paragraph_clusters import effective_items, paragraph_numbers, with_limits
from suzhou_priorities.measures.proportions import LEVEL, check_level, shares
from suzhou_priorities.measures.text_units import in_categories
from suzhou_priorities.tables.vocabulary import FORCES, TESTABILITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

# Each from the strongest to the weakest.
AXES = {"force": FORCES, "testability": TESTABILITIES}
Axis: TypeAlias = Literal["force", "testability"]
KEY = ["doc_id", "sentence_id"]
_TAKEN_OVER = ("domain", "function", "horizon", "paragraph", "text")


@dataclass(frozen=True, slots=True)
class Association:
    """How strongly two axes go together.

    Attributes
    ----------
    cramers_v, corrected
        Cramér's V, 0 (independent) to 1, as computed and with its bias corrected; NaN where an axis has one value.
    n
        Number of promises.
    """

    cramers_v: float
    corrected: float
    n: int


def promises(commitments: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the promises with domain, function, horizon, paragraph and text of their sentences.

    Parameters
    ----------
    commitments
        The table; promises not to do something (``negated``) are promises.
    sentences
        The table, or its rows that count.

    Returns
    -------
    DataFrame
        The columns and rows of `commitments`, with ``domain``, ``function``, ``horizon``, ``paragraph``, ``text``;
        empty where `sentences` lacks the sentence.
    """
    taken = [column for column in _TAKEN_OVER if column in sentences]
    own = commitments.drop(columns=taken, errors="ignore")
    return own.merge(sentences[[*KEY, *taken]].drop_duplicates(KEY), on=KEY, how="left")


def axis_shares(
    promised: pd.DataFrame, axis: Axis, by: Sequence[str] = ("doc_id",), level: float = LEVEL
) -> pd.DataFrame:
    """Return how the promises of each group spread over one axis.

    ``share = count / total`` with Wilson's interval (Wilson 1927) for promises drawn by paragraph, since those of one
    paragraph are alike (Kish 1965; see `paragraph_clusters.clustered_wilson`).

    Parameters
    ----------
    promised
        As from `promises`.
    axis
        ``force`` or ``testability``.
    by
        Columns that make the groups: ``doc_id``, ``domain``, ``horizon``, …; an empty value makes a group of its own.
    level
        Level of the interval.

    Returns
    -------
    DataFrame
        The columns `by`, the axis (every value, from the strongest), ``count``, ``total``, ``share``, ``low``,
        ``high``, ``effective`` and ``freedom`` (see `paragraph_clusters.pooled`: one likeness a document and
        value); groups in order of appearance.

    Raises
    ------
    ParameterError
        If `level` does not lie between 0 and 1.
    """
    check_level(level)
    tables = []
    for key, own in by_group(promised, by):
        numbers = paragraph_numbers(own)
        counts = in_categories(own[axis].value_counts().to_frame().T, AXES[axis]).iloc[0]
        table = pd.DataFrame({axis: counts.index.astype(str), "count": counts.to_numpy(), "total": int(counts.sum())})
        known = [effective_items(own[axis].eq(value), numbers) for value in table[axis]]
        table[["effective", "paragraphs"]] = known
        tables.append(table.assign(**dict(zip(by, key, strict=True))))
    columns = [*by, axis, "count", "total", "effective", "paragraphs"]
    found = pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)
    found["share"] = shares(found["count"], found["total"])
    found = with_limits(found, [axis, *(name for name in by if name == "doc_id")], level)
    return found[[*by, axis, "count", "total", "share", "low", "high", "effective", "freedom"]]


def cross_table(promised: pd.DataFrame) -> pd.DataFrame:
    """Count promises by force (rows) and testability (columns), both from the strongest."""
    counted = pd.crosstab(promised["force"], promised["testability"])
    return in_categories(in_categories(counted, TESTABILITIES).T, FORCES).T.rename_axis("force")


def association(table: pd.DataFrame) -> Association:
    """Return Cramér's V of a cross table.

    V = √(χ² / (n · min(r − 1, c − 1))) (Cramér 1946, Mathematical Methods of Statistics, p. 282) with Pearson's χ²,
    empty rows and columns left out. In small samples V is above 0 even of independent axes, the more so the larger the
    table. Bergsma 2013 (Journal of the Korean Statistical Society 42, 323-328) corrects it: with φ² = χ² / n, less its
    expectation (r − 1)(c − 1) / (n − 1) but at least 0, and r' = r − (r − 1)² / (n − 1), c' = c − (c − 1)² / (n − 1),
    V' = √(φ² / min(r' − 1, c' − 1)).
    """
    counts = table.to_numpy(dtype=float)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    n, (rows, columns) = float(counts.sum()), counts.shape
    if min(rows, columns) < 2:
        return Association(np.nan, np.nan, int(n))
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / n
    chi_square = float(((counts - expected) ** 2 / expected).sum())
    phi = max(0.0, chi_square / n - (rows - 1) * (columns - 1) / (n - 1))
    least = min(side - (side - 1) ** 2 / (n - 1) for side in (rows, columns)) - 1
    corrected = float(np.sqrt(phi / least)) if least > 0 else np.nan
    return Association(float(np.sqrt(chi_square / n / (min(rows, columns) - 1))), corrected, int(n))


def examples(promised: pd.DataFrame, axis: Axis, each: int = 1) -> pd.DataFrame:
    """Return the strongest and the weakest promises of each domain on one axis.

    Ties are broken by the order of the promises, not by the other axis. A domain whose promises are all alike on the
    axis has strongest ones only.

    Returns
    -------
    DataFrame
        The columns of `promised` and, before them, ``end`` (``strongest``, ``weakest``); at most `each` promises per
        domain and end, domains in order of appearance. Promises without a domain are left out.
    """
    ranks = {value: place for place, value in enumerate(AXES[axis])}
    ranked = promised.assign(rank=promised[axis].map(ranks)).dropna(subset=["rank", "domain"])
    chosen = []
    for _, own in ranked.groupby("domain", sort=False):
        ends = {"strongest": own["rank"].min(), "weakest": own["rank"].max()}
        if ends["strongest"] == ends["weakest"]:
            del ends["weakest"]
        for end, rank in ends.items():
            chosen.append(own[own["rank"] == rank].head(max(each, 0)).assign(end=end))
    found = pd.concat(chosen, ignore_index=True) if chosen else ranked.assign(end=pd.Series(dtype="object"))
    return found[["end", *promised.columns]]
