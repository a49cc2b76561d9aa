"""Read one misdecoded run again: a beam search over the bytes that may have stood there.

The search walks over what shows, sign by sign. It is either in step (the next byte begins a character) or
late by one byte (the first byte of a character is pending, known or confined to a few values). At each sign
it tries every way in which the damage can have come about, and scores the characters that result by the
language model; the ways themselves have fixed costs, which only need to be of the right order.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from suzhou_priorities.repair.characters import (
    PINYIN_LETTERS,
    bare,
    gbk_bytes,
    gbk_characters,
    is_ideograph,
    readings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from suzhou_priorities.repair.language_model import CharacterModel

GOOD_ENOUGH = -2.0
UNLIKELY = -17.0
WEAK = -14.0
IMPLAUSIBLE = -7.5
HOPELESS = 15.0
MARGIN = 2.0
GAIN = 6.0

# Costs (natural logarithms) of what the damage did.
SLIP = -6.0
VANISHED_PAIR = -2.0
VANISHED_BYTE = -3.5
SHOWN_AS_MARK = -1.5
HALF_WIDTH = -2.5
MARK_ITSELF = -5.0
RARE = 2e-6
LOST_CHARACTER = -4.0
READING_FITS = 2.5
READING_FAILS = -8.0
BROKEN_BRACKET = -14.0


@dataclass(frozen=True, slots=True)
class _Effort:
    """How many states and candidates the search keeps, and for how many states it tries that bytes vanished."""

    beam: int
    candidates: int
    gap_width: int
    gap_states: int
    double_gap_states: int


NARROW = _Effort(beam=12, candidates=8, gap_width=4, gap_states=4, double_gap_states=2)
WIDE = _Effort(beam=32, candidates=40, gap_width=24, gap_states=6, double_gap_states=2)

_ANY = frozenset(range(0x81, 0xFF))
# The character whose first byte is lost is known by its second byte only. It is left open during the search,
# under a private sign, and chosen when the characters after it are known.
_LOST = {0xA1: "\ue0a1", 0xA3: "\ue0a3"}
MARKS = "?\ufffd？"
ENTITY_TAIL = re.compile(r"(?:[lr][ds]quo|middot|mdash|ndash|hellip|nbsp|ensp|emsp|amp|quot|lt|gt);")
_PINYIN = re.compile(rf"(?P<open>[(（]?)(?P<syllable>[{PINYIN_LETTERS}]{{1,6}}) ?[)）]")


@dataclass(frozen=True, slots=True)
class Token:
    """One sign of the run as it shows.

    ``kind`` is ``pair`` (a two-byte character), ``mark`` (a sign for undecodable bytes), ``pinyin`` (a
    bracketed reading), ``broken`` (a reading whose opening bracket is gone), ``entity`` (an HTML entity whose
    ampersand is gone) or ``ascii``. ``may_slip`` says that the run can begin here.
    """

    kind: str
    text: str
    syllable: str = ""
    may_slip: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a run reads, and whether that is beyond doubt."""

    text: str
    ambiguous: bool
    swallowed: bool


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    text: str
    context: str
    pending: frozenset[int] | None
    slipping: bool = False  # the first byte was lost; the next byte must be A1 or A3
    between: bool = False  # a broken reading that belongs to no character of the text comes next
    swallowed: bool = False  # an ASCII sign may be gone that nothing else tells of
    last: float = 0.0  # likelihood of the last character that was read again
    worst: float = 0.0  # that of the least likely two neighbours so far
    guesses: tuple[tuple[int, tuple[str, ...]], ...] = ()  # where a byte was unknown, and what it could be


def is_plain(character: str) -> bool:
    """Tell whether a character is one that running text is made of: an ideograph or a common mark."""
    return is_ideograph(character) or character in "，。、；：？！“”《》（）·—…％"


@dataclass(frozen=True, slots=True)
class _Expected:
    """What often follows one character: (second byte, character) by first byte, and the reverse."""

    signs: list[tuple[int, int, str]]
    by_lead: dict[int, list[tuple[int, str]]]
    by_trail: dict[int, list[tuple[int, str]]]


@cache
def _by_lead() -> dict[int, list[tuple[int, str]]]:
    table: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (lead, trail), character in gbk_characters().items():
        table[lead].append((trail, character))
    return table


@cache
def _by_trail() -> dict[int, list[tuple[int, str]]]:
    table: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (lead, trail), character in gbk_characters().items():
        table[trail].append((lead, character))
    return table


@cache
def _undecodable_after(byte: int) -> frozenset[int]:
    """Return the bytes that make no character together with `byte` before them, yet can begin one."""
    return frozenset(lead for lead in _ANY if (byte, lead) not in gbk_characters())


def tokens_of(text: str, start: int, end: int, may_slip: Sequence[bool]) -> list[Token]:
    """Split ``text[start:end]`` into the signs that the search walks over.

    ``may_slip[i]`` says whether a run can begin at ``text[start + i]``.
    """
    bytes_of = gbk_bytes()
    tokens: list[Token] = []
    position = start
    while position < end:
        sign = text[position]
        after_mark = bool(tokens) and tokens[-1].kind == "mark"
        match = _PINYIN.match(text, position, end)
        if match and (match["open"] or after_mark):
            tokens.append(Token("pinyin" if match["open"] else "broken", match.group(), bare(match["syllable"])))
            position = match.end()
            continue
        if after_mark and (match := ENTITY_TAIL.match(text, position, end)):
            tokens.append(Token("entity", match.group()))
            position = match.end()
            continue
        kind = "mark" if sign in MARKS else "pair" if sign in bytes_of else "ascii"
        tokens.append(Token(kind, sign, may_slip=may_slip[position - start]))
        position += 1
    return tokens


class RunReader:
    """Reads runs in the light of one document's language model."""

    def __init__(self, model: CharacterModel) -> None:
        self._model = model
        self._known_by_lead: dict[int, list[tuple[int, str]]] = {}
        self._known_by_trail: dict[int, list[tuple[int, str]]] = {}
        self._expected_after: dict[str, _Expected] = {}
        self._effort = NARROW
        self._floor = -math.inf  # states that score less are not worth making

    def read(self, tokens: Sequence[Token], context: str) -> Reading | None:
        """Return the likeliest reading of `tokens` after `context`; None if none beats what stands.

        A narrow search comes first; where its best reading holds two neighbours that the language hardly
        expects, a wide one follows.
        """
        best = self._search(tokens, context, NARROW)
        if best is None or best.worst < UNLIKELY:
            best = max(filter(None, (best, self._search(tokens, context, WIDE))), key=_score_of, default=None)
        if best is None or best.text == "".join(token.text for token in tokens):
            return None
        if best.score - self._literal_score(tokens, context) < GAIN:
            return None
        best = self._with_lost_character(best, context)
        return Reading(best.text, self._is_ambiguous(best, context), best.swallowed)

    def _with_lost_character(self, state: _State, context: str) -> _State:
        """Return the state with the likeliest character at every place that was left open."""
        for trail, sign in _LOST.items():
            while (place := state.text.find(sign)) >= 0:
                candidates = [character for _, character in self._frequent(trail)]
                before, after = context + state.text[:place], state.text[place + 1 : place + 3]
                chosen = max(
                    candidates,
                    key=lambda character: self._local_score(before + character + after, len(before)),
                )
                text = state.text[:place] + chosen + state.text[place + 1 :]
                state = replace(state, text=text, guesses=(*state.guesses, (place, tuple(candidates))))
        return state

    def looks_damaged(self, tokens: Sequence[Token], context: str) -> bool:
        """Tell whether a run that could not be read is too unlikely to be sound text."""
        return bool(tokens) and self._literal_score(tokens, context) < IMPLAUSIBLE * len(tokens)

    def _search(self, tokens: Sequence[Token], context: str, effort: _Effort) -> _State | None:
        self._effort = effort
        states = [_State(0.0, "", context, None)]
        for position, token in enumerate(tokens):
            following = tokens[position + 1] if position + 1 < len(tokens) else None
            reached: list[_State] = []
            self._floor = -math.inf
            for rank, state in enumerate(states):
                reached.extend(found for found in self._onward(state, token, following, rank) if found is not None)
            states = _best(reached, self._effort.beam)
        return max(self._ended(states), key=_score_of, default=None)

    def _is_ambiguous(self, state: _State, context: str) -> bool:
        """Tell whether another character fits nearly as well at a place where a byte is unknown."""
        text = context + state.text
        previous = -2
        for position, alternatives in state.guesses:
            place = position + len(context)
            likely = self._local_score(text, place)
            if previous == place - 1 and likely < WEAK:
                return True
            previous = place
            for sign in alternatives:
                if sign == text[place]:
                    continue
                changed = text[:place] + sign + text[place + 1 : place + 3]
                if self._local_score(changed, place) > likely - MARGIN:
                    return True
        return False

    def _local_score(self, text: str, place: int) -> float:
        score = self._model.log_probability
        return sum(score(text[max(0, at - 2) : at], text[at]) for at in range(place, min(len(text), place + 3)))

    def _literal_score(self, tokens: Sequence[Token], context: str) -> float:
        state = _State(0.0, "", context, None)
        for token in tokens:
            state = self._as_it_stands(state, token)
        return state.score

    def _onward(self, state: _State, token: Token, following: Token | None, rank: int) -> Iterator[_State | None]:
        """Yield every state in which `token` can leave the search."""
        if state.pending is None:
            yield self._as_it_stands(state, token)
            if token.may_slip:
                yield from self._slips(state, token, following)
            return
        direct = [found for found in self._after(state, token, following) if found is not None]
        yield from direct
        if rank >= self._effort.gap_states or any(reached.score - state.score > GOOD_ENOUGH for reached in direct):
            return
        # Bytes that made no character vanished here without a sign: one pair, one byte, or two pairs.
        lost = _best(self._pair_lost(state, VANISHED_PAIR), self._effort.gap_width)
        if rank < self._effort.double_gap_states:
            twice = [further for once in lost[:4] for further in self._pair_lost(once, VANISHED_PAIR)]
            lost += _best(twice, self._effort.gap_width)
        lost += _best(self._byte_lost(state, VANISHED_BYTE, swallowed=True), self._effort.gap_width)
        for gap in lost:
            if gap.pending is None:
                yield self._as_it_stands(gap, token)
            else:
                yield from self._after(gap, token, following)

    def _ended(self, states: list[_State]) -> list[_State]:
        """Return the states that are in step at the end of the run, the last byte lost or not."""
        self._floor = -math.inf
        ended = [state for state in states if state.pending is None]
        for state in states:
            if state.pending is not None:
                ended.extend(_best(self._byte_lost(state, VANISHED_BYTE, swallowed=True), self._effort.gap_width))
        return ended

    def _after(self, state: _State, token: Token, following: Token | None) -> Iterator[_State | None]:
        if token.kind == "broken":
            if state.between:
                yield replace(state, between=False)
        elif token.kind == "pair":
            first, second = gbk_bytes()[token.text]
            completions = self._completions(state, first)
            for _, character in completions:
                grown = self._grown(state, character, frozenset((second,)), choices=completions)
                # A second byte below 80 was an ASCII sign of its own: the run ends here.
                yield grown if second >= 0x80 or grown is None else self._in_step(grown, chr(second))
        elif token.kind == "mark":
            yield from self._byte_lost(state, SHOWN_AS_MARK, swallowed=not _bracketed(following))
            yield from self._pair_lost(state, SHOWN_AS_MARK)
            yield from self._half_width(state, "?")
        elif token.kind == "ascii" and token.text.isascii():
            byte = ord(token.text)
            if 0x40 <= byte <= 0x7E:
                completions = self._completions(state, byte)
                for _, character in completions:
                    yield self._grown(state, character, None, choices=completions)
            if 0x21 <= byte <= 0x7E:
                yield from self._half_width(state, token.text)

    def _as_it_stands(self, state: _State, token: Token) -> _State:
        """Return the state after reading `token` as what it seems to be."""
        if token.kind in ("pinyin", "broken"):
            last = state.context[-1:]
            fits = bool(last) and token.syllable in readings(last)
            if fits and state.guesses and state.guesses[-1][0] == len(state.text) - 1:
                place, alternatives = state.guesses[-1]
                fitting = tuple(sign for sign in alternatives if token.syllable in readings(sign))
                state = replace(state, guesses=(*state.guesses[:-1], (place, fitting)))
            cost = READING_FITS if fits else READING_FAILS
            if token.kind == "broken":
                # The bracket was swallowed with the byte before it: the reading has done its service.
                if fits:
                    return replace(state, score=state.score + cost)
                cost = BROKEN_BRACKET
            elif not fits and not token.text[1:-1].strip().isascii():
                cost = READING_FAILS
            elif not fits:
                cost = 0.0
            return replace(state, score=state.score + cost, text=state.text + token.text)
        if token.kind == "entity":
            # An entity's tail without its ampersand makes no sense: the ampersand was swallowed.
            context = (state.context + "“")[-2:]
            return replace(state, text=state.text + "&" + token.text, context=context)
        if token.kind == "mark":
            score = state.score + MARK_ITSELF
        else:
            score = state.score + self._model.log_probability(state.context, token.text)
        context = (state.context + token.text)[-2:]
        return replace(state, score=score, text=state.text + token.text, context=context)

    def _slips(self, state: _State, token: Token, following: Token | None) -> Iterator[_State | None]:
        """Yield the states in which the run begins with this sign."""
        lost = replace(state, score=state.score + SLIP, pending=_ANY, slipping=True)
        if token.kind == "pair":
            if gbk_bytes()[token.text][0] in _LOST:
                yield from self._after(lost, token, following)
            elif self._model.frequency(token.text) < RARE:
                for gap in _best(self._pair_lost(lost, VANISHED_PAIR), self._effort.gap_width):
                    yield from self._after(gap, token, following)
        elif token.kind == "ascii" and token.text in ";:!,":
            yield from self._half_width(lost, token.text)
        elif token.kind == "mark":
            # The mark stands for the lost byte itself, or for the pair that the byte after it makes.
            yield lost
            yield from self._half_width(lost, "?")
            yield from self._pair_lost(lost, SHOWN_AS_MARK)
            yield from self._pinyin_between(state, following)

    def _pinyin_between(self, state: _State, following: Token | None) -> Iterator[_State | None]:
        """Yield the state in which pinyin of a pair that is none stands between two bytes of a character."""
        last = gbk_bytes().get(state.context[-1:])
        if following is None or following.kind != "broken" or last is None:
            return
        table = gbk_characters()
        leads = frozenset(lead for lead in _ANY if following.syllable in readings(table.get((last[1], lead), "\0")))
        if leads:
            yield replace(state, score=state.score + SLIP + READING_FITS, pending=leads, between=True)

    def _completions(self, state: _State, trail: int) -> list[tuple[int, str]]:
        """Return (first byte, character) for this second byte and a pending first byte, likely ones first."""
        assert state.pending is not None  # noqa: S101 - callers checked
        if len(state.pending) == 1:
            (lead,) = state.pending
            character = gbk_characters().get((lead, trail))
            return [(lead, character)] if character else []
        if state.slipping:
            return [(0, _LOST[trail])] if trail in _LOST else []
        pending = state.pending
        likely = [pair for pair in self._expected(state).by_trail.get(trail, ()) if pair[0] in pending]
        frequent = islice((pair for pair in self._frequent(trail) if pair[0] in pending), self._effort.candidates // 2)
        return list(dict.fromkeys((*likely[: self._effort.candidates], *frequent)))

    def _frequent(self, trail: int) -> list[tuple[int, str]]:
        """Return all known (first byte, character) with this second byte, frequent ones first."""
        if trail not in self._known_by_trail:
            known = [pair for pair in _by_trail()[trail] if is_plain(pair[1]) and self._model.knows(pair[1])]
            known.sort(key=lambda pair: (-self._model.frequency(pair[1]), pair))
            self._known_by_trail[trail] = known
        return self._known_by_trail[trail]

    def _unknown_second(self, state: _State) -> list[tuple[int, str]]:
        """Return (second byte, character) for a pending first byte and nothing known of the second.

        A second byte below 80 would show as an ASCII sign and not vanish.
        """
        assert state.pending is not None  # noqa: S101 - callers checked
        if state.slipping:
            return list(_LOST.items())
        expected = self._expected(state)
        if len(state.pending) == 1:
            (lead,) = state.pending
            likely = expected.by_lead.get(lead, [])[: self._effort.candidates]
            return list(dict.fromkeys((*likely, *self._known(lead)[: self._effort.candidates // 2])))
        pending = state.pending
        fitting = ((trail, sign) for lead, trail, sign in expected.signs if lead in pending)
        return list(islice(fitting, self._effort.candidates))

    def _known(self, lead: int) -> list[tuple[int, str]]:
        if lead not in self._known_by_lead:
            known = [
                pair
                for pair in _by_lead()[lead]
                if pair[0] >= 0x80 and is_plain(pair[1]) and self._model.knows(pair[1])
            ]
            known.sort(key=lambda pair: (-self._model.frequency(pair[1]), pair))
            self._known_by_lead[lead] = known
        return self._known_by_lead[lead]

    def _expected(self, state: _State) -> _Expected:
        """Return what often follows the last character, by first and by second byte, likely ones first."""
        last = state.context[-1:]
        known = self._expected_after.get(last)
        if known is None:
            bytes_of = gbk_bytes()
            known = _Expected([], defaultdict(list), defaultdict(list))
            for sign in self._model.expected_after(last):
                if sign in bytes_of and is_plain(sign):
                    lead, trail = bytes_of[sign]
                    known.by_trail[trail].append((lead, sign))
                    if trail >= 0x80:
                        known.by_lead[lead].append((trail, sign))
                        known.signs.append((lead, trail, sign))
            self._expected_after[last] = known
        return known

    def _byte_lost(self, state: _State, cost: float, *, swallowed: bool = False) -> Iterator[_State | None]:
        choices = self._unknown_second(state)
        for _, character in choices:
            yield self._grown(
                state, character, None, cost, choices=choices, swallowed=swallowed, gap=cost != SHOWN_AS_MARK
            )

    def _pair_lost(self, state: _State, cost: float) -> Iterator[_State | None]:
        choices = self._unknown_second(state)
        for trail, character in choices:
            leads = _undecodable_after(trail)
            if leads:
                yield self._grown(state, character, leads, cost, choices=choices, gap=cost != SHOWN_AS_MARK)

    def _half_width(self, state: _State, sign: str) -> Iterator[_State | None]:
        """Yield the states in which an ASCII sign is the remains of a full-width one (A3 and its code)."""
        completions = self._completions(state, 0xA3)
        for _, character in completions:
            yield self._grown(state, character, frozenset((ord(sign) | 0x80,)), HALF_WIDTH, choices=completions)

    def _in_step(self, state: _State, sign: str) -> _State:
        """Return the state after an ASCII sign that ended the run."""
        score = state.score + self._model.log_probability(state.context, sign)
        return replace(state, score=score, text=state.text + sign, context=(state.context + sign)[-2:], pending=None)

    def _grown(
        self,
        state: _State,
        character: str,
        pending: frozenset[int] | None,
        cost: float = 0.0,
        *,
        choices: Sequence[tuple[int, str]] = (),
        swallowed: bool = False,
        gap: bool = False,
    ) -> _State | None:
        likelihood = LOST_CHARACTER if state.slipping else self._model.log_probability(state.context, character)
        score = state.score + cost + likelihood
        if score < self._floor:
            return None
        if not gap:
            self._floor = max(self._floor, score - HOPELESS)
        guesses = state.guesses
        if len(choices) > 1:
            guesses = (*guesses, (len(state.text), tuple(sign for _, sign in choices)))
        return _State(
            score=score,
            text=state.text + character,
            context=(state.context + character)[-2:],
            pending=pending,
            swallowed=state.swallowed or swallowed,
            last=likelihood,
            worst=min(state.worst, state.last + likelihood),
            guesses=guesses,
        )


def _score_of(state: _State) -> float:
    return state.score


def _bracketed(following: Token | None) -> bool:
    """Tell whether what follows shows which ASCII character was swallowed: a bracket or an ampersand."""
    return following is not None and following.kind in ("broken", "entity")


def _best(found: Iterable[_State | None], width: int) -> list[_State]:
    states = [state for state in found if state is not None]
    states.sort(key=lambda state: -state.score)
    kept: list[_State] = []
    seen: set[tuple[str, frozenset[int] | None, bool]] = set()
    floor = states[0].score - HOPELESS if states else 0.0
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
