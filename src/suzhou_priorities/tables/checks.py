"""Whether a table keeps to its schema: types, empty cells, values allowed, keys; a column at a time, by Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.compute as compute

from suzhou_priorities.errors import TableError
from suzhou_priorities.tables.columns import ARROW_TYPES, DATE_PATTERN, Column, TableSchema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REMEDY = "The step that made the table is at fault."
_UNFIT = (TypeError, ValueError, OverflowError)


def checked_table(schema: TableSchema, columns: Iterable[Any]) -> pyarrow.Table:
    """Return the Arrow table of a schema.

    Parameters
    ----------
    schema
        The table's.
    columns
        The values of each column, in the schema's order; None, NaN and NA are empty cells.

    Raises
    ------
    TableError
        Naming the table, the column, the first row and its value that breaks the schema.
    """
    arrays = [_array(schema, column, values) for column, values in zip(schema.columns, columns, strict=True)]
    for column, array in zip(schema.columns, arrays, strict=True):
        for what, is_broken in _breaks(column, array):
            row = compute.index(is_broken, True).as_py()
            if row >= 0:
                raise _error(schema, column.name, row, array[row].as_py(), what)
    table = pyarrow.Table.from_arrays(arrays, schema=schema.arrow())
    _check_key(schema, table)
    return table


def _array(schema: TableSchema, column: Column, values: Any) -> pyarrow.Array:
    kind = ARROW_TYPES[column.kind]
    try:
        # Arrow would take a text for the list of its characters.
        if column.kind != "list" or not any(isinstance(value, str) for value in values):
            return pyarrow.array(values, type=kind, from_pandas=True)
    except _UNFIT:
        pass
    row, value = next(((row, value) for row, value in enumerate(values) if not _fits(value, kind)), (0, None))
    raise _error(schema, column.name, row, value, f"the type {kind}")


def _fits(value: object, kind: pyarrow.DataType) -> bool:
    try:
        pyarrow.array([value], type=kind, from_pandas=True)
    except _UNFIT:
        return False
    return not (pyarrow.types.is_list(kind) and isinstance(value, str))


def _breaks(column: Column, array: pyarrow.Array) -> Iterator[tuple[str, pyarrow.Array]]:
    """Yield each condition on a column with what tells, row by row, whether it is broken; empty where it cannot be."""
    if not column.nullable:
        yield "the rule that a cell is not empty", array.is_null()
    if column.choices:
        allowed = pyarrow.array([*column.choices, None], type=array.type)
        yield f"the choice of {', '.join(column.choices)}", compute.invert(compute.is_in(array, value_set=allowed))
    if column.least is not None:
        yield f"the least value of {column.least:g}", compute.less(array, column.least)
    if column.kind == "date":
        yield "the form 2024-01-09", compute.invert(compute.match_substring_regex(array, DATE_PATTERN))


def _check_key(schema: TableSchema, table: pyarrow.Table) -> None:
    """Check that the columns of the key name a row."""
    keys = list(schema.key)
    if not keys or table.group_by(keys, use_threads=False).aggregate([]).num_rows == table.num_rows:
        return
    seen = set()
    for row, key in enumerate(zip(*(table[name].to_pylist() for name in keys), strict=True)):
        if key in seen:
            raise _error(schema, ", ".join(keys), row, key, "the rule that a key names one row")
        seen.add(key)


def _error(schema: TableSchema, columns: str, row: int, value: object, what: str) -> TableError:
    return TableError(f"table {schema.name}", f"column {columns}, row {row}: {value!r} breaks {what}.", REMEDY)
