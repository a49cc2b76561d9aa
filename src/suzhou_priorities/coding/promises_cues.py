"""The codebook `promise_cues`, compiled once: words by their first sign, and patterns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

GUARANTEE, PLAIN, HEDGED, EXPLORATORY = "guarantee", "plain", "hedged", "exploratory"
FIGURE_OR_DATE, OUTCOME, PROCESS, SLOGAN = "figure_or_date", "outcome", "process", "slogan"
BY_OBJECT = "object"
CLAUSE = "clause"
# Patterns that are only parts of others.
_PARTS = ("openings", "times", "will")
_KINDS = {
    "names": ("whole", "behind"),
    "targets": ("counted",),
    "negations": ("before",),
    "no_subject": ("place", "manner"),
    "outcome_objects": ("verbs", "made", "things", "rules", "events"),
    "slogan_objects": ("made", "any", "clause"),
}


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the codebook with what it says of a promise.

    Attributes
    ----------
    word
        As written.
    testability
        One of the four values, or `BY_OBJECT`.
    force
        None where the verb itself neither stresses nor hedges.
    negated
        True if something is not to be.
    governs_clause
        True if what follows is a subject with a verb of its own.
    """

    word: str
    testability: str
    force: str | None
    negated: bool
    governs_clause: bool


@dataclass(frozen=True, slots=True)
class Manner:
    """A word of manner before a verb, with its force if it has one."""

    word: str
    force: str | None


@dataclass(frozen=True, slots=True)
class Cues:
    """The codebook, ready for use: words by their first sign, the longest first, and patterns by their key.

    `deciding` names the patterns of the objects by which a verb brings about what can be checked.
    """

    verbs: dict[str, tuple[Verb, ...]]
    manners: dict[str, tuple[Manner, ...]]
    sets: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]
    deciding: dict[str, tuple[str, ...]]

    def holds(self, key: str, text: str, start: int, end: int) -> bool:
        """Tell whether a pattern stands between two places."""
        return self.patterns[key].search(text, start, end) is not None

    def verb_at(self, text: str, place: int, end: int) -> Verb | None:
        """Return the longest verb that begins at a place and is no part of a name."""
        for verb in self.verbs.get(text[place : place + 1], ()):
            if not text.startswith(verb.word, place, end):
                continue
            if not self.patterns["names.behind"].match(text, place + len(verb.word), end):
                return None if self.patterns["names.whole"].match(text, place, end) else verb
        return None

    def manner_at(self, text: str, place: int, end: int) -> Manner | None:
        """Return the longest word of manner that begins at a place."""
        for manner in self.manners.get(text[place : place + 1], ()):
            if text.startswith(manner.word, place, end):
                return manner
        return None


@cache
def promise_cues() -> Cues:
    """Return the codebook `promise_cues`, compiled."""
    book = load_codebook("promise_cues")
    verbs = [
        Verb(word, entry["testability"], entry.get("force"), bool(entry.get("negated")), entry.get("governs") == CLAUSE)
        for entry in book["entries"]
        for word in entry["words"]
    ]
    forces = [Manner(word, force) for force in (GUARANTEE, HEDGED, EXPLORATORY) for word in book["force_words"][force]]
    plain = [Manner(word, None) for word in book["adverbs"]["words"]]
    sets = {
        key: frozenset(book[key]["words"])
        for key in ("leads", "follows", "nominal", "prefixes", "process_marks", "sums")
    }
    sets["never_split"] = frozenset(book["splits"]["never"])
    sets["carrying"] = frozenset(word for words in book["force_words"]["behind_subject"].values() for word in words)
    sets["vision_verbs"] = frozenset(book["slogan_objects"]["verbs"])
    deciding: defaultdict[str, list[str]] = defaultdict(list)
    for kind in ("things", "rules", "events"):
        for word in book["things_decide"][kind]:
            deciding[word].append(f"outcome_objects.{kind}")
    patterns = _patterns(book) | _words([*forces, *plain], book)
    return Cues(
        _by_first(verbs),
        _by_first([*forces, *plain]),
        sets,
        patterns,
        {word: tuple(keys) for word, keys in deciding.items()},
    )


def _patterns(book: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    found = {
        key: quick_pattern(value["pattern"]) for key, value in book.items() if key not in _PARTS and _has_pattern(value)
    }
    for key, kinds in _KINDS.items():
        found |= {f"{key}.{kind}": quick_pattern(book[key][kind]) for kind in kinds}
    found["within"] = quick_pattern(_any_of(_within(book)))
    found["states"] = quick_pattern(_states(book["states"]))
    found["complete"] = quick_pattern(f"(?P<verb>{book['states']['complete']})$")
    found["head"] = quick_pattern(f"{book['openings']['pattern']}|{book['times']['pattern']}")
    return found


def _within(book: dict[str, Any]) -> set[str]:
    words = {word for entry in book["entries"] for word in entry["words"] if len(word) > 1}
    return words - {*book["splits"]["never"], *book["nominal"]["words"]} | set(book["within"]["also"])


def _states(book: dict[str, str]) -> str:
    marked = f"(?:{book['marks']}|{book['strict']}){{1,3}}(?P<verb>(?:(?:{book['verbs']})(?:、?同步)?){{1,3}})"
    any_verb = f"(?:{book['strict']})(?:{book['marks']})?(?P<any>{book['strict_verbs']})"
    return f"(?:{marked}|{any_verb})$"


def _words(manners: list[Manner], book: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """Return patterns of the words of each force, and of what stands between a subject and its verb (`will`)."""
    found = {}
    for force in (GUARANTEE, HEDGED, EXPLORATORY):
        words = [word.word for word in manners if word.force == force]
        words += book["force_words"]["behind_subject"][force]
        found[force] = quick_pattern(_any_of(words))
    between = _any_of([manner.word for manner in manners if len(manner.word) > 1])
    found["will"] = quick_pattern(f"(?:{book['times']['pattern']}|{between}|{book['will']['pattern']})$")
    return found


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _has_pattern(value: object) -> bool:
    return isinstance(value, dict) and "pattern" in value


def _by_first(words: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for word in words:
        found[word.word[0]].append(word)
    return {first: tuple(sorted(own, key=lambda word: -len(word.word))) for first, own in found.items()}
