"""Numbers that measure something and have no unit of their own: doublings, fractions, shares of sectors, indices.

The codebook `number_names` holds their shapes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.model import Mention
from suzhou_priorities.extract.numerals import chinese_decimal, chinese_number
from suzhou_priorities.extract.units import resolve

# What a text must hold for the rarer shapes to be worth looking for.
_RATIO_OF_NUMBERS = re.compile(r"\d\s?[:：∶︰]\s?\d")
_LIST_OF_NUMBERS = re.compile(r"\d[、和]\d")
_INDEX = re.compile(r"(?:指数|系数|[比差值分])[^，。；]{0,8}\d")
_FRACTION = re.compile(r"分之|1/\d|过半|半数|一半")
_PERCENT = Mention(0, 0, 0.0, None, "%", 0.01, "ratio", "percent")
_PERMILLE = Mention(0, 0, 0.0, None, "‰", 0.001, "ratio", "percent")


@cache
def _compiled(entry: str) -> re.Pattern[str]:
    return quick_pattern(load_codebook("number_names")[entry]["pattern"])


def find_bare_numbers(text: str, start: int, end: int) -> list[Mention]:
    """Return the mentions of ``text[start:end]`` that are printed without a unit of their own, shape by shape."""
    return [
        *_doublings(text, start, end),
        *_fractions(text, start, end),
        *_sectors(text, start, end),
        *_without_unit(text, start, end),
        *_indices(text, start, end),
    ]


def _doublings(text: str, start: int, end: int) -> list[Mention]:
    found = []
    for match in _compiled("doublings").finditer(text, start, end) if "番" in text else ():
        times = chinese_number(match["times"] or "一") or 1.0
        begin = text.index("翻", match.start())
        bound = "approx" if "近" in match.group() or "约" in match.group() else "eq"
        found.append(Mention(begin, match.end(), (2**times - 1) * 100, None, "%", 0.01, "ratio", "doubling", bound))
    return found


def _fractions(text: str, start: int, end: int) -> list[Mention]:
    if not _FRACTION.search(text, start, end):
        return []
    return [
        replace(
            _PERMILLE if match["mille"] else _PERCENT, start=match.start(), end=match.end(), value=value, bound=bound
        )
        for match in _compiled("fractions").finditer(text, start, end)
        for value, bound in (_share(match.groupdict()),)
        if value is not None
    ]


def _sectors(text: str, start: int, end: int) -> list[Mention]:
    if not _RATIO_OF_NUMBERS.search(text, start, end):
        return []
    return [
        replace(_PERCENT, start=match.start(name), end=match.end(name), value=float(match[name]))
        for match in _compiled("shares_of_three").finditer(text, start, end)
        for name in ("first", "second", "third")
    ]


@cache
def _lender() -> re.Pattern[str]:
    return quick_pattern(load_codebook("number_names")["unit_lent"]["lender"])


def _without_unit(text: str, start: int, end: int) -> list[Mention]:
    """Return the numbers of a list to which its last number lends its unit."""
    found: list[Mention] = []
    if not _LIST_OF_NUMBERS.search(text, start, end):
        return found
    for match in _compiled("unit_lent").finditer(text, start, end):
        lender = _lender().match(text, match.end())
        if lender is not None:
            unit = resolve(lender["unit"])
            value = float(match.group())
            found.append(Mention(*match.span(), value, None, lender["unit"], unit.factor, unit.base_unit, unit.family))
    return found


def _indices(text: str, start: int, end: int) -> list[Mention]:
    """Return indices and ratios that are printed without a unit."""
    if not _INDEX.search(text, start, end):
        return []
    return [
        Mention(*match.span("number"), float(match["number"]), None, "", 1.0, "", "ratio")
        for match in _compiled("without_unit").finditer(text, start, end)
    ]


def _share(groups: dict[str, Any]) -> tuple[float | None, str]:
    if groups["half"]:
        return 50.0, "ge" if "过" in groups["half"] or "以上" in groups["half"] else "eq"
    if groups["inverse"]:
        return round(100 / int(groups["inverse"]), 2) if int(groups["inverse"]) > 1 else None, "eq"
    if groups["percent"]:
        percent = groups["percent"]
        return (float(percent) if percent[0].isdigit() else chinese_decimal(percent)), "eq"
    parts, share = chinese_number(groups["parts"]), chinese_number(groups["share"])
    return (round(100 * share / parts, 2) if parts and share else None), "eq"
