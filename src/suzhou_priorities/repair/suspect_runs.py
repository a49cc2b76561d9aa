"""Where a page may hold misdecoded runs: stretches of characters and marks that sound text does not have.

A suspect stretch is worth reading again (`misread_run`); most turn out to be sound.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.repair.characters import PINYIN_LETTERS, gbk_bytes, is_ideograph, simplified_forms
from suzhou_priorities.repair.code_points import CharacterClasses
from suzhou_priorities.repair.run_tokens import ENTITY_TAIL, MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

LEFT_CONTEXT = 12
RIGHT_CONTEXT = 3
LONGEST_RUN = 600

# One class letter for each character: Q a sign for undecodable bytes, S a sign whose first byte is A1 or A3
# and which text seldom holds, R an ideograph outside the first level of GB 2312 in its simplified form,
# C any other ideograph or full-width mark, A an ASCII character, N what GBK does not have.
_SUSPECT = re.compile(r"QS|(?<!Q)Q+[CR]|[CR]QA|S[CRS]{0,3}R|[SR][CRS]{0,3}R[CRS]{0,3}[RS]")
_TAIL = rf"[{MARKS}](?:[{PINYIN_LETTERS}]{{1,6}} ?\)|{ENTITY_TAIL.pattern})"
_WITHIN_RUN = re.compile(rf"(?:{_TAIL}|[^\x00-\x7f]|\?)*")
_SIGN_OF_RUN = re.compile(rf"{_TAIL}|[^\n]")
READING = re.compile(rf"[(（][{PINYIN_LETTERS}]{{1,6}} ?[)）]")
_COMMON_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】—…·　％－＋～")


@cache
def _classes() -> CharacterClasses:
    letters = {chr(code): "A" for code in range(0x80)} | {"?": "Q", "\ufffd": "Q", "？": "S"}
    forms = simplified_forms()
    bytes_of = gbk_bytes()
    for character, (lead, _) in bytes_of.items():
        if is_ideograph(character):
            form = bytes_of.get(forms.get(character, character), (0, 0))
            letters[character] = "C" if 0xB0 <= form[0] <= 0xD7 and form[1] >= 0xA1 else "R"
        elif character in _COMMON_MARKS:
            letters.setdefault(character, "C")
        else:
            letters[character] = "S" if lead in (0xA1, 0xA3) else "R"
    return CharacterClasses(letters, "N")


def suspect_regions(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches worth reading again: each holds its run, and sound text on both sides."""
    classes = _classes().of(text)
    region: tuple[int, int] | None = None
    for match in _SUSPECT.finditer(classes):
        start, end = _line_bound(text, match.start()), _run_end(text, match.start(), match.end())
        if region is not None and start <= region[1] and end - region[0] <= LONGEST_RUN:
            region = region[0], max(region[1], end)
            continue
        if region is not None:
            yield region
            start = max(start, region[1])
        if start < end:
            region = start, end
    if region is not None:
        yield region


def may_slip(text: str) -> list[bool]:
    """Tell for each character whether a run can begin there: something odd stands there or soon after."""
    classes = _classes().of(text)
    return [
        classes[position] in "QSR" or any(letter in classes[position : position + 4] for letter in "QSR")
        for position in range(len(text))
    ]


def _line_bound(text: str, position: int) -> int:
    earliest = max(0, position - LEFT_CONTEXT)
    return max(earliest, text.rfind("\n", earliest, position) + 1)


def _run_end(text: str, start: int, least: int) -> int:
    """Return the end of the run that begins near `start`: the next ASCII character, and a little text after it.

    A reading or an entity whose first sign was swallowed belongs to the run, as does what follows it up to
    the next ASCII character.
    """
    end = start
    limit = min(len(text), start + LONGEST_RUN)
    while end < least and (sign := _SIGN_OF_RUN.match(text, end, limit)):
        end = sign.end()
    if end >= least and (rest := _WITHIN_RUN.match(text, end, limit)):
        end = rest.end()
    for _ in range(RIGHT_CONTEXT):
        reading = READING.match(text, end)
        if reading:
            end = reading.end()
        elif end < len(text) and text[end] != "\n":
            end += 1
    return end
