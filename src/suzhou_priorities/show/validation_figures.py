"""The figures on the coder of the notebook `90_validation`: agreement, F1 by code, confusion, totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from IPython.display import HTML

from suzhou_priorities.coding.coded_units import CORPUS, WRITTEN
from suzhou_priorities.measures.coding_errors import domain_totals
from suzhou_priorities.measures.coding_levels import HAND, SHIPPED, UNSEEN, confusions
from suzhou_priorities.measures.coding_scores import LABELS, confusion_on_score, scored
from suzhou_priorities.measures.reader_codes import BORDERS, FIRST, SECOND
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.figure_text import points
from suzhou_priorities.show.figures import Caption, Link, new_figure, save_figure
from suzhou_priorities.show.style import ACCENT, GREY, PALE, ROW_SIZE, WIDTH
from suzhou_priorities.show.text_width import text_width
from suzhou_priorities.show.validation_coding import SOURCES, inner_label, label_of, level_of
from suzhou_priorities.show.validation_matrix import draw_matrix

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from suzhou_priorities.show.text import Words

_SMALL = 9.0
_SHIFT = {CORPUS: -0.17, WRITTEN: 0.17}


def agreement_figure(agreed: pd.DataFrame, levels: pd.DataFrame, words: Words) -> HTML:
    """Draw kappa on domains: readers among themselves, the program, and the hand-made weights alone."""
    readers = agreed[(agreed["what"] == "domain") & (agreed["other"] != "") & (agreed["units"] > 0)].set_index(
        ["one", "other"]
    )
    rows: list[tuple[str, pd.Series, str, bool, str]] = []
    for one, other in ((FIRST, SECOND), (FIRST, BORDERS)):
        if (one, other) in readers.index:
            rows.append((words(f"dots_{one}_{other}"), readers.loc[(one, other)], GREY, True, ""))
    for coder, source in ((SHIPPED, CORPUS), (SHIPPED, WRITTEN), (UNSEEN, CORPUS), (HAND, CORPUS), (HAND, WRITTEN)):
        own = level_of(levels, "domain", coder, source)
        if own is not None:
            href = sentences_link() if (coder, source) == (SHIPPED, CORPUS) else ""
            rows.append((words(f"dots_{coder}_{source}"), own, ACCENT, coder != HAND, href))
    program = level_of(levels, "domain", SHIPPED, CORPUS)
    if program is None:
        return HTML("")
    figure, axes = new_figure(0.46 * len(rows) + 0.6)
    links = []
    for y, (_, own, colour, filled, href) in enumerate(rows):
        line = interval_dot(axes, y, (own["kappa"], own["kappa_low"], own["kappa_high"]), colour, filled=filled)
        text = f"{own['kappa']:.2f}  (n = {words.number(own['units'])})"
        _left(axes, text, own["kappa_low"], y, colour)
        if href:
            links.append(Link(line, href, words("all_sentences")))
    axes.set_yticks(range(len(rows)), [label for label, *_ in rows])
    axes.set_ylim(len(rows) - 0.5, -0.6)
    least = min(own["kappa_low"] for _, own, *_ in rows)
    axes.set_xlim(least - 0.32 * (1 - least) - 0.06, 1.005)
    axes.grid(axis="x", color=PALE, linewidth=0.5)
    between = readers.loc[(FIRST, SECOND)] if (FIRST, SECOND) in readers.index else None
    title = words(
        "agreement_title" if between is not None else "agreement_title_alone",
        program=f"{program['kappa']:.2f}",
        readers="" if between is None else f"{between['kappa']:.2f}",
    )
    caption = Caption(title, words("agreement_subtitle"), words("agreement_note"), words("agreement_alt", n=len(rows)))
    return save_figure(figure, "domain_agreement", caption, links=links)


def labels_figure(found: pd.DataFrame, what: str, words: Words) -> HTML:
    """Draw F1 of each code with its interval: filled for the corpus, hollow for the reports written for the purpose."""
    known = found[found["f1"].notna() & (found["support"] > 0)]
    if known.empty:
        return HTML("")
    keys = [key for key in LABELS[what] if key in set(known["label"])]
    figure, axes = new_figure(0.46 * len(keys) + 0.6)
    links = []
    for row in known.itertuples():
        y = keys.index(row.label) + _SHIFT[row.source]
        colour = ACCENT if row.source == CORPUS else GREY
        limits = (row.f1, row.f1_low, row.f1_high)
        line = interval_dot(axes, y, limits, colour, filled=row.source == CORPUS)
        source = f"{words(f'units_{row.source}')}  " if row.label == keys[0] else ""
        _left(axes, f"{source}{row.f1:.2f} ({row.support})", row.f1_low, y, colour)
        if row.source == CORPUS:
            name = label_of(what, row.label, words)
            links.append(Link(line, sentences_link(**{what: row.label}), words("coded_so", name=name)))
    axes.set_yticks(range(len(keys)), [label_of(what, key, words) for key in keys])
    axes.set_ylim(len(keys) - 0.5, -0.6)
    axes.set_xlim(max(float(known["f1_low"].min()) - 0.16, -0.12), 1.02)
    axes.grid(axis="x", color=PALE, linewidth=0.5)
    own = known[known["source"] == CORPUS] if (known["source"] == CORPUS).any() else known
    worst, best = own.loc[own["f1"].idxmin()], own.loc[own["f1"].idxmax()]
    told = {"worst": inner_label(what, worst["label"], words), "low": f"{worst['f1']:.2f}"}
    told |= {"best": inner_label(what, best["label"], words), "high": f"{best['f1']:.2f}"}
    caption = Caption(
        words(f"labels_title_{what}", **told),
        words(
            "labels_subtitle",
            **{source: int(found.loc[found["source"] == source, "support"].sum()) for source in SOURCES},
        ),
        words("labels_note"),
        words("labels_alt", n=len(keys), **told),
    )
    return save_figure(figure, f"f1_by_{what}", caption, links=links)


def confusion_figure(sample: pd.DataFrame, what: str, words: Words) -> HTML:
    """Draw the confusion matrix of the part kept to score: counts, shaded by the share of the row."""
    counts = confusion_on_score(sample, what=what)
    keys = [key for key in counts.index if counts.loc[key].sum() or counts[key].sum()]
    table = counts.loc[keys, keys].to_numpy(dtype=float)
    if not table.size:
        return HTML("")
    size = len(keys)
    names = [label_of(what, key, words) for key in keys]
    width = (WIDTH - max(text_width(name, ROW_SIZE) for name in names) - 0.3) / size
    figure, axes = new_figure(0.36 * size + 1.2)
    draw_matrix(axes, table, names, width)
    right = float(np.trace(table)) / table.sum()
    found = confusions(sample, SOURCES, what)
    told = {"right": f"{100 * right:.0f}"}
    if len(found):
        first = found.iloc[0]
        told |= {"gold": inner_label(what, first["gold"], words), "coded": inner_label(what, first["coded"], words)}
        told |= {"n": str(int(first["units"]))}
    caption = Caption(
        words("confusion_title" if len(found) else "confusion_title_none", what=words(f"inner_{what}"), **told),
        words("confusion_subtitle", n=int(table.sum())),
        words("confusion_note"),
        words("confusion_alt", size=size, **told),
    )
    return save_figure(figure, f"confusion_of_{what}", caption)


def totals_figure(sample: pd.DataFrame, words: Words) -> HTML:
    """Draw by how many points the coded share of each domain differs from the share by hand, for each source."""
    found = {source: scored(sample, (source,)) for source in SOURCES}
    tables = {
        source: domain_totals(own["domain"], own["coded_domain"], LABELS["domain"]).set_index("label")["difference"]
        for source, own in found.items()
        if own["coded_domain"].notna().any()
    }
    if not tables:
        return HTML("")
    keys = list(LABELS["domain"])
    figure, axes = new_figure(0.4 * len(keys) + 0.6)
    links = []
    for source, table in tables.items():
        colour = ACCENT if source == CORPUS else GREY
        for y, key in enumerate(keys):
            value, at = float(table[key]), y + _SHIFT[source]
            (bar,) = axes.barh(
                at, value, height=0.3, facecolor=colour if source == CORPUS else "white", edgecolor=colour
            )
            side = 1 if value >= 0 else -1
            # The first row names the two sources, so that no legend is needed.
            named = f"  {words(f'units_{source}')}" if y == 0 else ""
            axes.annotate(
                points(round(value, 1), words) + named, (value, at), xytext=(4 * side, 0), textcoords="offset points",
                ha="left" if side > 0 else "right", va="center", fontsize=_SMALL, color=colour,
            )  # fmt: skip
            if source == CORPUS:
                links.append(
                    Link(bar, sentences_link(domain=key), words("coded_so", name=label_of("domain", key, words)))
                )
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_yticks(range(len(keys)), [label_of("domain", key, words) for key in keys])
    axes.set_ylim(len(keys) - 0.4, -0.6)
    together = pd.DataFrame(tables)
    reach = max(float(together.abs().to_numpy().max()), 0.5)
    axes.set_xlim(-1.35 * reach, 1.35 * reach)
    axes.xaxis.set_major_formatter(lambda value, _: points(value, words))
    axes.set_xlabel(words("percentage_points"))
    farthest = together.abs().max(axis=1).idxmax()
    every = pd.concat(list(found.values()))
    wrong = float((every["domain"] != every["coded_domain"]).mean())
    told = {
        "most": f"{float(together.abs().loc[farthest].max()):.1f}",
        "domain": inner_label("domain", farthest, words),
    }
    caption = Caption(
        words("totals_title", wrong=f"{100 * wrong:.0f}", **told),
        words("totals_subtitle", **{source: len(own) for source, own in found.items()}),
        words("totals_note"),
        words("totals_alt", **told),
    )
    return save_figure(figure, "domain_totals", caption, links=links)


def interval_dot(
    axes: Axes, y: float, value: tuple[float, float, float], colour: str, *, filled: bool = True
) -> Line2D:
    """Draw a value with its limits, and return the line, which is as wide as the interval."""
    middle, low, high = value
    (line,) = axes.plot([low, high], [y, y], color=colour, linewidth=1.8, zorder=2)
    axes.scatter(middle, y, s=42, zorder=3, edgecolor=colour, facecolor=colour if filled else "white", linewidth=1.5)
    return line


def _left(axes: Axes, text: str, low: float, y: float, colour: str) -> None:
    axes.annotate(
        text, (low, y), xytext=(-7, 0), textcoords="offset points", ha="right", va="center", fontsize=_SMALL,
        color=colour,
    )  # fmt: skip
