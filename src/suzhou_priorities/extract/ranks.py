"""Places in an order: 全市第三, 列第19位, 进入全国前20."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.model import Mention
from suzhou_priorities.extract.numerals import chinese_number

if TYPE_CHECKING:
    import re

_REACH = 18
PLACE = "位"


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return quick_pattern(load_codebook("number_names")["ranks"][key])


def find_ranks(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """Return the ranks of ``text[start:end]``; a place within the first N has bound ``le``."""
    stop = len(text) if end is None else end
    found = []
    for match in _pattern("pattern").finditer(text, start, stop):
        before = text[max(start, match.start() - _REACH) : match.start()]
        behind = text[match.end() : min(stop, match.end() + 4)]
        barred = _pattern("top_behind" if match["top"] else "ordinal_behind")
        if not match["unit"] and barred.match(behind):
            continue
        if not _pattern("cue").search(before) and not (match["unit"] and match["unit"] != "强"):
            continue
        place = 1.0 if match["head"] else _value(match["place"] or match["within"])
        if place is None or place > 1000:
            continue
        unit = match["unit"] if match["unit"] == "名" else PLACE
        bound = "le" if match["top"] else "eq"
        found.append(Mention(match.start(), match.end(), place, None, unit, 1.0, PLACE, "rank", bound))
    return found


def _value(text: str) -> float | None:
    return float(text) if text.isdigit() else chinese_number(text)
