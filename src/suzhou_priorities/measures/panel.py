"""The main indicators of several documents side by side: what was achieved, what is aimed at, and what matches.

A cell holds the figures of one indicator in one document for one year. Figures of two documents stand side by side only
if unit of account, measure and basis match; the codebook `indicators` sees to it that one key has one definition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.extract.indicators import indicators as indicator_book

if TYPE_CHECKING:
    from collections.abc import Sequence

AMOUNTS = ("level", "count", "share", "cumulative", "increment")
CHANGES = ("growth",)
SIDES = {"actual": "review_end", "target": "plan_start"}
COLUMNS = [
    "indicator",
    "doc_id",
    "status",
    "kind",
    "year",
    "measure",
    "value",
    "unit",
    "bound",
    "basis",
    "base_value",
    "base_unit",
    "estimated",
    "phrase",
    "sentence_id",
    "quantity_id",
]


def panel(documents: pd.DataFrame, quantities: pd.DataFrame, indicators: Sequence[str]) -> pd.DataFrame:
    """Return the figure of each document, indicator, status and kind (``amount`` or ``change``).

    Parameters
    ----------
    documents, quantities
        The tables.
    indicators
        Keys, in the order wanted.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, one row per cell that has a figure for the document's own year (the last year it looks back
        on for ``actual``, the first it plans for ``target``). Where a document states a figure twice, the first counts.
    """
    known = indicator_book()
    years = documents.set_index("doc_id")[list(SIDES.values())]
    named = quantities[quantities["indicator"].isin(list(indicators))]
    named = named[named["doc_id"].isin(years.index)].copy()
    named["kind"] = ["change" if measure in CHANGES else "amount" for measure in named["measure"]]
    named = named[named["measure"].isin((*AMOUNTS, *CHANGES))]
    own = pd.Series(
        [years.at[row.doc_id, SIDES[row.status]] for row in named.itertuples()], index=named.index, dtype="Int64"
    )
    single = (named["year_start"] == named["year_end"]) & (named["year_end"] == own)
    kept = named[single.fillna(False)].assign(year=own[single.fillna(False)])
    # Of a stock (high-tech firms) the number there is comes before the number added.
    added = [
        row.measure == "increment" and known[row.indicator].kind == "stock"
        for row in kept[["measure", "indicator"]].itertuples()
    ]
    kept = kept.assign(_added=added).sort_values("_added", kind="stable")
    kept = kept.drop_duplicates(["indicator", "doc_id", "status", "kind"])
    order = {key: place for place, key in enumerate(indicators)}
    place = {doc_id: number for number, doc_id in enumerate(documents["doc_id"])}
    kept = kept.assign(_i=kept["indicator"].map(order), _d=kept["doc_id"].map(place))
    return kept.sort_values(["_i", "_d", "status", "kind"], kind="stable", ignore_index=True)[COLUMNS]


def comparability(cells: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Say for each figure that two documents both state whether the two may be compared.

    Returns
    -------
    DataFrame
        ``indicator``, ``status``, ``kind``, ``same_unit``, ``same_basis``, ``same_measure``, ``comparable``,
        ``phrase_first``, ``phrase_second``.
    """
    keys = ["indicator", "status", "kind"]
    one, other = (cells[cells["doc_id"] == doc_id] for doc_id in (first, second))
    both = one.merge(other, on=keys, suffixes=("_first", "_second"))
    same_unit = both["base_unit_first"] == both["base_unit_second"]
    same_basis = both["basis_first"] == both["basis_second"]
    same_measure = both["measure_first"] == both["measure_second"]
    return both.assign(
        same_unit=same_unit,
        same_basis=same_basis,
        same_measure=same_measure,
        comparable=same_unit & same_basis & same_measure,
    )[[*keys, "same_unit", "same_basis", "same_measure", "comparable", "phrase_first", "phrase_second"]]


def ambition(cells: pd.DataFrame) -> pd.DataFrame:
    """Return how far each target of growth lies from last year's growth, within one basis.

    Ambition is target growth less achieved growth, in percentage points. Where the basis of the two differs (nominal
    growth against growth on the same accounting basis) it is left empty, for the difference would mean nothing.

    Returns
    -------
    DataFrame
        ``doc_id, indicator, achieved, aimed, bound, basis_achieved, basis_aimed, estimated, ambition,
        sentence_achieved, sentence_aimed``.
    """
    changes = cells[cells["kind"] == "change"]
    achieved, aimed = (changes[changes["status"] == status] for status in ("actual", "target"))
    both = achieved.merge(aimed, on=["doc_id", "indicator"], suffixes=("_achieved", "_aimed"))
    difference = both["value_aimed"].astype(float) - both["value_achieved"].astype(float)
    return pd.DataFrame(
        {
            "doc_id": both["doc_id"],
            "indicator": both["indicator"],
            "achieved": both["value_achieved"].astype(float),
            "aimed": both["value_aimed"].astype(float),
            "bound": both["bound_aimed"],
            "basis_achieved": both["basis_achieved"],
            "basis_aimed": both["basis_aimed"],
            "estimated": both["estimated_achieved"],
            "ambition": difference.where(both["basis_achieved"] == both["basis_aimed"]),
            "sentence_achieved": both["sentence_id_achieved"],
            "sentence_aimed": both["sentence_id_aimed"],
        }
    )
