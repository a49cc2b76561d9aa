"""The parts of the study's page on differences and on the documents that stand beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import Markdown

from suzhou_priorities.measures.attention_study import ALL, plan_against_report
from suzhou_priorities.measures.comparable_reports import plan_and_report
from suzhou_priorities.show.attention_answer import beyond_text, plan_findings
from suzhou_priorities.show.attention_difference_figures import MOST_PANELS, between_figure
from suzhou_priorities.show.comparison_context import MOST_TOLD, signed
from suzhou_priorities.show.comparison_ranks import beside_documents

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML

    from suzhou_priorities.show.comparison_context import StudyPage


def between_text(page: StudyPage) -> Markdown:
    """Return how reports are tested against each other, and how far their rankings agree."""
    words, alike = page.words, page.study.alike.dropna(subset=["tau"])
    if alike.empty:
        return words.show("between_none")
    told = (
        [_alike_many(alike, page)]
        if len(alike) > MOST_TOLD
        else [
            words(
                "alike_of",
                first=page.label(row.first),
                second=page.label(row.second),
                **{name: signed(float(getattr(row, name))) for name in ("tau", "low", "high")},
            )
            for row in alike.itertuples(index=False)
        ]
    )
    pairs = page.study.between[["first_label", "second_label"]].drop_duplicates()
    drawn = words("pairs_drawn", drawn=MOST_PANELS, all=len(pairs)) if len(pairs) > MOST_PANELS else ""
    return Markdown(words.sentences([words("between_text", told=page.words.join(told)), drawn]))


def _alike_many(alike: pd.DataFrame, page: StudyPage) -> str:
    taus = alike["tau"].astype(float)
    gaps = {"low": signed(taus.min()), "high": signed(taus.max()), "middle": signed(taus.median())}
    return page.words("alike_many", n=len(alike), **gaps)


def differences_figure(page: StudyPage) -> HTML:
    """Draw the differences between the compared reports, as the page on attention does."""
    return between_figure(page.study.between, page.attention)


def beside_text(page: StudyPage) -> Markdown:
    """Return what stands beside the compared reports and why, and how the yearly report follows its five-year plan."""
    words, study = page.words, page.study
    documents = beside_documents(page)
    if not documents:
        return words.show("beside_none")
    names = words.join([page.context.names[doc_id] for doc_id in documents])
    plan, report = plan_and_report(study.documents)
    found = plan_against_report(study.counted, plan, report, ALL, study.settings) if plan else None
    if found is None:
        return words.show("beside_text_only" if len(study.reports) else "beside_text_alone", names=names)
    gaps = plan_findings(found, page.attention)
    beyond = beyond_text(found.differences, page.attention, past=False)
    kept = {name: gaps[name] for name in ("plan", "report", "tau", "more", "more_points", "less", "less_points")}
    return words.show("beside_text", names=names, plan=words("plan_against_report", beyond=beyond, **kept))
