"""A state of the search for what a misdecoded run reads, and the beam: the few that are worth keeping."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from suzhou_priorities.repair.byte_candidates import Choices

HOPELESS = 15.0
score_of = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Effort:
    """How many states and candidates the search keeps, and for how many states it tries that bytes vanished."""

    beam: int
    candidates: int
    gap_width: int
    gap_states: int
    double_gap_states: int


class Guess(NamedTuple):
    """A place of the text where a byte was unknown, what could stand there, and the guess before it."""

    place: int
    choices: Choices
    earlier: Guess | None


class State(NamedTuple):
    """One reading of the run as far as the search has come. Scores and likelihoods are natural logarithms."""

    score: float
    text: str
    context: str  # the last two characters
    pending: frozenset[int] | None = None  # what the first byte of the next character may be; None when in step
    slipping: bool = False  # the first byte was lost; the next byte must be A1 or A3
    between: bool = False  # a broken reading that belongs to no character of the text comes next
    swallowed: bool = False  # an ASCII sign may be gone that nothing else tells of
    last: float = 0.0  # likelihood of the last character that was read again
    worst: float = 0.0  # that of the least likely two neighbours so far
    guess: Guess | None = None  # the last place where a byte was unknown

    def guesses(self) -> Iterator[Guess]:
        """Yield the places where a byte was unknown, the last one first."""
        guess = self.guess
        while guess is not None:
            yield guess
            guess = guess.earlier


def best_states(found: Iterable[State], width: float) -> list[State]:
    """Return the best states, at most `width`: of those that go on alike the best one, and none that is hopeless."""
    states = sorted(found, key=score_of, reverse=True)
    if not states:
        return states
    floor = states[0].score - HOPELESS
    kept: list[State] = []
    seen: set[tuple[str, frozenset[int] | None, bool]] = set()
    for state in states:
        if state.score < floor:
            break
        key = state.text[-3:], state.pending, state.slipping
        if key in seen:
            continue
        seen.add(key)
        kept.append(state)
        if len(kept) == width:
            break
    return kept


class Beam:
    """The best states behind one sign, as far as they are known.

    Attributes
    ----------
    floor
        A state that scores less will not be among the best, whatever comes.
    """

    def __init__(self, width: float, *, scores_may_rise: bool = False) -> None:
        self.floor = -math.inf
        self._width = width
        self._may_rise = scores_may_rise
        self._found: list[State] = []

    def add(self, states: Iterable[State]) -> None:
        """Add states; now and then those that cannot be among the best are dropped."""
        self._found += states
        if len(self._found) > 2 * self._width:
            self._found = self.best()

    def best(self) -> list[State]:
        """Return the best states, the first one first."""
        best = best_states(self._found, self._width)
        if len(best) == self._width and not self._may_rise:
            self.floor = max(self.floor, best[-1].score)
        return best
