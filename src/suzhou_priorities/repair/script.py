"""Traditional script becomes simplified."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

import numpy as np
import opencc

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.repair.characters import simplified_forms, simplifier
from suzhou_priorities.repair.code_points import CharacterClasses, code_points
from suzhou_priorities.repair.edits import Edit

# Simplified reports hold a traditional form here and there, in a name; a traditional page holds hundreds.
LEAST_TRADITIONAL = 8
LEAST_SHARE = 0.15


@cache
def _scripts() -> CharacterClasses:
    """Return the classes of characters: T that only traditional, S that only simplified text uses, B of both."""
    forms = simplified_forms()
    own = [character for character, form in forms.items() if character == form]
    traditional_of = opencc.OpenCC("s2t").convert("\n".join(own)).split("\n")
    letters = {character: "S" for character, other in zip(own, traditional_of, strict=True) if character != other}
    ambiguous = load_codebook("script")["ambiguous"]["characters"]
    letters |= {character: "T" for character, form in forms.items() if character != form and character not in ambiguous}
    return CharacterClasses(letters, "B")


def script_of(text: str) -> str:
    """Return ``traditional`` if a good share of the characters that tell the scripts apart is, else ``simplified``."""
    scripts = _scripts().of(text)
    traditional = scripts.count("T")
    if traditional >= LEAST_TRADITIONAL and traditional >= LEAST_SHARE * (traditional + scripts.count("S")):
        return "traditional"
    return "simplified"


@cache
def _leftovers() -> list[tuple[str, str, frozenset[str], re.Pattern[str]]]:
    """Return (character, replacement, words that keep it, pattern) for what the phrase tables leave behind."""
    rules = []
    for rule in load_codebook("script")["leftovers"]:
        character = rule["character"]
        keep = "|".join(map(re.escape, sorted(rule["keep_in"], key=len, reverse=True)))
        rules.append(
            (
                character,
                rule["becomes"],
                frozenset(rule["keep_in"]),
                re.compile(f"(?P<keep>{keep})|{character}"),
            )
        )
    return rules


def simplify(text: str) -> list[Edit]:
    """Return the edits that turn a traditional text into simplified script.

    OpenCC's phrase tables (``t2s``) do the work; the codebook `script` names what they leave behind.
    """
    converted = simplifier().convert(text)
    for character, becomes, _, pattern in _leftovers():
        if character in converted:
            converted = pattern.sub(lambda match, new=becomes: match["keep"] or new, converted)  # type: ignore[misc]
    for old, new in load_codebook("script")["quotation_marks"]["pairs"]:
        converted = converted.replace(old, new)
    if len(converted) == len(text):
        return [Edit(first, last, converted[first:last], "script") for first, last in _differing_runs(text, converted)]
    edits: list[Edit] = []
    offset = 0
    # A phrase that changes its length (rare) is aligned within its line.
    for old_line, new_line in zip(text.split("\n"), converted.split("\n"), strict=True):
        for tag, first, last, new_first, new_last in SequenceMatcher(None, old_line, new_line, False).get_opcodes():
            if tag != "equal":
                edits.append(Edit(offset + first, offset + last, new_line[new_first:new_last], "script"))
        offset += len(old_line) + 1
    return edits


def _differing_runs(old: str, new: str) -> list[tuple[int, int]]:
    """Return the spans in which two texts of one length differ."""
    differ = np.concatenate(([False], code_points(old) != code_points(new), [False]))
    bounds = np.flatnonzero(differ[1:] != differ[:-1]).tolist()
    return list(zip(bounds[::2], bounds[1::2], strict=True))
