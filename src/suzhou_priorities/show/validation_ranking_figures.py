"""The figures on the ranking of domains of the notebook `90_validation`: agreement of rankings, and ranges of ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML

from suzhou_priorities.measures.coding_variants import FAMILIES
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.figure_words import fitted
from suzhou_priorities.show.figures import Caption, Link, new_figure, save_figure
from suzhou_priorities.show.style import GREY, INK, LABEL_SIZE, PALE, colour_of
from suzhou_priorities.show.validation_ranking import brief_names, firsts, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from suzhou_priorities.show.text import Words

_ROW = 0.3  # inches of a document in a row
_SMALL = LABEL_SIZE
_DRAWING = 4.2  # inches for the names of the documents
MARKERS = ("o", "s", "D", "^")


def agreement_figure(
    name: str, compared: pd.DataFrame, documents: pd.DataFrame, names: Mapping[str, str], words: Words
) -> HTML:
    """Draw Kendall's tau of each variant with the base, a row per family and document; a line marks the median."""
    own = compared[compared["document"].isin(documents["doc_id"])].dropna(subset=["kendall"])
    if own.empty:
        return HTML("")
    present = [doc_id for doc_id in documents["doc_id"] if doc_id in set(own["document"])]
    families = [family for family in FAMILIES if family in set(own["family"])]
    colours = _colours(documents)
    step = 0.8 / len(present)
    figure, axes = new_figure(max(0.36, _ROW * len(present)) * len(families) + 0.9)
    links = []
    for y, family in enumerate(families):
        for place, doc_id in enumerate(present):
            values = own[(own["family"] == family) & (own["document"] == doc_id)]["kendall"]
            if values.empty:
                continue
            at, colour = y + (place - (len(present) - 1) / 2) * step, colours[doc_id]
            (line,) = axes.plot([values.min(), values.max()], [at, at], color=colour, linewidth=1.2, zorder=2)
            axes.scatter(
                values, [at] * len(values), s=24, marker=MARKERS[place % 4], color=colour, alpha=0.45, linewidth=0,
                zorder=3,
            )  # fmt: skip
            axes.plot([values.median()] * 2, [at - 0.3 * step, at + 0.3 * step], color=INK, linewidth=1.6, zorder=4)
            text = f"{values.median():.2f}" + (f" ({len(values)})" if len(values) > 1 else "")
            axes.annotate(
                text, (values.min(), at), xytext=(-7, 0), textcoords="offset points", ha="right", va="center",
                fontsize=_SMALL, color=colour,
            )  # fmt: skip
            links.append(Link(line, sentences_link(document=doc_id), words("sentences_of", name=names[doc_id])))
    _rows(axes, [words(f"family_{family}") for family in families])
    least = float(own["kendall"].min())
    axes.set_xlim(min(least - 0.25 * (1 - least) - 0.08, 0.7), 1.01)
    _named(axes, present, names, colours)
    worst = own.loc[own["kendall"].idxmin()]
    brief = brief_names(documents, names, words)
    told = {"family": words(f"inner_{worst['family']}"), "name": brief[worst["document"]]}
    told |= {"least": f"{worst['kendall']:.2f}", "median": f"{own['kendall'].median():.2f}"}
    caption = Caption(
        words("tau_title", **told),
        words("tau_subtitle", n=len(own), documents=len(present), families=len(families)),
        words("tau_note"),
        words("tau_alt", **told),
    )
    return save_figure(figure, name, caption, links=links)


def ranks_figure(
    name: str,
    ranges: pd.DataFrame,
    compared: pd.DataFrame,
    documents: pd.DataFrame,
    names: Mapping[str, str],
    words: Words,
) -> HTML:
    """Draw the rank of each domain (dot), where it lies in the middle half of all variants (bar) and in all (line)."""
    own = ranges[ranges["document"].isin(documents["doc_id"])].dropna(subset=["low"])
    if own.empty:
        return HTML("")
    present = [doc_id for doc_id in documents["doc_id"] if doc_id in set(own["document"])]
    order = own.groupby("domain")["rank"].mean().reindex(list(POLICY_DOMAINS)).sort_values(kind="stable")
    keys, colours = list(order.index), _colours(documents)
    step = 0.76 / len(present)
    figure, axes = new_figure(max(0.34, 0.25 * len(present)) * len(keys) + 0.9)
    links = []
    for row in own.itertuples():
        place = present.index(row.document)
        at, colour = keys.index(row.domain) + (place - (len(present) - 1) / 2) * step, colours[row.document]
        (line,) = axes.plot([row.low, row.high], [at, at], color=colour, linewidth=1.1, zorder=2)
        axes.plot(
            [row.middle_low, row.middle_high], [at, at], color=colour, linewidth=5, alpha=0.35, zorder=2,
            solid_capstyle="butt",
        )  # fmt: skip
        axes.scatter(row.rank, at, s=34, marker=MARKERS[place % 4], color=colour, zorder=3)
        label = words(
            "share_of",
            name=names[row.document],
            domain=short_domain_name(row.domain, words.lang),
            share=f"{100 * row.share:.1f}",
        )
        links.append(Link(line, sentences_link(document=row.document, domain=row.domain), label))
    _rows(axes, [short_domain_name(key, words.lang) for key in keys])
    axes.set_xlim(0.5, len(keys) + 0.5)
    axes.set_xticks(range(1, len(keys) + 1))
    axes.set_xlabel(words("rank_label"))
    _named(axes, present, names, colours)
    shown = compared[compared["document"].isin(present)]
    base = own[["document", "domain", "share"]]
    title = listed(firsts(shown, brief_names(documents, names, words), base, words), words)
    caption = Caption(
        title[0].upper() + title[1:],
        words("ranks_subtitle", n=len(shown), documents=len(present)),
        words("ranks_note"),
        words("ranks_alt"),
    )
    return save_figure(figure, name, caption, links=links)


def _rows(axes: Axes, labels: list[str]) -> None:
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -1.3)
    for y in range(len(labels)):
        axes.axhline(y + 0.5, color=PALE, linewidth=0.5, zorder=0)
    axes.grid(axis="x", color=PALE, linewidth=0.5, zorder=0)


def _named(axes: Axes, present: list[str], names: Mapping[str, str], colours: Mapping[str, str]) -> None:
    """Set the names of the documents with their markers above the first row."""
    for place, doc_id in enumerate(present):
        x = 0.02 + place / len(present)
        low, high = axes.get_xlim()
        at = low + x * (high - low)
        axes.scatter(at, -0.95, s=34, marker=MARKERS[place % 4], color=colours[doc_id])
        name = fitted(names[doc_id], _DRAWING / len(present), _SMALL)
        axes.text(at + 0.02 * (high - low), -0.95, name, color=colours[doc_id], va="center", fontsize=_SMALL)


def _colours(documents: pd.DataFrame) -> dict[str, str]:
    return {
        str(row.doc_id): colour_of(row.district) if isinstance(row.district, str) else GREY
        for row in documents.itertuples()
    }
