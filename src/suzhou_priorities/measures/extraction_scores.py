"""How well figures are read: precision, recall and F1 against hand-read figures, and the agreement of two readers.

Precision is TP / (TP + FP), recall TP / (TP + FN), F1 their harmonic mean (van Rijsbergen 1979, Information Retrieval,
chapter 7). Two figures of one unit are the same if their absolute values are equal; among several, those with the same
printed words, unit, bound and indicator are paired first, each once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from suzhou_priorities.measures.agreement import confusion
from suzhou_priorities.measures.agreement_statistics import kappa
from suzhou_priorities.measures.validation_sample import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Sequence

TOLERANCE = 1e-6
RESAMPLES = 2000
INTERVAL = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 with the number of hand-read figures, and a 95 % interval of F1."""

    precision: float
    recall: float
    f1: float
    n: int
    low: float
    high: float


def paired(gold: pd.DataFrame, found: pd.DataFrame, units: Sequence[str]) -> pd.DataFrame:
    """Pair the figures of each unit.

    Returns
    -------
    DataFrame
        One row per pair and per figure without partner: ``unit_id``, ``in_gold``, ``in_found``, and for every column
        of the figures ``<column>_gold`` and ``<column>_found``.
    """
    theirs, ours = _by_unit(gold), _by_unit(found)
    rows = []
    for unit in units:
        free = list(ours.get(unit, ()))
        for one in theirs.get(unit, ()):
            partner = _partner(one, free)
            if partner is not None:
                free.remove(partner)
            rows.append(_pair(unit, one, partner))
        rows.extend(_pair(unit, None, other) for other in free)
    return pd.DataFrame(rows)


def _by_unit(figures: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the rows of each unit."""
    rows: defaultdict[str, list[Any]] = defaultdict(list)
    for row in figures.itertuples(index=False):
        rows[row.unit_id].append(row)
    return rows


def _partner(one: object, free: list[object]) -> object | None:
    same = [other for other in free if _same_value(one.value, other.value)]  # type: ignore[attr-defined]
    if not same:
        return None
    return min(
        same,
        key=lambda other: tuple(
            getattr(other, name) != getattr(one, name) for name in ("printed", "unit", "value", "bound", "indicator")
        ),
    )


def _same_value(first: float, second: float) -> bool:
    return abs(abs(first) - abs(second)) <= TOLERANCE * max(1.0, abs(first))


def _pair(unit: str, gold: object | None, found: object | None) -> dict[str, object]:
    row: dict[str, object] = {"unit_id": unit, "in_gold": gold is not None, "in_found": found is not None}
    for name in ("printed", "phrase", "value", *ATTRIBUTES):
        row[f"{name}_gold"] = getattr(gold, name, None)
        row[f"{name}_found"] = getattr(found, name, None)
    return row


def score_all(pairs: pd.DataFrame, seed: int = 0) -> Score:
    """Score all figures: whether they were found at all."""
    hit = pairs["in_gold"] & pairs["in_found"]
    return _score(pairs["unit_id"], hit, pairs["in_found"], pairs["in_gold"], seed)


def score_indicators(pairs: pd.DataFrame, seed: int = 0) -> Score:
    """Score the figures of the main indicators: whether they were found under the right key."""
    wanted = pairs["in_gold"] & (pairs["indicator_gold"].fillna("") != "")
    named = pairs["in_found"] & (pairs["indicator_found"].fillna("") != "")
    hit = wanted & named & (pairs["indicator_gold"] == pairs["indicator_found"])
    return _score(pairs["unit_id"], hit, named, wanted, seed)


def _score(units: pd.Series, hit: pd.Series, found: pd.Series, gold: pd.Series, seed: int) -> Score:
    """Score by unit; the interval comes from resampling units, whose figures hang together (Efron 1979)."""
    counts = (
        pd.DataFrame({"unit": units, "hit": hit, "found": found, "gold": gold})
        .groupby("unit", sort=True)[["hit", "found", "gold"]]
        .sum()
        .to_numpy(dtype=float)
    )
    totals = counts.sum(axis=0)
    generator = np.random.default_rng(seed)
    draws = generator.integers(0, len(counts), size=(RESAMPLES, len(counts))) if len(counts) else np.empty((0, 0), int)
    resampled = counts[draws].sum(axis=1) if len(counts) else np.zeros((1, 3))
    hits, read = resampled[:, 0], resampled[:, 1] + resampled[:, 2]
    f1 = np.divide(2 * hits, read, out=np.zeros(len(resampled)), where=read > 0)
    low, high = np.percentile(f1, INTERVAL)
    precision = totals[0] / totals[1] if totals[1] else 0.0
    recall = totals[0] / totals[2] if totals[2] else 0.0
    return Score(precision, recall, _f1(*totals), int(totals[2]), float(low), float(high))


def _f1(hit: float, found: float, gold: float) -> float:
    return 2 * hit / (found + gold) if found + gold else 0.0


def attribute_accuracy(pairs: pd.DataFrame) -> pd.Series:
    """Return for each attribute the share of paired figures that agree on it; ``value`` includes the sign."""
    both = pairs[pairs["in_gold"] & pairs["in_found"]]
    return pd.Series(
        {name: float((both[f"{name}_gold"] == both[f"{name}_found"]).mean()) for name in ("value", *ATTRIBUTES)}
    )


def cohens_kappa(first: pd.Series, second: pd.Series) -> float:
    """Return Cohen's kappa, (p_o - p_e) / (1 - p_e), of two codings of the same things (Cohen 1960).

    p_o is the share of agreement, p_e that expected from the two margins; 1 where both use one code throughout.
    """
    return float(kappa(confusion(first, second).to_numpy(dtype=float)))


def reader_agreement(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return agreement and kappa of two readers by attribute, over the figures that both read."""
    both = pairs[pairs["in_gold"] & pairs["in_found"]]
    rows = [
        (
            name,
            float((both[f"{name}_gold"] == both[f"{name}_found"]).mean()),
            cohens_kappa(both[f"{name}_gold"], both[f"{name}_found"]),
        )
        for name in ATTRIBUTES
    ]
    return pd.DataFrame(rows, columns=["attribute", "agreement", "kappa"])


def worst_errors(pairs: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return figures that were missed, read where none is, or read wrong, the gravest first.

    Returns
    -------
    DataFrame
        ``unit_id``, ``kind`` (``missed``, ``extra``, ``wrong``), ``printed``, ``phrase``, ``attributes`` (those that
        differ, joined), with at most `most` rows.
    """
    checked = ("value", "indicator", "years", "measure", "status", "bound", "basis")
    rows = []
    for row in pairs.to_dict("records"):
        if not row["in_found"]:
            rows.append((0, row["unit_id"], "missed", row["printed_gold"], row["phrase_gold"], ""))
        elif not row["in_gold"]:
            rows.append((1, row["unit_id"], "extra", row["printed_found"], row["phrase_found"], ""))
        else:
            wrong = [name for name in checked if row[f"{name}_gold"] != row[f"{name}_found"]]
            if wrong:
                told = "；".join(f"{name}: {row[f'{name}_found']} ≠ {row[f'{name}_gold']}" for name in wrong)
                rows.append((9 - len(wrong), row["unit_id"], "wrong", row["printed_gold"], row["phrase_gold"], told))
    rows.sort(key=lambda row: row[0])
    columns = ["unit_id", "kind", "printed", "phrase", "attributes"]
    return pd.DataFrame([row[1:] for row in rows[:most]], columns=columns)
