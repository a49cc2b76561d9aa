"""How two wordings run together and where they part, punctuation and numbering aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from suzhou_priorities.outline.numbering import number_at

if TYPE_CHECKING:
    from collections.abc import Sequence

# A shared stretch below this length is chance.
SHORTEST_SHARED = 3
# Stretches that agree so briefly between two changes are told as part of the change: easier to read.
SHORTEST_BRIDGE = 3
LONGEST_PIECE = 60
LONGEST_DIFFERENCE = 240
# Above this product of lengths, blocks are found by a bit-parallel method that knows no moved stretches.
LARGEST_PRODUCT = 400_000
_LETTER = re.compile(r"[^\W_]|[%％‰+]|(?<=\d)[.:：/-](?=\d)")
_NUMBER = frozenset("0123456789.%％")
_CLAUSE_END = re.compile("[，。；：！？,;]")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and its letters: what remains without number, punctuation and space.

    Attributes
    ----------
    text
        As printed.
    letters
        Letters, digits and the signs that belong to numbers.
    places
        Where in the text each letter stands.
    """

    text: str
    letters: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that two wordings share: where it begins in the letters of each, and its length."""

    first: int
    second: int
    size: int


def wording(text: str) -> Wording:
    """Return the wording of a text."""
    number = number_at(text, 0, len(text))
    found = list(_LETTER.finditer(text, number[1] if number else 0))
    return Wording(text, "".join(match.group() for match in found), tuple(match.start() for match in found))


def shared_blocks(first: Wording, second: Wording) -> tuple[Block, ...]:
    """Return the stretches that two wordings share, in order and without crossing."""
    if len(first.letters) * len(second.letters) > LARGEST_PRODUCT:
        found = (
            Block(code.src_start, code.dest_start, code.src_end - code.src_start)
            for code in Indel.opcodes(first.letters, second.letters)
            if code.tag == "equal"
        )
    else:
        matcher = SequenceMatcher(None, first.letters, second.letters, autojunk=False)
        found = (Block(*match) for match in matcher.get_matching_blocks())
    return tuple(block for block in found if block.size >= SHORTEST_SHARED)


def clauses(whole: Wording) -> tuple[tuple[int, int], ...]:
    """Return the clauses of a wording as spans of its letters."""
    if not whole.places:
        return ()
    cuts = [
        index
        for index in range(1, len(whole.places))
        if _CLAUSE_END.search(whole.text, whole.places[index - 1] + 1, whole.places[index])
    ]
    return tuple(zip([0, *cuts], [*cuts, len(whole.places)], strict=True))


def difference(first: Wording, second: Wording, span: tuple[int, int], other: tuple[int, int]) -> str:
    """Return what differs between a span of the first wording and one of the second.

    Returns
    -------
    str
        ``− 删去的字 ＋ 添上的字`` for each change, parted by ``；``; empty where the letters are equal. Long
        stretches are shortened in the middle.
    """
    before, after = first.letters[span[0] : span[1]], second.letters[other[0] : other[1]]
    if before == after:
        return ""
    told = []
    for a, b, c, d in _changes(before, after):
        lost = _printed(first, span[0] + a, span[0] + b)
        gained = _printed(second, other[0] + c, other[0] + d)
        told.append(" ".join([f"− {lost}"] * bool(lost) + [f"＋ {gained}"] * bool(gained)))
    account = "；".join(told)
    return account if len(account) <= LONGEST_DIFFERENCE else f"{account[: LONGEST_DIFFERENCE - 1]}…"


def _changes(before: str, after: str) -> list[tuple[int, int, int, int]]:
    """Return the changed stretches; those that a brief agreement parts are joined."""
    opcodes: Sequence[tuple[str, int, int, int, int]]
    if len(before) * len(after) > LARGEST_PRODUCT:
        opcodes = [
            (code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end)
            for code in Indel.opcodes(before, after)
        ]
    else:
        opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changes: list[tuple[int, int, int, int]] = []
    for tag, *edges in opcodes:
        if tag == "equal":
            continue
        a, b, c, d = _widened(before, after, *edges)
        if changes and a - changes[-1][1] < SHORTEST_BRIDGE:
            changes[-1] = (changes[-1][0], b, changes[-1][2], d)
        else:
            changes.append((a, b, c, d))
    return changes


def _widened(before: str, after: str, a: int, b: int, c: int, d: int) -> tuple[int, int, int, int]:
    """Widen a change so that it cuts no number in two, and no word at the very beginning of the texts."""
    while a and c and before[a - 1] == after[c - 1] and before[a - 1] in _NUMBER and _in_number(before, after, a, c):
        a, c = a - 1, c - 1
    while b < len(before) and d < len(after) and before[b] in _NUMBER and _in_number(before, after, b, d):
        b, d = b + 1, d + 1
    return (0, b, 0, d) if a == c == 1 else (a, b, c, d)


def _in_number(before: str, after: str, first: int, second: int) -> bool:
    """Tell whether a digit or decimal point stands on both sides of a place in one of the texts."""
    return any(
        0 < place < len(text) and text[place - 1] in _NUMBER and text[place] in _NUMBER
        for text, place in ((before, first), (after, second))
    )


def _printed(whole: Wording, start: int, end: int) -> str:
    if start >= end:
        return ""
    piece = whole.text[whole.places[start] : whole.places[end - 1] + 1]
    half = LONGEST_PIECE // 2
    return piece if len(piece) <= LONGEST_PIECE else f"{piece[:half]}…{piece[-half:]}"
