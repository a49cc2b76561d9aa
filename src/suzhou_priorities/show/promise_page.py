"""The tables on promises: shares with intervals, the two axes crossed, and examples, each linked."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.measures.commitment import (
    AXES,
    association,
    axis_shares,
    cross_table,
    examples,
    promises,
)
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.show.addresses import sentence_link, sentences_link
from suzhou_priorities.show.assignment_context import folded
from suzhou_priorities.show.domain_names import domain_name
from suzhou_priorities.show.language_context import percent, percent_interval
from suzhou_priorities.show.passages import card, linked, passage
from suzhou_priorities.show.promise_figures import AXIS_ORDER, axis_name, promises_by_domain_figure
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.tables.vocabulary import FORCES, TESTABILITIES

if TYPE_CHECKING:
    from suzhou_priorities.measures.commitment import Axis
    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words


def counted_promises(commitments: pd.DataFrame, counted: pd.DataFrame, compared: Compared) -> pd.DataFrame:
    """Return the promises of the page's documents that stand in sentences that count, with their domains."""
    own = counted[counted["doc_id"].isin(compared.shown)]
    return promises(commitments, own).dropna(subset=["domain"]).reset_index(drop=True)


def promises_text(promised: pd.DataFrame, compared: Compared, words: Words) -> Markdown:
    """Return how many promises there are and how the two axes go together; or that there are none."""
    if promised.empty:
        return words.show("promises_none")
    own = promised[promised["doc_id"].isin(compared.pair)]
    told = words("promises_text", n=words.number(len(promised)), documents=promised["doc_id"].nunique())
    joint = association(cross_table(own if len(own) else promised))
    if pd.isna(joint.corrected):
        return Markdown(told)
    return Markdown(words.sentences([told, words("promises_joint", v=f"{joint.corrected:.2f}", n=joint.n)]))


def beside(promised: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return the figure by domain of the documents beside the pair, folded; nothing where there are none."""
    figure = promises_by_domain_figure(promised, compared.aside, "promises_by_domain_beside", compared, words)
    return folded(words("promises_beside_summary"), figure) if figure.data else figure


def crossed(promised: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return the promises of each document of the pair by force and testability, every count linked."""
    tables: list[str] = []
    for doc_id in compared.pair:
        own = promised[promised["doc_id"] == doc_id]
        if own.empty:
            continue
        counts = cross_table(own)
        shown = pd.DataFrame({"force": [axis_name("force", key, words.lang) for key in FORCES]})
        links: dict[str, list[str | None]] = {}
        for value in TESTABILITIES:
            numbers = [int(counts.at[force, value]) for force in FORCES]
            shown[value] = [str(number) for number in numbers]
            links[value] = [
                sentences_link(document=doc_id, force=force, testability=value, counted="1") if number else None
                for force, number in zip(FORCES, numbers, strict=True)
            ]
        labels = {"force": words("force_column")}
        labels |= {value: axis_name("testability", value, words.lang) for value in TESTABILITIES}
        table = report_table(
            shown,
            f"promises_crossed_{len(tables) + 1}",
            labels,
            lang=words.lang,
            links=links,
        )
        head = html.escape(words("crossed_caption", name=compared.names[doc_id], n=len(own)))
        tables.append(f"<p><strong>{head}</strong></p>{table.data}")
    return HTML("".join(tables))


def shares_tables(promised: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return for each axis all shares by document and domain with their intervals, folded, every share linked."""
    parts = []
    for axis in AXIS_ORDER:
        whole = axis_shares(promised, axis).assign(domain="")
        found = pd.concat([whole, axis_shares(promised, axis, ["doc_id", "domain"])], ignore_index=True)
        if len(found):
            summary = words("shares_summary", axis=words(axis))
            parts.append(folded(summary, _shares_table(found, axis, compared, words)).data)
    return HTML("".join(parts))


def _shares_table(found: pd.DataFrame, axis: Axis, compared: Compared, words: Words) -> HTML:
    """Return the shares on one axis: a row per document and domain, a column per value of the axis."""
    cells = found.set_index(["doc_id", "domain", axis])
    known = set(zip(found["doc_id"], found["domain"], strict=True))
    keys = [(doc, domain) for doc in compared.shown for domain in ("", *POLICY_DOMAINS) if (doc, domain) in known]
    shown = pd.DataFrame(
        {
            "document": [compared.brief[doc_id] for doc_id, _ in keys],
            "domain": [domain_name(key, words.lang) if key else words("all_domains") for _, key in keys],
            "total": [int(cells.at[(*key, AXES[axis][0]), "total"]) for key in keys],
        }
    )
    labels = {name: words(f"{name}_column") for name in shown.columns}
    links: dict[str, list[str | None]] = {}
    for value in AXES[axis]:
        rows = [cells.loc[(*key, value)] for key in keys]
        shown[value] = [f"{percent(row['share'])} ({percent_interval(row['low'], row['high'])})" for row in rows]
        links[value] = [
            sentences_link(document=doc_id, domain=domain, counted="1", **{axis: value}) if row["count"] else None
            for (doc_id, domain), row in zip(keys, rows, strict=True)
        ]
        labels[value] = words("share_head", value=axis_name(axis, value, words.lang))
    return report_table(
        shown, f"promises_{axis}", labels, lang=words.lang, whole=("total",), notes=[words("shares_note")], links=links
    )


def examples_list(promised: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return for each document of the pair and domain the most and the least testable promise, folded."""
    parts = []
    for doc_id in compared.pair:
        own = promised[promised["doc_id"] == doc_id]
        found = examples(own, "testability")
        blocks = []
        for domain, rows in found.groupby("domain", sort=False):
            lines = [f"<p><strong>{html.escape(domain_name(str(domain), words.lang))}</strong></p>"]
            lines += [_example(row, words) for row in rows.itertuples()]
            blocks.append(card(lines))
        if blocks:
            summary = words("examples_summary", name=compared.names[doc_id])
            parts.append(folded(summary, HTML("".join(blocks))).data)
    return HTML("".join(parts))


def _example(row: object, words: Words) -> str:
    """Return one promise: how testable and how firm it is, its verb and object, its sentence."""
    doc_id, sentence_id = str(row.doc_id), str(row.sentence_id)  # type: ignore[attr-defined]
    label = words.join(
        [
            axis_name("testability", str(row.testability), words.lang),  # type: ignore[attr-defined]
            axis_name("force", str(row.force), words.lang),  # type: ignore[attr-defined]
        ]
    )
    object_ = "" if pd.isna(row.object) else str(row.object)  # type: ignore[attr-defined]
    promise = linked(f"{row.verb} {object_}".strip(), sentence_link(doc_id, sentence_id, words.lang))  # type: ignore[attr-defined]
    return passage(label, f'<span lang="zh-CN">{promise}</span>')
