"""Tables as a reader wants them: aligned numbers, units in the head, notes below, the data one click away."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING

import pandas as pd
from great_tables import GT
from IPython.display import HTML

from suzhou_priorities.show.text import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MISSING = "—"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def report_table(
    frame: pd.DataFrame,
    table_id: str,
    labels: Mapping[str, str],
    *,
    lang: str,
    whole: Sequence[str] = (),
    decimals: Mapping[str, int] | None = None,
    notes: Sequence[str] = (),
    caption: str | None = None,
    links: Mapping[str, Sequence[str | None]] | None = None,
) -> HTML:
    """Return a table for the page, with a link that downloads its data.

    Parameters
    ----------
    frame
        The data; its columns appear in the order of `labels`, others are left out.
    table_id
        Name of the table in the page, and of the file that it is downloaded as.
    labels
        Heads of the columns, with units.
    lang
        Language of the link.
    whole, decimals
        Columns of whole numbers, and of numbers with so many decimals; all others are shown as text.
    notes
        Lines below the table.
    caption
        A line above it.
    links
        For columns of text, the address that each cell leads to, or None; in the order of the rows.
    """
    shown = frame[list(labels)].copy()
    for column in shown.columns:
        if column not in whole and column not in (decimals or {}):
            shown[column] = [MISSING if _is_missing(cell) else str(cell) for cell in shown[column]]
    anchors = {column: _anchors(shown[column], addresses) for column, addresses in (links or {}).items()}
    for column in anchors:
        shown[column] = range(len(shown))
    table = GT(shown, id=table_id).cols_label(dict(labels))
    for column, cells in anchors.items():
        table = table.fmt(cells.__getitem__, columns=column)
    if caption:
        table = table.tab_header(title=caption)
    if whole:
        table = table.fmt_integer(columns=list(whole))
    for column, places in (decimals or {}).items():
        table = table.fmt_number(columns=column, decimals=places)
    numbers = [*whole, *(decimals or {})]
    table = table.cols_align("left", columns=[column for column in labels if column not in numbers])
    if numbers:
        table = table.cols_align("right", columns=numbers).sub_missing(columns=numbers, missing_text=MISSING)
    for note in notes:
        table = table.tab_source_note(note)
    table = table.tab_options(table_width="100%", table_font_size="0.92em", table_font_names=[])
    return HTML(f'<div class="table-box">{table.as_raw_html()}</div>{_download(frame[list(labels)], table_id, lang)}')


def _anchors(texts: pd.Series, addresses: Sequence[str | None]) -> list[str]:
    """Return cells as HTML, those with an address as links."""
    return [
        f'<a href="{html.escape(address)}">{html.escape(text)}</a>' if address else html.escape(text)
        for text, address in zip(texts, addresses, strict=True)
    ]


def spreadsheet_csv(frame: pd.DataFrame) -> bytes:
    """Return a frame as CSV that spreadsheet programs open right: UTF-8 with BOM, no cell that acts as a formula."""
    safe = frame.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = [
                f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell
                for cell in safe[column]
            ]
    return ("\ufeff" + str(safe.to_csv(index=False, lineterminator="\n"))).encode("utf-8")


def _download(frame: pd.DataFrame, table_id: str, lang: str) -> str:
    encoded = base64.b64encode(spreadsheet_csv(frame)).decode("ascii")
    label = words_of("common", lang)["download"]
    return (
        f'<p class="download"><a download="{html.escape(table_id)}.csv" '
        f'href="data:text/csv;charset=utf-8;base64,{encoded}">{html.escape(label)}</a></p>'
    )


def _is_missing(cell: object) -> bool:
    return cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell) or cell == ""
