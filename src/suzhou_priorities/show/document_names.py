"""Names that tell all documents of a corpus apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.show.style import name_of

if TYPE_CHECKING:
    from suzhou_priorities.show.text import Words

_LAST_PLACE = re.compile(r"(?:.*[省市州盟区])?(?P<own>市[中南北]区|(?<!市市)[^省市州盟区县旗]+[市区县旗州盟])$")


def document_names(documents: pd.DataFrame, words: Words) -> dict[str, str]:
    """Return a short name for each document, its title or id where it has no place.

    A place that is no district of the codebook is called by its own name, with the places above it where two documents
    would be alike without them; with the id where they still are.

    Parameters
    ----------
    documents
        The table.
    words
        Words of a page.
    """
    places = [place if pd.isna(place) else last_place(str(place)) for place in documents["place"]]
    brief, whole = _brief_names(documents.assign(place=places), words), _brief_names(documents, words)
    listed = list(brief.values())
    names = {doc_id: name if listed.count(name) == 1 else whole[doc_id] for doc_id, name in brief.items()}
    for row in documents.itertuples():
        if pd.isna(row.district) and pd.isna(row.place):
            names[str(row.doc_id)] = str(row.doc_id) if pd.isna(row.title) else str(row.title)
    known = list(names.values())
    return {
        doc_id: name if known.count(name) == 1 else words("name_and_id", name=name, id=doc_id)
        for doc_id, name in names.items()
    }


def _brief_names(documents: pd.DataFrame, words: Words) -> dict[str, str]:
    """Return a short name for each document: district, year and kind."""
    names = {}
    for row in documents.itertuples():
        district = name_of(row.district, words.lang) if not pd.isna(row.district) else str(row.place)
        year = "" if pd.isna(row.year) else str(row.year)
        kind = words(str(row.doc_type)) if not pd.isna(row.doc_type) else ""
        names[str(row.doc_id)] = (
            f"{district}{year}{kind}" if words.lang == "zh" else f"{district} {kind.lower()} {year}"
        )
    return names


def place_name(row: object, lang: str) -> str:
    """Return the short name of a document's district, of its place where it has none; its id where it has neither."""
    if not pd.isna(row.district):  # type: ignore[attr-defined]
        return name_of(str(row.district), lang)  # type: ignore[attr-defined]
    if pd.isna(row.place):  # type: ignore[attr-defined]
        return str(row.doc_id)  # type: ignore[attr-defined]
    return last_place(str(row.place))  # type: ignore[attr-defined]


def last_place(place: str) -> str:
    """Return the last unit of a place that is named from the province down: 鹭澜区 of 福建省厦门市鹭澜区."""
    found = _LAST_PLACE.match(place)
    return found["own"] if found else place
