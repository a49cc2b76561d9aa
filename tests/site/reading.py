"""A page taken apart without a browser: its links, addresses, headings and pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Parts:
    """What a page holds."""

    links: list[str] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)
    headings: list[int] = field(default_factory=list)
    pictures: list[str | None] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts = Parts()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.parts.addresses.add(str(given["id"]))
        if tag == "a" and given.get("href") is not None:
            self.parts.links.append(str(given["href"]))
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.parts.headings.append(int(tag[1]))
        if tag == "img":
            self.parts.pictures.append(given.get("alt"))
        self.parts.sources.extend(str(given[key]) for key in ("src", "srcset", "action", "poster") if given.get(key))
        if tag == "link" and given.get("href"):
            self.parts.sources.append(str(given["href"]))


@cache
def parts_of(page: Path) -> Parts:
    """Return the parts of a page."""
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader.parts
