"""What the run of a notebook was made from: checksums of files, versions of packages."""

from __future__ import annotations

import hashlib
import os
import platform
import re
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)\s*==", re.MULTILINE)
_SEPARATORS = re.compile(r"[-_.]+")


class Checksums:
    """Checksums (SHA-256) of files, each read once; a folder's is that of its files and their names."""

    def __init__(self) -> None:
        self._known: dict[Path, str] = {}

    def of(self, path: Path) -> str:
        """Return the checksum of a file or folder, empty if it is not there or something else."""
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]

    def by_name(self, files: Iterable[str], root: Path) -> dict[str, str]:
        """Return checksums by the files' paths from a root."""
        return {Path(os.path.relpath(file, root)).as_posix(): self.of(Path(file)) for file in sorted(files)}

    def together(self, files: Iterable[str], root: Path) -> str:
        """Return one checksum of some files."""
        return _joined(self.by_name(files, root))

    def _read(self, path: Path) -> str:
        try:
            if path.is_dir():
                return _joined({file.name: self.of(file) for file in sorted(path.iterdir()) if file.is_file()})
            # A pipe or device would never end.
            return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        except OSError:
            return ""


def locked_packages(lock: Path) -> frozenset[str]:
    """Return the names of the packages of a lock; empty if there is none."""
    try:
        return frozenset(_plain(name) for name in _LOCKED.findall(lock.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        return frozenset()


def package_versions(imports: Iterable[str], locked: frozenset[str]) -> dict[str, str]:
    """Return the version of python and of the packages that hold some modules, as they are installed.

    Parameters
    ----------
    imports
        Modules, as dotted names.
    locked
        The packages of the lock; others are left out.
    """
    owners = _owners()
    names = {owner for module in imports for owner in owners.get(module.split(".")[0], ())}
    versions = {_plain(name): metadata.version(name) for name in names if _plain(name) in locked}
    return {"python": platform.python_version(), **dict(sorted(versions.items()))}


@cache
def _owners() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()


def _joined(checksums: Mapping[str, str]) -> str:
    told = "".join(f"{checksum}  {name}\n" for name, checksum in checksums.items())
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


def _plain(name: str) -> str:
    return _SEPARATORS.sub("-", name).lower()
