"""Changes to a text, and how changes made one after another become one list against the raw page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement, in the offsets of the text that a repair step was given.

    Attributes
    ----------
    start, end
        Half-open span of characters that goes.
    replacement
        What comes in its place (may be empty).
    kind
        One of `KINDS`.
    certain
        False where a reader should check the result against the source.
    note
        What a reader needs to know to judge it.
    """

    start: int
    end: int
    replacement: str
    kind: str
    certain: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """One row of the table `repairs`: what stood on the raw page, and what stands in the clean text.

    `before` is ``raw[raw_start:raw_end]`` and `after` is ``clean[clean_start:clean_end]``.
    """

    kind: str
    raw_start: int
    raw_end: int
    clean_start: int
    clean_end: int
    before: str
    after: str
    certain: bool = True
    note: str = ""


KINDS = ("chrome", "entity", "pinyin", "misdecoded", "script", "punctuation", "year", "layout")
