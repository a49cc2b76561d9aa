"""The finding of the study on promises: how many carry a figure or a date, and how many have an owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.measures.promise_grounds import MEASURED, OWNED
from suzhou_priorities.show.comparison_context import MOST_TOLD, limits, whole_percent
from suzhou_priorities.show.comparison_finding_form import LIKELY, OPEN, make_finding, of_interval

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.comparison_context import StudyPage
    from suzhou_priorities.show.summary import Finding


def promises(page: StudyPage) -> Finding | None:
    """Return how many promises carry a figure or a date, and how many have an owner where that is known."""
    study, words = page.study, page.words
    own = study.own(study.grounds)
    measured = own[own["ground"] == MEASURED]
    if measured.empty:
        return None
    owned = own[(own["ground"] == OWNED) & own["doc_id"].isin(measured["doc_id"])]
    told, known = _measured(measured, page), _owned(owned, page)
    key = "finding_promises_owned" if known else "finding_promises"
    sentence = words(key, years=page.years(), told=told, owned=known)
    sure, verdict = _certainty(measured, page)
    unknown = [str(doc_id) for doc_id in measured["doc_id"] if doc_id not in set(owned["doc_id"])]
    without = words("owners_unknown", names=page.several(unknown)) if unknown else ""
    return make_finding("promises", sentence, words.sentences([sure, without]), verdict, page)


def _certainty(measured: pd.DataFrame, page: StudyPage) -> tuple[str, str]:
    """Return how sure the difference of the reports is; where there is one report, its share."""
    words = page.words
    told = page.told(
        [
            words(
                "measured_limits",
                name=page.label(str(row.doc_id)),
                total=words.number(int(row.total)),
                limits=limits(row.low, row.high),
            )
            for row in measured.head(MOST_TOLD).itertuples()
        ]
    )
    if len(measured) < 2:
        half = float((measured["high"] - measured["low"]).iloc[0]) / 2
        return words("certainty_promises_one", told=told), of_interval(half)
    if float(measured["low"].max()) > float(measured["high"].min()):
        return words("certainty_promises_apart"), LIKELY
    key = "certainty_promises_overlap" if len(measured) <= MOST_TOLD else "certainty_promises_overlap_many"
    return words(key, told=told), OPEN


def _measured(measured: pd.DataFrame, page: StudyPage) -> str:
    """Return the share of promises with a figure or date in each report; where they are many, from least to most."""
    words = page.words
    if len(measured) > MOST_TOLD:
        least, most = (measured.loc[at] for at in (measured["share"].idxmin(), measured["share"].idxmax()))
        return words(
            "measured_many",
            n=len(measured),
            least=page.label(str(least["doc_id"])),
            low=whole_percent(least["share"]),
            most=page.label(str(most["doc_id"])),
            high=whole_percent(most["share"]),
            share=whole_percent(float(measured["count"].sum()) / int(measured["total"].sum())),
        )
    return _listed(measured, page)


def _owned(owned: pd.DataFrame, page: StudyPage) -> str:
    """Return the share of promises that a unit leads, in the reports that have a task plan; empty where none has."""
    if len(owned) > MOST_TOLD:
        ends = {"low": whole_percent(owned["share"].min()), "high": whole_percent(owned["share"].max())}
        return page.words("owned_many", n=len(owned), **ends)
    return _listed(owned, page)


def _listed(shares: pd.DataFrame, page: StudyPage) -> str:
    listed = [
        page.words("measured_of", name=page.label(str(row.doc_id)), share=whole_percent(row.share))
        for row in shares.itertuples()
    ]
    return " and ".join(listed) if page.lang == "en" and len(listed) == 2 else page.words.join(listed)
