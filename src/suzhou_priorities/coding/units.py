"""What is coded: a sentence with what a reader sees around it, as words."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.coding.segmentation import Segmenter
    from suzhou_priorities.outline.model import Outline, Section, Sentence

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
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


def unit_of(text: str, heading: str, before: str, segmenter: Segmenter) -> Unit:
    """Return a unit from the text of a sentence, its heading and the sentence before it."""
    return Unit(tuple(segmenter.words(text)), tuple(segmenter.words(heading)), tuple(segmenter.words(before)))


def units_of(outline: Outline, segmenter: Segmenter) -> list[Unit]:
    """Return a document's units, one for each of its sentences in order, headings among them.

    A heading is a unit of its own, with the heading above it.
    """
    headings = headings_above(outline.sections)
    words = {heading: tuple(segmenter.words(heading)) for heading in set(headings.values())}
    found: list[Unit] = []
    before: Words = ()
    for sentence in outline.sentences:
        own = tuple(segmenter.words(sentence.text))
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
