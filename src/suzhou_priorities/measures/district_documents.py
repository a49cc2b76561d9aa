"""Which documents speak for one district, and with which reports its own may be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.comparable_reports import comparable_reports

if TYPE_CHECKING:
    from collections.abc import Mapping

REPORT, PLAN, TASK_PLAN = "work_report", "five_year_plan", "task_plan"
ALTERED = "altered_copy"


@dataclass(frozen=True, slots=True)
class DistrictDocuments:
    """The documents of one district.

    Attributes
    ----------
    district
        Key of the places codebook.
    documents
        Its rows of the table `documents`: reports first, the latest first, then five-year plans, then task plans.
    report
        doc_id of the work report that speaks for it; empty where there is none.
    compared
        Reports of other places that the report may be compared with.
    further
        Its other work reports that come from no altered copy, the oldest first.
    plan, task_plan
        Its five-year plan and its task plan, those of the report's years if there are any; empty where there is none.
    altered
        Documents that come from a copy whose words were altered.
    """

    district: str
    documents: pd.DataFrame
    report: str
    compared: tuple[str, ...]
    further: tuple[str, ...]
    plan: str
    task_plan: str
    altered: frozenset[str]

    @property
    def speaker(self) -> str:
        """The document whose text is measured: the report, the five-year plan where there is none; else empty."""
        return self.report or self.plan


def district_documents(documents: pd.DataFrame, tiers: Mapping[str, str], district: str) -> DistrictDocuments:
    """Return the documents of a district in their roles.

    The report that speaks for it is that of the latest year in which a report of another place may be compared with it
    (`comparable_reports`); where there is no such year, its latest report from no altered copy; else its latest.

    Parameters
    ----------
    documents
        The table, all documents of the corpus.
    tiers
        Source tier by doc_id.
    district
        Key of the places codebook.

    Raises
    ------
    ParameterError
        If the codebook has no such district, or the corpus no document of it.
    """
    own = documents[(documents["district"] == district).fillna(value=False)]
    if own.empty:
        _refuse(documents, district)
    altered = frozenset(doc_id for doc_id, tier in tiers.items() if tier == ALTERED)
    reports = _latest_first(own, REPORT)
    sound = reports[~reports["doc_id"].isin(altered)]
    report = ""
    compared: tuple[str, ...] = ()
    for row in sound.dropna(subset=["year"]).itertuples():
        alike, _ = comparable_reports(documents, tiers, int(row.year))
        others = alike[~(alike["district"] == district).fillna(value=False)]
        if len(others):
            report, compared = str(row.doc_id), tuple(str(doc_id) for doc_id in others["doc_id"])
            break
    if not report and len(reports):
        report = str((sound if len(sound) else reports).iloc[0]["doc_id"])
    further = [str(doc_id) for doc_id in sound["doc_id"] if doc_id != report]
    year = own.loc[own["doc_id"] == report, "year"].dropna()
    roles = {kind: _latest_first(own, kind) for kind in (PLAN, TASK_PLAN)}
    known = int(year.iloc[0]) if len(year) else None
    return DistrictDocuments(
        district=district,
        documents=pd.concat([reports, *roles.values()], ignore_index=True),
        report=report,
        compared=compared,
        further=tuple(reversed(further)),
        plan=_of_year(roles[PLAN], known),
        task_plan=_of_year(roles[TASK_PLAN], known),
        altered=altered & frozenset(own["doc_id"]),
    )


def _latest_first(own: pd.DataFrame, kind: str) -> pd.DataFrame:
    rows = own[own["doc_type"] == kind]
    return rows.sort_values(["year", "doc_id"], ascending=[False, True], na_position="last", kind="stable")


def _of_year(rows: pd.DataFrame, year: int | None) -> str:
    """Return the first document that plans a year, the first of all where none does; empty where there is none."""
    if rows.empty:
        return ""
    if year is not None:
        covers = (rows["plan_start"] <= year) & (rows["plan_end"] >= year)
        rows = pd.concat([rows[covers.fillna(value=False)], rows])
    return str(rows.iloc[0]["doc_id"])


def _refuse(documents: pd.DataFrame, district: str) -> None:
    known = [str(key) for key in load_codebook("places")["entries"]]
    if district not in known:
        what = f"is {district!r}, which codebooks/places.yml does not have."
        raise ParameterError("district", what, f"Use one of: {', '.join(known)}.")
    there = sorted({str(key) for key in documents["district"].dropna()})
    remedy = f"Choose one of: {', '.join(there)}." if there else "Give the sidecar of a document its district."
    raise ParameterError("district", f"is {district!r}, of which the corpus holds no document.", remedy)
