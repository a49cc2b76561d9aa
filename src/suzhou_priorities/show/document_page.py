"""The page of a document: its clean text with outline, numbers, repairs, and an address for every sentence."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.show.document_blocks import blocks_of, heading_text, render_blocks
from suzhou_priorities.show.document_head import render_head
from suzhou_priorities.show.document_records import read_records
from suzhou_priorities.show.document_tasks import table_span, task_sections
from suzhou_priorities.show.document_text import marked_text
from suzhou_priorities.show.pages import write_page
from suzhou_priorities.show.task_table import render_tasks
from suzhou_priorities.show.text import Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from suzhou_priorities.show.document_records import DocumentRecord, SectionRow

FOLDER = "documents"


def render_document(target: Path, *, doc_id: str, lang: str, processed: Path, raw: Path) -> None:
    """Write the page of one document, or take it away if the document was set aside.

    Parameters
    ----------
    target
        ``reports/documents/<doc_id>.html``, in English ``reports/en/documents/<doc_id>.html``.
    doc_id
        The document.
    lang
        Language of all that is not text of the document: ``zh`` or ``en``.
    processed, raw
        Folders of the tables with the clean texts, and of the raw pages with their sidecars.
    """
    render_documents({doc_id: target}, lang=lang, processed=processed, raw=raw)


def render_documents(targets: Mapping[str, Path], *, lang: str, processed: Path, raw: Path) -> None:
    """Write the pages of several documents (doc_id to page); as `render_document`, with each table read once."""
    words = Words("document", lang)
    written = set()
    for record in read_records(list(targets), processed, raw):
        doc_id = record.facts.doc_id
        title = record.facts.title or doc_id
        write_page(targets[doc_id], _body(record, words), lang=lang, title=title, folder=FOLDER, sheet="document.css")
        written.add(doc_id)
    for doc_id in targets.keys() - written:
        targets[doc_id].unlink(missing_ok=True)


def _body(record: DocumentRecord, words: Words) -> str:
    label = html.escape(words("show_repairs", n=words.number(len(record.repairs))))
    toggle = f'<input type="checkbox" id="show-repairs"><label for="show-repairs">{label}</label>'
    return (
        f"<main>{toggle if record.repairs else ''}{render_head(record, words)}{_contents(record, words)}"
        f'<article lang="zh-CN">\n{_text(record, words)}\n</article></main>'
    )


def _text(record: DocumentRecord, words: Words) -> str:
    """Return the text; a flattened table becomes one again, what stands around it is text as usual."""
    text = marked_text(record, words)
    table = table_span(record)
    if table is None:
        return render_blocks(blocks_of(record, 0, len(record.text)), text, words)
    return "\n".join(
        (
            render_blocks(blocks_of(record, 0, table[0]), text, words),
            render_tasks(task_sections(record, table), text, words),
            f'<p class="note" lang="{words.lang}">{html.escape(words("table_note"))}</p>',
            render_blocks(blocks_of(record, table[1], len(record.text)), text, words),
        )
    )


def _contents(record: DocumentRecord, words: Words) -> str:
    """Return the table of contents: nested lists, as the section tree has them."""
    below: dict[str | None, list[SectionRow]] = {}
    known = {row.section_id for row in record.sections}
    for row in record.sections:
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    count = sum(bool(row.heading) for row in record.sections)
    if not count:
        return ""
    summary = html.escape(words("contents_of", n=count))
    return (
        f'<details class="contents"><summary>{summary}</summary>'
        f'<div lang="zh-CN">{_list(below.get(None, []), below, words)}</div></details>'
    )


def _list(rows: list[SectionRow], below: Mapping[str | None, list[SectionRow]], words: Words) -> str:
    items = []
    for row in rows:
        inner = _list(below.get(row.section_id, []), below, words)
        if row.heading:
            link = f'<a href="#{html.escape(row.section_id)}">{heading_text(row, words)}</a>'
            items.append(f"<li>{link}{inner}</li>")
        elif inner:
            items.append(f"<li>{inner}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""
