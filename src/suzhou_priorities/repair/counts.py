"""Counts of characters in context: what a character model is made of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

BITS = 21  # of a code point
_LAST = (1 << BITS) - 1
_NOTHING: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts in tables.

    ``after_one[a][b]`` is the count of ``ab``; ``after_two[ab][c]`` that of ``abc``.
    """

    alone: Mapping[str, float]
    after_one: Mapping[str, Mapping[str, float]]
    after_two: Mapping[str, Mapping[str, float]]
    total: float

    def after(self, prefix: str) -> Mapping[str, float]:
        """Return the counts of what stands after one character, or after two."""
        return (self.after_one if len(prefix) == 1 else self.after_two).get(prefix, _NOTHING)


class TextCounts:
    """Counts of one text (its code points), few of which are ever asked for: n-grams, made into tables on demand."""

    def __init__(self, text: NDArray[np.uint32]) -> None:
        codes = text.astype(np.int64)
        pairs = codes[:-1] << BITS | codes[1:]
        self._grams = _counted(pairs), _counted(pairs[:-1] << BITS | codes[2:])
        signs, times = _counted(codes)
        self.alone: Mapping[str, float] = dict(zip(map(chr, signs.tolist()), times.tolist(), strict=True))
        self.total = float(len(text))
        self._after: dict[str, dict[str, float]] = {}

    def after(self, prefix: str) -> Mapping[str, float]:
        """Return the counts of what stands after one character, or after two."""
        known = self._after.get(prefix)
        if known is None:
            if not prefix:
                return _NOTHING
            key = 0
            for sign in prefix:
                key = key << BITS | ord(sign)
            grams, times = self._grams[len(prefix) - 1]
            start, stop = grams.searchsorted((key << BITS, key + 1 << BITS)).tolist()
            signs = map(chr, (grams[start:stop] & _LAST).tolist())
            known = self._after[prefix] = dict(zip(signs, times[start:stop].tolist(), strict=True))
        return known


def _counted(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every key once, in order, and how often it occurs."""
    return np.unique(keys, return_counts=True)


def count(weighted_texts: Iterable[tuple[str, float]]) -> Counts:
    """Count the n-grams of texts, each as often as its weight says."""
    alone: defaultdict[str, float] = defaultdict(float)
    after_one: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    after_two: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for text, weight in weighted_texts:
        before = previous = ""
        for character in text:
            alone[character] += weight
            if previous:
                after_one[previous][character] += weight
                if before:
                    after_two[before + previous][character] += weight
            before, previous = previous, character
    return Counts(alone, after_one, after_two, float(sum(alone.values())))
