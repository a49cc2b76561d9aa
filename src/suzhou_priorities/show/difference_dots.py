"""Differences of shares around 0: points with intervals, the numbers at the right, and the way to either text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from suzhou_priorities.measures.attention_study import beyond_chance
from suzhou_priorities.show.attention_context import percent, points
from suzhou_priorities.show.figure_text import plain_number
from suzhou_priorities.show.figures import Link
from suzhou_priorities.show.style import GREY, LABEL_SIZE, PALE, ROW_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from suzhou_priorities.show.attention_context import Context

SIZE = LABEL_SIZE
ROW = 0.34  # inches
HEAD = -1.0  # row of the words that say what either side means
_MARK, _EDGE = 40, 18
_EDGES = 1.05  # half widths that the axis goes to the left
_NUMBERS = 0.42  # room for the numbers, in half widths of the axis


@dataclass(frozen=True, slots=True)
class End:
    """One of the two texts that a difference lies between: its document, its passage, and its name."""

    document: str
    passage: str
    name: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The differences of one pair.

    Attributes
    ----------
    table
        Rows of `attention_study.differences`.
    sides
        What a difference below 0 and one above it means.
    colours
        Their colours.
    ends
        What the marks lead to: document, passage and name of the side below 0 and of the one above it.
    title
        Line above the panel, may be empty.
    """

    table: pd.DataFrame
    sides: tuple[str, str]
    colours: tuple[str, str]
    ends: tuple[End, End]
    title: str = ""


def draw_differences(axes: Axes, panel: Panel, order: Sequence[str], reach: float, context: Context) -> list[Link]:
    """Draw differences with intervals around 0, their numbers at the right edge, and return the links of the marks.

    A point leads to the text that gives the domain more room; the small triangles at the edges lead to either.

    Parameters
    ----------
    axes
        Where to draw; a row per domain, from 0 downwards, the words for both sides above.
    panel
        What to draw.
    order
        Domains from the top down.
    reach
        How far the axis goes to either side, in percentage points.
    context
        Names and settings.
    """
    passed = set(beyond_chance(panel.table)["domain"])
    axes.axvline(0, color=GREY, linewidth=0.9, zorder=1)
    links = []
    for row in panel.table.itertuples():
        y = order.index(row.domain)
        colour = panel.colours[int(row.difference > 0)]
        axes.plot([100 * row.low, 100 * row.high], [y, y], color=colour, linewidth=3, alpha=0.32, zorder=2)
        dot = axes.scatter(100 * row.difference, y, s=_MARK, color=colour, zorder=4)
        number = f"{points(row.difference)}{'*' if row.domain in passed else ''}"
        axes.annotate(number, (reach * (1 + _NUMBERS), y), ha="right", va="center", color=colour, fontsize=SIZE)
        label = context.words("difference_label", domain=context.domain(row.domain), points=points(row.difference))
        more = panel.ends[int(row.difference > 0)]
        links.append(Link(dot, context.link(more.document, row.domain, more.passage), label))
        links += _sides(axes, row, y, (panel, reach), context)
    below, above = panel.sides
    for text, side, colour in ((f"← {below}", "right", panel.colours[0]), (f"{above} →", "left", panel.colours[1])):
        shift = (-5 if side == "right" else 5, 0)
        axes.annotate(
            text,
            (0, HEAD),
            xytext=shift,
            textcoords="offset points",
            ha=side,
            va="center",
            color=colour,
            fontsize=SIZE,
        )
    axes.set_title(panel.title, fontsize=ROW_SIZE, color=panel.colours[0])
    _frame(axes, len(order), reach, context)
    return links


def _sides(axes: Axes, row: object, y: int, drawn: tuple[Panel, float], context: Context) -> list[Link]:
    """Draw a triangle at either edge of a row, and return their links: to the sentences of the text on that side."""
    (panel, reach), links = drawn, []
    key = str(row.domain)  # type: ignore[attr-defined]
    shares = row.first, row.second  # type: ignore[attr-defined]
    for end, share, colour, x, form in zip(panel.ends, shares, panel.colours, (-reach, reach), ("<", ">"), strict=True):
        if not share > 0:
            continue
        mark = axes.scatter(x, y, s=_EDGE, marker=form, color=colour, alpha=0.55, linewidth=0, zorder=3, clip_on=False)
        told = {"name": end.name, "domain": context.domain(key), "share": percent(share)}
        label = context.words("mark_label_short", **told)
        links.append(Link(mark, context.link(end.document, key, end.passage), label))
    return links


def reach_of(table: pd.DataFrame) -> float:
    """Return how far an axis goes to either side so that all differences and intervals are on it; at least a point."""
    furthest = float(np.nanmax(table[["low", "high", "difference"]].abs().to_numpy(dtype=float)))
    return max(105 * furthest, 1.0)


def _frame(axes: Axes, rows: int, reach: float, context: Context) -> None:
    # Room for the triangle left of the longest interval.
    axes.set_xlim(-_EDGES * reach, reach * (1 + _NUMBERS))
    ticks = [
        tick
        for tick in MaxNLocator(8, steps=[1, 2, 5, 10], symmetric=True).tick_values(-reach, reach)
        if abs(tick) <= reach
    ]
    axes.set_xticks(ticks, [plain_number(tick) for tick in ticks])
    axes.set_ylim(rows - 0.45, -1.5)
    for y in range(rows):
        axes.axhline(y - 0.5, color=PALE, linewidth=0.5, zorder=0)
    axes.grid(axis="x", color=PALE, linewidth=0.5, zorder=0)
    axes.tick_params(axis="x", labelsize=SIZE, labelcolor=GREY)
    axes.tick_params(axis="y", labelsize=10)
    axes.spines["left"].set_visible(False)
    # Below its own axis, not below the room for the numbers.
    axes.set_xlabel(context.words("points"), fontsize=SIZE, x=_EDGES / (1 + _EDGES + _NUMBERS))
