"""Where a text has numbers that measure something, and what they are in their units.

A mention is a number with a unit or classifier. Names, slogans, ordinals, years and thresholds are left out;
the codebooks `units` and `number_names` say which they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.bare_numbers import find_bare_numbers
from suzhou_priorities.extract.model import Mention
from suzhou_priorities.extract.name_guard import is_duration, is_name
from suzhou_priorities.extract.numerals import SIGNS, chinese_decimal, chinese_number
from suzhou_priorities.extract.ranks import find_ranks
from suzhou_priorities.extract.units import alternatives, magnitude_pattern, resolve, unit_pattern

_ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"
_LONGEST_HAN = 12
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MINUS = re.compile(r"[长为达幅速了降至到约比别、][-－−]$")
_GROUP = re.compile(r"(?:万亿|[万亿])$")
_CHANGE = re.compile(r"[从由]")
_CONNECTORS = frozenset("-—–~～至到")


@cache
def _number() -> re.Pattern[str]:
    book = load_codebook("units")
    more = "".join(book["suffix_words"]["ge"])
    han = alternatives(book["chinese_classifiers"]["units"])
    magnitude, unit = f"(?:{magnitude_pattern()})", unit_pattern()
    # Runs of numerals are bounded and begin where they begin, so that long ones cost no more than their length.
    return quick_pattern(
        rf"(?<![\d.,])(?:(?P<low>{_ARABIC})[-—–~～至到])?"
        rf"(?P<number>{_ARABIC})(?:[:：∶]\s?(?P<one>1)(?![\d.:：∶])|(?P<more>[{more}])?"
        rf"(?:(?P<plain>{unit})|(?P<magnitude>{magnitude})(?P<inner>[{more}])?(?P<unit>{unit})?))"
        rf"|(?<![{SIGNS}])(?:(?P<han>[{SIGNS}]{{1,{_LONGEST_HAN}}}(?:点[{SIGNS}]{{1,{_LONGEST_HAN}}})?)"
        rf"(?P<hanmore>[{more}])?(?P<hanunit>{han})"
        rf"|(?P<power>[{SIGNS}]{{0,{_LONGEST_HAN}}}(?:万亿|[万亿]))"
        r"(?=[”’]?(?:大关|元大关|级|台阶|行列|俱乐部|时代|目标|[，。；、])))"
    )


def find_mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """Return the mentions of ``text[start:end]``, in order; of overlapping ones the first.

    Parameters
    ----------
    text
        A clean text; offsets of mentions are offsets into it.
    """
    stop = len(text) if end is None else end
    found = [
        *_plain(text, start, stop),
        *find_bare_numbers(text, start, stop),
        *find_ranks(text, start, stop),
    ]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return _joined(text, kept)


def _plain(text: str, start: int, end: int) -> list[Mention]:
    found = []
    for match in _number().finditer(text, start, end):
        if match["power"]:
            mention = _power(text, match)
        else:
            mention = _han(text, match, start) if match["han"] else _arabic(text, match, start)
        if mention is not None and not is_name(text, mention, start, end, is_han=bool(match["han"] or match["power"])):
            found.append(mention)
    return found


def _arabic(text: str, match: re.Match[str], floor: int) -> Mention | None:
    value = float(match["number"].replace(",", ""))
    begin = match.start("number")
    if _MINUS.search(text[max(floor, begin - 2) : begin]):
        value, begin = -value, begin - 1
    if match["one"]:
        return Mention(begin, match.end(), value, None, ":1", 1.0, "ratio", "ratio")
    printed = match["plain"] or (match["magnitude"] or "") + (match["unit"] or "")
    unit = resolve(printed)
    if unit.family == "duration" and not is_duration(text, match.start(), match.end(), floor):
        return None
    if printed == "年" and _FIRST_YEAR <= value <= _LAST_YEAR:
        return None
    low = float(match["low"].replace(",", "")) if match["low"] else value
    is_range = low < value and not _CHANGE.match(text[match.start() - 1 : match.start()])
    return Mention(
        match.start() if is_range else begin,
        match.end(),
        low if is_range else value,
        value if is_range else None,
        printed,
        unit.factor,
        unit.base_unit,
        unit.family,
        "ge" if match["more"] or match["inner"] else "eq",
    )


def _joined(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with ranges whose both ends have a unit as one (8%-9%, 1.8万至2万人)."""
    kept: list[Mention] = []
    for mention in mentions:
        low = kept[-1] if kept else None
        if low is not None and low.end == mention.start and _is_compound(low, mention):
            scale = mention.base_factor / low.base_factor
            unit = low.unit + mention.unit.lstrip("万亿")
            kept[-1] = replace(mention, start=low.start, value=low.value + mention.value * scale, unit=unit)
            kept[-1] = replace(kept[-1], base_factor=low.base_factor)
        elif low is not None and text[low.end : mention.start] in _CONNECTORS and _is_range(text, low, mention):
            scale = low.base_factor / mention.base_factor
            kept[-1] = replace(
                mention, start=low.start, value=low.value * scale, upper=mention.value, bound=mention.bound
            )
        else:
            kept.append(mention)
    return kept


def _is_compound(high: Mention, low: Mention) -> bool:
    """Tell whether two numbers are one (108亿3038万元)."""
    return high.unit in ("亿", "万") and low.base_factor < high.base_factor and high.upper is None is low.upper


def _is_range(text: str, low: Mention, high: Mention) -> bool:
    if low.upper is not None or high.upper is not None or low.base_unit not in (high.base_unit, ""):
        return False
    if low.value * low.base_factor >= high.value * high.base_factor:
        return False
    return not _CHANGE.match(text[low.start - 1 : low.start])


def _han(text: str, match: re.Match[str], floor: int) -> Mention | None:
    number, magnitude = _parted(match["han"])
    printed = magnitude + match["hanunit"]
    value = chinese_decimal(number)
    if value is None:
        return None
    unit = resolve(printed)
    if unit.family == "duration" and not is_duration(text, match.start(), match.end(), floor):
        return None
    bound = "ge" if match["hanmore"] else "eq"
    return Mention(match.start(), match.end(), value, None, printed, unit.factor, unit.base_unit, unit.family, bound)


def _power(text: str, match: re.Match[str]) -> Mention | None:
    """Return a round number that something passes and that leaves its unit out (突破两千亿大关)."""
    number, magnitude = _parted(match["power"])
    value, unit = chinese_number(number), resolve(magnitude)
    if value is None or not magnitude or text[match.end() : match.end() + 1] == "级":
        return None
    return Mention(*match.span(), value, None, magnitude, unit.factor, unit.base_unit, "extent", "ge")


def _parted(number: str) -> tuple[str, str]:
    """Return a number and the magnitude that closes it and counts with its unit; none below 亿 (三亿五千万)."""
    group = _GROUP.search(number)
    if group is None or (group.group() == "万" and "亿" in number):
        return number, ""
    return number[: group.start()] or "一", group.group()
