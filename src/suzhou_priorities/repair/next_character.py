"""The states that a guess at the next character leads to, where one or both of its bytes are missing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from suzhou_priorities.repair.byte_candidates import LOST_LEAD, undecodable_after
from suzhou_priorities.repair.search_state import HOPELESS, Beam, Guess, State

if TYPE_CHECKING:
    from suzhou_priorities.repair.byte_candidates import ByteCandidates, Choices
    from suzhou_priorities.repair.language_model import CharacterModel

# Costs (natural logarithms).
VANISHED_PAIR = -2.0
VANISHED_BYTE = -3.5
SHOWN_AS_MARK = -1.5
HALF_WIDTH = -2.5
LOST_CHARACTER = -4.0
_LIKELIHOOD_OF_LOST = dict.fromkeys(LOST_LEAD.values(), LOST_CHARACTER)
_LOST_CHOICES: Choices = tuple(LOST_LEAD.items())
_SINGLE = tuple(frozenset((byte,)) for byte in range(0x100))


class NextCharacter:
    """Guesses of the next character after states that are late by one byte.

    Parameters
    ----------
    model
        The document's language model.
    candidates
        The document's candidates.
    most
        How many candidates are tried at a place.

    Attributes
    ----------
    beam
        The states that the search has found so far behind the sign at which it is; guesses below its floor are
        not made.
    """

    def __init__(self, model: CharacterModel, candidates: ByteCandidates, most: int) -> None:
        self.beam = Beam(math.inf)
        self._model = model
        self._candidates = candidates
        self._most = most

    def second_byte(self, state: State, trail: int, following: int | None = None) -> list[State]:
        """Return the states in which the second byte is known, and perhaps the first one of what follows."""
        pending = None if following is None else _SINGLE[following]
        return self._guessed(state, self._with_trail(state, trail), pending=pending)

    def half_width(self, state: State, sign: str) -> list[State]:
        """Return the states in which an ASCII sign is the remains of a full-width one (A3 and its code)."""
        return self._guessed(state, self._with_trail(state, 0xA3), HALF_WIDTH, pending=_SINGLE[ord(sign) | 0x80])

    def byte_shown_as_mark(self, state: State, *, swallowed: bool) -> list[State]:
        """Return the states in which a mark stands for the second byte, and what follows is in step again."""
        return self._guessed(state, self._with_lead(state, SHOWN_AS_MARK), SHOWN_AS_MARK, swallowed=swallowed)

    def byte_vanished(self, state: State) -> list[State]:
        """Return the states in which nothing shows of the second byte, and what follows is in step again."""
        choices = self._with_lead(state, VANISHED_BYTE)
        return self._guessed(state, choices, VANISHED_BYTE, swallowed=True, gap=True)

    def pair_shown_as_mark(self, state: State) -> list[State]:
        """Return the states in which a mark stands for the second byte and the first one of the next character."""
        return self._guessed(state, self._with_lead(state, SHOWN_AS_MARK), SHOWN_AS_MARK, undecodable=True)

    def pair_vanished(self, state: State) -> list[State]:
        """Return the states in which nothing shows of the second byte and the first one of the next character."""
        return self._guessed(state, self._with_lead(state, VANISHED_PAIR), VANISHED_PAIR, undecodable=True, gap=True)

    def _with_trail(self, state: State, trail: int) -> Choices:
        """Return (first byte, character) for a second byte and the pending first one."""
        if state.slipping:
            return ((0, LOST_LEAD[trail]),) if trail in LOST_LEAD else ()
        assert state.pending is not None  # noqa: S101 - the state is late
        return self._candidates.with_trail(state.context[-1:], state.pending, trail, self._most)

    def _with_lead(self, state: State, cost: float) -> Choices:
        """Return (second byte, character) for the pending first byte; none where `cost` is too much."""
        if state.score + cost < self.beam.floor:
            return ()
        if state.slipping:
            return _LOST_CHOICES
        assert state.pending is not None  # noqa: S101 - the state is late
        return self._candidates.with_lead(state.context[-1:], state.pending, self._most)

    def _guessed(
        self,
        state: State,
        choices: Choices,
        cost: float = 0.0,
        *,
        pending: frozenset[int] | None = None,
        undecodable: bool = False,
        swallowed: bool = False,
        gap: bool = False,
    ) -> list[State]:
        """Return the states in which one of `choices` comes next, those left out that score far below others.

        With `undecodable` the known byte of the choice made no character with the byte after it, which then is
        the first of the next character. A `gap` says that the state is no sign further, so that others are not
        to be measured by its score.
        """
        score, floor = state.score + cost, self.beam.floor
        if not choices or score < floor:
            return []
        likelihoods = _LIKELIHOOD_OF_LOST if state.slipping else self._model.given(state.context)
        guess = Guess(len(state.text), choices, state.guess) if len(choices) > 1 else state.guess
        text, before, last, worst = state.text, state.context[-1:], state.last, state.worst
        swallowed = swallowed or state.swallowed
        found: list[State] = []
        for byte, sign in choices:
            likelihood = likelihoods[sign]
            reached = score + likelihood
            if reached < floor:
                continue
            if undecodable:
                pending = undecodable_after(byte)
                if not pending:
                    continue
            if not gap and reached - HOPELESS > floor:
                floor = reached - HOPELESS
            both = last + likelihood
            least = both if both < worst else worst
            grown = (reached, text + sign, before + sign, pending, False, False, swallowed, likelihood, least, guess)
            found.append(State(*grown))
        self.beam.floor = floor
        return found
