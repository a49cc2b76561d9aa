"""What the words before and behind a number say of it: rise or fall, bound, basis, new or cumulative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

# Wordings recur; remembering some saves work, remembering all would grow with the corpus.
REMEMBERED = 4096
_MOST_WORDS = 10
_LONGEST_TIME = 24
_LONGEST_SCALE = 8
_NEAR = 8
_ADJUSTED = ("因素", "影响", "因素后", "影响后", "因素外")
# Without one of these signs near its end a text ends in no expression of time.
_DATED = re.compile(r"[年五初末期同国省市区县州划水均速]")


@dataclass(frozen=True, slots=True)
class Cues:
    """The words around a number, told apart.

    Attributes
    ----------
    phrase
        What is left of the text before the number when the words are taken away.
    classes
        Classes of the words, the nearest to the number first.
    words
        The words themselves, in the same order.
    """

    phrase: str
    classes: tuple[str, ...]
    words: tuple[str, ...] = ()

    def has(self, *names: str) -> bool:
        """Tell whether a word of one of these classes stands there."""
        return any(name in self.classes for name in names)

    @property
    def change(self) -> str | None:
        """Return ``up`` or ``down`` where the number is a change, None where it is a state.

        提高1.5个百分点 is a change, 提高至85% a state: between the verb and the number stands where it came to.
        """
        for name in self.classes:
            if name == "to":
                return None
            if name in ("up", "down"):
                return name
        return None

    @property
    def rate(self) -> str | None:
        """Return ``up`` or ``down`` where a rate of growth or fall is named (增速达7.8%)."""
        for name in self.classes:
            if name in ("rate_up", "rate_down"):
                return name.removeprefix("rate_")
        return None


def _book() -> dict[str, Any]:
    return load_codebook("quantity_cues")


@cache
def _tail() -> tuple[dict[str, str], tuple[int, ...]]:
    """Return the class of each cue word, and the lengths of the words, the longest first."""
    classes = {word: name for name, entry in _book()["tail"].items() for word in entry["words"]}
    return classes, tuple(sorted({len(word) for word in classes}, reverse=True))


def _last_word(rest: str) -> str | None:
    """Return the longest cue word that ends a text."""
    classes, lengths = _tail()
    return next((rest[-length:] for length in lengths if rest[-length:] in classes), None)


@cache
def _suffix(bound: str) -> re.Pattern[str]:
    return quick_pattern(_book()["suffix"][bound])


@cache
def _lead() -> re.Pattern[str]:
    return quick_pattern(_book()["lead"]["pattern"])


@cache
def _stops() -> re.Pattern[str]:
    return quick_pattern(_book()["counted_behind"]["stops"])


@cache
def _scale() -> re.Pattern[str]:
    return quick_pattern(_book()["scale"]["pattern"])


@cache
def _time_tail() -> re.Pattern[str]:
    return quick_pattern(_book()["time_tail"]["pattern"])


def _limit_of(rest: str) -> str | None:
    """Return the word of limit that ends a text right before a number; 不低于 is another."""
    return next((word for word in _adjacent() if rest.endswith(word) and not rest.endswith(f"不{word}")), None)


@cache
def _adjunct() -> re.Pattern[str]:
    return quick_pattern(_book()["adjuncts"]["pattern"])


@cache
def _adjacent() -> dict[str, str]:
    limits: dict[str, str] = _book()["adjacent"]["words"]
    return limits


@cache
def _percent_only() -> frozenset[str]:
    return frozenset(_book()["percent_only"]["words"])


@lru_cache(maxsize=REMEMBERED)
def cues_before(left: str, *, is_amount: bool = False) -> Cues:
    """Read the words at the end of the text before a number.

    Parameters
    ----------
    left
        From the last comma, or the number before, up to the number.
    is_amount
        Whether the number is an amount or a count: some words of change then belong to the phrase.
    """
    names = _tail()[0]
    rest = left.rstrip(" 　：:“")
    classes: list[str] = []
    words: list[str] = []
    has_to = False
    for _ in range(_MOST_WORDS):
        if _scale().search(rest, max(0, len(rest) - _LONGEST_SCALE)):
            break
        dated = _time_tail().search(rest, max(0, len(rest) - _LONGEST_TIME)) if _DATED.search(rest[-_NEAR:]) else None
        if dated is not None:
            classes.append("source" if dated.group()[0] in "由从自" else "time")
            words.append(dated.group())
            rest = rest[: dated.start()].rstrip(" 　，、")
            continue
        adjunct = _adjunct().search(rest, max(0, len(rest) - _LONGEST_TIME)) if rest.endswith(_ADJUSTED) else None
        if adjunct is not None:
            classes.append("comparable")
            words.append(adjunct.group())
            rest = rest[: adjunct.start()].rstrip(" 　，、")
            continue
        limit = None if words else _limit_of(rest)
        if limit is not None:
            classes.append(_adjacent()[limit])
            words.append(_adjacent()[limit])
            rest = rest[: -len(limit)].rstrip(" 　，、")
            continue
        word = _last_word(rest)
        if word is None or (is_amount and not has_to and word in _percent_only()):
            break
        classes.append(names[word])
        words.append(word)
        has_to = has_to or classes[-1] == "to"
        rest = rest[: -len(word)].rstrip(" 　，、")
    return Cues(rest, tuple(classes), tuple(words))


def bound_of(cues: Cues, behind: str, inner: str) -> str:
    """Return the bound of a number: what stands behind it (以上, 左右) comes first, then what stands before."""
    if inner != "eq":
        return inner
    for bound in ("ge", "le", "approx"):
        if _suffix(bound).match(behind):
            return bound
    for name in cues.classes:
        if name in ("ge", "le", "approx"):
            return name
        if name in ("up", "down", "done"):
            break
    return "eq"


def without_lead(phrase: str) -> str:
    """Return a phrase without what stands before the thing counted (年份, 完成, 全区 …)."""
    rest = phrase.strip(" 　")
    while rest:
        match = _lead().match(rest)
        if match is None or match.end() == 0:
            break
        rest = rest[match.end() :].lstrip(" 　，")
    return rest


def counted_behind(behind: str) -> tuple[str, int]:
    """Return the thing counted that stands behind a number, and where it ends; empty and 0 if none does."""
    book = _book()["counted_behind"]
    suffix = _suffix("ge").match(behind) or _suffix("le").match(behind)
    begin = suffix.end() if suffix else 0
    window = behind[begin : begin + int(book["longest"])]
    head = _opening().match(window)
    stop = _stops().search(window, head.end() if head else 0)
    thing = window[: stop.start() if stop else len(window)]
    return thing.removeprefix("的").strip(" 　"), begin + len(thing)


@cache
def _opening() -> re.Pattern[str]:
    return quick_pattern(f"(?:“[^”]{{1,20}}”)+|{_book()['counted_behind']['levels']}")


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(_book()["pronoun_heads"]["words"])


@cache
def _share() -> re.Pattern[str]:
    return quick_pattern(_book()["pronoun_heads"]["share"])


def stands_for_another(phrase: str) -> bool:
    """Tell whether a phrase leaves out what it is about (总数, 占规上工业产值比重)."""
    return phrase in _pronouns() or bool(_share().match(phrase))
