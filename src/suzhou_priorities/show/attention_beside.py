"""The part of the notebook `02_attention` on reports that stand beside the compared ones, each by itself."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import numpy as np
from IPython.display import HTML, Markdown
from matplotlib import pyplot

from suzhou_priorities.measures.attention_study import ALL
from suzhou_priorities.measures.counted_sentences import PASSAGES
from suzhou_priorities.show.attention_answer import top_domains
from suzhou_priorities.show.attention_context import percent
from suzhou_priorities.show.figures import Caption, Link, save_figure
from suzhou_priorities.show.style import GREY, LABEL_SIZE, PALE, WIDTH, apply_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from suzhou_priorities.show.attention_context import Context

SIZE = LABEL_SIZE
MOST_DOCUMENTS = 4
COLUMNS = (ALL, *(passage for passage in PASSAGES if passage != "other"))
_ROOM = 1.36  # the axis beyond the longest bar or interval, for its number


def beside_intro(beside: pd.DataFrame, context: Context) -> Markdown:
    """Return what the part is about, or that no report stands beside the compared ones."""
    if beside.empty:
        return context.words.show("beside_none")
    listed = context.words.join([context.names[doc_id] for doc_id in beside["doc_id"]])
    left = len(beside) - MOST_DOCUMENTS
    text = context.words("beside_text", names=listed)
    return Markdown(text if left <= 0 else text + context.words("beside_left", n=left))


def beside_figures(table: pd.DataFrame, counted: pd.DataFrame, beside: pd.DataFrame, context: Context) -> HTML:
    """Draw each report that stands beside the others: its shares, as a whole and by passage.

    Parameters
    ----------
    table
        As from `attention_study.every_share`.
    counted
        The sentences that are counted.
    beside
        The reports, rows of the table of documents.
    context
        Names and settings.
    """
    figures = []
    for place, doc_id in enumerate(beside["doc_id"].head(MOST_DOCUMENTS)):
        own = table[(table["doc_id"] == doc_id) & table["passage"].isin(COLUMNS)]
        if len(own):
            name = "beside" if place == 0 else f"beside_{place + 1}"
            figures.append(str(_figure(own, str(doc_id), name, context).data) + _below(own, counted, context))
        else:
            figures.append(f"<p>{html.escape(context.words('no_text', name=context.names[doc_id]))}</p>")
    return HTML("".join(figures))


def _below(own: pd.DataFrame, counted: pd.DataFrame, context: Context) -> str:
    """Return in words what is not drawn: passages of one paragraph, and what is said in general of years to come."""
    words, told = context.words, []
    for passage, rows in own.groupby("passage", sort=False):
        if passage == ALL or rows["low"].notna().any():
            continue
        widest = rows[rows["share"] > 0].sort_values("share", ascending=False, kind="stable")
        domains = [
            words("domain_share", domain=context.domain(row.domain, inner=True), share=percent(row.share))
            for row in widest.itertuples()
        ]
        told.append(
            words(
                "too_short",
                passage=context.part_name(str(passage)),
                n=int(rows["sentences"].sum()),
                characters=int(rows["characters"].sum()),
                domains=words.join(domains),
            )
        )
    sentences = counted[(counted["doc_id"] == own["doc_id"].iloc[0]) & (counted["function"] == "orientation")]
    ahead = int(sentences["horizon"].isin(["five_year", "long_term"]).sum())
    if ahead:
        told.append(words("ahead_in_general", n=ahead))
    return f"<p>{html.escape(words.sentences(told))}</p>" if told else ""


def _figure(own: pd.DataFrame, doc_id: str, name: str, context: Context) -> HTML:
    words = context.words
    drawn = own.groupby("passage")["low"].transform("count") > 0
    passages = [passage for passage in COLUMNS if passage in {ALL, *own.loc[drawn, "passage"]}]
    whole = own[own["passage"] == ALL].sort_values("share", ascending=False, kind="stable")
    order = list(whole["domain"])
    apply_style()
    figure, grid = pyplot.subplots(
        1, len(passages), figsize=(WIDTH, 0.36 * len(order) + 1.1), sharey=True, squeeze=False
    )
    shown = own[own["passage"].isin(passages)]
    reach = 100 * float(np.nanmax(shown[["share", "high"]].to_numpy(dtype=float)))
    links: list[Link] = []
    for axes, passage in zip(grid[0], passages, strict=True):
        links += _column(axes, own[own["passage"] == passage], passage, order, reach, context)
    grid[0][0].set_yticks(range(len(order)), [context.axis_label(key) for key in order])
    grid[0][0].tick_params(axis="y", labelsize=10)
    grid[0][0].set_ylim(len(order) - 0.45, -0.6)
    tops = {passage: top_domains(own[own["passage"] == passage])[0] for passage in passages}
    told = [
        words(
            "passage_domain",
            passage=context.part_name(passage),
            domain=context.domain(key, inner=True),
            share=percent(share),
        )
        for passage, (_, key, share) in tops.items()
        if passage in ("review", "plan")
    ]
    if not told:
        _, key, share = tops[ALL]
        told = [
            words(
                "passage_domain",
                passage=context.part_name(ALL),
                domain=context.domain(key, inner=True),
                share=percent(share),
            )
        ]
    size = {"year": context.years([doc_id]), "n": int(whole["sentences"].sum())}
    caption = Caption(
        words("beside_title", name=context.names[doc_id], told=context.clauses(told)),
        words("beside_subtitle", measure=context.measure(), **size),
        words("beside_note"),
        words("beside_alt", name=context.names[doc_id], passages=len(passages)),
    )
    return save_figure(figure, name, caption, links=links)


def _column(
    axes: Axes, own: pd.DataFrame, passage: str, order: list[str], reach: float, context: Context
) -> list[Link]:
    """Draw the bars of one passage, with intervals and numbers."""
    links = []
    for row in own.itertuples():
        y, colour = order.index(row.domain), context.colour(row.doc_id)
        bar = axes.barh(y, 100 * row.share, color=colour, height=0.62, alpha=0.85, zorder=2)[0]
        axes.plot([100 * row.low, 100 * row.high], [y, y], color=GREY, linewidth=1.2, zorder=3)
        axes.annotate(percent(row.share), (reach * _ROOM, y), ha="right", va="center", fontsize=SIZE)
        label = context.words(
            "mark_label",
            name=f"{context.names[row.doc_id]} {context.part_head(passage)}",
            domain=context.domain(row.domain),
            share=percent(row.share),
            n=row.sentences,
        )
        if row.sentences:
            links.append(Link(bar, context.link(row.doc_id, row.domain, passage), label))
    axes.set_xlim(0, reach * _ROOM)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    for y in range(1, len(order)):
        axes.axhline(y - 0.5, color=PALE, linewidth=0.5, zorder=0)
    head = context.words("column_head", passage=context.part_head(passage), n=int(own["sentences"].sum()))
    axes.set_title(head, fontsize=10, linespacing=1.2)
    return links
