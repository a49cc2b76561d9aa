"""What all parts of the study's page need to name things, and the clauses that several of them use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from suzhou_priorities.measures.attention_study import ALL
from suzhou_priorities.show.attention_context import Context, context_of, p_value
from suzhou_priorities.show.comparison_promises_context import brief_names
from suzhou_priorities.show.document_names import document_names, place_name
from suzhou_priorities.show.figure_text import MINUS
from suzhou_priorities.show.text import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from suzhou_priorities.measures.study_results import Study

MOST_TOLD = 4  # documents that a sentence names one by one
MOST_LEVEL = 4  # domains that are named as level with the first
_LIMITS = "{}–{}"


@dataclass(frozen=True, slots=True)
class StudyPage:
    """The study and its words.

    Attributes
    ----------
    study
        What was found.
    context
        Names and settings, with the words of this page.
    attention
        The same with the words of the page on attention, whose figures and sentences on differences serve here too.
    """

    study: Study
    context: Context
    attention: Context

    @property
    def words(self) -> Words:
        """The words of the page."""
        return self.context.words

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.context.words.lang

    def label(self, doc_id: str) -> str:
        """Return how a document is called among those it is shown with: by its district where that is enough."""
        return self.context.labels[doc_id]

    def domains(self, keys: Sequence[str]) -> str:
        """Return domains as running text."""
        named = [self.context.domain(key, inner=True) for key in keys]
        if self.lang == "zh" or len(named) != 2:
            return self.words.join(named)
        # A name may have an `and` of its own.
        return (" as well as " if any(" and " in name for name in named) else " and ").join(named)

    def several(self, doc_ids: Sequence[str]) -> str:
        """Return some of the compared reports by name, how many they are where that would be too long."""
        if len(doc_ids) > MOST_TOLD:
            return self.words("reports_counted", n=len(doc_ids))
        return self.words.join([self.label(doc_id) for doc_id in doc_ids])

    def drawn(self, subtitle: str, drawn: int, all_of: int) -> str:
        """Return the subtitle of a figure; where it shows some of the documents only, that it does."""
        return self.told([subtitle, self.words("only_drawn", drawn=drawn, all=all_of) if drawn < all_of else ""])

    def told(self, clauses: Sequence[str]) -> str:
        """Return clauses of one sentence that have commas themselves."""
        return ("；" if self.lang == "zh" else "; ").join(clause for clause in clauses if clause)

    def years(self) -> str:
        """Return the years that the compared reports plan."""
        return self.context.years([str(doc_id) for doc_id in self.study.reports["doc_id"]])


def study_page(study: Study, lang: str) -> StudyPage:
    """Return the study with its words in one language."""
    own = [str(doc_id) for doc_id in study.reports["doc_id"]]
    names, labels = _names(study.documents, own, lang)
    contexts = [
        context_of(study.documents, own, ALL, study.settings, study.has_error, Words(page, lang))
        for page in ("06_comparison", "02_attention")
    ]
    return StudyPage(study, *(replace(context, names=names, labels=labels) for context in contexts))


def _names(documents: pd.DataFrame, compared: Sequence[str], lang: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of all documents, and how they are called where there is little room.

    The compared reports, which are of one year, go by their places if no two have one; all others by place and year.
    """
    words = Words("06_comparison_promises", lang)
    names = document_names(documents, words)
    labels = brief_names(documents, names, words)
    own = documents[documents["doc_id"].isin(list(compared))]
    places = {str(row.doc_id): place_name(row, lang) for row in own.itertuples()}
    listed = list(places.values())
    return names, labels | {doc_id: place for doc_id, place in places.items() if listed.count(place) == 1}


def limits(low: float, high: float, decimals: int = 0) -> str:
    """Return an interval of shares as percent, without the sign."""
    return _LIMITS.format(f"{100 * low:.{decimals}f}", f"{100 * high:.{decimals}f}")


def whole_percent(share: float) -> str:
    """Return a share as whole percent, without the sign."""
    # Halves go up, as a reader rounds: 62.5 is 63.
    return "—" if share != share else str(int(100 * share + 0.5))


def in_ten(share: float, words: Words) -> str:
    """Return a share of draws in tenths, in words: its whole percents promise more than the draws keep."""
    tenths = int(10 * share + 0.5)
    if not 1 <= tenths <= 9:
        return words("in_ten_few" if tenths < 1 else "in_ten_most")
    return words("in_ten", n=words("tenths")[tenths])


def p_text(p: float) -> str:
    """Return a p-value with its sign of relation: ``p = 0.284``, ``p < 0.001``."""
    text = p_value(p)
    return f"p < {text[1:]}" if text.startswith("<") else f"p = {text}"


def signed(value: float) -> str:
    """Return a coefficient with two decimals and a real minus sign; a dash where there is none."""
    return "—" if value != value else f"{value:.2f}".replace("-", MINUS)


def of_document(table: pd.DataFrame, doc_id: str) -> pd.DataFrame:
    """Return the rows of a document."""
    return table[table["doc_id"] == doc_id]
