"""The figures of the notebook `03_targets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from IPython.display import HTML
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from suzhou_priorities.measures.target_forms import ABSENT
from suzhou_priorities.show.addresses import sentence_link
from suzhou_priorities.show.figure_text import figure_text, plain_number
from suzhou_priorities.show.figure_words import fitted
from suzhou_priorities.show.figures import Caption, Link, new_figure, save_figure
from suzhou_priorities.show.names import indicator_name
from suzhou_priorities.show.style import GREY, INK, LABEL_SIZE, PALE, ROW_SIZE, WIDTH, colour_of, name_of
from suzhou_priorities.show.targets_answer import extremes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from suzhou_priorities.show.text import Words

ROWS_WIDTH = 1.75  # inches for the names of indicators
_FORM_SHADES = {
    "number": "#1f4e79",
    "pegged": "#7f9fbf",
    "assigned_from_above": "#b9c9d9",
    "direction": "#d9e2ec",
    "zero_incident": "#d9e2ec",
    ABSENT: "#ffffff",
}


def ambition_figure(gaps: pd.DataFrame, documents: pd.DataFrame, words: Words) -> HTML:
    """Draw last year's growth (hollow) and target growth (filled) by indicator, a row per district."""
    known = gaps.dropna(subset=["ambition"])
    if known.empty:
        return HTML("")
    keys = list(dict.fromkeys(known["indicator"]))
    place = {doc_id: number for number, doc_id in enumerate(documents["doc_id"])}
    districts = documents.set_index("doc_id")["district"]
    step = 0.62 / max(len(place), 1)
    figure, axes = new_figure(0.46 * len(keys) * max(1.0, 0.7 * len(place)) + 0.5)
    links: list[Link] = []
    for row in known.itertuples():
        y = keys.index(row.indicator) + (place[row.doc_id] - (len(place) - 1) / 2) * step
        colour = colour_of(districts[row.doc_id])
        axes.plot([row.achieved, row.aimed], [y, y], color=colour, linewidth=2, zorder=2)
        before = axes.scatter(row.achieved, y, s=46, facecolor="white", edgecolor=colour, linewidth=1.8, zorder=3)
        after = axes.scatter(row.aimed, y, s=46, color=colour, zorder=3)
        for mark, sentence, key in (
            (before, row.sentence_achieved, "link_result"),
            (after, row.sentence_aimed, "link_target"),
        ):
            label = words(
                key, name=name_of(districts[row.doc_id], words.lang), what=indicator_name(row.indicator, words.lang)
            )
            links.append(Link(mark, sentence_link(row.doc_id, sentence, words.lang), label))
        ends = sorted(
            ((row.achieved, plain_number(row.achieved)), (row.aimed, figure_text(row.aimed, "", row.bound, "level")))
        )
        label = f"{ends[1][1]}  {name_of(districts[row.doc_id], words.lang)}"
        axes.annotate(
            ends[0][1],
            (ends[0][0], y),
            xytext=(-7, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            color=colour,
            fontsize=LABEL_SIZE,
        )
        axes.annotate(
            label,
            (ends[1][0], y),
            xytext=(7, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            color=colour,
            fontsize=LABEL_SIZE,
        )
    axes.set_yticks(range(len(keys)), [_label(key, words) for key in keys])
    axes.invert_yaxis()
    low, high = known[["achieved", "aimed"]].min().min(), known[["achieved", "aimed"]].max().max()
    margin = max(1.0, 0.14 * (high - low))
    axes.set_xlim(low - margin, high + 1.9 * margin)
    axes.axvline(0, color=PALE, linewidth=0.8, zorder=0)
    axes.grid(axis="x", color=PALE, linewidth=0.5, zorder=0)
    axes.xaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda value, _: plain_number(value))
    axes.set_xlabel("%")
    found = extremes(known, {d: name_of(districts[d], words.lang) for d in districts.index}, words)
    years = (int(documents["review_end"].max()), int(documents["plan_start"].max()))
    size = {"documents": len(place), "n": len(known)}
    caption = Caption(
        words("ambition_title", **found) if found else words("ambition_title_plain"),
        words("ambition_subtitle", before=years[0], after=years[1], **size),
        words("ambition_note"),
        words("ambition_alt", n=len(keys)),
    )
    return save_figure(figure, "ambition", caption, links=links)


def forms_figure(matrix: pd.DataFrame, targets: pd.DataFrame, names: Mapping[str, str], words: Words) -> HTML:
    """Draw how each indicator is set in each report: a grid of words, darker where the target is firmer.

    Parameters
    ----------
    matrix
        As from `target_forms.forms_matrix`.
    targets
        The table: each cell leads to the sentence of its target.
    names, words
        Names of the documents, and words of the page.
    """
    rows, columns = matrix.shape
    if not rows:
        return HTML("")
    labels = [_label(str(key), words) for key in matrix.index]
    figure, axes = new_figure((0.38 if any("\n" in label for label in labels) else 0.32) * rows + 0.6)
    found = targets.drop_duplicates(["doc_id", "indicator"]).set_index(["doc_id", "indicator"])["sentence_id"]
    room = (WIDTH - ROWS_WIDTH - 0.3) / columns - 0.1
    links: list[Link] = []
    for y, key in enumerate(matrix.index):
        for x, doc_id in enumerate(matrix.columns):
            form = str(matrix.at[key, doc_id])
            cell = axes.add_patch(_cell(x, y, _FORM_SHADES.get(form, PALE)))
            if (doc_id, key) in found.index:
                label = words("link_form", name=names[doc_id], what=indicator_name(key, words.lang), form=words(form))
                links.append(Link(cell, sentence_link(str(doc_id), str(found[doc_id, key]), words.lang), label))
            light = form == "number"
            axes.text(
                x + 0.5,
                y + 0.5,
                words(form),
                ha="center",
                va="center",
                fontsize=LABEL_SIZE,
                color="white" if light else INK,
            )
    axes.set_xlim(0, columns)
    axes.set_ylim(rows, 0)
    axes.set_xticks(np.arange(columns) + 0.5, [fitted(names[doc_id], room, LABEL_SIZE) for doc_id in matrix.columns])
    axes.set_yticks(np.arange(rows) + 0.5, labels)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", labelcolor=GREY, labelsize=9.5)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    everywhere = int((matrix == "number").all(axis=1).sum())
    silent = int((matrix == ABSENT).any(axis=1).sum())
    size = {"documents": columns, "n": rows}
    caption = Caption(
        words("forms_title", some=words("forms_title_indicators", n=rows), numbers=everywhere, silent=silent),
        words("forms_subtitle", **size),
        words("forms_note"),
        words("forms_alt", **size),
    )
    return save_figure(figure, "target_forms", caption, links=links)


def _cell(x: float, y: float, colour: str) -> Rectangle:
    return Rectangle((x + 0.03, y + 0.06), 0.94, 0.88, facecolor=colour, edgecolor=PALE, linewidth=0.8)


def _label(key: str, words: Words) -> str:
    """Return an indicator's name on lines that leave room for the drawing."""
    return fitted(indicator_name(key, words.lang), ROWS_WIDTH, ROW_SIZE)
