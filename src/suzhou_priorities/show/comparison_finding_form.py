"""How a finding of the study is made: its sentence, its certainty and the figure that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.show.summary import Finding

if TYPE_CHECKING:
    from suzhou_priorities.show.comparison_context import StudyPage

# The figures of the page that show them, by the key of the finding.
FIGURES = {
    "priorities": "priorities",
    "between": "between_reports",
    "proxies": "proxies",
    "promises": "promise_grounds",
    "past": "review_and_plan",
    "profile": "profiles",
}


def make_finding(key: str, sentence: str, certainty: str) -> Finding:
    """Return a finding with the figure that shows it; sentences begin with a capital."""
    return Finding(key, _capital(sentence), _capital(certainty), FIGURES[key])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def compared_documents(page: StudyPage) -> list[str]:
    """Return the compared reports that have counted sentences."""
    return [str(doc_id) for doc_id in page.study.own(page.study.ranks)["doc_id"].unique()]
