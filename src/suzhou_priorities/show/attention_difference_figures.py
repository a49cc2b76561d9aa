"""The figures of the notebook `02_attention` that show differences of shares: past and plan, document and document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from IPython.display import HTML
from matplotlib import pyplot
from matplotlib.ticker import MaxNLocator

from suzhou_priorities.measures.attention_study import beyond_chance
from suzhou_priorities.show.attention_answer import difference_findings
from suzhou_priorities.show.attention_context import points
from suzhou_priorities.show.figure_text import plain_number
from suzhou_priorities.show.figures import Caption, Link, save_figure
from suzhou_priorities.show.style import GREY, LABEL_SIZE, PALE, ROW_SIZE, WIDTH, apply_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from suzhou_priorities.show.attention_context import Context

SIZE = LABEL_SIZE
ROW = 0.34  # inches
MOST_PANELS = 3
_MARK = 40
_NUMBERS = 0.42  # room for the numbers, in half widths of the axis
HEAD = -1.0  # row of the words that say what either side means


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
    document
        Document that the marks lead to; empty for all.
    title
        Line above the panel, may be empty.
    """

    table: pd.DataFrame
    sides: tuple[str, str]
    colours: tuple[str, str]
    document: str = ""
    title: str = ""


def past_figure(table: pd.DataFrame, context: Context) -> HTML:
    """Draw plan less review by domain, a panel per document.

    Parameters
    ----------
    table
        As from `attention_study.differences` of reviews and plans.
    context
        Names and settings.
    """
    if table.empty:
        return HTML("")
    words = context.words
    sides = words("more_in_past"), words("more_in_plan")
    panels = [
        Panel(own, sides, (context.colour(str(scope)),) * 2, str(scope), context.labels[str(scope)])
        for scope, own in table.groupby("scope", sort=False)
    ][:MOST_PANELS]
    size = {"documents": len(panels), "years": context.years([panel.document for panel in panels])}
    caption = Caption(
        words("past_title", **difference_findings(table, context, past=True, brief=True)),
        words("past_subtitle", measure=context.measure(), tests=len(table), **size),
        words("difference_note"),
        words("past_alt", tests=len(table), **size),
    )
    return _figure(panels, "past_and_plan", caption, context)


def between_figure(table: pd.DataFrame, context: Context) -> HTML:
    """Draw the differences between documents by domain, a panel per pair: those furthest apart where there are many."""
    if table.empty:
        return HTML("")
    words, panels = context.words, []
    for (first, second), own in table.groupby(["first_label", "second_label"], sort=False):
        sides = words("more_in", name=context.labels[first]), words("more_in", name=context.labels[second])
        panels.append(Panel(own, sides, (context.colour(first), context.colour(second))))
    panels = sorted(panels, key=lambda panel: -panel.table["difference"].abs().sum())[:MOST_PANELS]
    size = {"pairs": len(panels), "years": context.years([*table["first_label"], *table["second_label"]])}
    caption = Caption(
        words("between_title", **difference_findings(table, context, past=False, brief=True)),
        words("between_subtitle", measure=context.measure(), part=context.part_name(), tests=len(table), **size),
        words("difference_note"),
        words("between_alt", tests=len(table), **size),
    )
    return _figure(panels, "between_reports", caption, context)


def draw_differences(axes: Axes, panel: Panel, order: Sequence[str], reach: float, context: Context) -> list[Link]:
    """Draw differences with intervals around 0, their numbers at the right edge, and return the links of the marks.

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
        links.append(Link(dot, context.link(panel.document, row.domain), label))
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


def reach_of(table: pd.DataFrame) -> float:
    """Return how far an axis goes to either side so that all differences and intervals are on it; at least a point."""
    furthest = float(np.nanmax(table[["low", "high", "difference"]].abs().to_numpy(dtype=float)))
    return max(105 * furthest, 1.0)


def _frame(axes: Axes, rows: int, reach: float, context: Context) -> None:
    axes.set_xlim(-reach, reach * (1 + _NUMBERS))
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
    axes.set_xlabel(context.words("points"), fontsize=SIZE, x=1 / (2 + _NUMBERS))


def _figure(panels: Sequence[Panel], name: str, caption: Caption, context: Context) -> HTML:
    """Draw panels beside each other, one row per domain, sorted by the mean difference over all panels."""
    table = pd.concat([panel.table for panel in panels])
    means = table.groupby("domain", sort=False)["difference"].mean()
    order = list(means.sort_values(ascending=False, kind="stable").index)
    apply_style()
    size = (WIDTH, ROW * len(order) + 1.1)
    figure, grid = pyplot.subplots(1, len(panels), figsize=size, sharey=True, squeeze=False)
    links: list[Link] = []
    for axes, panel in zip(grid[0], panels, strict=True):
        links += draw_differences(axes, panel, order, reach_of(table), context)
    grid[0][0].set_yticks(range(len(order)), [context.axis_label(key) for key in order])
    return save_figure(figure, name, caption, links=links)
