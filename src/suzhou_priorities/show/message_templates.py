"""Templates of what the program says of documents, from the codebook `messages`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from suzhou_priorities.codebooks import load_codebook


@dataclass(frozen=True, slots=True)
class Template:
    """An English message: its fixed parts, the gaps between them, and the same in Chinese."""

    fixed: tuple[str, ...]
    gaps: tuple[str, ...]
    chinese: str
    loose: bool

    @property
    def weight(self) -> int:
        """Characters that are fixed: of two templates that fit, the one with more says more."""
        return sum(map(len, self.fixed))

    def fill(self, text: str) -> dict[str, str] | None:
        """Return what stands in the gaps, or None if the text is another message.

        Each fixed part is looked for behind the one before it, so that the work grows with the length of the text.
        """
        first, last = self.fixed[0], self.fixed[-1]
        if not self.gaps:
            return {} if text == first else None
        if not text.startswith(first) or not text.endswith(last):
            return None
        place, end, found = len(first), len(text) - len(last), {}
        for gap, fixed in zip(self.gaps[:-1], self.fixed[1:-1], strict=True):
            at = text.find(fixed, place + 1, end)
            if at < 0:
                return None
            found[gap] = text[place:at]
            place = at + len(fixed)
        if place >= end:
            return None
        return {**found, self.gaps[-1]: text[place:end]}


@cache
def kinds_of_gaps() -> dict[str, Any]:
    """Return how each gap is filled in another language: ``message``, ``numeral``, or its values with their words."""
    return dict(load_codebook("messages")["gaps"])


@cache
def templates() -> tuple[Template, ...]:
    """Return the templates, those with the most fixed characters first."""
    made = []
    for entry in load_codebook("messages")["entries"]:
        parsed = [(fixed, gap) for fixed, gap, _, _ in Formatter().parse(entry["en"])]
        fixed = [part for part, _ in parsed]
        gaps = [gap for _, gap in parsed if gap is not None]
        # Fixed parts stand around the gaps, so there is one more of them.
        fixed += [""] * (len(gaps) + 1 - len(fixed))
        made.append(Template(tuple(fixed), tuple(gaps), entry["zh"], bool(entry.get("loose"))))
    return tuple(sorted(made, key=lambda template: -template.weight))
