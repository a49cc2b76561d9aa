"""Names of leaders in the cells of a table of tasks, without the titles, brackets and telephone numbers beside them.

``市长 李建国``, ``县长张伟``, ``陈刚副市长``, ``赵立军（县委常委、副县长）``, ``李娜 13800000000`` are one name each.
A cell that holds nothing but a title, a telephone number or a sign for nothing (``—``, ``无``) names nobody.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_NAME = 40
LONGEST_TITLE = 24
# Characters of a Chinese name that stands beside its title without a space.
SURNAME, LONGEST = 1, 4
_BRACKETS = re.compile(r"（([^（）]*)）|\(([^()]*)\)")
_TELEPHONE = re.compile(r"\d[\d\-]{5,}")
_LABEL = re.compile(r"^[\u4e00-\u9fff]{2,6}[：:]\s*(?=\S)")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,16}")


def split_names(content: str) -> list[str]:
    """Return the names in a leader's cell; a space within a name of two characters is padding (``李 明``)."""
    outside = _TELEPHONE.sub(" ", _BRACKETS.sub(" ", content))
    inside = "、".join(full or half for full, half in _BRACKETS.findall(content))
    if stands_for_nothing(content):
        return []
    return _names(outside) or _names(inside)


def stands_for_nothing(content: str) -> bool:
    """Tell whether a cell holds nothing but a sign for nothing (``—``, ``/``, ``无``)."""
    return _placeholder().fullmatch(content.strip()) is not None


def is_name(word: str) -> bool:
    """Tell whether a word looks like a person's name."""
    return _NAME.fullmatch(word) is not None


def parted(name: str, known: Collection[str]) -> list[str]:
    """Part names that the page ran together (``李明王小芳``) into names `known` from other cells, if they are."""
    if len(name) > LONGEST_NAME:
        return [name]
    ways: list[list[str] | None] = [[], *([None] * len(name))]
    for end in range(1, len(name) + 1):
        for start in range(max(0, end - 4), end - 1):
            before = ways[start]
            if before is not None and name[start:end] in known and ways[end] is None:
                ways[end] = [*before, name[start:end]]
    return ways[-1] or [name]


def _names(content: str) -> list[str]:
    return [name for word in _words(content) if (name := _without_title(word))]


def _words(content: str) -> list[str]:
    """Return the words of a cell, two single characters side by side as one."""
    words: list[str] = []
    for part in _parts().split(content):
        single = ""
        for word in _LABEL.sub("", part.strip()).split():
            if len(word) > 1 or not "\u4e00" <= word <= "\u9fff":
                words.extend(known for known in (single, word) if known)
                single = ""
            elif single:
                words.append(single + word)
                single = ""
            else:
                single = word
        if single:
            words.append(single)
    return words


def _without_title(word: str) -> str:
    """Return a name without the title before or behind it; empty for a title alone."""
    if len(word) > LONGEST_TITLE or not _ends().search(word):
        return word
    if _title().fullmatch(word) or _title_of_place().fullmatch(word):
        return ""
    for size in range(SURNAME, min(LONGEST, len(word) - 1) + 1):
        for name, title in ((word[:size], word[size:]), (word[-size:], word[:-size])):
            if _title().fullmatch(title):
                # A surname before a title (王副市长) is all that the page shows of the name.
                return name if size > SURNAME else word
    return word


@cache
def _placeholder() -> re.Pattern[str]:
    return quick_pattern(load_codebook("offices")["placeholders"]["pattern"])


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(load_codebook('offices')['separators']['names'])}\n]")


@cache
def _ends() -> re.Pattern[str]:
    """Return the pattern of the words that titles end in."""
    return re.compile(load_codebook("offices")["titles"]["words"])


@cache
def _title() -> re.Pattern[str]:
    book = load_codebook("offices")["titles"]
    return quick_pattern(f"(?:(?:{book['bodies']}){{0,4}}(?:{book['ranks']})?(?:{book['words']})){{1,3}}")


@cache
def _title_of_place() -> re.Pattern[str]:
    """Return the pattern of a title that begins with its place, the sign of which it repeats (安临市市长)."""
    places = load_codebook("offices")["titles"]["places"]
    return re.compile(f"[\u4e00-\u9fff]{{2,3}}(?P<sign>{places})(?=(?P=sign)){_title().pattern}")
