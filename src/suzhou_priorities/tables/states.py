"""Checksums of tables and shards as small files: what later steps depend on.

A table is one Parquet file or a folder of parts; its checksum is one file either way. A shard has one of its own, so
that what shows the documents of one shard need not be made again when another one changes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

FOLDER = "states"


def table_state(shards: Path, table: str) -> Path:
    """Return the file with the checksum of a table; `shards` is the folder that holds the shards."""
    return shards / FOLDER / f"{table}.sha256"


def shard_state(shards: Path, shard: str) -> Path:
    """Return the file with the checksum of all that the tables hold of a shard."""
    return shards / FOLDER / f"shard-{shard}.sha256"


def write_states(shards: Path, parts: Mapping[str, Sequence[Path]], out: Path) -> None:
    """Write the checksums of all tables in `out` and of all shards.

    Parameters
    ----------
    shards
        The folder that holds the shards.
    parts
        For each shard the files that went into the tables.
    out
        Folder of the tables.
    """
    for table in SCHEMAS:
        source = out / f"{table}.parquet"
        files = sorted(source.glob("*.parquet")) if source.is_dir() else [source]
        write_text(table_state(shards, table), _checksum(files))
    kept = set()
    for shard, used in parts.items():
        target = shard_state(shards, shard)
        kept.add(target)
        write_text(target, _checksum(used))
    for stale in (shards / FOLDER).glob("shard-*.sha256"):
        if stale not in kept:
            stale.unlink()


def _checksum(files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest() + "\n"
