"""Tables that a page can do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.tables.store import frame_of, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd


def read_if_there(name: str, folder: Path, *, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Read a table, or some of its columns; where it was not made, return it without rows.

    A page that uses it then says what is missing instead of failing.
    """
    if (folder / f"{name}.parquet").exists():
        return read_table(name, folder, columns=columns)
    empty = frame_of(name, ())
    return empty if columns is None else empty[list(columns)]
