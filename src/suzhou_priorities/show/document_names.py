"""Names that tell all documents of a corpus apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.show.names import short_names

if TYPE_CHECKING:
    from suzhou_priorities.show.text import Words


def document_names(documents: pd.DataFrame, words: Words) -> dict[str, str]:
    """Return a short name for each document, its title or id where it has no place, with the id where two are alike.

    Parameters
    ----------
    documents
        The table.
    words
        Words of a page that has a text `name_and_id`.
    """
    names = short_names(documents, words)
    for row in documents.itertuples():
        if pd.isna(row.district) and pd.isna(row.place):
            names[str(row.doc_id)] = str(row.doc_id) if pd.isna(row.title) else str(row.title)
    known = list(names.values())
    return {
        doc_id: name if known.count(name) == 1 else words("name_and_id", name=name, id=doc_id)
        for doc_id, name in names.items()
    }
