"""Where the products of a run stand: pages, executed notebooks, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from suzhou_priorities.paths import ProjectPaths
    from suzhou_priorities.workflow.runs import Run


@dataclass(frozen=True, slots=True)
class Places:
    """The products of one checkout: Chinese pages at the top of `reports/`, English ones in `reports/en/`."""

    paths: ProjectPaths

    def of_language(self, lang: str) -> Path:
        """Return the folder of a language's pages."""
        return self.paths.reports if lang == "zh" else self.paths.reports / lang

    def html(self, run: Run) -> Path:
        """Return the page of a run."""
        return self.of_language(run.lang) / f"{run.name}.html"

    def index(self, lang: str) -> Path:
        """Return the front page."""
        return self.of_language(lang) / "index.html"

    def sentences(self, lang: str) -> Path:
        """Return the page of all sentences."""
        return self.of_language(lang) / "sentences.html"

    def document(self, doc_id: str, lang: str) -> Path:
        """Return the page of a document."""
        return self.of_language(lang) / "documents" / f"{doc_id}.html"

    def executed(self, run: Run) -> Path:
        """Return the executed notebook of a run."""
        return self.paths.reports / "notebooks" / run.lang / f"{run.name}.ipynb"

    def figures(self, run: Run) -> Path:
        """Return the folder of a run's figures."""
        return self.paths.figures / run.name / run.lang
