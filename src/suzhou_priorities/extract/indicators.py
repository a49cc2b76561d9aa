"""Which canonical indicator a phrase names, if it names one.

The head of a Chinese phrase stands last, so an indicator's wording must end the phrase. What stands before it can
change its scope (人均, 服务贸易, 开发区): then it is no longer that indicator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Sequence

_BRACKETS = re.compile(r"[（(][^（）()]{0,24}[）)]$")
_SCOPE_REACH = 14
REMEMBERED = 4096
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the codebook `indicators`.

    ``kind`` is ``stock`` (at the end of a year) or ``flow`` (during it).
    """

    key: str
    zh: str
    en: str
    kind: str
    definition: str
    is_not: str
    example: str
    measures: frozenset[str]
    units: re.Pattern[str]
    not_before: re.Pattern[str]


def _book() -> dict[str, Any]:
    return load_codebook("indicators")


@cache
def indicators() -> dict[str, Indicator]:
    """Return all indicators by key, in the codebook's order."""
    return {
        key: Indicator(
            key,
            entry["zh"],
            entry["en"],
            entry["kind"],
            entry["definition"],
            entry["is_not"],
            entry["example"],
            frozenset(entry["measures"]),
            quick_pattern(entry["units"]),
            quick_pattern(f"(?:{entry['not_before']})$"),
        )
        for key, entry in _book()["entries"].items()
    }


@cache
def _heads() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _book()["heads"])))


def chosen_indicators(keys: Sequence[str]) -> list[str]:
    """Return keys as given, or all of the codebook where none is given.

    Raises
    ------
    CodebookError
        If a key is unknown.
    """
    unknown = [key for key in keys if key not in indicators()]
    if unknown:
        raise CodebookError(
            "codebooks/indicators.yml",
            f"has no indicator {unknown[0]!r}.",
            f"Known are {', '.join(indicators())}.",
        )
    return list(keys) or list(indicators())


@cache
def _wordings() -> re.Pattern[str]:
    """Return one pattern in which each indicator is a named group."""
    groups = [f"(?P<{key}>{'|'.join(entry['forms'])})" for key, entry in _book()["entries"].items()]
    return quick_pattern(f"(?:{'|'.join(groups)}){_book()['tails']}")


@cache
def _first_signs() -> re.Pattern[str]:
    return quick_pattern(_book()["other_scopes"])


@lru_cache(maxsize=REMEMBERED)
def indicators_named(phrase: str, place: str = "") -> tuple[str, ...]:
    """Return the keys that a phrase may name, the longest wording first; which one holds depends on unit and measure.

    Parameters
    ----------
    phrase
        What is counted, verbs before it included (新增城镇就业).
    place
        The document's own place: its name is no other scope (苏州工业园区).
    """
    rest = _BRACKETS.sub("", phrase.rstrip(" 　，、"))[-_LONGEST:]
    holds: dict[str, bool] = {}
    if not _heads().search(rest):
        return ()
    position = 0
    while match := _wordings().search(rest, position):
        key = str(match.lastgroup)
        if key not in holds:
            # The longest wording of a key decides: behind a scope that bars it no shorter one may take its place.
            before = rest[: match.start()]
            holds[key] = not (indicators()[key].not_before.search(before) or _is_other_scope(before, place))
        position = match.start() + 1
    return tuple(key for key, named in holds.items() if named)


@cache
def _anywhere() -> re.Pattern[str]:
    groups = [f"(?P<{key}>{'|'.join(entry['forms'])})" for key, entry in _book()["entries"].items()]
    return quick_pattern("|".join(groups))


def named_within(text: str) -> str:
    """Return the last wording of an indicator within a text, empty if there is none or its scope is another."""
    found = ""
    for match in _anywhere().finditer(text[-_LONGEST:]):
        key = str(match.lastgroup)
        if not indicators()[key].not_before.search(text[-_LONGEST:][: match.start()]):
            found = match.group()
    return found


def all_named_within(text: str, *, head_only: bool = False) -> list[tuple[str, str]]:
    """Return (key, wording) of the indicators that a text names, in order.

    Parameters
    ----------
    text
        A clause without figures (进出口总额和实际使用外资量稳质升).
    head_only
        Whether only the first counts: what it is tied to (与经济增长同步) is no target of its own.
    """
    found: dict[str, str] = {}
    for match in _anywhere().finditer(text):
        key = str(match.lastgroup)
        if not indicators()[key].not_before.search(text[: match.start()]):
            found.setdefault(key, match.group())
    named = list(found.items())
    return named[:1] if head_only else named


def _is_other_scope(before: str, place: str) -> bool:
    near = before[-_SCOPE_REACH:]
    match = _first_signs().search(near)
    return match is not None and not (place and match.group().rstrip("实现完成的预计全年") in place)


def is_below_county(title: str) -> bool:
    """Tell whether a document's title names a town, a street or a zone: its product is not that of a territory."""
    return bool(_below_county().search(title))


@cache
def _below_county() -> re.Pattern[str]:
    return quick_pattern(_book()["county_and_above"]["places"])


@cache
def county_and_above() -> frozenset[str]:
    """Return the keys that hold for counties and above only."""
    return frozenset(_book()["county_and_above"]["keys"])


def indicator_of(phrase: str, unit: str, measure: str, place: str = "") -> str | None:
    """Return the key of the indicator that a phrase names under this unit and measure, or None."""
    for key in indicators_named(phrase, place):
        entry = indicators()[key]
        if measure in entry.measures and entry.units.search(unit):
            return key
    return None
