"""The figure of the notebook `02_attention` that holds a yearly report against the five-year plan of its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML
from matplotlib import pyplot

from suzhou_priorities.show.attention_answer import beyond_text, plan_findings
from suzhou_priorities.show.attention_context import percent
from suzhou_priorities.show.difference_dots import HEAD, ROW, SIZE, End, Panel, draw_differences, reach_of
from suzhou_priorities.show.figures import Caption, Link, save_figure
from suzhou_priorities.show.style import GREY, PALE, WIDTH, apply_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from suzhou_priorities.measures.attention_study import PlanAgainstReport
    from suzhou_priorities.show.attention_context import Context

_MARK = 46


def plan_figure(found: PlanAgainstReport | None, plan: str, report: str, context: Context) -> HTML:
    """Draw what the plan promises (hollow) and what the report speaks of (filled), and the differences beside.

    Parameters
    ----------
    found
        As from `attention_study.plan_against_report`.
    plan, report
        Their doc_ids.
    context
        Names and settings.
    """
    if found is None:
        return HTML("")
    words, colour = context.words, context.colour(report)
    table = found.differences.sort_values("difference", ascending=False, kind="stable", ignore_index=True)
    apply_style()
    figure, (left, right) = pyplot.subplots(
        1, 2, figsize=(WIDTH, ROW * len(table) + 1.1), sharey=True, width_ratios=(1.05, 1)
    )
    links = _shares(left, table, plan, report, context)
    ends = End(plan, "plan", context.names[plan]), End(report, context.part, context.names[report])
    panel = Panel(table, (words("more_in_the_plan"), words("more_in_the_report")), (colour, colour), ends)
    links += draw_differences(right, panel, list(table["domain"]), reach_of(table), context)
    left.set_yticks(range(len(table)), [context.axis_label(key) for key in table["domain"]])
    names = {"plan": context.names[plan], "report": context.names[report]}
    caption = Caption(
        words(
            "plan_title", beyond=beyond_text(table, context, past=False, brief=True), **plan_findings(found, context)
        ),
        words("plan_subtitle", measure=context.measure(), part=context.part_name(), n=len(table), **names),
        words("difference_note", tests=len(table)),
        words("plan_alt", n=len(table), **names),
    )
    return save_figure(figure, "plan_and_report", caption, links=links)


def _shares(axes: Axes, table: pd.DataFrame, plan: str, report: str, context: Context) -> list[Link]:
    """Draw the shares of both, a row per domain, and return the links of the marks."""
    colour, links = context.colour(report), []
    for y, row in enumerate(table.itertuples()):
        first, second = 100 * row.first, 100 * row.second
        axes.plot([first, second], [y, y], color=colour, linewidth=2, zorder=2)
        hollow = axes.scatter(
            first, y, s=_MARK, facecolor="white", edgecolor=colour, linewidth=1.8, zorder=3, clip_on=False
        )
        filled = axes.scatter(second, y, s=_MARK, color=colour, zorder=4, clip_on=False)
        for dot, doc_id, share, passage in (
            (hollow, plan, row.first, "plan"),
            (filled, report, row.second, context.part),
        ):
            told = {"name": context.names[doc_id], "domain": context.domain(row.domain), "share": percent(share)}
            label = context.words("mark_label_short", **told)
            links.append(Link(dot, context.link(doc_id, row.domain, passage), label))
    top = table.iloc[0]
    for share, other, key in ((top["first"], top["second"], "hollow"), (top["second"], top["first"], "filled")):
        # Each word stands outside its mark, so that the two do not meet.
        is_left = share <= other if key == "hollow" else share < other
        axes.annotate(
            context.words(key),
            (100 * share, HEAD),
            xytext=(4 if is_left else -4, 0),
            textcoords="offset points",
            ha="right" if is_left else "left",
            va="center",
            color=colour,
            fontsize=SIZE,
        )
    axes.set_xlim(0, 100 * float(table[["first", "second"]].max().max()) * 1.06)
    for y in range(len(table)):
        axes.axhline(y - 0.5, color=PALE, linewidth=0.5, zorder=0)
    axes.grid(axis="x", color=PALE, linewidth=0.5, zorder=0)
    axes.tick_params(axis="x", labelsize=SIZE, labelcolor=GREY)
    axes.tick_params(axis="y", labelsize=10)
    axes.set_xlabel("%", fontsize=SIZE)
    return links
