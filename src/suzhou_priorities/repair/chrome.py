"""What a web page puts around a document goes: menus, counters, login boxes, scripts, disclaimers.

A line is judged by what it is (the codebook `chrome`), and by where it stands: within the document only what
can be nothing else goes. Before its first and after its last line, short lines that are neither title, date,
speaker nor heading go as well, but only where several lines around them are chrome beyond doubt: a kept
menu entry does less harm than a lost line of the document.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.repair.chrome_rules import is_chrome_at_edge, is_chrome_within, is_kept, is_title
from suzhou_priorities.repair.document_body import body_of, cells_among, lines_of
from suzhou_priorities.repair.edits import Edit
from suzhou_priorities.repair.table_evidence import is_of_a_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.repair.document_body import Line

SHORT = 30
EVIDENCE = 2


def remove_chrome(text: str) -> list[Edit]:
    """Return the edits that remove the page around a document; whole lines, their line feeds included."""
    lines = lines_of(text)
    first, last = body_of(lines)
    cells = cells_among(lines)
    doomed = {
        index
        for index in range(first, last + 1)
        if lines[index].text
        and not lines[index].is_bars
        and is_chrome_within(lines[index].text, is_cell=index in cells)
    }
    doomed |= _before(lines, first)
    doomed |= _after(lines, last)
    edits: list[Edit] = []
    for index in sorted(doomed):
        line = lines[index]
        if edits and edits[-1].end == line.start:
            edits[-1] = Edit(edits[-1].start, line.end, "", "chrome")
        else:
            edits.append(Edit(line.start, line.end, "", "chrome"))
    return edits


def _before(lines: Sequence[Line], first: int) -> set[int]:
    """Return the lines of chrome above the document."""
    edge = range(first)
    certain = _certain(lines, edge)
    if not certain:
        return set()
    last_certain = max(certain)
    doomed = set(certain)
    titles = [index for index in edge if index not in doomed and is_title(lines[index].text)]
    if any(index > last_certain for index in titles):
        # The document's own title stands below the last line of chrome: everything above is the page's.
        return {index for index in edge if index <= last_certain and lines[index].text}
    if len(certain) >= EVIDENCE:
        doomed |= {index for index in range(last_certain) if _is_stray(lines[index].text)}
        doomed |= _strays(lines, range(last_certain + 1, first))
        repeated = {lines[index].text for index in titles[1:]}
        doomed |= {index for index in titles[:-1] if lines[index].text in repeated}
    return doomed


def _after(lines: Sequence[Line], last: int) -> set[int]:
    """Return the lines of chrome below the document."""
    edge = range(last + 1, len(lines))
    certain = _certain(lines, edge)
    doomed = set(certain)
    if len(certain) >= EVIDENCE:
        first_certain = min(certain)
        doomed |= _strays(lines, range(last + 1, first_certain))
        doomed |= {index for index in edge if lines[index].text and index > first_certain}
    return doomed


def _certain(lines: Sequence[Line], edge: range) -> set[int]:
    """Return the lines that are chrome beyond doubt.

    A bare number is so only beside another such line (积分 / 3412; 1 / 2 / 下一页): it may be the serial of a row.
    """
    filled = [index for index in edge if lines[index].text]
    chrome = {index for index in filled if is_chrome_at_edge(lines[index].text)}
    certain = {index for index in chrome if not lines[index].text.isdigit()}
    for way in (filled, filled[::-1]):
        for before, index in pairwise(way):
            if before in certain and index in chrome:
                certain.add(index)
    return certain


def _strays(lines: Sequence[Line], edge: range) -> set[int]:
    """Return the short lines between chrome and document, unless they are a table of the document."""
    if is_of_a_document([lines[index].text for index in edge if lines[index].text]):
        return set()
    return {index for index in edge if _is_stray(lines[index].text)}


def _is_stray(text: str) -> bool:
    return bool(text) and len(text) <= SHORT and not is_kept(text)
