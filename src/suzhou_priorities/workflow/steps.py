"""The work of each step, as functions that another process can call by name. Heavy imports stay inside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suzhou_priorities.batch.ledger import Ledger
    from suzhou_priorities.batch.notebook_failure import NotebookFailure
    from suzhou_priorities.paths import ProjectPaths


def shard(files: list[str], folder: str) -> None:
    """Process the documents of one shard."""
    from suzhou_priorities.tables.shards import process_shard

    process_shard([Path(file) for file in files], Path(folder), sidecar_needed=True)


def models(root: str) -> None:
    """Rebuild the models that ship with the package from the units that readers coded."""
    from suzhou_priorities.coding.fit_models import write_models

    write_models(_paths(root))


def tables(shards: list[str], out: str) -> None:
    """Assemble the tables."""
    from suzhou_priorities.tables.assemble import assemble

    assemble([Path(folder) for folder in shards], Path(out))


def notebook(
    source: str, output: str, carried: str, parameters: dict[str, Any], figures: str, root: str
) -> NotebookFailure | None:
    """Run one notebook, and set apart what other pages take from it; return what went wrong, or None."""
    import logging

    from suzhou_priorities.batch.notebook import run_notebook
    from suzhou_priorities.show.carried import write_carried

    logging.getLogger("papermill").setLevel(logging.CRITICAL)  # what it says of a failure is reported in any case
    failure = run_notebook(Path(source), Path(output), parameters, Path(figures), Path(root))
    write_carried(Path(output), Path(carried))
    return failure


def page(executed: str, html: str, lang: str, title: str, failure: str | None = None) -> None:
    """Render one page."""
    from suzhou_priorities.show.pages import render_page

    render_page(Path(executed), Path(html), lang=lang, title=title, failure=failure)


def variant_page(
    executed: str, html: str, lang: str, title: str, changed: dict[str, Any], failure: str | None = None
) -> None:
    """Render the page of a run with other parameters."""
    from suzhou_priorities.show.variant_page import render_variant

    render_variant(Path(executed), Path(html), lang=lang, title=title, changed=changed, failure=failure)


def failed_page(html: str, lang: str, title: str, failure: str) -> None:
    """Render the page of a notebook that could not be begun."""
    from suzhou_priorities.show.variant_page import render_failure

    render_failure(Path(html), lang=lang, title=title, failure=failure)


def index(html: str, lang: str, processed: str, pages: list[Any], study: str | None) -> None:
    """Render the front page; `pages` are its `front_map.PageEntry`, `study` the executed notebook of the study."""
    from suzhou_priorities.show.index import render_index

    executed = Path(study) if study else None
    render_index(Path(html), lang=lang, processed=Path(processed), pages=pages, study=executed)


def documents(pages: dict[str, str], lang: str, processed: str, raw: str) -> None:
    """Render the pages of some documents (doc_id to page)."""
    from suzhou_priorities.show.document_page import render_documents

    targets = {doc_id: Path(page) for doc_id, page in pages.items()}
    render_documents(targets, lang=lang, processed=Path(processed), raw=Path(raw))


def sentences(html: str, lang: str, root: str) -> None:
    """Render the page of all sentences."""
    from suzhou_priorities.show.sentences_page import render_sentences

    render_sentences(Path(html), lang=lang, processed=_paths(root).processed)


def explorer(html: str, lang: str, root: str) -> None:
    """Render the explorer."""
    from suzhou_priorities.show.explorer_page import render_explorer

    render_explorer(Path(html), lang=lang, processed=_paths(root).processed)


def methods(html: str, lang: str, root: str) -> None:
    """Render the page of methods."""
    from suzhou_priorities.show.methods_page import render_methods

    render_methods(Path(html), lang=lang, paths=_paths(root))


def codebook(html: str, lang: str, root: str) -> None:
    """Render the page of codebooks."""
    from suzhou_priorities.show.codebook_site import render_codebook

    render_codebook(Path(html), lang=lang, processed=_paths(root).processed)


def data(html: str, lang: str, root: str) -> None:
    """Render the data dictionary."""
    from suzhou_priorities.show.data_page import render_data

    render_data(Path(html), lang=lang, processed=_paths(root).processed)


def workbook(target: str, lang: str, processed: str, pages: list[tuple[str, str]]) -> None:
    """Write the workbook of all tables; `pages` has the title and the executed notebook of each page."""
    from suzhou_priorities.show.workbook import write_workbook

    executed = [(title, Path(notebook)) for title, notebook in pages]
    write_workbook(Path(target), lang=lang, processed=Path(processed), pages=executed)


@dataclass(frozen=True, slots=True)
class NotebookFiles:
    """What a notebook was made from: its inputs, the files of the package, the libraries of others it imports."""

    inputs: tuple[str, ...]
    code: tuple[str, ...]
    imports: tuple[str, ...]


def ledger(
    drawn_up: Ledger, files: Mapping[str, NotebookFiles], target: str, pages: Mapping[str, str], memory: str, root: str
) -> str:
    """Complete the ledger of a run and write it; return in one line what changed in the tables.

    Parameters
    ----------
    drawn_up
        The ledger without checksums, versions and changes of tables.
    files
        What the notebooks were made from, by step.
    target, pages
        Where the ledger goes, and its pages by language.
    memory
        Folder in which is kept what the tables were.
    root
        The checkout.
    """
    import json

    from suzhou_priorities.batch.ledger import as_data, table_line
    from suzhou_priorities.batch.run_inputs import Checksums, locked_packages, package_versions
    from suzhou_priorities.batch.table_changes import fingerprints, keep, table_changes
    from suzhou_priorities.show.ledger_page import render_ledger
    from suzhou_priorities.tables.store import write_text

    paths = _paths(root)
    checksums, locked = Checksums(), locked_packages(paths.root / "requirements.lock")
    notebooks = tuple(
        replace(
            record,
            inputs=checksums.by_name(files[record.step.name].inputs, paths.root),
            code=checksums.together(files[record.step.name].code, paths.root),
            packages=package_versions(files[record.step.name].imports, locked),
        )
        for record in drawn_up.notebooks
    )
    prints = fingerprints(paths.processed, Path(memory))
    tables = tuple(table_changes(prints, paths.processed, Path(memory)))
    data = as_data(replace(drawn_up, notebooks=notebooks, tables=tables))
    write_text(Path(target), json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    keep(prints.values(), Path(memory))
    for lang, page in pages.items():
        render_ledger(Path(page), lang=lang, data=data)
    return table_line(tables)


def _paths(root: str) -> ProjectPaths:
    from suzhou_priorities.paths import ProjectPaths

    return ProjectPaths(Path(root))
