"""What the page of the notebook `02_attention` is about, and how its parts name documents, domains and shares alike."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.attention_study import ALL, Settings
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.document_names import document_names
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.figure_text import MINUS
from suzhou_priorities.show.style import colour_of, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.show.text import Words

LABEL_CHARACTERS = 12
_NO_SHARE = "—"


@dataclass(frozen=True, slots=True)
class Context:
    """What all parts of the page need to name things.

    Attributes
    ----------
    documents
        The table.
    words
        The words of the page.
    part
        Part of the documents that is compared: ``all``, ``review`` or ``plan``.
    settings
        How shares are counted.
    has_error
        Whether the coder's error is known, and carried into the intervals.
    names
        Short name of each document.
    labels
        The same where a figure has little room: the district alone where no other document compared has it.
    """

    documents: pd.DataFrame
    words: Words
    part: str
    settings: Settings
    has_error: bool
    names: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def domain(self, key: str, *, inner: bool = False) -> str:
        """Return a domain's short name, on demand as it stands within a sentence."""
        name = short_domain_name(key, self.words.lang)
        return name[0].lower() + name[1:] if inner and self.words.lang == "en" and name[1:2].islower() else name

    def domain_in(self, key: str, doc_id: str) -> str:
        """Return a domain in a document, within a sentence: by its district where that is enough."""
        label, name = self.labels[doc_id], self.names[doc_id]
        gaps = {"domain": self.domain(key, inner=True), "name": label}
        return self.words("domain_in_document" if label == name else "domain_in", **gaps)

    def axis_label(self, key: str) -> str:
        """Return a domain's short name on lines that leave room for the drawing."""
        name = self.domain(key)
        if self.words.lang == "zh":
            return "\n".join(name[start : start + LABEL_CHARACTERS] for start in range(0, len(name), LABEL_CHARACTERS))
        return textwrap.fill(name, 2 * LABEL_CHARACTERS)

    def colour(self, doc_id: str) -> str:
        """Return the colour of a document's district."""
        return colour_of(self._district(doc_id))

    def measure(self) -> str:
        """Return what shares are shares of, in words."""
        return self.words(f"measure_{self.settings.weight}")

    def part_name(self, passage: str | None = None) -> str:
        """Return the name of a passage; of the part that is compared where none is given."""
        return self.words(f"passage_{passage or self.part}")

    def part_head(self, passage: str) -> str:
        """Return the name of a passage as it heads a column."""
        return self.words(f"head_{passage}")

    def clauses(self, texts: Sequence[str]) -> str:
        """Return clauses of one sentence, one after the other."""
        return ("，" if self.words.lang == "zh" else "; ").join(texts)

    def years(self, doc_ids: Sequence[str]) -> str:
        """Return the years that documents plan, as text."""
        own = self.documents[self.documents["doc_id"].isin(list(doc_ids))]["year"].dropna().astype(int)
        years = sorted(set(own))
        if not years:
            return _NO_SHARE
        return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"

    def link(self, document: str = "", domain: str = "", passage: str = ALL) -> str:
        """Return the address of the counted sentences of a document, domain and passage."""
        chosen = {"counted": "1"} if passage == ALL else {"passage": passage}
        return sentences_link(document=document, domain=domain, **chosen)

    def _district(self, doc_id: str) -> str | None:
        own = self.documents.loc[self.documents["doc_id"] == doc_id, "district"].dropna()
        return str(own.iloc[0]) if len(own) else None


def context_of(
    documents: pd.DataFrame, compared: Sequence[str], part: str, settings: Settings, has_error: bool, words: Words
) -> Context:
    """Return the context of the page.

    Parameters
    ----------
    documents
        The table.
    compared
        Documents that stand in one figure: a district's name stands for its document where it has only one of them.
    part, settings, has_error, words
        As in `Context`.
    """
    names = document_names(documents, words)
    labels = dict(names)
    shown = documents[documents["doc_id"].isin(list(compared)) & documents["district"].notna()]
    for row in shown.itertuples():
        if (shown["district"] == row.district).sum() == 1:
            labels[str(row.doc_id)] = name_of(row.district, words.lang)
    return Context(documents, words, part, settings, has_error, names, labels)


def percent(share: float) -> str:
    """Return a share as percent with one decimal, without the sign; a dash where there is none."""
    return _NO_SHARE if pd.isna(share) else f"{100 * share:.1f}"


def points(difference: float) -> str:
    """Return a difference of shares in percentage points, with its sign."""
    if pd.isna(difference):
        return _NO_SHARE
    text = f"{100 * difference:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text.replace("-", MINUS)


def p_value(p: float) -> str:
    """Return a p-value; small ones as a bound."""
    if pd.isna(p):
        return _NO_SHARE
    return "<0.001" if p < 0.001 else f"{p:.3f}"
