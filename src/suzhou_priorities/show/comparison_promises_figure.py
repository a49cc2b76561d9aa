"""The figure of what promises stand on, by domain: a figure or date, words alone, an owner; three shares, no score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.promise_grounds import MEASURED, OWNED, WORDS, ground_shares
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.comparison_profile import TASKS_PAGE
from suzhou_priorities.show.comparison_promises_context import by_place
from suzhou_priorities.show.comparison_promises_drawn import drawn, first_of, stack_names
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.figures import Caption, save_figure
from suzhou_priorities.show.language_context import percent
from suzhou_priorities.show.share_dots import LEAST_TOLD, Dot, Panel, draw_dots, extremes, inner_domain_name, row_label

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

_DRAWN = (MEASURED, WORDS, OWNED)
_TOUCHES = 0.06
_TICKS = (0, 50, 100)
_TESTABILITY = {MEASURED: "figure_or_date", WORDS: "process"}


def grounds_figure(
    grounds: pd.DataFrame, documents: pd.DataFrame, years: list[str], compared: Compared, words: Words
) -> HTML:
    """Draw for each domain of the compared reports what share of promises stands on what.

    Parameters
    ----------
    grounds
        As from `promise_grounds.grounded`.
    documents
        The table.
    years
        Years that the reports plan.
    compared, words
        Documents and words of the page.
    """
    own = grounds[grounds["doc_id"].isin(compared.pair) & grounds["domain"].isin(POLICY_DOMAINS)]
    if own.empty:
        return HTML("")
    named = first_of(by_place(compared, documents, words))
    order = own[MEASURED].astype(float).groupby(own["domain"]).mean()
    keys = sorted(order.index, key=lambda key: (-order[key], POLICY_DOMAINS.index(key)))
    found = ground_shares(own[own["doc_id"].isin(named.pair)], ["doc_id", "domain"])
    panels = []
    for ground in _DRAWN:
        rows = found[found["ground"] == ground]
        dots = [_dot(row, ground, compared, words) for row in rows.itertuples()]
        known = [place for place, doc_id in enumerate(named.pair) if doc_id in set(rows["doc_id"])]
        # A document has one form of mark in all panels, so those before it stand in each.
        documents_of = named.pair[: max(known, default=-1) + 1]
        panels.append(Panel(words(f"panel_{ground}"), documents_of, dots))
    rows = [(key, row_label(short_domain_name(key, words.lang), words.lang)) for key in keys]
    figure, links = draw_dots(
        rows, [panel for panel in panels if panel.dots], named, same_scale=True, missing=words("no_promise")
    )
    for axes in figure.axes:
        axes.set_xticks(_TICKS)
        if len(named.pair) > 2:
            stack_names(axes, [named.brief[doc_id] for doc_id in named.pair])
    top, low = extremes(order, own["domain"].value_counts())
    title = words(
        "grounds_title",
        all=percent(own[MEASURED].astype(float).mean()),
        top=inner_domain_name(top, words.lang),
        most=percent(order[top]),
        low=inner_domain_name(low, words.lang),
        least=percent(order[low]),
    )
    size = {"n": words.number(len(own)), "documents": own["doc_id"].nunique(), "domains": len(keys)}
    owners = words("owners_note" if own[OWNED].notna().any() else "owners_unknown_note")
    subtitle = words("grounds_subtitle", **size, told=LEAST_TOLD, years=words.join(years) or "—")
    caption = Caption(
        title,
        drawn(subtitle, len(named.pair), len(compared.pair), words),
        words.sentences([words("grounds_note"), owners]),
        words("grounds_alt", **size),
    )
    return save_figure(figure, "promise_grounds", caption, links=links)


def _dot(row: object, ground: str, compared: Compared, words: Words) -> Dot:
    doc_id, domain = str(row.doc_id), str(row.domain)  # type: ignore[attr-defined]
    count, total = int(row.count), int(row.total)  # type: ignore[attr-defined]
    share, low, high = (float(getattr(row, side)) for side in ("share", "low", "high"))
    what = words("domain_and", domain=short_domain_name(domain, words.lang), what=words(f"promises_{ground}_row"))
    label = words("share_link", name=compared.names[doc_id], what=what, count=count, total=total)
    href = TASKS_PAGE
    if ground in _TESTABILITY:
        href = sentences_link(document=doc_id, domain=domain, counted="1", testability=_TESTABILITY[ground])
    if ground == WORDS:
        label = words("words_link", label=label)
    # Where the interval ends at its point, the text would touch the mark.
    gap = " " if high - share < _TOUCHES else ""
    return Dot(domain, doc_id, share, low, high, f"{gap}{percent(share)} ({count})", href, label)
