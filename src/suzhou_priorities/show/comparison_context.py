"""What all parts of the study's page need to name things, and the clauses that several of them use."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from suzhou_priorities.measures.attention_study import ALL
from suzhou_priorities.show.attention_context import Context, context_of, p_value
from suzhou_priorities.show.figure_text import MINUS
from suzhou_priorities.show.text import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from suzhou_priorities.measures.study_results import Study

MOST_TOLD = 4  # documents that a sentence names one by one
MOST_LEVEL = 4  # domains that are named as level with the first
_LIMITS = "{}–{}"


class StudyContext(Context):
    """Names as running text wants them: the comma within a domain's English name would part it in two."""

    __slots__ = ()

    def domain(self, key: str, *, inner: bool = False) -> str:
        """Return a domain's short name, on demand as it stands within a sentence."""
        name = Context.domain(self, key, inner=inner)
        return name.replace(", ", " and ") if inner else name


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
        return self.words.join([self.context.domain(key, inner=True) for key in keys])

    def told(self, clauses: Sequence[str]) -> str:
        """Return clauses of one sentence that have commas themselves."""
        return ("；" if self.lang == "zh" else "; ").join(clause for clause in clauses if clause)

    def years(self) -> str:
        """Return the years that the compared reports plan."""
        return self.context.years([str(doc_id) for doc_id in self.study.reports["doc_id"]])


def study_page(study: Study, lang: str) -> StudyPage:
    """Return the study with its words in one language."""
    own = [str(doc_id) for doc_id in study.reports["doc_id"]]
    contexts = [
        StudyContext(**{field.name: getattr(plain, field.name) for field in fields(plain)})
        for page in ("06_comparison", "02_attention")
        for plain in [context_of(study.documents, own, ALL, study.settings, study.has_error, Words(page, lang))]
    ]
    return StudyPage(study, *contexts)


def limits(low: float, high: float, decimals: int = 0) -> str:
    """Return an interval of shares as percent, without the sign."""
    return _LIMITS.format(f"{100 * low:.{decimals}f}", f"{100 * high:.{decimals}f}")


def whole_percent(share: float) -> str:
    """Return a share as whole percent, without the sign."""
    # Halves go up, as a reader rounds: 62.5 is 63.
    return "—" if share != share else str(int(100 * share + 0.5))


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
