"""What a web page puts around a document goes: menus, counters, login boxes, scripts, disclaimers.

A line is judged by what it is (the codebook `chrome`), and by where it stands: within the document only what
can be nothing else goes. Before its first and after its last line, short lines that are neither title, date,
speaker nor heading go as well, but only where several lines around them are chrome beyond doubt: a kept
menu entry does less harm than a lost line of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.repair.edits import Edit

BODY_LENGTH = 36
SHORT = 30
EVIDENCE = 2
LONGEST_JUDGED = 400
_MARKS = re.compile(r"[，。；、,;]")
_CHINESE = re.compile(r"[㐀-鿿]")
_CELL = re.compile(r"\|+")
_SALUTATION = re.compile(r"^(?:各位代表|各位委员|同志们|代表们|各位代表们)")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int  # behind the line feed
    text: str


@dataclass(frozen=True, slots=True)
class _Rules:
    anywhere: tuple[re.Pattern[str], ...]
    edge: tuple[re.Pattern[str], ...]
    title: re.Pattern[str]
    keep: tuple[re.Pattern[str], ...]


@cache
def _rules() -> _Rules:
    book = load_codebook("chrome")
    compiled: dict[str, list[re.Pattern[str]]] = {"anywhere": [], "edge": []}
    for entry in book["entries"]:
        pattern = f"(?:{entry['pattern']})\\Z" if entry.get("whole") else entry["pattern"]
        compiled[entry["scope"]].append(re.compile(pattern))
    kept = {entry["name"]: re.compile(entry["pattern"]) for entry in book["keep"]["patterns"]}
    return _Rules(tuple(compiled["anywhere"]), tuple(compiled["edge"]), kept["title"], tuple(kept.values()))


def remove_chrome(text: str) -> list[Edit]:
    """Return the edits that remove the page around a document; whole lines, their line feeds included."""
    lines = _lines(text)
    first, last = _body(lines)
    doomed = {
        index
        for index, line in enumerate(lines)
        if line.text and not _CELL.fullmatch(line.text) and _is_chrome_anywhere(line.text, first <= index <= last)
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


def _lines(text: str) -> list[_Line]:
    lines = []
    position = 0
    for piece in text.splitlines(keepends=True):
        lines.append(_Line(position, position + len(piece), piece.strip()))
        position += len(piece)
    return lines


def _is_chrome_anywhere(text: str, within: bool) -> bool:
    if len(text) > LONGEST_JUDGED:
        return False
    # A bare number within the document may be a cell of a table.
    if within and text.isdigit():
        return False
    return any(pattern.search(text) for pattern in _rules().anywhere)


def _is_chrome(text: str) -> bool:
    if len(text) > LONGEST_JUDGED:
        return False
    return any(pattern.search(text) for pattern in (*_rules().anywhere, *_rules().edge))


def _is_kept(text: str) -> bool:
    return any(pattern.search(text) for pattern in _rules().keep)


def _is_body(line: _Line) -> bool:
    """Tell whether a line can only be the document's: a paragraph of Chinese sentences, or the salutation."""
    text = line.text
    if _SALUTATION.match(text):
        return True
    if len(text) < BODY_LENGTH or _is_chrome(text):
        return False
    return bool(_MARKS.search(text)) and 2 * len(_CHINESE.findall(text[:300])) > min(300, len(text))


def _body(lines: list[_Line]) -> tuple[int, int]:
    """Return the indexes of the first and the last line that can only be the document's."""
    first = next((index for index, line in enumerate(lines) if _is_body(line)), len(lines))
    last = next((index for index in range(len(lines) - 1, -1, -1) if _is_body(lines[index])), -1)
    if first > last:
        return 0, len(lines) - 1
    # Table rows and short measures around the outermost paragraph belong to the document.
    while last + 1 < len(lines) and _CELL.fullmatch(lines[last + 1].text):
        last += 1
    return first, last


def _before(lines: list[_Line], first: int) -> set[int]:
    """Return the lines of chrome above the document."""
    edge = range(first)
    certain = {index for index in edge if lines[index].text and _is_chrome(lines[index].text)}
    if not certain:
        return set()
    doomed = set(certain)
    last_certain = max(doomed)
    titles = [index for index in edge if index not in doomed and _rules().title.search(lines[index].text)]
    if any(index > last_certain for index in titles):
        # The document's own title stands below the last line of chrome: everything above is the page's.
        return {index for index in edge if index <= last_certain and lines[index].text}
    if len(certain) >= EVIDENCE:
        doomed |= {index for index in edge if _is_stray(lines[index].text)}
        repeated = {lines[index].text for index in titles[1:]}
        doomed |= {index for index in titles[:-1] if lines[index].text in repeated}
    return doomed


def _after(lines: list[_Line], last: int) -> set[int]:
    """Return the lines of chrome below the document."""
    edge = range(last + 1, len(lines))
    certain = {index for index in edge if lines[index].text and _is_chrome(lines[index].text)}
    doomed = set(certain)
    if len(certain) >= EVIDENCE:
        lowest_kept = min(certain)
        doomed |= {
            index for index in edge if lines[index].text and (_is_stray(lines[index].text) or index > lowest_kept)
        }
    return doomed


def _is_stray(text: str) -> bool:
    return bool(text) and len(text) <= SHORT and not _is_kept(text)
