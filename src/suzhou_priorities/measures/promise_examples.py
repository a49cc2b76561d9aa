"""Which promises stand on most and on least: chosen by what they stand on, never by how firmly they are made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from suzhou_priorities.coding.promises_cues import promise_cues
from suzhou_priorities.measures.promise_grounds import KEY, MEASURED, OWNED, WORDS
from suzhou_priorities.tables.vocabulary import TESTABILITIES

if TYPE_CHECKING:
    import pandas as pd

MEASURE = "measure"
LARGE = 3
_CLAUSE_ENDS = re.compile(r"[，。；！？]")


def with_quotes(found: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return promises with their words and whether these name a date.

    Parameters
    ----------
    found
        Promises with ``start`` and ``end`` in the clean text.
    sentences
        The table.

    Returns
    -------
    DataFrame
        The columns of `found`, and ``quote`` (the clauses of the sentence in which the promise stands), ``dated`` (they
        name a date: a month, the end of the year; the codebook `promise_cues` tells which). Promises whose sentence is
        missing have their verb and object as quote.
    """
    cues = promise_cues()
    known = sentences.drop_duplicates(KEY).set_index(KEY)
    texts, starts = known["text"].to_dict(), known["start"].to_dict()
    quotes = []
    for row in found.itertuples():
        key = (row.doc_id, row.sentence_id)
        whole = str(texts[key]) if key in texts else f"{row.verb}{row.object or ''}"
        offset = int(starts[key]) if key in starts else 0
        start, end = (int(row.start) - offset, int(row.end) - offset) if key in texts else (0, len(whole))
        quotes.append(_clauses(whole, start, end))
    return found.assign(quote=quotes, dated=[cues.holds("dates", quote, 0, len(quote)) for quote in quotes])


def best_grounded(found: pd.DataFrame, each: int) -> pd.DataFrame:
    """Return for each document the promises that stand on most, at most one of a domain.

    With a figure or date and, where owners are known, with an owner; measures before headline targets, those with a
    date first, then in the order of the text.

    Parameters
    ----------
    found
        As from `promise_grounds.grounded` and `with_quotes`.
    each
        Most promises of a document.
    """
    strong = found[(found[MEASURED] & found[OWNED].fillna(value=True)).astype(bool)]
    ranked = strong.assign(aside=strong["function"] != MEASURE)
    ranked = ranked.sort_values(["dated", "aside"], ascending=[False, True], kind="stable")
    chosen = ranked.drop_duplicates(["doc_id", "domain"]).groupby("doc_id", sort=False).head(max(each, 0))
    return chosen.sort_index()[list(found.columns)].reset_index(drop=True)


def worst_grounded(found: pd.DataFrame, each: int, large: int = LARGE) -> pd.DataFrame:
    """Return for each document promises of its largest domains that have neither a figure, a date nor an owner.

    The `large` domains with the most promises in a document. Of each those of words only and, where owners are known,
    without an owner: measures before orientations, slogans before processes, then in the order of the text, and no
    two of one sentence.

    Parameters
    ----------
    found
        As from `promise_grounds.grounded`.
    each
        Most promises of a document and domain.
    large
        Number of domains.

    Returns
    -------
    DataFrame
        The columns of `found`; documents in their order, the largest domain first.
    """
    sizes = found.groupby(["doc_id", "domain"], sort=False).size().rename("size").reset_index()
    sizes = sizes.sort_values("size", ascending=False, kind="stable").groupby("doc_id", sort=False).head(max(large, 0))
    places = {doc_id: place for place, doc_id in enumerate(dict.fromkeys(found["doc_id"]))}
    grades = {value: -place for place, value in enumerate(TESTABILITIES)}
    weak = found[(found[WORDS] & ~found[OWNED].fillna(value=False)).astype(bool)]
    ranked = weak.merge(sizes, on=["doc_id", "domain"])
    ranked = ranked.assign(
        place=ranked["doc_id"].map(places),
        aside=ranked["function"] != MEASURE,
        grade=ranked["testability"].map(grades),
    )
    order = ["place", "size", "domain", "aside", "grade", "start"]
    ranked = ranked.sort_values(order, ascending=[True, False, True, True, True, True], kind="stable")
    ranked = ranked.drop_duplicates(KEY)
    chosen = ranked.groupby(["doc_id", "domain"], sort=False).head(max(each, 0))
    return chosen[list(found.columns)].reset_index(drop=True)


def _clauses(text: str, start: int, end: int) -> str:
    """Return the clauses of a text that hold the stretch from `start` to `end`."""
    before = [match.end() for match in _CLAUSE_ENDS.finditer(text, 0, max(start, 0))]
    behind = _CLAUSE_ENDS.search(text, max(end, 0))
    return text[before[-1] if before else 0 : behind.start() if behind else len(text)].strip()
