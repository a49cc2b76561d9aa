"""The data dictionary: what tables, columns and values are called and what they mean, in Chinese and in English."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suzhou_priorities.tables.columns import Column, TableSchema

# Codebooks that define the values of a column, and the list in which they do.
_BOOKS = {
    "domain": ("domains", "entries"),
    "domain_second": ("domains", "entries"),
    "function": ("functions", "functions"),
    "horizon": ("functions", "horizons"),
    "tense": ("functions", "tenses"),
    "force": ("commitments", "forces"),
    "testability": ("commitments", "testabilities"),
}
KEYS_OF_BOOKS = {"district": "places", "indicator": "indicators"}
# What the codes of a column are, where a codebook explains them one by one.
BOOKS_OF_COLUMNS = {
    **{column: column for column in ("domain", "function", "horizon", "tense", "force", "testability", "indicator")},
    "domain_second": "domain",
    "district": "place",
}


def table_name(table: str, lang: str) -> str:
    """Return what a table is called."""
    return str(_entry("tables", table)["name"][lang])


def row_meaning(schema: TableSchema, lang: str) -> str:
    """Return what a row of a table is."""
    return schema.description if lang == "en" else str(_entry("tables", schema.name)["zh"])


def column_label(table: str, column: str, lang: str) -> str:
    """Return the head of a column for people."""
    return str(_column(table, column)["label"][lang])


def column_meaning(table: str, column: Column, lang: str) -> str:
    """Return what a column holds, and in which unit."""
    return column.description if lang == "en" else str(_column(table, column.name)["zh"])


def kind_name(kind: str, lang: str) -> str:
    """Return what a kind of column (`text`, `integer` …) is called."""
    return str(_entry("kinds", kind)[lang])


def value_meanings(table: str, column: Column, lang: str) -> Mapping[str, str]:
    """Return the values that a column may take with their meaning, in the order of the schema.

    Parameters
    ----------
    table, column
        The column.
    lang
        ``zh`` or ``en``.

    Returns
    -------
    mapping
        Empty for a column of free text, numbers, or keys of a codebook.

    Raises
    ------
    CodebookError
        If a value of the schema has no meaning.
    """
    known = _values(table, column.name, lang)
    missing = [value for value in column.choices if value not in known]
    if missing:
        raise CodebookError("codebooks/data_dictionary.yml", f"has no value {table}.{column.name}: {missing[0]}.", _ADD)
    return {value: known[value] for value in column.choices} if column.choices else known


def boolean_words(lang: str) -> tuple[str, str]:
    """Return the words for true and false."""
    words = _entry("values", "boolean")
    return str(words["true"][lang]), str(words["false"][lang])


_ADD = "Add it, in zh and en."


@cache
def _values(table: str, column: str, lang: str) -> dict[str, str]:
    values = _book()["values"]
    found = {value: words[lang] for value, words in values.get(f"{table}.{column}", values.get(column, {})).items()}
    if column in _BOOKS:
        book, entries = _BOOKS[column]
        found |= {entry["key"]: entry["name"][lang] for entry in load_codebook(book)[entries]}
    return {str(value): str(meaning) for value, meaning in found.items()}


def _column(table: str, column: str) -> dict[str, Any]:
    columns = _book()["columns"]
    return columns.get(f"{table}.{column}") or _entry("columns", column)


def _entry(kind: str, name: str) -> dict[str, Any]:
    try:
        entry: dict[str, Any] = _book()[kind][name]
    except KeyError:
        raise CodebookError("codebooks/data_dictionary.yml", f"has no {name} among its {kind}.", _ADD) from None
    return entry


def _book() -> dict[str, Any]:
    return load_codebook("data_dictionary")
