"""Figures: titled with their finding, written as PNG and SVG, shown in the page with their words."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from IPython.display import HTML
from matplotlib import pyplot
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

from suzhou_priorities.paths import FIGURES_VARIABLE, project_paths
from suzhou_priorities.show.figure_html import Mark, NarrowDrawing, figure_html
from suzhou_priorities.show.figure_phone import moved, names_width, pieces_of, row_names, stacked
from suzhou_priorities.show.figure_words import set_words
from suzhou_priorities.show.fonts import check_glyphs
from suzhou_priorities.show.style import DPI, WIDTH, apply_style, text_colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.transforms import BboxBase

_LEAST_MARK = 0.2  # inches: a point must still be hit with a finger
_COLOURS = 256
_NARROW_WIDTH = 3.8  # inches: letters of 9 points are 12 pixels high on a telephone


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a figure.

    ``title`` states the finding; ``subtitle`` measure, unit, years and N; ``note`` source and caveats; ``alt``
    what a reader who does not see the drawing needs besides these, which the page sets as text.
    """

    title: str
    subtitle: str
    note: str
    alt: str


@dataclass(frozen=True, slots=True)
class Link:
    """What a mark of a figure leads to.

    ``artist`` is the mark (a bar, a point), ``href`` the address, ``label`` says in words what stands there.
    """

    artist: Artist
    href: str
    label: str


def new_figure(height: float) -> tuple[Figure, Axes]:
    """Return an empty figure of the common width and `height` inches, in the common style."""
    apply_style()
    figure, axes = pyplot.subplots(figsize=(WIDTH, height))
    return figure, axes


def save_figure(
    figure: Figure,
    name: str,
    caption: Caption,
    *,
    folder: Path | None = None,
    links: Sequence[Link] = (),
    reflows: bool = False,
) -> HTML:
    """Write a figure under its name, and return it for the page.

    Parameters
    ----------
    figure
        The drawing, without title: title, subtitle and note are set here, above and below it.
    name
        Name of the files, without ending.
    caption
        Its words.
    folder
        Where to write; by default the folder that the running workflow names, else `figures/by_hand`.
    links
        Marks that lead somewhere: in the page each is a link over the picture, whatever its size.
    reflows
        Whether the drawing is drawn anew for narrow screens, which a drawing of one panel with few words allows.

    Raises
    ------
    ReportError
        If a character of the figure cannot be drawn.
    """
    above, below = set_words(figure, caption.title, caption.subtitle, caption.note)
    texts = figure.findobj(Text)
    check_glyphs((text.get_text() for text in texts), f"figure {name}")
    for text in texts:
        text.set_color(text_colour(text.get_color()))
    target = folder or _folder()
    target.mkdir(parents=True, exist_ok=True)
    picture = _picture(figure)
    (target / f"{name}.png").write_bytes(_png(picture))
    # Links stand in the page alone: a file that is sent on would lead nowhere.
    figure.savefig(target / f"{name}.svg", metadata={"Date": None, "Creator": None, "Title": caption.title})
    width, height = figure.get_size_inches()
    marks = [_mark(link, figure, above, height - above - below) for link in links]
    # The page sets the words itself: only the drawing between them is shown there.
    drawing = picture.crop((0, round(above * DPI), picture.width, picture.height - round(below * DPI)))
    narrow, marks = (
        _reflowed(figure, links, marks, height - above - below)
        if reflows
        else _narrow(figure, drawing, marks, (above, height - above - below))
    )
    pyplot.close(figure)
    words = (caption.title, caption.subtitle, caption.note, caption.alt)
    return HTML(figure_html(name, words, _png(drawing), (width, height - above - below), marks, narrow))


def _narrow(
    figure: Figure, drawing: Image.Image, marks: list[Mark], place: tuple[float, float]
) -> tuple[NarrowDrawing, list[Mark]]:
    """Return a drawing for narrow screens and where the marks lie in it; `place` is its top and height in inches."""
    pieces = pieces_of(figure)
    if not pieces:
        return NarrowDrawing(names=row_names(figure, *place), names_width=names_width(figure)), marks
    picture, places = stacked(drawing, pieces, DPI)
    moves = [replace(one, narrow=moved((one.left, one.top, one.width, one.height), pieces, places)) for one in marks]
    return NarrowDrawing(_png(picture), (picture.width / DPI, picture.height / DPI)), moves


def _reflowed(
    figure: Figure, links: Sequence[Link], marks: list[Mark], height: float
) -> tuple[NarrowDrawing, list[Mark]]:
    """Return a drawing as it is drawn anew in the width of a telephone, without its words, and where the marks lie."""
    for text in figure.texts:
        text.set_visible(False)
    figure.set_size_inches(_NARROW_WIDTH, height)
    figure.tight_layout(pad=0.3)
    picture = _picture(figure)
    places = [_mark(link, figure, 0.0, height) for link in links]
    moves = [
        replace(mark, narrow=(place.left, place.top, place.width, place.height))
        for mark, place in zip(marks, places, strict=True)
    ]
    return NarrowDrawing(_png(picture), (_NARROW_WIDTH, height)), moves


def _picture(figure: Figure) -> Image.Image:
    """Return a figure as a picture with a palette: a third of the bytes, and no difference that an eye could see."""
    usual = figure.dpi
    figure.dpi = DPI
    try:
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        drawn = Image.fromarray(np.asarray(canvas.buffer_rgba()))
    finally:
        figure.dpi = usual
    return drawn.convert("RGB").quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def _png(picture: Image.Image) -> bytes:
    packed = BytesIO()
    picture.save(packed, format="PNG", compress_level=6, dpi=(DPI, DPI))
    return packed.getvalue()


def _mark(link: Link, figure: Figure, above: float, height: float) -> Mark:
    """Return where a link lies over the drawing, which begins `above` inches below the top and is so many high."""
    across, down = figure.get_size_inches()
    box = _extent(link.artist, figure).transformed(figure.dpi_scale_trans.inverted())
    wide, tall = max(box.width, _LEAST_MARK), max(box.height, _LEAST_MARK)
    left, top = (box.x0 + box.x1 - wide) / 2, down - (box.y0 + box.y1 + tall) / 2 - above
    return Mark(link.href, link.label, left / across, top / height, wide / across, tall / height)


def _extent(artist: Artist, figure: Figure) -> BboxBase:
    """Return the box of a mark; matplotlib knows none of points that were drawn as a collection."""
    if not isinstance(artist, PathCollection):
        return artist.get_window_extent()
    places = artist.get_offset_transform().transform(artist.get_offsets())
    reach = max(artist.get_sizes(), default=0.0) ** 0.5 / 2 * figure.dpi / 72
    return Bbox([places.min(axis=0) - reach, places.max(axis=0) + reach])


def _folder() -> Path:
    named = os.environ.get(FIGURES_VARIABLE)
    return Path(named) if named else project_paths().figures / "by_hand"
