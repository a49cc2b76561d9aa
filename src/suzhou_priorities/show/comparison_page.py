"""The parts of the study's page on differences and on the documents that stand beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.measures.attention_study import ALL, plan_against_report
from suzhou_priorities.measures.comparable_reports import plan_and_report
from suzhou_priorities.show.attention_answer import beyond_text, plan_findings
from suzhou_priorities.show.attention_difference_figures import between_figure
from suzhou_priorities.show.comparison_context import MOST_TOLD, signed
from suzhou_priorities.show.comparison_ranks import beside_documents

if TYPE_CHECKING:
    from IPython.display import HTML, Markdown

    from suzhou_priorities.show.comparison_context import StudyPage


def between_text(page: StudyPage) -> Markdown:
    """Return how reports are tested against each other, and how far their rankings agree."""
    words, alike = page.words, page.study.alike.dropna(subset=["tau"])
    if alike.empty:
        return words.show("between_none")
    told = [
        words(
            "alike_of",
            first=page.label(row.first),
            second=page.label(row.second),
            **{name: signed(float(getattr(row, name))) for name in ("tau", "low", "high")},
        )
        for row in alike.head(MOST_TOLD).itertuples(index=False)
    ]
    return words.show("between_text", told=page.words.join(told))


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
        return words.show("beside_text_only", names=names)
    gaps = plan_findings(found, page.attention)
    beyond = beyond_text(found.differences, page.attention, past=False)
    kept = {name: gaps[name] for name in ("plan", "report", "tau", "more", "more_points", "less", "less_points")}
    return words.show("beside_text", names=names, plan=words("plan_against_report", beyond=beyond, **kept))
