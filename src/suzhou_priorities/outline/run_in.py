"""Headings without a number, ended by a full stop, with text after them on the same line."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGER_SENTENCE = 8
SHORTEST_REST = 24
SERIES = 2


@dataclass(frozen=True, slots=True)
class _Rules:
    shortest: int
    longest: int
    shortest_within: int
    longest_within: int
    never_begins: re.Pattern[str]
    never_holds: re.Pattern[str]


@cache
def _rules() -> _Rules:
    book = load_codebook("numbering")["run_in"]
    return _Rules(
        book["shortest"],
        book["longest"],
        book["shortest_within"],
        book["longest_within"],
        re.compile(book["never_begins"]),
        re.compile(book["never_holds"]),
    )


def is_label(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence could be a label: short, without figure or comma, ended by a full stop."""
    rules = _rules()
    return (
        rules.shortest < end - start <= rules.longest + 1
        and text[end - 1] == "。"
        and not rules.never_begins.match(text, start)
        and not rules.never_holds.search(text, start, end - 1)
    )


def heads_paragraph(text: str, sentences: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the first of a paragraph's sentences may be a label for the others."""
    if len(sentences) < 2 or not is_label(text, *sentences[0]):
        return False
    return sentences[-1][1] - sentences[0][1] >= SHORTEST_REST


def labels_within(text: str, sentences: Sequence[tuple[int, int]]) -> list[int]:
    """Return which of a paragraph's sentences are labels that part it.

    Labels come in series: the length that most of the short sentences share is theirs, and a label is
    followed by a longer sentence. A paragraph with fewer than two of one length has none.
    """
    rules = _rules()
    candidates = [
        index
        for index, (start, end) in enumerate(sentences[:-1])
        if rules.shortest_within < end - start <= rules.longest_within + 1
        and is_label(text, start, end)
        and sentences[index + 1][1] - sentences[index + 1][0] > LONGER_SENTENCE
    ]
    lengths = Counter(sentences[index][1] - sentences[index][0] for index in candidates)
    if not lengths:
        return []
    length, times = max(lengths.items(), key=lambda item: (item[1], item[0]))
    if times < SERIES:
        return []
    return [index for index in candidates if sentences[index][1] - sentences[index][0] == length]
