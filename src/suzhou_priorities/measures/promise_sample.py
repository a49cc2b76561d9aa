"""The units whose promises readers read, and what either reader and the program found in them.

The readers are runs of a language model: test and retest, not agreement between people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.coding.coded_units import CORPUS, SCORE, WRITTEN
from suzhou_priorities.measures.extraction_scores import score_all
from suzhou_priorities.measures.promise_scores import COLUMNS, axis_agreement, paired_promises, unit_agreement

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from suzhou_priorities.measures.coding_scores import CodedPage
    from suzhou_priorities.measures.commitment import Axis

READERS, PROGRAM = "readers", "program"
SCORED: tuple[Axis, ...] = ("force", "testability")
LEVELS = (
    "who",
    "source",
    "units",
    "gold",
    "found",
    "precision",
    "recall",
    "f1",
    "low",
    "high",
    *(
        f"{axis}_{name}"
        for axis in SCORED
        for name in ("accuracy", "kappa", "kappa_low", "kappa_high", "alpha", "unit_kappa")
    ),
)


@dataclass(frozen=True, slots=True)
class PromiseSample:
    """Units and promises.

    Attributes
    ----------
    units
        ``unit_id, source, sample, doc_id, text``.
    agreed, first, second
        The promises agreed on and those of either reader: ``unit_id`` and `promise_scores.COLUMNS`.
    found
        Those of the program, in the same form; without rows where the documents were not coded.
    """

    units: pd.DataFrame
    agreed: pd.DataFrame
    first: pd.DataFrame
    second: pd.DataFrame
    found: pd.DataFrame


def promise_sample(
    validation: Path, coded: pd.DataFrame, commitments: pd.DataFrame, pages: Mapping[str, CodedPage]
) -> PromiseSample:
    """Return the sample with what the program found in it; empty frames where there are no validation data.

    Parameters
    ----------
    validation
        Folder of the validation data.
    coded
        As from `coding_scores.coded_sample`: tells which sentence each unit is.
    commitments
        The table.
    pages
        Documents that stand in no table, as from `coding_scores.coded_pages`.
    """
    units = _read(validation / "promises_units.csv", ["unit_id", "source", "sample", "doc_id", "text"])
    names = ("promises.csv", "promises_reader_1.csv", "promises_reader_2.csv")
    agreed, first, second = (_read(validation / name, ["unit_id", *COLUMNS]) for name in names)
    places = coded.loc[coded["unit_id"].isin(units["unit_id"]), ["unit_id", "doc_id", "sentence_id"]]
    table = commitments[["doc_id", "sentence_id", *COLUMNS]]
    rows = [
        (doc_id, one.sentence_id, *(getattr(one, name) for name in COLUMNS))
        for doc_id, page in pages.items()
        for one in page.promises
    ]
    read = pd.DataFrame(rows, columns=["doc_id", "sentence_id", *COLUMNS])
    every = pd.concat([part.astype("object") for part in (table, read) if len(part)] or [table], ignore_index=True)
    found = places.merge(every, on=["doc_id", "sentence_id"])[["unit_id", *COLUMNS]]
    found["negated"] = ["yes" if negated else "no" for negated in found["negated"]]
    return PromiseSample(units, agreed, first, second, found)


def promise_levels(sample: PromiseSample, seed: int = 0) -> pd.DataFrame:
    """Return how well promises are read: by the second reader against the first, and by the program.

    Returns
    -------
    DataFrame
        Columns `LEVELS`. ``who`` is `READERS` (both parts of the sample) or `PROGRAM` (against the promises agreed on,
        in the part kept to score, one row per source). ``f1`` with ``low`` and ``high`` tells whether promises are
        found; for each of `SCORED`, of those found, accuracy, linearly weighted kappa and ordinal alpha, and
        ``unit_kappa`` of the strongest value of each unit. Comparisons without promises are left out.
    """
    units = sample.units
    groups = [(READERS, "both", units, sample.first, sample.second)]
    for source in (CORPUS, WRITTEN):
        own = units[(units["source"] == source) & (units["sample"] == SCORE)]
        groups.append((PROGRAM, source, own, sample.agreed, sample.found))
    rows = []
    for who, source, own, gold, found in groups:
        mine, theirs = (frame[frame["unit_id"].isin(own["unit_id"])] for frame in (gold, found))
        if own.empty or mine.empty or theirs.empty:
            continue
        pairs = pairs_of(own, mine, theirs)
        score = score_all(pairs, seed)
        row = [who, source, len(own), int(pairs["in_gold"].sum()), int(pairs["in_found"].sum())]
        row += [score.precision, score.recall, score.f1, score.low, score.high]
        for axis in SCORED:
            agreed = axis_agreement(pairs, axis, seed).set_index("measure")
            kappa = agreed.loc["kappa_linear"]
            by_unit = unit_agreement(mine, theirs, axis, seed).set_index("measure").at["kappa_linear", "value"]
            row += [agreed.at["accuracy", "value"], kappa["value"], kappa["low"], kappa["high"]]
            row += [agreed.at["alpha_ordinal", "value"], by_unit]
        rows.append(row)
    return pd.DataFrame(rows, columns=list(LEVELS))


def pairs_to_score(sample: PromiseSample) -> pd.DataFrame:
    """Return the promises agreed on and those of the program in the part kept to score, paired."""
    own = sample.units[sample.units["sample"] == SCORE]
    return pairs_of(own, *(frame[frame["unit_id"].isin(own["unit_id"])] for frame in (sample.agreed, sample.found)))


def pairs_of(units: pd.DataFrame, gold: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return the promises of two readings of some units, paired."""
    return paired_promises(gold, found, dict(zip(units["unit_id"], units["text"], strict=True)))


def _read(file: Path, columns: list[str]) -> pd.DataFrame:
    if not file.is_file():
        return pd.DataFrame(columns=columns, dtype="string")
    return pd.read_csv(file, dtype="string", keep_default_na=False)[columns]
