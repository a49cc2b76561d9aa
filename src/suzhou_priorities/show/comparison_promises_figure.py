"""The figure of what promises stand on, by domain: a figure or date, words alone, an owner; three shares, no score."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from IPython.display import HTML
from matplotlib.text import Annotation

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.promise_grounds import MEASURED, OWNED, WORDS, ground_shares
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.comparison_profile import TASKS_PAGE
from suzhou_priorities.show.comparison_promises_context import by_place
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.figures import Caption, save_figure
from suzhou_priorities.show.language_context import percent
from suzhou_priorities.show.share_dots import LEAST_TOLD, Dot, Panel, draw_dots, extremes, inner_domain_name, row_label

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

_DRAWN = (MEASURED, WORDS, OWNED)
_TOUCHES = 0.06
# Rows of the figure: above the first, the lowest name, and from one name to the next.
_ABOVE, _LOWEST, _NAME = -0.5, -0.85, 0.5
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
    named = by_place(compared, documents, words)
    order = own[MEASURED].astype(float).groupby(own["domain"]).mean()
    keys = sorted(order.index, key=lambda key: (-order[key], POLICY_DOMAINS.index(key)))
    found = ground_shares(own, ["doc_id", "domain"])
    panels = []
    for ground in _DRAWN:
        rows = found[found["ground"] == ground]
        dots = [_dot(row, ground, compared, words) for row in rows.itertuples()]
        known = [place for place, doc_id in enumerate(compared.pair) if doc_id in set(rows["doc_id"])]
        # A document has one form of mark in all panels, so those before it stand in each.
        documents_of = compared.pair[: max(known, default=-1) + 1]
        panels.append(Panel(words(f"panel_{ground}"), documents_of, dots))
    rows = [(key, row_label(short_domain_name(key, words.lang), words.lang)) for key in keys]
    figure, links = draw_dots(rows, [panel for panel in panels if panel.dots], named, same_scale=True)
    for axes in figure.axes:
        axes.set_xticks(_TICKS)
        if len(named.pair) > 2:
            _stack_names(axes, [named.brief[doc_id] for doc_id in named.pair], len(named.pair))
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
    caption = Caption(
        title,
        words("grounds_subtitle", **size, told=LEAST_TOLD, years=words.join(years) or "—"),
        words.sentences([words("grounds_note"), owners]),
        words("grounds_alt", **size),
    )
    return save_figure(figure, "promise_grounds", caption, links=links)


def _stack_names(axes: Axes, names: list[str], rows: int) -> None:
    """Set the names of the documents one below the other: side by side more than two have no room in a panel."""
    heads = [text for text in axes.texts if isinstance(text, Annotation) and float(text.xy[1]) < _ABOVE]
    marks = [mark for mark in axes.collections if np.asarray(mark.get_offsets())[0, 1] < _ABOVE]
    x = 0.03 * axes.get_xlim()[1]
    for place, (head, mark, name) in enumerate(zip(heads, marks, names, strict=False)):
        y = _LOWEST - _NAME * (rows - 1 - place)
        head.xy = (x, y)
        head.set_text(name)
        mark.set_offsets([(x, y)])
    axes.set_ylim(top=_LOWEST - _NAME * rows)


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
