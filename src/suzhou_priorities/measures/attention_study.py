"""The measures of attention as the study asks for them: shares with all error carried in, and three comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.errors import SuzhouPrioritiesError
from suzhou_priorities.measures.attention import attention
from suzhou_priorities.measures.attention_differences import (
    Comparison,
    between_documents,
    review_against_plan,
    share_differences,
)
from suzhou_priorities.measures.attention_error import corrected_attention
from suzhou_priorities.measures.distance import domain_distances, rank_agreement
from suzhou_priorities.measures.resampling import LEVEL, RESAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from suzhou_priorities.measures.domain_weights import Weight

ALL = "all"
PARTS = (ALL, "review", "plan")
ALPHA = 0.05
HALF = 0.5
CORRECTED = ("corrected", "corrected_low", "corrected_high")
UNITS = ("paragraph", "section", "sentence")


@dataclass(frozen=True, slots=True)
class Settings:
    """How shares are counted and resampled.

    Attributes
    ----------
    weight
        ``characters`` or ``sentences``.
    second
        Share of a sentence's weight that goes to its second domain, 0 to 0.5.
    resamples, seed
        Of the bootstrap and the permutations.
    level
        Level of the intervals.
    """

    weight: Weight = "characters"
    second: float = 0.0
    resamples: int = RESAMPLES
    seed: int = 0
    level: float = LEVEL


def of_part(counted: pd.DataFrame, part: str) -> pd.DataFrame:
    """Return the counted sentences of a part: ``all`` of them, the ``review``, or the ``plan``.

    Raises
    ------
    SuzhouPrioritiesError
        If there is no such part.
    """
    if part not in PARTS:
        raise SuzhouPrioritiesError("part", f"is {part!r}.", f"Use {', '.join(PARTS)}.")
    return counted if part == ALL else counted[counted["passage"] == part]


def shares_with_error(
    frame: pd.DataFrame, groups: Sequence[str], confusion: pd.DataFrame | None, settings: Settings
) -> pd.DataFrame:
    """Return the shares of domains with their intervals, and the shares corrected for the coder's error with theirs.

    ``low`` and ``high`` belong to ``share``, the share as coded, and tell how far it hangs on single paragraphs
    (`attention.attention`). ``corrected_low`` and ``corrected_high`` belong to ``corrected`` and hold the coder's error
    too. The second may be the narrower: the correction draws all shares towards each other, and its interval goes with
    it, so that neither stands for the other. The error is that of first domains: where second domains count, or without
    codes of readers, the corrected share is NaN.

    Returns
    -------
    DataFrame
        The columns of `groups`, ``domain``, ``share``, ``low``, ``high``, `CORRECTED`, ``characters``, ``sentences``,
        ``paragraphs``.
    """
    drawn = (settings.resamples, settings.seed, settings.level)
    found = attention(frame, groups, settings.weight, settings.second, *drawn)
    corrected = pd.DataFrame(np.nan, index=found.index, columns=["corrected", "low", "high"])
    if confusion is not None and not settings.second:
        corrected = corrected_attention(frame, confusion, groups, settings.weight, *drawn)
    for place, (name, own) in enumerate(zip(CORRECTED, ("corrected", "low", "high"), strict=True), len(groups) + 4):
        found.insert(place, name, corrected[own].to_numpy())
    return found


def every_share(counted: pd.DataFrame, confusion: pd.DataFrame | None, settings: Settings) -> pd.DataFrame:
    """Return the shares of all documents, of their whole counted text (``all``) and of each passage."""
    whole = shares_with_error(counted, ("doc_id",), confusion, settings).assign(passage=ALL)
    passages = shares_with_error(counted, ("doc_id", "passage"), confusion, settings)
    tables = [table for table in (whole, passages) if len(table)]
    columns = ["doc_id", "passage", *(name for name in whole.columns if name not in ("doc_id", "passage"))]
    return pd.concat(tables, ignore_index=True)[columns] if tables else whole.reindex(columns=columns)


def variants(frame: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Return how far the shares of documents move when they are counted in another way.

    Returns
    -------
    DataFrame
        ``variant`` (``sentences`` or ``characters`` instead of the weight that was set; ``second`` domains counted
        half, or ``first`` domains only where second ones were counted), ``doc_id``, ``domain``, ``first`` (the share as
        set), ``second`` (the share counted otherwise), ``difference``.
    """
    other: Weight = "characters" if settings.weight == "sentences" else "sentences"
    ways: dict[str, tuple[Weight, float]] = {
        other: (other, settings.second),
        "first" if settings.second else "second": (settings.weight, 0.0 if settings.second else HALF),
    }
    own = attention(frame, ("doc_id",), settings.weight, settings.second, 1)[["doc_id", "domain", "share"]]
    tables = []
    for variant, way in ways.items():
        found = attention(frame, ("doc_id",), *way, 1)[["doc_id", "domain", "share"]]
        both = own.merge(found, on=["doc_id", "domain"], suffixes=("_set", "_other"))
        tables.append(both.rename(columns={"share_set": "first", "share_other": "second"}).assign(variant=variant))
    table = pd.concat(tables, ignore_index=True)
    table["difference"] = table["second"] - table["first"]
    return table[["variant", "doc_id", "domain", "first", "second", "difference"]]


def differences(comparisons: Sequence[Comparison], settings: Settings) -> pd.DataFrame:
    """Return `attention_differences.share_differences` of some comparisons: one family of tests."""
    return share_differences(
        comparisons, settings.weight, settings.second, settings.resamples, settings.seed, settings.level
    )


def beyond_chance(table: pd.DataFrame) -> pd.DataFrame:
    """Return the differences that stay beyond chance after correction (false discovery rate below `ALPHA`)."""
    return table[table["p_bh"] < ALPHA]


def unit_sensitivity(frame: pd.DataFrame, part: str, settings: Settings) -> pd.DataFrame:
    """Return what the permutation tests say when other units change sides: paragraphs, sections, or single sentences.

    Sentences of a paragraph hang together, so with the sentence as unit chance is made too small: what does not pass
    there passes nowhere. Sections (innermost headings) lie in between.

    Parameters
    ----------
    frame
        Counted sentences of the documents that are compared.
    part
        Part in which documents are compared with each other.
    settings
        How to count.

    Returns
    -------
    DataFrame
        ``question`` (``past_plan``: each review against its plan; ``documents``: documents in `part`), ``unit``,
        ``pieces`` (units that are shuffled), ``tests``, ``beyond`` (tests beyond chance after correction), and of the
        difference with the smallest p-value ``scope``, ``first_label``, ``second_label``, ``domain``, ``difference``,
        ``p``, ``p_bh``.
    """
    enough = {pair.scope for pair in review_against_plan(frame)}
    questions: dict[str, Callable[[pd.DataFrame], list[Comparison]]] = {
        "past_plan": lambda own: [pair for pair in review_against_plan(own, 1) if pair.scope in enough],
        "documents": lambda own: between_documents(of_part(own, part)),
    }
    kept = ["scope", "first_label", "second_label", "domain", "difference", "p", "p_bh"]
    rows = []
    for question, pairs_of in questions.items():
        for unit in UNITS:
            pairs = pairs_of(frame.assign(paragraph=_unit_numbers(frame, unit)))
            table = differences(pairs, settings)
            if table.empty:
                continue
            pieces = {
                (pair.scope, label, number)
                for pair in pairs
                for label, side in ((pair.first_label, pair.first), (pair.second_label, pair.second))
                for number in side["paragraph"]
            }
            least = table.loc[table["p"].idxmin(), kept].to_dict() if table["p"].notna().any() else {}
            found = {"question": question, "unit": unit, "pieces": len(pieces), "tests": len(table)}
            rows.append({**found, "beyond": len(beyond_chance(table)), **least})
    return pd.DataFrame(rows, columns=["question", "unit", "pieces", "tests", "beyond", *kept])


def _unit_numbers(frame: pd.DataFrame, unit: str) -> pd.Series:
    if unit == "paragraph":
        return frame["paragraph"]
    if unit == "section":
        return frame.groupby(["doc_id", "section_id"], sort=False).ngroup()
    return pd.Series(range(len(frame)), index=frame.index)


@dataclass(frozen=True, slots=True)
class PlanAgainstReport:
    """What a five-year plan promises, and what the yearly report of its place speaks of.

    Attributes
    ----------
    differences
        Shares of domains in the plan (``first``) and the report (``second``), as from
        `attention_differences.share_differences`; empty where there is no such pair.
    distance
        A row of `distance.domain_distances`.
    ranks
        A row of `distance.rank_agreement`.
    """

    differences: pd.DataFrame
    distance: pd.Series
    ranks: pd.Series


def plan_against_report(
    counted: pd.DataFrame, plan: str, report: str, part: str, settings: Settings
) -> PlanAgainstReport | None:
    """Compare what a five-year plan promises for its five years with a report; None where one of them has no text.

    Parameters
    ----------
    counted
        The sentences that are counted.
    plan, report
        Their doc_ids.
    part
        Part of the report: ``all``, ``review``, ``plan``. Of the plan always the passage ``plan``.
    settings
        How to count.
    """
    promised = counted[(counted["doc_id"] == plan) & (counted["passage"] == "plan")]
    said = of_part(counted[counted["doc_id"] == report], part)
    if promised.empty or said.empty:
        return None
    both = pd.concat([promised, said])
    how = (settings.weight, settings.second, settings.resamples, settings.seed, settings.level)
    return PlanAgainstReport(
        differences([Comparison(part, plan, report, promised, said)], settings),
        domain_distances(both, "doc_id", *how).iloc[0],
        rank_agreement(both, "doc_id", *how).iloc[0],
    )
