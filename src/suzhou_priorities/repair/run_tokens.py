"""What shows of a misdecoded run: the signs that the search for its reading walks over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from suzhou_priorities.repair.characters import PINYIN_LETTERS, bare, gbk_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKS = "?\ufffd？"
ENTITY_TAIL = re.compile(r"(?:[lr][ds]quo|middot|mdash|ndash|hellip|nbsp|ensp|emsp|amp|quot|lt|gt);")
_PINYIN = re.compile(rf"(?P<open>[(（]?)(?P<syllable>[{PINYIN_LETTERS}]{{1,6}}) ?[)）]")


class Token(NamedTuple):
    """One sign of the run as it shows.

    ``kind`` is ``pair`` (a two-byte character), ``mark`` (a sign for undecodable bytes), ``pinyin`` (a
    bracketed reading), ``broken`` (a reading whose opening bracket is gone), ``entity`` (an HTML entity whose
    ampersand is gone) or ``ascii``. ``may_slip`` says that the run can begin here.
    """

    kind: str
    text: str
    syllable: str = ""
    may_slip: bool = False

    @property
    def tells_what_was_swallowed(self) -> bool:
        """Tell whether this sign shows which ASCII character before it is gone: a bracket or an ampersand."""
        return self.kind in ("broken", "entity")


def tokens_of(text: str, start: int, end: int, may_slip: Sequence[bool]) -> list[Token]:
    """Split ``text[start:end]`` into the signs that the search walks over.

    ``may_slip[i]`` says whether a run can begin at ``text[start + i]``.
    """
    bytes_of = gbk_bytes()
    tokens: list[Token] = []
    position = start
    while position < end:
        sign = text[position]
        after_mark = bool(tokens) and tokens[-1].kind == "mark"
        match = _PINYIN.match(text, position, end)
        if match and (match["open"] or after_mark):
            tokens.append(Token("pinyin" if match["open"] else "broken", match.group(), bare(match["syllable"])))
            position = match.end()
            continue
        if after_mark and (match := ENTITY_TAIL.match(text, position, end)):
            tokens.append(Token("entity", match.group()))
            position = match.end()
            continue
        kind = "mark" if sign in MARKS else "pair" if sign in bytes_of else "ascii"
        tokens.append(Token(kind, sign, may_slip=may_slip[position - start]))
        position += 1
    return tokens
