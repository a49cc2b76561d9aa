"""Collects sections and sentences while a document is read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field

from suzhou_priorities.outline.model import Outline, Section, Sentence
from suzhou_priorities.outline.numbering import ordinal

IMPLICIT_RANK = 0.0


@dataclass(slots=True)
class _Draft:
    rank: float
    level: int
    parent: int | None
    part: str
    number: str
    heading: str
    start: int
    style: str
    end: int = -1


@dataclass(slots=True)
class OutlineBuilder:
    """Builds the tree: a heading closes all open sections of its own rank or a lower one."""

    text: str
    _drafts: list[_Draft] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)
    _units: list[tuple[int, int, int, bool]] = field(default_factory=list)
    _warnings: list[str] = field(default_factory=list)

    def open(self, rank: float, part: str, start: int, *, number: str = "", heading: str = "", style: str = "") -> None:
        """Open a section at `start`."""
        while self._open and self._closed_by(self._drafts[self._open[-1]], rank, part):
            self._drafts[self._open.pop()].end = start
        parent = self._open[-1] if self._open else None
        self._drafts.append(_Draft(rank, len(self._open) + 1, parent, part, number, heading, start, style))
        self._open.append(len(self._drafts) - 1)

    @staticmethod
    def _closed_by(open_draft: _Draft, rank: float, part: str) -> bool:
        """Tell whether a section ends where one of this rank and part begins."""
        if open_draft.part != part and (open_draft.rank == IMPLICIT_RANK or part in ("closing", "glossary")):
            return True
        return open_draft.rank >= rank

    def ensure(self, part: str, start: int) -> None:
        """Make sure that an open section of `part` takes what comes next; one without a heading if need be."""
        if not self._open or self._drafts[self._open[-1]].part != part:
            self.open(IMPLICIT_RANK, part, start)

    def add(self, spans: list[tuple[int, int]], *, is_heading: bool = False) -> None:
        """Add sentences to the open section."""
        self._units.extend((start, end, self._open[-1], is_heading) for start, end in spans)

    def warn(self, warning: str) -> None:
        """Note what a reader of the document should know."""
        self._warnings.append(warning)

    def finish(self) -> Outline:
        """Return the outline."""
        length = len(self.text)
        for index in self._open:
            self._drafts[index].end = length
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

    def _gaps(self) -> list[str]:
        """Return a warning for every number that a series of headings skips."""
        found = []
        series: dict[tuple[int | None, str], tuple[int, str]] = {}
        for draft in self._drafts:
            value = ordinal(draft.number) if draft.number and draft.style else None
            if value is None or draft.style in ("dash", "spoken numeral", "box"):
                continue
            key = (draft.parent, draft.style)
            last, printed = series.get(key, (0, ""))
            if last and value > last + 1:
                found.append(
                    f"Between the headings {printed.strip()} and {draft.number.strip()} "
                    f"{value - last - 1} number(s) are missing."
                )
            series[key] = (value, draft.number)
        return found


def _section_id(index: int) -> str:
    return f"c{index + 1:04d}"
