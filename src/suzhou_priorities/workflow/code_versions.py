"""The documents of the corpus processed by two versions of the code: that of a commit, and the working tree."""

from __future__ import annotations

import io
import os
import shutil
import tarfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.paths import ROOT_VARIABLE
from suzhou_priorities.workflow.other_code import PACKAGE, environment_of, git_bytes, run_in

if TYPE_CHECKING:
    from pathlib import Path

    from suzhou_priorities.paths import ProjectPaths

# What the tables are made from besides raw pages: the package with its codebooks, and the units that models learn from.
_SOURCES = ("src", "data/validation")
_FIT = "coding/fit_models.py"
_SET_ASIDE = 1  # exit code of `process` when a document was set aside
_UNWANTED = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*")


def processed_by_both(paths: ProjectPaths, revision: str, folder: Path) -> tuple[Path, Path]:
    """Process `data/raw` by the code of a commit and by that of the working tree; return the folders of the tables.

    Each version runs in a process of its own, on its own copy, and fits its models first: what it would give after
    `make report`. The raw pages are those of the working tree for both, so that only the code makes a difference.

    Parameters
    ----------
    paths
        The checkout.
    revision
        The commit, as git names it.
    folder
        Where copies and tables are made; must be empty.
    """
    before, after = folder / "before", folder / "after"
    archive = git_bytes(paths.root, "archive", "--format=tar", revision, "--", *_kept(paths, revision))
    with tarfile.open(fileobj=io.BytesIO(archive)) as content:
        content.extractall(before, filter="data")
    for source in _SOURCES:
        if (paths.root / source).is_dir():
            shutil.copytree(paths.root / source, after / source, ignore=_UNWANTED)
    workers = max(1, (os.cpu_count() or 1) // 2)
    with ThreadPoolExecutor(2) as both:
        made = both.map(lambda root: _processed(root, paths.raw, workers), (before, after))
        return tuple(made)  # type: ignore[return-value]


def _kept(paths: ProjectPaths, revision: str) -> list[str]:
    """Return which of the sources a commit has."""
    listed = git_bytes(paths.root, "ls-tree", "-d", "--name-only", revision, "--", *_SOURCES).decode().split()
    if "src" not in listed:
        raise WorkflowError(revision, "has no folder src.", "Name a commit of this project.")
    return listed


def _processed(root: Path, raw: Path, workers: int) -> Path:
    """Fit the models of a version and process the documents; return the folder of its tables."""
    shutil.copytree(raw, root / "data" / "raw", dirs_exist_ok=True)
    environment = environment_of(root, {ROOT_VARIABLE: str(root)})
    if (root / "src" / PACKAGE / _FIT).is_file() and (root / "data" / "validation" / "codes.csv").is_file():
        run_in(root, ["-m", f"{PACKAGE}.coding.fit_models"], environment)
    out = root / "tables"
    files = ["data/raw", "--out", str(out), "--workers", str(workers)]
    run_in(root, ["-m", f"{PACKAGE}.cli", "process", *files], environment, allowed=(0, _SET_ASIDE))
    return out
