"""What each reader coded, and how far the readers agree.

Two readings were made with the codebooks and the units in their documents; a third, of part of the units, with nothing
but the borders of the domains. They are runs of a language model: test and retest, not agreement between people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.coding.coded_units import read_units
from suzhou_priorities.measures.agreement import agreement, krippendorff_alpha
from suzhou_priorities.measures.coding_scores import LABELS
from suzhou_priorities.measures.resampling import RESAMPLES

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND, BORDERS, AGREED = "first", "second", "borders", "agreed"
FILES = {FIRST: "codes_reader_1.csv", SECOND: "codes_reader_2.csv", BORDERS: "codes_borders_only.csv"}
SURE = "1"
# What is compared: the code, who reads, and whether only of the part kept to score.
PAIRS = (
    ("domain", FIRST, SECOND),
    ("domain", FIRST, BORDERS),
    ("domain", SECOND, BORDERS),
    ("function", FIRST, SECOND),
    ("horizon", FIRST, SECOND),
)
COLUMNS = ("what", "one", "other", "units", "accuracy", "kappa", "kappa_low", "kappa_high", "alpha", "low", "high")


def reader_codes(validation: Path) -> pd.DataFrame:
    """Return the units with the codes of each reader.

    Returns
    -------
    DataFrame
        ``unit_id, source, sample, doc_id``; ``<what>_agreed`` for domain, function and horizon; and for each reader
        ``<what>_<reader>`` and ``sure_<reader>``, missing where the unit was not read (or not coded so: the reader of
        the borders alone coded domains only). Readers: `FILES`.

    Raises
    ------
    TableError
        If the units or their codes are missing.
    """
    units = read_units(validation)
    frame = units[["unit_id", "source", "sample", "doc_id"]].assign(
        **{f"{name}_{AGREED}": units[name] for name in LABELS}
    )
    for reader, file in FILES.items():
        wanted = (*LABELS, "sure")
        if (validation / file).is_file():
            read = pd.read_csv(validation / file, dtype="string", keep_default_na=False)
        else:
            read = pd.DataFrame(columns=["unit_id"], dtype="string")
        own = read.reindex(columns=["unit_id", *wanted]).rename(columns={name: f"{name}_{reader}" for name in wanted})
        frame = frame.merge(own, on="unit_id", how="left", validate="one_to_one")
    return frame


def reader_agreement(codes: pd.DataFrame, resamples: int = RESAMPLES, seed: int = 0) -> pd.DataFrame:
    """Return how far each two readers agree, and all three on domains.

    Parameters
    ----------
    codes
        As from `reader_codes`, perhaps of one part of the sample.
    resamples, seed
        Of the bootstrap.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: ``low`` and ``high`` are those of alpha. The last row, with empty ``other``, is alpha of the
        three readers over the units that all of them read; it has no accuracy and no kappa.
    """
    rows: list[tuple[object, ...]] = []
    for what, one, other in PAIRS:
        both = codes[[f"{what}_{one}", f"{what}_{other}"]].dropna()
        found = agreement(both.iloc[:, 0], both.iloc[:, 1], resamples=resamples, seed=seed).set_index("measure")
        kappa, alpha = found.loc["kappa"], found.loc["alpha"]
        rows.append((what, one, other, len(both), found.at["accuracy", "value"], *limits_of(kappa), *limits_of(alpha)))
    all_three = codes[[f"domain_{reader}" for reader in FILES]].dropna()
    alpha = krippendorff_alpha(all_three, resamples=resamples, seed=seed)
    unknown = (np.nan,) * 4
    rows.append(("domain", "", "", len(all_three), *unknown, alpha.value, alpha.low, alpha.high))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def same_as_agreed(codes: pd.DataFrame, reader: str) -> float:
    """Return the share of the units that a reader read on whose domain the codes agreed on follow that reader."""
    both = codes[[f"domain_{AGREED}", f"domain_{reader}"]].dropna()
    return float(both.iloc[:, 0].eq(both.iloc[:, 1]).mean())


def undisputed(codes: pd.DataFrame) -> pd.Series:
    """Tell for each unit whether both readers gave one domain and were sure; missing where one did not read it."""
    same = codes[f"domain_{FIRST}"].eq(codes[f"domain_{SECOND}"])
    sure = codes[f"sure_{FIRST}"].eq(SURE) & codes[f"sure_{SECOND}"].eq(SURE)
    return (same & sure).where(codes[f"domain_{SECOND}"].notna() & codes[f"domain_{FIRST}"].notna()).astype("boolean")


def limits_of(row: pd.Series) -> tuple[float, float, float]:
    """Return a value and its interval."""
    return float(row["value"]), float(row["low"]), float(row["high"])
