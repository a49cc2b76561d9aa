"""Headings by their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from suzhou_priorities.codebooks import load_codebook

_NUMERALS = "一二三四五六七八九"
_HAN = re.compile(r"[一二三四五六七八九十百]+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Style:
    """One way of numbering: see the codebook `numbering`."""

    name: str
    rank: int
    run_in: bool
    pattern: re.Pattern[str]


@cache
def styles() -> tuple[Style, ...]:
    """Return the styles of the codebook, in its order."""
    return tuple(
        Style(entry["name"], entry["rank"], entry["run_in"], re.compile(entry["pattern"]))
        for entry in load_codebook("numbering")["styles"]
    )


@cache
def _any_number() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<s{index}>{style.pattern.pattern})" for index, style in enumerate(styles())))


def number_at(text: str, start: int, end: int) -> tuple[Style, int] | None:
    """Return the style of the number that stands at `start`, and where it ends; None if there is none."""
    match = _any_number().match(text, start, end)
    if match is None or match.lastgroup is None:
        return None
    return styles()[int(match.lastgroup[1:])], match.end()


def ordinal(number: str) -> int | None:
    """Return the value of a number as printed (``（十二）`` is 12), or None if it has none."""
    digits = _DIGITS.search(number)
    if digits:
        return int(digits.group())
    han = _HAN.search(number)
    if han is None:
        if number and "①" <= number[0] <= "⑳":
            return ord(number[0]) - ord("①") + 1
        return None
    numeral = han.group()
    if "百" in numeral:
        return None
    tens, ten, ones = numeral.rpartition("十")
    value = _NUMERALS.find(ones) + 1 if ones else 0
    if ten:
        value += 10 * (_NUMERALS.find(tens) + 1 if tens else 1)
    return value or None
