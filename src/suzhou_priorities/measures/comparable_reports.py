"""Which reports may be ranked together, and which stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def comparable_reports(
    documents: pd.DataFrame, tiers: Mapping[str, str], year: int = 0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the work reports of one year that may be compared, and all other work reports.

    Reports may be compared if they plan the same year and none comes from a copy whose words were altered.

    Parameters
    ----------
    documents
        The table.
    tiers
        Source tier by doc_id.
    year
        The year planned; 0 for the year with the most comparable reports (the latest of several).
    """
    reports = documents[documents["doc_type"] == "work_report"].sort_values("doc_id", ignore_index=True)
    altered = [doc_id for doc_id, tier in tiers.items() if tier == "altered_copy"]
    unaltered = reports[~reports["doc_id"].isin(altered)]
    counts = unaltered.dropna(subset=["year"])["year"].value_counts()
    if year == 0 and len(counts):
        year = int(max(counts[counts == counts.max()].index))
    chosen = unaltered[unaltered["year"] == year]
    rest = reports[~reports["doc_id"].isin(chosen["doc_id"])]
    return chosen.reset_index(drop=True), rest.reset_index(drop=True)


def plan_and_report(documents: pd.DataFrame) -> tuple[str, str]:
    """Return the latest five-year plan that a later work report of its place follows, and the latest such report.

    Returns
    -------
    tuple of str
        Their doc_ids; two empty texts where the corpus holds no such pair.
    """
    plans = documents[documents["doc_type"] == "five_year_plan"].sort_values("year", ascending=False, kind="stable")
    for plan in plans.itertuples():
        followed = documents[
            (documents["doc_type"] == "work_report")
            & (documents["place"] == plan.place)
            & (documents["year"] > plan.plan_start)
            & (documents["year"] <= plan.plan_end)
        ].sort_values("year", kind="stable")
        if len(followed):
            return str(plan.doc_id), str(followed.iloc[-1]["doc_id"])
    return "", ""
