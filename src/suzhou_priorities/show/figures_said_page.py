"""How many sentences carry a figure, by domain, passage and document: figure and table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.measures.counted_sentences import PASSAGES
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.assignment_context import folded
from suzhou_priorities.show.domain_names import domain_name, short_domain_name
from suzhou_priorities.show.figures import Caption, save_figure
from suzhou_priorities.show.language_context import percent, percent_interval
from suzhou_priorities.show.share_dots import (
    LEAST_TOLD,
    Dot,
    Panel,
    draw_dots,
    extremes,
    inner_domain_name,
    row_label,
)
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words


def passages_text(by_passage: pd.DataFrame, compared: Compared, words: Words) -> Markdown:
    """Return how often each document of the pair says something in figures, looking back and looking ahead."""
    lines = []
    for doc_id in compared.pair:
        own = by_passage[by_passage["doc_id"] == doc_id].set_index("passage")
        if {"review", "plan"} <= set(own.index):
            back, ahead = own.loc["review"], own.loc["plan"]
            lines.append(
                words(
                    "passages_text",
                    name=compared.names[doc_id],
                    back=percent(back["share"]),
                    back_interval=percent_interval(back["low"], back["high"]),
                    back_n=int(back["sentences"]),
                    ahead=percent(ahead["share"]),
                    ahead_interval=percent_interval(ahead["low"], ahead["high"]),
                    ahead_n=int(ahead["sentences"]),
                )
            )
    return Markdown(words.sentences([words("said_text"), *lines]))


def said_figure(by_domain: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Draw the share of sentences with a figure by domain: the pair, and in its own panel what stands beside it."""
    own = by_domain[by_domain["doc_id"].isin([*compared.pair, *compared.beside])]
    leading = own[own["doc_id"].isin(compared.pair)] if compared.pair else own
    if leading.empty:
        return HTML("")
    sums = leading.groupby("domain")[["with_figure", "sentences"]].sum()
    order = sums["with_figure"] / sums["sentences"]
    known = [key for key in POLICY_DOMAINS if key in set(own["domain"])]
    keys = sorted(known, key=lambda key: -float(order.get(key, -1.0)))
    panels = [
        Panel(
            words(heading),
            documents,
            [_dot(row, compared, words) for row in own.itertuples() if row.doc_id in documents],
        )
        for heading, documents in (("panel_pair", compared.pair), ("panel_beside", compared.beside))
    ]
    rows = [(key, row_label(short_domain_name(key, words.lang), words.lang)) for key in keys]
    figure, links = draw_dots(rows, panels, compared, same_scale=True)
    top, low = extremes(order, sums["sentences"])
    ends = {"top": short_domain_name(top, words.lang), "low": inner_domain_name(low, words.lang)}
    shares = {"most": percent(order[top]), "least": percent(order[low])}
    size = {"n": int(own["sentences"].sum()), "documents": own["doc_id"].nunique()}
    caption = Caption(
        words("said_title", **ends, **shares),
        words("said_subtitle", **size, told=LEAST_TOLD),
        words("said_note"),
        words("said_alt", **size, domains=len(keys)),
    )
    return save_figure(figure, "sentences_with_figure", caption, links=links)


def said_table(by_domain: pd.DataFrame, by_passage: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return shares by passage, and folded those by domain, of all documents of the page; linked to sentences."""
    passages = _rows(by_passage, "passage", compared, words)
    domains = _rows(by_domain, "domain", compared, words)
    if passages.empty:
        return HTML("")
    below = folded(
        words("said_summary", n=len(domains)), _table(domains, "sentences_with_figure_by_domain", "domain", words)
    )
    return HTML(_table(passages, "sentences_with_figure_by_passage", "passage", words).data + below.data)


def _rows(found: pd.DataFrame, by: str, compared: Compared, words: Words) -> pd.DataFrame:
    """Return the rows of a table, documents and values of `by` in order."""
    order = {value: place for place, value in enumerate(PASSAGES if by == "passage" else POLICY_DOMAINS)}
    name = (lambda key: words(key)) if by == "passage" else (lambda key: domain_name(key, words.lang))
    own = found[found["doc_id"].isin(compared.shown)]
    own = own.assign(place=own["doc_id"].map(compared.shown.index), order=own[by].map(order))
    own = own.sort_values(["place", "order"], kind="stable")
    return pd.DataFrame(
        {
            "document": [compared.brief[str(row.doc_id)] for row in own.itertuples()],
            by: [name(str(value)) for value in own[by]],
            "with_figure": own["with_figure"].to_numpy(dtype=int),
            "sentences": own["sentences"].to_numpy(dtype=int),
            "percent": 100 * own["share"].to_numpy(dtype=float),
            "interval": [percent_interval(low, high) for low, high in zip(own["low"], own["high"], strict=True)],
            "characters": 100 * own["character_share"].to_numpy(dtype=float),
            "figures": own["figures"].to_numpy(dtype=int),
            "href": [
                sentences_link(document=str(doc_id), counted="1", **{by: str(value)})
                for doc_id, value in zip(own["doc_id"], own[by], strict=True)
            ],
        }
    )


def _table(rows: pd.DataFrame, table_id: str, by: str, words: Words) -> HTML:
    labels = {name: words(f"{name}_column") for name in rows.columns if name != "href"}
    return report_table(
        rows,
        table_id,
        labels,
        lang=words.lang,
        whole=("with_figure", "sentences", "figures"),
        decimals={"percent": 0, "characters": 0},
        links={by: list(rows["href"])},
    )


def _dot(row: object, compared: Compared, words: Words) -> Dot:
    """Return one share as a dot that leads to the sentences counted."""
    doc_id, domain = str(row.doc_id), str(row.domain)  # type: ignore[attr-defined]
    count, total = int(row.with_figure), int(row.sentences)  # type: ignore[attr-defined]
    share, low, high = (float(getattr(row, side)) for side in ("share", "low", "high"))
    label = words(
        "said_link", name=compared.names[doc_id], domain=domain_name(domain, words.lang), count=count, total=total
    )
    href = sentences_link(document=doc_id, domain=domain, counted="1")
    return Dot(
        domain, doc_id, share, low, high, f"{percent(share)} ({words.number(count)}/{words.number(total)})", href, label
    )
