"""Documents in shards: the unit in which a large corpus is processed, and done again when something changes."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from suzhou_priorities.tables.document import (
    ProcessedDocument,
    SetAside,
    document_row,
    error_row,
    process_document,
    repair_rows,
    section_rows,
    sentence_rows,
)
from suzhou_priorities.tables.extract_rows import extract_rows
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import write_rows, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def process_shard(
    files: Sequence[Path], folder: Path, *, sidecar_needed: bool = False
) -> list[ProcessedDocument | SetAside]:
    """Process the documents of one shard and write its tables and texts into `folder`.

    Returns
    -------
    list
        What became of each file, in their order.
    """
    with _cycles_left_alone():
        results = [process_document(file, sidecar_needed=sidecar_needed) for file in files]
        write_shard(results, folder)
    return results


@contextmanager
def _cycles_left_alone() -> Iterator[None]:
    """Do without the collector of cyclic garbage for a while.

    Documents and rows hold no cycles and are freed without it; looking through them again and again as they grow in
    number takes a tenth of a shard's time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def write_shard(results: Sequence[ProcessedDocument | SetAside], folder: Path) -> None:
    """Write the tables and texts of processed documents into `folder`, and take away what stood there before."""
    documents = [result for result in results if isinstance(result, ProcessedDocument)]
    rows = {
        "documents": [document_row(document) for document in documents],
        "repairs": [row for document in documents for row in repair_rows(document)],
        "sections": [row for document in documents for row in section_rows(document)],
        "sentences": [row for document in documents for row in sentence_rows(document)],
        "errors": [error_row(result) for result in results if isinstance(result, SetAside)],
    }
    for document in documents:
        for name, more in extract_rows(
            document.page.doc_id, document.outline, document.extraction, document.coding
        ).items():
            rows.setdefault(name, []).extend(more)
    texts = {f"{document.page.doc_id}.txt": document.clean.text for document in documents}
    text_folder = folder / "text"
    for name, text in texts.items():
        write_text(text_folder / name, text)
    if text_folder.is_dir():
        for stale in text_folder.glob("*.txt"):
            if stale.name not in texts:
                stale.unlink()
    for name in SCHEMAS:
        write_rows(rows.get(name, []), name, folder)
