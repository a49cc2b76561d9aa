"""What stands above the text of a document: what it is, what to beware of, how to read the marks."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.messages import message_html
from suzhou_priorities.show.quantity_words import years_text

if TYPE_CHECKING:
    from suzhou_priorities.show.document_records import DocumentFacts, DocumentRecord
    from suzhou_priorities.show.text import Words


def render_head(record: DocumentRecord, words: Words) -> str:
    """Return title, facts, warnings and legend as HTML."""
    facts = record.facts
    return (
        f'<h1 lang="zh-CN">{html.escape(facts.title or facts.doc_id)}</h1>'
        f"{_facts(record, words)}{_warnings(facts, words)}{_legend(record, words)}"
    )


def _facts(record: DocumentRecord, words: Words) -> str:
    facts = record.facts
    aimed = sum(row.status == "target" for row in record.quantities)
    furniture = [row for row in record.repairs if row.kind == "chrome"]
    entries = {
        "kind": words(facts.doc_type) if facts.doc_type else "",
        "place": _place(facts, words),
        "reviewed": years_text(facts.review_start, facts.review_end, words),
        "planned": years_text(facts.plan_start, facts.plan_end, words),
        "adopted": facts.adopted or "",
        "source": words(record.tier) if record.tier else "",
        "sentences": words.number(sum(not row.is_heading for row in record.sentences)),
        "quantities": words(
            "quantities_text", actual=words.number(len(record.quantities) - aimed), target=words.number(aimed)
        ),
        "tasks": words.number(len(record.tasks)) if record.tasks else "",
        "repairs": words(
            "repairs_text",
            n=words.number(len(record.repairs)),
            uncertain=words.number(sum(not row.certain for row in record.repairs)),
        ),
        "furniture": words(
            "furniture_text",
            n=words.number(len(furniture)),
            characters=words.number(sum(len(row.before) for row in furniture)),
        )
        if furniture
        else "",
    }
    shown = "".join(
        f"<div><dt>{html.escape(words(key))}</dt><dd>{html.escape(value)}</dd></div>"
        for key, value in entries.items()
        if value
    )
    return f'<dl class="facts">{shown}</dl>'


def _place(facts: DocumentFacts, words: Words) -> str:
    entry = load_codebook("places")["entries"].get(facts.district or "")
    named = facts.place or ""
    if entry is None or words.lang == "zh":
        return named or (entry["official_zh"] if entry else "")
    official = str(entry["official_en"])
    return f"{official} ({named})" if named else official


def _warnings(facts: DocumentFacts, words: Words) -> str:
    if not facts.warnings:
        return ""
    items = "".join(f"<li>{message_html(warning, words.lang)}</li>" for warning in facts.warnings)
    return f'<div class="warnings"><p>{html.escape(words("warnings"))}</p><ul>{items}</ul></div>'


def _legend(record: DocumentRecord, words: Words) -> str:
    items = [
        f'<mark class="quantity actual">{html.escape(words("legend_actual"))}</mark>',
        f'<mark class="quantity target">{html.escape(words("legend_target"))}</mark>',
    ]
    shown = f"<p>{' · '.join(items)}</p>" if record.quantities else ""
    link = html.escape(f"../{sentences_link(document=record.facts.doc_id)}")
    return (
        f'<div class="legend">{shown}<p>{html.escape(words("legend_address"))}</p>'
        f'<p class="all-sentences"><a href="{link}">{html.escape(words("all_sentences"))}</a></p></div>'
    )
