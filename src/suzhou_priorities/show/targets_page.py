"""The tables of the notebook `03_targets`."""

from __future__ import annotations

import html
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML

from suzhou_priorities.extract.indicators import indicators
from suzhou_priorities.measures.panel import SIDES, comparability
from suzhou_priorities.show.addresses import sentence_link
from suzhou_priorities.show.figure_text import figure_text, plain_number, points
from suzhou_priorities.show.names import indicator_name
from suzhou_priorities.show.style import name_of
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.show.text import Words


def panel_table(
    table_id: str,
    documents: pd.DataFrame,
    cells: pd.DataFrame,
    targets: pd.DataFrame,
    keys: Sequence[str],
    words: Words,
) -> HTML:
    """Return the panel of the main indicators: a row per indicator, results and targets per document, linked."""
    own = cells[cells["doc_id"].isin(documents["doc_id"])]
    named = targets[targets["doc_id"].isin(documents["doc_id"]) & targets["indicator"].notna()]
    present = [key for key in keys if key in set(own["indicator"]) | set(named["indicator"])]
    shown = pd.DataFrame({"indicator": [indicator_name(key, words.lang) for key in present]})
    labels, links = {"indicator": words("indicator")}, {}
    for row in documents.itertuples():
        for status, side in SIDES.items():
            column = f"{row.doc_id}_{status}"
            year = getattr(row, side)
            labels[column] = words(
                f"{status}_column",
                district=name_of(row.district, words.lang) if pd.notna(row.district) else row.place,
                year=year,
            )
            texts = [_cell(own, named, key, str(row.doc_id), status, words) for key in present]
            shown[column] = [text for text, _ in texts]
            links[column] = [
                sentence_link(str(row.doc_id), sentence, words.lang) if sentence else None for _, sentence in texts
            ]
    return report_table(shown, table_id, labels, lang=words.lang, notes=[words("estimated_note")], links=links)


def _cell(
    cells: pd.DataFrame, targets: pd.DataFrame, key: str, doc_id: str, status: str, words: Words
) -> tuple[str, str | None]:
    """Return what a cell says, and the sentence that it leads back to."""
    own = cells[(cells["indicator"] == key) & (cells["doc_id"] == doc_id) & (cells["status"] == status)]
    parts: dict[str, str] = {}
    is_stock = indicators()[key].kind == "stock"
    for row in own.itertuples():
        mark = "*" if row.estimated else ""
        parts[row.kind] = figure_text(float(row.value), row.unit, row.bound, row.measure, is_stock=is_stock) + mark
    if parts:
        first = str(own.iloc[0]["sentence_id"])
        if "amount" in parts and "change" in parts:
            return f"{parts['amount']}（{parts['change']}）", first
        return parts.get("amount") or parts["change"], first
    if status == "target":
        named = targets[(targets["indicator"] == key) & (targets["doc_id"] == doc_id) & (targets["form"] != "number")]
        if len(named):
            return words(str(named.iloc[0]["form"])), str(named.iloc[0]["sentence_id"])
    return "—", None


def beside_panel(
    documents: pd.DataFrame,
    cells: pd.DataFrame,
    targets: pd.DataFrame,
    keys: Sequence[str],
    names: Mapping[str, str],
    words: Words,
) -> HTML:
    """Return the panels of the reports that stand beside the compared ones; nothing where there are none."""
    if documents.empty:
        return HTML("")
    listed = words.join([names[doc_id] for doc_id in documents["doc_id"]])
    table = panel_table("panel_beside", documents, cells, targets, keys, words)
    heading = html.escape(words("panel_beside", names=listed).lstrip("# "))
    return HTML(f"<h3>{heading}</h3><p>{html.escape(words('panel_beside_text'))}</p>{table.data}")


def mismatches(cells: pd.DataFrame, documents: list[str], words: Words) -> HTML:
    """Return the figures that two of the documents state but that should not be compared, with both wordings."""
    pairs = [comparability(cells, first, second) for first, second in combinations(documents, 2)]
    if not pairs:
        return HTML("")
    verdicts = pd.concat(pairs, ignore_index=True)
    heading = f"<h3>{html.escape(words('mismatch_heading').lstrip('# '))}</h3>"
    return HTML(f"{heading}{_mismatch_table(verdicts, words).data}")


def _mismatch_table(verdicts: pd.DataFrame, words: Words) -> HTML:
    unlike = verdicts[~verdicts["comparable"].astype(bool)]
    if unlike.empty:
        return HTML(f"<p>{html.escape(words('mismatch_none'))}</p>")
    reasons = ("unit", "basis", "measure")
    shown = pd.DataFrame(
        {
            "indicator": [indicator_name(key, words.lang) for key in unlike["indicator"]],
            "side": [words(status) for status in unlike["status"]],
            "first": list(unlike["phrase_first"]),
            "second": list(unlike["phrase_second"]),
            "why": [
                words.join([words(f"differs_{name}") for name in reasons if not getattr(row, f"same_{name}")])
                for row in unlike.itertuples()
            ],
        }
    )
    labels = {
        "indicator": words("indicator"),
        "side": words("side"),
        "first": words("first_phrase"),
        "second": words("second_phrase"),
        "why": words("why_not"),
    }
    return report_table(shown, "not_comparable", labels, lang=words.lang)


def ambition_table(gaps: pd.DataFrame, names: Mapping[str, str], words: Words) -> HTML:
    """Return results and targets of growth with their difference within one basis."""
    shown = pd.DataFrame(
        {
            "document": [names[doc_id] for doc_id in gaps["doc_id"]],
            "indicator": [indicator_name(key, words.lang) for key in gaps["indicator"]],
            "achieved": [
                plain_number(value) + ("*" if est else "")
                for value, est in zip(gaps["achieved"], gaps["estimated"], strict=True)
            ],
            "aimed": [
                figure_text(value, "", bound, "growth")
                for value, bound in zip(gaps["aimed"], gaps["bound"], strict=True)
            ],
            "difference": [points(value, words) for value in gaps["ambition"]],
            "basis": [_basis(row, words) for row in gaps.itertuples()],
        }
    )
    labels = {
        "document": words("document"),
        "indicator": words("indicator"),
        "achieved": words("result_growth"),
        "aimed": words("target_growth"),
        "difference": words("difference_column"),
        "basis": words("basis_column"),
    }
    links = {
        "achieved": [
            sentence_link(d, s, words.lang) for d, s in zip(gaps["doc_id"], gaps["sentence_achieved"], strict=True)
        ],
        "aimed": [sentence_link(d, s, words.lang) for d, s in zip(gaps["doc_id"], gaps["sentence_aimed"], strict=True)],
    }
    return report_table(shown, "ambition", labels, lang=words.lang, notes=[words("estimated_note")], links=links)


def _basis(row: object, words: Words) -> str:
    before, after = words(row.basis_achieved), words(row.basis_aimed)  # type: ignore[attr-defined]
    return before if before == after else f"{before} → {after}"


def targets_table(targets: pd.DataFrame, names: Mapping[str, str], words: Words) -> HTML:
    """Return all headline targets in printed order with their form and words, linked."""
    shown = pd.DataFrame(
        {
            "document": [names[doc_id] for doc_id in targets["doc_id"]],
            "order": targets["order"].astype(int).to_numpy(),
            "phrase": list(targets["phrase"]),
            "form": [words(form) for form in targets["form"]],
            "quote": list(targets["quote"]),
        }
    )
    labels = {name: words(f"{name}_column") for name in ("order", "phrase", "form", "quote")}
    links = {
        "quote": [
            sentence_link(d, s, words.lang) for d, s in zip(targets["doc_id"], targets["sentence_id"], strict=True)
        ]
    }
    labels = {"document": words("document"), **labels}
    return report_table(shown, "headline_targets", labels, lang=words.lang, whole=("order",), links=links)


def sections_table(shares: pd.DataFrame, names: Mapping[str, str], words: Words) -> HTML:
    """Return the share of sentences with a figure by section."""
    shown = shares.assign(
        document=[names[doc_id] for doc_id in shares["doc_id"]], percent=100 * shares["share"].astype(float)
    )
    labels = {
        "document": words("document"),
        "heading": words("section_column"),
        "with_figure": words("with_figure_column"),
        "sentences": words("sentences_column"),
        "percent": words("share_column"),
        "figures": words("figures_column"),
    }
    return report_table(
        shown,
        "figures_by_section",
        labels,
        lang=words.lang,
        whole=("with_figure", "sentences", "figures"),
        decimals={"percent": 0},
    )
