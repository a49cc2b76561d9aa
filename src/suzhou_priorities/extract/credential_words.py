"""The words of the codebook `credentials`: patterns, levels, and texts read without what they quote."""

from __future__ import annotations

import re
from functools import cache

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

LONGEST_NAME = 44
# Bounded, so that a mark that never closes costs little.
_ENCLOSED = re.compile("“[^”]{0,200}”|《[^》]{0,200}》|（[^）]{0,200}）|\\([^)]{0,200}\\)|【[^】]{0,200}】")


def known_level(text: str) -> str | None:
    """Return who awards an honour of this name, or None if it does not say."""
    for level in ("national", "international", "provincial", "city", "regional"):
        if pattern("levels", level).search(text):
            return "other" if level in ("international", "regional") else level
    return None


def level_of(text: str) -> str:
    """Return who awards an honour of this name: national, provincial, city or other."""
    return known_level(text) or "other"


def is_honour(text: str) -> bool:
    """Tell whether a text names an honour: by a word of honour, a level, or a quotation."""
    return bool(pattern("honour").search(text)) or level_of(text) != "other" or "“" in text


def shortened(name: str) -> str:
    """Return a name cut to the longest length."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def masked(text: str) -> str:
    """Return the text with what stands within quotation marks and brackets blotted out, length unchanged."""
    return _ENCLOSED.sub(lambda match: "＿" * len(match.group()), text)


def split_outside(text: str, marks: str | re.Pattern[str]) -> list[str]:
    """Cut a text at marks outside quotation marks and brackets."""
    splitter = _any_of(marks) if isinstance(marks, str) else marks
    cuts = [0]
    for match in splitter.finditer(masked(text)):
        cuts += [match.start(), match.end()]
    pieces = [text[start:end].strip() for start, end in zip(cuts[::2], [*cuts[1::2], len(text)], strict=True)]
    return [piece for piece in pieces if piece]


@cache
def _any_of(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


@cache
def pattern(key: str, kind: str = "pattern") -> re.Pattern[str]:
    """Return a pattern of the codebook, compiled once."""
    return quick_pattern(load_codebook("credentials")[key][kind])


@cache
def verbs() -> re.Pattern[str]:
    """Return what finds the verbs of award; the group's number is that of the rule."""
    rules = load_codebook("credentials")["verbs"]
    return quick_pattern("|".join(f"(?P<v{place}>{rule['pattern']})" for place, rule in enumerate(rules)))
