"""In which counted shares the profiles of documents differ, and whether that is more than their paragraphs allow."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.measures.paragraph_clusters import clustered_wilson
from suzhou_priorities.measures.proportions import LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ["measure", "first", "second", "difference", "low", "high", "beyond"]


def profile_differences(profile: pd.DataFrame, doc_ids: Sequence[str], level: float = LEVEL) -> pd.DataFrame:
    """Compare each share of each two documents.

    The interval of a difference is Newcombe's hybrid score interval (Newcombe 1998, Statistics in Medicine 17,
    873-890, method 10): with shares p and Wilson limits l, u of each side, the difference d = p₂ − p₁ has the limits
    d − √((p₂ − l₂)² + (u₁ − p₁)²) and d + √((u₂ − p₂)² + (p₁ − l₁)²). The limits are those of items drawn by paragraph
    where they hang together so (`paragraph_clusters.clustered_wilson`; Kish 1965). All rows are one family, so each
    interval has the level 1 − (1 − level) / rows (Bonferroni). Shares of one total (levels of honours) are told twice
    over, which makes the family larger than it need be.

    Parameters
    ----------
    profile
        As from `report_profile.report_profile`; any table of ``doc_id``, ``measure``, ``share``, ``effective``,
        ``freedom``.
    doc_ids
        The documents compared.
    level
        Level of all intervals together.

    Returns
    -------
    DataFrame
        ``measure``, ``first``, ``second`` (doc_ids), ``difference`` (share of the second less that of the first),
        ``low``, ``high``, ``beyond`` (the interval does not hold 0); the measures that two documents share, the
        greatest difference first.
    """
    pairs = [
        (measure, *pair)
        for measure, own in profile[profile["doc_id"].isin(list(doc_ids))].groupby("measure", sort=False)
        for pair in combinations([doc_id for doc_id in doc_ids if doc_id in set(own["doc_id"])], 2)
    ]
    table = pd.DataFrame(pairs, columns=["measure", "first", "second"])
    if table.empty:
        return pd.DataFrame(columns=COLUMNS)
    cells = profile.set_index(["doc_id", "measure"])
    own_level = 1 - (1 - level) / len(table)
    sides = []
    for side in ("first", "second"):
        rows = cells.loc[list(zip(table[side], table["measure"], strict=True))]
        share = rows["share"].to_numpy()
        sides.append((share, *clustered_wilson(share, rows["effective"], rows["freedom"], own_level)))
    (p, low_p, high_p), (q, low_q, high_q) = sides
    table["difference"] = q - p
    table["low"] = table["difference"] - np.sqrt((q - low_q) ** 2 + (high_p - p) ** 2)
    table["high"] = table["difference"] + np.sqrt((high_q - q) ** 2 + (p - low_p) ** 2)
    table["beyond"] = (table["low"] > 0) | (table["high"] < 0)
    order = table["difference"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)[COLUMNS]
