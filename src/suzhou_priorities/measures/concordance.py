"""Keyword in context: every place where a word stands, with the words around it (KWIC; Luhn 1960)."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Spans = Callable[[str], Sequence[tuple[int, int]]]

COLUMNS = ("doc_id", "sentence_id", "left", "keyword", "right")
WIDTH = 20
_SIGNS = "。！？；：，、"


def concordance(
    sentences: pd.DataFrame,
    keyword: str,
    *,
    width: int = WIDTH,
    spans: Spans | None = None,
) -> pd.DataFrame:
    """Return the places where a word or phrase stands, in document order.

    Parameters
    ----------
    sentences
        Rows of the table `sentences`, in document order. Hits lie within a sentence and do not overlap.
    keyword
        The word or phrase, taken literally.
    width
        Characters of context on either side. Where the sentence ends before, its neighbours of the same document in
        `sentences` go on (a heading, which no sign ends, is parted by a space).
    spans
        What gives start and end of all words of a text, such as ``Segmenter().spans``. With it a hit must begin and end
        where words do, so that 研究 is not found in 研究院, and counts agree with those of words. Without it every
        occurrence counts.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, all text; no rows where the word does not occur.

    Raises
    ------
    ParameterError
        If the keyword is empty, or the width negative.
    """
    if not keyword.strip():
        raise ParameterError("keyword", "is empty.", "Give a word or a phrase.")
    if width < 0:
        raise ParameterError("width", f"is {width}.", "Give a number of 0 or more.")
    rows: list[tuple[str, str, str, str, str]] = []
    for doc_id, own in sentences.groupby("doc_id", sort=False):
        texts = [str(text) for text in own["text"]]
        joined, offsets = _joined(texts)
        for text, offset, sentence_id in zip(texts, offsets, own["sentence_id"], strict=True):
            for hit in _hits(text, keyword, spans):
                start, end = offset + hit, offset + hit + len(keyword)
                left, right = joined[max(0, start - width) : start], joined[end : end + width]
                rows.append((str(doc_id), str(sentence_id), left, keyword, right))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="string")


def _joined(texts: Sequence[str]) -> tuple[str, list[int]]:
    """Return sentences as one text, and where each of them begins in it."""
    pieces: list[str] = []
    offsets: list[int] = []
    place = 0
    for text in texts:
        if pieces and not pieces[-1].endswith(tuple(_SIGNS)):
            pieces.append(" ")
            place += 1
        offsets.append(place)
        pieces.append(text)
        place += len(text)
    return "".join(pieces), offsets


def _hits(text: str, keyword: str, spans: Spans | None) -> Iterator[int]:
    """Yield where the keyword begins in a sentence."""
    place = text.find(keyword)
    if place < 0:
        return
    words = spans(text) if spans else ()
    starts, ends = [start for start, _ in words], [end for _, end in words]
    while place >= 0:
        whole = spans is None or (_has(starts, place) and _has(ends, place + len(keyword)))
        if whole:
            yield place
        place = text.find(keyword, place + (len(keyword) if whole else 1))


def _has(ordered: Sequence[int], value: int) -> bool:
    at = bisect_left(ordered, value)
    return at < len(ordered) and ordered[at] == value
