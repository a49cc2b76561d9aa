"""Attention beside the other signs of priority: figure, table and text of the study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown
from matplotlib import pyplot
from matplotlib.patches import Rectangle

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.priorities import TOP
from suzhou_priorities.measures.priorities_proxies import ATTENTION, FIGURES, PROMISES, PROXIES, TARGETS, TASKS
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.attention_context import p_value, percent
from suzhou_priorities.show.comparison_context import MOST_TOLD, of_document, p_text, signed
from suzhou_priorities.show.figure_words import fitted
from suzhou_priorities.show.figures import Caption, Link, save_figure
from suzhou_priorities.show.style import INK, WIDTH, apply_style
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from suzhou_priorities.show.comparison_context import StudyPage

MOST_PANELS = 2
SIZE = 9.5
ROW = 0.33  # inches
_STRONG, _PALE = 0.9, 0.13
_LABELS, _NAME_SIZE = 1.45, 11.5  # inches that names of domains take, points of those of reports
_LINKED = (ATTENTION, PROMISES, FIGURES)


def proxies_text(page: StudyPage) -> Markdown:
    """Return how far the proxies agree with attention, and how the headline targets are printed."""
    words, told = page.words, []
    own = page.study.own(page.study.agreement)
    if own.empty:
        return words.show("proxies_none")
    if own["doc_id"].nunique() > MOST_TOLD:
        return Markdown(
            words.sentences([words("proxies_intro"), _of_many(own, page), _printed(page), words("proxies_not_apart")])
        )
    for doc_id, rows in own.groupby("doc_id", sort=False):
        taus = [
            words("proxy_tau", proxy=words(f"inner_{row.proxy}"), tau=signed(row.tau), p=p_text(row.p))
            for row in rows.itertuples()
        ]
        told.append(words("proxies_of", name=page.label(str(doc_id)), told=page.words.join(taus)))
    return Markdown(words.sentences([words("proxies_intro"), *told, _printed(page), words("proxies_not_apart")]))


def _of_many(own: pd.DataFrame, page: StudyPage) -> str:
    """Return between which values the agreement of each proxy with attention lies."""
    words = page.words
    told = [
        words("proxy_range", proxy=words(f"inner_{proxy}"), low=signed(taus.min()), high=signed(taus.max()))
        for proxy, taus in own.groupby("proxy", sort=False)["tau"]
    ]
    return words("proxies_of_many", n=own["doc_id"].nunique(), told=words.join(told))


def _printed(page: StudyPage) -> str:
    """Return in which order the domains of the headline targets are printed; of many reports, which is the first."""
    words, told = page.words, []
    firsts = []
    for doc_id in page.study.reports["doc_id"]:
        own = of_document(page.study.targets, str(doc_id)).sort_values("order", kind="stable")
        printed = list(dict.fromkeys(key for key in own["domain"].dropna() if key in POLICY_DOMAINS))
        if printed:
            told.append(words("printed_of", name=page.label(str(doc_id)), domains=page.domains(printed)))
            firsts.append(printed[0])
    if len(told) > MOST_TOLD:
        most = max(dict.fromkeys(firsts), key=firsts.count)
        return words("printed_many", n=len(told), k=firsts.count(most), domain=page.domains([most]))
    return words("printed", told=page.told(told)) if told else words("printed_none")


def proxies_figure(page: StudyPage) -> HTML:
    """Draw the shares of the domains under each proxy, a panel per report; the first places of each are filled."""
    own = page.study.own(page.study.proxies)
    all_documents = list(own["doc_id"].unique())
    documents = all_documents[:MOST_PANELS]
    if not documents:
        return HTML("")
    words = page.words
    shown = own[own["doc_id"].isin(documents)]
    first = shown[shown["proxy"] == ATTENTION]
    order = list(
        first.groupby("domain")["share"].mean().reindex(list(POLICY_DOMAINS)).sort_values(ascending=False).index
    )
    kinds = [[proxy for proxy in PROXIES if proxy in set(of_document(shown, doc_id)["proxy"])] for doc_id in documents]
    apply_style()
    figure, grid = pyplot.subplots(
        1,
        len(documents),
        figsize=(WIDTH, ROW * len(order) + 1.3),
        sharey=True,
        squeeze=False,
        width_ratios=[len(names) for names in kinds],
    )
    links: list[Link] = []
    for axes, doc_id, names in zip(grid[0], documents, kinds, strict=True):
        links += _panel(axes, of_document(shown, doc_id), doc_id, names, order, page)
        room = (WIDTH - _LABELS) * len(names) / sum(len(kind) for kind in kinds)
        axes.annotate(
            fitted(page.label(doc_id), room, _NAME_SIZE), (0.04, -2.3), fontsize=_NAME_SIZE,
            color=page.context.colour(doc_id), va="bottom", annotation_clip=False,
        )  # fmt: skip
    grid[0][0].set_yticks(range(len(order)), [page.context.axis_label(key) for key in order])
    grid[0][0].tick_params(axis="y", labelsize=10)
    told = page.told(firsts_of(page, documents))
    counted = page.study.counted
    counted = counted[counted["doc_id"].isin(documents) & counted["passage"].eq("plan")]
    subtitle = words("proxies_subtitle", years=page.context.years(documents), n=len(counted), top=TOP)
    caption = Caption(
        words("proxies_title", told=told),
        page.drawn(subtitle, len(documents), len(all_documents)),
        words("proxies_note"),
        words("proxies_alt", told=told),
    )
    return save_figure(figure, "proxies", caption, links=links)


def firsts_of(page: StudyPage, documents: Sequence[str]) -> list[str]:
    """Return for each document which domain the headline targets and which the attention put first."""
    words, told = page.words, []
    for doc_id in documents:
        own = of_document(page.study.proxies, doc_id)
        leads = {proxy: rows.loc[rows["share"].idxmax(), "domain"] for proxy, rows in own.groupby("proxy", sort=False)}
        if ATTENTION in leads:
            gaps = {
                name: page.context.domain(str(leads[name]), inner=True)
                for name in (ATTENTION, TARGETS)
                if name in leads
            }
            key = "first_attended_and_aimed" if TARGETS in gaps else "first_attended"
            told.append(words(key, name=page.label(doc_id), **gaps))
    return told


def _panel(
    axes: Axes, own: pd.DataFrame, doc_id: str, names: Sequence[str], order: Sequence[str], page: StudyPage
) -> list[Link]:
    """Draw a panel of cells: a column per proxy, a row per domain; return the links of the cells."""
    links, colour, words = [], page.context.colour(doc_id), page.words
    agreed = of_document(page.study.agreement, doc_id).set_index("proxy")["tau"]
    for column, proxy in enumerate(names):
        rows = own[own["proxy"] == proxy].set_index("domain")
        edge = rows["share"].nlargest(TOP).min()
        for y, key in enumerate(order):
            share, count = float(rows.at[key, "share"]), int(rows.at[key, "count"])
            leads = share >= edge and share > 0
            box = Rectangle(
                (column + 0.04, y - 0.42), 0.92, 0.84, facecolor=colour, alpha=_STRONG if leads else _PALE, linewidth=0
            )
            axes.add_patch(box)
            text = percent(share) if count else "0"
            axes.annotate(
                text, (column + 0.5, y), ha="center", va="center", fontsize=SIZE, color="white" if leads else INK
            )
            if count:
                links.append(Link(box, _address(doc_id, proxy, key, page), _label(doc_id, proxy, key, count, page)))
        tau = f"τ {signed(float(agreed[proxy]))}" if proxy in agreed.index else ""
        head = f"{words(f'head_of_{proxy}')}\nN={int(rows['total'].iloc[0])}\n{tau}"
        axes.annotate(
            head, (column + 0.5, -0.62), ha="center", va="bottom", fontsize=8.5, color=INK, linespacing=1.2,
            annotation_clip=False,
        )  # fmt: skip
    axes.set_xlim(0, len(names) + 0.1)
    axes.set_ylim(len(order) - 0.4, -2.9)
    axes.xaxis.set_visible(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return links


def _address(doc_id: str, proxy: str, domain: str, page: StudyPage) -> str:
    """Return where a cell leads to: the sentences it is counted in."""
    if proxy in _LINKED:
        return sentences_link(document=doc_id, domain=domain, passage="plan")
    if proxy == TASKS:
        return sentences_link(document=page.study.task_plans[doc_id], domain=domain)
    return sentences_link(document=doc_id, function="headline_target")


def _label(doc_id: str, proxy: str, domain: str, count: int, page: StudyPage) -> str:
    gaps = {"name": page.context.names[doc_id], "domain": page.context.domain(domain), "n": count}
    return page.words(f"cell_{proxy}", **gaps)


def agreement_table(page: StudyPage) -> HTML:
    """Return how far each proxy ranks the domains as attention does, in every work report; those beside come last."""
    study, words = page.study, page.words
    own, others = study.own(study.agreement), study.agreement
    others = others[~others["doc_id"].isin(study.reports["doc_id"])]
    rows = pd.concat([table for table in (own, others) if len(table)]) if len(study.agreement) else own
    if rows.empty:
        return HTML("")
    shown = rows.assign(
        document=[
            page.label(doc_id) if doc_id in set(own["doc_id"]) else words("stands_beside", name=page.label(doc_id))
            for doc_id in rows["doc_id"]
        ],
        proxy_name=[words(f"proxy_{proxy}") for proxy in rows["proxy"]],
        first_domain=[page.context.domain(key) for key in rows["first"]],
        p_text=[p_value(p) for p in rows["p"]],
    )
    names = ("document", "proxy_name", "total", "first_domain", "shared_top", "tau", "p_text")
    labels = {name: words(f"{name}_column", top=TOP) for name in names}
    return report_table(
        shown,
        "proxies",
        labels,
        lang=page.lang,
        whole=("total", "shared_top"),
        decimals={"tau": 2},
        notes=[words("agreement_note", top=TOP)],
    )
