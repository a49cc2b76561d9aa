"""The page of all sentences: found by document, code and word, and the place that every bar of a figure leads to.

The sentences stand in the page as data; scripts that the page brings with it (`templates/sentences.js`) list those
that are chosen. What is chosen stands in the address, with the keys of `addresses.sentences_link`.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

from suzhou_priorities.measures.counted_sentences import PASSAGES
from suzhou_priorities.show.addresses import document_page
from suzhou_priorities.show.code_names import CODES, code_names
from suzhou_priorities.show.code_words import ALMOST_CERTAIN, NO_DOMAIN
from suzhou_priorities.show.document_names import document_names
from suzhou_priorities.show.pages import write_page
from suzhou_priorities.show.sentences_records import read_collection
from suzhou_priorities.show.text import Words, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from suzhou_priorities.show.sentences_records import CodedSentence, SentenceCollection

OF_PROMISES = ("force", "testability")
SELECTS = ("document", "domain", "function", "horizon", "passage", *OF_PROMISES)
CHECKS = ("second", "counted")
LISTED_AT_ONCE = 200
SCRIPTS = ("sentences_rows.js", "sentences.js")
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
    write_page(target, body, lang=lang, title=words("title"), sheet="sentences.css", scripts=SCRIPTS)


def embedded(data: Any) -> str:
    """Return data as JSON that may stand within a script element: no text of a document can end it."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        content = content.replace(sign, f"\\u{ord(sign):04x}")
    return content


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
    pages = "".join(
        f'<li><a href="{html.escape(document_page(doc_id))}">{html.escape(name)}</a></li>'
        for doc_id, name in documents.items()
    )
    return (
        f"<h1>{html.escape(words('title'))}</h1><p><strong>{html.escape(words('question'))}</strong></p>"
        f"{''.join(f'<p>{html.escape(note)}</p>' for note in notes)}"
        f'<noscript><div class="failure"><p>{html.escape(words("no_script"))}</p><ul>{pages}</ul></div></noscript>'
    )


def _form(choices: dict[str, dict[str, str]], words: Words) -> str:
    selects = "".join(
        f'<p><label for="by-{key}">{html.escape(words(key))}</label><select id="by-{key}" name="{key}">'
        f'<option value="">{html.escape(words("any"))}</option>'
        + "".join(
            f'<option value="{html.escape(value)}">{html.escape(name)}</option>' for value, name in values.items()
        )
        + "</select></p>"
        for key, values in choices.items()
    )
    notes = {"counted": ' aria-describedby="counted-note"'}
    checks = "".join(
        f'<p class="check"><input type="checkbox" id="by-{key}" name="{key}"{notes.get(key, "")}>'
        f'<label for="by-{key}">{html.escape(words(key))}</label></p>'
        for key in CHECKS
    )
    return (
        f'<details id="filter-box" open hidden><summary>{html.escape(words("filters"))}</summary>'
        f'<form id="filters" role="search" aria-label="{html.escape(words("filters"))}" autocomplete="off">'
        f'<p class="wide"><label for="by-word">{html.escape(words("word"))}</label>'
        f'<input type="search" id="by-word" name="word" spellcheck="false"></p>{selects}'
        f'<div class="wide checks">{checks}</div>'
        f'<p class="wide note" id="counted-note">{html.escape(words("counted_note"))}</p>'
        f'<p class="wide buttons"><button type="button" id="clear">{html.escape(words("clear"))}</button>'
        f'<button type="button" id="download">{html.escape(words("download"))}</button></p></form></details>'
    )


def _results(words: Words) -> str:
    legend = words(
        "legend",
        own=f'<span class="term">{html.escape(words("legend_own"))}</span>',
        heading=f'<span class="term above">{html.escape(words("legend_heading"))}</span>',
        before=f'<span class="before">{html.escape(words("legend_before"))}</span>',
    )
    return (
        f'<section id="results" aria-label="{html.escape(words("results"))}" hidden>'
        f'<p id="count" role="status" aria-live="polite"></p><p id="chosen"></p>'
        f'<p class="note">{legend}　{html.escape(words("characters_note"))}</p>'
        f'<ol id="rows"></ol><p><button type="button" id="more" hidden></button></p></section>'
    )


def _data(collection: SentenceCollection, choices: dict[str, dict[str, str]], lang: str) -> str:
    """Return the sentences as a block of data; codes and headings are numbers that point into lists."""
    places = {kind: {key: place for place, key in enumerate(values)} for kind, values in choices.items()}
    headings = dict.fromkeys((row.heading for row in collection.sentences), 0)
    headings.update({heading: place for place, heading in enumerate(headings)})
    data = {
        "atOnce": LISTED_AT_ONCE,
        "almostCertain": ALMOST_CERTAIN,
        "texts": words_of("sentences", lang),
        "choices": {kind: list(values.items()) for kind, values in choices.items()},
        "pages": [document_page(doc_id) for doc_id in choices["document"]],
        "headings": list(headings),
        "rows": [_row(row, places, headings) for row in collection.sentences],
    }
    return f'<script type="application/json" id="sentences-data">{embedded(data)}</script>'


def _row(row: CodedSentence, places: Mapping[str, Mapping[str, int]], headings: Mapping[str, int]) -> list[Any]:
    """Return one sentence in the order in which `readRow` of `sentences_rows.js` reads it; -1 where it has no code."""

    def place(kind: str, key: str | None) -> int:
        return places.get(kind, {}).get(key or "", -1)

    return [
        place("document", row.doc_id),
        row.sentence_id,
        headings[row.heading],
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
    ]
