"""Which documents the page of the notebook `04_language` shows, in which roles and under which names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.report_pair import PLAN, report_pair
from suzhou_priorities.show.document_names import document_names
from suzhou_priorities.show.style import colour_of, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.show.text import Words


@dataclass(frozen=True, slots=True)
class Compared:
    """The documents of the page.

    Attributes
    ----------
    pair
        The documents held against each other: two doc_ids, fewer where the corpus has no two.
    beside
        Other work reports, which stand in panels of their own.
    plans
        Five-year plans of the places of the pair.
    names
        Name of each document, with its kind.
    brief
        Name of each document in figures: district and year, and that it is a plan if it is one; in full where two
        would be alike.
    colours
        Colour of each document's district.
    """

    pair: list[str]
    beside: list[str]
    plans: list[str]
    names: dict[str, str]
    brief: dict[str, str]
    colours: dict[str, str]

    @property
    def complete(self) -> bool:
        """Whether there are two documents to hold against each other."""
        return len(self.pair) == 2

    @property
    def shown(self) -> list[str]:
        """All documents of the page, the pair first."""
        return [*self.pair, *self.beside, *self.plans]

    @property
    def aside(self) -> list[str]:
        """The documents that stand beside the pair."""
        return [*self.beside, *self.plans]

    def listed(self, doc_ids: Sequence[str], words: Words) -> str:
        """Return the names of documents as running text."""
        return words.join([self.names[doc_id] for doc_id in doc_ids])


def compared_documents(
    documents: pd.DataFrame,
    counted: pd.DataFrame,
    tiers: Mapping[str, str],
    pair: Sequence[str],
    words: Words,
) -> Compared:
    """Return the documents of the page; those without a sentence that counts are left out.

    Parameters
    ----------
    documents
        The table.
    counted
        As from `counted_sentences.counted`.
    tiers
        Source tier by doc_id.
    pair
        Two doc_ids, or empty; see `report_pair`.
    words
        Words of the page.

    Raises
    ------
    ParameterError
        If `pair` does not name two documents that may be compared.
    """
    speaking = set(counted["doc_id"])
    roles = [
        [str(doc_id) for doc_id in rows["doc_id"] if doc_id in speaking] for rows in report_pair(documents, tiers, pair)
    ]
    names = document_names(documents, words)
    brief: dict[str, str] = {}
    for row in documents.itertuples():
        district = name_of(row.district, words.lang) if not pd.isna(row.district) else str(row.place)
        year = "" if pd.isna(row.year) else str(row.year)
        kind = "brief_plan" if row.doc_type == PLAN else "brief_report"
        brief[str(row.doc_id)] = words(kind, district=district, year=year).strip()
    shown = [doc_id for role in roles for doc_id in role]
    alike = [brief[doc_id] for doc_id in shown]
    for doc_id in shown:
        if alike.count(brief[doc_id]) > 1:
            brief[doc_id] = names[doc_id]
    districts = documents.set_index("doc_id")["district"]
    colours = {
        str(doc_id): colour_of(None if pd.isna(district) else str(district)) for doc_id, district in districts.items()
    }
    return Compared(roles[0], roles[1], roles[2], names, brief, colours)


def percent(share: float) -> str:
    """Return a share as whole percent; a dash where it is not known."""
    return "—" if pd.isna(share) else f"{100 * share:.0f}"


def percent_interval(low: float, high: float) -> str:
    """Return an interval of shares in whole percent."""
    return f"{percent(low)}–{percent(high)}"


def told_together(parts: Sequence[str], key: str, words: Words) -> str:
    """Return what is told of one document or of two as running text; `key` is the text that joins two."""
    return words(key, first=parts[0], second=parts[1]) if len(parts) == 2 else words.join(list(parts))
