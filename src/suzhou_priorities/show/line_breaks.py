"""Where lines of mixed Chinese and Latin text may break: between Chinese characters, between words, not within them."""

from __future__ import annotations

import re

_NARROW = 0.55  # width of a Latin letter or digit, in Chinese characters
_WIDE_FROM = 0x2000
_CLOSING = "，。、；：！？）」』”’》〉】…％%‰,.;:!?)]"
_OPENING = "（「『“‘《〈【([$￥"
# A word or number with the marks that belong to it, a space, or one Chinese character or mark.
_PIECE = re.compile(r"[^\s\u2014-\uffff]+(?:’[a-z]+)?|\s+|[^\s]")


def wrapped(text: str, width: float) -> list[str]:
    """Break text into lines.

    Marks that close (，。”%) do not begin a line, those that open (（“《) do not end one, and lines have no space at
    their ends. A word that is longer than a line is left whole.

    Parameters
    ----------
    text
        One paragraph.
    width
        Longest line, in Chinese characters; a Latin letter counts a good half.

    Returns
    -------
    list of str
        At least one line; without spaces, lines and text are the same.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and _width((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """Return the pieces between which a line may break."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        before = pieces[-1] if pieces else ""
        if before and not before.isspace() and (piece[0] in _CLOSING or before[-1] in _OPENING):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _width(text: str) -> float:
    return sum(1.0 if ord(sign) >= _WIDE_FROM else _NARROW for sign in text)
