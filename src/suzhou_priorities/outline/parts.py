"""Which part of a document a stretch belongs to: front, review, plan, government, closing, glossary."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.outline.model import PARTS

# The closing and the government's own chapter stand near the end; a cue far before it means something else.
LATE = {"government": 0.6, "closing": 0.85, "glossary": 0.5}


@cache
def _cues(doc_type: str) -> dict[str, dict[str, re.Pattern[str] | None]]:
    book: dict[str, Any] = load_codebook("parts")[doc_type]
    return {
        part: {where: re.compile(entry[where]) if entry.get(where) else None for where in ("heading", "paragraph")}
        for part, entry in book.items()
    }


@cache
def _pattern(group: str, key: str) -> re.Pattern[str]:
    return re.compile(load_codebook("parts")[group][key])


def is_salutation(line: str) -> bool:
    """Tell whether a line only addresses the delegates."""
    return bool(_pattern("opening", "salutation").match(line))


def is_opening(line: str) -> bool:
    """Tell whether a line is the formula that opens a report."""
    return len(line) < 200 and bool(_pattern("opening", "pattern").search(line))


def is_top_heading(line: str) -> bool:
    """Tell whether a line without a number is a heading of the top level."""
    return len(line) <= 30 and bool(_pattern("plain_headings", "pattern").match(line))


def announces_table(line: str) -> bool:
    """Tell whether a line is the caption of a table."""
    return bool(_pattern("tables", "pattern").match(line))


class PartFollower:
    """Follows the parts of one document from top to bottom; a part never returns.

    Parameters
    ----------
    doc_type
        Which cues apply; see the codebook `parts`.
    length
        Characters of the document.
    """

    def __init__(self, doc_type: str, length: int) -> None:
        self._doc_type = doc_type
        self._length = max(1, length)
        self._cues = _cues(doc_type)
        self.part = "front"

    def heading(self, heading: str, rank: int, position: int) -> str:
        """Return the part of a heading (without its number) of this rank."""
        if rank <= 4:
            for part, cue in self._cues.items():
                pattern = cue["heading"]
                if pattern is not None and pattern.search(heading) and self._may_enter(part, position):
                    self.part = part
                    return part
            if (
                self._doc_type != "work_report"
                and self.part in ("front", "review")
                and rank <= 2 + 2 * (self._doc_type == "task_plan")
            ):
                self.part = "plan" if heading and not self._is_front(heading) else self.part
        elif self._doc_type == "work_report" and self.part == "front":
            self.part = "review"
        return self.part

    def paragraph(self, line: str, position: int) -> str:
        """Return the part of a paragraph that begins with `line`."""
        if self._doc_type == "work_report" and self.part == "front":
            if is_opening(line) or is_salutation(line) or len(line) < 60:
                return self.part
            self.part = "review"
            return self.part
        for part in reversed(PARTS):
            cue = self._cues.get(part, {}).get("paragraph")
            if cue is not None and cue.search(line) and self._may_enter(part, position):
                if part == "closing" and self.part == "review":
                    continue
                self.part = part
                break
        return self.part

    def _is_front(self, heading: str) -> bool:
        cue = self._cues.get("front", {}).get("heading")
        return cue is not None and bool(cue.search(heading))

    def _may_enter(self, part: str, position: int) -> bool:
        if PARTS.index(part) <= PARTS.index(self.part):
            return False
        return position >= LATE.get(part, 0.0) * self._length
