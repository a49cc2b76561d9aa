"""Width of a text in the font of the figures, from the font's own measures, without drawing."""

from __future__ import annotations

from functools import cache

from fontTools.ttLib import TTFont

from suzhou_priorities.show.fonts import font_file

_POINTS_TO_THE_INCH = 72


def text_width(text: str, size: float) -> float:
    """Return the width in inches of one line of text set at `size` points."""
    return sum(map(_advance, text)) * size / _POINTS_TO_THE_INCH


@cache
def _advance(sign: str) -> float:
    """Return the width of a character as a share of the font size; 1 for one that the font lacks."""
    glyph = _cmap().get(ord(sign))
    return 1.0 if glyph is None else _font()["hmtx"][glyph][0] / _font()["head"].unitsPerEm


@cache
def _cmap() -> dict[int, str]:
    return dict(_font().getBestCmap())


@cache
def _font() -> TTFont:
    return TTFont(font_file(), lazy=True)
