"""One Excel workbook of all tables: those of the report's pages, then the data they rest on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from suzhou_priorities.show.citation import citation_text, data_checksum
from suzhou_priorities.show.data_cells import cells_of
from suzhou_priorities.show.page_tables import PageTable, tables_of_page
from suzhou_priorities.show.text import words_of
from suzhou_priorities.show.workbook_sheets import SheetColumn, SheetNames, SheetWriter, number_format, text_column
from suzhou_priorities.tables.datapackage import FILE as DATAPACKAGE
from suzhou_priorities.tables.dictionary import (
    column_label,
    column_meaning,
    kind_name,
    row_meaning,
    table_name,
    value_meanings,
)
from suzhou_priorities.tables.extent import number_of_rows
from suzhou_priorities.tables.optional import read_if_there
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import written_aside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DATA_PAGE = "data.html"
LONGEST_SHEET = 200_000  # rows; a table beyond it is named and not copied
FIRST_YEAR = 1900  # of the calendar of spreadsheets
# The day that zip archives count from, so that the file is the same whenever it is made.
_CREATED = dt.datetime(1980, 1, 1)
_WIDTHS = (34, 46, 40, 9, 30, 70)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A line of the contents; `page` is (name, file), `columns` is empty for a table that was not copied."""

    name: str
    title: str
    page: tuple[str, str]
    rows: int
    file: str
    notes: str
    table: PageTable | None = None
    data: str = ""


def write_workbook(target: Path, *, lang: str, processed: Path, pages: Sequence[tuple[str, Path]]) -> None:
    """Write the workbook whole or not at all; the same tables give the same bytes.

    Parameters
    ----------
    target
        ``reports/suzhou-priorities.xlsx``, in English ``reports/en/suzhou-priorities.xlsx``.
    lang
        ``zh`` or ``en``.
    processed
        Folder of the tables.
    pages
        Title and executed notebook of each page, in the order of the contents. A notebook that is not there is
        left out.
    """
    words = words_of("workbook", lang)
    names = SheetNames()
    first, second = names.name(words["contents"]), names.name(words["columns"])
    sheets = [*_of_pages(pages, names), *_of_data(processed, names, lang, words)]
    with written_aside(target) as aside:
        options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        with Workbook(str(aside), options) as workbook:
            workbook.set_properties({"title": words_of("page", lang)["site"], "created": _CREATED})
            writer = SheetWriter(workbook)
            _write_contents(workbook, writer, first, sheets, lang, processed)
            writer.write(second, _dictionary(lang, words))
            for sheet in sheets:
                if sheet.table is not None:
                    writer.write(sheet.name, _page_columns(sheet.table))
                elif sheet.data:
                    writer.write(sheet.name, _data_columns(sheet.data, processed, lang))


def _of_pages(pages: Sequence[tuple[str, Path]], names: SheetNames) -> list[_Sheet]:
    sheets = []
    for number, (title, executed) in enumerate(pages, start=1):
        found = tables_of_page(executed) if executed.is_file() else []
        for place, table in enumerate(found, start=1):
            name = names.name(f"{number}.{place} {table.title}")
            page = (title, f"{executed.stem}.html")
            notes = "\n".join(table.notes)
            sheets.append(_Sheet(name, table.title, page, len(table.rows), table.file, notes, table=table))
    return sheets


def _of_data(processed: Path, names: SheetNames, lang: str, words: Mapping[str, str]) -> list[_Sheet]:
    sheets = []
    for table, schema in SCHEMAS.items():
        rows, name = number_of_rows(table, processed), table_name(table, lang)
        is_short = rows <= LONGEST_SHEET
        sheets.append(
            _Sheet(
                names.name(name) if is_short else name,
                row_meaning(schema, lang),
                (words["data_page"], f"{DATA_PAGE}#table-{table}"),
                rows,
                f"{table}.csv",
                "" if is_short else words["too_long"].format(file=f"{table}.parquet"),
                data=table if is_short else "",
            )
        )
    return sheets


def _write_contents(
    workbook: Workbook, writer: SheetWriter, name: str, sheets: Sequence[_Sheet], lang: str, processed: Path
) -> None:
    words = words_of("workbook", lang)
    contents = workbook.add_worksheet(name)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    linked = workbook.add_format({"font_color": "#005A92", "underline": 1, "text_wrap": True, "valign": "top"})
    title = workbook.add_format({"bold": True, "font_size": 14})
    for place, width in enumerate(_WIDTHS):
        contents.set_column(place, place, width)
    contents.write_string(0, 0, words_of("page", lang)["site"], title)
    contents.write_string(1, 0, words["about"].format(columns=words["columns"]))
    if (processed / DATAPACKAGE).is_file():
        contents.write_string(2, 0, citation_text(lang, data_checksum(processed)))
    head = 4
    contents.freeze_panes(head + 1, 0)
    contents.autofilter(head, 0, head + len(sheets), len(_WIDTHS) - 1)
    for place, key in enumerate(("sheet", "title", "page", "rows", "file", "notes")):
        contents.write_string(head, place, words[key], writer.bold)
    for row, sheet in enumerate(sheets, start=head + 1):
        if sheet.table is not None or sheet.data:
            contents.write_url(row, 0, f"internal:'{sheet.name.replace(chr(39), chr(39) * 2)}'!A1", linked, sheet.name)
        else:
            contents.write_string(row, 0, sheet.name, wrapped)
        contents.write_string(row, 1, sheet.title, wrapped)
        contents.write_url(row, 2, f"external:{sheet.page[1]}", linked, sheet.page[0])
        contents.write_number(row, 3, sheet.rows, writer.shown_as("#,##0"))
        for place, text in ((4, sheet.file), (5, sheet.notes)):
            if text:
                contents.write_string(row, place, text, wrapped)


def _dictionary(lang: str, words: Mapping[str, str]) -> list[SheetColumn]:
    """Return the columns of the sheet that explains the columns of the data."""
    rows = [
        (
            table_name(table, lang),
            column_label(table, column.name, lang),
            f"{table}.{column.name}",
            kind_name(column.kind, lang),
            column_meaning(table, column, lang),
            "; ".join(f"{value} = {meaning}" for value, meaning in value_meanings(table, column, lang).items()),
        )
        for table, schema in SCHEMAS.items()
        for column in schema.columns
    ]
    heads = ("table", "column", "name", "type", "meaning", "values")
    return [SheetColumn(words[head], cells) for head, cells in zip(heads, zip(*rows, strict=True), strict=True)]


def _page_columns(table: PageTable) -> list[SheetColumn]:
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.head)
    return [text_column(head, column) for head, column in zip(table.head, cells, strict=True)]


def _data_columns(table: str, processed: Path, lang: str) -> list[SheetColumn]:
    frame = read_if_there(table, processed)
    columns = []
    for column in SCHEMAS[table].columns:
        head, cells = column_label(table, column.name, lang), cells_of(frame, table, column, lang)
        shown_as = number_format(head, cells) if column.kind in ("integer", "number") else ""
        columns.append(SheetColumn(head, _dates(cells) if column.kind == "date" else cells, shown_as))
    return columns


def _dates(cells: Sequence[Any]) -> list[Any]:
    return [_date(str(cell)) if cell is not None else None for cell in cells]


def _date(text: str) -> dt.date | str:
    """Return a date; as text where spreadsheets know no such day."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return day if day.year >= FIRST_YEAR else text
