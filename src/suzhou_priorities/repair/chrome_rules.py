"""What lines of a web page are by their own words: chrome, or a document's though short (the codebook `chrome`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.repair.table_evidence import is_line_of_heads

LONGEST_JUDGED = 400
LONGEST_PAGE_NUMBER = 24
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、]")


@dataclass(frozen=True, slots=True)
class _Rules:
    anywhere: tuple[re.Pattern[str], ...]
    outside_cells: tuple[re.Pattern[str], ...]
    edge: tuple[re.Pattern[str], ...]
    page_number: tuple[re.Pattern[str], ...]
    title: re.Pattern[str]
    keep: tuple[re.Pattern[str], ...]
    entry: re.Pattern[str]
    heads_of_figures: re.Pattern[str]
    sentence: re.Pattern[str]


@cache
def _rules() -> _Rules:
    book = load_codebook("chrome")
    compiled: dict[str, list[re.Pattern[str]]] = {"anywhere": [], "outside_cells": [], "edge": []}
    for entry in book["entries"]:
        pattern = f"(?:{entry['pattern']})\\Z" if entry.get("whole") else entry["pattern"]
        compiled[entry["scope"]].append(re.compile(pattern))
    kept = {entry["name"]: re.compile(entry["pattern"]) for entry in book["keep"]["patterns"]}
    body = {entry["name"]: re.compile(entry["pattern"]) for entry in book["body"]["patterns"]}
    return _Rules(
        tuple(compiled["anywhere"]),
        tuple(compiled["outside_cells"]),
        tuple(compiled["edge"]),
        tuple(re.compile(entry["pattern"]) for entry in book["entries"] if entry["name"].startswith("page number")),
        kept["title"],
        tuple(kept.values()),
        body["entry of a glossary"],
        body["heads of a table of figures"],
        body["short sentence"],
    )


def is_chrome_within(text: str, *, is_cell: bool) -> bool:
    """Tell whether a line is chrome wherever it stands, so also within the document.

    A bare number there may be a cell of a table, and between bars 6/30 is a day, not a page.
    """
    if len(text) > LONGEST_JUDGED or text.isdigit():
        return False
    rules = _rules()
    return any(pattern.search(text) for pattern in (*rules.anywhere, *(() if is_cell else rules.outside_cells)))


def is_chrome_at_edge(text: str) -> bool:
    """Tell whether a line before or after the document is chrome beyond doubt."""
    rules = _rules()
    if len(text) > LONGEST_JUDGED or rules.entry.search(text) or rules.heads_of_figures.search(text):
        return False
    patterns = (*rules.anywhere, *rules.outside_cells, *rules.edge)
    # The heads of a table whose cells are parted by spaces look like a menu.
    return any(pattern.search(text) for pattern in patterns) and not is_line_of_heads(text)


def is_page_number(text: str) -> bool:
    """Tell whether a line is blank or holds the number of a page and nothing else."""
    line = text.strip()
    if not line:
        return True
    if len(line) > LONGEST_PAGE_NUMBER or not any(map(str.isdigit, line)):
        return False
    return any(pattern.fullmatch(line) for pattern in _rules().page_number)


def is_title(text: str) -> bool:
    """Tell whether a line reads like the title of a document, not like the heading of a section."""
    return bool(_rules().title.search(text)) and not _NUMBERED.match(text)


def is_kept(text: str) -> bool:
    """Tell whether a line belongs to a document though it is short: a title, a date, a speaker, a heading."""
    return any(pattern.search(text) for pattern in _rules().keep)


def is_short_sentence(text: str) -> bool:
    """Tell whether a line is a document's though short: it ends in a stop, or is an entry of a list or a note."""
    rules = _rules()
    return len(text) <= LONGEST_JUDGED and bool(rules.entry.search(text) or rules.sentence.search(text))
