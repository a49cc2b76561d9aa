"""Collects sections and sentences while a document is read from top to bottom.

A section's level is the depth at which it stands in its own document. A heading of a style that is open is
the next of its series. A style that is not open goes below what is open, if that was seen to hold it
elsewhere in the document or usually does; otherwise it closes what is open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suzhou_priorities.outline.headings import PLAIN_STYLE, TOP_STYLE
from suzhou_priorities.outline.model import Outline, Section, Sentence
from suzhou_priorities.outline.numbering import with_ordinal

if TYPE_CHECKING:
    from collections.abc import Iterable

STRETCH = "stretch"
LABEL, INNER_LABEL = "label", "inner label"
LARGEST_LOST_START = 4
_COUNTED = frozenset(
    {
        "part",
        "chapter",
        "section",
        "numeral",
        "bracketed numeral",
        "digit",
        "bracketed digit",
        "circled digit",
        "row",
    }
)
_SERIES_FROM_ONE = frozenset({"part", "chapter", "section", "numeral", "bracketed numeral", "row"})


@dataclass(slots=True)
class _Draft:
    style: str
    rank: int
    parent: int | None
    level: int
    part: str
    number: str
    value: int
    heading: str
    start: int
    end: int = -1


@dataclass(slots=True)
class OutlineBuilder:
    """Builds the tree of one document."""

    text: str
    _drafts: list[_Draft] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)
    _units: list[tuple[int, int, int, bool]] = field(default_factory=list)
    _warnings: list[str] = field(default_factory=list)
    _holds: set[tuple[str, str]] = field(default_factory=set)

    def open(
        self,
        style: str,
        rank: int,
        part: str,
        start: int,
        *,
        number: str = "",
        value: int = 0,
        heading: str = "",
    ) -> None:
        """Open a section at `start`, as a sibling of the open one of its style or below what is open."""
        self._close_for(style, rank, part, start)
        self._push(style, rank, part, start, number, value, heading)

    def ensure(self, part: str, start: int) -> bool:
        """Make sure that a section of `part` is open; tell whether that needed a new one without heading."""
        if self._open and self._drafts[self._open[-1]].part == part:
            return False
        self._close_down_to(0, start)
        self._push(STRETCH, 0, part, start)
        return True

    def learn(self, holds: Iterable[tuple[str, str]]) -> None:
        """Take note of which styles were seen to hold which others: pairs (outer, inner)."""
        self._holds.update(holds)

    def resume(self, part: str, start: int, *, style: str) -> None:
        """Leave the open section of `style`: a stretch without heading beside it takes what follows."""
        depth = next((at for at, index in enumerate(self._open) if self._drafts[index].style == style), len(self._open))
        self._close_down_to(depth, start)
        self._push(STRETCH, 0, part, start)

    def innermost(self) -> str:
        """Return the style of the innermost open section, empty if none is open."""
        return self._drafts[self._open[-1]].style if self._open else ""

    def extend_heading(self, more: str) -> None:
        """Add to the heading of the innermost open section (a cell that a page break cut)."""
        self._drafts[self._open[-1]].heading += more

    def add(self, spans: Iterable[tuple[int, int]], *, is_heading: bool = False) -> None:
        """Add sentences to the innermost open section."""
        self._units.extend((start, end, self._open[-1], is_heading) for start, end in spans)

    def warn(self, warning: str) -> None:
        """Note what a reader of the document should know."""
        self._warnings.append(warning)

    def finish(self) -> Outline:
        """Return the outline."""
        self._close_down_to(0, len(self.text))
        sections = tuple(
            Section(
                section_id=_section_id(index),
                parent_id=None if draft.parent is None else _section_id(draft.parent),
                level=draft.level,
                part=draft.part,
                number=draft.number,
                heading=draft.heading,
                inferred=False,
                order=index + 1,
                start=draft.start,
                end=draft.end,
            )
            for index, draft in enumerate(self._drafts)
        )
        sentences = tuple(
            Sentence(
                f"s{order:04d}",
                _section_id(index),
                self._drafts[index].part,
                self.text[start:end],
                start,
                end,
                heads,
            )
            for order, (start, end, index, heads) in enumerate(sorted(self._units), start=1)
        )
        return Outline(sections, sentences, tuple(dict.fromkeys((*self._warnings, *self._gaps()))))

    def _push(
        self,
        style: str,
        rank: int,
        part: str,
        start: int,
        number: str = "",
        value: int = 0,
        heading: str = "",
    ) -> None:
        parent = self._open[-1] if self._open else None
        self._drafts.append(_Draft(style, rank, parent, len(self._open) + 1, part, number, value, heading, start))
        self._open.append(len(self._drafts) - 1)

    def _close_for(self, style: str, rank: int, part: str, start: int) -> None:
        """Close the sections that do not hold one of this style, rank and part."""
        if style == TOP_STYLE:
            self._close_down_to(0, start)
        for at, index in enumerate(self._open):
            draft = self._drafts[index]
            if draft.style == style != STRETCH or self._is_over(draft, part):
                self._close_down_to(at, start)
                return self._close_for(style, rank, part, start) if draft.style != style else None
        while self._open and not self._may_hold(self._drafts[self._open[-1]], style, rank):
            self._drafts[self._open.pop()].end = start
        return None

    @staticmethod
    def _is_over(draft: _Draft, part: str) -> bool:
        """Tell whether a section ends because its part does: the front, and a stretch that has no heading."""
        return draft.part != part and (draft.part == "front" or draft.style == STRETCH)

    def _may_hold(self, draft: _Draft, style: str, rank: int) -> bool:
        if (draft.style, style) in self._holds or draft.style == PLAIN_STYLE:
            return draft.style not in (LABEL, INNER_LABEL)
        if (style, draft.style) in self._holds:
            return False
        return draft.rank <= rank

    def _close_down_to(self, depth: int, end: int) -> None:
        while len(self._open) > depth:
            self._drafts[self._open.pop()].end = end

    def _gaps(self) -> list[str]:
        """Return a warning for every number that a series of headings skips.

        A series may run on under the next heading above it (第四章 opens 第二篇), or begin there anew.
        """
        found = []
        series: dict[tuple[int | None, str], _Draft] = {}
        latest: dict[str, _Draft] = {}
        for draft in self._drafts:
            if not draft.value or draft.style not in _COUNTED:
                continue
            key = (draft.parent, draft.style)
            last = series.get(key) or latest.get(draft.style)
            runs_on = last is not None and draft.value > last.value
            if key not in series and not runs_on:
                if draft.style in _SERIES_FROM_ONE and 1 < draft.value <= LARGEST_LOST_START:
                    found.append(f"{_missing(draft.number, 1, draft.value - 1)} before {draft.number}.")
            elif last is not None and draft.value > last.value + 1:
                missing = _missing(draft.number, last.value + 1, draft.value - 1)
                found.append(f"{missing} between {last.number} and {draft.number}.")
            series[key] = latest[draft.style] = draft
        return found


def _missing(number: str, first: int, last: int) -> str:
    if first == last:
        return f"The heading {with_ordinal(number, first)} is missing"
    return f"The headings {with_ordinal(number, first)} to {with_ordinal(number, last)} are missing"


def _section_id(index: int) -> str:
    return f"c{index + 1:04d}"
