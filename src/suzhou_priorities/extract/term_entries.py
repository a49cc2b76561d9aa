"""One entry of a glossary: its number, the page it names, its term and its definition, each told from the others."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.outline.numbering import ordinal

if TYPE_CHECKING:
    from collections.abc import Sequence

# Marks within which a colon or a dash parts nothing.
_PAIRS = dict(zip("“‘《（(「『【[", "”’》）)」』】]", strict=True))
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"), ("【", "】"), (chr(34), chr(34)), ("‘", "’"))


def numbered(line: str) -> tuple[str, int, str]:
    """Return the style of the number that begins a line, the number, and the rest; no style and 0 without one."""
    line = line.strip()
    for style, pattern in number_styles().items():
        match = pattern.match(line)
        if match and match.end() < len(line):
            return style, ordinal(match["number"]) or 0, line[match.end() :]
    return "", 0, line


def without_page(line: str) -> str:
    """Strip the page on which a term stands from the beginning of a line."""
    line = line.strip()
    page = entry_pattern("page").match(line)
    return line[page.end() :].strip() if page and page.end() < len(line) else line


def split_entry(line: str, kinds: Sequence[str]) -> tuple[str, str] | None:
    """Return term and definition, parted by the first separator of the first kind that parts them."""
    for kind in kinds:
        span = _separator(line, kind)
        if span and span[1] < len(line):
            return line[: span[0]].strip(), line[span[1] :].strip()
    return None


def first_separator(line: str) -> str:
    """Return the kind of the separator that comes first, or nothing."""
    found = [(span, kind) for kind in _separators() if (span := _separator(line, kind)) and span[1] < len(line)]
    return min(found)[1] if found else ""


def separators_from(own: str) -> tuple[str, ...]:
    """Return the kinds of separators in the order in which they are tried: a glossary's own first."""
    return (own, *(kind for kind in _separators() if kind != own))


def bare_term(term: str) -> str:
    """Return a term without the page on which it stands and without quotation marks around the whole."""
    pages = [page for page in entry_pattern("page").finditer(term) if page.start() > 0 and page.end() == len(term)]
    return _unquoted(term[: pages[-1].start()].strip() if pages else term)


def _separator(line: str, kind: str) -> tuple[int, int] | None:
    """Return the span of the first separator outside quotation marks and brackets, behind a possible term."""
    limit = longest_term() + 12
    inside = _inside(line[:limit])
    for match in _separators()[kind].finditer(line, 1, limit):
        if match.start() in inside:
            continue
        term = line[: match.start()].strip()
        fits = 0 < len(term) <= longest_term() and not re.search("[。；！？]", term) and not _not_terms().search(term)
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


def longest_term() -> int:
    """Return how many characters a term may have."""
    return int(load_codebook("terms")["longest_term"])


@cache
def entry_pattern(key: str) -> re.Pattern[str]:
    """Return a pattern of the codebook `terms`: ``notes`` or ``page``."""
    return quick_pattern(load_codebook("terms")[key]["pattern"])


@cache
def _not_terms() -> re.Pattern[str]:
    return quick_pattern(load_codebook("terms")["not_terms"])


@cache
def number_styles() -> dict[str, re.Pattern[str]]:
    """Return the patterns of numbers by their style."""
    return {entry["name"]: re.compile(entry["pattern"]) for entry in load_codebook("terms")["numbers"]}


@cache
def _separators() -> dict[str, re.Pattern[str]]:
    return {entry["name"]: quick_pattern(entry["pattern"]) for entry in load_codebook("terms")["separators"]}
