"""How well promises are read, for the notebook `90_validation`: by readers and by the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from IPython.display import HTML
from matplotlib import pyplot

from suzhou_priorities.coding.coded_units import CORPUS, WRITTEN
from suzhou_priorities.measures.commitment import AXES
from suzhou_priorities.measures.promise_sample import PROGRAM, READERS, SCORED
from suzhou_priorities.measures.promise_scores import axis_confusion
from suzhou_priorities.show.code_names import code_name
from suzhou_priorities.show.figures import Caption, save_figure
from suzhou_priorities.show.style import GREY, LABEL_SIZE, ROW_SIZE, WIDTH, apply_style
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.show.text_width import text_width
from suzhou_priorities.show.validation_matrix import draw_matrix
from suzhou_priorities.show.validation_readers import interval_text

if TYPE_CHECKING:
    from IPython.display import Markdown

    from suzhou_priorities.measures.promise_sample import PromiseSample
    from suzhou_priorities.show.text import Words

_HEIGHT, _BESIDE = 2.9, 0.35  # inches: of the drawing, and beside the names of the rows


def promises_text(sample: PromiseSample, levels: pd.DataFrame, words: Words) -> Markdown:
    """Return how far two readers agree on promises, and how well the program reads them."""
    rows = levels.set_index(["who", "source"])
    if (READERS, "both") not in rows.index:
        return words.show("promises_none")
    readers = rows.loc[(READERS, "both")]
    same = bool(_comparable(sample.agreed).equals(_comparable(sample.first)))
    body = [
        words("promises_readers", units=int(readers["units"]), n=int(readers["gold"]), **_told(readers, 3)),
        words("promises_first") if same else "",
    ]
    told = {source: rows.loc[(PROGRAM, source)] for source in (CORPUS, WRITTEN) if (PROGRAM, source) in rows.index}
    body += [
        words(f"promises_{source}", units=int(own["units"]), n=int(own["gold"]), **_told(own))
        for source, own in told.items()
    ]
    body.append("" if CORPUS in told else words("promises_not_coded"))
    return words.show("promises_text", body=words.sentences(body))


def promises_table(levels: pd.DataFrame, words: Words) -> HTML:
    """Return whether promises are found: precision, recall and F1."""
    if levels.empty:
        return HTML("")
    shown = _named(levels, words).assign(
        f1_interval=[interval_text(row.low, row.high) for row in levels.itertuples()],
    )
    names = ("who", "source", "gold", "precision", "recall", "f1", "f1_interval")
    labels = {name: words(f"{name}_column") for name in names} | {"gold": words("promises_column")}
    decimals = {"precision": 3, "recall": 3, "f1": 3}
    return report_table(shown, "promises", labels, lang=words.lang, whole=("gold",), decimals=decimals)


def grades_table(levels: pd.DataFrame, words: Words) -> HTML:
    """Return how well force and testability of the promises found are read."""
    if levels.empty:
        return HTML("")
    tables = []
    for axis in SCORED:
        table = _named(levels, words)[["who", "source"]].assign(axis=words(f"axis_{axis}"))
        for name in ("accuracy", "kappa", "alpha", "unit_kappa"):
            table[name] = levels[f"{axis}_{name}"].astype(float)
        limits = zip(levels[f"{axis}_kappa_low"], levels[f"{axis}_kappa_high"], strict=True)
        tables.append(table.assign(kappa_interval=[interval_text(low, high) for low, high in limits]))
    shown = pd.concat(tables, ignore_index=True)
    shown["accuracy"] *= 100
    names = ("who", "source", "axis", "accuracy", "kappa", "kappa_interval", "alpha", "unit_kappa")
    labels = {name: words(f"{name}_column") for name in names}
    decimals = {"accuracy": 1, "kappa": 3, "alpha": 3, "unit_kappa": 3}
    return report_table(
        shown, "promise_grades", labels, lang=words.lang, decimals=decimals, notes=[words("weighted_note")]
    )


def promises_figure(pairs: pd.DataFrame, words: Words) -> HTML:
    """Draw the confusion matrices of force and testability of the promises that both found, side by side."""
    both = pairs[pairs["in_gold"] & pairs["in_found"]]
    if both.empty:
        return HTML("")
    apply_style()
    figure, grid = pyplot.subplots(1, len(SCORED), figsize=(WIDTH, _HEIGHT))
    right = {}
    for axes, axis in zip(grid, SCORED, strict=True):
        order = list(AXES[axis])
        table = axis_confusion(pairs, axis).loc[order, order].to_numpy(dtype=float)
        names = [code_name(axis, key, words.lang) for key in order]
        column = (WIDTH / len(SCORED) - max(text_width(name, LABEL_SIZE) for name in names) - _BESIDE) / len(order)
        draw_matrix(axes, table, names, column, LABEL_SIZE)
        axes.set_xlabel(words(f"axis_{axis}"), color=GREY, fontsize=ROW_SIZE)
        right[axis] = f"{100 * np.trace(table) / table.sum():.0f}"
    totals = table.sum(axis=1)
    hits = np.divide(np.diagonal(table), totals, out=np.ones_like(totals), where=totals > 0)
    worst = int(hits.argmin())
    name = code_name(SCORED[-1], list(AXES[SCORED[-1]])[worst], words.lang)
    weakest = {"worst": name.lower() if words.lang == "en" else name}
    weakest |= {"seen": f"{table[worst, worst]:.0f}", "of": f"{totals[worst]:.0f}"}
    caption = Caption(
        words("promises_title", **right, **weakest),
        words("promises_subtitle", n=len(both)),
        words("promises_note"),
        words("promises_alt", **right),
    )
    return save_figure(figure, "promises_confusion", caption)


def _told(row: pd.Series, decimals: int = 2) -> dict[str, str]:
    values = {"f1": row["f1"], "force": row["force_kappa"], "testability": row["testability_kappa"]}
    return {name: f"{value:.{decimals}f}" for name, value in values.items()}


def _named(levels: pd.DataFrame, words: Words) -> pd.DataFrame:
    return levels.assign(
        who=[words(f"promises_by_{who}") for who in levels["who"]],
        source=[words(f"units_{source}") for source in levels["source"]],
    )


def _comparable(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.fillna("").astype("object").reset_index(drop=True)
