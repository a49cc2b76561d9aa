"""How a finding of the study is made: its sentence, how sure it is in one plain word and why, the figure that shows it.

The word follows from what was computed, by one rule for all findings of a kind; the functions here give it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.show.summary import Finding
from suzhou_priorities.show.text import capitalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.show.comparison_context import StudyPage

SURE, LIKELY, OPEN = "firm", "likely", "open"
_FIRM, _LIKELY = 0.8, 0.5  # of the draws in which a first place stays, for a place that is firm, and one that is likely
_MOST_VARIANTS = 0.9  # of the variants in which a first place holds, for one that is firm
_LEVEL, _STRICT = 0.05, 0.01  # corrected p-values of a difference that is likely, and of one that is firm
_NARROW, _WIDE = 0.05, 0.1  # half widths of the intervals of shares that are firm, and that are likely

# The figures of the page that show them, by the key of the finding.
FIGURES = {
    "priorities": "shares",
    "between": "between_reports",
    "proxies": "proxies",
    "promises": "promise_grounds",
    "past": "review_and_plan",
    "profile": "profiles",
}


def make_finding(key: str, sentence: str, certainty: str, verdict: str, page: StudyPage) -> Finding:
    """Return a finding with the figure that shows it; sentences begin with a capital.

    Parameters
    ----------
    key, sentence
        Its name, and what it says.
    certainty
        What makes it as sure as it is.
    verdict
        `SURE`, `LIKELY` or `OPEN`: the word that the certainty begins with.
    page
        Words of the page.
    """
    word = page.words(f"sure_{verdict}")
    told = page.words("sure_line", verdict=word, text=certainty)
    return Finding(key, capitalised(sentence), told, FIGURES[key], word)


def of_first_places(chances: Sequence[float], *, level: bool, holds: int, asked: int) -> str:
    """Return how sure first places are.

    Parameters
    ----------
    chances
        How often each is kept when paragraphs are drawn anew, 0 to 1.
    level
        Whether one of them is shared, so that it is no first place of one domain and never firm.
    holds, asked
        In how many of how many variants of the study they hold.
    """
    least = min(chances, default=0.0)
    if least >= _FIRM and not level and holds >= _MOST_VARIANTS * asked:
        return SURE
    return LIKELY if least >= _LIKELY and not level else OPEN


def of_test(p: float) -> str:
    """Return how sure a difference is whose corrected p-value is `p`; open where there is none."""
    return SURE if p < _STRICT else LIKELY if p < _LEVEL else OPEN


def of_interval(half: float) -> str:
    """Return how sure a share is whose interval reaches `half` to either side."""
    return SURE if half <= _NARROW else LIKELY if half <= _WIDE else OPEN


def compared_documents(page: StudyPage) -> list[str]:
    """Return the compared reports that have counted sentences."""
    return [str(doc_id) for doc_id in page.study.own(page.study.ranks)["doc_id"].unique()]
