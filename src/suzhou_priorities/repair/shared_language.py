"""What all documents share of the character model: jieba's dictionary and the field model.

What is worked out here is a fact about the language, not about a document; it is kept from one document to the next,
as far as `KEPT` allows.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from functools import cache, lru_cache
from heapq import nlargest
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from suzhou_priorities.errors import RepairError
from suzhou_priorities.repair.counts import count
from suzhou_priorities.repair.field_model import field_counts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suzhou_priorities.repair.counts import Counts

TRIGRAM, BIGRAM, UNIGRAM = 0.55, 0.35, 0.0999
FLOOR = 0.0001 / 20_000
DICTIONARY_SHARE, FIELD_SHARE = 0.35, 0.3
EXPECTED = 120
KEPT = 8192  # contexts
_PROBABILITY_FIRST = itemgetter(1, 0)

# Tables of counts, each with what a count of 1 adds to a probability.
Parts = tuple[tuple["Mapping[str, float]", float], ...]


def dictionary_file() -> Path:
    """Return jieba's dictionary, found without importing jieba (which compiles its tables at once)."""
    found = find_spec("jieba")
    if found is None or not found.submodule_search_locations:
        raise RepairError("jieba", "is not installed, and its dictionary is needed.", "Run `make report`, which does.")
    return Path(found.submodule_search_locations[0]) / "dict.txt"


@cache
def dictionary_counts() -> Counts:
    """Return the counts of jieba's dictionary (words with their frequencies, simplified script)."""
    with dictionary_file().open(encoding="utf-8") as lines:
        entries = (line.split(" ", 2) for line in lines)
        # A rare word still says that its characters can stand together.
        counts = count((word, float(frequency) + 1.0) for word, frequency, _ in entries)
    # The counts live as long as the process: the garbage collector need not walk over them again and again.
    gc.freeze()
    return counts


@cache
def _sources() -> tuple[tuple[Counts, float], ...]:
    return (dictionary_counts(), DICTIONARY_SHARE), (field_counts(), FIELD_SHARE)


@cache
def shared_frequency() -> dict[str, float]:
    """Return the part of every form's frequency that dictionary and field give."""
    forms = dict.fromkeys(form for counts, _ in _sources() for form in counts.alone)
    return {
        form: sum(share * counts.alone.get(form, 0.0) / counts.total for counts, share in _sources()) for form in forms
    }


@lru_cache(maxsize=KEPT)
def often_after(last: str) -> dict[str, float]:
    """Return what often follows a character, with the probability, the likeliest first."""
    merged: dict[str, float] = defaultdict(float)
    for counts, share in _sources():
        followed = counts.alone.get(last, 0.0)
        for form, seen in counts.after(last).items():
            merged[form] += share * seen / followed
    for form, probability in _frequent():
        merged[form] += probability
    return dict(nlargest(EXPECTED, merged.items(), key=_PROBABILITY_FIRST))


@cache
def _frequent() -> tuple[tuple[str, float], ...]:
    """Return the most frequent characters, with what their frequency adds to a probability."""
    merged: dict[str, float] = defaultdict(float)
    for counts, share in _sources():
        for form, seen in counts.alone.items():
            merged[form] += share * UNIGRAM * seen / counts.total
    return tuple(nlargest(EXPECTED, merged.items(), key=_PROBABILITY_FIRST))


class SharedProbabilities(dict[str, float]):
    """The part of P(form | context) that dictionary and field give, worked out when it is first looked up."""

    __slots__ = ("_frequency", "parts")

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._frequency = shared_frequency()

    def __missing__(self, form: str) -> float:
        probability = FLOOR + UNIGRAM * self._frequency.get(form, 0.0)
        for followers, weight in self.parts:
            probability += weight * followers.get(form, 0.0)
        self[form] = probability
        return probability


@lru_cache(maxsize=KEPT)
def shared_probabilities(context: str) -> SharedProbabilities:
    """Return the shared part of P(form | context); a context is two simplified characters or fewer."""
    if len(context) < 2:
        parts = tuple(
            (counts.after(context), share * BIGRAM / counts.alone[context])
            for counts, share in _sources()
            if context in counts.alone
        )
        return SharedProbabilities(parts)
    after_last = shared_probabilities(context[1])
    parts = tuple(
        (counts.after(context), share * TRIGRAM / times)
        for counts, share in _sources()
        if (times := counts.after(context[0]).get(context[1]))
    )
    # Most pairs of characters tell no more than the second of them does.
    return SharedProbabilities(after_last.parts + parts) if parts else after_last
