"""The work of each step, as functions that another process can call by name. Heavy imports stay inside."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def shard(files: list[str], folder: str) -> None:
    """Process the documents of one shard."""
    from suzhou_priorities.tables.shards import process_shard

    process_shard([Path(file) for file in files], Path(folder), sidecar_needed=True)


def models(root: str) -> None:
    """Rebuild the models that ship with the package from the units that readers coded."""
    from suzhou_priorities.coding.fit_models import write_models
    from suzhou_priorities.paths import ProjectPaths

    write_models(ProjectPaths(Path(root)))


def tables(shards: list[str], out: str) -> None:
    """Assemble the tables."""
    from suzhou_priorities.tables.assemble import assemble

    assemble([Path(folder) for folder in shards], Path(out))


def notebook(source: str, output: str, parameters: dict[str, Any], figures: str, root: str) -> str | None:
    """Run one notebook; return what went wrong in one line, or None."""
    from suzhou_priorities.batch.notebook import run_notebook

    failure = run_notebook(Path(source), Path(output), parameters, Path(figures), Path(root))
    return None if failure is None else str(failure)


def page(executed: str, html: str, lang: str, title: str, failure: str | None = None) -> None:
    """Render one page."""
    from suzhou_priorities.show.pages import render_page

    render_page(Path(executed), Path(html), lang=lang, title=title, failure=failure)


def index(html: str, lang: str, processed: str, pages: list[tuple[str, str, str]]) -> None:
    """Render the front page."""
    from suzhou_priorities.show.index import render_index

    render_index(Path(html), lang=lang, processed=Path(processed), pages=pages)


def documents(pages: dict[str, str], lang: str, processed: str, raw: str) -> None:
    """Render the pages of some documents (doc_id to page)."""
    from suzhou_priorities.show.document_page import render_documents

    targets = {doc_id: Path(page) for doc_id, page in pages.items()}
    render_documents(targets, lang=lang, processed=Path(processed), raw=Path(raw))


def sentences(html: str, lang: str, processed: str) -> None:
    """Render the page of all sentences."""
    from suzhou_priorities.show.sentences_page import render_sentences

    render_sentences(Path(html), lang=lang, processed=Path(processed))
