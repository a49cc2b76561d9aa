"""Sentences: units that end at 。！？； outside quotation marks and brackets."""

from __future__ import annotations

import re
from itertools import pairwise

_PAIRS = {
    "”": "“",
    "’": "‘",
    "》": "《",
    "）": "（",
    ")": "(",
    "】": "【",
    "]": "[",
    "」": "「",
    "』": "『",
    "〉": "〈",
}
_OPENING = frozenset(_PAIRS.values())
_MARKS = re.compile(r"[。！？；“”‘’《》（）()【】\[\]「」『』〈〉]")
_CLOSING = frozenset("”’》）)】]」』〉")
_STOPS = frozenset("。！？；")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of the sentences in ``text[start:end]``.

    A line feed always ends a sentence. Closing marks after a stop belong to it. A mark that finds no partner
    within its line protects nothing, so that one lost quotation mark cannot swallow a paragraph.
    """
    stop = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    position = start
    while position < stop:
        line_end = text.find("\n", position, stop)
        line_end = stop if line_end < 0 else line_end
        spans.extend(_split_line(text, position, line_end))
        position = line_end + 1
    return spans


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    marks = [(match.start(), match.group()) for match in _MARKS.finditer(text, start, end)]
    partnered = _partnered(marks)
    cuts = [start]
    depth = 0
    for position, mark in marks:
        if mark in _STOPS:
            if depth == 0 and position >= cuts[-1]:
                cut = position + 1
                while cut < end and (text[cut] in _STOPS or (text[cut] in _CLOSING and cut not in partnered)):
                    cut += 1
                if cut > cuts[-1]:
                    cuts.append(cut)
        elif position in partnered:
            depth += 1 if mark in _OPENING else -1
    if cuts[-1] < end:
        cuts.append(end)
    return [span for span in (_trimmed(text, first, last) for first, last in pairwise(cuts)) if span[0] < span[1]]


def _partnered(marks: list[tuple[int, str]]) -> set[int]:
    """Return the positions of the marks that form pairs."""
    waiting: list[tuple[int, str]] = []
    found: set[int] = set()
    for position, mark in marks:
        if mark in _OPENING:
            waiting.append((position, mark))
        elif mark in _PAIRS:
            partner = _PAIRS[mark]
            depth = len(waiting) - 1
            # Marks opened since then and never closed are mistakes of the page: they protect nothing.
            while depth >= 0 and waiting[depth][1] != partner and len(waiting) - depth < 8:
                depth -= 1
            if depth >= 0 and waiting[depth][1] == partner:
                found.update((waiting[depth][0], position))
                del waiting[depth:]
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
