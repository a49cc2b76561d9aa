"""Words of a text: jieba's dictionary and algorithm behind one small interface.

Two engines read the same dictionary and give the same tokens (a test holds them equal): ``jieba`` itself, and
``rjieba``, its port to Rust, which is 10 to 20 times faster and taken by default. Only runs of Chinese characters go to
the engine; numbers, Latin words and signs are cut here, because the two treat runs such as ``2020-2022`` differently.
"""

from __future__ import annotations

import logging
import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import rjieba

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

ENGINES = ("rjieba", "jieba")
NUMBER = "#"
# Parts runs that are cut in one go; no word reaches across it, in either engine.
_BREAK = "\n"
# Chinese characters: a run of them is the first or comes behind it, and before the second.
_FIRST, _BEHIND = "\u3400", "\ua000"
_WORDS = re.compile(r"[\u3400-\u9fff]+|\d[\d.,]*|[A-Za-z][A-Za-z\d.+-]*")
_RUNS = re.compile(rf"{_WORDS.pattern}|\S")


class Engine(Protocol):
    """Cuts a run of Chinese characters into words."""

    def cut(self, text: str, hmm: bool) -> list[str]:
        """Return the words of ``text`` in order; ``hmm`` allows words that the dictionary lacks."""


class Segmenter:
    """Cuts text into words, with the words of the field and the names of places kept whole.

    Parameters
    ----------
    engine
        One of `ENGINES`.
    hmm
        True to join characters that the dictionary does not know into words, by jieba's hidden Markov model.
    """

    def __init__(self, engine: str = "rjieba", *, hmm: bool = True) -> None:
        self._engine = _engine(engine)
        self._hmm = hmm

    def words(self, text: str) -> list[str]:
        """Return the words of a text in order, signs and spaces left out; a number is ``#``, a Latin word itself."""
        return list(self.words_of((text,))[0])

    def words_of(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the words of several texts, cut in one go."""
        runs = [_WORDS.findall(text) for text in texts]
        chinese = [run for own in runs for run in own if _FIRST <= run < _BEHIND]
        cut = [*self._engine.cut(_BREAK.join(chinese), self._hmm), _BREAK]
        found: list[tuple[str, ...]] = []
        place = 0
        for own in runs:
            words: list[str] = []
            for run in own:
                if _FIRST <= run < _BEHIND:
                    end = cut.index(_BREAK, place)
                    words += cut[place:end]
                    place = end + 1
                else:
                    words.append(NUMBER if run[0].isdecimal() else run)
            found.append(tuple(words))
        return found

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of all words and signs of a text, numbers in full."""
        found: list[tuple[int, int]] = []
        for match in _RUNS.finditer(text):
            place = match.start()
            run = match.group()
            pieces = self._engine.cut(run, self._hmm) if _FIRST <= run < _BEHIND else [run]
            for piece in pieces:
                found.append((place, place + len(piece)))
                place += len(piece)
        return found


@cache
def shared_segmenter() -> Segmenter:
    """Return the segmenter that coding uses: its dictionary is loaded once a process."""
    return Segmenter()


@cache
def field_words() -> tuple[str, ...]:
    """Return the words that segmentation keeps whole: terms of the domains, names of places and of institutions."""
    words: set[str] = set(load_codebook("segmentation_words")["words"])
    for entry in load_codebook("domain_terms")["entries"].values():
        words.update(term for key, terms in entry.items() if isinstance(key, int) for term in terms)
    for place in load_codebook("places")["entries"].values():
        words.update({place["official_zh"], place["short_zh"], *place.get("aliases", ())})
    for names in load_codebook("place_names")["entries"].values():
        words.update(names)
    return tuple(sorted(word for word in words if len(word) > 1 and all("\u3400" <= sign <= "\u9fff" for sign in word)))


@cache
def _engine(name: str) -> Engine:
    if name == "rjieba":
        return _Rust()
    if name == "jieba":
        return _Reference()
    raise ParameterError("engine", f"is {name!r}.", f"Choose one of {', '.join(ENGINES)}.")


def _added(dictionary: rjieba.Jieba) -> tuple[tuple[str, int], ...]:
    """Return the words to add to a dictionary as it is loaded, with frequencies that do not hang on their order."""
    return tuple((word, int(dictionary.suggest_freq(word) * 1.1) + 3) for word in field_words())


class _Rust:
    def __init__(self) -> None:
        self._jieba = rjieba.Jieba()
        for word, frequency in _added(self._jieba):
            self._jieba.add_word(word, frequency, "n")

    def cut(self, text: str, hmm: bool) -> list[str]:
        return list(self._jieba.cut(text, hmm))


class _Reference:
    def __init__(self) -> None:
        jieba = _quiet_jieba()
        self._jieba = jieba.Tokenizer()
        self._jieba.initialize()
        for word, frequency in _added(rjieba.Jieba()):
            # jieba counts a word that it knows already twice in its total; its port does not.
            self._jieba.total -= self._jieba.FREQ.get(word) or 0
            self._jieba.add_word(word, frequency)

    def cut(self, text: str, hmm: bool) -> list[str]:
        return list(self._jieba.lcut(text, HMM=hmm))


def _quiet_jieba() -> Any:
    """Import jieba without its two noises: the deprecated `pkg_resources`, which it can do without, and its log."""
    hidden = sys.modules.get("pkg_resources")
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        import jieba
    finally:
        if hidden is None:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = hidden
    jieba.setLogLevel(logging.WARNING)
    return jieba
