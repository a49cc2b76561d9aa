"""A drawing on a narrow screen: panels below each other, or scrolled with the names of its rows in view."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import Image

Place = tuple[float, float, float, float]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_CLEAR = 0.01  # inches right of the longest name
_OVERLAP = 0.02  # inches by which the words of two panels may meet
_GAP = 0.25  # inches between two panels below each other
_NARROW = 0.8  # of the width: wider panels gain nothing by it


@dataclass(frozen=True, slots=True)
class Piece:
    """A panel with the names of its rows: it reaches from `left` to `right`, the names from 0 to `names`.

    All are shares of the width; `names` is 0 where they stand within the panel.
    """

    names: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class RowName:
    """The name of a row and where its middle stands, as a share of the height from the top."""

    text: str
    top: float


def pieces_of(figure: Figure) -> list[Piece]:
    """Return the panels of a figure that can be shown below each other; none where it cannot be parted so.

    Panels must stand in one row, and nothing may reach from one into the next.
    """
    panels = sorted(_panels(figure), key=lambda axes: axes.bbox.x0)
    if len(panels) < 2 or figure.legends or _rows(panels) > 1:
        return []
    boxes = [axes.get_tightbbox() for axes in panels]
    if any(box is None for box in boxes):
        return []
    inner = [(first.x1, second.x0) for first, second in pairwise(box for box in boxes if box is not None)]
    if any(end - start > _OVERLAP * figure.dpi for end, start in inner):
        return []
    cuts = [0.0, *((end + start) / 2 / figure.bbox.width for end, start in inner), 1.0]
    names = names_width(figure)
    pieces = [
        Piece(0 if not place or _names(axes) else names, left, right)
        for place, (axes, (left, right)) in enumerate(zip(panels, pairwise(cuts), strict=True))
    ]
    return pieces if max(piece.names + piece.right - piece.left for piece in pieces) < _NARROW else []


def stacked(drawing: Image.Image, pieces: Sequence[Piece], dpi: float) -> tuple[Image.Image, list[Place]]:
    """Return a drawing with its panels below each other, and where each begins.

    Parameters
    ----------
    drawing
        A picture with a palette.
    pieces
        As from `pieces_of`.
    dpi
        Its pixels to the inch.

    Returns
    -------
    tuple
        The picture, and for each panel the place of its left end and of its top, and the scale across and down: the
        place of a mark in it is ``(left + across * x, top + down * y)``, all as shares.
    """
    wide, tall, gap = drawing.width, drawing.height, round(_GAP * dpi)
    width = round(max(piece.names + piece.right - piece.left for piece in pieces) * wide)
    height = len(pieces) * tall + (len(pieces) - 1) * gap
    picture, places = _canvas(drawing, (width, height)), []
    for number, piece in enumerate(pieces):
        top, names, left = number * (tall + gap), round(piece.names * wide), round(piece.left * wide)
        picture.paste(drawing.crop((0, 0, names, tall)), (0, top))
        picture.paste(drawing.crop((left, 0, round(piece.right * wide), tall)), (names, top))
        places.append(((names - left) / width, top / height, wide / width, tall / height))
    return picture, places


def _canvas(drawing: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return an empty picture with the palette of a drawing, in its lightest colour."""
    palette = drawing.getpalette() or []
    lightest = max(range(len(palette) // 3), key=lambda place: sum(palette[3 * place : 3 * place + 3]), default=0)
    picture = Image.new("P", size, lightest)
    picture.putpalette(palette)
    return picture


def moved(place: Place, pieces: Sequence[Piece], places: Sequence[Place]) -> Place:
    """Return where a mark of the drawing lies when its panels stand below each other.

    Parameters
    ----------
    place
        Its left end, top, width and height as shares of the drawing.
    pieces, places
        As from `pieces_of` and `stacked`.
    """
    left, top, wide, tall = place
    middle = left + wide / 2
    number = next((number for number, piece in enumerate(pieces) if middle < piece.right), len(pieces) - 1)
    start, begin, across, down = places[number]
    return start + across * left, begin + down * top, across * wide, down * tall


def row_names(figure: Figure, above: float, height: float) -> list[RowName]:
    """Return the names of the rows at the left of a drawing that begins `above` inches from the top."""
    first = min((axes.bbox.x0 for axes in _panels(figure)), default=0.0)
    down, found = figure.bbox.height / figure.dpi, []
    for axes in _panels(figure):
        if axes.bbox.x0 - first > 1:
            continue
        for label in _names(axes):
            box = label.get_window_extent()
            middle = (box.y0 + box.y1) / 2 / figure.dpi
            found.append(RowName(label.get_text(), (down - above - middle) / height))
    return found


def names_width(figure: Figure) -> float:
    """Return the share of the width that the names at the left take."""
    first = min((axes.bbox.x0 for axes in _panels(figure)), default=0.0)
    labels = [label for axes in _panels(figure) if axes.bbox.x0 - first <= 1 for label in _names(axes)]
    ends = [label.get_window_extent().x1 for label in labels]
    return (max(ends) + _CLEAR * figure.dpi) / float(figure.bbox.width) if ends else 0.0


def _panels(figure: Figure) -> list[Axes]:
    return [axes for axes in figure.axes if axes.get_visible() and axes.axison]


def _rows(panels: Sequence[Axes]) -> int:
    return len({(round(axes.bbox.y0), round(axes.bbox.y1)) for axes in panels})


def _names(axes: Axes) -> list:  # type: ignore[type-arg]
    """Return the labels at the left of a panel that are seen."""
    low, high = sorted(axes.get_ylim())
    if not axes.yaxis.get_visible():
        return []
    return [
        tick.label1
        for tick in axes.yaxis.get_major_ticks()
        if tick.label1.get_visible() and tick.label1.get_text() and low <= tick.get_loc() <= high
    ]
