"""The form of a label: what every heading has that shares a line with its text and has no number.

A short sentence is no label because it is short. Labels name a field and what is done in it or the state it
has come to; they hold no figure and nothing that only sentences have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

if TYPE_CHECKING:
    from suzhou_priorities.outline.blocks import Span

_MARKS = re.compile("[“”‘’]")
_QUOTED = re.compile("“[^”]*”")


@dataclass(frozen=True, slots=True)
class LabelRules:
    """The entry `labels` of the codebook `numbering`."""

    shortest: int
    longest: int
    longest_of_two_clauses: int
    shortest_within: int
    longest_within: int
    never_begins: re.Pattern[str]
    never_holds: re.Pattern[str]
    results: re.Pattern[str]
    events: re.Pattern[str]


@cache
def label_rules() -> LabelRules:
    """Return the rules of the codebook."""
    book: dict[str, Any] = load_codebook("numbering")["labels"]
    return LabelRules(
        book["shortest"],
        book["longest"],
        book["longest_of_two_clauses"],
        book["shortest_within"],
        book["longest_within"],
        quick_pattern(book["never_begins"].strip()),
        quick_pattern(book["never_holds"]),
        quick_pattern(f"(?:{book['results'].strip()})$"),
        quick_pattern(book["events"].strip()),
    )


def core_of(text: str, span: Span) -> str:
    """Return a sentence without quotation marks and its stop."""
    return _MARKS.sub("", text[span[0] : span[1] - 1])


def could_be_label(text: str, span: Span, shortest: int, longest: int, commas: int = 0) -> bool:
    """Tell whether a sentence has the form of a label."""
    start, end = span
    if not shortest < end - start <= longest + 7 or text[end - 1] != "。":
        return False
    rules = label_rules()
    core = core_of(text, span)
    if not shortest <= len(core) <= longest or rules.never_begins.match(core):
        return False
    plain = without_quoted(text[start : end - 1])
    if plain.count("，") != commas:
        return False
    return not rules.never_holds.search(plain.replace("，", ""))


def without_quoted(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    return _QUOTED.sub("", text)
