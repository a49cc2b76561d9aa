"""The words around a figure: title and subtitle above the drawing, the note below it, on even lines."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from matplotlib.layout_engine import TightLayoutEngine

from suzhou_priorities.show.line_breaks import balanced, wrapped
from suzhou_priorities.show.style import GREY, INK, NOTE_SIZE, SUBTITLE_SIZE, TITLE_SIZE
from suzhou_priorities.show.text_width import text_width

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIDE = 0.08  # inches left and right of all words
_TOP, _BELOW_TITLE, _ABOVE_DRAWING, _BELOW_DRAWING, _BOTTOM = 0.09, 0.07, 0.13, 0.11, 0.07
_BETWEEN = 1.0  # of the font size: what parts two panels
_SPACING = 1.25
_SHORTEST_LAST = 0.25  # of the width: a last line that is shorter is evened out
_POINTS_TO_THE_INCH = 72


def set_words(figure: Figure, title: str, subtitle: str, note: str) -> tuple[float, float]:
    """Make a figure higher by the room that its words need, and set them there.

    Parameters
    ----------
    figure
        The drawing; its axes are laid out anew.
    title, subtitle, note
        Paragraphs; each is broken into lines by the true width of its letters.

    Returns
    -------
    tuple of float
        Inches that the words take above and below the drawing.
    """
    width, height = figure.get_size_inches()
    inner = width - 2 * _SIDE
    set_texts = [
        (balanced(title, inner, partial(text_width, size=TITLE_SIZE)), TITLE_SIZE, INK),
        (_paragraph(subtitle, inner, SUBTITLE_SIZE), SUBTITLE_SIZE, GREY),
        (_paragraph(note, inner, NOTE_SIZE), NOTE_SIZE, GREY),
    ]
    texts = [
        figure.text(0, 0, "\n".join(lines), size=size, color=colour, va="top", linespacing=_SPACING)
        for lines, size, colour in set_texts
    ]
    heights = [text.get_window_extent().height / figure.dpi for text in texts]
    above = _TOP + heights[0] + _BELOW_TITLE + heights[1] + _ABOVE_DRAWING
    below = _BELOW_DRAWING + heights[2] + _BOTTOM
    total = height + above + below
    for axes in figure.axes:
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            label.set_linespacing(_SPACING)
    figure.set_size_inches(width, total)
    side = _SIDE / width
    _lay_out(figure, (side, below / total, 1 - side, 1 - above / total))
    tops = (total - _TOP, total - _TOP - heights[0] - _BELOW_TITLE, _BOTTOM + heights[2])
    for text, top in zip(texts, tops, strict=True):
        text.set_position((side, top / total))
    return above - _ABOVE_DRAWING / 2, below - _BELOW_DRAWING / 2


def _lay_out(figure: Figure, room: tuple[float, float, float, float]) -> None:
    """Lay out the panels of a figure once: left to the figure, it would draw each of its files twice.

    Matplotlib measures each panel twice on the way, which is half of the work, and nothing changes in between.
    """
    for axes in figure.axes:
        axes.get_tightbbox = cache(axes.get_tightbbox)  # type: ignore[method-assign]
    try:
        TightLayoutEngine(pad=0, w_pad=_BETWEEN, rect=room).execute(figure)
    finally:
        for axes in figure.axes:
            del axes.get_tightbbox


def fitted(text: str, width: float, size: float) -> str:
    """Return a label on even lines, none wider than `width` inches if its words allow that.

    Parameters
    ----------
    text
        The label.
    width
        Room for it, in inches.
    size
        Of its letters, in points.
    """
    return "\n".join(balanced(text, width, partial(text_width, size=size)))


def _paragraph(text: str, width: float, size: float) -> list[str]:
    """Return full lines, or even ones where the last would hold a word or two."""
    measure = partial(text_width, size=size)
    lines = wrapped(text, width, measure)
    return balanced(text, width, measure) if measure(lines[-1]) < _SHORTEST_LAST * width else lines
