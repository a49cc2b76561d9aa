"""The summary of the study: findings, cards of districts, limits, and the figures in them by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import Markdown

from suzhou_priorities.measures.attention_study import beyond_chance
from suzhou_priorities.measures.coding_scores import scored
from suzhou_priorities.measures.district_documents import ALTERED
from suzhou_priorities.measures.priorities import TOP
from suzhou_priorities.measures.study_variants import FIRST
from suzhou_priorities.show.comparison_cards import cards_of
from suzhou_priorities.show.comparison_context import of_document
from suzhou_priorities.show.comparison_findings import findings_of
from suzhou_priorities.show.comparison_robustness import tally
from suzhou_priorities.show.summary import StudySummary

if TYPE_CHECKING:
    from suzhou_priorities.show.comparison_context import StudyPage
    from suzhou_priorities.show.comparison_differences import Profiles
    from suzhou_priorities.show.summary import Finding

GOVERNMENT = "government"  # the domain that is no choice among policies


def summary(page: StudyPage, profiles: Profiles | None = None) -> StudySummary:
    """Return what the notebook shows first, and the front page repeats."""
    findings = findings_of(page, profiles)
    found = numbers(page)
    if profiles is not None:
        beyond = profiles.apart["beyond"].astype(bool)
        found |= {"profile/beyond_chance": float(beyond.sum()), "profile/tests": float(len(beyond))}
    return StudySummary(findings, cards_of(page), trust(page), found, markdown(findings, page))


def markdown(findings: tuple[Finding, ...], page: StudyPage) -> str:
    """Return the findings as text, each with a link to its figure."""
    words = page.words
    if not findings:
        return words("findings_none")
    lines = [
        words("finding_line", number=number, sentence=one.sentence, certainty=one.certainty, figure=one.figure)
        for number, one in enumerate(findings, start=1)
    ]
    return "\n>\n".join([words("findings_head", n=len(findings)), *(f"> {line}" for line in lines)])


def trust(page: StudyPage) -> tuple[str, ...]:
    """Return what limits the findings, each sentence with its figure."""
    study, words = page.study, page.words
    told = []
    kept = scored(study.sample) if len(study.sample) else study.sample
    if len(kept):
        right = int((kept["domain"] == kept["coded_domain"]).sum())
        told.append(words("trust_coder", n=len(kept), right=right, share=f"{100 * right / len(kept):.0f}"))
    else:
        told.append(words("trust_coder_unknown"))
    own = study.own(study.shares)
    leading = own.sort_values("share", ascending=False, kind="stable").groupby("doc_id", sort=False).head(TOP)
    half = ((leading["high"] - leading["low"]) / 2).astype(float).median() if len(leading) else float("nan")
    if half == half:
        key = "trust_intervals" if own["doc_id"].nunique() > 1 else "trust_intervals_one"
        told.append(words(key, points=f"{100 * half:.0f}", paragraphs=_paragraphs(page)))
    if len(study.reports) == 1:
        told.append(words("trust_document_one"))
    elif len(study.reports):
        told.append(words("trust_documents", n=len(study.reports)))
    altered = [doc_id for doc_id in study.beside["doc_id"] if study.tiers.get(str(doc_id)) == ALTERED]
    if altered:
        told.append(words("trust_altered", names=words.join([page.context.names[str(doc_id)] for doc_id in altered])))
    if (study.shares["domain"].eq(GOVERNMENT) & study.shares["share"].gt(0)).any():
        told.append(words("trust_government", domain=page.context.domain(GOVERNMENT)))
    told.append(words("trust_proxy"))
    return tuple(told)


def _paragraphs(page: StudyPage) -> str:
    counts = page.study.own(page.study.counted).groupby("doc_id", sort=False)["paragraph"].nunique()
    least, most = int(counts.min()), int(counts.max())
    return str(least) if least == most else f"{least}–{most}"


def numbers(page: StudyPage) -> dict[str, float]:
    """Return the figures in the findings by name; what cannot be computed has no entry."""
    study = page.study
    found: dict[str, float] = {}
    for row in study.own(study.ranks).itertuples():
        if row.rank <= TOP:
            found[f"{row.doc_id}/share/{row.domain}"] = float(row.share)
            found[f"{row.doc_id}/leads/{row.domain}"] = float(row.first)
            found[f"{row.doc_id}/top/{row.domain}"] = float(row.top)
    for name, table in (("between", study.between), ("past", study.past)):
        if len(table):
            found[f"{name}/beyond_chance"] = float(len(beyond_chance(table)))
            found[f"{name}/tests"] = float(len(table))
            found[f"{name}/largest"] = float(table["difference"].abs().max())
            found[f"{name}/least_p"] = float(table["p_bh"].min())
    for row in study.own(study.agreement).itertuples():
        found[f"{row.doc_id}/tau/{row.proxy}"] = float(row.tau)
    for row in study.own(study.grounds).itertuples():
        found[f"{row.doc_id}/promises/{row.ground}"] = float(row.share)
    for doc_id in study.own(study.ranks)["doc_id"].unique():
        holds, asked = tally(study.held, FIRST, str(doc_id))
        found[f"{doc_id}/variants"] = float(asked)
        found[f"{doc_id}/variants_held"] = float(holds)
    return {name: value for name, value in found.items() if not pd.isna(value)}


def caveats(page: StudyPage) -> Markdown:
    """Return what the study cannot say."""
    words = page.words
    outside = [
        page.context.names[str(row.doc_id)]
        for row in page.study.documents.itertuples()
        if of_document(page.study.counted, str(row.doc_id)).empty
    ]
    told = words("caveats_outside", names=words.join(outside)) if outside else ""
    return Markdown(words.sentences([words("caveats_text"), told]))
