"""Short names of documents: district, year and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.show.style import name_of

if TYPE_CHECKING:
    from suzhou_priorities.show.text import Words


def short_names(documents: pd.DataFrame, words: Words) -> dict[str, str]:
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
