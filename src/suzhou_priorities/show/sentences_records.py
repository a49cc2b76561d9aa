"""What the page of sentences is made from: every sentence with its codes, its heading, its promises and figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from suzhou_priorities.coding.domains import BEFORE_MARK, HEADING_MARK
from suzhou_priorities.measures.chosen_documents import choose, read_rows
from suzhou_priorities.measures.counted_sentences import characters, counted
from suzhou_priorities.show.choice_note import MOST_OF_PAGE
from suzhou_priorities.tables.store import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from suzhou_priorities.measures.chosen_documents import Choice

PROMISES = "commitments"


@dataclass(frozen=True, slots=True)
class PromiseCode:
    """What is coded of one promise, as in the table `commitments`."""

    verb: str
    force: str
    testability: str
    negated: bool


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """One sentence with all that the page shows of it.

    Attributes
    ----------
    doc_id, sentence_id
        Its address.
    section_id
        The innermost section above it that has a heading; None where there is none.
    text
        The sentence.
    domain, second, function, horizon
        Its codes; None where it has none.
    passage
        To which passage of its document it belongs (see `measures.counted_sentences`); None if it is not counted.
    characters
        Chinese characters, letters and digits.
    score
        Probability of the domain by the coder, 0 to 1.
    own_terms, heading_terms, terms_before
        What decided the domain: terms of the sentence, of its heading, of the sentence before.
    promises
        Its promises, in order.
    figures
        How many rows of the table `quantities` it has.
    """

    doc_id: str
    sentence_id: str
    section_id: str | None
    text: str
    domain: str | None
    second: str | None
    function: str | None
    horizon: str | None
    passage: str | None
    characters: int
    score: float | None
    own_terms: tuple[str, ...]
    heading_terms: tuple[str, ...]
    terms_before: tuple[str, ...]
    promises: tuple[PromiseCode, ...]
    figures: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A section that has a heading: its address, its printed number and the heading."""

    doc_id: str
    section_id: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class SentenceCollection:
    """The sentences of a corpus.

    Attributes
    ----------
    documents
        The table `documents`.
    sentences
        In document order; headings are none.
    headings
        In document order.
    has_promises
        Whether promises were coded at all.
    choice
        The documents it holds, of all.
    """

    documents: pd.DataFrame
    sentences: tuple[CodedSentence, ...]
    headings: tuple[Heading, ...]
    has_promises: bool
    choice: Choice


def read_collection(processed: Path) -> SentenceCollection:
    """Return the sentences that the tables of a folder hold; of a large corpus those of `MOST_OF_PAGE` documents."""
    choice = choose(read_table("documents", processed), {}, most=MOST_OF_PAGE)
    documents, sentences, sections, quantities = (
        read_rows(name, processed, choice) for name in ("documents", "sentences", "sections", "quantities")
    )
    promises = _promises(read_rows(PROMISES, processed, choice, is_optional=True))
    figures = Counter(_addresses(quantities))
    return SentenceCollection(
        documents,
        tuple(_coded(sentences, documents, sections_above(sections), promises, figures)),
        headings_of(sections),
        bool(promises),
        choice,
    )


def sections_above(sections: pd.DataFrame) -> dict[tuple[str, str], str | None]:
    """Return for every section the innermost one with a heading, itself or one above; None if there is none."""
    found: dict[tuple[str, str], str | None] = {}
    for doc_id, section_id, parent_id, heading in zip(
        sections["doc_id"], sections["section_id"], sections["parent_id"], sections["heading"], strict=True
    ):
        above = None if pd.isna(parent_id) else found.get((doc_id, parent_id))
        found[doc_id, section_id] = section_id if not pd.isna(heading) and heading else above
    return found


def headings_of(sections: pd.DataFrame) -> tuple[Heading, ...]:
    """Return the sections that have a heading."""
    return tuple(
        Heading(str(row.doc_id), str(row.section_id), "" if pd.isna(row.number) else str(row.number), str(row.heading))
        for row in sections.itertuples()
        if not pd.isna(row.heading) and row.heading
    )


def _addresses(table: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return zip(table["doc_id"].astype(str), table["sentence_id"].astype(str), strict=True)


def _coded(
    sentences: pd.DataFrame,
    documents: pd.DataFrame,
    above: dict[tuple[str, str], str | None],
    promises: dict[tuple[str, str], tuple[PromiseCode, ...]],
    figures: Counter[tuple[str, str]],
) -> Iterator[CodedSentence]:
    own = counted(sentences, documents)
    passages = dict(zip(_addresses(own), own["passage"], strict=True))
    shown = sentences[sentences["function"].ne("heading").fillna(True).astype(bool)]
    for row, written in zip(shown.itertuples(), characters(shown["text"]), strict=True):
        key = (str(row.doc_id), str(row.sentence_id))
        terms = [str(term) for term in row.domain_terms]
        yield CodedSentence(
            *key,
            section_id=above.get((key[0], str(row.section_id))),
            text=str(row.text),
            domain=_code(row.domain),
            second=_code(row.domain_second),
            function=_code(row.function),
            horizon=_code(row.horizon),
            passage=passages.get(key),
            characters=written,
            score=None if pd.isna(row.domain_score) else float(row.domain_score),
            own_terms=tuple(term for term in terms if not term.startswith((HEADING_MARK, BEFORE_MARK))),
            heading_terms=_marked(terms, HEADING_MARK),
            terms_before=_marked(terms, BEFORE_MARK),
            promises=promises.get(key, ()),
            figures=figures[key],
        )


def _promises(commitments: pd.DataFrame) -> dict[tuple[str, str], tuple[PromiseCode, ...]]:
    """Return the promises by sentence; none where there is no such table yet."""
    rows = sorted(commitments.itertuples(), key=lambda row: (row.doc_id, row.sentence_id, row.start))
    return {
        (str(doc_id), str(sentence_id)): tuple(
            PromiseCode(str(row.verb), str(row.force), str(row.testability), bool(row.negated)) for row in same
        )
        for (doc_id, sentence_id), same in groupby(rows, key=lambda row: (row.doc_id, row.sentence_id))
    }


def _code(cell: Any) -> str | None:
    return None if pd.isna(cell) else str(cell)


def _marked(terms: list[str], mark: str) -> tuple[str, ...]:
    return tuple(term.removeprefix(mark) for term in terms if term.startswith(mark))
