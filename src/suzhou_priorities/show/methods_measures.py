"""The section on measures of the page of methods: formula, meaning, source and use of each, and the references."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.show.codebook_addresses import entry_id
from suzhou_priorities.show.reference import english, entry, has_chinese, marked

if TYPE_CHECKING:
    from suzhou_priorities.show.text import Words

# Pages that are made once for each district are reached from the front page.
FRONT_PAGE = "index.html"
FOR_EACH = frozenset({"10_district_profile"})
_FRACTION = re.compile(r"\[\[(?P<above>[^\[\]]+?) // (?P<below>[^\[\]]+?)\]\]")


def measure_entries(words: Words) -> str:
    """Return links to all measures, and the measures, as HTML."""
    book = load_codebook("measures")
    links = "".join(
        f'<li><a href="#{entry_id("measure", one["key"])}">{html.escape(one["name"][words.lang])}</a></li>'
        for one in book["measures"]
    )
    told = "".join(_measure(one, book["references"], words) for one in book["measures"])
    return f'<ul class="jump">{links}</ul>{told}'


def references(words: Words) -> str:
    """Return all references as a list."""
    found = load_codebook("measures")["references"]
    items = "".join(
        f'<li id="{entry_id("reference", key)}">{_reference(one["full"], words)}</li>' for key, one in found.items()
    )
    return f'<ul class="references">{items}</ul>'


def formula_html(formula: str) -> str:
    """Return a formula of the codebook as HTML: its fractions set one above the other."""
    return _FRACTION.sub(r'<span class="frac"><span>\g<above></span><span>\g<below></span></span>', formula)


def _measure(one: dict[str, Any], found: dict[str, Any], words: Words) -> str:
    lang = words.lang
    sources = [
        f'<a href="#{entry_id("reference", key)}">{_reference(found[key]["cited"], words)}</a>'
        for key in one["sources"]
    ]
    pages = [
        f'<a href="{FRONT_PAGE if page in FOR_EACH else f"{page}.html"}">{html.escape(words(f"page_{page}"))}</a>'
        for page in one["pages"]
    ]
    lines = [
        (words("formula"), f'<span class="formula">{formula_html(one["formula"])}</span>' if one["formula"] else ""),
        (words("meaning"), marked(one["meaning"][lang], lang)),
        (words("sources"), words.join(sources) or html.escape(words("own_measure"))),
        (words("used_in"), words.join(pages)),
    ]
    return entry(entry_id("measure", one["key"]), one["name"][lang], "", lines)


def _reference(text: str, words: Words) -> str:
    """Return a reference as HTML, marked with its own language where that is not the page's."""
    if words.lang == "en" or has_chinese(text):
        return marked(text, words.lang)
    return english(text)
