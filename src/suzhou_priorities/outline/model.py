"""What the outline of a document consists of."""

from __future__ import annotations

from dataclasses import dataclass

PARTS = ("front", "review", "plan", "government", "closing", "glossary")
LOOKS_AHEAD = ("plan", "government", "closing")


@dataclass(frozen=True, slots=True)
class Section:
    """One node of the section tree, in document order.

    Attributes
    ----------
    section_id
        ``c0001``, ``c0002``, … in document order.
    parent_id
        The section above, or None at the top.
    level
        1 for the outermost headings, counted downwards.
    part
        One of `PARTS`.
    number
        The number as printed (``（一）``, ``第一章``, ``1.``), or empty.
    heading
        The heading without its number, or empty for a stretch of text that has none.
    inferred
        True for a heading that the page lost and another source supplied.
    order
        Position among the document's sections, from 1.
    start, end
        Span of the section, heading included, in the clean text.
    """

    section_id: str
    parent_id: str | None
    level: int
    part: str
    number: str
    heading: str
    inferred: bool
    order: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or heading), with its address and its span in the clean text.

    ``sentence_id`` is ``s0001``, … in document order; ``text == clean[start:end]``.
    """

    sentence_id: str
    section_id: str
    part: str
    text: str
    start: int
    end: int
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The section tree and the sentences of one document, and what seems to be missing from it."""

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[str, ...] = ()
