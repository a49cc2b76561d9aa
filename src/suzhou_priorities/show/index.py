"""The front page: the question, the districts, the findings, how sure it is, the map of pages, how to cite."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.measures.chosen_documents import choose
from suzhou_priorities.show.addresses import SENTENCES_PAGE, document_page
from suzhou_priorities.show.choice_note import MOST_OF_PAGE, choice_note
from suzhou_priorities.show.citation import bibtex, citation_text, data_checksum
from suzhou_priorities.show.front_findings import districts_part, findings_part, trust_part
from suzhou_priorities.show.front_lead import lead_part, scope_part
from suzhou_priorities.show.front_map import DISTRICT, STUDY, PageEntry, map_of_pages
from suzhou_priorities.show.front_method import COLUMNS_OF_EXAMPLE, method_part
from suzhou_priorities.show.pages import write_page
from suzhou_priorities.show.summary import read_figure, read_summary
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.show.text import Words, words_of
from suzhou_priorities.tables.extent import number_of_rows
from suzhou_priorities.tables.store import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from suzhou_priorities.show.summary import StudySummary

COUNTED = ("sentences", "quantities", "targets", "commitments", "tasks")


def render_index(
    target: Path, *, lang: str, processed: Path, pages: Sequence[PageEntry], study: Path | None = None
) -> None:
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
        The pages of the notebooks, in their order.
    study
        The executed notebook of the study, whose findings the page repeats; None where there is none.
    """
    words, told = words_of("page", lang), Words("page", lang)
    documents, checksum = read_table("documents", processed), data_checksum(processed)
    summary = read_summary(study) if study is not None and study.is_file() else None
    body = (
        f'<main><h1>{html.escape(words["site"])}</h1><p class="lead">{html.escape(words["site_question"])}</p>'
        f"{lead_part(documents, summary, told)}{scope_part(documents, checksum, told)}{_search(words)}"
        f"{_study(study, summary, pages, processed, words, told)}{map_of_pages(pages, words)}"
        f"{_corpus(documents, processed, told)}{_citation(checksum, lang, words)}</main>"
    )
    write_page(target, body, lang=lang, title=words["site"], is_home=True, sheet="front.css", scripts=("front.js",))


def _search(words: Mapping[str, str]) -> str:
    return (
        f'<form id="search" role="search" data-page="{SENTENCES_PAGE}">'
        f'<label for="word">{html.escape(words["search_label"])}</label>'
        f'<input type="search" id="word" spellcheck="false" autocomplete="off">'
        f'<button type="submit">{html.escape(words["search_button"])}</button></form>'
    )


def _study(
    study: Path | None,
    summary: StudySummary | None,
    pages: Sequence[PageEntry],
    processed: Path,
    words: Mapping[str, str],
    told: Words,
) -> str:
    """Return the districts, how it was done, the findings and how sure they are."""
    if study is None:
        return ""
    page = next((f"{page.name}.html" for page in pages if page.group == STUDY), "")
    if summary is None:
        return f'<p class="failure">{html.escape(words["no_findings"])} <a href="{page}">{html.escape(page)}</a></p>'
    figure = read_figure(study, summary.findings[0].figure) if summary.findings else ""
    profiles = {entry.district: f"{entry.name}.html" for entry in pages if entry.group == DISTRICT}
    return (
        districts_part(summary, profiles, words)
        + method_part(read_table("sentences", processed, columns=COLUMNS_OF_EXAMPLE), summary, told)
        + findings_part(summary, page, figure, words)
        + trust_part(summary, words)
    )


def _corpus(documents: pd.DataFrame, processed: Path, words: Words) -> str:
    """Return how much was read, and the documents."""
    counts = {name: number_of_rows(name, processed) for name in COUNTED}
    glance = words("glance", documents=len(documents), **{name: words.number(n) for name, n in counts.items()})
    choice = choose(documents, {}, most=MOST_OF_PAGE)
    documents = documents[documents["doc_id"].isin(choice.doc_ids)].copy()
    documents["kind"] = [words(str(kind)) if isinstance(kind, str) else "—" for kind in documents["doc_type"]]
    documents["year"] = documents["year"].astype("string")
    documents["title"] = documents["title"].fillna(documents["doc_id"])
    table = report_table(
        documents,
        "corpus",
        {
            "title": words("document"),
            "kind": words("kind"),
            "year": words("year"),
            "clean_chars": words("characters"),
            "sentences": words("sentences"),
        },
        lang=words.lang,
        whole=("clean_chars", "sentences"),
        links={"title": [document_page(doc_id) for doc_id in documents["doc_id"]]},
    )
    note = choice_note(choice, words, "choice_of_records").data
    return f'<h2 id="corpus">{html.escape(words("corpus"))}</h2><p>{html.escape(glance)}</p>{note}{table.data}'


def _citation(checksum: str, lang: str, words: Mapping[str, str]) -> str:
    facts = (
        (words["cite_checksum"], checksum),
        (words["cite_licence"], words["licence"]),
    )
    listed = "".join(f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(fact)}</dd></div>" for name, fact in facts)
    return (
        f'<h2 id="cite">{html.escape(words["cite"])}</h2><blockquote>{html.escape(citation_text(lang, checksum))}'
        f'</blockquote><p>BibTeX</p><pre class="bibtex">{html.escape(bibtex(checksum))}</pre>'
        f'<dl class="facts">{listed}</dl>'
    )
