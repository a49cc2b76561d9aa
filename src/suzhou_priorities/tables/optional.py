"""Tables that a page can do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.tables.store import frame_of, read_table

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


def read_if_there(name: str, folder: Path) -> pd.DataFrame:
    """Read a table; where it was not made, return it without rows.

    A page that uses it then says what is missing instead of failing.
    """
    return read_table(name, folder) if (folder / f"{name}.parquet").exists() else frame_of(name, ())
