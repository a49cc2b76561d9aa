"""What a table consists of: columns with their kinds, from which all schemas are derived."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow

ARROW_TYPES = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.string(),
    "list": pyarrow.list_(pyarrow.string()),
}
PANDAS_TYPES = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "string",
    "list": "object",
}
FRICTIONLESS_TYPES = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "list": "string",
}
LIST_SEPARATOR = "；"
DATE_PATTERN = r"^\d{4}-\d{2}-\d{2}$"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    name
        As in `docs/design.md`, section 4.
    kind
        ``text``, ``integer``, ``number``, ``boolean``, ``date`` (text as 2024-01-09) or ``list`` (of texts).
    description
        Meaning and unit, for the data dictionary.
    nullable
        Whether cells may be empty.
    choices
        The values allowed, or empty if any is.
    least
        The smallest value allowed of a number.
    """

    name: str
    kind: str
    description: str
    nullable: bool = False
    choices: tuple[str, ...] = ()
    least: float | None = None


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table: what a row is, its columns, and the columns that together name a row."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in order."""
        return [column.name for column in self.columns]

    def arrow(self) -> pyarrow.Schema:
        """Return the schema of the Parquet file."""
        return pyarrow.schema([pyarrow.field(column.name, ARROW_TYPES[column.kind]) for column in self.columns])
