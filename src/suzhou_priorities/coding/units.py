"""What is coded: a sentence with what a reader sees around it, as words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from suzhou_priorities.coding.code_keys import NONE, domain_weights
from suzhou_priorities.coding.term_rows import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.coding.segmentation import Segmenter
    from suzhou_priorities.outline.model import Outline, Section

Words = tuple[str, ...]


class Unit(NamedTuple):
    """A unit as words.

    Attributes
    ----------
    words
        Words of the sentence, in order (`Segmenter.words`).
    heading
        Words of the innermost heading above it; empty where there is none, or where it names no domain
        (2023年工作回顾), for then it says nothing of what its sentences are about.
    before
        Words of the sentence before it in the document; empty at its start.
    """

    words: Words
    heading: Words = ()
    before: Words = ()


def units_from(parts: Sequence[tuple[str, str, str]], segmenter: Segmenter) -> list[Unit]:
    """Return units from triples of sentence, heading and sentence before, cut in one go."""
    words = segmenter.words_of([text for part in parts for text in part])
    telling = {heading: _telling(heading) for heading in set(words[1::3])}
    return [
        Unit(own, telling[heading], before)
        for own, heading, before in zip(words[::3], words[1::3], words[2::3], strict=True)
    ]


def units_of(outline: Outline, segmenter: Segmenter) -> list[Unit]:
    """Return a document's units, one for each of its sentences in order, headings among them.

    A heading is a unit of its own, with the heading above it.
    """
    headings = headings_above(outline.sections)
    above = sorted(set(headings.values()))
    texts = segmenter.words_of([*above, *(sentence.text for sentence in outline.sentences)])
    words = {heading: _telling(own) for heading, own in zip(above, texts, strict=False)}
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


def _telling(heading: Words) -> Words:
    """Return the words of a heading if the codebook has a term of a domain among them, else none."""
    return heading if any(part in _terms_of_domains() for word in heading for part in parts_of(word)) else ()


@cache
def _terms_of_domains() -> frozenset[str]:
    return frozenset(term for term, (domain, _) in domain_weights().items() if domain != NONE)
