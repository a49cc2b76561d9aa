"""Texts as arrays of code points, and tables that map them: the fast way over every character of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

# Characters beyond the Basic Multilingual Plane stand in no table.
_PLANE = 0x10000


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code point of every character, in order."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


class CharacterClasses:
    """Which ASCII letter stands for every character of a text.

    Parameters
    ----------
    letters
        The letters by character.
    other
        The letter of all others.
    """

    def __init__(self, letters: Mapping[str, str], other: str) -> None:
        self._letters = np.full(_PLANE, ord(other), dtype=np.uint8)
        for character, letter in letters.items():
            self._letters[ord(character)] = ord(letter)

    def of(self, text: str) -> str:
        """Return the letters of a text, one for each character."""
        codes = np.minimum(code_points(text), _PLANE - 1)
        return self._letters[codes].tobytes().decode("ascii")


class CharacterTable:
    """Which character every character of a text becomes; those of which nothing is said stay."""

    def __init__(self, becomes: Mapping[str, str]) -> None:
        self._becomes = np.arange(_PLANE, dtype=np.uint32)
        for character, other in becomes.items():
            self._becomes[ord(character)] = ord(other)

    def of(self, text: str) -> NDArray[np.uint32]:
        """Return the code points that a text becomes."""
        codes = code_points(text)
        return np.where(codes < _PLANE, self._becomes[np.minimum(codes, _PLANE - 1)], codes)
