"""Functions, horizons, tenses, force and testability, as entries of the page of codebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.show.codebook_addresses import entry_id
from suzhou_priorities.show.codebook_domains import count_line
from suzhou_priorities.show.reference import entry, example, marked

if TYPE_CHECKING:
    from suzhou_priorities.show.codebook_counts import CodeCounts
    from suzhou_priorities.show.text import Words

# Kind of code, its codebook, and the list in it.
LISTS = (
    ("function", "functions", "functions"),
    ("horizon", "functions", "horizons"),
    ("tense", "functions", "tenses"),
    ("force", "commitments", "forces"),
    ("testability", "commitments", "testabilities"),
)


def code_entries(kind: str, counts: CodeCounts, words: Words) -> str:
    """Return all codes of one kind as HTML, in the order of the codebook; `kind` is one of `LISTS`."""
    book, name = next((book, name) for one, book, name in LISTS if one == kind)
    lang = words.lang
    return "".join(
        entry(
            entry_id(kind, one["key"]),
            one["name"][lang],
            one["key"],
            [
                (words("definition"), marked(one["definition"][lang], lang)),
                (words("example"), example(one["example"], one["example_en"], lang)),
                (words("in_corpus"), count_line(kind, one["key"], counts, words)),
            ],
        )
        for one in load_codebook(book)[name]
    )
