"""Where things stand in a checkout of the project."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from suzhou_priorities.errors import WorkflowError

ROOT_VARIABLE = "SUZHOU_PRIORITIES_ROOT"
FIGURES_VARIABLE = "SUZHOU_PRIORITIES_FIGURES"
_ASIDE = re.compile(r"\..+\.[0-9a-f]{32}\.part", re.DOTALL)
# With the rest of the name this stays within the 255 bytes that file systems allow, in any script.
_LONGEST_KEPT = 50


@dataclass(frozen=True, slots=True)
class ProjectPaths:
    """The folders of one checkout, all derived from its root."""

    root: Path

    @property
    def raw(self) -> Path:
        """Pages as scraped, each with its provenance sidecar."""
        return self.root / "data" / "raw"

    @property
    def processed(self) -> Path:
        """Tables and clean texts, rebuilt."""
        return self.root / "data" / "processed"

    @property
    def validation(self) -> Path:
        """Hand-read figures and hand codes."""
        return self.root / "data" / "validation"

    @property
    def notebooks(self) -> Path:
        """Source notebooks and `runs.yml`."""
        return self.root / "notebooks"

    @property
    def figures(self) -> Path:
        """Figures of the notebooks, rebuilt."""
        return self.root / "figures"

    @property
    def reports(self) -> Path:
        """HTML pages and executed notebooks, rebuilt."""
        return self.root / "reports"


def find_root(start: Path | None = None) -> Path:
    """Return the root of the checkout that holds `start` (the working directory by default).

    The environment variable ``SUZHOU_PRIORITIES_ROOT`` comes first; then the nearest parent with
    both `data/raw` and `notebooks`.

    Raises
    ------
    WorkflowError
        If no parent is a checkout, or the variable names no folder.
    """
    named = os.environ.get(ROOT_VARIABLE)
    if named:
        if not Path(named).is_dir():
            raise WorkflowError(named, f"is no folder, though {ROOT_VARIABLE} names it.", "Mend or unset the variable.")
        return Path(named).resolve()
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "raw").is_dir() and (folder / "notebooks").is_dir():
            return folder
    raise WorkflowError(
        here,
        "is not inside a checkout of suzhou-priorities (no folder above it has data/raw and notebooks).",
        f"Change into the checkout, or name it in the environment variable {ROOT_VARIABLE}.",
    )


def project_paths(start: Path | None = None) -> ProjectPaths:
    """Return the folders of the checkout around `start`."""
    return ProjectPaths(find_root(start))


def aside_of(target: Path) -> Path:
    """Return a name beside `target` under which a file or folder is made until it is complete.

    No two writers share one, neither two processes nor two machines with one file system: the same work done twice at
    once does no harm.
    """
    return target.with_name(f".{target.name[:_LONGEST_KEPT]}.{uuid4().hex}.part")


def sweep_asides(*folders: Path, below: bool = False) -> None:
    """Take away what writers left in folders, or anywhere below them, that were killed before it was complete.

    To be called when nobody writes there.
    """
    for folder in folders:
        for left in list(folder.rglob(".*.part") if below else folder.glob(".*.part")):
            if _ASIDE.fullmatch(left.name):
                shutil.rmtree(left, ignore_errors=True)
                with suppress(OSError):
                    left.unlink()
