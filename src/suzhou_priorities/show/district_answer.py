"""The answer of the notebook `10_district_profile`, its documents and its limits, every figure computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML

from suzhou_priorities.measures.claims_by_domain import HELD
from suzhou_priorities.measures.coding_scores import scored
from suzhou_priorities.show.addresses import document_page
from suzhou_priorities.show.district_context import paragraph, part, percent
from suzhou_priorities.show.district_promises import share_of
from suzhou_priorities.show.passages import linked
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from IPython.display import Markdown

    from suzhou_priorities.show.district_context import Profile
    from suzhou_priorities.show.district_priorities import Priorities

NATIONAL = "national"
PAGES = ("02_attention", "03_targets", "04_language", "05_assignment", "06_comparison")


def answer(
    told: Priorities,
    targets: pd.DataFrame,
    gaps: pd.DataFrame,
    promised: pd.DataFrame,
    problems: pd.DataFrame,
    credentials: pd.DataFrame,
    profile: Profile,
) -> Markdown:
    """Return the answer in up to four sentences: what comes first, what is promised, how firmly, what is admitted.

    Parameters
    ----------
    told
        Shares of domains.
    targets, problems, credentials
        The tables.
    gaps
        As from `panel.ambition`, of the document that speaks for the district.
    promised
        As from `district_promises.promises_of`.
    profile
        Names and documents.
    """
    words, doc_id = profile.words, profile.found.speaker
    if not doc_id:
        return words.show("answer_no_text", district=profile.district)
    own = {name: rows[rows["doc_id"] == doc_id] for name, rows in (("t", targets), ("p", promised))}
    body = [
        _first(told, profile),
        _targets(own["t"], gaps, profile),
        _promises(own["p"], promised, profile),
        _claims(problems[problems["doc_id"] == doc_id], credentials[credentials["doc_id"] == doc_id], profile),
    ]
    return words.show("answer", body=words.sentences(body))


def _first(told: Priorities, profile: Profile) -> str:
    words = profile.words
    if told.own.empty:
        return words("answer_uncoded", name=profile.speaker)
    first, second = told.own.iloc[0], told.own.iloc[1]
    is_altered = profile.found.speaker in profile.found.altered
    name = words("altered_name", name=profile.speaker) if is_altered else profile.speaker
    gaps = {"name": name, "first": profile.domain(str(first["domain"])), "share": percent(first["share"])}
    gaps |= {"low": percent(first["low"]), "high": percent(first["high"])}
    gaps |= {"second": profile.domain(str(second["domain"])), "second_share": percent(second["share"])}
    sure = words("answer_tie", n=told.overlapping) if told.overlapping else words("answer_apart")
    return words("answer_first" if pd.notna(first["low"]) else "answer_first_plain", sure=sure, **gaps)


def _targets(own: pd.DataFrame, gaps: pd.DataFrame, profile: Profile) -> str:
    words = profile.words
    if own.empty:
        return words("answer_no_targets")
    known = gaps["ambition"].dropna()
    compared = words("answer_gaps", n=len(known), higher=int((known > 0).sum()), lower=int((known < 0).sum()))
    numbers = int((own["form"] == "number").sum())
    return words("answer_targets", n=len(own), numbers=numbers, compared=compared if len(known) else "")


def _promises(own: pd.DataFrame, promised: pd.DataFrame, profile: Profile) -> str:
    if own.empty:
        return profile.words("answer_no_promises")
    gaps = share_of(promised, "testability", "figure_or_date", profile)
    gaps |= share_of(promised, "force", "guarantee", profile)
    return profile.words("answer_promises", n=profile.words.number(len(own)), **gaps)


def _claims(problems: pd.DataFrame, credentials: pd.DataFrame, profile: Profile) -> str:
    held = credentials[credentials["state"].isin(HELD)]
    if problems.empty and held.empty:
        return profile.words("answer_no_claims")
    answered = sum(len(answers) > 0 for answers in problems["answered_by"])
    which = "none" if problems.empty else "all" if answered == len(problems) else "some"
    return profile.words(
        "answer_claims",
        admitted=profile.words(f"admitted_{which}", n=len(problems), answered=answered),
        honours=len(held),
        national=int((held["level"] == NATIONAL).sum()),
    )


def documents_part(tiers: dict[str, str], profile: Profile) -> HTML:
    """Return the documents of the district: what they are, where they come from, and what they serve for here."""
    words, found = profile.words, profile.found
    own = found.documents
    frame = pd.DataFrame(
        {
            "document": [profile.names[doc_id] for doc_id in own["doc_id"]],
            "years": [_years(row) for row in own.itertuples()],
            "source": [
                words(tiers[doc_id]) if doc_id in tiers else words("source_unknown") for doc_id in own["doc_id"]
            ],
            "use": [_use(str(doc_id), profile) for doc_id in own["doc_id"]],
        }
    )
    table = report_table(
        frame,
        "district_documents",
        {name: words(f"{name}_column") for name in frame.columns},
        lang=words.lang,
        links={"document": [document_page(doc_id) for doc_id in own["doc_id"]]},
    )
    return HTML(part("documents", words("documents_heading"), str(table.data)))


def _years(row: object) -> str:
    start, end = row.plan_start, row.plan_end  # type: ignore[attr-defined]
    if pd.isna(start):
        return "—"
    return str(start) if pd.isna(end) or start == end else f"{start}–{end}"


def _use(doc_id: str, profile: Profile) -> str:
    """Return what a document serves for on the page."""
    words, found = profile.words, profile.found
    if doc_id == found.report:
        if found.compared:
            return words("use_compared", names=profile.compared())
        return words("use_altered" if doc_id in found.altered else "use_alone")
    if doc_id == found.plan:
        return words("use_plan" if found.report else "use_plan_alone")
    if doc_id == found.task_plan:
        return words("use_task_plan")
    return words("use_year" if doc_id in found.further else "use_none")


def limits_part(sample: pd.DataFrame, profile: Profile) -> str:
    """Return what the page cannot tell, and where more stands; as HTML."""
    words, found = profile.words, profile.found
    kept = scored(sample) if profile.has_error else sample
    right = int((kept["domain"] == kept["coded_domain"]).sum()) if profile.has_error else 0
    told = [
        words("limits_one_text" if found.compared else "limits_beside", district=profile.district),
        words("limits_altered", name=profile.names[found.report]) if found.report in found.altered else "",
        words("limits_error", n=len(kept), share=f"{100 * right / len(kept):.0f}")
        if profile.has_error
        else words("limits_no_error"),
        words("limits_proxy"),
    ]
    more = words.join([linked(words(f"page_{name}"), f"{name}.html") for name in PAGES])
    return part(
        "limits", words("limits_heading"), paragraph(words.sentences(told)), f"<p>{words('see_also', pages=more)}</p>"
    )
