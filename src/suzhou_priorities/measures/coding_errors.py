"""What wrong codes do: to the totals of the codes, and which of them were given with most confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.measures.agreement import confusion

if TYPE_CHECKING:
    from collections.abc import Sequence


def domain_totals(gold: pd.Series, coded: pd.Series, labels: Sequence[str] | None = None) -> pd.DataFrame:
    """Return how many units have each code by hand and by the program: errors that cancel out do not show here.

    Returns
    -------
    DataFrame
        ``label``, ``gold``, ``coded`` (units), ``gold_share``, ``coded_share`` (0 to 1), ``difference`` (of the shares,
        coded less gold, in percentage points).
    """
    counts = confusion(gold, coded, labels)
    ours, theirs = counts.sum(axis=1).to_numpy(), counts.sum(axis=0).to_numpy()
    units = float(ours.sum()) or np.nan
    return pd.DataFrame(
        {
            "label": list(counts.index),
            "gold": ours,
            "coded": theirs,
            "gold_share": ours / units,
            "coded_share": theirs / units,
            "difference": 100 * (theirs - ours) / units,
        }
    )


def worst(
    frame: pd.DataFrame, most: int, gold: str = "gold", coded: str = "coded", score: str = "domain_score"
) -> pd.DataFrame:
    """Return the units that were coded wrong, those coded most confidently first, at most `most`.

    Parameters
    ----------
    frame
        One row per unit.
    most
        How many.
    gold, coded, score
        Columns with the hand code, the code given, and the confidence in it; errors without one come last.
    """
    ours, theirs = frame[gold], frame[coded]
    wrong = ours.notna() & theirs.notna() & (ours.astype("object") != theirs.astype("object"))
    return frame[wrong].sort_values(score, ascending=False, kind="stable", ignore_index=True).head(max(most, 0))
