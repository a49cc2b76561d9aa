"""What is coded: a sentence with what a reader sees around it, as words."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.coding.segmentation import Segmenter
    from suzhou_priorities.outline.model import Outline, Section, Sentence

Words = tuple[str, ...]


class Unit(NamedTuple):
    """A unit as words.

    Attributes
    ----------
    words
        Words of the sentence, in order (`Segmenter.words`).
    heading
        Words of the innermost heading above it; empty where there is none.
    before
        Words of the sentence before it in the document; empty at its start.
    """

    words: Words
    heading: Words = ()
    before: Words = ()


def units_from(parts: Sequence[tuple[str, str, str]], segmenter: Segmenter) -> list[Unit]:
    """Return units from triples of sentence, heading and sentence before, cut in one go."""
    words = segmenter.words_of([text for part in parts for text in part])
    return [Unit(*words[place : place + 3]) for place in range(0, len(words), 3)]


def units_of(outline: Outline, segmenter: Segmenter) -> list[Unit]:
    """Return a document's units, one for each of its sentences in order, headings among them.

    A heading is a unit of its own, with the heading above it.
    """
    headings = headings_above(outline.sections)
    above = sorted(set(headings.values()))
    texts = segmenter.words_of([*above, *(sentence.text for sentence in outline.sentences)])
    words = dict(zip(above, texts, strict=False))
    found: list[Unit] = []
    before: Words = ()
    for sentence, own in zip(outline.sentences, texts[len(above) :], strict=True):
        found.append(Unit(own, words[headings[sentence.section_id]], before))
        if not sentence.is_heading:
            before = own
    return found


def headings_above(sections: Sequence[Section]) -> dict[str, str]:
    """Return for every section the innermost heading: its own, or that of the nearest section above that has one."""
    found: dict[str, str] = {}
    for section in sections:
        found[section.section_id] = section.heading or found.get(section.parent_id or "", "")
    return found


def sentence_at(sentences: Sequence[Sentence], position: int) -> Sentence | None:
    """Return the sentence in which a position of the clean text lies, None between sentences."""
    place = bisect_left(sentences, position + 1, key=lambda sentence: sentence.start) - 1
    if place < 0 or position >= sentences[place].end:
        return None
    return sentences[place]
