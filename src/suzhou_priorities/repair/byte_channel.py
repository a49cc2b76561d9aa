"""The channel of the noisy-channel model: what damage can have made of a sound text, and what each way costs.

A run of misdecoded text is what came out of a channel that loses bytes and reads on. Its states (`search_state`)
are in step (the next byte begins a character) or late by one byte (the first byte of a character is pending, known
or confined to a few values). For one sign that shows, the channel gives every state in which the search can go on.
The probability of the characters that result is the language model's; the ways of the damage have fixed costs,
which only need to be of the right order. `next_character` has those that make a new character.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from suzhou_priorities.repair.byte_candidates import ANY_LEAD, LOST_LEAD
from suzhou_priorities.repair.characters import gbk_bytes, gbk_characters, readings
from suzhou_priorities.repair.next_character import NextCharacter
from suzhou_priorities.repair.search_state import Beam, State, best_states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.repair.byte_candidates import ByteCandidates
    from suzhou_priorities.repair.language_model import CharacterModel
    from suzhou_priorities.repair.run_tokens import Token
    from suzhou_priorities.repair.search_state import Effort

# Costs (natural logarithms) of what the damage did.
SLIP = -6.0
MARK_ITSELF = -5.0
READING_FITS = 2.5
READING_FAILS = -8.0
BROKEN_BRACKET = -14.0

GOOD_ENOUGH = -2.0  # a likelihood at which nothing need have vanished
RARE = 2e-6
MOST_LOST_TWICE = 4


class ByteChannel:
    """The ways on from a state, in the light of one document's language model and with limited effort."""

    def __init__(self, model: CharacterModel, candidates: ByteCandidates, effort: Effort) -> None:
        self.effort = effort
        self._model = model
        self._bytes_of = gbk_bytes()
        self._next = NextCharacter(model, candidates, effort.candidates)

    def step(self, states: Sequence[State], token: Token, following: Token | None) -> list[State]:
        """Return the best of the states in which `token` can leave any of `states`, which come best first."""
        # A reading in brackets can make a state likelier than it was, all other signs cannot.
        beam = self._next.beam = Beam(self.effort.beam, scores_may_rise=bool(token.syllable))
        stuck: list[tuple[int, State]] = []
        for rank, state in enumerate(states):
            if state.pending is None:
                beam.add([self.as_it_stands(state, token)])
                if token.may_slip:
                    beam.add(self._slips(state, token, following))
                continue
            reached = self._late(state, token, following)
            beam.add(reached)
            likely = any(other.score - state.score > GOOD_ENOUGH for other in reached)
            if rank < self.effort.gap_states and not likely:
                stuck.append((rank, state))
        for rank, state in stuck:
            for gap in self._gaps(state, twice=rank < self.effort.double_gap_states):
                beam.add([self.as_it_stands(gap, token)] if gap.pending is None else self._late(gap, token, following))
        return beam.best()

    def end(self, states: Sequence[State]) -> list[State]:
        """Return the states that are in step at the end of the run, the last byte lost or not."""
        self._next.beam = Beam(math.inf)
        ended = [state for state in states if state.pending is None]
        for state in states:
            if state.pending is not None:
                ended += best_states(self._next.byte_vanished(state), self.effort.gap_width)
        return ended

    def _gaps(self, state: State, *, twice: bool) -> list[State]:
        """Return the states in which bytes that made no character vanished without a sign: a pair, two, or a byte."""
        width = self.effort.gap_width
        once = best_states(self._next.pair_vanished(state), width)
        again: list[State] = []
        if twice:
            again = [further for gap in once[:MOST_LOST_TWICE] for further in self._next.pair_vanished(gap)]
        byte = best_states(self._next.byte_vanished(state), width)
        return [*once, *best_states(again, width), *byte]

    def as_it_stands(self, state: State, token: Token) -> State:
        """Return the state after reading `token` as what it seems to be."""
        if token.kind in ("pinyin", "broken"):
            return _after_reading(state, token)
        if token.kind == "entity":
            # An entity's tail without its ampersand makes no sense: the ampersand was swallowed.
            return state._replace(text=state.text + "&" + token.text, context=state.context[-1:] + "“")
        if token.kind == "mark":
            score = state.score + MARK_ITSELF
        else:
            score = state.score + self._model.given(state.context)[token.text]
        return State(score, state.text + token.text, state.context[-1:] + token.text, *state[3:])

    def _late(self, state: State, token: Token, following: Token | None) -> list[State]:
        """Return the states that a sign leads to while the text is read one byte late."""
        if state.score < self._next.beam.floor:
            return []
        if token.kind == "pair":
            first, second = self._bytes_of[token.text]
            reached = self._next.second_byte(state, first, second)
            # A second byte below 80 was an ASCII sign of its own: the run ends here.
            return reached if second >= 0x80 else [self._in_step(grown, chr(second)) for grown in reached]
        if token.kind == "mark":
            swallowed = following is None or not following.tells_what_was_swallowed
            return [
                *self._next.byte_shown_as_mark(state, swallowed=swallowed),
                *self._next.pair_shown_as_mark(state),
                *self._next.half_width(state, "?"),
            ]
        if token.kind == "broken" and state.between:
            return [state._replace(between=False)]
        reached = []
        if token.kind == "ascii" and token.text.isascii():
            byte = ord(token.text)
            if 0x40 <= byte <= 0x7E:
                reached += self._next.second_byte(state, byte)
            if 0x21 <= byte <= 0x7E:
                reached += self._next.half_width(state, token.text)
        return reached

    def _slips(self, state: State, token: Token, following: Token | None) -> list[State]:
        """Return the states in which the run begins with this sign."""
        lost = state._replace(score=state.score + SLIP, pending=ANY_LEAD, slipping=True)
        if token.kind == "pair":
            if self._bytes_of[token.text][0] in LOST_LEAD:
                return self._late(lost, token, following)
            if self._model.frequency(token.text) < RARE:
                gaps = best_states(self._next.pair_vanished(lost), self.effort.gap_width)
                return [reached for gap in gaps for reached in self._late(gap, token, following)]
        elif token.kind == "ascii" and token.text in ";:!,":
            return self._next.half_width(lost, token.text)
        elif token.kind == "mark":
            # The mark stands for the lost byte itself, or for the pair that the byte after it makes.
            return [
                lost,
                *self._next.half_width(lost, "?"),
                *self._next.pair_shown_as_mark(lost),
                *self._pinyin_between(state, following),
            ]
        return []

    def _pinyin_between(self, state: State, following: Token | None) -> list[State]:
        """Return the state in which pinyin of a pair that is none stands between two bytes of a character."""
        last = self._bytes_of.get(state.context[-1:])
        if following is None or following.kind != "broken" or last is None:
            return []
        leads = _leads_read_as(last[1], following.syllable)
        if not leads:
            return []
        return [state._replace(score=state.score + SLIP + READING_FITS, pending=leads, between=True)]

    def _in_step(self, state: State, sign: str) -> State:
        """Return the state after an ASCII sign that ended the run."""
        score = state.score + self._model.given(state.context)[sign]
        return state._replace(score=score, text=state.text + sign, context=state.context[-1:] + sign, pending=None)


def _after_reading(state: State, token: Token) -> State:
    """Return the state after a reading in brackets, which tells whether the character before it is right."""
    last = state.context[-1:]
    fits = bool(last) and token.syllable in readings(last)
    guess = state.guess
    if fits and guess is not None and guess.place == len(state.text) - 1:
        fitting = tuple(choice for choice in guess.choices if token.syllable in readings(choice[1]))
        guess = guess._replace(choices=fitting)
    if token.kind == "broken" and fits:
        # The bracket was swallowed with the byte before it: the reading has done its service.
        return state._replace(score=state.score + READING_FITS, guess=guess)
    if token.kind == "broken":
        cost = BROKEN_BRACKET
    elif fits:
        cost = READING_FITS
    else:
        cost = 0.0 if token.text[1:-1].strip().isascii() else READING_FAILS
    return state._replace(score=state.score + cost, text=state.text + token.text, guess=guess)


@lru_cache(maxsize=4096)
def _leads_read_as(trail: int, syllable: str) -> frozenset[int]:
    """Return the first bytes that make, behind the second byte of another character, a pair read as `syllable`."""
    table = gbk_characters()
    return frozenset(lead for lead in ANY_LEAD if syllable in readings(table.get((trail, lead), "\0")))
