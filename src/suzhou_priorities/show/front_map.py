"""The map of the site on the front page: the study, its evidence, districts, places to look things up, documents."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.show.site import PLACES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STUDY, EVIDENCE, DISTRICT = GROUPS = ("study", "evidence", "district")


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page made from a notebook.

    Attributes
    ----------
    name
        Its file name without ending.
    title, sentence
        What it is called, and what it tells.
    group
        `STUDY`, `EVIDENCE` or `DISTRICT`.
    district
        Key of the district that a page of the last group is about.
    """

    name: str
    title: str
    sentence: str
    group: str = EVIDENCE
    district: str = ""


def map_of_pages(pages: Sequence[PageEntry], words: Mapping[str, str]) -> str:
    """Return the pages as HTML, by group."""
    entries = {
        group: [(f"{page.name}.html", page.title, page.sentence) for page in pages if page.group == group]
        for group in GROUPS
    }
    entries["places"] = [(file, words[f"place_{key}"], words[f"place_{key}_card"]) for key, file in PLACES.items()]
    body = "".join(
        f'<h3>{html.escape(words[f"pages_{group}"])}</h3><ul class="map">{"".join(map(_entry, listed))}</ul>'
        for group, listed in entries.items()
        if listed
    )
    return f'<h2 id="pages">{html.escape(words["pages"])}</h2>{body}'


def _entry(entry: tuple[str, str, str]) -> str:
    address, title, sentence = entry
    return f'<li><a href="{html.escape(address)}">{html.escape(title)}</a><p>{html.escape(sentence)}</p></li>'
