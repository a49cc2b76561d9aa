"""Writes `docs/data_dictionary.md`, the tables and their columns as a page for people: ``make docs``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.coding.write_docs import markdown_table
from suzhou_priorities.paths import project_paths
from suzhou_priorities.tables.columns import LIST_SEPARATOR
from suzhou_priorities.tables.dictionary import KEYS_OF_BOOKS, column_meaning, kind_name, table_name, value_meanings
from suzhou_priorities.tables.joins import JOINS
from suzhou_priorities.tables.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from suzhou_priorities.tables.columns import Column, TableSchema

PAGE = "data_dictionary.md"
_HEAD = f"""\
# Data dictionary

The tables in `data/processed/`, each as Parquet and as CSV (UTF-8, comma, line feed). This page is written by
`make docs` from the schemas in `src/suzhou_priorities/tables/` and the codebook `data_dictionary`: change those, not
the page. `reports/data.html` shows the same in Chinese, `reports/en/data.html` in English, with the number of rows.

- Ids are readable and in document order; `doc_id` joins all tables of documents. A sentence's page is
  `reports/documents/<doc_id>.html#<sentence_id>`.
- Positions count characters of the clean text (`data/processed/text/<doc_id>.txt`) from 0; the end is the position
  behind the last character.
- A list is joined with `{LIST_SEPARATOR}` in CSV. An empty cell means that there is nothing to say, or that it could
  not be read. Booleans are `True` and `False` in CSV.
- How figures are read: [figures.md](figures.md). What codes mean: [domains.md](domains.md).

## How the tables join
"""


def dictionary_page() -> str:
    """Return the page in Markdown."""
    joins = [
        (f"`{join.table}`", _names(join.columns), f"`{join.to_table}`", _names(join.to_columns), _names(join.kinds))
        for join in JOINS
    ]
    parts = [_HEAD.strip(), markdown_table(("table", "columns", "leads to", "by", "where kind is"), joins)]
    parts += [part for schema in SCHEMAS.values() for part in _section(schema)]
    return "\n\n".join(parts) + "\n"


def _section(schema: TableSchema) -> list[str]:
    key = f"Key: {_names(schema.key)}." if schema.key else "No key: rows may repeat."
    rows = [
        (
            f"`{column.name}`",
            kind_name(column.kind, "en"),
            column_meaning(schema.name, column, "en"),
            _values(schema.name, column),
            "yes" if column.nullable else "",
        )
        for column in schema.columns
    ]
    return [
        f"## {table_name(schema.name, 'en')}: `{schema.name}`",
        f"{schema.description} {key}",
        markdown_table(("column", "type", "meaning", "values", "may be empty"), rows),
    ]


def _values(table: str, column: Column) -> str:
    meanings = value_meanings(table, column, "en")
    if meanings:
        return "; ".join(f"`{value}` {meaning}" for value, meaning in meanings.items())
    if column.name in KEYS_OF_BOOKS:
        return f"keys of the codebook `{KEYS_OF_BOOKS[column.name]}`"
    return f"from {column.least:g}" if column.least is not None else ""


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def main() -> None:
    """Write the page of the checkout around the working directory."""
    (project_paths().root / "docs" / PAGE).write_text(dictionary_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
