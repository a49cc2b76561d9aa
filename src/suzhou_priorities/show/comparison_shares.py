"""The figure of the study's first finding: the shares of the domains in the compared reports, on one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML

from suzhou_priorities.show.attention_context import percent
from suzhou_priorities.show.comparison_context import limits, of_document
from suzhou_priorities.show.comparison_promises_drawn import stack_names
from suzhou_priorities.show.comparison_ranks import MOST_PANELS, lead_clause, leads_of_many
from suzhou_priorities.show.comparison_shares_matrix import shares_matrix
from suzhou_priorities.show.figures import Caption, save_figure
from suzhou_priorities.show.language_context import Compared
from suzhou_priorities.show.share_dots import Dot, Panel, draw_dots

if TYPE_CHECKING:
    from suzhou_priorities.show.comparison_context import StudyPage

NAME = "shares"
_SIDE_BY_SIDE = 2  # names of documents that have room beside each other


def shares_figure(page: StudyPage) -> HTML:
    """Draw the shares of the domains in the compared reports, the widest on top, with their intervals.

    Each report has a mark in the row of a domain; reports that are too many for that stand in a matrix.
    """
    own = page.study.own(page.study.shares)
    documents = [str(doc_id) for doc_id in own["doc_id"].unique()]
    if not documents:
        return HTML("")
    ranks, words = page.study.ranks, page.words
    if len(documents) > MOST_PANELS:
        return shares_matrix(documents, leads_of_many(ranks, documents, page), page, NAME)
    means = own.groupby("domain", sort=False)["share"].mean().sort_values(ascending=False, kind="stable")
    rows = [(str(key), page.context.axis_label(str(key))) for key in means.index]
    colours = {doc_id: page.context.colour(doc_id) for doc_id in documents}
    named = Compared(documents, [], [], dict(page.context.names), dict(page.context.labels), colours)
    panel = Panel("", documents, [_dot(row, page) for row in own.itertuples()])
    figure, links = draw_dots(rows, [panel], named, same_scale=True)
    links = [link for link in links if link.href]
    if len(documents) > _SIDE_BY_SIDE:
        stack_names(figure.axes[0], [page.label(doc_id) for doc_id in documents])
    told = page.told([lead_clause(ranks, doc_id, page) for doc_id in documents])
    counted = page.study.counted
    n = words.number(sum(len(of_document(counted, doc_id)) for doc_id in documents))
    size = {"documents": len(documents), "n": n, "years": page.context.years(documents)}
    caption = Caption(
        words("priorities_title", told=told),
        words("shares_subtitle", measure=page.context.measure(), **size),
        words("shares_note"),
        words("shares_alt", told=told, **size),
    )
    return save_figure(figure, NAME, caption, links=links, reflows=True)


def _dot(row: object, page: StudyPage) -> Dot:
    """Return the mark of a domain in a report; it leads nowhere where no sentence stands behind it."""
    doc_id, domain = str(row.doc_id), str(row.domain)  # type: ignore[attr-defined]
    share, low, high = (float(getattr(row, side)) for side in ("share", "low", "high"))
    told = {"name": page.context.names[doc_id], "domain": page.context.domain(domain), "share": percent(share)}
    known = low == low and high == high
    label = page.words("share_told" if known else "share_told_alone", **told, limits=limits(low, high))
    href = page.context.link(doc_id, domain) if share > 0 else ""
    # Without an interval the number stands at the mark itself.
    ends = (low, high) if known else (share, share)
    return Dot(domain, doc_id, share, *ends, f" {percent(share)}", href, label)
