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

from suzhou_priorities.repair.edits import Edit
from suzhou_priorities.repair.language_model import CharacterModel
from suzhou_priorities.repair.misread_run import RunReader
from suzhou_priorities.repair.run_tokens import MARKS, tokens_of
from suzhou_priorities.repair.suspect_runs import READING, may_slip, suspect_regions

MOST_READ = 10_000  # characters
UNSURE_NOTE = "read again from the surviving bytes; more than one reading is possible"
UNREAD_NOTE = "looks misdecoded, but nothing likely could be read from it; left as it stands"
SWALLOWED_NOTE = "an ASCII character (a bracket, an ampersand or a digit) may have been swallowed at the end of the run"


def repair_misdecoded(text: str) -> list[Edit]:
    """Return the edits that put misdecoded runs right; none where nothing reads better than what stands.

    A reading is marked as uncertain where the runner-up is nearly as likely, or where a character may have
    been swallowed that nothing else tells of (a digit is never guessed). On a page of which more than
    `MOST_READ` characters are suspect, many times what such runs make up, only so many are read; the rest is marked.
    """
    regions = list(suspect_regions(text))
    if not regions:
        return []
    model = CharacterModel(_sound_text(text, regions))
    reader = RunReader(model)
    edits: list[Edit] = []
    unread: list[Edit] = []
    left = MOST_READ
    for start, end in regions:
        left -= end - start
        if left < 0:
            unread.append(_in_doubt(text, start, end, UNREAD_NOTE))
            continue
        tokens = tokens_of(text, start, end, may_slip(text[start:end]))
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
    return [_in_doubt(text, first, last, UNREAD_NOTE) for first, last in spans]


def _in_doubt(text: str, start: int, end: int, note: str) -> Edit:
    return Edit(start, end, text[start:end], "misdecoded", certain=False, note=note)


def _sound_text(text: str, regions: list[tuple[int, int]]) -> str:
    """Return what the model may learn from: the text without its suspect stretches and without pinyin."""
    pieces: list[str] = []
    position = 0
    for start, end in regions:
        pieces.append(text[position:start])
        position = max(position, end)
    pieces.append(text[position:])
    return READING.sub("", "\n".join(pieces))


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
