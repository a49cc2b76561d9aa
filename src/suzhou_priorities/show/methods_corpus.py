"""The section on the corpus of the page of methods: where each document comes from, and what may be compared."""

from __future__ import annotations

import html
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.corpus.provenance import TIERS, Correction, Provenance, read_provenance, sidecar_of
from suzhou_priorities.errors import ProvenanceError
from suzhou_priorities.show.addresses import document_page
from suzhou_priorities.show.messages import message_html
from suzhou_priorities.show.reference import chinese, marked, table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from suzhou_priorities.show.text import Words

MOST_LISTED = 40
CHECKSUM_SHOWN = 12
# What sidecars say of official documents, in this project's words (CONTRIBUTING.md).
STATE_DOCUMENT = "Official document of the state; not subject to copyright"


def places_of(documents: pd.DataFrame) -> int:
    """Return of how many places the documents are: districts of the codebook and others."""
    return int(documents["district"].fillna(documents["place"]).nunique())


def provenances(documents: pd.DataFrame, raw: Path) -> dict[str, Provenance]:
    """Return what is known of the source of each document; those without a sound sidecar are left out."""
    found = {}
    for doc_id in map(str, documents["doc_id"]):
        try:
            found[doc_id] = read_provenance(sidecar_of(raw / f"{doc_id}.txt"))
        except ProvenanceError:
            continue
    return found


def tiers_text(documents: pd.DataFrame, known: Mapping[str, Provenance], words: Words) -> str:
    """Return how many documents come from each kind of source."""
    tiers = [known[doc_id].source.tier if doc_id in known else "unknown" for doc_id in documents["doc_id"]]
    listed = [words(f"tier_{tier}", n=tiers.count(tier)) for tier in (*TIERS, "unknown") if tier in tiers]
    return words("tiers_text", listed=words.join(listed)) if listed else ""


def documents_table(
    documents: pd.DataFrame, known: Mapping[str, Provenance], names: Mapping[str, str], words: Words
) -> str:
    """Return the table of sources as HTML; of a large corpus its first documents."""
    heads = [words("document"), words("source"), words("adopted"), words("checksum", n=CHECKSUM_SHOWN)]
    rows = [
        [_name(row, names[str(row.doc_id)], words.lang), *_source(known.get(str(row.doc_id)), words)]
        for row in documents.head(MOST_LISTED).itertuples()
    ]
    rest = len(documents) - MOST_LISTED
    cut = f"<p>{html.escape(words('documents_cut', shown=MOST_LISTED, rest=rest))}</p>" if rest > 0 else ""
    return table(words("documents_caption"), heads, rows) + cut


def corrections_list(known: Mapping[str, Provenance], names: Mapping[str, str], words: Words) -> str:
    """Return what was corrected on evidence, as a list; empty where nothing was."""
    items = "".join(
        f"<li>{_correction(item, names[doc_id], words)}</li>"
        for doc_id, one in known.items()
        for item in one.corrections
    )
    text = html.escape(words("corrections_text"))
    return f'<p>{text}</p><ul class="conventions">{items}</ul>' if items else ""


def licences_text(known: Mapping[str, Provenance], words: Words) -> str:
    """Return the rights of the documents as a paragraph, each kind once with the number of documents."""
    counts = Counter(_licence(one.licence, words) for one in known.values())
    listed = [words("licence_one", licence=licence, n=number) for licence, number in counts.items()]
    return f"<p>{words('licences', listed=words.join(listed))}</p>" if listed else ""


def _name(row: object, name: str, lang: str) -> str:
    doc_id, title = str(row.doc_id), row.title  # type: ignore[attr-defined]
    told = f'<a href="{html.escape(document_page(doc_id))}">{marked(name, lang)}</a>'
    if pd.isna(title):
        return told
    return f'{told}<span class="title">{_as_printed(str(title), lang)}</span>'


def _source(one: Provenance | None, words: Words) -> tuple[str, str, str]:
    if one is None:
        return html.escape(words("unknown_source")), "—", "—"
    source, lang = one.source, words.lang
    parts = [
        html.escape(words(source.tier)),
        marked(words("on_site", site=source.site), lang) if source.site else "",
        html.escape(words("published", date=source.published)) if source.published else "",
        html.escape(words("retrieved", date=source.retrieved) if source.retrieved else words("not_retrieved")),
    ]
    return (
        ("；" if lang == "zh" else "; ").join(filter(None, parts)),
        f'<span class="date">{one.adopted or "—"}</span>',
        f'<code title="{one.sha256}">{one.sha256[:CHECKSUM_SHOWN]}</code>',
    )


def _correction(item: Correction, name: str, words: Words) -> str:
    return words(
        "correction",
        name=marked(name, words.lang),
        printed=_as_printed(item.printed, words.lang),
        corrected=_as_printed(item.corrected, words.lang),
        evidence=message_html(item.evidence, words.lang),
    )


def _licence(licence: str, words: Words) -> str:
    if licence.startswith(STATE_DOCUMENT):
        return html.escape(words("state_document"))
    return message_html(licence, words.lang)


def _as_printed(text: str, lang: str) -> str:
    return html.escape(text) if lang == "zh" else chinese(text)
