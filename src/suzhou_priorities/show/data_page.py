"""The data dictionary as a page: what every table, column and value means, how the tables join, and the data."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.show.citation import data_checksum
from suzhou_priorities.show.codebook_addresses import CODEBOOK_PAGE, codebook_link
from suzhou_priorities.show.data_diagram import belongs_to, joins_diagram
from suzhou_priorities.show.data_files import data_link
from suzhou_priorities.show.messages import message_html
from suzhou_priorities.show.pages import write_page
from suzhou_priorities.show.site import WORKBOOK
from suzhou_priorities.show.text import Words
from suzhou_priorities.tables.columns import LIST_SEPARATOR
from suzhou_priorities.tables.datapackage import FILE as DATAPACKAGE
from suzhou_priorities.tables.dictionary import (
    BOOKS_OF_COLUMNS,
    column_label,
    column_meaning,
    kind_name,
    row_meaning,
    table_name,
    value_meanings,
)
from suzhou_priorities.tables.extent import number_of_rows
from suzhou_priorities.tables.joins import JOINS
from suzhou_priorities.tables.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from suzhou_priorities.tables.columns import Column, TableSchema

CONVENTIONS = ("ids", "places", "empty", "values", "units", "codes", "messages")


def render_data(target: Path, *, lang: str, processed: Path) -> None:
    """Write the page.

    Parameters
    ----------
    target
        ``reports/data.html``, in English ``reports/en/data.html``.
    lang
        ``zh`` or ``en``.
    processed
        Folder of the tables.
    """
    words = Words("data", lang)
    rows = {table: number_of_rows(table, processed) for table in SCHEMAS}
    tables = "".join(_table(schema, rows[table], words) for table, schema in SCHEMAS.items())
    body = (
        f"<main>{_head(processed, rows, words)}{_overview(processed, rows, words)}{_joins(words)}"
        f"{_conventions(words)}{tables}</main>"
    )
    write_page(target, body, lang=lang, title=words("title"), sheet="data.css")


def _head(processed: Path, rows: Mapping[str, int], words: Words) -> str:
    lead = words(
        "lead",
        tables=len(SCHEMAS),
        rows=words.number(sum(rows.values())),
        columns=sum(len(schema.columns) for schema in SCHEMAS.values()),
    )
    checksum = ""
    if (processed / DATAPACKAGE).is_file():
        checksum = f"<p>{html.escape(words('checksum'))} <code>{data_checksum(processed)}</code></p>"
    return (
        f"<h1>{html.escape(words('title'))}</h1><p>{html.escape(lead)}</p><p>{html.escape(words('formats'))}</p>"
        f'<p><a href="{WORKBOOK}">{html.escape(words("workbook"))}</a></p>{checksum}'
    )


def _overview(processed: Path, rows: Mapping[str, int], words: Words) -> str:
    lines = [
        (
            f'<a href="#table-{table}">{html.escape(table_name(table, words.lang))}</a> <code>{table}</code>',
            _text(row_meaning(schema, words.lang), words),
            words.number(rows[table]),
            data_link(table, processed, words),
        )
        for table, schema in SCHEMAS.items()
    ]
    heads = [words(key) for key in ("table", "row_is", "rows", "data")]
    return f"{_heading('tables', words('tables_heading'))}{_grid(heads, lines, words('tables_heading'), number=2)}"


def _joins(words: Words) -> str:
    pairs = [words("joins_pair", table=table, to=one) for table, owners in belongs_to().items() for one in owners]
    label = words("joins_alt", pairs=("；" if words.lang == "zh" else "; ").join(pairs))
    items = []
    for join in JOINS:
        left, right = _names(join.table, join.columns), _names(join.to_table, join.to_columns)
        kinds = f" {html.escape(words('join_row', kinds=words.join(list(join.kinds))))}" if join.kinds else ""
        items.append(f"<li>{left} → {right}{kinds}</li>")
    return (
        f"{_heading('joins', words('joins_heading'))}<p>{html.escape(words('joins_text'))}</p>"
        f'<div class="joins">{joins_diagram(words.lang, label)}</div>'
        f'<details class="joins-list"><summary>{html.escape(words("joins_list"))}</summary>'
        f"<ul>{''.join(items)}</ul></details>"
    )


def _conventions(words: Words) -> str:
    items = []
    for key in CONVENTIONS:
        text = html.escape(words(f"conventions_{key}", separator=LIST_SEPARATOR))
        items.append(f'<li><a href="{CODEBOOK_PAGE}">{text}</a></li>' if key == "codes" else f"<li>{text}</li>")
    return f"{_heading('conventions', words('conventions_heading'))}<ul>{''.join(items)}</ul>"


def _table(schema: TableSchema, rows: int, words: Words) -> str:
    key = words("key", columns=words.join(list(schema.key))) if schema.key else words("no_key")
    told = words.sentences([row_meaning(schema, words.lang), key, words("rows_here", n=words.number(rows))])
    code = f"<code>{schema.name}</code>"
    lines = [_column(schema.name, column, words) for column in schema.columns]
    heads = [words(key) for key in ("column", "type", "meaning", "values")]
    name = table_name(schema.name, words.lang)
    return (
        f"{_heading(f'table-{schema.name}', name)}<p>{code} · {_text(told, words)}</p>"
        f'{_grid(heads, lines, name)}<p class="back"><a href="#tables">{html.escape(words("back"))}</a></p>'
    )


def _column(table: str, column: Column, words: Words) -> tuple[str, ...]:
    label = html.escape(column_label(table, column.name, words.lang))
    kind = kind_name(column.kind, words.lang)
    empty = f"<br><small>{html.escape(words('may_be_empty'))}</small>" if column.nullable else ""
    return (
        f'<span id="{table}.{column.name}"><code>{column.name}</code></span><br>{label}',
        f"{html.escape(kind)}{empty}",
        _text(column_meaning(table, column, words.lang), words),
        _values(table, column, words),
    )


def _values(table: str, column: Column, words: Words) -> str:
    meanings = value_meanings(table, column, words.lang)
    if meanings:
        book = BOOKS_OF_COLUMNS.get(column.name)
        items = "".join(f"<li>{_code(value, book)} {_text(meaning, words)}</li>" for value, meaning in meanings.items())
        return f'<ul class="values">{items}</ul>'
    if column.name in BOOKS_OF_COLUMNS:
        return f'<a href="{CODEBOOK_PAGE}">{html.escape(words("keys_of"))}</a>'
    return html.escape(words("from", least=f"{column.least:g}")) if column.least is not None else ""


def _code(value: str, book: str | None) -> str:
    code = f"<code>{html.escape(value)}</code>"
    # What a sentence that is a heading does is explained here; no codebook has an entry for it.
    return f'<a href="{html.escape(codebook_link(book, value))}">{code}</a>' if book and value != "heading" else code


def _names(table: str, columns: Iterable[str]) -> str:
    return f"<code>{table}</code> ({', '.join(f'<code>{column}</code>' for column in columns)})"


def _text(text: str, words: Words) -> str:
    """Return a text as HTML; Chinese words in an English one are marked."""
    return message_html(text, words.lang)


def _heading(anchor: str, text: str) -> str:
    return f'<h2 id="{anchor}">{html.escape(text)}</h2>'


def _grid(heads: Iterable[str], lines: Iterable[tuple[str, ...]], label: str, number: int | None = None) -> str:
    """Return a table; the column at the place `number` holds numbers."""
    head = "".join(f'<th scope="col">{html.escape(one)}</th>' for one in heads)
    body = "".join(
        "<tr>"
        + "".join(f"<td{_NUMBER if place == number else ''}>{cell}</td>" for place, cell in enumerate(line))
        + "</tr>"
        for line in lines
    )
    return (
        f'<div class="table-box" tabindex="0" role="region" aria-label="{html.escape(label)}">'
        f'<table class="dictionary"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


_NUMBER = ' class="number"'
