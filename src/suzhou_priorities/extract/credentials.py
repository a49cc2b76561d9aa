"""Honours, pilots and rankings: what was won, what is sought, what was retained."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.extract.credential_names import Award, awards_of, subjects
from suzhou_priorities.extract.credential_words import (
    LONGEST_NAME,
    is_honour,
    known_level,
    level_of,
    masked,
    pattern,
    shortened,
    split_outside,
    verbs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from suzhou_priorities.outline.model import Sentence

READ_PARTS = frozenset({"review", "plan", "government"})
SHORTEST_SUBJECT = 4
_CLAUSE_MARKS = "，。；：！？,;:!?"


@dataclass(frozen=True, slots=True)
class Credential:
    """One honour, pilot or ranking.

    Attributes
    ----------
    sentence_id
        Sentence in which it stands.
    name
        The honour in the words of the text, with who has it if that is short.
    level
        Who awards it: ``national``, ``provincial``, ``city`` or ``other`` (international, regional, unknown).
    state
        ``won``, ``sought`` or ``retained``.
    """

    sentence_id: str
    name: str
    level: str
    state: str


def read_credentials(sentences: Sequence[Sentence]) -> tuple[Credential, ...]:
    """Return the honours, pilots and rankings of a document, in printed order, one row for each honour.

    Parameters
    ----------
    sentences
        The document's sentences in order; headings and the parts around review and plan are left out.
    """
    found: list[Credential] = []
    for sentence in sentences:
        if sentence.part in READ_PARTS and not sentence.is_heading:
            found.extend(_of_sentence(sentence))
    return tuple(found)


def _of_sentence(sentence: Sentence) -> Iterator[Credential]:
    if not any(cue.search(sentence.text) for cue in _any_cue()):
        return
    before = ""
    for clause in split_outside(sentence.text, _CLAUSE_MARKS):
        for award in _of_clause(clause, before, sentence.part):
            state = _state(award, clause, sentence.part)
            # A number of recipients to be reached is a target.
            if not (state == "sought" and award.counted) and not (award.review_only and sentence.part != "review"):
                yield Credential(sentence.sentence_id, award.name, award.level, state)
        before = clause


@cache
def _any_cue() -> tuple[re.Pattern[str], ...]:
    """Return what a sentence without honours has none of: most are passed over with these."""
    return (verbs(), *(pattern(key) for key in ("rank", "first", "streak")), re.compile("通过|完成|创建"))


def _of_clause(clause: str, before: str, part: str) -> list[Award]:
    hidden = masked(clause)
    passed = pattern("passed").search(hidden)
    if passed:
        return _passed(clause, passed)
    streak = pattern("streak").search(clause)
    if streak:
        return [Award(shortened(clause), level_of(clause[: streak.start()]), retained=True)]
    nominal = pattern("nominal").search(clause)
    if nominal:
        honour = nominal["what"]
        return [Award(honour.strip("“”"), level_of(honour), seeks=True)]
    found = list(awards_of(clause, hidden))
    if found:
        return found
    ranked = pattern("rank").search(hidden)
    if ranked:
        return [_ranked(clause, before, ranked)]
    first = pattern("first").search(hidden)
    if first and part == "review":
        return [Award(shortened(clause), level_of(first["scope"]))]
    return []


def _passed(clause: str, passed: re.Match[str]) -> list[Award]:
    """Read ``X通过验收`` (X is the honour) and ``X通过Y验收`` (Y is)."""
    what = clause[passed.start("what") : passed.end("what")]
    subject = clause[: passed.start()]
    honour = what or subject
    if not is_honour(honour):
        return []
    leads = pattern("subject", "leads").match(subject)
    subject = subject[leads.end() :] if leads else subject
    subject = pattern("subject", "adverbs").sub("", subject)
    retained = bool(pattern("passed", "retained").search(passed["how"]))
    if what and not subject:
        return [Award(shortened(f"{what}{passed['how']}"), level_of(honour), retained)]
    verb = clause[passed.start() :]
    return [Award(shortened(f"{one}{verb}"), level_of(honour), retained) for one in subjects(subject)]


def _ranked(clause: str, before: str, ranked: re.Match[str]) -> Award:
    """Read a ranking; the clause before it says in what, where this one does not."""
    framed = bool(pattern("rank", "frame").match(before))
    whole = f"{before}，{clause}" if before and (framed or ranked.start() < SHORTEST_SUBJECT) else clause
    name = whole if len(whole) <= LONGEST_NAME else clause
    said = (clause[ranked.start() : ranked.end()], before if framed else "", clause, whole)
    level = next((level for text in said if (level := known_level(text))), "other")
    return Award(shortened(name), level, bool(pattern("retains").search(clause)))


def _state(award: Award, clause: str, part: str) -> str:
    if part != "review" and not pattern("recalls").search(clause):
        return "sought"
    if award.seeks:
        return "sought"
    return "retained" if award.retained else "won"
