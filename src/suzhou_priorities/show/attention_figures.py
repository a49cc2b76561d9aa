"""The figure of the notebook `02_attention` that shows the shares of the compared reports side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from IPython.display import HTML

from suzhou_priorities.show.attention_answer import top_domains
from suzhou_priorities.show.attention_context import percent
from suzhou_priorities.show.figures import Caption, Link, new_figure, save_figure
from suzhou_priorities.show.style import GREY, LABEL_SIZE, PALE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from suzhou_priorities.show.attention_context import Context

# Documents keep apart in grey by their marks, not by colour alone.
MARKERS = ("o", "s", "D", "^", "v", "P")
SIZE = LABEL_SIZE
MARK = 46
MOST_DOCUMENTS = 6


def shares_figure(table: pd.DataFrame, context: Context) -> HTML:
    """Draw the shares of the compared documents side by side, a row per domain, the widest on top.

    Parameters
    ----------
    table
        As from `attention_study.shares_with_error`, by ``doc_id``.
    context
        Names and settings.
    """
    if table.empty:
        return HTML("")
    words = context.words
    documents = list(dict.fromkeys(table["doc_id"]))[:MOST_DOCUMENTS]
    shown = table[table["doc_id"].isin(documents)]
    order = list(shown.groupby("domain", sort=False)["share"].mean().sort_values(ascending=False, kind="stable").index)
    step = 0.72 / len(documents)
    figure, axes = new_figure(max(0.22 * len(documents), 0.4) * len(order) + 0.7)
    links = []
    for row in shown.itertuples():
        number = documents.index(row.doc_id)
        y = order.index(row.domain) + (number - (len(documents) - 1) / 2) * step
        colour = context.colour(row.doc_id)
        axes.plot([100 * row.low, 100 * row.high], [y, y], color=colour, linewidth=3, alpha=0.32, zorder=2)
        axes.scatter(100 * row.corrected, y, s=70, marker="|", color=colour, linewidth=1.5, zorder=3, clip_on=False)
        dot = axes.scatter(100 * row.share, y, s=MARK, marker=MARKERS[number], color=colour, zorder=4, clip_on=False)
        end = 100 * np.nanmax([row.share, row.high])
        name = f"  {context.labels[row.doc_id]}" if row.domain == order[0] else ""
        _beside(axes, end, y, f"{percent(row.share)}{name}", colour)
        links.append(Link(dot, context.link(row.doc_id, row.domain, context.part), _told(row, context)))
    _frame(axes, [context.axis_label(key) for key in order])
    widest = 100 * float(np.nanmax(shown[["share", "high"]].to_numpy(dtype=float)))
    axes.set_xlim(-0.015 * widest, widest * 1.16)
    axes.set_xlabel("%")
    tops = top_domains(shown)
    told = [
        words(
            "shares_title_one", name=context.labels[doc_id], domain=context.domain(key, inner=True), share=percent(own)
        )
        for doc_id, key, own in tops
    ]
    size = {"documents": len(documents), "n": int(shown["sentences"].sum())}
    caption = Caption(
        words("shares_title", part=context.part_name(), told=context.clauses(told)),
        words(
            "shares_subtitle_error" if context.has_error else "shares_subtitle",
            measure=context.measure(),
            part=context.part_name(),
            years=context.years(documents),
            **size,
        ),
        words("shares_note_error" if context.has_error else "shares_note"),
        words("shares_alt", **size),
    )
    return save_figure(figure, "attention", caption, links=links)


def _told(row: object, context: Context) -> str:
    """Return what stands behind a mark, for a reader who does not see it."""
    return context.words(
        "mark_label",
        name=context.names[row.doc_id],  # type: ignore[attr-defined]
        domain=context.domain(row.domain),  # type: ignore[attr-defined]
        share=percent(row.share),  # type: ignore[attr-defined]
        n=row.sentences,  # type: ignore[attr-defined]
    )


def _beside(axes: Axes, x: float, y: float, text: str, colour: str) -> None:
    axes.annotate(
        text, (x, y), xytext=(6, 0), textcoords="offset points", ha="left", va="center", color=colour, fontsize=SIZE
    )


def _frame(axes: Axes, labels: Sequence[str]) -> None:
    """Set the labels of the rows, from the top down, with a pale line between two rows."""
    axes.set_yticks(range(len(labels)), labels)
    axes.tick_params(axis="y", labelsize=10)
    axes.tick_params(axis="x", labelsize=SIZE, labelcolor=GREY)
    axes.set_ylim(len(labels) - 0.45, -0.55)
    for y in range(1, len(labels)):
        axes.axhline(y - 0.5, color=PALE, linewidth=0.5, zorder=0)
    axes.grid(axis="x", color=PALE, linewidth=0.5, zorder=0)
