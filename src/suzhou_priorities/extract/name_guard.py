"""Which numbers are names, slogans or thresholds, and which durations are measured ones."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

if TYPE_CHECKING:
    from suzhou_priorities.extract.model import Mention

_REACH = 12
_OPENING = re.compile(r"[“《‘]")
_QUOTED = re.compile(r"“[^“”\n]*”|《[^《》\n]*》|‘[^‘’\n]*’")
_BARE_UNITS = ("万", "亿", "万亿")
_POWERS = ("十", "百", "千")
_MEASURED = ("money", "extent", "percent")


@cache
def _pattern(*keys: str) -> re.Pattern[str]:
    entry: Any = load_codebook("number_names")
    for key in keys:
        entry = entry[key]
    return quick_pattern(entry)


@cache
def _duration(key: str) -> re.Pattern[str]:
    return quick_pattern(load_codebook("units")["durations"][key])


def is_duration(text: str, start: int, end: int, floor: int) -> bool:
    """Tell whether a length of time at ``text[start:end]`` is measured (连续16年, 缩短至3个工作日)."""
    before, behind = text[max(floor, start - _REACH) : start], text[end : end + _REACH]
    if _duration("never_behind").match(behind):
        return False
    return bool(_duration("before").search(before) or _duration("behind").match(behind))


def is_name(text: str, mention: Mention, floor: int, ceiling: int, *, is_han: bool) -> bool:
    """Tell whether a mention measures nothing: a name, a slogan, an ordinal, a threshold."""
    before = text[max(floor, mention.start - _REACH) : mention.start]
    behind = text[mention.end : min(ceiling, mention.end + 3 * _REACH)]
    is_power = is_han and mention.unit in _BARE_UNITS
    if (not is_power and _pattern("before", "pattern").search(before)) or _pattern("behind", "pattern").match(behind):
        return True
    if is_han and _is_slogan(text, mention, before.removesuffix("“"), behind):
        return True
    if mention.unit in _BARE_UNITS and is_han:
        return False
    return _is_threshold(mention, before, behind, is_power=is_han and mention.value == 1) or _is_quoted(
        text, mention, floor, ceiling
    )


def _is_slogan(text: str, mention: Mention, before: str, behind: str) -> bool:
    number = text[mention.start : mention.end - len(mention.unit)].rstrip("余多")
    if not number or mention.unit in _BARE_UNITS:
        # A bare power (首超万元) counts only where something passes it.
        return not _pattern("chinese_numerals", "bare_before").search(before)
    if number in _POWERS and mention.unit[:1] in "万亿":
        return not _pattern("chinese_numerals", "bare_before").search(before)
    if mention.family in ("money", "percent", "points", "times"):
        return bool(number == "一" and not before)
    if number.startswith("零"):
        return True
    if _pattern("chinese_numerals", "never").match(number):
        is_last = not behind or behind[0] in "，。；、：！）"
        return not (is_last and bool(_pattern("chinese_numerals", "one_behind").search(before)))
    return bool(_pattern("chinese_numerals", "slogan_behind").match(behind))


def _is_threshold(mention: Mention, before: str, behind: str, *, is_power: bool) -> bool:
    """Tell whether a number only describes what is counted (10亿元以上项目46个)."""
    if mention.family not in _MEASURED and mention.base_unit:
        return bool(_pattern("attributes", "classifier_of").match(behind))
    marked = _pattern("attributes", "marked").match(behind)
    mark = marked.group() if marked else ""
    rest = behind[len(mark) :]
    if (
        mark
        and mark not in ("左右", "规模", "的")
        and (_pattern("attributes", "things").match(rest) or _pattern("attributes", "counted_at_once").match(rest))
    ):
        return True
    if mark in ("", "的", "规模") and not _pattern("attributes", "total_before").search(before):
        if _counted_thing().match(rest):
            return True
        return is_power and _pattern("attributes", "things").match(rest) is not None
    return False


@cache
def _counted_thing() -> re.Pattern[str]:
    attributes = load_codebook("number_names")["attributes"]
    return quick_pattern(attributes["things"] + attributes["counted"])


def _is_quoted(text: str, mention: Mention, floor: int, ceiling: int) -> bool:
    longest = int(load_codebook("number_names")["names_in_quotes"]["longest"])
    floor = max(floor, mention.start - longest)
    if not _OPENING.search(text, floor, mention.start):
        return False
    opening = max(text.rfind(mark, floor, mention.start) for mark in "“《‘")
    return any(
        quoted.start() < mention.start and mention.end < quoted.end() and quoted.end() - quoted.start() - 2 <= longest
        for quoted in _QUOTED.finditer(text, opening, min(ceiling, opening + longest + 2))
    )
