"""Numbers that stand before headings: their styles, their values, how to print others like them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

_NUMERALS = "一二三四五六七八九"
_HAN = re.compile(r"[一二三四五六七八九十百零〇]+")
_DIGITS = re.compile(r"\d+")
# Signs that hold their number within one character: (first sign, its value).
_RANGES = (("①", "⑳", 1), ("㈠", "㈩", 1), ("⑴", "⒇", 1))


@dataclass(frozen=True, slots=True)
class Style:
    """One way of numbering: an entry of the codebook `numbering`.

    Attributes
    ----------
    name
        What messages and code call it.
    rank
        Its usual place, from the outermost (1) inwards; see the codebook.
    structural
        True for the styles that always part a text, whether or not a heading can be told from what follows.
    longest
        Characters that a heading on a line with its text may have.
    pattern
        What the number looks like.
    """

    name: str
    rank: int
    structural: bool
    longest: int
    pattern: re.Pattern[str]


@cache
def styles() -> tuple[Style, ...]:
    """Return the styles of the codebook, in its order."""
    return tuple(
        Style(entry["name"], entry["rank"], entry["structural"], entry["longest"], quick_pattern(entry["pattern"]))
        for entry in load_codebook("numbering")["styles"]
    )


@cache
def _any_number() -> re.Pattern[str]:
    return quick_pattern("|".join(f"(?P<s{index}>{style.pattern.pattern})" for index, style in enumerate(styles())))


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
    if han is not None:
        return _value(han.group())
    for sign in number:
        for first, last, value in _RANGES:
            if first <= sign <= last:
                return ord(sign) - ord(first) + value
    return None


def with_ordinal(number: str, value: int) -> str:
    """Return `number` with another value, in its own style: ``（三）`` and 2 give ``（二）``."""
    if _DIGITS.search(number):
        return _DIGITS.sub(str(value), number, count=1)
    if _HAN.search(number):
        return _HAN.sub(in_numerals(value), number, count=1)
    return str(value)


def in_numerals(value: int) -> str:
    """Return a value from 1 to 99 in Chinese numerals: 12 is ``十二``; others in digits."""
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    head = "" if not tens else ("" if tens == 1 else _NUMERALS[tens - 1]) + "十"
    return head + (_NUMERALS[ones - 1] if ones else "")


def _value(numeral: str) -> int | None:
    value = 0
    digit = 0
    for sign in numeral:
        if sign == "十":
            value += 10 * (digit or 1)
            digit = 0
        elif sign == "百":
            value += 100 * (digit or 1)
            digit = 0
        elif sign in "零〇":
            digit = 0
        else:
            digit = _NUMERALS.index(sign) + 1
    return value + digit or None
