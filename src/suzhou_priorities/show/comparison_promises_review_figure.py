"""The figure of attention in review and plan: a panel per report, hollow what is told of the past, filled the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from IPython.display import HTML
from matplotlib import pyplot

from suzhou_priorities.measures.attention_study import ALPHA
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.attention_context import points
from suzhou_priorities.show.comparison_promises_drawn import MOST_PANELS, drawn, first_of
from suzhou_priorities.show.comparison_promises_review import review_finding, told_moves
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.figure_words import fitted
from suzhou_priorities.show.figures import Caption, Link, save_figure
from suzhou_priorities.show.language_context import percent
from suzhou_priorities.show.share_dots import row_label
from suzhou_priorities.show.style import GREY, PALE, WIDTH, apply_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

_ROW, _ACROSS = 0.36, 3  # inches of a row; panels in one line
_MARK, _SIZE, _NAME = 42, 9, 10.5
_LABELS = 1.45  # inches that the names of domains take
_HEAD = -1.0  # row of the words that say what either mark means


def review_figure(past: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Draw the share of each domain in the review and in the plan of each compared report.

    Parameters
    ----------
    past
        As from `attention_study.differences` of `attention_differences.review_against_plan`.
    compared, words
        Documents and words of the page.
    """
    own = past[past["scope"].isin(compared.pair)].dropna(subset=["difference"])
    known = [doc_id for doc_id in compared.pair if doc_id in set(own["scope"])]
    if not known:
        return HTML("")
    named = set(told_moves(past, compared)["scope"])
    documents = first_of(replace(compared, pair=known), named, MOST_PANELS).pair
    own = own[own["scope"].isin(documents)]
    means = own.groupby("domain")[["first", "second"]].mean().sum(axis=1)
    keys = [key for key in means.sort_values(ascending=False, kind="stable").index if means[key] > 0]
    across = min(len(documents), _ACROSS)
    down = -(-len(documents) // across)
    apply_style()
    figure, grid = pyplot.subplots(
        down, across, figsize=(WIDTH, down * (_ROW * len(keys) + 1.0)), sharex=True, sharey=True, squeeze=False
    )
    links: list[Link] = []
    reach = 100 * float(own[["first", "second"]].max().max())
    for place, axes in enumerate(grid.flat):
        if place >= len(documents):
            axes.set_visible(False)
            continue
        doc_id = documents[place]
        if place + across >= len(documents):
            axes.set_xlabel("%", fontsize=_SIZE)
        table = own[own["scope"] == doc_id].set_index("domain").loc[keys]
        links += _panel(axes, table, doc_id, reach, across, compared, words, explains=place == 0)
    grid[0][0].set_yticks(range(len(keys)), [row_label(short_domain_name(key, words.lang), words.lang) for key in keys])
    grid[0][0].set_ylim(len(keys) - 0.4, _HEAD - 0.6)
    size = {"documents": len(known), "domains": len(keys)}
    caption = Caption(
        review_finding(past, compared, words, brief=True).rstrip("。."),
        drawn(words("review_subtitle", **size), len(documents), len(known), words),
        words("review_note"),
        words("review_alt", **size),
    )
    return save_figure(figure, "review_and_plan", caption, links=links)


def _panel(
    axes: Axes,
    table: pd.DataFrame,
    doc_id: str,
    reach: float,
    across: int,
    compared: Compared,
    words: Words,
    *,
    explains: bool,
) -> list[Link]:
    """Draw one report of `across` beside each other, and return the links of its marks."""
    colour, links = compared.colours[doc_id], []
    for y, row in enumerate(table.itertuples()):
        first, second = 100 * float(row.first), 100 * float(row.second)
        is_beyond = float(row.p_bh) < ALPHA
        axes.plot([first, second], [y, y], color=colour, linewidth=2.6 if is_beyond else 1.4, zorder=2)
        hollow = axes.scatter(
            first, y, s=_MARK, facecolor="white", edgecolor=colour, linewidth=1.6, zorder=3, clip_on=False
        )
        filled = axes.scatter(second, y, s=_MARK, color=colour, zorder=4, clip_on=False)
        for mark, passage, share in ((hollow, "review", row.first), (filled, "plan", row.second)):
            label = words(
                "review_link",
                name=compared.names[doc_id],
                domain=short_domain_name(str(row.Index), words.lang),
                passage=words(f"{passage}_inner"),
                share=percent(share),
            )
            href = sentences_link(document=doc_id, domain=str(row.Index), passage=passage)
            links.append(Link(mark, href, label))
        axes.annotate(
            f"{points(row.difference)}{'*' if is_beyond else ''}",
            (max(first, second), y),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            fontsize=_SIZE,
            color=colour if is_beyond else GREY,
        )
        axes.axhline(y + 0.5, color=PALE, linewidth=0.5, zorder=0)
    room = (WIDTH - _LABELS) / across
    axes.set_title(fitted(compared.brief[doc_id], room, _NAME), fontsize=_NAME, color=colour, loc="left", pad=4)
    axes.text(0, _HEAD, words("review_key") if explains else "", color=GREY, fontsize=_SIZE, va="center", ha="left")
    axes.set_xlim(-0.05 * reach, 1.32 * reach)
    axes.grid(axis="x", color=PALE, linewidth=0.5, zorder=0)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", labelsize=_SIZE)
    axes.tick_params(axis="y", labelsize=10)
    return links
