"""The terms that texts contain, as rows of a model's table, in arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Rows = NDArray[np.intp]
_SHORTEST, _LONGEST = 2, 6


@dataclass(frozen=True, slots=True)
class TextTerms:
    """The rows of the terms of several texts, each once a text, in one array.

    Attributes
    ----------
    rows
        The rows, text by text.
    starts, counts
        Of each text where its rows begin, and how many there are; the row behind these stands for no term.
    """

    rows: Rows
    starts: Rows
    counts: Rows

    def of(self, texts: Rows) -> tuple[Rows, Rows]:
        """Return the rows of some of the texts, one after the other, and for each of them its place among these."""
        counts = self.counts[texts]
        return self.rows[_spread(self.starts[texts], counts)], np.repeat(np.arange(len(texts)), counts)


class RowsOfWords(dict[str, int]):
    """A number for each word, and the rows of the terms in it, looked up once a word."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        super().__init__()
        self._rows = rows
        self._found: list[int] = []
        self._counts: list[int] = []
        self._arrays = (np.zeros(0, dtype=np.intp),) * 3

    def __missing__(self, word: str) -> int:
        found = [self._rows[part] for part in parts_of(word) if part in self._rows]
        self._found += found
        self._counts.append(len(found))
        number = self[word] = len(self)
        return number

    def terms_of(self, texts: Sequence[Sequence[str]], behind: int) -> TextTerms:
        """Return the rows of the terms in texts; each text has the row `behind`, which is above all others, too."""
        words = np.fromiter(map(self.__getitem__, chain.from_iterable(texts)), dtype=np.intp)
        lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts))
        rows, starts, counts = self._as_arrays()
        own = counts[words]
        text = np.repeat(np.repeat(np.arange(len(texts)), lengths), own)
        every = behind + 1
        keys = [text * every + rows[_spread(starts[words], own)], np.arange(len(texts)) * every + behind]
        place, distinct = np.divmod(_distinct(np.concatenate(keys)), every)
        bounds = np.searchsorted(place, np.arange(len(texts) + 1))
        return TextTerms(distinct, bounds[:-1], np.diff(bounds) - 1)

    def _as_arrays(self) -> tuple[Rows, Rows, Rows]:
        """Return the rows of all words, one word after the other, where those of each begin, and how many it has."""
        if len(self._arrays[1]) < len(self):
            counts = np.array(self._counts, dtype=np.intp)
            self._arrays = np.array(self._found, dtype=np.intp), np.cumsum(counts) - counts, counts
        return self._arrays


def _distinct(keys: Rows) -> Rows:
    keys.sort()
    is_new = np.ones(len(keys), dtype=bool)
    is_new[1:] = keys[1:] != keys[:-1]
    return keys[is_new]


def _spread(starts: Rows, counts: Rows) -> Rows:
    """Return the places of runs that begin at `starts` and have `counts` places each, one run after the other."""
    before = np.cumsum(counts) - counts
    result: Rows = np.repeat(starts - before, counts) + np.arange(counts.sum())
    return result


@lru_cache(maxsize=1 << 16)
def parts_of(word: str) -> tuple[str, ...]:
    """Return a word and the shorter runs of characters in it that may be terms.

    A term that is no word, but tells of a sentence's place or form (``part=plan``), has no parts.
    """
    if "=" in word:
        return (word,)
    longest = min(_LONGEST, len(word) - 1)
    return (
        word,
        *(
            word[start : start + length]
            for length in range(_SHORTEST, longest + 1)
            for start in range(len(word) - length + 1)
        ),
    )
