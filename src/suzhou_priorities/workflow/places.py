"""Where the products of a run stand: pages, executed notebooks, figures, the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.show.site import WORKBOOK

if TYPE_CHECKING:
    from pathlib import Path

    from suzhou_priorities.paths import ProjectPaths
    from suzhou_priorities.workflow.runs import Run

VARIANTS = "variants"
LEDGER = "runs.json"
LEDGER_PAGE = "runs.html"


@dataclass(frozen=True, slots=True)
class Places:
    """The products of one checkout: Chinese pages at the top of `reports/`, English ones in `reports/en/`.

    Runs with other parameters than `runs.yml` says have all their products in a folder of `reports/variants/`, so that
    they never take the place of the report's own.
    """

    paths: ProjectPaths

    def of_language(self, lang: str) -> Path:
        """Return the folder of a language's pages."""
        return self.paths.reports if lang == "zh" else self.paths.reports / lang

    def variant(self, name: str) -> Path:
        """Return the folder of runs with other parameters."""
        return self.paths.reports / VARIANTS / name

    def html(self, run: Run) -> Path:
        """Return the page of a run."""
        if run.variant:
            folder = self.variant(run.variant)
            return (folder if run.lang == "zh" else folder / run.lang) / f"{run.name}.html"
        return self.of_language(run.lang) / f"{run.name}.html"

    def index(self, lang: str) -> Path:
        """Return the front page."""
        return self.of_language(lang) / "index.html"

    def site(self, key: str, lang: str) -> Path:
        """Return a page of the site that is made from the tables."""
        return self.of_language(lang) / f"{key}.html"

    def workbook(self, lang: str) -> Path:
        """Return the workbook of all tables."""
        return self.of_language(lang) / WORKBOOK

    def document(self, doc_id: str, lang: str) -> Path:
        """Return the page of a document."""
        return self.of_language(lang) / "documents" / f"{doc_id}.html"

    def executed(self, run: Run) -> Path:
        """Return the executed notebook of a run."""
        return self._reports(run) / "notebooks" / run.lang / f"{run.name}.ipynb"

    def carried(self, run: Run) -> Path:
        """Return what other pages take from a run."""
        return self._reports(run) / "notebooks" / ".carried" / run.lang / f"{run.name}.ipynb"

    def figures(self, run: Run) -> Path:
        """Return the folder of a run's figures."""
        figures = self.variant(run.variant) / "figures" if run.variant else self.paths.figures
        return figures / run.name / run.lang

    def ledger(self) -> Path:
        """Return the ledger of the last run."""
        return self.paths.reports / LEDGER

    def ledger_page(self, lang: str) -> Path:
        """Return the page of the ledger."""
        return self.of_language(lang) / LEDGER_PAGE

    def _reports(self, run: Run) -> Path:
        return self.variant(run.variant) if run.variant else self.paths.reports
