"""Units as a page in its language shows them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.units import CLASSIFIER, magnitudes, units

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def parted_unit(printed: str) -> tuple[str, str]:
    """Return the magnitude and the unit of a printed unit (``亿元``: 亿 and 元); either may be empty.

    What a unit carries in brackets (``条（个）``) is left out, unless the codebook has it so.
    """
    known = units()
    bare = printed if printed in known else printed.partition("（")[0].partition("(")[0]
    if bare in known:
        return "", bare
    for name in sorted(magnitudes(), key=len, reverse=True):
        rest = bare.removeprefix(name)
        if rest != bare and (not rest or rest in known):
            return name, rest
    return "", bare


def magnitude_of(printed: str) -> float:
    """Return the size of a printed unit's magnitude: 100,000,000 for ``亿元``, 1 where it has none."""
    return magnitudes().get(parted_unit(printed)[0], 1.0)


def unit_name(printed: str, lang: str, *, is_scaled: bool = False) -> str:
    """Return the name of a printed unit.

    Parameters
    ----------
    printed
        The unit, as the tables have it.
    lang
        ``zh``: as printed. ``en``: from the codebook `unit_names`; as printed where that has no name.
    is_scaled
        Whether the number was multiplied by `magnitude_of`, so that the magnitude is not to be named.
    """
    magnitude, unit = parted_unit(printed)
    if lang == "zh":
        return unit if is_scaled else printed
    if not magnitude and not unit:
        return printed
    book = load_codebook("unit_names")
    first = "" if is_scaled or not magnitude else str(book["magnitudes"]["names"].get(magnitude, magnitude))
    return f"{first} {_english(unit, book)}".strip()


def _english(unit: str, book: Mapping[str, Any]) -> str:
    if unit in book["units"]:
        return str(book["units"][unit])
    known = units().get(unit)
    return str(book["classifier"]) if known is not None and known.family == CLASSIFIER else unit
