"""A confusion matrix as a drawing: counts, shaded by the share of the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from suzhou_priorities.show.figure_words import fitted
from suzhou_priorities.show.style import INK, LABEL_SIZE, PALE, ROW_SIZE
from suzhou_priorities.show.text_width import text_width

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from suzhou_priorities.measures.resampling import FloatArray

SHADES = LinearSegmentedColormap.from_list("shades", ["#ffffff", "#1f4e79"])
_DARK_FROM = 0.68
_BETWEEN = 0.04  # inches between two names
_MOST_LINES = 3


def draw_matrix(axes: Axes, table: FloatArray, names: list[str], width: float, size_of_names: float = ROW_SIZE) -> None:
    """Draw counts of codes agreed on (rows) by codes of the program (columns), with their names.

    The shade is the square root of the share of the row, so that rare confusions can be seen.

    Parameters
    ----------
    axes, table, names
        Where, what, and the names of the codes.
    width
        Width of a column in inches: names that do not fit above it stand upright.
    size_of_names
        Size of the letters of the rows, in points.
    """
    totals = table.sum(axis=1, keepdims=True)
    shades = np.sqrt(np.divide(table, totals, out=np.zeros_like(table), where=totals > 0))
    size = len(names)
    axes.pcolormesh(shades, cmap=SHADES, vmin=0, vmax=1, edgecolors=PALE, linewidth=0.6)
    for y, x in zip(*np.nonzero(table), strict=True):
        colour = "white" if shades[y, x] > _DARK_FROM else INK
        axes.text(x + 0.5, y + 0.5, f"{table[y, x]:.0f}", ha="center", va="center", fontsize=LABEL_SIZE, color=colour)
    axes.set_yticks(np.arange(size) + 0.5, names)
    room = width - _BETWEEN
    above = [fitted(name, room, LABEL_SIZE) for name in names]
    stands = not all(
        name.count("\n") < _MOST_LINES and all(text_width(line, LABEL_SIZE) <= room for line in name.split("\n"))
        for name in above
    )
    axes.set_xticks(
        np.arange(size) + 0.5, [_upright(name) if stands else on for name, on in zip(names, above, strict=True)]
    )
    axes.xaxis.tick_top()
    axes.invert_yaxis()
    axes.tick_params(axis="y", labelsize=size_of_names, labelcolor=INK)
    axes.tick_params(
        axis="x",
        labelsize=LABEL_SIZE,
        labelcolor=INK,
        labelrotation=90 if stands and not all(map(_is_chinese, names)) else 0,
    )
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _is_chinese(name: str) -> bool:
    return all(ord(sign) > 0x2000 for sign in name)


def _upright(name: str) -> str:
    """Return a Chinese name with a character a line, as it is written from top to bottom; others as they are."""
    return "\n".join(name) if _is_chinese(name) else name
