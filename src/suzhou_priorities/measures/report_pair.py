"""Which two documents are held against each other, and which stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.comparable_reports import comparable_reports

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

REPORT, PLAN = "work_report", "five_year_plan"
MOST_BESIDE = 2


def report_pair(
    documents: pd.DataFrame, tiers: Mapping[str, str], pair: Sequence[str] = ()
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the two documents compared, the reports beside them, and the five-year plans of their places.

    Parameters
    ----------
    documents
        The table.
    tiers
        Source tier by doc_id.
    pair
        Two doc_ids; empty for the first two reports of the year with the most comparable reports.

    Returns
    -------
    tuple of DataFrame
        Rows of `documents`: the pair in the order asked for (fewer than two where the corpus has no two comparable
        reports), other work reports (the latest two, the latest first), and the latest five-year plan of each place of
        the pair (never one of the pair).

    Raises
    ------
    ParameterError
        If `pair` does not name two different work reports or five-year plans of the corpus. A task plan is none: it
        repeats the sentences of its report.
    """
    known = documents[documents["doc_type"].isin([REPORT, PLAN])]
    if len(pair):
        names = [str(doc_id) for doc_id in known["doc_id"]]
        if len(pair) != 2 or len(set(pair)) != 2 or not set(pair) <= set(names):
            raise ParameterError(
                "pair",
                f"is {list(pair)}.",
                f"Name two of: {', '.join(names)}; or leave it empty for the comparable two.",
            )
        chosen = known.set_index("doc_id", drop=False).loc[list(pair)]
    else:
        chosen = comparable_reports(documents, tiers)[0].head(2)
    rest = known[~known["doc_id"].isin(chosen["doc_id"])]
    rest = rest.sort_values(["year", "doc_id"], ascending=[False, True], na_position="last", kind="stable")
    beside = rest[rest["doc_type"] == REPORT].head(MOST_BESIDE)
    plans = rest[(rest["doc_type"] == PLAN) & rest["place"].isin(chosen["place"])].drop_duplicates("place")
    return chosen.reset_index(drop=True), beside.reset_index(drop=True), plans.reset_index(drop=True)
