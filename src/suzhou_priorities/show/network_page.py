"""The network of units of the notebook `05_assignment`: a drawing and its tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from IPython.display import HTML
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from suzhou_priorities.measures.assignment import distinct_units
from suzhou_priorities.measures.unit_network import circle_order, strongest
from suzhou_priorities.show.addresses import explorer_link
from suzhou_priorities.show.assignment_context import folded, marked_name
from suzhou_priorities.show.figures import Caption, Link, new_figure, save_figure
from suzhou_priorities.show.style import GREY, INK, LABEL_SIZE, ROW_SIZE, WIDTH
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.show.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from suzhou_priorities.show.assignment_context import Sources
    from suzhou_priorities.show.text import Words

# Shape and shade together tell kinds apart, in black and white too.
MARKS = {
    "party": ("^", "#B5523B"),
    "government": ("o", "#1f4e79"),
    "park_or_town": ("s", "#5b8f4d"),
    "state_firm": ("D", "#8c6bb1"),
    "vertical_agency": ("v", "#b07a1e"),
    "mass_organisation": ("P", "#4b4b4b"),
    "other": ("X", GREY),
}
NUMBERED = 6  # of the closest ties get their number, and those as close as the last of them
HEIGHT = 5.6
_GAP = 0.35  # inches between a mark, its name and the edge
# Ties bend towards the centre, those of neighbours least, or their curves would run together: a tie whose ends lie
# around a point at distance d from the centre is drawn towards BEND + BEND_NEAR * d of that distance.
BEND, BEND_NEAR = 0.45, 0.42


def network_figure(
    central: pd.DataFrame, tied: pd.DataFrame, top_n: int, seed: int, sources: Sources, words: Words
) -> HTML:
    """Draw the strongest ties among the most central units on a circle, kinds side by side.

    Parameters
    ----------
    central, tied
        As from `unit_network.centrality` and `ties`.
    top_n
        Number of units drawn.
    seed
        Seed of the order within each kind.
    sources, words
        The documents, and the texts of the page.
    """
    top = central[central["strength"] > 0].head(top_n)
    if len(top) < 2:
        return HTML("")
    drawn = strongest(tied, top, top_n)
    places = _places(circle_order(top, drawn, seed))
    figure, axes = new_figure(HEIGHT)
    _draw_ties(axes, drawn, places)
    links = _draw_units(axes, top, places, sources, words)
    left, right = (
        max((text_width(name, ROW_SIZE) for name, (x, _) in places.items() if (x >= 0) == is_right), default=0) + _GAP
        for is_right in (False, True)
    )
    unit = max(1.0, (WIDTH - left - right) / 2)
    tall = max(abs(y) for _, y in places.values()) + 0.12
    axes.set_xlim(-1 - left / unit, 1 + right / unit)
    axes.set_ylim(-tall, tall)
    axes.set_axis_off()
    kinds = [kind for kind in MARKS if kind in set(top["kind"])]
    handles = [
        Line2D([], [], linestyle="", marker=MARKS[kind][0], color=MARKS[kind][1], markersize=7, label=words(kind))
        for kind in kinds
    ]
    axes.legend(
        handles=handles,
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=3 if words.lang == "en" else 5,
        frameon=False,
        fontsize=LABEL_SIZE,
        columnspacing=1.2,
        handletextpad=0.2,
    )
    hub, closest = top.iloc[0], tied.iloc[0]
    told = {"unit": hub["name"], "first": closest["first"], "second": closest["second"], "n": closest["tasks"]}
    marked = words("data_mark") if top["supplies_data"].any() else ""
    caption = Caption(
        words("network_title", degree=hub["degree"], **told),
        words(
            "network_subtitle",
            top=len(top),
            least=drawn["tasks"].min(),
            units=len(central),
            ties=len(tied),
            year=sources.year,
        ),
        words("network_note", plan=sources.plan_name, marked=marked).strip(),
        words("network_alt", top=len(top), **told),
    )
    return save_figure(figure, "unit_network", caption, links=links)


def ties_table(tied: pd.DataFrame, units: pd.DataFrame, top_n: int, words: Words) -> HTML:
    """Return the closest pairs of units with the numbers of their tasks."""
    if tied.empty:
        return HTML("")
    listed = distinct_units(units).groupby("name")["no"].agg(set)
    shown = tied.head(top_n).copy()
    shown["which"] = [
        ", ".join(str(no) for no in sorted(listed[row.first] & listed[row.second])) for row in shown.itertuples()
    ]
    labels = {"first": words("first_unit"), "second": words("second_unit"), "tasks": words("shared_column")}
    labels["which"] = words("which_tasks")
    caption = words("ties_caption", n=len(shown))
    return report_table(shown, "closest_units", labels, lang=words.lang, whole=("tasks",), caption=caption)


def central_table(central: pd.DataFrame, words: Words) -> HTML:
    """Return degree and strength of all units."""
    if central.empty:
        return HTML("")
    shown = central.assign(
        name=[marked_name(row.name, row.supplies_data) for row in central.itertuples(index=False)],
        kind=[words(str(kind)) for kind in central["kind"]],
    )
    labels = {"name": words("unit"), "kind": words("kind_column"), "tasks": words("tasks_column")}
    labels |= {"degree": words("degree"), "strength": words("strength")}
    notes = [words("data_mark")] if central["supplies_data"].any() else []
    table = report_table(
        shown, "unit_centrality", labels, lang=words.lang, whole=("tasks", "degree", "strength"), notes=notes
    )
    return folded(words("central_all", n=len(central)), table)


def _places(order: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return places on two half circles, at even heights, so that no two names beside them meet."""
    half = math.ceil(len(order) / 2)
    places = {}
    for number, name in enumerate(order):
        right = number < half
        rank, size = (number, half) if right else (len(order) - 1 - number, len(order) - half)
        y = 1 - (2 * rank + 1) / size
        x = math.sqrt(max(0.0, 1 - y * y))
        places[name] = (x if right else -x, y)
    return places


def _draw_ties(axes: Axes, drawn: pd.DataFrame, places: Mapping[str, tuple[float, float]]) -> None:
    """Draw ties as curves, weak ones first, wider and darker the more tasks; the closest with their number."""
    most = max(int(drawn["tasks"].max()), 1)
    floor = int(drawn["tasks"].nlargest(NUMBERED).min())
    for row in drawn.iloc[::-1].itertuples():
        start, end = places[row.first], places[row.second]
        between = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        bend = BEND + BEND_NEAR * math.hypot(*between)
        middle = (bend * between[0], bend * between[1])
        share = row.tasks / most
        curve = Path([start, middle, end], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
        shade = str(round(0.78 - 0.58 * share, 3))
        axes.add_patch(PathPatch(curve, facecolor="none", edgecolor=shade, linewidth=0.7 + 5 * share, zorder=1))
        if row.tasks >= max(floor, int(drawn["tasks"].min()) + 1):
            x, y = (0.25 * start[axis] + 0.5 * middle[axis] + 0.25 * end[axis] for axis in (0, 1))
            box = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"}
            axes.text(x, y, str(row.tasks), ha="center", va="center", size=LABEL_SIZE, color=INK, bbox=box, zorder=2)


def _draw_units(
    axes: Axes, top: pd.DataFrame, places: Mapping[str, tuple[float, float]], sources: Sources, words: Words
) -> list[Link]:
    """Draw the units with their names, and return the links to their tasks."""
    most = max(int(top["tasks"].max()), 1)
    links = []
    for row in top.itertuples(index=False):
        x, y = places[row.name]
        shape, colour = MARKS.get(row.kind, MARKS["other"])
        size = 45 + 230 * row.tasks / most
        mark = axes.scatter(x, y, s=size, marker=shape, color=colour, edgecolor="white", linewidth=0.8, zorder=3)
        address = explorer_link(kind="tasks", document=sources.plan, unit=str(row.name))
        links.append(Link(mark, address, words("link_tasks", name=row.name, n=row.tasks)))
        right = x >= 0
        axes.annotate(
            marked_name(row.name, row.supplies_data),
            (x, y),
            xytext=((1 if right else -1) * (math.sqrt(size) / 2 + 4), 0),
            textcoords="offset points",
            ha="left" if right else "right",
            va="center",
            size=ROW_SIZE,
            zorder=4,
        )
    return links
