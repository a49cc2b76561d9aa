"""Runs that were read one byte late: find them, and read them again.

A page in GBK keeps a Chinese character in two bytes. Where one byte is lost or a foreign one is put between
the two, everything up to the next ASCII byte is decoded from the wrong byte on: 海口岸入境 (BAA3 BFDA B0B6 …)
without its first byte reads ？诎度刖 (A3BF DAB0 …). Two ways in which this happens are known:

1. a character whose second byte is A1 or A3 lost its first byte;
2. pinyin was written between the bytes of two neighbours, because the end of one and the beginning of the
   next look like a third character: 以内 (D2D4 83C8, traditional) holds D483, 詢, and became 以?xún)?.

The bytes of what still shows determine most of the run. `RunReader` (in `misread_run`) reads the run again
with every way in which a byte can be missing, and keeps the reading that a language model finds likely.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.repair.characters import PINYIN_LETTERS, gbk_bytes, is_ideograph, simplified_forms
from suzhou_priorities.repair.edits import Edit
from suzhou_priorities.repair.language_model import CharacterModel
from suzhou_priorities.repair.misread_run import ENTITY_TAIL, MARKS, RunReader, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LEFT_CONTEXT = 12
RIGHT_CONTEXT = 3
LONGEST_RUN = 600
UNSURE_NOTE = "read again from the surviving bytes; more than one reading is possible"
UNREAD_NOTE = "looks misdecoded, but nothing likely could be read from it; left as it stands"
SWALLOWED_NOTE = "an ASCII character (a bracket, an ampersand or a digit) may have been swallowed at the end of the run"

# One class letter for each character: Q a sign for undecodable bytes, S a sign whose first byte is A1 or A3
# and which text seldom holds, R an ideograph outside the first level of GB 2312 in its simplified form,
# C any other ideograph or full-width mark, A the rest.
_SUSPECT = re.compile(r"QS|Q+[CR]|[CR]QA|S[CRS]{0,3}R|[SR][CRS]{0,3}R[CRS]{0,3}[RS]")
_TAIL = re.compile(rf"[{MARKS}](?:[{PINYIN_LETTERS}]{{1,6}} ?\)|{ENTITY_TAIL.pattern})")
_READING = re.compile(rf"[(（][{PINYIN_LETTERS}]{{1,6}} ?[)）]")
_COMMON_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】—…·　％－＋～")


@cache
def _classes() -> dict[int, str]:
    table: dict[int, str] = {ord("?"): "Q", 0xFFFD: "Q", ord("？"): "S"}
    forms = simplified_forms()
    bytes_of = gbk_bytes()
    for character, (lead, _) in bytes_of.items():
        if is_ideograph(character):
            form = bytes_of.get(forms.get(character, character), (0, 0))
            table[ord(character)] = "C" if 0xB0 <= form[0] <= 0xD7 and form[1] >= 0xA1 else "R"
        elif character in _COMMON_MARKS:
            table.setdefault(ord(character), "C")
        else:
            table[ord(character)] = "S" if lead in (0xA1, 0xA3) else "R"
    return table


@cache
def _class_table() -> dict[int, str]:
    return dict.fromkeys(range(128), "A") | _classes()


def _classify(text: str) -> str:
    return text.translate(_class_table())


def repair_misdecoded(text: str) -> list[Edit]:
    """Return the edits that put misdecoded runs right; none where nothing reads better than what stands.

    A reading is marked as uncertain where the runner-up is nearly as likely, or where a character may have
    been swallowed that nothing else tells of (a digit is never guessed).
    """
    regions = list(_suspect_regions(text))
    if not regions:
        return []
    model = CharacterModel(_sound_text(text, regions))
    reader = RunReader(model)
    edits: list[Edit] = []
    unread: list[Edit] = []
    for start, end in regions:
        tokens = tokens_of(text, start, end, _may_slip(text[start:end]))
        context = text[max(0, start - 2) : start]
        reading = reader.read(tokens, context)
        if reading is None:
            unread.extend(_left_in_doubt(text, start, end, damaged=reader.looks_damaged(tokens, context)))
            continue
        first, last = _differing_span(text[start:end], reading.text)
        replaced = reading.text[first : len(reading.text) - last]
        note = " ".join(
            part for part, holds in ((UNSURE_NOTE, reading.ambiguous), (SWALLOWED_NOTE, reading.swallowed)) if holds
        )
        edits.append(Edit(start + first, end - last, replaced, "misdecoded", certain=not note, note=note))
    # On a page without a misdecoded run a question mark is a question mark.
    kept = unread if edits else [edit for edit in unread if edit.end - edit.start > 1]
    return sorted((*edits, *kept), key=lambda edit: edit.start)


def _left_in_doubt(text: str, start: int, end: int, *, damaged: bool) -> list[Edit]:
    """Return rows that change nothing but say what may be damaged: the stretch, or the marks in it."""
    spans = [(start, end)]
    if not damaged:
        spans = [(place, place + 1) for place in range(start, end) if text[place] in MARKS]
    return [Edit(first, last, text[first:last], "misdecoded", certain=False, note=UNREAD_NOTE) for first, last in spans]


def _sound_text(text: str, regions: list[tuple[int, int]]) -> str:
    """Return what the model may learn from: the text without its suspect stretches and without pinyin."""
    pieces: list[str] = []
    position = 0
    for start, end in regions:
        pieces.append(text[position:start])
        position = max(position, end)
    pieces.append(text[position:])
    return _READING.sub("", "\n".join(pieces))


def _suspect_regions(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches worth reading again: each holds its run, and sound text on both sides."""
    classes = _classify(text)
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


def _may_slip(text: str) -> list[bool]:
    """Tell for each character whether a run can begin there: something odd stands there or soon after."""
    classes = _classify(text)
    return [
        classes[position] in "QSR" or any(letter in classes[position : position + 4] for letter in "QSR")
        for position in range(len(text))
    ]


def _line_bound(text: str, position: int) -> int:
    line = text.rfind("\n", 0, position) + 1
    return max(line, position - LEFT_CONTEXT)


def _run_end(text: str, start: int, least: int) -> int:
    """Return the end of the run that begins near `start`: the next ASCII character, and a little text after it.

    A reading or an entity whose first sign was swallowed belongs to the run, as does what follows it up to
    the next ASCII character.
    """
    end = start
    limit = min(len(text), start + LONGEST_RUN)
    while end < limit and text[end] != "\n":
        tail = _TAIL.match(text, end, limit)
        if tail:
            end = tail.end()
        elif text[end] > "\x7f" or text[end] == "?" or end < least:
            end += 1
        else:
            break
    for _ in range(RIGHT_CONTEXT):
        reading = _READING.match(text, end)
        if reading:
            end = reading.end()
        elif end < len(text) and text[end] != "\n":
            end += 1
    return end


def _differing_span(old: str, new: str) -> tuple[int, int]:
    """Return how many characters `old` and `new` share at the beginning and at the end."""
    shared = 0
    shorter = min(len(old), len(new))
    while shared < shorter and old[shared] == new[shared]:
        shared += 1
    tail = 0
    while tail < shorter - shared and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return shared, tail
