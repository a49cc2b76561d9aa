"""Read one misdecoded run again: a beam search over the bytes that may have stood there.

The noisy-channel model asks for the text that makes P(text) · P(what shows | text) greatest. P(text) is a
character language model (`language_model`), P(what shows | text) the costs of what the damage can have done
(`byte_channel`). The search walks over what shows, sign by sign (`run_tokens`), and after each keeps the few
states that score best (`search_state`), as the beam search of Lowerre (1976), "The HARPY speech recognition
system", does. Where a byte is unknown, `byte_candidates` names the characters that are worth a try.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from suzhou_priorities.repair.byte_candidates import LOST_LEAD, ByteCandidates
from suzhou_priorities.repair.byte_channel import ByteChannel
from suzhou_priorities.repair.search_state import Effort, State, score_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.repair.language_model import CharacterModel
    from suzhou_priorities.repair.run_tokens import Token

UNLIKELY = -17.0
WEAK = -14.0
IMPLAUSIBLE = -7.5
MARGIN = 2.0
GAIN = 6.0

NARROW = Effort(beam=12, candidates=8, gap_width=4, gap_states=4, double_gap_states=2)
WIDE = Effort(beam=32, candidates=40, gap_width=24, gap_states=6, double_gap_states=2)

# A place of a text, and the characters that could stand there.
_Doubt = tuple[int, "Sequence[str]"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a run reads, and whether that is beyond doubt."""

    text: str
    ambiguous: bool
    swallowed: bool


class RunReader:
    """Reads runs in the light of one document's language model."""

    def __init__(self, model: CharacterModel) -> None:
        self._model = model
        self._candidates = ByteCandidates(model)
        self._narrow = ByteChannel(model, self._candidates, NARROW)
        self._wide = ByteChannel(model, self._candidates, WIDE)

    def read(self, tokens: Sequence[Token], context: str) -> Reading | None:
        """Return the likeliest reading of `tokens` after `context`; None if none beats what stands.

        A narrow search comes first; where its best reading holds two neighbours that the language hardly
        expects, a wide one follows.
        """
        best = _search(self._narrow, tokens, context)
        if best is None or best.worst < UNLIKELY:
            best = max(filter(None, (best, _search(self._wide, tokens, context))), key=score_of, default=None)
        if best is None or best.text == "".join(token.text for token in tokens):
            return None
        if best.score - self._literal_score(tokens, context) < GAIN:
            return None
        text, guesses = self._with_lost_characters(best, context)
        return Reading(text, self._is_ambiguous(context + text, guesses, len(context)), best.swallowed)

    def looks_damaged(self, tokens: Sequence[Token], context: str) -> bool:
        """Tell whether a run that could not be read is too unlikely to be sound text."""
        return bool(tokens) and self._literal_score(tokens, context) < IMPLAUSIBLE * len(tokens)

    def _literal_score(self, tokens: Sequence[Token], context: str) -> float:
        state = State(0.0, "", context)
        for token in tokens:
            state = self._narrow.as_it_stands(state, token)
        return state.score

    def _with_lost_characters(self, state: State, context: str) -> tuple[str, list[_Doubt]]:
        """Return the text with the likeliest character at every place that was left open, and all places in doubt.

        A place in doubt comes with the characters that could stand there.
        """
        text = state.text
        guesses: list[_Doubt] = [(guess.place, [sign for _, sign in guess.choices]) for guess in state.guesses()]
        guesses.reverse()
        for trail, left_open in LOST_LEAD.items():
            candidates = [sign for _, sign in self._candidates.frequent_with_trail(trail)]
            while (place := text.find(left_open)) >= 0:
                before, after = (context + text[:place])[-2:], text[place + 1 : place + 3]
                text = text[:place] + self._likeliest(candidates, before, after) + text[place + 1 :]
                guesses.append((place, candidates))
        return text, guesses

    def _likeliest(self, candidates: Sequence[str], before: str, after: str) -> str:
        """Return the candidate that fits best between two characters and the next two."""
        chosen, best = candidates[0], -math.inf
        given = self._model.given(before)
        for sign in candidates:
            # What comes after can only make it less likely.
            if given[sign] > best and (score := self._fit(sign, before, after, best)) > best:
                chosen, best = sign, score
        return chosen

    def _is_ambiguous(self, text: str, guesses: Sequence[_Doubt], offset: int) -> bool:
        """Tell whether another character fits nearly as well at a place where a byte is unknown."""
        previous = -2
        for position, candidates in guesses:
            place = position + offset
            before, after = text[max(0, place - 2) : place], text[place + 1 : place + 3]
            likely = self._fit(text[place], before, after)
            if previous == place - 1 and likely < WEAK:
                return True
            previous = place
            least = likely - MARGIN
            if any(sign != text[place] and self._fit(sign, before, after, least) > least for sign in candidates):
                return True
        return False

    def _fit(self, sign: str, before: str, after: str, least: float = -math.inf) -> float:
        """Return ln P of a character after two others and of the next two after it; less than `least` may be more."""
        given = self._model.given
        score = given(before)[sign]
        text = before[-1:] + sign + after
        for place in range(len(text) - len(after), len(text)):
            if score <= least:
                break
            score += given(text[max(0, place - 2) : place])[text[place]]
        return score


def _search(channel: ByteChannel, tokens: Sequence[Token], context: str) -> State | None:
    """Return the state in step that scores best at the end of the run."""
    states = [State(0.0, "", context)]
    for token, following in zip_longest(tokens, tokens[1:]):
        states = channel.step(states, token, following)
    return max(channel.end(states), key=score_of, default=None)
