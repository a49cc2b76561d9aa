"""Reading a page as its readers do: its text by language, its ids, its links."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})
UNREAD = frozenset({"style", "script", "title"})
CHINESE = re.compile(r"[\u2e80-\u9fff\uff01-\uff5e]")
# Names that have no Chinese form in use.
LATIN_NAMES = ("Comparative Agendas Project",)
ENGLISH = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{3,})+")


class ReadPage(HTMLParser):
    """A page's pieces of text with the language that governs each, ids and links."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.content = content
        self._open: list[tuple[str, str, bool]] = []
        self.pieces: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(found["id"])
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if tag not in VOID:
            lang, skipped = self._open[-1][1:] if self._open else ("", False)
            kind = (found.get("class") or "").split()
            apart = tag in UNREAD or tag == "code" or "formula" in kind
            self._open.append((tag, found.get("lang") or lang, skipped or apart))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._open and not self._open[-1][2] and data.strip():
            self.pieces.append((data, self._open[-1][1]))

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces)


def chinese_in_english(page: ReadPage) -> list[str]:
    """Return the Chinese of an English page that does not say that it is Chinese."""
    return [piece for piece, lang in page.pieces if not lang.startswith("zh") and CHINESE.search(piece)]


def english_in_chinese(page: ReadPage) -> list[str]:
    """Return the runs of English words of a Chinese page that do not say that they are English."""
    found = []
    for piece, lang in page.pieces:
        rest = piece
        for name in LATIN_NAMES:
            rest = rest.replace(name, "")
        if lang.startswith("zh") and ENGLISH.search(rest):
            found.append(piece)
    return found


def broken_anchors(page: ReadPage) -> list[str]:
    """Return the links into the page itself that lead nowhere."""
    return [link for link in page.links if link.startswith("#") and link[1:] not in page.ids]
