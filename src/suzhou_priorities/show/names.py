"""Names as tables and figures show them: of documents, of indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.extract.indicators import indicators
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


def indicator_name(key: str, lang: str) -> str:
    """Return an indicator's name."""
    entry = indicators()[key]
    return entry.zh if lang == "zh" else entry.en


def inner_name(key: str, lang: str) -> str:
    """Return an indicator's name as it stands within a sentence."""
    name = indicator_name(key, lang)
    return name[0].lower() + name[1:] if lang == "en" and name[1:2].islower() else name
