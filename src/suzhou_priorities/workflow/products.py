"""What a step made, and whether it is still there as the step left it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from suzhou_priorities.workflow.checkout import SHARDS

if TYPE_CHECKING:
    from pathlib import Path


def _files_of(products: list[Path]) -> list[Path]:
    files: list[Path] = []
    for product in products:
        if product.is_dir():
            files.extend(
                file
                for file in product.rglob("*")
                if file.is_file()
                and SHARDS not in file.relative_to(product).parts
                and file.name != "README.md"
                and file.suffix != ".part"
            )
        elif product.is_file():
            files.append(product)
    return sorted(files)


def states_of(products: list[Path]) -> dict[str, list[Any]]:
    """Return time, size and checksum of every file that a step made."""
    return {str(file): [file.stat().st_mtime_ns, file.stat().st_size, _checksum(file)] for file in _files_of(products)}


class Intact:
    """Tells doit whether all that a step made is still there as the step left it."""

    def __init__(self, products: list[Path]) -> None:
        self._products = products

    def __call__(self, task: Any, values: dict[str, Any]) -> bool:  # noqa: ARG002 - doit's signature
        """Compare what is there with what the step noted when it had finished."""
        known = values.get("products")
        if known is None:
            return False
        files = _files_of(self._products)
        if {str(file) for file in files} != set(known):
            return False
        return all(_is_unchanged(file, *known[str(file)]) for file in files)


def _is_unchanged(file: Path, modified: int, size: int, checksum: str) -> bool:
    state = file.stat()
    return state.st_size == size and (state.st_mtime_ns == modified or _checksum(file) == checksum)


def _checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
