"""The data of a table for a reader: within the page up to a size, else the place where the file stands."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING

from suzhou_priorities.show.tables import spreadsheet_csv
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import joined_lists, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from suzhou_priorities.show.text import Words

LARGEST_EMBEDDED = 400_000  # bytes; a third more within the page


def data_link(table: str, processed: Path, words: Words) -> str:
    """Return as HTML how to get the data of a table from a page.

    Parameters
    ----------
    table, processed
        The table, and the folder where it stands.
    words
        Words of the page `data`.
    """
    source = processed / f"{table}.csv"
    if not source.is_file():
        source = processed / f"{table}.parquet"
    if not source.exists():
        return html.escape(words("no_table"))
    size = sum(part.stat().st_size for part in source.glob("*.parquet")) if source.is_dir() else source.stat().st_size
    if source.suffix == ".csv" and size <= LARGEST_EMBEDDED:
        return _embedded(table, processed, words)
    # No link: whoever gets the pages alone gets the workbook with them, but not the folder of the tables.
    file = f"<code>data/processed/{html.escape(source.name)}</code>"
    return html.escape(words("too_large", size=words.number(size / 1e6, 1), file="\0")).replace("\0", file)


def _embedded(table: str, processed: Path, words: Words) -> str:
    content = spreadsheet_csv(joined_lists(read_table(table, processed), SCHEMAS[table]))
    encoded = base64.b64encode(content).decode("ascii")
    label = html.escape(words("download_of", name=table))
    return (
        f'<a download="{table}.csv" aria-label="{label}" href="data:text/csv;charset=utf-8;base64,{encoded}">'
        f"{html.escape(words('download_short'))}</a>"
    )
