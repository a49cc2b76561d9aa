"""Documents that are nearly the same text: a copy under another name would count its sentences twice.

Two documents are compared by their sentences, word for word: what they share, in characters, of all that either says
(the weighted Jaccard index). Only pairs that are likely alike are compared in full. A pair is likely alike if half of
their sketches agree, a sketch being the sentences with the least checksums (bottom-k sketches; Broder 1997, "On the
resemblance and containment of documents"): it takes the same room for every document.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from heapq import nsmallest
from itertools import combinations
from typing import TYPE_CHECKING

from suzhou_priorities.tables.store import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

LEAST_SHARE = 0.8
SKETCH = 64
# Characters that must be shared: a title alone makes no copy.
LEAST_SHARED = 50
SHORTEST = 8  # characters; shorter sentences are formulas that all documents share
# A sentence that stands in more sketches is a formula too.
MOST_SHARING = 50
_OTHER_THAN_LETTERS = re.compile(r"[\W_]+")


def notes_on_near_duplicates(shards: Sequence[Path]) -> dict[str, list[str]]:
    """Return what is to be said of documents that are nearly the same as others, by doc_id.

    Parameters
    ----------
    shards
        Folders of the tables of some documents each.
    """
    places: dict[str, Path] = {}
    sketches: dict[str, list[int]] = {}
    for shard in shards:
        for doc_id, said in _sentences(shard).items():
            places[doc_id] = shard
            sketches[doc_id] = nsmallest(SKETCH, said)
    notes: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in _likely_pairs(sketches):
        share = shared_part(*(_sentences(places[doc_id], doc_id)[doc_id] for doc_id in (first, second)))
        if share >= LEAST_SHARE:
            for own, other in ((first, second), (second, first)):
                notes[own].append(
                    f"It is nearly the same text as {other}: {share:.0%} of what either says stands in both."
                )
    return dict(notes)


def with_notes(
    amended: Mapping[Path, dict[str, pd.DataFrame]], notes: Mapping[str, Sequence[str]]
) -> dict[Path, dict[str, pd.DataFrame]]:
    """Return the amended tables of shards with notes added to the warnings of documents."""
    result = {}
    for shard, tables in amended.items():
        own = tables["documents"] if "documents" in tables else read_table("documents", shard)
        if own["doc_id"].isin(list(notes)).any():
            warnings = [
                [*known, *notes.get(doc_id, ())] for doc_id, known in zip(own["doc_id"], own["warnings"], strict=True)
            ]
            tables = {**tables, "documents": own.assign(warnings=warnings)}
        result[shard] = tables
    return result


def shared_part(first: Mapping[int, int], second: Mapping[int, int]) -> float:
    """Return the part of what two documents say that stands in both; both map sentences to their lengths."""
    shared = sum(first[sentence] for sentence in first.keys() & second.keys())
    either = sum(first.values()) + sum(second.values()) - shared
    return shared / either if shared >= LEAST_SHARED else 0.0


def _likely_pairs(sketches: Mapping[str, Sequence[int]]) -> Iterable[tuple[str, str]]:
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for doc_id, sketch in sketches.items():
        for sentence in sketch:
            holders[sentence].append(doc_id)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        if len(names) <= MOST_SHARING:
            shared.update(combinations(sorted(names), 2))
    return sorted(
        pair for pair, number in shared.items() if number >= max(len(sketches[doc_id]) for doc_id in pair) / 2
    )


def _sentences(shard: Path, doc_id: str | None = None) -> dict[str, dict[int, int]]:
    """Return the sentences of documents, as checksums of their letters with the number of these."""
    only = [("doc_id", "==", doc_id)] if doc_id is not None else None
    rows = read_table("sentences", shard, columns=["doc_id", "text"], filters=only)
    found: dict[str, dict[int, int]] = {str(name): {} for name in rows["doc_id"].unique()}
    for name, text in zip(rows["doc_id"], rows["text"], strict=True):
        letters = _OTHER_THAN_LETTERS.sub("", text)
        if len(letters) >= SHORTEST:
            found[name][zlib.crc32(letters.encode("utf-8"))] = len(letters)
    return found
