"""The bar charts of the notebook `05_assignment`: two shades each, with the numbers at the bars."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from IPython.display import HTML

from suzhou_priorities.show.addresses import explorer_link
from suzhou_priorities.show.assignment_context import marked_name, percent
from suzhou_priorities.show.figures import Caption, Link, new_figure, save_figure
from suzhou_priorities.show.style import GREY, INK, LABEL_SIZE, ROW_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    from suzhou_priorities.show.assignment_context import Sources
    from suzhou_priorities.show.text import Words

DARK, LIGHT = "#1f4e79", "#b4cce0"
ROW = 0.34  # inches from bar to bar
LABEL_LETTERS = 13
LABEL_LINES = 2


def leaders_figure(tasks: pd.DataFrame, leaders: pd.DataFrame, unnamed: int, sources: Sources, words: Words) -> HTML:
    """Draw the tasks of each leader, by own name and by merged cell, and below them the `unnamed` without a name."""
    if leaders.empty:
        return HTML("")
    labels = [*leaders["leader"], words("no_name")]
    figure, axes, bars = _stacked(
        labels, [*leaders["own"], 0], [*leaders["inherited"], 0], (words("own"), words("inherited"))
    )
    links = [
        link
        for row, pair in zip(leaders.itertuples(), bars, strict=False)
        for link in _tasks_links(pair, str(row.leader), row.tasks, sources, words, leader=str(row.leader))
    ]
    last = len(leaders)
    axes.barh(last, unnamed, height=0.7, facecolor="white", edgecolor=GREY, hatch="////", linewidth=0.8)
    _beside(axes, unnamed, last, str(unnamed))
    axes.set_xlim(0, max(int(leaders["tasks"].max()), unnamed) * 1.1)
    first = leaders.iloc[0]
    told = {"leader": first["leader"], "n": first["tasks"], "unnamed": unnamed, "tasks": len(tasks)}
    if len(leaders) > 1:
        title = words("leaders_title", second=leaders.iloc[1]["leader"], m=leaders.iloc[1]["tasks"], **told)
    else:
        title = words("leaders_title_one", **told)
    caption = Caption(
        title,
        words("leaders_subtitle", leaders=len(leaders), tasks=len(tasks), year=sources.year),
        words("leaders_note", plan=sources.plan_name),
        words("leaders_alt", leader=first["leader"], n=first["tasks"], leaders=len(leaders), unnamed=unnamed),
    )
    return save_figure(figure, "leaders", caption, links=links)


def units_figure(tasks: pd.DataFrame, load: pd.DataFrame, top_n: int, sources: Sources, words: Words) -> HTML:
    """Draw the tasks that the units with the most lead and support."""
    top = load.head(top_n)
    if top.empty:
        return HTML("")
    labels = [marked_name(row.name, row.supplies_data) for row in top.itertuples(index=False)]
    figure, _, bars = _stacked(labels, list(top["lead"]), list(top["support"]), (words("lead"), words("support")))
    links = [
        link
        for row, pair in zip(top.itertuples(index=False), bars, strict=True)
        for link in _tasks_links(pair, str(row.name), row.tasks, sources, words, unit=str(row.name))
    ]
    first = top.iloc[0]
    size = {"top": len(top), "units": len(load)}
    told = {"unit": first["name"], "lead": first["lead"], "support": first["support"]}
    caption = Caption(
        words("units_title", share=percent(top["tasks"].sum(), load["tasks"].sum()), **told, **size),
        words("units_subtitle", tasks=len(tasks), year=sources.year, **size),
        words(
            "units_note", plan=sources.plan_name, marked=words("data_mark") if top["supplies_data"].any() else ""
        ).strip(),
        words("units_alt", top=len(top), unit=first["name"], n=first["tasks"]),
    )
    return save_figure(figure, "units", caption, links=links)


def kinds_figure(shares: pd.DataFrame, sources: Sources, words: Words) -> HTML:
    """Draw the shares of leads and supports by kind of unit."""
    if shares.empty:
        return HTML("")
    ordered = shares.sort_values(["lead", "support"], ascending=False, kind="stable", ignore_index=True)
    figure, axes = new_figure(ROW * 1.75 * len(ordered) + 0.3)
    for role, colour, shift in (("lead", DARK, -0.19), ("support", LIGHT, 0.19)):
        for y, row in enumerate(ordered.to_dict("records")):
            value = 100 * float(row[f"{role}_share"])
            axes.barh(y + shift, value, height=0.36, color=colour, edgecolor=DARK, linewidth=0.5)
            text = f"{value:.0f}% ({row[role]})"
            _beside(axes, value, y + shift, f"{words(role)} {text}" if y == 0 else text)
    _frame(axes, [words(str(kind)) for kind in ordered["kind"]])
    axes.set_xlim(0, 100 * max(ordered["lead_share"].max(), ordered["support_share"].max()) * 1.5 + 1)
    first = ordered.iloc[0]
    gap = ordered["support_share"] - ordered["lead_share"]
    told = {"first": words(str(first["kind"])), "lead": f"{100 * first['lead_share']:.0f}"}
    if gap.max() > 0:
        helper = ordered.loc[gap.idxmax()]
        low, high = (f"{100 * helper[column]:.0f}" for column in ("lead_share", "support_share"))
        title = words("kinds_title", second=_inner(words(str(helper["kind"])), words), low=low, high=high, **told)
    else:
        title = words("kinds_title_one", **told)
    totals = {role: int(ordered[role].sum()) for role in ("lead", "support")}
    caption = Caption(
        title,
        words("kinds_subtitle", year=sources.year, **totals),
        words("kinds_note", plan=sources.plan_name),
        words("kinds_alt", n=len(ordered), **told),
    )
    return save_figure(figure, "kinds_of_units", caption)


def sections_figure(sections: pd.DataFrame, sources: Sources, words: Words) -> HTML:
    """Draw the tasks of each section with and without a figure."""
    if sections.empty:
        return HTML("")
    labels = [_two_lines(f"{row.section}*" if row.inferred else str(row.section)) for row in sections.itertuples()]
    measured = [int(number) for number in sections["with_figure"]]
    plain = [int(number) for number in sections["tasks"] - sections["with_figure"]]
    figure, *_ = _stacked(labels, measured, plain, (words("with_figure"), words("without_figure")), row=1.4 * ROW)
    best, worst = sections.loc[sections["share"].idxmax()], sections.loc[sections["share"].idxmin()]
    tasks = int(sections["tasks"].sum())
    size = {"sections": len(sections), "tasks": tasks}
    caption = Caption(
        words(
            "sections_title",
            n=sum(measured),
            tasks=tasks,
            best=str(best["section"]).split("，")[0],
            high=f"{100 * best['share']:.0f}",
            worst=str(worst["section"]).split("，")[0],
            low=f"{100 * worst['share']:.0f}",
        ),
        words("sections_subtitle", year=sources.year, **size),
        words(
            "sections_note",
            plan=sources.plan_name,
            inferred=words("inferred_note") if sections["inferred"].any() else "",
        ).strip(),
        words("sections_alt", **size),
    )
    return save_figure(figure, "tasks_by_section", caption)


def _tasks_links(
    bars: Sequence[Rectangle], name: str, tasks: int, sources: Sources, words: Words, **chosen: str
) -> list[Link]:
    """Return links from the bars of a leader or unit to the tasks."""
    address = explorer_link(kind="tasks", document=sources.plan, **chosen)
    return [Link(bar, address, words("link_tasks", name=name, n=tasks)) for bar in bars]


def _stacked(
    labels: Sequence[str], dark: Sequence[int], light: Sequence[int], legend: tuple[str, str], row: float = ROW
) -> tuple[Figure, Axes, list[list[Rectangle]]]:
    """Draw two shades end to end, with each number in its part and the sum beside the bar; return the bars by row."""
    figure, axes = new_figure(row * len(labels) + 0.4)
    places = range(len(labels))
    first = axes.barh(places, dark, height=0.7, color=DARK, label=legend[0])
    second = axes.barh(
        places, light, left=dark, height=0.7, color=LIGHT, edgecolor=DARK, linewidth=0.5, label=legend[1]
    )
    widest = max((one + other for one, other in zip(dark, light, strict=True)), default=0) or 1
    for y, (one, other) in enumerate(zip(dark, light, strict=True)):
        for left, value, colour in ((0, one, "white"), (one, other, INK)):
            if value / widest >= 0.022 * len(str(value)):
                axes.text(left + value / 2, y, str(value), ha="center", va="center", color=colour, size=LABEL_SIZE)
        if one and other:
            _beside(axes, one + other, y, str(one + other))
    _frame(axes, labels)
    axes.set_xlim(0, widest * 1.1)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=2, frameon=False, fontsize=ROW_SIZE, borderpad=0.1)
    return figure, axes, [[bar for bar in pair if bar.get_width()] for pair in zip(first, second, strict=True)]


def _beside(axes: Axes, x: float, y: float, text: str) -> None:
    axes.annotate(text, (x, y), xytext=(5, 0), textcoords="offset points", va="center", size=LABEL_SIZE)


def _frame(axes: Axes, labels: Sequence[str]) -> None:
    """Set the labels of the bars, from the top down, and leave out the scale: each bar has its number."""
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def _two_lines(heading: str) -> str:
    """Return a heading on two lines at most, cut where it is longer."""
    lines = textwrap.wrap(heading, LABEL_LETTERS) or [""]
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 1], f"{lines[LABEL_LINES - 1][: LABEL_LETTERS - 1]}…"]
    return "\n".join(lines)


def _inner(name: str, words: Words) -> str:
    """Return a name as it stands within a sentence."""
    return name[0].lower() + name[1:] if words.lang == "en" and name else name
