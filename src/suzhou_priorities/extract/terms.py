"""The entries of a document's glossary (名词解释): terms and their definitions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.outline.numbering import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from suzhou_priorities.outline.model import Outline

# Marks within which a colon or a dash parts nothing.
_PAIRS = dict(zip("“‘《（(「『【[", "”’》）)」』】]", strict=True))
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"), ("【", "】"), (chr(34), chr(34)), ("‘", "’"))


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a glossary.

    Attributes
    ----------
    term
        The term, without its number and without quotation marks around the whole.
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
        The clean text and its outline; the glossary is what the outline puts into that part.
    """
    lines = list(_lines(text, outline))
    style = _style(lines)
    own = _common(kind for line in lines if (kind := _first_separator(line.text))) or "colon"
    entries: list[list[str]] = []
    last = 0
    for line in lines:
        begins = line.style == style and (not style or line.number > last)
        # Only a number vouches for an entry that is written otherwise than the rest.
        parted = _split(line.text, _order(own) if style else (own,)) if begins else None
        if parted:
            entries.append(list(parted))
            last = line.number
        elif begins and style and 0 < len(line.text) <= _longest():
            entries.append([line.text.rstrip("：:—- "), ""])
            last = line.number
        elif line.is_heading:
            last = 0  # Numbers may begin anew under the heading of a group.
        elif entries:
            entries[-1][1] += line.printed
    return tuple(Term(_unquoted(term), definition.strip()) for term, definition in entries)


def _lines(text: str, outline: Outline) -> Iterable[_Line]:
    """Yield the glossary's lines; numbered entries that share a line are parted."""
    spans: list[tuple[int, int, bool]] = []
    for sentence in outline.sentences:
        if sentence.part != "glossary":
            continue
        # Sentences of one line stand together; a heading is one only if it fills its line.
        if spans and "\n" not in text[spans[-1][1] : sentence.start]:
            spans[-1] = (spans[-1][0], sentence.end, False)
        else:
            spans.append((sentence.start, sentence.end, sentence.is_heading))
    for start, end, is_heading in spans:
        for piece in _parted_line(text[start:end]):
            style, number, rest = _numbered(piece)
            yield _Line(piece.strip(), style, number, rest.strip(), is_heading)


def _parted_line(line: str) -> list[str]:
    """Cut a line before each number that goes on the count with which the line begins."""
    style, number, _ = _numbered(line)
    if not style:
        return [line]
    pieces = []
    begin = 0
    for match in re.finditer(f"(?<=[。；!！;]) ?{_numbers()[style].pattern}", line):
        if (ordinal(match["number"]) or 0) == number + 1:
            pieces.append(line[begin : match.start()])
            begin, number = match.start(), number + 1
    return [*pieces, line[begin:]]


def _numbered(line: str) -> tuple[str, int, str]:
    line = line.strip()
    for style, pattern in _numbers().items():
        match = pattern.match(line)
        if match and match.end() < len(line):
            return style, ordinal(match["number"]) or 0, line[match.end() :]
    return "", 0, line


def _split(line: str, kinds: Sequence[str]) -> tuple[str, str] | None:
    """Return term and definition, parted by the first separator of the first kind that parts them."""
    for kind in kinds:
        span = _separator(line, kind)
        if span and span[1] < len(line):
            return line[: span[0]].strip(), line[span[1] :].strip()
    return None


def _first_separator(line: str) -> str:
    found = [(span, kind) for kind in _separators() if (span := _separator(line, kind)) and span[1] < len(line)]
    return min(found)[1] if found else ""


def _separator(line: str, kind: str) -> tuple[int, int] | None:
    """Return the span of the first separator outside quotation marks and brackets, behind a possible term."""
    limit = _longest() + 12
    inside = _inside(line[:limit])
    for match in _separators()[kind].finditer(line, 1, limit):
        if match.start() in inside:
            continue
        term = line[: match.start()].strip()
        fits = 0 < len(term) <= _longest() and not re.search("[。；！？]", term) and not _not_terms().search(term)
        return match.span() if fits else None
    return None


def _inside(line: str) -> set[int]:
    """Return the positions within pairs of marks, the closing mark included; a mark without partner counts not."""
    inside: set[int] = set()
    position = 0
    while position < len(line):
        close = line.find(_PAIRS[line[position]], position + 1) if line[position] in _PAIRS else -1
        if close > 0:
            inside.update(range(position, close + 1))
            position = close
        position += 1
    return inside


def _unquoted(term: str) -> str:
    """Strip quotation marks that enclose the whole term: ``“双碳”``, not ``“五链”“六群”``."""
    for opening, closing in _QUOTES:
        inner = term[1:-1]
        if len(term) > 2 and term[0] == opening and term[-1] == closing and not {opening, closing} & set(inner):
            return inner.strip()
    return term


def _style(lines: Sequence[_Line]) -> str:
    """Return the style of number that begins the entries, or nothing where entries have no number."""
    entries = [line for line in lines if _split(line.text, _order("colon"))]
    if entries:
        return entries[0].style
    return next((line.style for line in lines if line.style), "")


def _common(kinds: Iterable[str]) -> str:
    counted = Counter(kind for kind in kinds if kind)
    return counted.most_common(1)[0][0] if counted else ""


def _order(own: str) -> tuple[str, ...]:
    return (own, *(kind for kind in _separators() if kind != own))


def _longest() -> int:
    return int(load_codebook("terms")["longest_term"])


@cache
def _not_terms() -> re.Pattern[str]:
    return re.compile(load_codebook("terms")["not_terms"])


@cache
def _numbers() -> dict[str, re.Pattern[str]]:
    return {entry["name"]: re.compile(entry["pattern"]) for entry in load_codebook("terms")["numbers"]}


@cache
def _separators() -> dict[str, re.Pattern[str]]:
    return {entry["name"]: re.compile(entry["pattern"]) for entry in load_codebook("terms")["separators"]}
