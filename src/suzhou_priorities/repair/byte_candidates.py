"""Which characters may have stood where only one of their two GBK bytes is known, likely ones first."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from suzhou_priorities.repair.characters import gbk_characters, is_ideograph, simplified_forms
from suzhou_priorities.repair.shared_language import shared_frequency

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from suzhou_priorities.repair.language_model import CharacterModel

# Characters, each with the byte of its two that was not known.
Choices = tuple[tuple[int, str], ...]

ANY_LEAD = frozenset(range(0x81, 0xFF))
# The character whose first byte is lost is known by its second byte only. It is left open during the search,
# under a private sign, and chosen when the characters after it are known.
LOST_LEAD = {0xA1: "\ue0a1", 0xA3: "\ue0a3"}
_PLAIN_MARKS = frozenset("，。、；：？！“”《》（）·—…％")


def is_plain(character: str) -> bool:
    """Tell whether a character is one that running text is made of: an ideograph or a common mark."""
    return is_ideograph(character) or character in _PLAIN_MARKS


@cache
def undecodable_after(byte: int) -> frozenset[int]:
    """Return the bytes that make no character together with `byte` before them, yet can begin one."""
    return frozenset(lead for lead in ANY_LEAD if (byte, lead) not in gbk_characters())


class _PlainCharacters:
    """The plain characters of GBK, filed under one of their bytes.

    Attributes
    ----------
    by_form
        ``by_form[known byte][form]`` is (other byte, character) of every variant of a simplified form.
    by_frequency
        ``by_frequency[known byte]`` is (shared frequency, form, (other byte, character)), frequent ones first.
    """

    def __init__(self, characters: Iterable[tuple[int, int, str]]) -> None:
        forms, frequency = simplified_forms(), shared_frequency()
        self.by_form: dict[int, dict[str, Choices]] = {byte: {} for byte in range(0x100)}
        self.by_frequency: dict[int, list[tuple[float, str, tuple[int, str]]]] = {byte: [] for byte in range(0x100)}
        for known, other, sign in characters:
            form = forms.get(sign, sign)
            of_byte = self.by_form[known]
            of_byte[form] = (*of_byte.get(form, ()), (other, sign))
            self.by_frequency[known].append((frequency.get(form, 0.0), form, (other, sign)))
        for listed in self.by_frequency.values():
            listed.sort(key=lambda entry: (-entry[0], entry[2]))


@cache
def _by_trail() -> _PlainCharacters:
    return _PlainCharacters((trail, lead, sign) for (lead, trail), sign in gbk_characters().items() if is_plain(sign))


@cache
def _by_lead() -> _PlainCharacters:
    """Return characters by their first byte; a second byte below 80 would show as an ASCII sign and not vanish."""
    return _PlainCharacters(
        (lead, trail, sign) for (lead, trail), sign in gbk_characters().items() if trail >= 0x80 and is_plain(sign)
    )


@cache
def _variants() -> dict[str, tuple[tuple[int, int, str], ...]]:
    """Return (first byte, second byte, character) of every form's variants in `_by_lead`."""
    variants: dict[str, tuple[tuple[int, int, str], ...]] = {}
    for lead, by_form in _by_lead().by_form.items():
        for form, choices in by_form.items():
            variants[form] = (*variants.get(form, ()), *((lead, trail, sign) for trail, sign in choices))
    return variants


class ByteCandidates:
    """The candidates for damaged places of one document."""

    def __init__(self, model: CharacterModel) -> None:
        self._model = model
        self._characters = gbk_characters()
        self._with_trail: dict[tuple[str, frozenset[int], int, int], Choices] = {}
        self._with_lead: dict[tuple[str, frozenset[int], int], Choices] = {}
        self._frequent_trail: dict[int, Choices] = {}
        self._frequent_lead: dict[int, Choices] = {}

    def with_trail(self, before: str, leads: frozenset[int], trail: int, most: int) -> Choices:
        """Return (first byte, character) where the second byte is known.

        Parameters
        ----------
        before
            The character before.
        leads
            What the first byte may be.
        trail
            The second byte.
        most
            How many of the characters that often follow `before` are returned; up to half as many of the
            frequent ones join them.
        """
        if len(leads) == 1:
            (lead,) = leads
            character = self._characters.get((lead, trail))
            return ((lead, character),) if character else ()
        known = self._with_trail.get((before, leads, trail, most))
        if known is None:
            variants = _by_trail().by_form[trail]
            expected = [
                pair
                for form in self._model.expected_after(before)
                if form in variants
                for pair in variants[form]
                if pair[0] in leads
            ]
            frequent = (pair for pair in self.frequent_with_trail(trail) if pair[0] in leads)
            known = tuple(dict.fromkeys((*expected[:most], *islice(frequent, most // 2))))
            self._with_trail[before, leads, trail, most] = known
        return known

    def with_lead(self, before: str, leads: frozenset[int], most: int) -> Choices:
        """Return (second byte, character) for a choice of first bytes, where nothing is known of the second."""
        known = self._with_lead.get((before, leads, most))
        if known is None:
            forms = self._model.expected_after(before)
            if len(leads) == 1:
                (lead,) = leads
                variants = _by_lead().by_form[lead]
                expected = [pair for form in forms if form in variants for pair in variants[form]]
                known = tuple(dict.fromkeys((*expected[:most], *self._frequent_with_lead(lead)[: most // 2])))
            else:
                of_form = _variants()
                fitting = (
                    (trail, sign) for form in forms for lead, trail, sign in of_form.get(form, ()) if lead in leads
                )
                known = tuple(islice(fitting, most))
            self._with_lead[before, leads, most] = known
        return known

    def frequent_with_trail(self, trail: int) -> Choices:
        """Return all known (first byte, character) with this second byte, frequent ones first."""
        if trail not in self._frequent_trail:
            self._frequent_trail[trail] = self._frequent_first(_by_trail().by_frequency[trail])
        return self._frequent_trail[trail]

    def _frequent_with_lead(self, lead: int) -> Choices:
        if lead not in self._frequent_lead:
            self._frequent_lead[lead] = self._frequent_first(_by_lead().by_frequency[lead])
        return self._frequent_lead[lead]

    def _frequent_first(self, listed: Sequence[tuple[float, str, tuple[int, str]]]) -> Choices:
        own = self._model.own_frequency
        found = [(-shared - own.get(form, 0.0), pair) for shared, form, pair in listed]
        found.sort()
        return tuple([pair for rarity, pair in found if rarity])
