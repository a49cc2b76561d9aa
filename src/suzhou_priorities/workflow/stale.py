"""What a finished run takes away: products of runs and documents that are no more."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from suzhou_priorities.paths import sweep_asides
from suzhou_priorities.workflow.checkout import SHARDS

if TYPE_CHECKING:
    from suzhou_priorities.paths import ProjectPaths
    from suzhou_priorities.workflow.checkout import Checkout


def remove_stale(checkout: Checkout, paths: ProjectPaths) -> None:
    """Take away pages, notebooks, figures and shards of runs and documents that are no more.

    Pages with other parameters, in `reports/variants/`, stay until somebody removes them.
    """
    pages = checkout.pages()
    for language in (paths.reports, paths.reports / "en"):
        for page in (*language.glob("*.html"), *language.glob("documents/*.html")):
            if page not in pages:
                page.unlink()
    for notebook in (paths.reports / "notebooks").glob("*/*.ipynb"):
        if notebook not in checkout.executed():
            notebook.unlink()
    for folder in paths.figures.glob("*/*"):
        if folder.is_dir() and folder not in checkout.figure_folders():
            shutil.rmtree(folder)
    for folder in (paths.processed / SHARDS).glob("*-of-*"):
        if folder not in checkout.shard_folders():
            shutil.rmtree(folder)
    sweep_asides(paths.processed, paths.figures, paths.reports, below=True)
