"""Characters and paragraphs of sentences, whether or not a frame brings them along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.counted_sentences import characters, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable


def characters_of(sentences: pd.DataFrame) -> pd.Series:
    """Return the characters of each sentence: the column ``characters`` where there is one, else counted anew."""
    if "characters" in sentences:
        return sentences["characters"].astype("int64")
    return pd.Series(characters(sentences["text"].astype(str)), index=sentences.index, dtype="int64")


def paragraphs_of(sentences: pd.DataFrame) -> pd.Series:
    """Return the paragraph of each sentence: the column ``paragraph`` where there is one, else numbered anew.

    Where rows were dropped, the gaps that they leave would pass for ends of paragraphs; such frames need the column.
    """
    return sentences["paragraph"] if "paragraph" in sentences else paragraphs(sentences)


def in_categories(counted: pd.DataFrame, known: Iterable[str]) -> pd.DataFrame:
    """Return a table of counts with all known columns in their order, then any others; 0 where nothing was counted."""
    order = list(known)
    return counted.reindex(columns=[*order, *sorted(set(counted.columns) - set(order))], fill_value=0).astype(int)
