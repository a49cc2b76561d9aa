"""What the page of sentences is made from: every sentence with its codes, its heading and its promises."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from suzhou_priorities.coding.domains import BEFORE_MARK, HEADING_MARK
from suzhou_priorities.measures.counted_sentences import characters, counted
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROMISES = "commitments"
# Promises are read where the project has a table of them.
TABLES_OF_SENTENCES = tuple(name for name in ("documents", "sections", "sentences", PROMISES) if name in SCHEMAS)


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
    heading
        The innermost heading above it, without number; empty where there is none.
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
    """

    doc_id: str
    sentence_id: str
    heading: str
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


@dataclass(frozen=True, slots=True)
class SentenceCollection:
    """All sentences of the corpus.

    Attributes
    ----------
    documents
        The table `documents`.
    sentences
        In document order; headings are none.
    has_promises
        Whether promises were coded at all.
    """

    documents: pd.DataFrame
    sentences: tuple[CodedSentence, ...]
    has_promises: bool


def read_collection(processed: Path) -> SentenceCollection:
    """Return the sentences that the tables of a folder hold."""
    documents = read_table("documents", processed)
    sentences = read_table("sentences", processed)
    promises = _promises(processed)
    return SentenceCollection(
        documents,
        tuple(_coded(sentences, documents, read_table("sections", processed), promises)),
        bool(promises),
    )


def headings_above(sections: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return for every section the innermost heading: its own, or that of the nearest section above that has one."""
    found: dict[tuple[str, str], str] = {}
    for doc_id, section_id, parent_id, heading in zip(
        sections["doc_id"], sections["section_id"], sections["parent_id"], sections["heading"], strict=True
    ):
        above = "" if pd.isna(parent_id) else found.get((doc_id, parent_id), "")
        found[doc_id, section_id] = str(heading) if not pd.isna(heading) and heading else above
    return found


def _coded(
    sentences: pd.DataFrame,
    documents: pd.DataFrame,
    sections: pd.DataFrame,
    promises: dict[tuple[str, str], tuple[PromiseCode, ...]],
) -> Iterator[CodedSentence]:
    headings = headings_above(sections)
    own = counted(sentences, documents)
    passages = dict(zip(zip(own["doc_id"], own["sentence_id"], strict=True), own["passage"], strict=True))
    shown = sentences[sentences["function"].ne("heading").fillna(True).astype(bool)]
    for row, written in zip(shown.itertuples(), characters(shown["text"]), strict=True):
        key = (str(row.doc_id), str(row.sentence_id))
        terms = [str(term) for term in row.domain_terms]
        yield CodedSentence(
            *key,
            heading=headings.get((key[0], str(row.section_id)), ""),
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
        )


def _promises(processed: Path) -> dict[tuple[str, str], tuple[PromiseCode, ...]]:
    """Return the promises by sentence; none where there is no such table yet."""
    if PROMISES not in SCHEMAS or not (processed / f"{PROMISES}.parquet").exists():
        return {}
    table = read_table(PROMISES, processed)
    rows = sorted(table.itertuples(), key=lambda row: (row.doc_id, row.sentence_id, row.start))
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
