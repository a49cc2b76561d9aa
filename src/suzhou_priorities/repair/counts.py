"""Counts of characters in context: what a character model is made of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Counts:
    """How often characters occur: alone, after one other, and after two others.

    ``after_one[a][b]`` is the count of ``ab``; ``after_two[ab][c]`` that of ``abc``.
    """

    alone: Mapping[str, float]
    after_one: Mapping[str, Mapping[str, float]]
    after_two: Mapping[str, Mapping[str, float]]
    total: float


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
