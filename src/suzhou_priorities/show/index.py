"""The front page: the question, the pages, the corpus at a glance."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.show.addresses import SENTENCES_PAGE, document_page
from suzhou_priorities.show.pages import cards, write_page
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.show.text import words_of
from suzhou_priorities.tables.store import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def render_index(target: Path, *, lang: str, processed: Path, pages: Sequence[tuple[str, str, str]]) -> None:
    """Write the front page.

    Parameters
    ----------
    target
        ``reports/index.html``, in English ``reports/en/index.html``.
    lang
        ``zh`` or ``en``.
    processed
        Folder of the tables.
    pages
        (name, title, sentence) of every page.
    """
    words, common, sentences = (words_of(page, lang) for page in ("page", "common", "sentences"))
    documents = read_table("documents", processed)
    documents["kind"] = [common.get(str(kind), "—") for kind in documents["doc_type"]]
    labels = {
        "title": words["document"],
        "kind": words["kind"],
        "year": words["year"],
        "clean_chars": words["characters"],
        "sentences": words["sentences"],
    }
    documents["year"] = documents["year"].astype("string")
    documents["title"] = documents["title"].fillna(documents["doc_id"])
    pages_of_documents = [document_page(doc_id) for doc_id in documents["doc_id"]]
    table = report_table(
        documents,
        "corpus",
        labels,
        lang=lang,
        whole=("clean_chars", "sentences"),
        links={"title": pages_of_documents},
    )
    entries = [*pages, (SENTENCES_PAGE.removesuffix(".html"), sentences["title"], sentences["card"])]
    body = (
        f"<main><h1>{html.escape(words['site'])}</h1><p>{html.escape(words['site_question'])}</p>"
        f'<h2 id="pages">{html.escape(words["pages"])}</h2>{cards(entries)}'
        f'<h2 id="corpus">{html.escape(words["corpus"])}</h2>{table.data}</main>'
    )
    write_page(target, body, lang=lang, title=words["site"], is_home=True)
