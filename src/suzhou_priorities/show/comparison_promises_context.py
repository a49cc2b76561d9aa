"""Which documents the second half of the study shows, in which roles, and under which names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.comparable_reports import comparable_reports
from suzhou_priorities.measures.district_documents import TASK_PLAN
from suzhou_priorities.measures.report_pair import PLAN
from suzhou_priorities.show.document_names import document_names, place_name
from suzhou_priorities.show.language_context import Compared
from suzhou_priorities.show.style import colour_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.show.text import Words

MOST_BESIDE = 3  # documents that a figure draws beside those compared


def study_documents(
    documents: pd.DataFrame, counted: pd.DataFrame, tiers: Mapping[str, str], words: Words
) -> tuple[Compared, list[str]]:
    """Return the documents of the page and the districts' pages; those without a sentence that counts are left out.

    Unlike the page on language, which holds two reports against each other, the study compares all reports of the year
    with the most comparable ones.

    Parameters
    ----------
    documents
        The table.
    counted
        As from `counted_sentences.counted`.
    tiers
        Source tier by doc_id.
    words
        Words of the page.

    Returns
    -------
    tuple
        The documents: ``pair`` holds all that are compared, ``beside`` the other work reports, the latest first,
        ``plans`` all five-year plans; and the years that the compared ones plan, as text.
    """
    speaking = set(counted["doc_id"])
    known = documents[documents["doc_id"].isin(speaking)]
    reports, others = comparable_reports(known, tiers)
    others = others.sort_values(["year", "doc_id"], ascending=[False, True], na_position="last", kind="stable")
    plans = known[known["doc_type"] == PLAN].sort_values(["year", "doc_id"], ascending=[False, True], kind="stable")
    names = document_names(documents, words)
    brief = brief_names(documents, names, words)
    roles = [[str(doc_id) for doc_id in rows["doc_id"]] for rows in (reports, others, plans)]
    colours = {
        str(row.doc_id): colour_of(None if pd.isna(row.district) else str(row.district))
        for row in documents.itertuples()
    }
    years = sorted({str(int(year)) for year in reports["year"].dropna()})
    return Compared(roles[0], roles[1], roles[2], names, brief, colours), years


def by_place(compared: Compared, documents: pd.DataFrame, words: Words) -> Compared:
    """Return the documents under the names of their places alone, where no two that are compared have one place.

    In a figure of reports of one year the year stands in the subtitle.
    """
    own = documents[documents["doc_id"].isin(compared.pair)]
    places = {str(row.doc_id): place_name(row, words.lang) for row in own.itertuples()}
    if len(set(places.values())) < len(places):
        return compared
    return replace(compared, brief={**compared.brief, **places})


def brief_names(documents: pd.DataFrame, names: Mapping[str, str], words: Words) -> dict[str, str]:
    """Return place and year of each document, and that it is a plan if it is one; its name where two would be alike."""
    brief = {str(row.doc_id): _brief(row, words) for row in documents.itertuples()}
    listed = [brief[str(row.doc_id)] for row in documents.itertuples() if row.doc_type != TASK_PLAN]
    return {doc_id: name if listed.count(name) < 2 else names[doc_id] for doc_id, name in brief.items()}


def told(texts: Sequence[str], words: Words) -> str:
    """Return clauses of one sentence, one after the other; empty ones are left out."""
    return ("；" if words.lang == "zh" else "; ").join(text for text in texts if text)


def _brief(row: object, words: Words) -> str:
    """Return place and year of a document, and that it is a plan if it is one."""
    year = "" if pd.isna(row.year) else str(int(row.year))  # type: ignore[attr-defined]
    key = "brief_plan" if row.doc_type == PLAN else "brief_report"  # type: ignore[attr-defined]
    return words(key, place=place_name(row, words.lang), year=year).strip()


def districts_of(documents: pd.DataFrame) -> dict[str, str]:
    """Return the district of each document that belongs to one."""
    own = documents[documents["district"].notna()]
    return {str(row.doc_id): str(row.district) for row in own.itertuples()}
