"""Which files a command is about, and whether the folder for its tables may be written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from suzhou_priorities.errors import RawPageError, printable
from suzhou_priorities.tables.datapackage import FILE as DATAPACKAGE
from suzhou_priorities.tables.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Sequence

SUFFIX = ".txt"
# What the description of the tables calls itself.
NAME = "suzhou-priorities"


def files_of(patterns: Sequence[str]) -> list[Path]:
    """Return the files that paths, folders (their ``*.txt``) and patterns stand for, each once, in order.

    What is no plain file (a pipe, a link that leads nowhere) is among them: it is set aside when it is read, and said.

    Raises
    ------
    RawPageError
        If a path stands for no file.
    """
    found: dict[Path, None] = {}
    for pattern in patterns:
        files = [match for match in _matches(pattern) if not match.is_dir()]
        if not files:
            raise RawPageError(
                printable(pattern), "stands for no file.", "Name text files, folders that hold some, or a pattern."
            )
        found.update(dict.fromkeys(files))
    return list(found)


def _matches(pattern: str) -> list[Path]:
    path = Path(pattern)
    if not pattern:
        return []
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.suffix.lower() == SUFFIX)
    if path.exists() or path.is_symlink():
        return [path]
    try:
        return sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor) if path.anchor else path)))
    except (ValueError, NotImplementedError):  # such as `**.txt`
        return []


def check_output(files: Sequence[Path], out: Path) -> None:
    """Refuse a folder in which tables or clean texts would take the place of something else.

    Parameters
    ----------
    files
        The raw pages.
    out
        Folder for the tables; those that this program wrote there before are replaced.

    Raises
    ------
    RawPageError
        If a raw page stands where its clean text would, or the folder holds files of these names from elsewhere.
    """
    texts = Path(os.path.realpath(out / "text"))
    for file in files:
        if Path(os.path.realpath(file)).parent == texts:
            raise RawPageError(
                printable(file), "would be overwritten by its own clean text.", "Choose another --out folder."
            )
    if _is_ours(out):
        return
    tables = (out / f"{name}.{kind}" for name in SCHEMAS for kind in ("parquet", "csv"))
    for place in (out / DATAPACKAGE, *tables, *(out / "text").glob("*.txt")):
        if place.exists():
            raise RawPageError(
                printable(place), "would be overwritten, and is none of ours.", "Choose another --out folder."
            )


def _is_ours(out: Path) -> bool:
    """Return whether a folder holds tables that this program wrote."""
    try:
        content = json.loads((out / DATAPACKAGE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.get("name") == NAME
