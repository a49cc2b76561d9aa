"""Rows of shares of one document: a point with its interval, what it is held against, and the number beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from suzhou_priorities.show.figures import Link
from suzhou_priorities.show.style import GREY, INK, PALE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from suzhou_priorities.show.district_context import Profile

SIZE = 9.5
_POINT, _DIAMOND, _TICK = 30, 26, 110
ROOM = 1.25  # how far the axis goes beyond the farthest mark, for the numbers


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that leads somewhere: its share (0 to 1, NaN for none), the address and what stands there in words."""

    share: float
    href: str = ""
    told: str = ""


NO_MARK = Mark(float("nan"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label, its own share with the limits of the interval, and the number as text.

    ``second`` is a second text of the district, ``median`` the median of other reports; both may be `NO_MARK`.
    """

    label: str
    own: Mark
    low: float
    high: float
    text: str
    second: Mark = NO_MARK
    median: float = float("nan")


def farthest(rows: Sequence[Row]) -> float:
    """Return the largest share that a mark or interval of some rows reaches."""
    values = [value for row in rows for value in (row.own.share, row.high, row.second.share, row.median)]
    return float(np.nanmax([*values, 0.01]))


def draw_rows(
    axes: Axes, rows: Sequence[Row], colour: str, reach: float, size: float = SIZE, room: float = ROOM
) -> list[Link]:
    """Draw rows from the top down and return the links.

    Parameters
    ----------
    axes
        Where to draw.
    rows
        The rows.
    colour
        The district's colour.
    reach
        The largest share that is drawn.
    size
        Of the letters, in points.
    room
        How far the axis goes, in terms of `reach`: the numbers stand at its end.
    """
    links = []
    for y, row in enumerate(rows):
        axes.plot([100 * row.low, 100 * row.high], [y, y], color=colour, linewidth=6, alpha=0.32, solid_capstyle="butt")
        axes.scatter(100 * row.median, y, s=_TICK, marker="|", color=INK, linewidth=1.4, zorder=3, clip_on=False)
        second = axes.scatter(
            100 * row.second.share, y, s=_DIAMOND, marker="D", facecolor="white", edgecolor=colour, zorder=4
        )
        own = axes.scatter(100 * row.own.share, y, s=_POINT, color=colour, zorder=5, clip_on=False)
        axes.annotate(row.text, (100 * reach * room, y), ha="right", va="center", fontsize=size)
        for mark, artist in ((row.own, own), (row.second, second)):
            if mark.href and not np.isnan(mark.share):
                links.append(Link(artist, mark.href, mark.told))
    axes.set_xlim(-1.5 * reach, 100 * reach * room)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= 100 * reach])
    axes.set_xlabel("%", fontsize=size)
    axes.set_yticks(range(len(rows)), [row.label for row in rows])
    axes.tick_params(axis="y", labelsize=size + 0.5)
    axes.tick_params(axis="x", labelsize=size, labelcolor=GREY)
    axes.set_ylim(len(rows) - 0.45, -0.55)
    axes.grid(axis="x", color=PALE, linewidth=0.5, zorder=0)
    for y in range(1, len(rows)):
        axes.axhline(y - 0.5, color=PALE, linewidth=0.5, zorder=0)
    return links


def draw_key(axes: Axes, rows: Sequence[Row], names: tuple[str, str, str], profile: Profile) -> None:
    """Name above the drawing the marks that stand in it: the own share, the second text, the median of the others."""
    there = (
        True,
        any(not np.isnan(row.second.share) for row in rows),
        any(not np.isnan(row.median) for row in rows),
    )
    colour = profile.colour
    styles = (
        {"marker": "o", "color": colour, "markersize": 6.5},
        {"marker": "D", "markerfacecolor": "white", "markeredgecolor": colour, "markersize": 5.5},
        {"marker": "|", "color": INK, "markersize": 10, "markeredgewidth": 1.4},
    )
    handles = [
        axes.plot([], [], linestyle="none", label=name, **style)[0]  # type: ignore[arg-type]
        for name, style, is_there in zip(names, styles, there, strict=True)
        if is_there
    ]
    key = axes.legend(
        handles=handles,
        loc="lower right",
        bbox_to_anchor=(1, 1),
        bbox_transform=axes.transAxes,
        ncols=len(handles),
        frameon=False,
        fontsize=SIZE,
        borderaxespad=0.1,
        columnspacing=1.2,
        handletextpad=0.2,
    )
    # It may reach over the labels of the rows, so it takes no room from the drawing; an empty title keeps its line.
    key.set_in_layout(False)
    axes.set_title(" ", fontsize=SIZE, pad=4)
