"""The page of all sentences: found by document, code and word, and the place that every bar of a figure leads to.

What is chosen stands in the address, with the keys of `addresses.sentences_link`. Headings are found too, where a word
is searched.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from suzhou_priorities.measures.counted_sentences import PASSAGES
from suzhou_priorities.show.addresses import document_page
from suzhou_priorities.show.choice_note import choice_text
from suzhou_priorities.show.code_names import CODES, code_names
from suzhou_priorities.show.code_words import ALMOST_CERTAIN, NO_DOMAIN
from suzhou_priorities.show.document_names import document_names
from suzhou_priorities.show.pages import write_page
from suzhou_priorities.show.record_pages import SCRIPTS, SHEET, check, data_block, form, head, results, select
from suzhou_priorities.show.sentences_records import read_collection
from suzhou_priorities.show.text import Words, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from suzhou_priorities.show.sentences_records import CodedSentence, SentenceCollection

OF_PROMISES = ("force", "testability")
SELECTS = ("document", "domain", "function", "horizon", "passage", *OF_PROMISES)
CHECKS = ("second", "counted", "figure")
LISTED_AT_ONCE = 200
_HEADING = "heading"


def render_sentences(target: Path, *, lang: str, processed: Path) -> None:
    """Write the page of all sentences.

    Parameters
    ----------
    target
        ``reports/sentences.html``, in English ``reports/en/sentences.html``.
    lang
        Language of all that is not text of the documents: ``zh`` or ``en``.
    processed
        Folder of the tables.
    """
    words = Words("sentences", lang)
    collection = read_collection(processed)
    choices = _choices(collection, words)
    shown = f"<main>{_head(collection, choices['document'], words)}{_form(choices, words)}{_results(words)}</main>"
    body = f"{shown}{_data(collection, choices, lang)}"
    scripts = (*SCRIPTS, "sentences_rows.js", "sentences.js")
    write_page(target, body, lang=lang, title=words("title"), sheet=SHEET, scripts=scripts)


def _choices(collection: SentenceCollection, words: Words) -> dict[str, dict[str, str]]:
    """Return for each filter its values, key to name; filters that the corpus has no codes for are left out."""
    codes = {kind: dict(code_names(kind, words.lang)) for kind in CODES}
    codes["domain"][NO_DOMAIN] = words("no_domain")
    codes["function"].pop(_HEADING, None)
    codes["passage"] = {passage: words(f"passage_{passage}") for passage in PASSAGES}
    found = {"document": _documents(collection, words), **codes}
    return {key: found[key] for key in SELECTS if collection.has_promises or key not in OF_PROMISES}


def _documents(collection: SentenceCollection, words: Words) -> dict[str, str]:
    """Return the documents that have sentences or stand in the table, doc_id to name."""
    known = document_names(collection.documents, words)
    return known | {row.doc_id: row.doc_id for row in collection.sentences if row.doc_id not in known}


def _head(collection: SentenceCollection, documents: Mapping[str, str], words: Words) -> str:
    notes = [
        words(
            "intro",
            documents=words.number(len(documents)),
            sentences=words.number(len(collection.sentences)),
        )
    ]
    if collection.sentences and not any(row.domain or row.function for row in collection.sentences):
        notes.append(words("uncoded"))
    elif not collection.has_promises:
        notes.append(words("no_promises"))
    return head([*notes, choice_text(collection.choice, "choice_of_records", words)], documents, words)


def _form(choices: dict[str, dict[str, str]], words: Words) -> str:
    selects = (select(key, words(key), values, words) for key, values in choices.items())
    checks = "".join(check(key, words(key), "counted-note" if key == "counted" else "") for key in CHECKS)
    note = f'<p class="wide note" id="counted-note">{html.escape(words("counted_note"))}</p>'
    return form((*selects, f'<div class="wide checks">{checks}</div>', note), words)


def _results(words: Words) -> str:
    legend = words(
        "legend",
        own=f'<span class="term">{html.escape(words("legend_own"))}</span>',
        heading=f'<span class="term above">{html.escape(words("legend_heading"))}</span>',
        before=f'<span class="before">{html.escape(words("legend_before"))}</span>',
    )
    headings = (
        '<div id="headings" hidden><p id="headings-count"></p><ul id="heading-rows"></ul>'
        '<p><button type="button" id="all-headings"></button></p></div>'
    )
    note = f'<p class="note">{legend}　{html.escape(words("characters_note"))}</p>'
    return results(f'{headings}{note}<ol id="rows"></ol>', words)


def _data(collection: SentenceCollection, choices: dict[str, dict[str, str]], lang: str) -> str:
    """Return the sentences as a block of data; codes and headings are places in lists."""
    places = {kind: {key: place for place, key in enumerate(values)} for kind, values in choices.items()}
    sections = {(row.doc_id, row.section_id): place for place, row in enumerate(collection.headings)}
    data = {
        "atOnce": LISTED_AT_ONCE,
        "almostCertain": ALMOST_CERTAIN,
        "texts": words_of("sentences", lang),
        "choices": {kind: list(values.items()) for kind, values in choices.items()},
        "pages": [document_page(doc_id) for doc_id in choices["document"]],
        "sections": [
            [places["document"][row.doc_id], row.section_id, row.number, row.text] for row in collection.headings
        ],
        "rows": [_row(row, places, sections) for row in collection.sentences],
    }
    return data_block(data)


def _row(
    row: CodedSentence, places: Mapping[str, Mapping[str, int]], sections: Mapping[tuple[str, str], int]
) -> list[Any]:
    """Return one sentence in the order in which `readRow` of `sentences_rows.js` reads it; -1 where it has no code."""

    def place(kind: str, key: str | None) -> int:
        return places.get(kind, {}).get(key or "", -1)

    return [
        place("document", row.doc_id),
        row.sentence_id,
        -1 if row.section_id is None else sections[row.doc_id, row.section_id],
        row.text,
        place("domain", row.domain),
        place("domain", row.second),
        place("function", row.function),
        place("horizon", row.horizon),
        place("passage", row.passage),
        row.characters,
        row.score,
        row.own_terms,
        row.heading_terms,
        row.terms_before,
        [
            [one.verb, place("force", one.force), place("testability", one.testability), int(one.negated)]
            for one in row.promises
        ],
        row.figures,
    ]
