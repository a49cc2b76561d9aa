"""Which documents are processed together."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SHARD_SIZE = 200


def shards_of(files: Sequence[Path], size: int = SHARD_SIZE) -> dict[str, list[Path]]:
    """Return the files by shard, each in order of doc_id.

    A document's shard follows from its name alone, and the number of shards is a power of two: a new document
    changes one shard, unless the corpus outgrows its shards and all are split in two.
    """
    count = 1
    while len(files) > size * count:
        count *= 2
    shards: dict[str, list[Path]] = {}
    for file in sorted(files, key=lambda path: (path.stem, str(path))):
        bucket = int.from_bytes(hashlib.sha256(os.fsencode(file.stem)).digest()[:4], "big") % count
        shards.setdefault(f"{bucket:04d}-of-{count:04d}", []).append(file)
    return dict(sorted(shards.items()))
