"""How many sentences and numbers of the corpus bear each code: what the entries of the codebook say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suzhou_priorities.show.tables_shown import TABLES_OF_CODEBOOK
from suzhou_priorities.tables.optional import read_if_there

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd


_COLUMNS = {
    "sentences": ["function", "domain", "horizon"],
    "commitments": ["doc_id", "sentence_id", "force", "testability"],
    "quantities": ["indicator"],
}


@dataclass(frozen=True, slots=True)
class CodeCounts:
    """Counts by key for each kind: ``domain``, ``function``, ``horizon``, ``force``, ``testability``, ``indicator``.

    Sentences are counted as the page of sentences lists them: without headings, by their first domain, and once for
    each force and testability of their promises. For indicators, numbers are counted.
    """

    by_kind: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def of(self, kind: str, key: str) -> int | None:
        """Return how many there are; None where nothing of that kind was counted."""
        counts = self.by_kind.get(kind)
        return None if counts is None else counts.get(key, 0)


def count_codes(processed: Path | None) -> CodeCounts:
    """Return the counts of the tables in a folder; none at all without a folder or without coded sentences."""
    if processed is None:
        return CodeCounts()
    sentences, commitments, quantities = (
        read_if_there(name, processed, columns=_COLUMNS[name]) for name in TABLES_OF_CODEBOOK
    )
    shown = sentences[sentences["function"].ne("heading").fillna(True).astype(bool)]
    found = {kind: _counted(shown[kind]) for kind in ("domain", "function", "horizon")}
    for kind in ("force", "testability"):
        once = commitments.drop_duplicates(["doc_id", "sentence_id", kind])
        found[kind] = _counted(once[kind])
    found["indicator"] = _counted(quantities["indicator"])
    return CodeCounts({kind: counts for kind, counts in found.items() if counts})


def _counted(column: pd.Series) -> dict[str, int]:
    return {str(key): int(number) for key, number in column.dropna().value_counts().items()}
