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

import gc
import math
from collections import defaultdict
from functools import cache
from heapq import nlargest
from importlib.util import find_spec
from pathlib import Path

from suzhou_priorities.errors import RepairError
from suzhou_priorities.repair.characters import script_variants, simplified_forms
from suzhou_priorities.repair.counts import Counts, count
from suzhou_priorities.repair.field_model import field_counts

TRIGRAM, BIGRAM, UNIGRAM = 0.55, 0.35, 0.0999
FLOOR = 0.0001 / 20_000
DICTIONARY_SHARE, FIELD_SHARE, OWN_SHARE = 0.35, 0.3, 0.35
OTHER_SCRIPT = -4.0
EXPECTED = 120


def dictionary_file() -> Path:
    """Return jieba's dictionary, found without importing jieba (which compiles its tables at once)."""
    found = find_spec("jieba")
    if found is None or not found.submodule_search_locations:
        raise RepairError("jieba", "is not installed, and its dictionary is needed.", "Run `make report`, which does.")
    return Path(found.submodule_search_locations[0]) / "dict.txt"


@cache
def dictionary_counts() -> Counts:
    """Return the counts of jieba's dictionary (words with their frequencies, simplified script)."""
    with dictionary_file().open(encoding="utf-8") as lines:
        entries = (line.split(" ", 2) for line in lines)
        # A rare word still says that its characters can stand together.
        counts = count((word, float(frequency) + 1.0) for word, frequency, _ in entries)
    # The counts live as long as the process: the garbage collector need not walk over them again and again.
    gc.freeze()
    return counts


@cache
def _often_after(last: str) -> tuple[tuple[str, float], ...]:
    """Return what often follows a character in the dictionary and the field, with shared probability."""
    merged: dict[str, float] = defaultdict(float)
    for counts, share in ((dictionary_counts(), DICTIONARY_SHARE), (field_counts(), FIELD_SHARE)):
        followed = counts.alone.get(last, 0.0)
        for form, seen in counts.after_one.get(last, {}).items():
            merged[form] += share * seen / followed
    for form, probability in _frequent():
        merged[form] += probability
    return tuple(nlargest(EXPECTED, merged.items(), key=lambda item: (item[1], item[0])))


@cache
def _frequent() -> tuple[tuple[str, float], ...]:
    """Return the most frequent characters, with what their frequency adds to a probability."""
    merged: dict[str, float] = defaultdict(float)
    for counts, share in ((dictionary_counts(), DICTIONARY_SHARE), (field_counts(), FIELD_SHARE)):
        for form, seen in counts.alone.items():
            merged[form] += share * UNIGRAM * seen / counts.total
    return tuple(nlargest(EXPECTED, merged.items(), key=lambda item: (item[1], item[0])))


class CharacterModel:
    """Log-probabilities of characters in the context of one document.

    Parameters
    ----------
    document
        The document's text; its sound stretches teach the model the document's own words.
    """

    def __init__(self, document: str) -> None:
        self._forms = simplified_forms()
        simplified = "".join(map(self.simple, document))
        own = count([(simplified, 1.0)])
        self._own = own
        self._printed = set(document)
        self._sources = (
            (dictionary_counts(), DICTIONARY_SHARE),
            (field_counts(), FIELD_SHARE),
            (own, OWN_SHARE),
        )
        self._cache: dict[tuple[str, str], float] = {}
        self._expected: dict[str, tuple[str, ...]] = {}

    def simple(self, character: str) -> str:
        """Return the simplified form of a character."""
        return self._forms.get(character, character)

    def knows(self, character: str) -> bool:
        """Tell whether the character occurs in the dictionary or in the document."""
        form = self.simple(character)
        return any(form in counts.alone for counts, _ in self._sources)

    def frequency(self, character: str) -> float:
        """Return the share of all characters that are this one."""
        form = self.simple(character)
        return sum(
            share * counts.alone.get(form, 0.0) / counts.total for counts, share in self._sources if counts.total
        )

    def expected_after(self, context: str) -> tuple[str, ...]:
        """Return the characters that often follow the last one of `context`, in every script variant."""
        last = self.simple(context[-1:])
        known = self._expected.get(last)
        if known is None:
            merged = dict(_often_after(last))
            followed = self._own.alone.get(last, 0.0)
            for form, seen in self._own.after_one.get(last, {}).items():
                merged[form] = merged.get(form, 0.0) + OWN_SHARE * seen / followed
            forms = nlargest(EXPECTED, merged.items(), key=lambda item: (item[1], item[0]))
            variants = script_variants()
            known = tuple(sign for form, _ in forms for sign in variants.get(form, (form,)))
            self._expected[last] = known
        return known

    def log_probability(self, context: str, character: str) -> float:
        """Return ln P(character | the last two characters of context)."""
        key = context, character
        known = self._cache.get(key)
        if known is None:
            form = self.simple(character)
            known = self._score("".join(map(self.simple, context[-2:])), form)
            if character not in self._printed and any(
                other in self._printed for other in script_variants().get(form, ())
            ):
                known += OTHER_SCRIPT
            self._cache[key] = known
        return known

    def _score(self, context: str, form: str) -> float:
        last = context[-1:]
        probability = FLOOR
        for counts, share in self._sources:
            if counts.total:
                probability += share * UNIGRAM * counts.alone.get(form, 0.0) / counts.total
            followed = counts.alone.get(last, 0.0)
            if followed:
                probability += share * BIGRAM * counts.after_one.get(last, {}).get(form, 0.0) / followed
            if len(context) == 2:
                pair = counts.after_one.get(context[0], {}).get(context[1], 0.0)
                if pair:
                    probability += share * TRIGRAM * counts.after_two.get(context, {}).get(form, 0.0) / pair
        return math.log(probability)
