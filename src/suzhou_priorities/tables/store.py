"""Tables on disk: Parquet for programs, CSV beside it for people; checked when written, read by column."""

from __future__ import annotations

import csv as csv_module
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow
import pyarrow.parquet as parquet

from suzhou_priorities.errors import TableError
from suzhou_priorities.paths import aside_of
from suzhou_priorities.tables.checks import REMEDY, checked_table
from suzhou_priorities.tables.columns import ARROW_TYPES, LIST_SEPARATOR, PANDAS_TYPES, TableSchema
from suzhou_priorities.tables.formula_cells import without_formulas
from suzhou_priorities.tables.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_PANDAS = {ARROW_TYPES[kind]: pd.api.types.pandas_dtype(name) for kind, name in PANDAS_TYPES.items() if kind != "list"}


def frame_of(name: str, rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """Return the rows (tuples in the schema's order) as a checked frame of table `name`."""
    schema = SCHEMAS[name]
    return _frame(_table_of_rows(schema, list(rows)), schema)


def checked(frame: pd.DataFrame, schema: TableSchema) -> pd.DataFrame:
    """Return the frame with the types of its schema.

    Raises
    ------
    TableError
        Naming the table, the column, a row and the value that breaks the schema.
    """
    return _frame(_table_of_frame(schema, frame), schema)


def write_table(frame: pd.DataFrame, name: str, folder: Path, *, csv: bool = True) -> list[Path]:
    """Write a table as ``<folder>/<name>.parquet`` (and ``.csv``), whole or not at all.

    Returns
    -------
    list of Path
        The files written.
    """
    schema = SCHEMAS[name]
    written = [_write_parquet(_table_of_frame(schema, frame), folder / f"{name}.parquet")]
    spreadsheet = folder / f"{name}.csv"
    if csv:
        with written_aside(spreadsheet) as aside:
            without_formulas(joined_lists(frame, schema)).to_csv(
                aside, index=False, lineterminator="\n", encoding="utf-8", quoting=csv_module.QUOTE_NONNUMERIC
            )
        written.append(spreadsheet)
    else:
        spreadsheet.unlink(missing_ok=True)
    return written


def write_rows(rows: Sequence[Sequence[Any]], name: str, folder: Path) -> Path:
    """Write rows (tuples in the schema's order) as ``<folder>/<name>.parquet``, without a frame between."""
    (folder / f"{name}.csv").unlink(missing_ok=True)
    return _write_parquet(_table_of_rows(SCHEMAS[name], rows), folder / f"{name}.parquet")


def _table_of_rows(schema: TableSchema, rows: Sequence[Sequence[Any]]) -> pyarrow.Table:
    return checked_table(schema, ([row[place] for row in rows] for place in range(len(schema.columns))))


def _table_of_frame(schema: TableSchema, frame: pd.DataFrame) -> pyarrow.Table:
    if list(frame.columns) != schema.column_names:
        raise TableError(
            f"table {schema.name}",
            f"has the columns {', '.join(map(str, frame.columns))} instead of {', '.join(schema.column_names)}.",
            REMEDY,
        )
    return checked_table(schema, (frame[name] for name in schema.column_names))


def _frame(table: pyarrow.Table, schema: TableSchema) -> pd.DataFrame:
    """Return a table with the types that its columns have in a frame; it may have only some of the schema's."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=_PANDAS.get)
    for column in schema.columns:
        if column.kind == "list" and column.name in frame:
            frame[column.name] = pd.Series([list_of(cell) for cell in frame[column.name]], dtype="object")
    return frame


def _write_parquet(table: pyarrow.Table, target: Path) -> Path:
    _remove_folder(target)
    content = pyarrow.BufferOutputStream()
    parquet.write_table(table, content, compression="zstd")
    write_bytes(target, content.getvalue())
    return target


def read_table(
    name: str,
    folder: Path,
    *,
    columns: Sequence[str] | None = None,
    filters: Sequence[tuple[str, str, Any]] | None = None,
) -> pd.DataFrame:
    """Read a table, or only some of its columns and rows.

    Parameters
    ----------
    name
        One of `SCHEMAS`.
    folder
        Where the tables stand; usually `project_paths().processed`.
    columns
        Names of the columns wanted; all by default.
    filters
        Conditions such as ``("doc_id", "==", "wuzhong_work_report_2024")``, all of which hold.

    Raises
    ------
    TableError
        If the table is not there.
    """
    schema = SCHEMAS[name]
    source = folder / f"{name}.parquet"
    if not source.exists():
        raise TableError(source.name, "is not there.", "Run `make report`, or `suzhou-priorities process`, first.")
    files = sorted(source.glob("*.parquet")) if source.is_dir() else [source]
    wanted = list(columns) if columns is not None else schema.column_names
    table = pyarrow.concat_tables(_read_parquet(file, wanted, filters) for file in files)
    return _frame(table, schema)


def _read_parquet(file: Path, columns: Sequence[str], filters: Sequence[tuple[str, str, Any]] | None) -> pyarrow.Table:
    try:
        return parquet.read_table(file, columns=columns, filters=list(filters) if filters else None, partitioning=None)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowKeyError) as error:
        remedy = "Take it away, and run `make report`, or `suzhou-priorities process`, again."
        raise TableError(file.name, "is damaged, or no table of this program.", remedy) from error


def read_tables(names: Iterable[str], folder: Path) -> dict[str, pd.DataFrame]:
    """Read several tables whole, by name."""
    return {name: read_table(name, folder) for name in names}


def list_of(cell: Any) -> list[str]:
    """Return a list cell as a list, whether it comes from Parquet (an array), CSV (joined text) or is empty."""
    if cell is None or (isinstance(cell, float) and cell != cell):
        return []
    if isinstance(cell, str):
        return [part for part in cell.split(LIST_SEPARATOR) if part]
    return [str(part) for part in cell]


def joined_lists(frame: pd.DataFrame, schema: TableSchema) -> pd.DataFrame:
    """Return the frame with list cells joined by ``；``, as CSV has them."""
    joined = frame.copy()
    for column in schema.columns:
        if column.kind == "list":
            joined[column.name] = [LIST_SEPARATOR.join(list_of(cell)) for cell in joined[column.name]]
    return joined


class written_aside:  # noqa: N801 - reads as a phrase in a with statement
    """A file that is written under another name and takes its own when complete.

    A file with the same content is left alone, so that what depends on it need not run again.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._aside = aside_of(target)

    def __enter__(self) -> Path:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        return self._aside

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self._aside.unlink(missing_ok=True)
        elif self._target.is_file() and self._target.read_bytes() == self._aside.read_bytes():
            self._aside.unlink()
        else:
            self._aside.replace(self._target)


def write_text(target: Path, text: str) -> None:
    """Write a text file whole or not at all, with its line breaks as they are."""
    write_bytes(target, text.encode("utf-8"))


def write_bytes(target: Path, content: bytes | pyarrow.Buffer) -> None:
    """Write a file whole or not at all; one that has this content is left alone."""
    if target.is_file() and target.read_bytes() == memoryview(content):
        return
    with written_aside(target) as aside:
        aside.write_bytes(content)


def _remove_folder(target: Path) -> None:
    if target.is_dir():
        for part in target.glob("*.parquet"):
            part.unlink()
        target.rmdir()
