"""The figures of the notebook `02_attention` that show differences of shares: past and plan, document and document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML
from matplotlib import pyplot
from matplotlib.text import Annotation

from suzhou_priorities.show.attention_answer import difference_findings
from suzhou_priorities.show.difference_dots import HEAD, ROW, SIZE, End, Panel, draw_differences, reach_of
from suzhou_priorities.show.figure_text import plain_number
from suzhou_priorities.show.figure_words import fitted
from suzhou_priorities.show.figures import Caption, Link, save_figure
from suzhou_priorities.show.style import WIDTH, apply_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from suzhou_priorities.show.attention_context import Context

MOST_PANELS = 3
_LABELS, _BETWEEN = 1.45, 0.2  # inches that names of domains take, and from panel to panel
_MOST_TICKS = 5


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
        Panel(own, sides, (context.colour(str(scope)),) * 2, _parts(str(scope), context), context.labels[str(scope)])
        for scope, own in table.groupby("scope", sort=False)
    ][:MOST_PANELS]
    size = {"documents": len(panels), "years": context.years([panel.ends[0].document for panel in panels])}
    caption = Caption(
        words("past_title", **difference_findings(table, context, past=True, brief=True)),
        words("past_subtitle", measure=context.measure(), tests=len(table), **size),
        words("difference_note", tests=len(table)),
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
        ends = End(first, context.part, context.names[first]), End(second, context.part, context.names[second])
        panels.append(Panel(own, sides, (context.colour(first), context.colour(second)), ends))
    panels = sorted(panels, key=lambda panel: -panel.table["difference"].abs().sum())[:MOST_PANELS]
    size = {"pairs": len(panels), "years": context.years([*table["first_label"], *table["second_label"]])}
    caption = Caption(
        words("between_title", **difference_findings(table, context, past=False, brief=True)),
        words("between_subtitle", measure=context.measure(), part=context.part_name(), tests=len(table), **size),
        words("difference_note", tests=len(table)),
        words("between_alt", tests=len(table), **size),
    )
    return _figure(panels, "between_reports", caption, context)


def _parts(doc_id: str, context: Context) -> tuple[End, End]:
    """Return the review and the plan of a document as the ends of a difference."""
    past, plan = (
        End(
            doc_id,
            passage,
            context.words("part_of_document", name=context.names[doc_id], part=context.part_name(passage)),
        )
        for passage in ("review", "plan")
    )
    return past, plan


def _narrowed(axes: Axes, width: float) -> None:
    """Set what stands above a panel of `width` inches on lines that fit either side of 0, and thin out its ticks."""
    low, high = axes.get_xlim()
    for text in axes.texts:
        if isinstance(text, Annotation) and float(text.xy[1]) == HEAD:
            side = -low if text.get_horizontalalignment() == "right" else high
            text.set_text(fitted(text.get_text(), width * side / (high - low), SIZE))
    ticks = [float(tick) for tick in axes.get_xticks()]
    if len(ticks) > _MOST_TICKS:
        step = ticks[1] - ticks[0]
        kept = [tick for tick in ticks if round(tick / step) % 2 == 0]
        axes.set_xticks(kept, [plain_number(tick) for tick in kept])


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
        if len(panels) > 1:
            _narrowed(axes, (WIDTH - _LABELS) / len(panels) - _BETWEEN)
    grid[0][0].set_yticks(range(len(order)), [context.axis_label(key) for key in order])
    return save_figure(figure, name, caption, links=links, reflows=len(panels) == 1)
