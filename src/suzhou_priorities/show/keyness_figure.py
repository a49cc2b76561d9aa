"""The figure of the words that set two documents apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from IPython.display import HTML

from suzhou_priorities.measures.keyness import FIRST, SECOND
from suzhou_priorities.measures.proportions import normal_quantile
from suzhou_priorities.measures.resampling import LEVEL
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.figures import Caption, Link, new_figure, save_figure
from suzhou_priorities.show.style import GREY, INK, PALE, ROW_SIZE

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from suzhou_priorities.measures.keyness_chance import PairKeyness
    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

_ROW = 0.36


def keyness_figure(
    found: PairKeyness | None, chosen: pd.DataFrame, stable: int, prior: float, compared: Compared, words: Words
) -> HTML:
    """Draw the z-scores of the most typical words of either document, with the limits of chance."""
    if found is None or chosen.empty:
        return HTML("")
    first, second = compared.pair
    sides = {FIRST: (first, 1), SECOND: (second, -1)}
    rows = int(chosen["side"].value_counts().max())
    figure, axes = new_figure(_ROW * (rows + 2) + 0.4)
    links = []
    for side, (doc_id, sign) in sides.items():
        for y, row in enumerate(chosen[chosen["side"] == side].itertuples()):
            bar = axes.barh(y, row.z, height=0.62, color=compared.colours[doc_id], zorder=2)
            axes.annotate(
                f"{row.word}  {row.count_first} : {row.count_second}",
                (row.z, y),
                xytext=(5 * sign, 0),
                textcoords="offset points",
                ha="left" if sign > 0 else "right",
                va="center",
                fontsize=ROW_SIZE,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
            )
            label = words("keyness_link", word=row.word, name=compared.names[doc_id])
            links.append(Link(bar[0], sentences_link(document=doc_id, word=str(row.word), counted="1"), label))
    _frame(axes, found, chosen, rows, compared, words)
    return save_figure(figure, "keyness", _caption(found, chosen, stable, prior, compared, words), links=links)


def _frame(axes: Axes, found: PairKeyness, chosen: pd.DataFrame, rows: int, compared: Compared, words: Words) -> None:
    """Set limits of chance, heads and the axis."""
    alone = normal_quantile(LEVEL)
    largest = float(chosen["z"].abs().max())
    known = not np.isnan(found.limit)
    reach = max(largest + 1.7, (found.limit if known else 0.0) + 0.25, alone + 1.7)
    limits: list[tuple[float, str, tuple[float, tuple[float, float]]]] = [(alone, words("limit_alone"), (0, (4, 3)))]
    if known:
        limits.append((found.limit, words("limit_all"), (0, (1, 1.5))))
    for value, text, dashes in limits:
        for sign in (-1, 1):
            axes.plot([sign * value] * 2, [-0.6, rows - 0.4], color=GREY, linewidth=0.9, linestyle=dashes, zorder=1)
            axes.text(sign * value, rows - 0.3, text, ha="center", va="top", fontsize=8.5, color=GREY)
    first, second = compared.pair
    axes.text(reach, -1.0, words("more_in", name=compared.brief[first]), color=compared.colours[first], ha="right")
    axes.text(-reach, -1.0, words("more_in", name=compared.brief[second]), color=compared.colours[second], ha="left")
    axes.axvline(0, color=INK, linewidth=0.8, zorder=3)
    axes.set_xlim(-reach, reach)
    axes.set_ylim(rows + 0.5, -1.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_color(PALE)
    ticks = [tick for tick in range(-20, 21) if abs(tick) <= reach]
    axes.set_xticks(ticks, [f"{abs(tick)}" for tick in ticks])
    axes.set_xlabel("|z|")


def _caption(
    found: PairKeyness, chosen: pd.DataFrame, stable: int, prior: float, compared: Compared, words: Words
) -> Caption:
    first, second = compared.pair
    size = {"n": words.number(len(found.words)), "paragraphs": found.paragraphs, "shown": len(chosen)}
    names = {"first": compared.brief[first], "second": compared.brief[second]}
    if np.isnan(found.limit):
        title = words("keyness_title_untested", **names, shown=len(chosen))
    elif found.beyond:
        own = found.words[found.words["z"].abs() > found.limit]["word"]
        title = words("keyness_title", **names, beyond=found.beyond, listed=words.join([str(w) for w in own[:4]]))
    else:
        title = words("keyness_title_none", **names, alone=found.alone, expected=f"{found.expected:.0f}")
    return Caption(
        title,
        words("keyness_subtitle", **names, **size),
        words("keyness_note", prior=words.number(prior), stable=stable, shown=len(chosen)),
        words("keyness_alt", **names, **size),
    )
