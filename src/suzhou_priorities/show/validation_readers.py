"""What readers read for the notebook `90_validation`, and how far they agree on it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML

from suzhou_priorities.coding.coded_units import CORPUS, WRITTEN
from suzhou_priorities.measures.reader_codes import BORDERS, FIRST, SECOND, same_as_agreed
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.show.validation_page import GROUPS

if TYPE_CHECKING:
    from IPython.display import Markdown

    from suzhou_priorities.show.text import Words


def codes_text(sample: pd.DataFrame, words: Words) -> Markdown:
    """Return what was coded, and how it was parted."""
    counts = sample.groupby("source")["doc_id"].nunique()
    return words.show("codes_text", **{source: int(counts.get(source, 0)) for source in (CORPUS, WRITTEN)})


def codes_sample_table(sample: pd.DataFrame, codes: pd.DataFrame, words: Words) -> HTML:
    """Return how many units were coded, from how many documents, and how many of them by each reader."""
    read = codes.set_index("unit_id")
    rows = []
    for source, part in GROUPS:
        own = sample[(sample["source"] == source) & (sample["sample"] == part)]
        by_reader = [int(read.loc[own["unit_id"], f"domain_{name}"].notna().sum()) for name in (SECOND, BORDERS)]
        second = int(own["domain_second"].fillna("").ne("").sum())
        rows.append((words(f"units_{source}"), words(part), own["doc_id"].nunique(), len(own), second, *by_reader))
    columns = ["source", "sample", "documents", "units", "mixed", "second_reader", "borders_reader"]
    labels = {name: words(f"{name}_column") for name in columns}
    return report_table(pd.DataFrame(rows, columns=columns), "coded_sample", labels, lang=words.lang, whole=columns[2:])


def readers_codes_text(codes: pd.DataFrame, agreed: pd.DataFrame, words: Words) -> Markdown:
    """Return how the readers agree, and whom the codes agreed on follow."""
    rows = agreed.set_index(["what", "one", "other"])
    pair, borders = rows.loc[("domain", FIRST, SECOND)], rows.loc[("domain", FIRST, BORDERS)]
    if not pair["units"]:
        return words.show("readers_codes_none")
    once = codes.groupby("doc_id")[f"domain_{SECOND}"].count().eq(0).sum()
    return words.show(
        "readers_codes_text",
        n=words.number(pair["units"]),
        kappa=f"{pair['kappa']:.3f}",
        n_borders=words.number(borders["units"]),
        kappa_borders=f"{borders['kappa']:.3f}",
        alpha_all=f"{rows.loc[('domain', '', ''), 'alpha']:.3f}",
        first=f"{100 * same_as_agreed(codes, FIRST):.1f}",
        second=f"{100 * same_as_agreed(codes, SECOND):.1f}",
        once=words("read_once", n=int(once)) if once else "",
    )


def readers_codes_table(agreed: pd.DataFrame, words: Words) -> HTML:
    """Return accuracy, kappa and alpha of each two readers, and alpha of all three on domains."""
    shown = agreed.assign(
        what=[words(f"what_{name}") for name in agreed["what"]],
        who=[
            words("all_three")
            if not row.other
            else words("pair_of", one=_reader(row.one, words), other=_reader(row.other, words))
            for row in agreed.itertuples()
        ],
        accuracy=[None if pd.isna(value) else f"{100 * value:.1f}" for value in agreed["accuracy"]],
        kappa=[None if pd.isna(value) else f"{value:.3f}" for value in agreed["kappa"]],
        kappa_interval=[interval_text(row.kappa_low, row.kappa_high) for row in agreed.itertuples()],
        alpha=[None if pd.isna(value) else f"{value:.3f}" for value in agreed["alpha"]],
        alpha_interval=[interval_text(row.low, row.high) for row in agreed.itertuples()],
    )
    names = ("who", "what", "units", "accuracy", "kappa", "kappa_interval", "alpha", "alpha_interval")
    labels = {name: words(f"{name}_column") for name in names}
    return report_table(shown, "readers_of_codes", labels, lang=words.lang, whole=("units",))


def interval_text(low: float, high: float) -> str | None:
    """Return an interval as text, None where it is not known."""
    return None if pd.isna(low) or pd.isna(high) else f"{low:.3f}–{high:.3f}"


def said(text: str) -> HTML:
    """Return a paragraph that stands where a table or a figure would."""
    return HTML(f"<p>{html.escape(text)}</p>")


def _reader(name: str, words: Words) -> str:
    return words(f"reader_{name}")
