"""Where lines of mixed Chinese and Latin text may break: between Chinese characters, between words, not within them."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_NARROW = 0.55  # width of a Latin letter or digit, in Chinese characters
_WIDE_FROM = 0x2000
_CLOSING = "，。、；：！？）」』”’》〉】…％%‰,.;:!?)]"
_OPENING = "（「『“‘《〈【([$￥"
_ENDING = "，。、；：！？）」』”’》〉】,.;!?)]"
# What a break costs between two Chinese characters, beside a number or before a bracket, and between the Chinese
# characters of a name in Latin text: as much as a line that differs from an even one by this share of the width.
_WITHIN_WORDS, _BY_NUMBER, _WITHIN_NAMES = 0.3**2, 0.4**2, 0.5**2
# A word or number with the marks that belong to it, a space, or one Chinese character or mark.
_PIECE = re.compile(r"[^\s\u2014-\uffff]+(?:’[a-z]+)?|\s+|[^\s]")


def line_width(text: str) -> float:
    """Return about how wide a text is, in Chinese characters; a Latin letter counts a good half."""
    return sum(1.0 if ord(sign) >= _WIDE_FROM else _NARROW for sign in text)


def mostly_chinese(text: str) -> bool:
    """Tell whether more than half of a text is Chinese characters and marks."""
    return 2 * sum(ord(sign) >= _WIDE_FROM for sign in text) > len(text)


def wrapped(text: str, width: float, measure: Callable[[str], float] = line_width) -> list[str]:
    """Break text into lines, each as full as it can be.

    Marks that close (，。”%) do not begin a line, those that open (（“《) do not end one, a number stays with the word
    behind it (10 项), and lines have no space at their ends. A word that is longer than a line is left whole.

    Parameters
    ----------
    text
        One paragraph.
    width
        Longest line, in the unit of `measure`.
    measure
        Width of a text, by default in Chinese characters.

    Returns
    -------
    list of str
        At least one line; without spaces, lines and text are the same.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and measure((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def balanced(text: str, width: float, measure: Callable[[str], float] = line_width) -> list[str]:
    """Break text into as few lines as `wrapped`, of about the same length, rather behind marks than within words.

    Parameters
    ----------
    text, width, measure
        As in `wrapped`.
    """
    full = wrapped(text, width, measure)
    pieces = _pieces(text)
    if len(full) == 1:
        return full
    ends = [0.0, *accumulate(map(measure, pieces))]
    even = ends[-1] / len(full)
    within = _WITHIN_WORDS if mostly_chinese(text) else _WITHIN_NAMES
    # For each number of lines, the least cost of setting the first so many pieces, and where the last line begins.
    reached: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in full:
        found: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in reached[-1].items():
            for end in range(start + 1, len(pieces) + 1):
                blank = measure(pieces[end - 1]) if pieces[end - 1].isspace() else 0.0
                wide = ends[end] - ends[start] - blank
                if wide > width:
                    break
                own = cost + ((wide - even) / width) ** 2 + _break_cost(pieces, end, within)
                found[end] = min(found.get(end, (own, start)), (own, start))
        reached.append(found)
    end, starts = len(pieces), []
    if end not in reached[-1]:
        return full
    for found in reversed(reached[1:]):
        end = found[end][1]
        starts.append(end)
    edges = [*reversed(starts), len(pieces)]
    return ["".join(pieces[start:end]).strip() for start, end in pairwise(edges)]


def _break_cost(pieces: list[str], end: int, within: float) -> float:
    """Return what a break before a piece costs: nothing behind a mark, at a space of Latin text and at the end."""
    before, after = "".join(pieces[max(end - 2, 0) : end]).rstrip()[-1:], "".join(pieces[end : end + 2]).strip()[:1]
    if not after or before in _ENDING or (before.isascii() and after.isascii()):
        return 0.0
    return _BY_NUMBER if before.isdigit() or after.isdigit() or after in _OPENING else within


def _pieces(text: str) -> list[str]:
    """Return the pieces between which a line may break."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        before = pieces[-1] if pieces else ""
        if before and not before.isspace() and (piece[0] in _CLOSING or before[-1] in _OPENING):
            pieces[-1] += piece
        elif before.isspace() and len(pieces) > 1 and pieces[-2][-1].isdigit():
            pieces[-2:] = [pieces[-2] + before + piece]
        else:
            pieces.append(piece)
    return pieces
