"""Documents made in memory, from a page to the rows of all tables that one document fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suzhou_priorities.coding.document import code_document
from suzhou_priorities.corpus.raw_page import RawPage
from suzhou_priorities.extract.document import DEFAULT_TYPE, extract_document
from suzhou_priorities.outline.metadata import infer_metadata, with_provenance
from suzhou_priorities.outline.sections import outline_text
from suzhou_priorities.repair.clean import clean_page
from suzhou_priorities.tables.document import (
    ProcessedDocument,
    document_row,
    repair_rows,
    section_rows,
    sentence_rows,
)
from suzhou_priorities.tables.extract_rows import extract_rows
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import frame_of, list_of

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.repair.clean import CleanText

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]


def processed(page: RawPage | str, clean: CleanText | None = None, doc_type: str | None = None) -> ProcessedDocument:
    """Return a page processed as `process_document` does, but for what it keeps from a traceback: here errors fly."""
    if isinstance(page, str):
        page = RawPage("page", page, "utf-8", "", "page.txt")
    clean = clean or clean_page(page.text)
    metadata = with_provenance(infer_metadata(clean.text), page.provenance)
    doc_type = doc_type or metadata.doc_type or DEFAULT_TYPE
    outline = outline_text(clean.text, doc_type)
    extraction = extract_document(clean.text, outline, metadata)
    return ProcessedDocument(
        page, clean, metadata, outline, extraction, code_document(clean.text, outline, metadata, extraction)
    )


def tables_of(document: ProcessedDocument) -> Tables:
    """Return the rows of a document, checked against the schemas: types, vocabularies, keys."""
    rows = {
        "documents": [document_row(document)],
        "repairs": repair_rows(document),
        "sections": section_rows(document),
        "sentences": sentence_rows(document),
        "errors": [],
        **extract_rows(document.page.doc_id, document.outline, document.extraction, document.coding),
    }
    assert set(rows) == set(SCHEMAS)
    return {name: rows_of(frame_of(name, found)) if found else [] for name, found in rows.items()}


def rows_of(frame: pd.DataFrame) -> Rows:
    """Return a frame's rows, empty cells as None and lists as lists."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [
        {name: list_of(cell) if isinstance(cell, list) else cell for name, cell in row.items()}
        for row in plain.to_dict("records")
    ]
