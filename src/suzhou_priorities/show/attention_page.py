"""The tables of the notebook `02_attention` on what is counted and on shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.measures.attention import attention
from suzhou_priorities.measures.attention_study import ALL, CORRECTED
from suzhou_priorities.measures.coder_error import as_read
from suzhou_priorities.measures.coding_scores import scored
from suzhou_priorities.measures.counted_sentences import PASSAGES, REASONS
from suzhou_priorities.show.assignment_context import folded
from suzhou_priorities.show.attention_context import percent
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.show.attention_context import Context

_NOT_COUNTED = "document_type"


def counted_text(left: pd.DataFrame, context: Context) -> Markdown:
    """Return what is counted, and which documents are not at all."""
    own = left[left["reason"] == _NOT_COUNTED]
    words = context.words
    outside = [
        words("outside", name=context.names[row.doc_id], n=row.sentences) for row in own.itertuples() if row.sentences
    ]
    told = words("outside_text", listed=words.join(outside)) if outside else ""
    return Markdown(words.sentences([words("counted_text"), told]))


def counted_table(counted: pd.DataFrame, left: pd.DataFrame, context: Context) -> HTML:
    """Return how much of each document is counted, and how many sentences are left out for which reason."""
    words = context.words
    documents = list(dict.fromkeys(counted["doc_id"]))
    groups = {doc_id: counted[counted["doc_id"] == doc_id] for doc_id in documents}
    rows = [(words("counted_sentences"), [len(own) for own in groups.values()])]
    for passage in PASSAGES:
        found = [int((own["passage"] == passage).sum()) for own in groups.values()]
        if any(found):
            rows.append((words("of_which", passage=context.part_head(passage)), found))
    rows.append((words("counted_characters"), [int(own["characters"].sum()) for own in groups.values()]))
    rows.append((words("counted_paragraphs"), [int(own["paragraph"].nunique()) for own in groups.values()]))
    for reason in REASONS:
        own = left[(left["reason"] == reason)].set_index("doc_id")["sentences"]
        found = [int(own.get(doc_id, 0)) for doc_id in documents]
        if any(found):
            rows.append((words("left_out", reason=words(f"reason_{reason}")), found))
    shown = pd.DataFrame({"what": [name for name, _ in rows]})
    for place, doc_id in enumerate(documents):
        shown[doc_id] = [found[place] for _, found in rows]
    labels = {"what": words("what"), **{doc_id: context.names[doc_id] for doc_id in documents}}
    return report_table(shown, "counted", labels, lang=words.lang, whole=documents)


def error_text(counted: pd.DataFrame, sample: pd.DataFrame, context: Context) -> Markdown:
    """Return how well the coder codes the counted sentences, and how far shares by the readers' codes lie away."""
    words = context.words
    if context.settings.second:
        return words.show("error_second")
    if not context.has_error:
        return words.show("error_unknown")
    kept = scored(sample)
    right = int((kept["domain"] == kept["coded_domain"]).sum())
    told = [words("error_known", n=len(kept), right=right, share=f"{100 * right / len(kept):.0f}")]
    read = as_read(counted, sample)
    if len(read):
        by_readers, by_program = (
            attention(own, weight=context.settings.weight, resamples=1)[["doc_id", "domain", "share"]]
            for own in (read, counted)
        )
        both = by_readers.merge(by_program, on=["doc_id", "domain"])
        worst = both.loc[(both["share_x"] - both["share_y"]).abs().idxmax()]
        told.append(
            words(
                "error_read",
                name=context.names[str(worst["doc_id"])],
                domain=context.domain(str(worst["domain"]), inner=True),
                points=f"{100 * abs(worst['share_x'] - worst['share_y']):.1f}",
                coded=percent(worst["share_y"]),
                read=percent(worst["share_x"]),
            )
        )
    return Markdown(words.sentences(told))


def variants_text(table: pd.DataFrame, context: Context) -> Markdown:
    """Return in words how far shares move when they are counted in another way; nothing where there are none."""
    words, told = context.words, []
    for variant, own in table.dropna(subset=["difference"]).groupby("variant", sort=False):
        worst = own.loc[own["difference"].abs().idxmax()]
        told.append(
            words(
                "variant",
                how=words(f"variant_{variant}"),
                name=context.names[str(worst["doc_id"])],
                domain=context.domain(str(worst["domain"]), inner=True),
                points=f"{100 * abs(worst['difference']):.1f}",
                first=percent(worst["first"]),
                second=percent(worst["second"]),
            )
        )
    return words.show("variants", told=context.clauses(told)) if told else Markdown("")


def shares_table(table: pd.DataFrame, table_id: str, context: Context) -> HTML:
    """Return shares with intervals, a row per domain, each share linked to its sentences."""
    if table.empty:
        return HTML("")
    words = context.words
    documents = list(dict.fromkeys(table["doc_id"]))
    means = table.groupby("domain", sort=False)["share"].mean().sort_values(ascending=False, kind="stable")
    order = list(means.index)
    shown = pd.DataFrame({"domain": [context.domain(key) for key in order]})
    labels, links = {"domain": words("domain")}, {}
    for doc_id in documents:
        own = table[table["doc_id"] == doc_id].set_index("domain").loc[order]
        name = context.labels[doc_id]
        labels |= {doc_id: words("share_column", name=name)}
        labels |= {f"{doc_id}_{limit}": words(f"{limit}_column", name=name) for limit in ("low", "high")}
        shown[doc_id] = [percent(share) for share in own["share"]]
        for limit in ("low", "high"):
            shown[f"{doc_id}_{limit}"] = 100 * own[limit].to_numpy(dtype=float)
        links[doc_id] = [
            context.link(doc_id, key, context.part) if sentences else None
            for key, sentences in zip(order, own["sentences"], strict=True)
        ]
    decimals = {name: 1 for name in labels if name.endswith(("_low", "_high"))}
    return report_table(shown, table_id, labels, lang=words.lang, decimals=decimals, links=links)


def every_share_table(table: pd.DataFrame, context: Context) -> HTML:
    """Return all shares of all documents and passages, folded, with all that was counted."""
    if table.empty:
        return HTML(f"<p>{context.words('nothing_counted')}</p>")
    words = context.words
    shown = table[table["sentences"] > 0]
    sorted_rows = shown.assign(
        document=[context.names[doc_id] for doc_id in shown["doc_id"]],
        place=[(ALL, *PASSAGES).index(passage) for passage in shown["passage"]],
    ).sort_values(["document", "place", "share"], ascending=[True, True, False], kind="stable")
    limits = ("share", "low", "high", *(CORRECTED if sorted_rows["corrected"].notna().any() else ()))
    rows = sorted_rows.assign(
        passage_name=[context.part_head(passage) for passage in sorted_rows["passage"]],
        domain_name=[context.domain(key) for key in sorted_rows["domain"]],
        **{f"{name}_percent": 100 * sorted_rows[name] for name in limits},
    )
    labels = {"document": words("document"), "passage_name": words("passage"), "domain_name": words("domain")}
    labels |= {f"{name}_percent": words(f"{name}_percent") for name in limits}
    counts = ("characters", "sentences", "paragraphs")
    labels |= {name: words(f"{name}_column") for name in counts}
    links: dict[str, Sequence[str | None]] = {
        "domain_name": [context.link(row.doc_id, row.domain, row.passage) for row in sorted_rows.itertuples()]
    }
    decimals = {name: 1 for name in labels if name.endswith("_percent")}
    content = report_table(
        rows, "attention_shares", labels, lang=words.lang, whole=counts, decimals=decimals, links=links
    )
    return folded(words("open_shares", n=len(rows)), content)
