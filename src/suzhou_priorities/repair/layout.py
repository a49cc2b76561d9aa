"""One paragraph a line, no blank lines, no spaces but those that part words.

Within flattened tables (lines of ``|`` between cells) blank lines stay: they may stand for empty cells.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from suzhou_priorities.repair.document_body import lines_of, lines_of_cells
from suzhou_priorities.repair.edits import Edit
from suzhou_priorities.repair.table_evidence import ends_as_office

_SPACE = r" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u000b\u000c"
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff\u00ad\u0000-\u0008\u000e-\u001f\u007f]+")
_GAP = re.compile(rf"[{_SPACE}]+")
# What a break begins with is looked up backwards from its line feed: a pattern that began with white space would try
# every place of a long run of it.
_BREAK = re.compile(rf"[\r\n][{_SPACE}\u200b\ufeff\r\n]*")
_BEFORE_BREAK = "".join(filter(re.compile(rf"[{_SPACE}\u200b\ufeff]").match, map(chr, range(0x10000))))
_NUMBER = re.compile(
    r"(?:第[一二三四五六七八九十百零〇\d]{1,5}[篇章节条]|第[一二三四五六七八九十]{1,3}部分|"
    r"专栏 ?\d{1,2}|表 ?\d{1,2}(?:-\d{1,2})?)$"
)
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
_SIGNATURE = 20
_POLLUTANT = re.compile(r"PM$")
_WORD_BEFORE = re.compile(r"[㐀-鿿]{2}$")
_WORD_AFTER = re.compile(r"[㐀-鿿]{2}")
_LONGEST_NAME = 40
_IN_LIST = re.compile(r"[\s、，；：]")
_NAME_AFTER = re.compile(r"[★△▲☆●○]?[㐀-鿿]{2}")
_STOPS = frozenset("。！；")
_SENTENCE_MARK = re.compile(r"[，。；：、]")


def normalise_layout(text: str) -> list[Edit]:
    """Return the edits that bring spaces and line breaks to the convention of this module."""
    edits: list[Edit] = []
    edges = _edges(text)
    position = edges[0].end if edges and edges[0].start == 0 else 0
    stop = edges[-1].start if edges and edges[-1].end == len(text) and edges[-1].start > 0 else len(text)
    found = [*_breaks(text, position, stop), *_gaps(text, position, stop)]
    taken_until = -1
    for edit in sorted((*edges, *found), key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= taken_until:
            edits.append(edit)
            taken_until = edit.end
    starts, ends = [*(edit.start for edit in edits), len(text)], [edit.end for edit in edits]
    invisible = [
        Edit(*match.span(), "", "layout")
        for match in _INVISIBLE.finditer(text)
        if match.end() <= starts[bisect_right(ends, match.start())]
    ]
    return sorted((*edits, *invisible), key=lambda edit: edit.start)


def _edges(text: str) -> list[Edit]:
    """Return the edits of white space at the beginning and at the end of the text."""
    start = len(text) - len(text.lstrip(" \t\r\n\u00a0\u2002\u3000\u200b\ufeff"))
    if start == len(text):
        return [Edit(0, start, "", "layout")] if start else []
    end = len(text.rstrip(" \t\r\n\u00a0\u2002\u3000\u200b\ufeff"))
    edits = [Edit(0, start, "", "layout")] if start else []
    if end < len(text):
        edits.append(Edit(end, len(text), "", "layout"))
    return edits


def _breaks(text: str, start: int, stop: int) -> list[Edit]:
    edits = []
    end = start
    for match in _BREAK.finditer(text, start, stop):
        begin = end + len(text[end : match.start()].rstrip(_BEFORE_BREAK))
        end = match.end()
        found = text[begin:end]
        if found == "\n":
            continue
        between_cells = text[begin - 1] == "|" and text[end : end + 1] == "|"
        kept = "\n\n" if between_cells and found.count("\n") > 1 else "\n"
        if found != kept:
            edits.append(Edit(begin, end, kept, "layout"))
    return edits


def _gaps(text: str, start: int, stop: int) -> list[Edit]:
    edits = []
    cells = _spans_of_cells(text)
    cell = 0
    for match in _GAP.finditer(text, start, stop):
        while cell < len(cells) and cells[cell][1] < match.end():
            cell += 1
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        if before in "\r\n" or after in "\r\n":
            continue
        kept = _kept_gap(text, match.start(), match.end(), before, after)
        if not kept and cell < len(cells) and cells[cell][0] < match.start():
            kept = _kept_in_cell(text, cells[cell], match)
        if kept != match.group():
            edits.append(Edit(*match.span(), kept, "layout"))
    return edits


def _kept_gap(text: str, start: int, end: int, before: str, after: str) -> str:
    """Return what a gap within a line becomes: one space where it parts words, nothing elsewhere."""
    if _LATIN.match(before) and _LATIN.match(after):
        return " "
    if before.isascii() and after.isascii():
        if before.isdigit() and after.isdigit():
            return " "
        if after.isdigit() and _POLLUTANT.search(text, max(0, start - 2), start):
            return ""
        if before.isalnum() and after.isalnum():
            return " "
        return _between_marks(before, after)
    line_start = text.rfind("\n", 0, start) + 1
    if start - line_start <= 8 and _NUMBER.match(text, line_start, start):
        return " "
    if _WORD_BEFORE.search(text, max(line_start, start - 2), start) and _WORD_AFTER.match(text, end):
        line_end = text.find("\n", end)
        line = text[line_start : len(text) if line_end < 0 else line_end]
        if len(line) <= _SIGNATURE and not _SENTENCE_MARK.search(line):
            # An office and a name (区长 王国荣), but not a name of two characters (钱 宇).
            return " "
    return ""


def _spans_of_cells(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines that are cells of flattened tables; none of sentences, which list no names."""
    if "|" not in text:
        return []
    lines = lines_of(text)
    return [
        (lines[index].start, lines[index].end)
        for index in sorted(lines_of_cells(lines))
        if lines[index].text[-1] not in _STOPS
    ]


def _kept_in_cell(text: str, cell: tuple[int, int], gap: re.Match[str]) -> str:
    """Return what a gap within a cell becomes: one space where it parts the name of an office from what follows."""
    if not _NAME_AFTER.match(text, gap.end(), cell[1]):
        return ""
    before = text[max(cell[0], gap.start() - _LONGEST_NAME) : gap.start()]
    return " " if ends_as_office(_IN_LIST.split(before)[-1]) else ""


def _between_marks(before: str, after: str) -> str:
    return "" if before in "%|+-/" or after in "%|+-/" else " "
