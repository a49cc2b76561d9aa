"""Reads sheets that people filled in (`coding.sheets`), whatever the spreadsheet program did to the file.

Every mistake is told with file, row, field and remedy, all of them at once; nothing is guessed and no row is dropped.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.coding.sheet_rows import ReadRow, mistakes_of_row, mistakes_of_sheet
from suzhou_priorities.coding.sheets import CODES, CONTEXT, PROMISES, answer_columns
from suzhou_priorities.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEPARATORS = ",;\t"
# How files of spreadsheet programs begin: a zip archive, or the older compound file.
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet as filled in.

    Attributes
    ----------
    name
        Name of its file.
    kind
        `CODES` or `PROMISES`.
    rows
        What was filled in: ``unit_id``, the answers, and whatever columns the coder added; all text, empty where
        nothing was said. One row a unit, or one a promise.
    open_units
        Units of the sheet without a code.
    mistakes
        What has to be mended in the file before it can be used.
    """

    name: str
    kind: str
    rows: pd.DataFrame
    open_units: tuple[str, ...]
    mistakes: tuple[TableError, ...]


def read_filled(content: bytes, name: str, units: pd.DataFrame) -> FilledSheet:
    """Read a sheet.

    Parameters
    ----------
    content
        The file: CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or GB 18030.
    name
        Its name, for messages.
    units
        All units that may be coded: ``unit_id`` and ``text``.

    Raises
    ------
    TableError
        If it is no sheet: no text, no head, or no column to identify units or to answer in.
    """
    lines = _cells(_decoded(content, name), name)
    head = [cell.strip().lower() for cell in lines[0]]
    kind = _kind(head, name)
    answers = [column for column in answer_columns(kind) if column in head]
    added = [column for column in dict.fromkeys(head) if column and column not in (*CONTEXT, *answer_columns(kind))]
    rows: list[ReadRow] = []
    mistakes: list[TableError] = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(head) :]):
            mistakes.append(_too_long(name, number, cells[len(head) :]))
        padded = [*cells, *[""] * len(head)]
        rows.append(ReadRow(number, {column: padded[head.index(column)].strip() for column in dict.fromkeys(head)}))
    texts = dict(zip(units["unit_id"], units["text"], strict=True))
    mistakes += [mistake for row in rows for mistake in mistakes_of_row(row, kind, name, texts)]
    mistakes += mistakes_of_sheet(rows, kind, name)
    kept = [
        [row.get("unit_id"), *map(row.answer, answers), *map(row.get, added)]
        for row in rows
        if row.is_coded(kind) or any(row.get(column) for column in ("note", *added))
    ]
    frame = pd.DataFrame(kept, columns=["unit_id", *answers, *added], dtype="string")
    coded = {row.get("unit_id") for row in rows if row.is_coded(kind)}
    still_open = tuple(dict.fromkeys(unit for row in rows if (unit := row.get("unit_id")) and unit not in coded))
    return FilledSheet(name, kind, frame, still_open, tuple(sorted(mistakes, key=_place)))


def read_sheet(content: bytes, name: str) -> pd.DataFrame:
    """Return a sheet as it stands, all text, one row a row of the file (to go on with it; `read_filled` checks it).

    Raises
    ------
    TableError
        If it is no sheet.
    """
    head, *lines = _cells(_decoded(content, name), name)
    columns = [cell.strip().lower() for cell in head]
    _kind(columns, name)
    width = len(columns)
    rows = [[*cells, *[""] * width][:width] for cells in lines if any(cell.strip() for cell in cells)]
    return pd.DataFrame(rows, columns=columns, dtype="string")


def with_answers(sheet: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return a sheet of codes with answers put in; units that the sheet has not are left out."""
    found = sheet.set_index("unit_id")
    own = rows.set_index("unit_id")
    own = own.loc[own.index.isin(found.index), [column for column in answer_columns(CODES) if column in own]]
    found.loc[own.index, list(own.columns)] = own
    return found.reset_index()[list(sheet.columns)]


def _decoded(content: bytes, name: str) -> str:
    remedy = "Save it as CSV in UTF-8, not as a workbook."
    if content.startswith(_WORKBOOK):
        raise TableError(name, "is a workbook.", remedy)
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError(name, "is not text in UTF-8, UTF-16 or GB 18030.", remedy)


def _cells(text: str, name: str) -> list[list[str]]:
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    # Cells of any length: a coder's note may be long, and a quotation mark left open must not hide what follows.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        lines = list(csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=separator))
    except csv.Error as error:
        raise TableError(name, f"is not CSV: {error}.", "Save it as CSV in UTF-8.") from error
    if not lines or not any(cell.strip() for cell in lines[0]):
        raise TableError(name, "has no head in its first row.", "Put the names of the columns there.")
    return lines


def _kind(head: Sequence[str], name: str) -> str:
    twice = sorted({column for column in head if column and head.count(column) > 1})
    if twice:
        raise TableError(name, f"has the column {twice[0]} twice.", "Rename or delete one of them.")
    if "unit_id" not in head:
        raise TableError(name, "has no column unit_id.", "Put back the first row of the sheet as it was made.")
    for kind, needed in ((PROMISES, {"verb", "force", "testability"}), (CODES, {"domain"})):
        if needed <= set(head):
            return kind
    raise TableError(name, "has no column domain, nor verb, force and testability.", "Put back the head of the sheet.")


def _too_long(name: str, number: int, cells: Sequence[str]) -> TableError:
    told = "、".join(cell.strip() for cell in cells if cell.strip())
    return TableError(
        f"{name}, row {number}",
        f"has more cells than the head: {told}.",
        "Put a cell that has a comma between quotation marks, or save the sheet from a spreadsheet program.",
    )


def _place(mistake: TableError) -> int:
    digits = mistake.where.rpartition(", row ")[2].partition(",")[0]
    return int(digits) if digits.isdigit() else 0
