"""A heading that a page lost is supplied from another document that holds the same sentences."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NEARLY_THE_SAME = 85.0
LEAST_SENTENCES = 3
LEAST_SHARE = 0.5
SHORTEST = 10
_NUMBER = re.compile(r"^(?:\d{1,3}[.．、]|（[一二三四五六七八九十]+）)")


@dataclass(frozen=True, slots=True)
class Donor:
    """A section of another document: its heading, and the sentences below it (subsections included)."""

    doc_id: str
    section_id: str
    heading: str
    level: int
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuppliedHeading:
    """The heading for a headless section, where it comes from, and how many sentences agree."""

    heading: str
    doc_id: str
    section_id: str
    matching: int
    compared: int


def supply_heading(headless: Sequence[str], donors: Sequence[Donor]) -> SuppliedHeading | None:
    """Return the heading under which another document has the sentences of a headless section.

    Parameters
    ----------
    headless
        The sentences of the section without heading.
    donors
        Sections of other documents that have a heading.

    Returns
    -------
    SuppliedHeading or None
        The innermost section that holds most of the sentences (at least half of them, at least three,
        each nearly word for word); None if there is none.
    """
    wanted = [_bare(sentence) for sentence in headless if len(_bare(sentence)) >= SHORTEST]
    if len(wanted) < LEAST_SENTENCES:
        return None
    pool: dict[str, list[int]] = {}
    for index, donor in enumerate(donors):
        for sentence in donor.sentences:
            pool.setdefault(_bare(sentence), []).append(index)
    texts = list(pool)
    hits: Counter[int] = Counter()
    for sentence in wanted:
        found = process.extractOne(sentence, texts, scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME)
        if found is not None:
            hits.update(set(pool[texts[found[2]]]))
    if not hits:
        return None
    most = max(hits.values())
    if most < LEAST_SENTENCES or most < LEAST_SHARE * len(wanted):
        return None
    best = max((index for index, times in hits.items() if times == most), key=lambda index: donors[index].level)
    donor = donors[best]
    return SuppliedHeading(donor.heading, donor.doc_id, donor.section_id, most, len(wanted))


def donors_of(
    doc_id: str,
    sections: Sequence[tuple[str, str | None, str, int]],
    sentences: Mapping[str, Sequence[str]],
) -> list[Donor]:
    """Return a document's sections as donors.

    Parameters
    ----------
    doc_id
        The document.
    sections
        (section_id, parent_id, heading, level) of every section, parents before children.
    sentences
        The sentences by section_id, headings left out.
    """
    below: dict[str, list[str]] = {section_id: list(sentences.get(section_id, ())) for section_id, *_ in sections}
    for section_id, parent_id, _, _ in reversed(sections):
        if parent_id is not None:
            below[parent_id].extend(below[section_id])
    return [
        Donor(doc_id, section_id, heading, level, tuple(below[section_id]))
        for section_id, _, heading, level in sections
        if heading and below[section_id]
    ]


def _bare(sentence: str) -> str:
    return _NUMBER.sub("", sentence).rstrip("。；")
