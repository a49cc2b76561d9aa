"""Units and classifiers of the codebook `units`: how they are recognised, and what they are in a base unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook

if TYPE_CHECKING:
    from collections.abc import Iterable

CLASSIFIER = "classifier"
REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit without magnitude: its family, and what one of it is in its base unit."""

    family: str
    base_unit: str
    factor: float


@cache
def magnitudes() -> dict[str, float]:
    """Return the magnitudes that may stand before a unit (``万``: 10,000)."""
    return {str(name): float(value) for name, value in load_codebook("units")["magnitudes"].items()}


@cache
def units() -> dict[str, Unit]:
    """Return all units by their printed name, classifiers among them."""
    found: dict[str, Unit] = {}
    for family, entry in load_codebook("units")["families"].items():
        listed: Any = entry["units"]
        for name in listed:
            details = listed[name] if isinstance(listed, dict) else {}
            found[str(name)] = Unit(family, str(details.get("base", name)), float(details.get("factor", 1)))
    return found


def alternatives(names: Iterable[str]) -> str:
    """Return a pattern for one of several units, the longest first, none of which is the beginning of another word."""
    barred: dict[str, str] = load_codebook("units")["not_followed"]["words"]
    longest = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) + (_not_followed(barred[name]) if name in barred else "") for name in longest)


def unit_pattern() -> str:
    """Return a pattern for one unit, with the one that it may carry in brackets."""
    plain = alternatives(name for name in units() if name != "%")
    # 条（个）: a classifier may carry another one in brackets.
    return rf"(?:%|(?:{plain})(?:[（(](?:个|户|处|条|家|次|套|人|项|座|村|所)[）)])?)"


def _not_followed(words: str) -> str:
    return f"(?!{words})" if "|" in words else f"(?![{words}])"


def magnitude_pattern() -> str:
    """Return a pattern for one magnitude, the longest first."""
    return "|".join(sorted(magnitudes(), key=lambda name: (-len(name), name)))


@lru_cache(maxsize=REMEMBERED)
def resolve(printed: str) -> Unit:
    """Return what a printed unit (``亿元``, ``万人次``, ``条（个）``, ``万``) is; unknown ones are their own base."""
    known = units()
    bare = re.sub(r"[（(].*", "", printed) if printed not in known else printed
    if bare in known:
        return known[bare]
    for name, size in sorted(magnitudes().items(), key=lambda entry: -len(entry[0])):
        rest = bare.removeprefix(name)
        if rest != bare and (not rest or rest in known):
            unit = known.get(rest, Unit(CLASSIFIER, "", 1.0))
            return Unit(unit.family, unit.base_unit, unit.factor * size)
    return Unit(CLASSIFIER, printed, 1.0)
