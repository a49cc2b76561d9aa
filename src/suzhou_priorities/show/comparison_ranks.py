"""The figure and the table of the study that rank the domains, with how sure each place is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown
from matplotlib import pyplot

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.priorities import TOP, level_with_first
from suzhou_priorities.measures.report_pair import PLAN
from suzhou_priorities.show.assignment_context import folded
from suzhou_priorities.show.attention_context import percent
from suzhou_priorities.show.comparison_context import MOST_LEVEL, limits, of_document, whole_percent
from suzhou_priorities.show.district_context import paragraph
from suzhou_priorities.show.figure_words import fitted
from suzhou_priorities.show.figures import Caption, Link, save_figure
from suzhou_priorities.show.style import GREY, INK, PALE, WIDTH, apply_style
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from suzhou_priorities.show.comparison_context import StudyPage

MOST_PANELS = 3
SIZE = 9.5
ROW = 0.33  # inches
_HEAD = -0.95  # row of the heads of the columns of numbers
_LABELS, _BETWEEN = 1.45, 0.15  # inches: names of the domains, from panel to panel
_COLUMNS = {1: 1.6, 2: 3.6, 3: 6.8}  # room for each of two columns of numbers, in ranks, by number of panels


def lead_clause(ranks: pd.DataFrame, doc_id: str, page: StudyPage) -> str:
    """Return which domain leads in a document; where others are level with it, that they are."""
    own, words = of_document(ranks, doc_id), page.words
    level = level_with_first(own)
    if not level:
        return words("lead_none", name=page.label(doc_id))
    shares = own.set_index("domain")["share"]
    if len(level) == 1:
        domain = page.context.domain(level[0], inner=True)
        return words("lead_one", name=page.label(doc_id), domain=domain, share=whole_percent(shares[level[0]]))
    named = level if len(level) <= MOST_LEVEL else level[:TOP]
    ends = sorted({whole_percent(shares[key]) for key in named}, key=int)
    told = {"domains": page.domains(named), "shares": "–".join(dict.fromkeys([ends[0], ends[-1]]))}
    key = "lead_level" if len(level) <= MOST_LEVEL else "lead_level_more"
    return words(key, name=page.label(doc_id), n=len(level), **told)


def leads_of_many(ranks: pd.DataFrame, documents: Sequence[str], page: StudyPage) -> str:
    """Return which domains lead in how many of some documents."""
    words = page.words
    leads = [level_with_first(of_document(ranks, doc_id))[:1] for doc_id in documents]
    firsts = pd.Series([lead[0] for lead in leads if lead])
    counts = firsts.value_counts(sort=True)
    told = [
        words("leads_in_some", domain=page.context.domain(str(key), inner=True), n=int(n))
        for key, n in counts.head(MOST_LEVEL).items()
    ]
    rest = int(counts.iloc[MOST_LEVEL:].sum())
    others = [words("leads_in_rest", n=rest)] if rest else []
    return words("lead_of_many", n=len(firsts), told=words.join([*told, *others]))


def ranks_text(page: StudyPage) -> Markdown:
    """Return what the ranking rests on, and what the strict test of ranks leaves open."""
    own = page.study.own(page.study.ranks)
    if own.empty:
        return page.words.show("nothing_to_rank")
    narrowed = own[(own["set_low"] > 1) | (own["set_high"] < len(POLICY_DOMAINS))]
    told = page.words("strict_some" if len(narrowed) else "strict_none", n=len(narrowed), all=len(own))
    return Markdown(page.words.sentences([page.words("ranks_text", top=TOP), told]))


def ranks_figure(page: StudyPage) -> HTML:
    """Draw the ranks of the domains in the compared reports, a panel per report; say so where they are too many."""
    documents = [str(doc_id) for doc_id in page.study.own(page.study.ranks)["doc_id"].unique()]
    if len(documents) > MOST_PANELS:
        return HTML(paragraph(page.words("ranks_many", most=MOST_PANELS)))
    return _figure("priorities", documents, page)


def beside_figure(page: StudyPage) -> HTML:
    """Draw the ranks in what stands beside the compared reports, in the same order of rows.

    Other work reports come first, the latest first, then five-year plans.
    """
    return _figure("beside", beside_documents(page), page)


def beside_documents(page: StudyPage) -> list[str]:
    """Return the counted documents that stand beside the compared reports."""
    study = page.study
    known = set(study.ranks["doc_id"])
    others = study.beside.sort_values("year", ascending=False, kind="stable", na_position="last")
    plans = study.documents[study.documents["doc_type"] == PLAN]
    plans = plans.sort_values("year", ascending=False, kind="stable", na_position="last")
    return [str(doc_id) for doc_id in [*others["doc_id"], *plans["doc_id"]] if doc_id in known]


def _figure(name: str, all_documents: Sequence[str], page: StudyPage) -> HTML:
    """Draw the first `MOST_PANELS` of some documents."""
    documents = list(all_documents)[:MOST_PANELS]
    if not documents:
        return HTML("")
    study, words = page.study, page.words
    compared = study.own(study.ranks)
    rows = compared if len(compared) else of_document(study.ranks, documents[0])
    order = list(rows.groupby("domain", sort=False)["rank"].mean().sort_values(kind="stable").index)
    apply_style()
    figure, grid = pyplot.subplots(
        1, len(documents), figsize=(WIDTH, ROW * len(order) + 1.2), sharey=True, squeeze=False
    )
    links: list[Link] = []
    room = (WIDTH - _LABELS) / len(documents) - _BETWEEN
    for axes, doc_id in zip(grid[0], documents, strict=True):
        own = of_document(study.ranks, doc_id)
        links += _panel(axes, own, doc_id, order, (_COLUMNS[len(documents)], room), page)
    grid[0][0].set_yticks(range(len(order)), [page.context.axis_label(key) for key in order])
    grid[0][0].tick_params(axis="y", labelsize=10)
    shown = study.counted[study.counted["doc_id"].isin(documents)]
    size = {"documents": len(documents), "n": len(shown), "years": page.context.years(documents)}
    told = page.told([lead_clause(study.ranks, doc_id, page) for doc_id in documents])
    how = {"measure": page.context.measure(), "resamples": study.settings.resamples, "top": TOP}
    caption = Caption(
        words(f"{name}_title", told=told),
        page.drawn(words("ranks_subtitle", **size, **how), len(documents), len(all_documents)),
        words("ranks_note" if len(compared) else "ranks_note_alone"),
        words("ranks_alt", told=told, **size),
    )
    return save_figure(figure, name, caption, links=links)


def _panel(
    axes: Axes, own: pd.DataFrame, doc_id: str, order: Sequence[str], rooms: tuple[float, float], page: StudyPage
) -> list[Link]:
    """Draw the ranks of a document with their intervals, and the numbers at the right; return the links of the dots.

    `rooms` are that of a column of numbers, in ranks, and that of the name above the panel, in inches.
    """
    width, room = rooms
    links, colour, words = [], page.context.colour(doc_id), page.words
    last = len(order)
    columns = (last + width, last + 2 * width)
    for row in own.itertuples():
        y = order.index(row.domain)
        axes.plot([row.low, row.high], [y, y], color=colour, linewidth=5, alpha=0.28, solid_capstyle="butt", zorder=2)
        (dot,) = axes.plot([row.rank], [y], "o", markersize=6.5, color=colour, zorder=4, clip_on=False)
        chance = whole_percent(row.top) if row.top == row.top else "—"
        for x, text in zip(columns, (percent(row.share), chance), strict=True):
            axes.annotate(text, (x, y), ha="right", va="center", fontsize=SIZE, color=INK)
        label = words(
            "rank_label",
            name=page.context.names[doc_id],
            domain=page.context.domain(row.domain),
            rank=f"{row.rank:g}",
            share=percent(row.share),
        )
        if row.share > 0:
            links.append(Link(dot, page.context.link(doc_id, row.domain), label))
    for x, text in zip(columns, (words("share_head"), words("top_head", top=TOP)), strict=True):
        axes.annotate(text, (x, _HEAD), ha="right", va="center", fontsize=8, color=GREY, linespacing=1.1)
    axes.set_title(fitted(page.label(doc_id), room, 11), fontsize=11, color=colour)
    axes.set_xlim(0.3, last + 2 * width + 0.1)
    axes.set_xticks([1, *range(3, last + 1, 3)])
    axes.tick_params(axis="x", labelsize=SIZE, labelcolor=GREY)
    axes.set_ylim(last - 0.45, -1.5)
    for y in range(last):
        axes.axhline(y - 0.5, color=PALE, linewidth=0.5, zorder=0)
    axes.set_xlabel(words("rank_axis"), fontsize=SIZE, x=last / (2 * (last + 2 * width)))
    axes.spines["left"].set_visible(False)
    return links


def ranks_table(page: StudyPage) -> HTML:
    """Return the ranks of the compared reports with all that tells how sure they are, folded."""
    own = page.study.own(page.study.ranks)
    if own.empty:
        return HTML("")
    words = page.words
    shares = page.study.shares.set_index(["doc_id", "domain"])[["low", "high"]]
    ends = [shares.loc[(row.doc_id, row.domain)] for row in own.itertuples()]
    shown = own.assign(
        document=[page.label(doc_id) for doc_id in own["doc_id"]],
        domain_name=[page.context.domain(key) for key in own["domain"]],
        share_text=[percent(share) for share in own["share"]],
        share_limits=[_or_dash(limits(end["low"], end["high"], 1)) for end in ends],
        rank_limits=[_or_dash(f"{row.low:g}–{row.high:g}") for row in own.round(1).itertuples()],
        rank_set=[_or_dash(f"{row.set_low:g}–{row.set_high:g}") for row in own.itertuples()],
        first_percent=100 * own["first"].astype(float),
        top_percent=100 * own["top"].astype(float),
    )
    names = ("document", "domain_name", "share_text", "share_limits", "rank", "rank_limits", "rank_set")
    labels = {name: words(f"{name}_column") for name in (*names, "first_percent", "top_percent")}
    links = {
        "share_text": [page.context.link(row.doc_id, row.domain) if row.share > 0 else None for row in own.itertuples()]
    }
    content = report_table(
        shown,
        "priorities",
        labels,
        lang=page.lang,
        decimals={"rank": 0, "first_percent": 0, "top_percent": 0},
        notes=[words("ranks_table_note")],
        links=links,
    )
    return folded(words("open_ranks", n=len(shown)), content)


def _or_dash(text: str) -> str:
    return "—" if "nan" in text else text
