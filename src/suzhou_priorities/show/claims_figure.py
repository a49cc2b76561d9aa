"""The figure of problems admitted and honours claimed, by domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML
from matplotlib.ticker import FuncFormatter, MaxNLocator

from suzhou_priorities.measures.claims_by_domain import NONE
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.show.assignment_context import folded
from suzhou_priorities.show.claims_page import HONOURS, PROBLEMS, anchor_of
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.figures import Caption, Link, new_figure, save_figure
from suzhou_priorities.show.language_context import told_together
from suzhou_priorities.show.share_dots import inner_domain_name, row_label
from suzhou_priorities.show.style import GREY, INK, LABEL_SIZE, PALE, ROW_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

_ROW, _MORE = 0.34, 0.1  # inches of a row with one document, and for each one more
_SIDES = ((HONOURS, 1), (PROBLEMS, -1))


def claims_figure(claimed: pd.DataFrame, documents: Sequence[str], name: str, compared: Compared, words: Words) -> HTML:
    """Draw counts by domain: honours won or kept to the right, problems admitted to the left.

    Parameters
    ----------
    claimed
        As from `claims_by_domain.claims`.
    documents
        The documents to draw, each in its district's colour; those after the first are hollow.
    name
        Name of the figure's files.
    compared, words
        Documents and words of the page.
    """
    own = claimed[claimed["doc_id"].isin(list(documents))]
    totals = own.groupby("domain")[[PROBLEMS, HONOURS]].sum()
    totals = totals[totals.sum(axis=1) > 0]
    if totals.empty:
        return HTML("")
    order = [*POLICY_DOMAINS, NONE]
    keys = sorted(totals.index, key=lambda key: (-totals.at[key, HONOURS], order.index(key)))
    figure, axes = new_figure((_ROW + _MORE * (len(documents) - 1)) * (len(keys) + 1) + 0.6)
    links = _bars(axes, own, keys, documents, compared, words)
    _frame(axes, keys, own, documents, compared, words)
    told = [
        words(
            "claims_title_part",
            name=compared.brief[doc_id],
            honours=int(own.loc[own["doc_id"] == doc_id, HONOURS].sum()),
            problems=int(own.loc[own["doc_id"] == doc_id, PROBLEMS].sum()),
        )
        for doc_id in documents
    ]
    size = {"honours": int(totals[HONOURS].sum()), "problems": int(totals[PROBLEMS].sum()), "documents": len(documents)}
    caption = Caption(
        words("claims_title", told=told_together(told, "claims_two", words), top=_name(keys[0], words, inner=True)),
        words("claims_subtitle", **size),
        words("claims_note"),
        words("claims_alt", **size, domains=len(keys)),
    )
    return save_figure(figure, name, caption, links=links)


def beside_figure(claimed: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return the figure of the reports beside the pair, folded; nothing where there are none."""
    figure = claims_figure(claimed, compared.beside, "claims_beside", compared, words)
    return folded(words("claims_beside_summary"), figure) if figure.data else figure


def _bars(
    axes: Axes, own: pd.DataFrame, keys: Sequence[str], documents: Sequence[str], compared: Compared, words: Words
) -> list[Link]:
    """Draw the bars with their counts, and return their links."""
    links = []
    step = 0.8 / len(documents)
    for number, doc_id in enumerate(documents):
        rows = own[own["doc_id"] == doc_id].set_index("domain")
        colour = compared.colours[doc_id]
        for place, key in enumerate(keys):
            y = place + (number - (len(documents) - 1) / 2) * step
            for kind, sign in _SIDES:
                count = int(rows.at[key, kind]) if key in rows.index else 0
                if not count:
                    continue
                bar = axes.barh(
                    y, sign * count, 0.86 * step, facecolor=colour if number % 2 == 0 else "white", edgecolor=colour
                )
                axes.annotate(
                    str(count),
                    (sign * count, y),
                    xytext=(4 * sign, 0),
                    textcoords="offset points",
                    ha="left" if sign > 0 else "right",
                    va="center",
                    fontsize=LABEL_SIZE,
                    color=colour,
                )
                label = words(f"claims_link_{kind}", name=compared.names[doc_id], domain=_name(key, words), count=count)
                links.append(Link(bar[0], f"#{anchor_of(doc_id, key, kind)}", label))
    return links


def _frame(
    axes: Axes,
    keys: Sequence[str],
    own: pd.DataFrame,
    documents: Sequence[str],
    compared: Compared,
    words: Words,
) -> None:
    """Set rows, heads and the axis."""
    axes.axvline(0, color=INK, linewidth=0.8)
    right, left = (float(own[kind].max()) for kind in (HONOURS, PROBLEMS))
    axes.set_xlim(-max(left * 1.35, 0.3 * right, 2), max(right * 1.15, 4))
    axes.set_ylim(len(keys) - 0.4, -1.5)
    axes.set_yticks(range(len(keys)), [row_label(_name(key, words), words.lang) for key in keys], fontsize=ROW_SIZE)
    axes.text(0, -1.05, f" {words('honours_side')} →", color=GREY, va="center", fontsize=LABEL_SIZE)
    axes.text(0, -1.05, f"← {words('problems_side')} ", color=GREY, va="center", ha="right", fontsize=LABEL_SIZE)
    for number, doc_id in enumerate(documents):
        sign = "■" if number % 2 == 0 else "□"
        axes.annotate(
            f"{sign} {compared.brief[doc_id]}",
            (0.98, 0.02),
            xytext=(0, 18 * (len(documents) - 1 - number)),
            xycoords="axes fraction",
            textcoords="offset points",
            color=compared.colours[doc_id],
            ha="right",
            fontsize=ROW_SIZE,
        )
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):.0f}"))
    axes.grid(axis="x", color=PALE, linewidth=0.5)
    axes.set_axisbelow(True)


def _name(key: str, words: Words, *, inner: bool = False) -> str:
    """Return the short name of a domain, or that there is none."""
    if key == NONE:
        return words("no_domain")
    return inner_domain_name(key, words.lang) if inner else short_domain_name(key, words.lang)
