"""The page of methods: what a reader needs to judge and cite the study."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.measures.chosen_documents import choose, read_rows
from suzhou_priorities.show.choice_note import MOST_OF_PAGE, choice_text
from suzhou_priorities.show.methods_parts import MethodsParts
from suzhou_priorities.show.methods_reading import coding_section, extraction_section, outline_section
from suzhou_priorities.show.pages import write_page
from suzhou_priorities.show.reference import paragraph
from suzhou_priorities.show.tables_shown import TABLES_OF_METHODS
from suzhou_priorities.show.text import Words
from suzhou_priorities.tables.optional import read_if_there

if TYPE_CHECKING:
    from pathlib import Path

    from suzhou_priorities.paths import ProjectPaths


def render_methods(target: Path, *, lang: str, paths: ProjectPaths) -> None:
    """Write the page.

    Parameters
    ----------
    target
        ``reports/methods.html``, in English ``reports/en/methods.html``.
    lang
        ``zh`` or ``en``.
    paths
        The checkout: its tables, the sidecars of its documents, and the validation data.
    """
    words = Words("methods", lang)
    choice = choose(read_if_there("documents", paths.processed), {}, most=MOST_OF_PAGE)
    tables = {name: read_rows(name, paths.processed, choice, is_optional=True) for name in TABLES_OF_METHODS}
    parts = MethodsParts(tables, paths, words)
    body = "".join(
        (
            f"<h1>{html.escape(words('title'))}</h1><p><strong>{html.escape(words('question'))}</strong></p>",
            paragraph(words("lead"), lang),
            paragraph(choice_text(choice, "choice_of_records", words), lang) if not choice.is_all else "",
            parts.corpus(),
            parts.repair(),
            outline_section(tables, words),
            extraction_section(tables, words),
            coding_section(tables, words),
            parts.measures(),
            parts.validation(),
            parts.limits(),
        )
    )
    write_page(target, f"<main>{body}</main>", lang=lang, title=words("title"), sheet="reference.css")
