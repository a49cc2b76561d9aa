"""Whether a stretch of text looks back or ahead, where the outline could not tell.

An excerpt without headings is one part to the outline. Then the words vote: those of the sentence, of its paragraph,
of the whole text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suzhou_priorities.extract.statuses import roundness, vote
from suzhou_priorities.outline.part_reader import says

if TYPE_CHECKING:
    from suzhou_priorities.outline.model import Outline, Sentence

_CLEAR = 2
_LONGEST_LIST = 900
_LOOKS_BACK, _LOOKS_AHEAD = "review", "plan"


@dataclass(slots=True)
class Outlook:
    """Gives the part of each sentence: the outline's where that is evident, else by vote."""

    outline: Outline
    text: str
    doc_type: str
    is_evident: bool = field(init=False)
    _lines: dict[int, int] = field(default_factory=dict)
    _whole: int | None = None

    def __post_init__(self) -> None:
        parts = {section.part for section in self.outline.sections}
        headings = (section.heading for section in self.outline.sections if section.heading)
        self.is_evident = parts.issuperset((_LOOKS_BACK, _LOOKS_AHEAD)) or any(
            says(self.doc_type, part, "heading", heading)
            for heading in headings
            for part in (_LOOKS_BACK, _LOOKS_AHEAD)
        )

    def part(self, sentence: Sentence) -> str:
        """Return the part that a sentence belongs to."""
        undecided = sentence.part == "front" or (not self.is_evident and sentence.part in (_LOOKS_BACK, _LOOKS_AHEAD))
        if not undecided or self.doc_type == "task_plan":
            return sentence.part
        own = vote(sentence.text)
        if abs(own) >= _CLEAR:
            return _LOOKS_AHEAD if own > 0 else _LOOKS_BACK
        line = self._line(sentence) or self._announced(sentence) or self._of_text()
        return _LOOKS_AHEAD if line > 0 else _LOOKS_BACK

    def _announced(self, sentence: Sentence) -> int:
        """Return the vote of the line that announces the list in which a sentence stands (主要预期目标是：)."""
        before = self.text[: sentence.start]
        announced = before.rfind("：\n", max(0, len(before) - _LONGEST_LIST))
        return vote(before[before.rfind("\n", 0, announced) + 1 : announced]) if announced >= 0 else 0

    def _line(self, sentence: Sentence) -> int:
        start = self.text.rfind("\n", 0, sentence.start) + 1
        if start not in self._lines:
            end = self.text.find("\n", sentence.end)
            self._lines[start] = vote(self.text[start : end if end >= 0 else len(self.text)])
        return self._lines[start]

    def _of_text(self) -> int:
        if self._whole is None:
            self._whole = vote(self.text) + roundness(self.text)
        return self._whole
