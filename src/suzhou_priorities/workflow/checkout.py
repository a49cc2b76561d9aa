"""What one checkout holds and what its workflow makes of it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from suzhou_priorities.corpus.sharding import shards_of
from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.show.site import LANGUAGES
from suzhou_priorities.workflow.places import Places
from suzhou_priorities.workflow.runs import Run, read_runs
from suzhou_priorities.workflow.selection import Selection, select
from suzhou_priorities.workflow.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from suzhou_priorities.paths import ProjectPaths

SHARDS = ".shards"


class Checkout:
    """The documents, shards and runs of one checkout, and the places of what is made of them.

    Parameters
    ----------
    paths
        The checkout.

    Raises
    ------
    WorkflowError
        If it holds no document, or its list of runs is at fault.
    """

    def __init__(self, paths: ProjectPaths) -> None:
        self._paths = paths
        self._places = Places(paths)
        self._files = sorted(paths.raw.glob("*.txt"))
        if not self._files:
            raise WorkflowError("data/raw", "holds no document.", "Put <doc_id>.txt and <doc_id>.yml there.")
        self._runs = read_runs(paths)
        self._shards = {
            name: (files, paths.processed / SHARDS / name) for name, files in shards_of(self._files).items()
        }

    @property
    def places(self) -> Places:
        """Where the products stand."""
        return self._places

    @property
    def runs(self) -> list[Run]:
        """The runs of `runs.yml`."""
        return list(self._runs)

    def select(self, only: str | None, district: str | None, parameters: Sequence[str]) -> Selection:
        """Return what a command is about; see `selection.select`."""
        return select(self._runs, self._paths.notebooks, only=only, district=district, parameters=parameters)

    def set_aside(self) -> list[str]:
        """Return which documents the tables leave out, and why, a line each."""
        errors = self._paths.processed / "errors.csv"
        if not errors.is_file():
            return []
        with errors.open(encoding="utf-8", newline="") as lines:
            return [f"{row['file']}: {row['error']} {row['remedy']}" for row in csv.DictReader(lines)]

    def pages(self) -> set[Path]:
        """Return the pages that the workflow makes."""
        documents = {self._places.document(file.stem, lang) for file in self._files for lang in LANGUAGES}
        return (
            documents
            | {self._places.html(run) for run in self._runs}
            | {self._places.index(lang) for lang in LANGUAGES}
            | {self._places.site(page.key, lang) for page in SITE_PAGES for lang in LANGUAGES}
            | {self._places.ledger_page(lang) for lang in LANGUAGES}
        )

    def executed(self) -> set[Path]:
        """Return the executed notebooks that the workflow makes."""
        return {self._places.executed(run) for run in self._runs}

    def figure_folders(self) -> set[Path]:
        """Return the folders of figures that the workflow makes."""
        return {self._places.figures(run) for run in self._runs}

    def shard_folders(self) -> set[Path]:
        """Return the folders of the shards."""
        return {folder for _, folder in self._shards.values()}
