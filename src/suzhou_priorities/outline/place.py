"""The place of a document, read from the names of its issuer."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# How far from a name, in characters, its line is looked at.
NEAR = 120
_CELL_EDGE = re.compile(r"[|｜\t]")


def place_of(title: str | None, head: str, text: str) -> str | None:
    """Return the place of a document: the longest issuer's name that recurs, the title's first; None if there is none.

    Parameters
    ----------
    title, head, text
        The title, if the document has one, the lines at its beginning, and the whole text.
    """
    found: Counter[str] = Counter()
    for name, weight in _named_places(title or "", head, text):
        while (shorter := _pattern("before").sub("", name)) != name:
            name = shorter
        if _ends_in_unit().search(name) and len(name) > 2 and not _pattern("never").search(name):
            found[name] += weight
    if not found:
        return None
    best = max(found.values())
    candidates = [name for name, times in found.items() if 3 * times >= best]
    return max(candidates, key=lambda name: (len(name), found[name], name))


def _named_places(title: str, head: str, text: str) -> Iterator[tuple[str, int]]:
    """Yield what stands before an issuer's or a congress's name, with its weight as evidence."""
    for key, weight, source in (("titled", 3, title), ("congress", 2, head)):
        yield from ((match["place"], weight) for match in _pattern(key).finditer(source))
    yield from ((match["place"], 3) for match in _pattern("issuer").finditer(title))
    for weight, source in ((2, head), (1, text)):
        for match in _pattern("issuer").finditer(source):
            if not _carries_out(source, match.start(), match.end()):
                yield match["place"], weight


def _carries_out(text: str, start: int, end: int) -> bool:
    """Tell whether a name stands in a list, in a cell or behind a label: a unit that carries out tasks."""
    if "、" in (text[start - 1 : start], text[end : end + 1]):
        return True
    begin = max(text.rfind("\n", 0, start) + 1, start - NEAR)
    stop = text.find("\n", end, end + NEAR)
    stop = min(len(text), end + NEAR) if stop < 0 else stop
    # A bar or a tab in the line or at the edge of the lines beside it: the cell of a table.
    beside = text[max(0, begin - 2) : begin] + text[stop : stop + 2]
    if _CELL_EDGE.search(text, begin, stop) or _CELL_EDGE.search(beside):
        return True
    return bool(_pattern("label").search(text, begin, start))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return quick_pattern(load_codebook("metadata")["place"][key])


@cache
def _ends_in_unit() -> re.Pattern[str]:
    return quick_pattern(load_codebook("metadata")["place"]["unit"] + "$")
