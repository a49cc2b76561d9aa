"""One zip with all that is needed to read, check, cite and re-run the study: to be deposited, or mailed."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from suzhou_priorities import __version__
from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.tables.datapackage import FILE as DATAPACKAGE
from suzhou_priorities.tables.store import written_aside
from suzhou_priorities.workflow.engine import RunOptions, explain
from suzhou_priorities.workflow.places import LEDGER, LEDGER_PAGE, VARIANTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suzhou_priorities.paths import ProjectPaths

NAME = f"suzhou-priorities-{__version__}"
SUMS = "SHA256SUMS"
FOLDERS = (
    "benchmarks",
    "data/processed",
    "data/raw",
    "data/validation",
    "docs",
    "figures",
    "notebooks",
    "reports",
    "src",
    "tests",
)
FILES = (
    "CHANGELOG.md",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "environment.yml",
    "pyproject.toml",
    "requirements.lock",
)
CODEBOOKS = "codebooks"
# The ledger differs from run to run, and pages with other parameters are no part of the report.
_LEDGER = frozenset({f"reports/{LEDGER}", f"reports/{LEDGER_PAGE}", f"reports/en/{LEDGER_PAGE}"})
_VARIANTS = f"reports/{VARIANTS}/"
_LEFT_OUT = frozenset({".part", ".pyc", ".egg-info"})
_PACKED = frozenset({".png", ".parquet", ".xlsx", ".zip", ".gz"})
_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold
_PLAIN_FILE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was written: the zip, how many files it holds, and its size in bytes."""

    file: Path
    files: int
    size: int


def default_target(paths: ProjectPaths) -> Path:
    """Return where the zip is written if nothing else is said."""
    return paths.root / "dist" / f"{NAME}.zip"


def write_bundle(paths: ProjectPaths, target: Path) -> Bundle:
    """Write the zip whole or not at all; the same files give the same bytes.

    It holds one folder, named after project and version, with `SHA256SUMS` in it: ``sha256sum -c SHA256SUMS`` checks
    all other files. Hidden files are left out.

    Parameters
    ----------
    paths
        The checkout.
    target
        The zip.

    Raises
    ------
    WorkflowError
        If the report is not there, or out of date.
    """
    _check(paths)
    sums: list[str] = []
    with written_aside(target) as aside, zipfile.ZipFile(aside, "w") as archive:
        for name, content in _contents(paths, target, aside):
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
            _add(archive, name, content)
        _add(archive, SUMS, "".join(sums).encode("utf-8"))
    return Bundle(target, len(sums), target.stat().st_size)


def _check(paths: ProjectPaths) -> None:
    """Refuse a report that is missing or out of date."""
    for needed in (paths.reports / "index.html", paths.reports / "en" / "index.html", paths.processed / DATAPACKAGE):
        if not needed.is_file():
            raise WorkflowError(
                needed.relative_to(paths.root), "is missing: the report was not made.", "Run `make report` first."
            )
    stale = stale_steps(paths)
    if stale:
        raise WorkflowError(
            "reports",
            f"are out of date: {stale} of the steps that make them would run again.",
            "Run `make report` first; `suzhou-priorities report --dry-run` says which steps and why.",
        )


def stale_steps(paths: ProjectPaths) -> int:
    """Return how many steps of the workflow would run again."""
    told = io.StringIO()
    explain(paths, RunOptions(), told)
    return sum(line.startswith("would run:") for line in told.getvalue().splitlines())


def _contents(paths: ProjectPaths, *left_out: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file, sorted by name."""
    aside = {path.resolve() for path in left_out}
    sources: dict[str, Path] = {name: paths.root / name for name in FILES if (paths.root / name).is_file()}
    for folder in FOLDERS:
        for file in (paths.root / folder).rglob("*"):
            if file.is_file() and not file.is_symlink() and file.resolve() not in aside:
                sources[file.relative_to(paths.root).as_posix()] = file
    for name in sorted([*(name for name in sources if _belongs(name)), *_codebooks()]):
        yield name, sources[name].read_bytes() if name in sources else _codebook(name)


def _belongs(name: str) -> bool:
    """Tell whether a file is part of the study: not hidden, not a leftover of a tool, not of one run only."""
    if name in _LEDGER or name.startswith(_VARIANTS):
        return False
    parts = Path(name).parts
    return not any(part.startswith(".") or part == "__pycache__" or Path(part).suffix in _LEFT_OUT for part in parts)


def _codebooks() -> list[str]:
    """Return the names of the codebooks, which readers find in a folder of their own besides that of the package."""
    folder = resources.files("suzhou_priorities.codebooks")
    return [f"{CODEBOOKS}/{entry.name}" for entry in folder.iterdir() if entry.name.endswith(".yml")]


def _codebook(name: str) -> bytes:
    return (resources.files("suzhou_priorities.codebooks") / name.removeprefix(f"{CODEBOOKS}/")).read_bytes()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file with a fixed time and the rights of a plain file."""
    entry = zipfile.ZipInfo(f"{NAME}/{name}", _TIME)
    entry.create_system = 3  # Unix, whatever the system that writes
    entry.external_attr = _PLAIN_FILE
    entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix in _PACKED else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
