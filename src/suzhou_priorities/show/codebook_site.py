"""The page of codebooks on the site: every code with its definition, its borders and its address."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.show.codebook_addresses import methods_link
from suzhou_priorities.show.codebook_codes import code_entries
from suzhou_priorities.show.codebook_counts import count_codes
from suzhou_priorities.show.codebook_domains import domain_entries, ruling_entries
from suzhou_priorities.show.codebook_indicators import indicator_entries
from suzhou_priorities.show.codebook_places import places_table
from suzhou_priorities.show.pages import write_page
from suzhou_priorities.show.reference import more, paragraph, section
from suzhou_priorities.show.text import Words

if TYPE_CHECKING:
    from pathlib import Path

VALIDATION_PAGE = "90_validation.html"
CODES_SHOWN = ("function", "horizon", "tense", "force", "testability")


def render_codebook(target: Path, *, lang: str, processed: Path | None = None) -> None:
    """Write the page.

    Parameters
    ----------
    target
        ``reports/codebook.html``, in English ``reports/en/codebook.html``.
    lang
        ``zh`` or ``en``.
    processed
        Folder of the tables, so that each code says how many sentences of the corpus bear it; without it none does.
    """
    words = Words("codebook", lang)
    counts = count_codes(processed)
    lead = "lead" if counts.by_kind else "lead_uncounted"
    body = [
        f"<h1>{html.escape(words('title'))}</h1><p><strong>{html.escape(words('question'))}</strong></p>",
        paragraph(words(lead), lang),
        _part("domain", words, domain_entries(counts, words), paragraph(words("cap_text"), lang)),
        _part("ruling", words, ruling_entries(words)),
        *(_part(kind, words, code_entries(kind, counts, words)) for kind in CODES_SHOWN),
        more(words("more_validation"), VALIDATION_PAGE),
        more(words("more_methods"), methods_link("coding")),
        _part("indicator", words, indicator_entries(counts, words), paragraph(words("forms_text"), lang)),
        _part("place", words, places_table(words)),
    ]
    write_page(target, f"<main>{''.join(body)}</main>", lang=lang, title=words("title"), sheet="reference.css")


def _part(kind: str, words: Words, entries: str, after_text: str = "") -> str:
    """Return the section of one kind of entries; its texts are named for what stands in it."""
    name = kind if kind in ("force", "testability") else f"{kind}s"
    text = paragraph(words(f"{name}_text"), words.lang)
    return section(name, words(f"{name}_heading"), text, after_text, entries)
