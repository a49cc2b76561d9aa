"""Figures: titled with their finding, written as PNG and SVG, shown in the page with their words."""

from __future__ import annotations

import base64
import html
import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from IPython.display import HTML
from matplotlib import pyplot
from matplotlib.text import Text

from suzhou_priorities.paths import project_paths
from suzhou_priorities.show.fonts import check_glyphs
from suzhou_priorities.show.line_breaks import wrapped
from suzhou_priorities.show.style import DPI, GREY, INK, WIDTH, apply_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FIGURES_VARIABLE = "SUZHOU_PRIORITIES_FIGURES"
TITLE_SIZE, SUBTITLE_SIZE, NOTE_SIZE = 15, 10.5, 8.5
_LEAST_MARK = 0.012  # of the figure: a mark with no width must still be hit
_LINE = 0.27  # inches from one line of the title to the next


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a figure.

    ``title`` states the finding; ``subtitle`` measure, unit, years and N; ``note`` source and caveats; ``alt``
    what a reader who does not see the figure needs.
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
    figure: Figure, name: str, caption: Caption, *, folder: Path | None = None, links: Sequence[Link] = ()
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

    Raises
    ------
    ReportError
        If a character of the figure cannot be drawn.
    """
    _set_words(figure, caption)
    check_glyphs((text.get_text() for text in figure.findobj(Text)), f"figure {name}")
    target = folder or _folder()
    target.mkdir(parents=True, exist_ok=True)
    for link in links:
        link.artist.set_url(link.href)
    picture = BytesIO()
    figure.savefig(picture, format="png", dpi=DPI, metadata={"Software": None})
    (target / f"{name}.png").write_bytes(picture.getvalue())
    figure.savefig(target / f"{name}.svg", metadata={"Date": None, "Creator": None})
    marks = "".join(_mark(link, figure) for link in links)
    pyplot.close(figure)
    encoded = base64.b64encode(picture.getvalue()).decode("ascii")
    width, height = (round(side * 100) for side in figure.get_size_inches())
    return HTML(
        f'<figure id="figure-{html.escape(name)}"><img width="{width}" height="{height}" '
        f'src="data:image/png;base64,{encoded}" alt="{html.escape(caption.alt)}">{marks}</figure>'
    )


def _mark(link: Link, figure: Figure) -> str:
    """Return a link that lies over a mark, placed in percent of the figure so that it keeps its place at any size."""
    box = link.artist.get_window_extent().transformed(figure.transFigure.inverted())
    left, width = 100 * box.x0, 100 * max(box.width, _LEAST_MARK)
    top, height = 100 * (1 - box.y1), 100 * max(box.height, _LEAST_MARK)
    place = f"left:{left:.2f}%;top:{top:.2f}%;width:{width:.2f}%;height:{height:.2f}%"
    label = html.escape(link.label)
    return f'<a class="mark" style="{place}" href="{html.escape(link.href)}" title="{label}" aria-label="{label}"></a>'


def _folder() -> Path:
    named = os.environ.get(FIGURES_VARIABLE)
    return Path(named) if named else project_paths().figures / "by_hand"


def _set_words(figure: Figure, caption: Caption) -> None:
    """Make room above and below the drawing and set the words there, wrapped to the width."""
    width, height = figure.get_size_inches()
    title = wrapped(caption.title, 37)
    subtitle = wrapped(caption.subtitle, 54)
    note = wrapped(caption.note, 66)
    above = 0.2 + _LINE * 1.15 * len(title) + 0.2 * len(subtitle) + 0.12
    below = 0.14 + 0.165 * len(note)
    total = height + above + below
    figure.set_size_inches(width, total)
    figure.tight_layout(rect=(0.012, below / total, 1.0, 1 - above / total), pad=0.4)
    left = 0.012
    figure.text(left, 1 - 0.1 / total, "\n".join(title), size=TITLE_SIZE, color=INK, va="top", linespacing=1.25)
    figure.text(
        left,
        1 - (0.16 + _LINE * 1.15 * len(title)) / total,
        "\n".join(subtitle),
        size=SUBTITLE_SIZE,
        color=GREY,
        va="top",
        linespacing=1.3,
    )
    figure.text(left, 0.07 / total, "\n".join(note), size=NOTE_SIZE, color=GREY, va="bottom", linespacing=1.3)
