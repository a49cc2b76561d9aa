"""The shares of the domains in many reports at once: a row per domain, a column per report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib import pyplot
from matplotlib.patches import Rectangle

from suzhou_priorities.measures.priorities import TOP
from suzhou_priorities.show.attention_context import percent
from suzhou_priorities.show.comparison_context import of_document, whole_percent
from suzhou_priorities.show.figures import Caption, Link, save_figure
from suzhou_priorities.show.style import ACCENT, INK, LABEL_SIZE, WIDTH, apply_style
from suzhou_priorities.show.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from IPython.display import HTML

    from suzhou_priorities.show.comparison_context import StudyPage

MOST_COLUMNS = 14  # more would leave no room for a number
ROW = 0.3  # inches
_STRONG, _PALE = 0.9, 0.13
_LABELS = 1.45  # inches
_LONGEST = 2.2  # inches of a name above its column


def shares_matrix(all_documents: Sequence[str], told: str, page: StudyPage, name: str) -> HTML:
    """Draw the shares of the domains in some reports, the first `TOP` of each filled; at most `MOST_COLUMNS` of them.

    Parameters
    ----------
    all_documents
        The reports, in their order.
    told
        Which domain leads in how many of all of them.
    page
        The study and its words.
    name
        Of the figure.
    """
    documents, study, words = list(all_documents)[:MOST_COLUMNS], page.study, page.words
    rows = study.own(study.ranks)
    order = list(rows.groupby("domain", sort=False)["rank"].mean().sort_values(kind="stable").index)
    names = {doc_id: page.label(doc_id) for doc_id in documents}
    slanted = max(text_width(name, LABEL_SIZE) for name in names.values()) > (WIDTH - _LABELS) / len(documents)
    head = min(max(text_width(name, LABEL_SIZE) for name in names.values()), _LONGEST) if slanted else 0.2
    apply_style()
    figure, axes = pyplot.subplots(figsize=(WIDTH, ROW * len(order) + head + 0.1))
    links = []
    for column, doc_id in enumerate(documents):
        own = of_document(rows, doc_id).set_index("domain")
        for y, key in enumerate(order):
            share, leads = float(own.at[key, "share"]), float(own.at[key, "rank"]) <= TOP
            box = Rectangle(
                (column + 0.04, y - 0.42), 0.92, 0.84, facecolor=ACCENT, alpha=_STRONG if leads else _PALE, linewidth=0
            )
            axes.add_patch(box)
            text = whole_percent(share) if share > 0 else "0"
            place = (column + 0.5, y)
            axes.annotate(text, place, ha="center", va="center", fontsize=LABEL_SIZE, color="white" if leads else INK)
            if share > 0:
                gaps = {"name": page.context.names[doc_id], "domain": page.context.domain(key)}
                label = words("rank_label", **gaps, rank=f"{own.at[key, 'rank']:g}", share=percent(share))
                links.append(Link(box, page.context.link(doc_id, key), label))
        axes.annotate(
            names[doc_id], (column + 0.5, -0.6), ha="center", va="bottom", fontsize=LABEL_SIZE, color=INK,
            rotation=90 if slanted else 0, annotation_clip=False,
        )  # fmt: skip
    axes.set_yticks(range(len(order)), [page.context.axis_label(key) for key in order])
    axes.set_xlim(0, len(documents))
    axes.set_ylim(len(order) - 0.4, -0.6 - head / ROW)
    axes.xaxis.set_visible(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    shown = study.counted[study.counted["doc_id"].isin(documents)]
    size = {"documents": len(documents), "n": words.number(len(shown)), "years": page.context.years(documents)}
    subtitle = words("matrix_subtitle", measure=page.context.measure(), top=TOP, **size)
    caption = Caption(
        words("matrix_title", told=told),
        page.drawn(subtitle, len(documents), len(all_documents)),
        words("matrix_note"),
        words("matrix_alt", told=told, **size),
    )
    return save_figure(figure, name, caption, links=links)
