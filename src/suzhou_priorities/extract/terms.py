"""The entries of a document's glossary (名词解释): terms and their definitions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.extract.term_entries import (
    bare_term,
    entry_pattern,
    first_separator,
    longest_term,
    number_styles,
    numbered,
    separators_from,
    split_entry,
    without_page,
)
from suzhou_priorities.outline.numbering import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from suzhou_priorities.outline.model import Outline

# Where notes stand that the outline has not made a part of their own.
_MAY_HOLD_NOTES = ("plan", "government", "closing")

_Span = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a glossary.

    Attributes
    ----------
    term
        The term, without its number, the page it refers to, and quotation marks around the whole.
    definition
        Its explanation in the words of the text; lines are joined. Empty where a numbered term has none.
    """

    term: str
    definition: str


@dataclass(slots=True)
class _Line:
    """One line of the glossary, as printed, and its number, if any, apart from the rest."""

    printed: str
    style: str
    number: int
    text: str
    is_heading: bool


def read_terms(text: str, outline: Outline) -> tuple[Term, ...]:
    """Return the entries of the glossary, in printed order.

    Parameters
    ----------
    text, outline
        The clean text and its outline; the glossary is what the outline puts into that part, or else what notes
        behind the end of the document explain.
    """
    lines = list(_lines(text, outline))
    style = _style(lines)
    own = _common(kind for line in lines if (kind := first_separator(line.text))) or "colon"
    entries: list[list[str]] = []
    last = 0
    for line in lines:
        begins = line.style == style and (not style or line.number > last)
        # Only a number vouches for an entry that is written otherwise than the rest.
        parted = split_entry(line.text, separators_from(own) if style else (own,)) if begins else None
        if parted:
            entries.append(list(parted))
            last = line.number
        elif begins and style and 0 < len(line.text) <= longest_term():
            entries.append([line.text.rstrip("：:—- "), ""])
            last = line.number
        elif line.is_heading:
            last = 0  # Numbers may begin anew under the heading of a group.
        elif entries:
            entries[-1][1] += line.printed
    return tuple(Term(bare_term(term), definition.strip()) for term, definition in entries)


def _lines(text: str, outline: Outline) -> Iterable[_Line]:
    """Yield the glossary's lines; numbered entries that share a line are parted."""
    glossary = _printed(text, outline, "glossary")
    if glossary:
        spans = _announced(text, glossary, 0) or glossary
    else:
        notes = _printed(text, outline, *_MAY_HOLD_NOTES)
        spans = next((found for place in range(len(notes)) if (found := _announced(text, notes, place))), [])
    for start, end, is_heading in spans:
        for piece in _parted_line(text[start:end]):
            style, number, rest = numbered(without_page(piece))
            yield _Line(piece.strip(), style, number, without_page(rest), is_heading)


def _printed(text: str, outline: Outline, *parts: str) -> list[_Span]:
    """Return the lines of some parts: where each begins and ends, and whether it is a heading."""
    spans: list[_Span] = []
    for sentence in outline.sentences:
        if sentence.part not in parts:
            continue
        # Sentences of one line stand together; a heading is one only if it fills its line.
        if spans and "\n" not in text[spans[-1][1] : sentence.start]:
            spans[-1] = (spans[-1][0], sentence.end, False)
        else:
            spans.append((sentence.start, sentence.end, sentence.is_heading))
    return spans


def _announced(text: str, lines: list[_Span], place: int) -> list[_Span]:
    """Return what follows ``注释：``, with which a line begins, if it begins with a numbered entry."""
    start, end, _ = lines[place]
    announced = entry_pattern("notes").match(text, start, end)
    if announced is None:
        return []
    own = [(announced.end(), end, False)] if text[announced.end() : end].strip() else []
    kept = [*own, *lines[place + 1 :]]
    style, _, rest = numbered(without_page(text[kept[0][0] : kept[0][1]])) if kept else ("", 0, "")
    return kept if style and split_entry(without_page(rest), separators_from("colon")) else []


def _parted_line(line: str) -> list[str]:
    """Cut a line before each number that goes on the count with which the line begins."""
    style, number, _ = numbered(line)
    if not style:
        return [line]
    pieces = []
    begin = 0
    for match in re.finditer(f"(?<=[。；!！;]) ?{number_styles()[style].pattern}", line):
        if (ordinal(match["number"]) or 0) == number + 1:
            pieces.append(line[begin : match.start()])
            begin, number = match.start(), number + 1
    return [*pieces, line[begin:]]


def _style(lines: Sequence[_Line]) -> str:
    """Return the style of number that begins the entries, or nothing where entries have no number."""
    entries = [line for line in lines if split_entry(line.text, separators_from("colon"))]
    if entries:
        return entries[0].style
    return next((line.style for line in lines if line.style), "")


def _common(kinds: Iterable[str]) -> str:
    counted = Counter(kind for kind in kinds if kind)
    return counted.most_common(1)[0][0] if counted else ""
