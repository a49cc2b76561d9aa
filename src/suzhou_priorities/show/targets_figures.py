"""The figures of the notebook `03_targets`."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np
from IPython.display import HTML
from matplotlib.patches import Rectangle

from suzhou_priorities.measures.target_forms import ABSENT
from suzhou_priorities.show.figure_text import figure_text, plain_number
from suzhou_priorities.show.figures import Caption, new_figure, save_figure
from suzhou_priorities.show.names import indicator_name
from suzhou_priorities.show.style import GREY, INK, PALE, colour_of, name_of
from suzhou_priorities.show.targets_answer import extremes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from suzhou_priorities.show.text import Words

LONGEST_HEADING = 22
LABEL_CHARACTERS = 12
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
    figure, axes = new_figure(0.5 * len(keys) * max(1.0, 0.75 * len(place)) + 0.6)
    for row in known.itertuples():
        y = keys.index(row.indicator) + (place[row.doc_id] - (len(place) - 1) / 2) * step
        colour = colour_of(districts[row.doc_id])
        axes.plot([row.achieved, row.aimed], [y, y], color=colour, linewidth=2, zorder=2)
        axes.scatter(row.achieved, y, s=46, facecolor="white", edgecolor=colour, linewidth=1.8, zorder=3)
        axes.scatter(row.aimed, y, s=46, color=colour, zorder=3)
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
            fontsize=9.5,
        )
        axes.annotate(
            label,
            (ends[1][0], y),
            xytext=(7, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            color=colour,
            fontsize=9.5,
        )
    axes.set_yticks(range(len(keys)), [_label(key, words) for key in keys])
    axes.invert_yaxis()
    low, high = known[["achieved", "aimed"]].min().min(), known[["achieved", "aimed"]].max().max()
    margin = max(1.0, 0.14 * (high - low))
    axes.set_xlim(low - margin, high + 1.9 * margin)
    axes.axvline(0, color=PALE, linewidth=0.8, zorder=0)
    axes.grid(axis="x", color=PALE, linewidth=0.5, zorder=0)
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
    return save_figure(figure, "ambition", caption)


def forms_figure(matrix: pd.DataFrame, names: Mapping[str, str], words: Words) -> HTML:
    """Draw how each indicator is set in each report: a grid of words, darker where the target is firmer."""
    rows, columns = matrix.shape
    if not rows:
        return HTML("")
    figure, axes = new_figure(0.34 * rows + 0.9)
    for y, key in enumerate(matrix.index):
        for x, doc_id in enumerate(matrix.columns):
            form = str(matrix.at[key, doc_id])
            axes.add_patch(_cell(x, y, _FORM_SHADES.get(form, PALE)))
            light = form == "number"
            axes.text(
                x + 0.5, y + 0.5, words(form), ha="center", va="center", fontsize=9.5, color="white" if light else INK
            )
    axes.set_xlim(0, columns)
    axes.set_ylim(rows, 0)
    axes.set_xticks(np.arange(columns) + 0.5, [names[doc_id] for doc_id in matrix.columns])
    axes.set_yticks(np.arange(rows) + 0.5, [_label(key, words) for key in matrix.index])
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
    return save_figure(figure, "target_forms", caption)


def _cell(x: float, y: float, colour: str) -> Rectangle:
    return Rectangle((x + 0.03, y + 0.06), 0.94, 0.88, facecolor=colour, edgecolor=PALE, linewidth=0.8)


def sections_figure(
    shares: pd.DataFrame, documents: pd.DataFrame, names: Mapping[str, str], least: int, words: Words
) -> HTML:
    """Draw the share of sentences with a figure by section, grouped by report."""
    shown = shares[(shares["sentences"] >= least) & (shares["heading"] != "")]
    if shown.empty:
        return HTML("")
    shown = shown.sort_values(["doc_id", "share"], ascending=[True, False], kind="stable")
    districts = documents.set_index("doc_id")["district"]
    groups = list(shown.groupby("doc_id", sort=False))
    figure, axes = new_figure(0.34 * (len(shown) + len(groups)) + 0.6)
    ticks: list[tuple[int, str]] = []
    y = 0
    for doc_id, own in groups:
        colour = colour_of(districts[doc_id])
        axes.text(0, y, f" {names[str(doc_id)]}", color=colour, va="center", fontsize=10.5)
        y += 1
        for row in own.itertuples():
            axes.barh(y, 100 * row.share, color=colour, height=0.66)
            text = f"{100 * row.share:.0f} ({row.with_figure}/{row.sentences})"
            axes.annotate(
                text, (100 * row.share, y), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9.5
            )
            ticks.append((y, _short(row.heading)))
            y += 1
    axes.set_yticks([place for place, _ in ticks], [label for _, label in ticks])
    axes.set_ylim(y - 0.4, -0.6)
    axes.set_xlim(0, max(100.0 * shown["share"].max() * 1.22, 10.0))
    axes.set_xlabel("%")
    best = shown.loc[shown["share"].idxmax()]
    same = shown[shown["doc_id"] == best["doc_id"]]
    worst = same.loc[same["share"].idxmin()]
    caption = Caption(
        words(
            "sections_title",
            name=names[str(best["doc_id"])],
            best=_short(str(best["heading"])),
            high=f"{100 * best['share']:.0f}",
            worst=_short(str(worst["heading"])),
            low=f"{100 * worst['share']:.0f}",
        ),
        words("sections_subtitle", documents=shown["doc_id"].nunique(), n=len(shown)),
        words("sections_note", least=least),
        words("sections_alt", n=len(shown)),
    )
    return save_figure(figure, "figures_by_section", caption)


def _label(key: str, words: Words) -> str:
    """Return an indicator's name on lines that leave room for the drawing."""
    name = indicator_name(key, words.lang)
    if words.lang == "zh":
        return "\n".join(name[start : start + LABEL_CHARACTERS] for start in range(0, len(name), LABEL_CHARACTERS))
    return textwrap.fill(name, 2 * LABEL_CHARACTERS)


def _short(heading: str) -> str:
    """Return the first clause of a heading, cut where it is long."""
    first = heading.split("，")[0]
    return first if len(first) <= LONGEST_HEADING else first[: LONGEST_HEADING - 1] + "…"
