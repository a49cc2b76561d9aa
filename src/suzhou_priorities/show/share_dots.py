"""Shares as points with their intervals: rows of policy domains or of categories, documents side by side."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib import pyplot

from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.figure_words import fitted
from suzhou_priorities.show.figures import Link
from suzhou_priorities.show.style import GREY, LABEL_SIZE, PALE, ROW_SIZE, WIDTH, apply_style
from suzhou_priorities.show.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from suzhou_priorities.show.language_context import Compared

MARKERS = ("o", "s", "D", "^")
LEAST_TOLD = 10  # cases that a row must have to be named in a title
_ROW_OF_ONE, _ROW_MORE = 0.34, 0.1  # inches of a row with one document, and for each one more
_LABEL_GAP = 0.12  # inches between an interval, its label and the edge
_LONGEST_LABEL = 7  # characters of a label on one line
_MARKER_ROOM = 0.25  # inches of the marker before a document's name
_HEAD = 0.9  # rows above the first for the names of the documents


@dataclass(frozen=True, slots=True)
class Dot:
    """One share.

    ``row`` is the key of its row, ``share``, ``low`` and ``high`` lie between 0 and 1, ``text`` stands beside it,
    ``href`` is where it leads to and ``label`` says in words what stands there.
    """

    row: str
    doc_id: str
    share: float
    low: float
    high: float
    text: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Shares that stand in one drawing: `heading` above it (empty for none), its documents in order, its dots."""

    heading: str
    documents: list[str]
    dots: list[Dot]


def draw_dots(
    rows: Sequence[tuple[str, str]], panels: Sequence[Panel], compared: Compared, *, same_scale: bool, missing: str = ""
) -> tuple[Figure, list[Link]]:
    """Draw panels of shares beside each other, with common rows.

    Parameters
    ----------
    rows
        Key and label of each row, from the top. A row without dots in any panel is a heading of those below.
    panels
        One or more; those without documents are left out.
    compared
        Names and colours of the documents.
    same_scale
        Whether all panels reach as far as the farthest of them, as those of one measure must.
    missing
        What stands where a document of a panel has no share in a row that others have one in; nothing if empty.

    Returns
    -------
    tuple
        The figure, and the links of its dots.
    """
    apply_style()
    kept = [panel for panel in panels if panel.documents]
    most = max(len(panel.documents) for panel in kept)
    height = (_ROW_OF_ONE + _ROW_MORE * (most - 1)) * (len(rows) + _HEAD) + 0.5
    ratios = [1.0 if len(panel.documents) > 1 or len(kept) == 1 else 0.72 for panel in kept]
    figure, grid = pyplot.subplots(
        1, len(kept), figsize=(WIDTH, height), sharey=True, squeeze=False, gridspec_kw={"width_ratios": ratios}
    )
    farthest = [max((dot.high for dot in panel.dots), default=0.1) for panel in kept]
    links: list[Link] = []
    for axes, panel, ratio, far in zip(grid[0], kept, ratios, farthest, strict=True):
        width = (WIDTH - 1.5) * ratio / sum(ratios)
        reach = 100 * max(max(farthest) if same_scale else far, 0.05)
        label = max((text_width(dot.text, LABEL_SIZE) for dot in panel.dots), default=0.0)
        room = min((label + _LABEL_GAP) / width, 0.55)
        axes.set_xlim(0, reach / (1 - room))
        axes.set_xticks([tick for tick in _ticks(reach) if tick <= reach + 6])
        links += _draw(axes, panel, rows, compared, most, width)
        _tell_missing(axes, panel, rows, compared, most, missing)
    axes = grid[0][0]
    axes.set_yticks(range(len(rows)), [label for _, label in rows])
    headings = {key for key, _ in rows} - {dot.row for panel in kept for dot in panel.dots}
    for tick, (key, _) in zip(axes.get_yticklabels(), rows, strict=True):
        tick.set_fontsize(10)
        if key in headings:
            tick.set_color(GREY)
    axes.tick_params(axis="y", pad=8)
    axes.set_ylim(len(rows) - 0.4, -_HEAD - 0.6)
    return figure, links


def _draw(
    axes: Axes, panel: Panel, rows: Sequence[tuple[str, str]], compared: Compared, most: int, width: float
) -> list[Link]:
    """Draw one panel, `width` inches wide, and return its links."""
    place = {key: number for number, (key, _) in enumerate(rows)}
    step = 0.72 / max(most, 1)
    links = []
    for dot in panel.dots:
        number = panel.documents.index(dot.doc_id)
        y = place[dot.row] + (number - (len(panel.documents) - 1) / 2) * step
        colour = compared.colours[dot.doc_id]
        (line,) = axes.plot(
            [100 * dot.low, 100 * dot.high], [y, y], color=colour, linewidth=5, alpha=0.28, solid_capstyle="butt"
        )
        _marker(axes, 100 * dot.share, y, number, colour)
        axes.annotate(
            dot.text,
            (100 * dot.high, y),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=LABEL_SIZE,
            color=colour,
        )
        links.append(Link(line, dot.href, dot.label))
    top = -_HEAD - 0.15
    if panel.heading:
        axes.set_title(panel.heading, fontsize=ROW_SIZE, color=GREY, loc="left", pad=4)
    for number, doc_id in enumerate(panel.documents):
        x = number / max(len(panel.documents), 1)
        colour = compared.colours[doc_id]
        reach = axes.get_xlim()[1]
        _marker(axes, (x + 0.03) * reach, top, number, colour)
        axes.annotate(
            fitted(compared.brief[doc_id], width / len(panel.documents) - _MARKER_ROOM, LABEL_SIZE),
            ((x + 0.03) * reach, top),
            xytext=(8, 0),
            textcoords="offset points",
            color=colour,
            fontsize=LABEL_SIZE,
            va="center",
        )
    for y in range(len(rows)):
        axes.axhline(y + 0.5, color=PALE, linewidth=0.5, zorder=0)
    axes.grid(axis="x", color=PALE, linewidth=0.5, zorder=0)
    axes.set_axisbelow(True)
    axes.set_xlabel("%")
    return links


def _tell_missing(
    axes: Axes, panel: Panel, rows: Sequence[tuple[str, str]], compared: Compared, most: int, missing: str
) -> None:
    """Set what tells that a document has no share where there is a row for it."""
    there = {(dot.row, dot.doc_id) for dot in panel.dots}
    shown = {dot.row for dot in panel.dots}
    for y, (key, _) in enumerate(rows):
        for number, doc_id in enumerate(panel.documents):
            if missing and key in shown and (key, doc_id) not in there:
                middle = y + (number - (len(panel.documents) - 1) / 2) * 0.72 / max(most, 1)
                axes.annotate(
                    missing, (0, middle), xytext=(5, 0), textcoords="offset points", va="center",
                    fontsize=LABEL_SIZE, color=compared.colours[doc_id],
                )  # fmt: skip


def _marker(axes: Axes, x: float, y: float, number: int, colour: str) -> None:
    """Set a marker: filled for the first document, hollow and of another form for those after it."""
    axes.scatter(
        x,
        y,
        s=38,
        marker=MARKERS[number % len(MARKERS)],
        facecolor=colour if number % 2 == 0 else "white",
        edgecolor=colour,
        linewidth=1.6,
        zorder=3,
        clip_on=False,
    )


def _ticks(reach: float) -> list[int]:
    step = 25 if reach > 60 else 10 if reach > 20 else 5
    return list(range(0, 101, step))


def extremes(shares: pd.Series, sizes: pd.Series) -> tuple[str, str]:
    """Return the rows with the largest and the smallest share, if possible of those with `LEAST_TOLD` cases or more.

    Parameters
    ----------
    shares, sizes
        Share and number of cases by row.
    """
    enough = shares[sizes.reindex(shares.index) >= LEAST_TOLD]
    told = enough if len(enough) else shares
    return str(told.idxmax()), str(told.idxmin())


def row_label(name: str, lang: str) -> str:
    """Return the label of a row on lines that leave room for the drawing."""
    if lang != "zh":
        return textwrap.fill(name, 25)
    if len(name) <= _LONGEST_LABEL:
        return name
    # A line breaks behind a mark or 与, where there is one, nearest to the middle.
    middle = (len(name) + 1) // 2
    marks = [place + 1 for place, sign in enumerate(name[:-1]) if sign in "、，与和"]
    at = min(marks, key=lambda place: abs(place - middle), default=middle)
    return f"{name[:at]}\n{name[at:]}"


def inner_domain_name(key: str, lang: str) -> str:
    """Return a domain's short name as it stands within a sentence."""
    name = short_domain_name(key, lang)
    return name[0].lower() + name[1:] if lang == "en" and name[1:2].islower() else name
