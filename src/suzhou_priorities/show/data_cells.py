"""The cells of the data tables in words: codes by their names, messages in the reader's language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.show.messages import message_in
from suzhou_priorities.tables.dictionary import boolean_words, value_meanings

if TYPE_CHECKING:
    from collections.abc import Callable

    from suzhou_priorities.tables.columns import Column

_MESSAGES = frozenset({"documents.warnings", "repairs.note", "errors.error", "errors.remedy"})
_SEPARATORS = {"zh": "；", "en": "; "}


def cells_of(frame: pd.DataFrame, table: str, column: Column, lang: str) -> list[Any]:
    """Return a column as people read it; numbers stay numbers, an empty cell is None."""
    say = _speaker(table, column, lang)
    return [None if not isinstance(cell, list) and pd.isna(cell) else say(cell) for cell in frame[column.name]]


def _speaker(table: str, column: Column, lang: str) -> Callable[[Any], Any]:
    name = f"{table}.{column.name}"
    separator = _SEPARATORS[lang]
    meanings = {**value_meanings(table, column, lang), **_names_of_keys(column.name, lang)}
    if name in _MESSAGES:
        if column.kind == "list":
            return lambda cell: "\n".join(message_in(str(one), lang) for one in cell)
        return lambda cell: message_in(str(cell), lang)
    if column.kind == "list":
        return lambda cell: separator.join(map(str, cell))
    if column.kind == "boolean":
        true, false = boolean_words(lang)
        return lambda cell: true if cell else false
    if column.kind == "integer":
        return int
    if column.kind == "number":
        return float
    return lambda cell: meanings.get(str(cell), str(cell))


@cache
def _names_of_keys(column: str, lang: str) -> dict[str, str]:
    if column == "district":
        return {str(key): str(entry[f"short_{lang}"]) for key, entry in load_codebook("places")["entries"].items()}
    if column == "indicator":
        return {str(key): str(entry[lang]) for key, entry in load_codebook("indicators")["entries"].items()}
    return {}
