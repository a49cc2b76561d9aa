"""Promises whose verb stands behind its subject, or behind what opens the clause (在…增设…)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.coding.promises_cues import EXPLORATORY, GUARANTEE, HEDGED
from suzhou_priorities.coding.promises_readings import DISPOSED, FIGURE, HEAD, STATE, TIED, Reading

if TYPE_CHECKING:
    from suzhou_priorities.coding.promises_heads import HeadReader

FORCES = (GUARANTEE, HEDGED, EXPLORATORY)
MADE = "made"
_BEFORE_VERB = 2
# Windows before the end of a clause or subject: what is looked for there is short.
_LONGEST_WILL, _LONGEST_STATE, _LONGEST_FORCE, _MOST_TRIMMED = 24, 36, 6, 8


class SubjectReader:
    """Reads the promise of a clause that does not open with a verb.

    Parameters
    ----------
    heads
        The reader of the same sentence that reads from the head.
    """

    def __init__(self, heads: HeadReader) -> None:
        self.heads, self.cues, self.text = heads, heads.cues, heads.text

    def read(self, start: int, end: int) -> list[Reading]:
        """Return the promises of a clause, looked for in the order of how sure their forms are."""
        place = self.heads.opening(start, end)
        forms = [self._disposed, self._figure, self._located, self._modal]
        if self.cues.patterns["no_subject.manner"].match(self.text, place, end) is None:
            forms += [self._tied, self._state, self._within, self._complete]
        else:
            forms.append(self._within)
        for form in forms:
            found = form(start, place, end)
            if found:
                return found
        return []

    def _disposed(self, start: int, place: int, end: int) -> list[Reading]:
        match = self.cues.patterns["to"].match(self.text, place, end)
        if match is not None:
            return [Reading(DISPOSED, (start, end), match.span("verb"), match.span("object"))]
        at = self.text.find("把", start, end)
        if at < 0:
            at = self.text.find("将", start, place)
        found = self.heads.disposed(start, at, end, self._forces(start, at)) if at >= 0 else None
        return [] if found is None else [found]

    def _figure(self, start: int, place: int, end: int) -> list[Reading]:
        """Read a subject with its figure (地区生产总值增长5%)."""
        match = self.cues.patterns["targets"].search(self.text, place, end)
        if match is None:
            return []
        found = self._behind(FIGURE, start, place, end, match.span(match.lastgroup or 0))
        if match.lastgroup == MADE and not self.cues.patterns["targets.counted"].match(self.text, match.end(MADE), end):
            return [found._replace(objective=(match.end(MADE), end))]
        return [found]

    def _tied(self, start: int, place: int, end: int) -> list[Reading]:
        match = self.cues.patterns["tied"].search(self.text, place, end)
        if match is None or match.start() - place < _BEFORE_VERB:
            return []
        verb = match.span(match.lastgroup or 0)
        subject, forces = self._subject(place, match.start()), self._forces(start, verb[0])
        return [Reading(TIED, (start, end), verb, subject, forces=forces)]

    def _complete(self, start: int, place: int, end: int) -> list[Reading]:
        match = self.cues.patterns["complete"].search(self.text, max(place + _BEFORE_VERB, end - _LONGEST_STATE), end)
        return [] if match is None else [self._behind(STATE, start, place, end, match.span("verb"))]

    def _state(self, start: int, place: int, end: int) -> list[Reading]:
        match = self.cues.patterns["states"].search(self.text, max(place + _BEFORE_VERB, end - _LONGEST_STATE), end)
        return [] if match is None else [self._behind(STATE, start, place, end, match.span(match.lastgroup or 0))]

    def _behind(self, kind: str, start: int, place: int, end: int, verb: tuple[int, int]) -> Reading:
        known = self.cues.verb_at(self.text, *verb)
        forces = self._forces(start, verb[1])
        verb = (self._firm_start(max(place, verb[0] - _LONGEST_FORCE), verb[0]), verb[1])
        subject = self._subject(place, verb[0])
        if self.cues.patterns["no_subject.place"].match(self.text, place, end):
            subject = (verb[1], end) if verb[1] < end else (place + 1, subject[1])
        elif verb[0] <= place:
            subject = (verb[1], end)
        verbs = () if known is None else (known,)
        return Reading(kind, (start, end), verb, subject, verbs, (), forces)

    def _firm_start(self, start: int, end: int) -> int:
        """Return where a word of force begins that ends where a verb begins, else where the verb does."""
        for force in FORCES:
            for match in self.cues.patterns[force].finditer(self.text, start, end):
                if match.end() == end:
                    return match.start()
        return end

    def _subject(self, start: int, end: int) -> tuple[int, int]:
        """Return the subject without times, manner and will at its end."""
        for _ in range(_MOST_TRIMMED):
            match = self.cues.patterns["will"].search(self.text, max(start + 1, end - _LONGEST_WILL), end)
            if match is None:
                break
            end = match.start()
        return start, end

    def _forces(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(force for force in FORCES if self.cues.patterns[force].search(self.text, start, end))

    def _located(self, start: int, place: int, end: int) -> list[Reading]:
        """Read behind a place or state (在解题破题中狠抓落实)."""
        if place >= end or self.text[place] != "在":
            return []
        for match in self.cues.patterns["located"].finditer(self.text, place + 3, end):
            found = self.heads.read(match.end(), end)
            if found:
                return self._with_subject(found, start)
        return []

    def _modal(self, start: int, place: int, end: int) -> list[Reading]:
        for match in self.cues.patterns["modals"].finditer(self.text, place + 1, end):
            behind = match.end() if match.group("will") else match.start()
            found = self.heads.read(behind, end)
            if found:
                return self._with_subject(found, start)
        return []

    def _within(self, start: int, place: int, end: int) -> list[Reading]:
        """Read from the first verb that may stand behind a subject, or from one behind its attribute."""
        best: list[Reading] = []
        giving = self.cues.patterns["giving"].match(self.text, place, end)
        place = place if giving is None else giving.end() - 1
        for match in self.cues.patterns["within"].finditer(self.text, place + 1, end):
            if match.end() >= end or self.cues.patterns["noun_tails"].match(self.text, match.end(), end):
                continue
            if self.cues.patterns["light"].match(self.text, match.end(), end):
                continue
            found = self.heads.read(match.start(), end)
            if not found or found[0].kind != HEAD:
                continue
            is_attribute = not best and "的" in self.text[match.end() : end]
            best = self._with_subject(found, start)
            if not is_attribute:
                break
        return best

    def _with_subject(self, found: list[Reading], start: int) -> list[Reading]:
        """Let figures, dates and words of force before the verb count for it."""
        first = found[0]
        forces = (*first.forces, *self._forces(start, first.verb[0]))
        return [first._replace(scope=(start, first.scope[1]), forces=forces), *found[1:]]
