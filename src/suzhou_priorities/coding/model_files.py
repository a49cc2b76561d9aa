"""Where the models stand that ship with the package, and what they are rebuilt from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suzhou_priorities.paths import ProjectPaths

DOMAIN_TABLE, FUNCTION_TABLE = "domain_model.tsv", "function_model.tsv"
CODES = ("codes.csv", "codes_units.csv")


def model_files() -> list[Path]:
    """Return the tables of the models of domains and functions."""
    return [Path(__file__).with_name(name) for name in (DOMAIN_TABLE, FUNCTION_TABLE)]


def is_coded(paths: ProjectPaths) -> bool:
    """Tell whether a checkout holds coded units, and is the one that this package runs from."""
    own = Path(__file__).resolve().is_relative_to(paths.root.resolve())
    return own and all((paths.validation / name).is_file() for name in CODES)


def sources_of_units(paths: ProjectPaths) -> list[Path]:
    """Return the files that coded units come from: codes, reports written for the purpose, pages of the corpus."""
    reports = sorted((paths.validation / "reports").glob("*.txt"))
    named = (paths.validation / "codes_units.csv").read_text(encoding="utf-8")
    pages = [file for file in sorted(paths.raw.glob("*.txt")) if f",{file.stem}," in named]
    return [*(paths.validation / name for name in CODES), *reports, *pages]
