"""The work of one shard, done once: what an interrupted run had finished is taken over by the next."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import suzhou_priorities
from suzhou_priorities.batch.run_inputs import Checksums
from suzhou_priorities.corpus.provenance import sidecar_of
from suzhou_priorities.tables.document import ProcessedDocument, SetAside
from suzhou_priorities.tables.shards import process_shard
from suzhou_priorities.tables.store import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

RECORD = "done.json"
_CODE = {".py", ".yml", ".tsv"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, as a person wants to be told."""

    file: str
    lines: tuple[str, ...]
    set_aside: bool


def shard_outcomes(files: Sequence[Path], folder: Path) -> list[Outcome]:
    """Process the documents of a shard, unless the folder holds them as they are now.

    A record of what was read and of the outcomes is written when all else is there; a shard without one, or
    with that of other pages, other sidecars or another state of the program, is done again.

    Parameters
    ----------
    files
        The shard's raw pages.
    folder
        Where its tables and texts go.

    Returns
    -------
    list of Outcome
        One for each file.
    """
    record = folder / RECORD
    inputs = _inputs(files)
    known = _known_outcomes(record, inputs)
    if known is not None:
        return known
    record.unlink(missing_ok=True)
    outcomes = [outcome_of(result) for result in process_shard(files, folder)]
    told = {"inputs": inputs, "outcomes": [asdict(outcome) for outcome in outcomes]}
    write_text(record, json.dumps(told, ensure_ascii=True, indent=1) + "\n")
    return outcomes


def outcome_of(result: ProcessedDocument | SetAside) -> Outcome:
    """Return what to tell of a document."""
    if isinstance(result, SetAside):
        return Outcome(result.file, (f"{result.error} {result.remedy}",), set_aside=True)
    return Outcome(result.page.file, (*result.metadata.inferred, *result.warnings), set_aside=False)


def _known_outcomes(record: Path, inputs: str) -> list[Outcome] | None:
    """Return the outcomes that a record holds if it is of these inputs."""
    try:
        told: Any = json.loads(record.read_bytes())
        if told["inputs"] != inputs:
            return None
        return [Outcome(one["file"], tuple(one["lines"]), one["set_aside"]) for one in told["outcomes"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _inputs(files: Sequence[Path]) -> str:
    """Return one checksum of the pages, their sidecars and the program."""
    checksums = Checksums()
    read = [f"{path.absolute()}\n{checksums.of(path)}" for file in files for path in (file, sidecar_of(file))]
    return hashlib.sha256("\n".join([_program(), *read]).encode("utf-8", "surrogateescape")).hexdigest()


@cache
def _program() -> str:
    package = Path(suzhou_priorities.__file__).parent
    files = (file for file in package.rglob("*") if file.suffix in _CODE)
    return Checksums().together(map(str, files), package)
