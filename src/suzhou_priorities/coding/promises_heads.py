"""Promises whose verb opens the clause: what stands before the verb, the chain of verbs, and where each object ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.coding.clauses import HIDDEN
from suzhou_priorities.coding.promises_readings import DISPOSED, HEAD, Reading

if TYPE_CHECKING:
    import re

    from suzhou_priorities.coding.promises_cues import Cues, Verb
    from suzhou_priorities.coding.promises_readings import Span

_SHORTEST_OBJECT = 2
_MOST_OPENINGS = 24
_LONGEST_CHAIN = 5
_DISPOSING = "把将"
_BRACKETS = "（(【"


class HeadReader:
    """Reads the promises of a clause from its head.

    Parameters
    ----------
    cues
        The codebook.
    text
        The sentence with what is quoted hidden (`clauses.hidden`).
    printed
        The sentence.
    """

    def __init__(self, cues: Cues, text: str, printed: str) -> None:
        self.cues, self.text, self.printed = cues, text, printed
        self._begins: dict[tuple[int, int], int] = {}

    def opening(self, start: int, end: int) -> int:
        """Return where a clause begins behind its openings and times."""
        place = self._begins.get((start, end))
        if place is None:
            place = self._begins[start, end] = self._behind_openings(start, end)
        return place

    def _behind_openings(self, place: int, end: int) -> int:
        for _ in range(_MOST_OPENINGS):
            match = self.cues.patterns["head"].match(self.text, place, end)
            if match is not None and match.end() > place:
                place = match.end()
            elif place < end and self.text[place] == HIDDEN and self.printed[place] in _BRACKETS:
                place = self._behind_hidden(place, end)
            else:
                break
        return place

    def read(self, start: int, end: int, *, forces: tuple[str, ...] = ()) -> list[Reading]:
        """Return the promises of a clause that opens with a verb; none if it does not.

        Parameters
        ----------
        start, end
            Span of the clause.
        forces
            What was already said of the force, as by a modal verb before `start`.
        """
        found = self._first(start, end, forces)
        if found is None:
            return []
        return self._split(found, end)

    def _first(self, start: int, end: int, forces: tuple[str, ...]) -> Reading | None:
        """Find the verb behind words of manner, the longest words first; a word may be both (统筹)."""
        return self._behind_manners((start, end), start, (), forces, None, set())

    def _behind_manners(
        self,
        scope: Span,
        place: int,
        manners: tuple[str, ...],
        said: tuple[str, ...],
        firm: int | None,
        failed: set[int],
    ) -> Reading | None:
        """Find the verb behind words of manner; `firm` is where the first of these begins that counts for the verb."""
        end = scope[1]
        place = self.opening(place, end)
        if place >= end or place in failed or len(manners) > _MOST_OPENINGS:
            return None
        if self.text[place] in _DISPOSING:
            disposed = self.disposed(scope[0], place, end, said)
            if disposed is not None:
                return disposed
        manner = self.cues.manner_at(self.text, place, end)
        if manner is not None:
            told = (*said, manner.force) if manner.force else said
            is_kept = manner.force or manner.word in self.cues.sets["prefixes"]
            strong = place if is_kept and firm is None else firm
            behind = place + len(manner.word)
            found = self._behind_manners(scope, behind, (*manners, manner.word), told, strong, failed)
            if found is not None and not self._is_verb_of(manner.word, place, found):
                return found
        chain = self._chain(place, end, 0 if manner is None else len(manner.word))
        if chain is None:
            failed.add(place)
            return None
        behind, verbs, between = chain
        verb = (place if firm is None else firm, behind)
        return Reading(HEAD, scope, verb, (behind, end), verbs, (*manners, *between), said)

    def _is_verb_of(self, manner: str, place: int, found: Reading) -> bool:
        """Tell whether a word of manner is itself the verb, since what follows may be a noun (创新监管手段)."""
        if found.kind != HEAD or len(found.verbs) > 1 or found.verbs[0].word not in self.cues.sets["nominal"]:
            return False
        is_before_noun = self.cues.patterns["noun_tails"].match(self.text, *found.objective) is None
        if is_before_noun and found.verbs[0].word in self.cues.sets["follows"]:
            return False
        verb = self.cues.verb_at(self.text, place, found.objective[1])
        return verb is not None and verb.word == manner

    def disposed(self, start: int, place: int, end: int, forces: tuple[str, ...]) -> Reading | None:
        """Read 把 object verb; 将 opens it only where no verb follows at once."""
        if place >= end or self.text[place] not in _DISPOSING:
            return None
        match = self.cues.patterns["ba"].match(self.text, place, end)
        if match is None:
            return None
        return Reading(DISPOSED, (start, end), match.span("verb"), match.span("object"), (), (), forces)

    def _chain(self, place: int, end: int, shortest: int = 0) -> tuple[int, tuple[Verb, ...], tuple[str, ...]] | None:
        """Return where the object begins behind the verbs that share it, the verbs, and manner words between them."""
        first = self.cues.verb_at(self.text, place, end)
        if first is None or len(first.word) < shortest:
            return None
        behind = place + len(first.word)
        well = self.cues.patterns["well"].match(self.text, behind, end)
        behind = behind if well is None else well.end()
        verbs, between = [first], []
        while len(verbs) < _LONGEST_CHAIN:
            following = self._following(verbs[-1], behind, end)
            if following is None:
                break
            verb, behind, manners = following
            verbs.append(verb)
            between.extend(manners)
        return (behind, tuple(verbs), tuple(between)) if behind < end else None

    def _following(self, last: Verb, behind: int, end: int) -> tuple[Verb, int, list[str]] | None:
        joint = self.cues.patterns["joints"].match(self.text, behind, end)
        if joint is None and last.word not in self.cues.sets["leads"]:
            return None
        place, manners = behind if joint is None else joint.end(), []
        if joint is not None or last.force is not None:
            place = self.opening(place, end)
            while (manner := self.cues.manner_at(self.text, place, end)) is not None:
                if self.cues.verb_at(self.text, place, end) is not None:
                    break
                manners.append(manner.word)
                place = self.opening(place + len(manner.word), end)
        verb = self.cues.verb_at(self.text, place, end)
        if verb is None or not (joint or last.negated or verb.word in self.cues.sets["follows"]):
            return None
        if last.governs_clause and verb.word in self.cues.sets["nominal"]:
            return None
        after = place + len(verb.word)
        if after >= end or self.cues.patterns["noun_tails"].match(self.text, after, end):
            return None
        return verb, after, manners

    def _split(self, found: Reading, end: int) -> list[Reading]:
        """Part a clause where another verb with an object of its own follows."""
        parts = [found]
        if self._names_activity(found, end):
            return parts
        for mark in self.cues.patterns["splits"].finditer(self.text, found.objective[0], end):
            last = parts[-1]
            if mark.start() - last.objective[0] < _SHORTEST_OBJECT or (last.verbs and last.verbs[-1].governs_clause):
                continue
            new = self._part(last, mark, end)
            if new is not None and (last.kind == HEAD or new.kind != HEAD):
                parts[-1] = last.until(mark.start())
                parts.append(new)
        return [piece for part in parts for piece in self._spent(part)]

    def _names_activity(self, found: Reading, end: int) -> bool:
        """Tell whether the verbs of a list only name one activity (做好防风险、保安全各项工作)."""
        if (
            found.kind != HEAD
            or self.cues.patterns["activities"].search(self.text, max(found.objective[0], end - 2), end) is None
        ):
            return False
        manner = self.cues.manner_at(self.text, *found.objective)
        place = found.objective[0] + (0 if manner is None else len(manner.word))
        return self.cues.verb_at(self.text, place, end) is not None

    def _part(self, last: Reading, mark: re.Match[str], end: int) -> Reading | None:
        """Read the promise that opens behind a mark within a clause, if one does."""
        new, is_listed = self._first(mark.end(), end, ()), mark.group() == "、"
        if new is None or (is_listed and not new.verbs):
            return None
        comma = self.text.find("、", new.objective[0], end)
        own_end = end if comma < 0 else comma
        if own_end - new.objective[0] < _SHORTEST_OBJECT:
            return None
        if is_listed and new.verbs[0].word in self.cues.sets["never_split"] and not new.manners:
            # What may be a noun is a verb where both halves are equally long (激发发展活力、体现表率要求).
            is_parallel = mark.start() - last.verb[0] == own_end - mark.end()
            if not is_parallel or self.cues.patterns["noun_tails"].match(self.text, new.objective[0], own_end):
                return None
        return new

    def _spent(self, part: Reading) -> list[Reading]:
        """Part a sum from what it is spent on (拿出500万元设立科技三项费用)."""
        if not part.verbs or part.verbs[-1].word not in self.cues.sets["sums"]:
            return [part]
        sum_of_money = self.cues.patterns["sums"].match(self.text, *part.objective)
        if sum_of_money is None:
            return [part]
        purpose = self._first(sum_of_money.end(), part.objective[1], ())
        return [part] if purpose is None else [part.until(sum_of_money.end()), purpose]

    def _behind_hidden(self, place: int, end: int) -> int:
        while place < end and self.text[place] == HIDDEN:
            place += 1
        return place
