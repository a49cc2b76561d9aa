"""Tables as a reader wants them: aligned numbers, units in the head, notes below, the data one click away."""

from __future__ import annotations

import base64
import html
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
from great_tables import GT
from great_tables import html as gt_html
from IPython.display import HTML

from suzhou_priorities.show.output_style import TABLE_STYLE
from suzhou_priorities.show.text import words_of
from suzhou_priorities.tables.formula_cells import without_formulas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MISSING = "—"
# A cell that is a figure though it is text: a number with its bound, sign or star, an interval, a pair of counts.
_FIGURE = re.compile(r"[≥≤≈<>+−–:/()*%.,\s\d-]+")
_LONGEST_FIGURE = 16
_LONG_TEXT = 24  # characters from which a column needs room to be read
_LONG_WIDTH = "17em"
_STYLE_BLOCK = re.compile(r"<style>.*?</style>\s*", re.DOTALL)
_OUTER = re.compile(r"^\s*<div id=[^>]*>\s*|\s*</div>\s*$")
_FIRST_CELL = re.compile(r"(<tr>\s*<td) ")


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
    numbers = [*whole, *(decimals or {})]
    texts = [column for column in shown.columns if column not in numbers]
    for column in texts:
        shown[column] = [MISSING if _is_missing(cell) else str(cell) for cell in shown[column]]
    figures = [column for column in texts if _holds_figures(shown[column])]
    long = [column for column in texts if max(map(len, shown[column]), default=0) > _LONG_TEXT]
    anchors = {column: _anchors(shown[column], addresses) for column, addresses in (links or {}).items()}
    for column in anchors:
        shown[column] = range(len(shown))
    table = GT(shown, id=table_id).cols_label({column: _head(label) for column, label in labels.items()})
    for column, cells in anchors.items():
        table = table.fmt(cells.__getitem__, columns=column)
    if whole:
        table = table.fmt_integer(columns=list(whole))
    for column, places in (decimals or {}).items():
        table = table.fmt_number(columns=column, decimals=places)
    for side, columns in (("left", [name for name in texts if name not in figures]), ("right", [*numbers, *figures])):
        table = table.cols_align(side, columns=columns) if columns else table
    table = table.sub_missing(columns=numbers, missing_text=MISSING) if numbers else table
    name = caption or words_of("common", lang)["table_of"].format(columns=labels[next(iter(labels))])
    body = _body(table.as_raw_html(), table_id, long, caption, has_row_heads=next(iter(labels)) in texts)
    # Notes stand outside the box that is scrolled, where they are never cut.
    below = "".join(f'<p class="table-note">{html.escape(note)}</p>' for note in notes)
    below += _download(frame[list(labels)], table_id, lang)
    return HTML(
        f'<div class="table-box" id="{html.escape(table_id)}" role="region" tabindex="0" '
        f'aria-label="{html.escape(name)}">{TABLE_STYLE}{body}</div>{below}'
    )


def _head(label: str) -> Any:
    """Return a head as HTML that shows it: names of places stand in heads, and great_tables reads {{…}} as units."""
    return gt_html(html.escape(label).replace("{", "&#123;"))


def _body(drawn: str, table_id: str, long: Sequence[str], caption: str | None, *, has_row_heads: bool) -> str:
    """Return a table without the style that great_tables brings, for that has fixed colours and eight kilobytes.

    Long columns get room, the caption stands as one, and the first cell of a row is its head.
    """
    body = _OUTER.sub("", _STYLE_BLOCK.sub("", drawn))
    for column in long:
        name = f'id="{html.escape(f"{table_id}-{column}")}"'
        body = body.replace(name, f'{name} style="min-width:{_LONG_WIDTH}"', 1)
    if has_row_heads:
        body = _FIRST_CELL.sub(r'\1 role="rowheader" ', body)
    if caption:
        body = re.sub(
            r"(<table[^>]*>)", lambda found: f"{found[1]}<caption>{html.escape(caption)}</caption>", body, count=1
        )
    return body


def _holds_figures(column: pd.Series) -> bool:
    """Tell whether a text column holds figures, but for a short word here and there, so that it is set like numbers."""
    told = [cell for cell in column if cell != MISSING]
    figures = [cell for cell in told if _FIGURE.fullmatch(cell) and any(map(str.isdigit, cell))]
    return bool(told) and 2 * len(figures) > len(told) and max(map(len, told)) <= _LONGEST_FIGURE


def _anchors(texts: pd.Series, addresses: Sequence[str | None]) -> list[str]:
    """Return cells as HTML, those with an address as links."""
    return [
        f'<a href="{html.escape(address)}">{html.escape(text)}</a>' if address else html.escape(text)
        for text, address in zip(texts, addresses, strict=True)
    ]


def spreadsheet_csv(frame: pd.DataFrame) -> bytes:
    """Return a frame as CSV that spreadsheet programs open right: UTF-8 with BOM, no cell that acts as a formula."""
    content = str(without_formulas(frame).to_csv(index=False, lineterminator="\n"))
    return f"\ufeff{content}".encode()


def _download(frame: pd.DataFrame, table_id: str, lang: str) -> str:
    encoded = base64.b64encode(spreadsheet_csv(frame)).decode("ascii")
    label = words_of("common", lang)["download"]
    return (
        f'<p class="download"><a download="{html.escape(table_id)}.csv" '
        f'href="data:text/csv;charset=utf-8;base64,{encoded}">{html.escape(label)}</a></p>'
    )


def _is_missing(cell: object) -> bool:
    return cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell) or cell == ""
