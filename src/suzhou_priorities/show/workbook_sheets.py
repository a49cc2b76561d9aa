"""Sheets of a workbook: a bold head that stays, filters, numbers as numbers, and no cell that acts as a formula."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_NAME = 31
LONGEST_TEXT = 32_767
NARROWEST, WIDEST = 7, 60
MEASURED_ROWS = 300
MOST_DECIMALS = 4
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,20})?(?:[eE][-+]?\d{1,3})?$")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_YEAR = re.compile(r"年(?!均)|\byear", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its head, its cells (text, numbers, dates or None) and how numbers are shown."""

    head: str
    cells: Sequence[Any]
    shown_as: str = ""


def text_column(head: str, cells: Sequence[str]) -> SheetColumn:
    """Return a column of texts as one of numbers where all of them are, with a format that fits."""
    filled = [cell for cell in cells if cell]
    if not filled or not all(_NUMBER.match(cell) for cell in filled):
        return SheetColumn(head, [cell or None for cell in cells])
    numbers = [float(cell) if cell else None for cell in cells]
    return SheetColumn(head, numbers, number_format(head, numbers))


def number_format(head: str, numbers: Iterable[float | None]) -> str:
    """Return the format of a column of numbers: as many decimals as they have, years without a comma."""
    known = [number for number in numbers if number is not None]
    decimals = max((_decimals(number) for number in known), default=0)
    if decimals:
        return f"#,##0.{'0' * decimals}"
    is_year = _YEAR.search(head) is not None and all(1900 <= number <= 2100 for number in known)
    return "0" if is_year else "#,##0"


def _decimals(number: float) -> int:
    return len(f"{number:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


class SheetNames:
    """Gives sheets names that spreadsheet programs take: at most 31 characters, unique whatever their case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, wanted: str) -> str:
        """Return a name close to the one wanted."""
        bare = _FORBIDDEN.sub(" ", wanted).strip(" '") or "-"
        name, number = bare[:LONGEST_NAME].rstrip(" '"), 1
        while name.casefold() in self._taken:
            number += 1
            tail = f" {number}"
            name = bare[: LONGEST_NAME - len(tail)].rstrip(" '") + tail
        self._taken.add(name.casefold())
        return name


class SheetWriter:
    """Writes columns into sheets of a workbook.

    Parameters
    ----------
    workbook
        An open workbook.
    """

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[str, Format] = {}
        self.bold = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#F0F2F5", "bottom": 1}
        )

    def shown_as(self, code: str) -> Format:
        """Return the format of a number or date; made once for each code."""
        if code not in self._formats:
            self._formats[code] = self._workbook.add_format({"num_format": code, "valign": "top"})
        return self._formats[code]

    def write(self, name: str, columns: Sequence[SheetColumn]) -> None:
        """Add a sheet with a head, filters and rows."""
        sheet = self._workbook.add_worksheet(name)
        rows = max((len(column.cells) for column in columns), default=0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _width(column))
        sheet.freeze_panes(1, 0)
        if columns:
            sheet.autofilter(0, 0, rows, len(columns) - 1)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.head, self.bold)
        for row in range(rows):
            for place, column in enumerate(columns):
                self.write_cell(sheet, row + 1, place, column.cells[row], column.shown_as)

    def write_cell(self, sheet: Worksheet, row: int, place: int, cell: Any, shown_as: str = "") -> None:
        """Write one cell by its type; a text is never read as a formula, a number or a link."""
        if cell is None or cell == "":
            return
        if isinstance(cell, dt.date):
            sheet.write_datetime(row, place, cell, self.shown_as("yyyy-mm-dd"))
        elif isinstance(cell, (int, float)) and math.isfinite(cell):
            sheet.write_number(row, place, cell, self.shown_as(shown_as or "General"))
        else:
            sheet.write_string(row, place, _fitting(str(cell)), self.shown_as("@"))


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def _width(column: SheetColumn) -> float:
    """Return the width of a column in characters; a Chinese character takes two."""
    head = max(map(_columns, column.head.split()), default=0)
    cells = [
        _columns(str(cell).partition("\n")[0][:WIDEST]) for cell in column.cells[:MEASURED_ROWS] if cell is not None
    ]
    return float(min(max(NARROWEST, head + 3, *(cells or [0])) + 1, WIDEST))


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
