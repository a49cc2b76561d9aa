"""The tables of a page, read back from its executed notebook: what a reader can download there."""

from __future__ import annotations

import base64
import csv
import html
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import nbformat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADING = re.compile(r"(?m)^#{1,6} +(?P<text>[^\n]+)")
_PARTS = re.compile(
    r"<h[1-6]\b[^>]*>(?P<heading>.*?)</h[1-6]>"
    r"|<caption\b[^>]*>(?P<caption>.*?)</caption>"
    r'|<th\b(?![^>]*\bscope="row)[^>]*>(?P<head>.*?)</th>'
    r'|<p\b[^>]*\bclass="table-note"[^>]*>(?P<note>.*?)</p>'
    r'|<a\b[^>]*\bdownload="(?P<file>[^"]+)"[^>]*\bhref="data:text/csv;charset=utf-8;base64,(?P<data>[A-Za-z0-9+/=]*)"',
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table that stands on a page.

    Attributes
    ----------
    file
        Name of the file as which it is downloaded.
    title
        Its caption, or the heading under which it stands.
    notes
        Lines below it.
    head
        Heads of its columns, as the page shows them.
    rows
        Its cells as text; a number is in the notation of CSV.
    """

    file: str
    title: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_of_page(executed: Path) -> list[PageTable]:
    """Return the tables that an executed notebook shows, in their order."""
    found: list[PageTable] = []
    heading = ""
    for content, is_markdown in _shown(executed):
        if is_markdown:
            heading = _last_heading(content) or heading
            continue
        caption, heads, notes = "", [], []
        for match in _PARTS.finditer(content):
            if match["heading"] is not None:
                heading = _plain(match["heading"]) or heading
            elif match["caption"] is not None:
                caption = _plain(match["caption"])
            elif match["head"] is not None:
                heads.append(_plain(match["head"]))
            elif match["note"] is not None:
                notes.append(_plain(match["note"]))
            else:
                lines = _lines(match["data"])
                # The file has the names of columns; what they are called stands above the table on the page.
                head = heads if lines and len(heads) == len(lines[0]) else lines[0] if lines else []
                rows = tuple(tuple(map(_as_written, line)) for line in lines[1:])
                file = html.unescape(match["file"])
                found.append(PageTable(file, caption or heading, tuple(notes), tuple(head), rows))
                caption, heads, notes = "", [], []
    return found


def _shown(executed: Path) -> Iterator[tuple[str, bool]]:
    """Yield what the cells show, as HTML or as Markdown."""
    for cell in nbformat.read(executed, as_version=4).cells:
        if cell.cell_type == "markdown":
            yield cell.source, True
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/html" in data:
                yield "".join(data["text/html"]), False
            elif "text/markdown" in data:
                yield "".join(data["text/markdown"]), True


def _last_heading(text: str) -> str:
    headings = [match["text"].strip() for match in _HEADING.finditer(text)]
    return headings[-1] if headings else ""


def _lines(data: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(base64.b64decode(data).decode("utf-8-sig"))))


def _as_written(cell: str) -> str:
    """Return a cell without the sign that keeps a spreadsheet program from taking it for a formula."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@\t\r" else cell


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split())
