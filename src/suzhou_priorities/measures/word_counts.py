"""The words of sentences: all of them, those that are compared, and how often each document has them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.measures.keyness_words import countable, place_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd


@dataclass(frozen=True, slots=True)
class WordCounts:
    """The words of some sentences.

    Attributes
    ----------
    words
        Words of each sentence in order, numbers as ``#``.
    compared
        Those of them that are compared: without function words, numbers, years and names.
    by_document
        How often each document has each word that is compared, documents in order.
    """

    words: list[list[str]]
    compared: list[list[str]]
    by_document: dict[str, Counter[str]]

    @property
    def background(self) -> Counter[str]:
        """How often all documents together have each word."""
        total: Counter[str] = Counter()
        for counts in self.by_document.values():
            total.update(counts)
        return total

    def of(self, doc_id: str) -> Counter[str]:
        """Return how often a document has each word; nothing for a document without sentences."""
        return self.by_document.get(doc_id, Counter())


def word_counts(
    sentences: pd.DataFrame, segment: Callable[[str], list[str]], names: Collection[str] = ()
) -> WordCounts:
    """Count the words of sentences.

    Parameters
    ----------
    sentences
        Rows of the table `sentences` that count.
    segment
        What cuts a text into words, such as ``Segmenter().words``.
    names
        Names that are left out besides what the codebook `keyness_stop` leaves out.
    """
    words = [segment(str(text)) for text in sentences["text"]]
    allowed = set(countable({word for own in words for word in own}, names))
    compared = [[word for word in own if word in allowed] for own in words]
    by_document: dict[str, Counter[str]] = {}
    for doc_id, own in zip(sentences["doc_id"], compared, strict=True):
        by_document.setdefault(str(doc_id), Counter()).update(own)
    return WordCounts(words, compared, by_document)


def known_names(documents: pd.DataFrame, tasks: pd.DataFrame) -> frozenset[str]:
    """Return the names that the tables know: of places, and of the leaders to whom tasks are assigned."""
    people = frozenset(str(name) for names in tasks["leaders"] for name in names)
    return place_names(documents["place"].dropna()) | people
