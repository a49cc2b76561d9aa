"""Pinyin in brackets after a character (實(shí)現) goes; all other brackets stay."""

from __future__ import annotations

import re
from functools import cache

from suzhou_priorities.repair.characters import PINYIN_LETTERS, is_reading_of
from suzhou_priorities.repair.edits import Edit

_READING = re.compile(rf"(?P<character>[㐀-鿿〇])[(（] ?(?P<syllable>[{PINYIN_LETTERS}]{{1,6}})[ \u00a0]?[)）]")
UNUSUAL_NOTE = "the syllable is no known reading of the character before it"


@cache
def _fits(syllable: str, character: str) -> bool:
    return is_reading_of(syllable, character)


def remove_pinyin(text: str) -> list[Edit]:
    """Return the edits that remove bracketed readings.

    A bracket is a reading if it is one of the character before it. With a tone mark it is one in any case,
    but an unusual one is marked as uncertain; without a tone mark and without being a reading it stays.
    """
    edits: list[Edit] = []
    for match in _READING.finditer(text):
        syllable = match["syllable"]
        start = match.end("character")
        if _fits(syllable, match["character"]):
            edits.append(Edit(start, match.end(), "", "pinyin"))
        elif not syllable.isascii():
            edits.append(Edit(start, match.end(), "", "pinyin", certain=False, note=UNUSUAL_NOTE))
    return edits
