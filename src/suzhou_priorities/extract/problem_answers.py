"""Which sentences of the plan answer an admitted problem.

A sentence answers a problem as far as it shares the problem's content words, rare ones counting more: pairs of
neighbouring characters, weighted by their inverse document frequency over the plan (TF-IDF without a dictionary),
and the themes of the codebook `problems`, where plans have other words than problems. A problem that names several
matters (教育、养老、医疗) is answered matter by matter.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.problems import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from suzhou_priorities.extract.problems import Problem
    from suzhou_priorities.outline.model import Sentence

ANSWERING_PARTS = frozenset({"plan", "government"})
MOST_ANSWERS = 5
# Read against the problems of the three reports of the corpus: below it, answers share a word but not the matter.
THRESHOLD = 0.34
# A theme weighs as much as so many pairs of its own rarity: it stands for a word of three or four characters.
THEME_WEIGHT = 2.0
# A word that belongs to a theme need not recur once the theme does; if it does, it still counts so much.
BONUS = 0.5
# Sentences longer than this name much besides; their score falls with the square root of the length.
FOCUSED = 60
_ENUMERATED = re.compile("、|和|与|以及")
_CLAUSE = re.compile("[，。；]")
_CHARACTERS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a problem is about: words that an answer should share, and words that themes stand for."""

    core: frozenset[str]
    bonus: frozenset[str]


def answers(problems: Sequence[Problem], plan_sentences: Sequence[Sentence]) -> dict[Problem, tuple[str, ...]]:
    """Return for each problem the ids of the plan's sentences that answer it, the best first; at most five.

    Parameters
    ----------
    problems
        Admitted problems of a document.
    plan_sentences
        Sentences of the same document; those of other parts than plan and government, and headings, are ignored.
    """
    sentences = [one for one in plan_sentences if one.part in ANSWERING_PARTS and not one.is_heading]
    matters = {problem: _matters(problem.issue) for problem in problems}
    # Only words that a problem names are looked for.
    named = frozenset(word for own in matters.values() for matter in own for word in matter.core | matter.bonus)
    themes = {word: pattern for name, pattern in _themes("plan").items() if (word := f"@{name}") in named}
    plan = _Plan(sentences, [_words_of_sentence(sentence.text, named, themes) for sentence in sentences])
    return {problem: _best(own, plan) for problem, own in matters.items()}


class _Plan:
    """The sentences of a plan by their words, and the weights of these."""

    def __init__(self, sentences: Sequence[Sentence], words: Sequence[Mapping[str, float]]) -> None:
        self.sentences = sentences
        self.words = words
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, own in enumerate(words):
            for word in own:
                self._places[word].append(place)
        self.weights = {
            word: math.log((1 + len(sentences)) / len(places)) * (THEME_WEIGHT if word.startswith("@") else 1.0)
            for word, places in self._places.items()
        }

    def places_of(self, words: Iterable[str]) -> list[int]:
        """Return the places of the sentences that have one of several words, in order."""
        return sorted({place for word in words for place in self._places[word]})

    def known(self, words: Iterable[str]) -> list[str]:
        """Return the words that the plan says, in order; others cannot tell its sentences apart."""
        return sorted(word for word in words if self.weights.get(word, 0.0) > 0)


def _best(matters: Sequence[_Matter], plan: _Plan) -> tuple[str, ...]:
    ranked = [_ranked(core, plan.known(matter.bonus), plan) for matter in matters if (core := plan.known(matter.core))]
    chosen: list[str] = []
    # In turn: the best answer to each matter, then the second best, so that no matter crowds out the others.
    for place in range(MOST_ANSWERS):
        for answer in (ranking[place] for ranking in ranked if place < len(ranking)):
            if answer not in chosen and len(chosen) < MOST_ANSWERS:
                chosen.append(answer)
    return tuple(chosen)


def _ranked(core: Sequence[str], bonus: Sequence[str], plan: _Plan) -> list[str]:
    weights = plan.weights
    themes = [word for word in core if word.startswith("@")]
    whole = sum(weights[word] for word in core)
    scored = []
    for place in plan.places_of(core):
        sentence, words = plan.sentences[place], plan.words[place]
        echoes = [word for word in bonus if word in words]
        # Without the theme, one word in common is chance.
        if themes and len(echoes) < 2 and not any(theme in words for theme in themes):
            continue
        shared = sum(weights[word] * words[word] for word in core if word in words)
        shared += BONUS * sum(weights[word] for word in echoes)
        score = shared / whole / math.sqrt(max(1.0, len(sentence.text) / FOCUSED))
        if score >= THRESHOLD:
            scored.append((-score, sentence.start, sentence.sentence_id))
    return [sentence_id for *_, sentence_id in sorted(scored)]


def _matters(issue: str) -> list[_Matter]:
    """Return what a problem is about, piece by piece of its enumeration."""
    clauses = [clause for clause in _CLAUSE.split(issue) if clause]
    # Clauses before it lead in, clauses behind it explain.
    clause = next((one for one in clauses if rule("lack").search(one)), issue)
    matters = []
    for piece in _ENUMERATED.split(clause):
        themes = {f"@{name}": pattern for name, pattern in _themes("problem").items() if pattern.search(piece)}
        rest = piece
        for pattern in themes.values():
            rest = pattern.sub(" ", rest)
        core = frozenset((*themes, *_pairs(rule("empty").sub(" ", rest))))
        matters.append(_Matter(core, frozenset(_pairs(rule("empty").sub(" ", piece))) - core))
    return matters


def _words_of_sentence(text: str, named: frozenset[str], themes: Mapping[str, re.Pattern[str]]) -> dict[str, float]:
    """Return the pairs of a sentence that are named, each once, and its themes, weighted the more the more often."""
    words = dict.fromkeys(named.intersection(map(add, text, text[1:])), 1.0)
    for word, pattern in themes.items():
        mentions = len(pattern.findall(text))
        if mentions:
            words[word] = 1.0 + math.log(mentions)
    return words


def _pairs(text: str) -> list[str]:
    return [run[index : index + 2] for run in _CHARACTERS.findall(text) for index in range(len(run) - 1)]


@cache
def _themes(side: str) -> dict[str, re.Pattern[str]]:
    return {entry["name"]: quick_pattern(entry[side]) for entry in load_codebook("problems")["themes"]["entries"]}
