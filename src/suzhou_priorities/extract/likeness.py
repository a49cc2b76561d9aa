"""How much two sets of passages have in common: TF-IDF of character n-grams, without a dictionary.

Weights follow Salton and Buckley (1988): (1 + log tf) · log(N / df), over the passages of both sets, and
likeness is the cosine. Words that documents of this kind always share are cut out first (codebook `links`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.outline.numbering import number_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LENGTHS = (2, 3)
# Longer n-grams that so few passages of both sets know are names or terms of art; from the second number on, none is.
RARE, COMMON = 3, 25
# So many rare n-grams in common are as good as certainty: two names, or one long one.
ENOUGH_RARE = 4
_NOT_LETTERS = re.compile(r"[\W\d_]+")


class Likeness:
    """Likeness of each passage of one set to each of another.

    Attributes
    ----------
    cosines
        Array of shape (first, second), 0 to 1.
    contents
        Of each passage, first set before second, what remains without generic words, digits and punctuation.
    """

    cosines: NDArray[np.float32]
    contents: tuple[str, ...]

    def __init__(self, first: Sequence[str], second: Sequence[str]) -> None:
        runs = [content_runs(text) for text in (*first, *second)]
        self.contents = tuple("".join(pieces) for pieces in runs)
        self._words = [{piece for piece in pieces if len(piece) == LENGTHS[-1]} for pieces in runs]
        self._grams = [_grams(pieces) for pieces in runs]
        self._spread: Counter[str] = Counter(gram for grams in self._grams for gram in grams)
        self._offset = len(first)
        weighted = self._weighted()
        self.cosines = weighted[: self._offset] @ weighted[self._offset :].T

    def rare(self, first: int, second: int) -> float:
        """Return how surely two passages share names or terms of art, 0 to 1."""
        sides = first, self._offset + second
        shared = {gram for gram in self._grams[sides[0]] if len(gram) == LENGTHS[-1] and gram in self._grams[sides[1]]}
        # One n-gram alone may lie across two words; a term has two that overlap, or stands by itself.
        heads, tails = {gram[:-1] for gram in shared}, {gram[1:] for gram in shared}
        words = shared & (self._words[sides[0]] | self._words[sides[1]])
        terms = (gram for gram in sorted(shared) if gram in words or gram[1:] in heads or gram[:-1] in tails)
        return min(1.0, sum(self._rarity(gram) for gram in terms) / ENOUGH_RARE)

    def _rarity(self, gram: str) -> float:
        known = max(RARE, self._spread[gram])
        return max(0.0, 1.0 - math.log(known / RARE) / math.log(COMMON / RARE))

    def _weighted(self) -> NDArray[np.float32]:
        """Return one row of unit length for each passage; columns are the n-grams that both sets know."""
        count = len(self._grams)
        known = [set().union(*part) for part in (self._grams[: self._offset], self._grams[self._offset :])]
        columns = {gram: column for column, gram in enumerate(sorted(known[0] & known[1]))}
        weighted = np.zeros((count, len(columns)), dtype=np.float32)
        for row, grams in enumerate(self._grams):
            length = 0.0
            for gram, times in grams.items():
                weight = (1 + math.log(times)) * math.log(count / self._spread[gram])
                length += weight * weight
                column = columns.get(gram)
                if column is not None:
                    weighted[row, column] = weight
            if length:
                weighted[row] /= math.sqrt(length)
        return weighted


def content_runs(text: str) -> list[str]:
    """Return the stretches of letters between generic words, digits and punctuation."""
    number = number_at(text, 0, len(text))
    content = _generic().sub(" ", text[number[1] :] if number else text)
    return [piece for piece in _NOT_LETTERS.split(content) if piece]


def _grams(runs: Sequence[str]) -> Counter[str]:
    return Counter(
        piece[index : index + length]
        for piece in runs
        for length in LENGTHS
        for index in range(len(piece) - length + 1)
    )


@cache
def _generic() -> re.Pattern[str]:
    words: dict[str, Any] = load_codebook("links")["generic"]
    return re.compile("|".join(words[kind] for kind in ("formulas", "verbs", "nouns", "particles")))
