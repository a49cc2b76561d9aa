"""Pages of records: what a reader filters and searches in the browser, without a request to any network.

The records stand in the page as data; scripts that the page brings with it (`templates/records.js`,
`templates/records_form.js` and its own) list those that are chosen.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from suzhou_priorities.repair.characters import simplified_forms
from suzhou_priorities.show.addresses import document_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from suzhou_priorities.show.text import Words

SCRIPTS = ("records.js", "records_form.js")
SHEET = "records.css"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def embedded(data: Any) -> str:
    """Return data as JSON that may stand within a script element: no text of a document can end it."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        content = content.replace(sign, f"\\u{ord(sign):04x}")
    return content


def data_block(data: Mapping[str, Any]) -> str:
    """Return the data of a page as the element that `records.js` reads.

    It also gets `script`: characters, and those that stand for them in a search (see `folded_forms`).
    """
    content = embedded(data)
    variants, plain = folded_forms(content)
    # Escaped, the variants bring no glyph into the font of the page, which no text of it needs.
    script = f'"script":[{json.dumps(variants)},{embedded(plain)}]'
    return f'<script type="application/json" id="records-data">{content[:-1]},{script}}}</script>'


def folded_forms(text: str) -> tuple[str, str]:
    """Return characters that a search takes for others, and those others: traditional and simplified ones are alike.

    Only characters that concern a text are listed: variants of what occurs in it, and variants that occur.
    """
    occurring = set(text)
    pairs = [
        (variant, form)
        for variant, form in simplified_forms().items()
        if variant != form and len(form) == 1 and (form in occurring or variant in occurring)
    ]
    return "".join(variant for variant, _ in pairs), "".join(form for _, form in pairs)


def select(key: str, label: str, values: Mapping[str, str], words: Words, *, any_name: str | None = None) -> str:
    """Return a filter with its label; names in Chinese say so on a page in another language.

    Parameters
    ----------
    key
        Name of the field, as in the address.
    label
        What stands above it.
    values
        Value to name.
    words
        Words of the page.
    any_name
        Name of the choice that narrows nothing down; by default the text `any`.
    """
    options = "".join(
        f'<option value="{html.escape(value)}"{language_of(name, words)}>{html.escape(name)}</option>'
        for value, name in values.items()
    )
    free = html.escape(words("any") if any_name is None else any_name)
    return (
        f'<p data-key="{key}"><label for="by-{key}">{html.escape(label)}</label>'
        f'<select id="by-{key}" name="{key}"><option value="">{free}</option>{options}</select></p>'
    )


def check(key: str, label: str, note: str = "") -> str:
    """Return a box to tick with its label; `note` is the id of what explains it."""
    described = f' aria-describedby="{note}"' if note else ""
    return (
        f'<p class="check"><input type="checkbox" id="by-{key}" name="{key}"{described}>'
        f'<label for="by-{key}">{html.escape(label)}</label></p>'
    )


def form(parts: Iterable[str], words: Words, *, first: str = "") -> str:
    """Return the form of a page: what comes first, the field for words, the filters, and the buttons."""
    return (
        f'<details id="filter-box" open hidden><summary>{html.escape(words("filters"))}</summary>'
        f'<form id="filters" role="search" aria-label="{html.escape(words("filters"))}" autocomplete="off">{first}'
        f'<p class="wide"><label for="by-word">{html.escape(words("word"))}</label>'
        f'<input type="search" id="by-word" name="word" spellcheck="false" aria-describedby="word-note"></p>'
        f'<p class="wide note" id="word-note">{html.escape(words("word_note"))}</p>{"".join(parts)}'
        f'<p class="wide buttons"><button type="button" id="clear">{html.escape(words("clear"))}</button>'
        f'<button type="button" id="download">{html.escape(words("download"))}</button></p></form></details>'
    )


def results(rows: str, words: Words) -> str:
    """Return where the rows are listed: the count, what could be given up when nothing fits, the rows, and more."""
    return (
        f'<section id="results" aria-label="{html.escape(words("results"))}" hidden>'
        f'<p id="count" role="status" aria-live="polite" tabindex="-1"></p><ul id="instead"></ul><p id="chosen"></p>'
        f'{rows}<p><button type="button" id="more" hidden></button></p></section>'
    )


def head(notes: Sequence[str], documents: Mapping[str, str], words: Words) -> str:
    """Return title, question, notes, and what stands there where no script may run."""
    pages = "".join(
        f'<li><a href="{html.escape(document_page(doc_id))}"{language_of(name, words)}>{html.escape(name)}</a></li>'
        for doc_id, name in documents.items()
    )
    return (
        f"<h1>{html.escape(words('title'))}</h1><p><strong>{html.escape(words('question'))}</strong></p>"
        f"{''.join(f'<p>{html.escape(note)}</p>' for note in notes if note)}"
        f'<noscript><div class="failure"><p>{html.escape(words("no_script"))}</p><ul>{pages}</ul></div></noscript>'
    )


def language_of(name: str, words: Words) -> str:
    """Return the attribute that says that a name is Chinese, where the page is not."""
    return ' lang="zh-CN"' if words.lang != "zh" and _CHINESE.search(name) else ""
