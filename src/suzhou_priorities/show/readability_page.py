"""How hard the documents are to read: a small table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML

from suzhou_priorities.measures.readability import LONG, MEASURES, WINDOW
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

_DECIMALS = {"long_sentence_share": 1, "mattr": 2, "numbers_per_100_characters": 1}
_PERCENT = ("long_sentence_share",)


def readability_table(measured: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return the measures of each document with their intervals, a row per measure.

    Parameters
    ----------
    measured
        As from `readability.readability`, by document.
    compared, words
        Documents and words of the page.
    """
    doc_ids = [doc_id for doc_id in compared.shown if doc_id in set(measured["doc_id"])]
    if not doc_ids:
        return HTML("")
    cells = measured.set_index(["measure", "doc_id"])
    shown = pd.DataFrame({"measure": [words(f"{name}_measure", long=LONG, window=WINDOW) for name in MEASURES]})
    labels = {"measure": words("measure_column")}
    for doc_id in doc_ids:
        shown[doc_id] = [_cell(cells, name, doc_id) for name in MEASURES]
        sizes = cells.loc[(MEASURES[0], doc_id)]
        labels[doc_id] = words("readability_head", name=compared.brief[doc_id], n=int(sizes["sentences"]))
    return report_table(shown, "readability", labels, lang=words.lang, notes=[words("readability_note")])


def _cell(cells: pd.DataFrame, measure: str, doc_id: str) -> str:
    """Return a value and its interval, shares in percent."""
    row = cells.loc[(measure, doc_id)]
    factor = 100 if measure in _PERCENT else 1
    places = _DECIMALS.get(measure, 1)
    value, low, high = (float(row[name]) * factor for name in ("value", "low", "high"))
    if pd.isna(value):
        return "—"
    return f"{value:.{places}f}" if pd.isna(low) else f"{value:.{places}f} ({low:.{places}f}–{high:.{places}f})"
