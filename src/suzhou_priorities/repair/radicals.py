"""Code points for radicals, which some PDF fonts put in the place of characters, become the characters (⼯ → 工)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.repair.edits import Edit

_RADICALS = re.compile("[\u2e80-\u2fdf]")


@cache
def _supplement() -> dict[str, str]:
    """Return the characters for the radicals to which Unicode gives none (the codebook `script`)."""
    pairs = load_codebook("script")["radicals"]["pairs"]
    return {pair[0]: pair[1] for pair in pairs.split()}


def replace_radicals(text: str) -> list[Edit]:
    """Return the edits that put characters for radicals; those that stand for no character stay."""
    edits = []
    for match in _RADICALS.finditer(text):
        sign = match.group()
        character = _supplement().get(sign) or unicodedata.normalize("NFKC", sign)
        if character != sign:
            edits.append(Edit(*match.span(), character, "script"))
    return edits
