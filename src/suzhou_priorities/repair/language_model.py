"""Which of several readings of damaged bytes is Chinese: a character model of up to three characters.

The counts come from three places: jieba's dictionary (each word as often as its frequency says), which
knows words; the field model, counted from clean government documents (`field_model`); and the document
itself, of which all but a few runs is sound and which knows its own names. Within each place the
probability of a character after two others is the interpolation of Jelinek and Mercer (1980),
"Interpolated estimation of Markov source parameters from sparse data", with fixed weights:

    P(c | ab) = 0.55 n(abc)/n(ab) + 0.35 n(bc)/n(b) + 0.0999 n(c)/N + 0.0001/20000

and the places are mixed with fixed shares. Counts are of simplified forms; a form in the script that the
document does not use costs extra.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.repair.characters import script_variants, simplified_forms
from suzhou_priorities.repair.code_points import CharacterTable
from suzhou_priorities.repair.counts import TextCounts
from suzhou_priorities.repair.shared_language import (
    BIGRAM,
    EXPECTED,
    TRIGRAM,
    UNIGRAM,
    often_after,
    shared_frequency,
    shared_probabilities,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.repair.shared_language import Parts, SharedProbabilities

OWN_SHARE = 0.35
OTHER_SCRIPT = -4.0


class CharacterModel:
    """Log-probabilities of characters in the context of one document.

    Parameters
    ----------
    document
        The document's text; its sound stretches teach the model the document's own words.

    Attributes
    ----------
    own_frequency
        The part of a form's frequency that the document gives; `shared_frequency` has the rest.
    """

    def __init__(self, document: str) -> None:
        self._forms = simplified_forms()
        self._own = own = TextCounts(_simplification().of(document))
        self.own_frequency = {form: OWN_SHARE * seen / own.total for form, seen in own.alone.items()}
        self._alone = _Alone(self.own_frequency, frozenset(document))
        self._expected: dict[str, list[str]] = {}
        self._given: dict[str, dict[str, float]] = {}

    def frequency(self, character: str) -> float:
        """Return the share of all characters that are this one; 0 if neither dictionary nor document knows it."""
        form = self._forms.get(character, character)
        return shared_frequency().get(form, 0.0) + self.own_frequency.get(form, 0.0)

    def expected_after(self, character: str) -> Sequence[str]:
        """Return what often follows a character, in simplified form, the likeliest first."""
        last = self._forms.get(character, character)
        known = self._expected.get(last)
        if known is None:
            shared = often_after(last)
            own = self._own.after(last)
            if own:
                weight = OWN_SHARE / self._own.alone[last]
                merged = [(probability, form) for form, probability in shared.items() if form not in own]
                merged += [(shared.get(form, 0.0) + weight * seen, form) for form, seen in own.items()]
                merged.sort(reverse=True)
                known = [form for _, form in merged[:EXPECTED]]
            else:
                known = list(shared)
            self._expected[last] = known
        return known

    def given(self, context: str) -> dict[str, float]:
        """Return ln P(character | context) for whatever is looked up; the context is two characters or fewer."""
        known = self._given.get(context)
        if known is None:
            forms = self._forms
            simple = "".join([forms.get(sign, sign) for sign in context])
            shared, own = shared_probabilities(simple), self._own_parts(simple)
            # Most pairs of characters tell no more than the second of them does.
            if len(simple) == 2 and len(own) < 2 and shared is shared_probabilities(simple[1]):
                known = self.given(context[1])
            else:
                known = _Given(self._alone, shared, own)
            self._given[context] = known
        return known

    def _own_parts(self, context: str) -> Parts:
        """Return what follows a context in the document, with what a count of 1 adds to the probability."""
        own, last = self._own, context[-1:]
        if last not in own.alone:
            return ()
        after_last = own.after(last), OWN_SHARE * BIGRAM / own.alone[last]
        times = own.after(context[0]).get(last) if len(context) == 2 else 0
        return (after_last, (own.after(context), OWN_SHARE * TRIGRAM / times)) if times else (after_last,)


class _Alone(dict[str, tuple[str, float, float]]):
    """What is known of a character without its context, worked out when it is first looked up.

    That is its simplified form, what the document's own frequency adds to its probability, and what its script costs.
    """

    __slots__ = ("_frequency", "_printed")

    def __init__(self, frequency: Mapping[str, float], printed: frozenset[str]) -> None:
        self._frequency = frequency
        self._printed = printed

    def __missing__(self, character: str) -> tuple[str, float, float]:
        form = simplified_forms().get(character, character)
        probability = UNIGRAM * self._frequency.get(form, 0.0)
        usual = character in self._printed or self._printed.isdisjoint(script_variants().get(form, ()))
        known = self[character] = form, probability, 0.0 if usual else OTHER_SCRIPT
        return known


class _Given(dict[str, float]):
    """ln P(character | context), worked out when it is first looked up."""

    __slots__ = ("_alone", "_own", "_shared")

    def __init__(self, alone: _Alone, shared: SharedProbabilities, own: Parts) -> None:
        self._alone = alone
        self._shared = shared
        self._own = own

    def __missing__(self, character: str) -> float:
        form, probability, cost = self._alone[character]
        probability += self._shared[form]
        for followers, weight in self._own:
            if form in followers:
                probability += weight * followers[form]
        known = self[character] = math.log(probability) + cost
        return known


@cache
def _simplification() -> CharacterTable:
    return CharacterTable(simplified_forms())
