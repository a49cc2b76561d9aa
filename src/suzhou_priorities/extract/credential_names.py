"""What a verb of award says: who is honoured, with what, and by whom (codebook `credentials`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
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
    from collections.abc import Iterator

SHORTEST_HONOUR = 5
SHORTEST_PRIZE = 3
# An honour says what it is at its end: 与示范区建设相适应的行政管理模式 is none.
ENDING = 12
# Several that are honoured with one honour are told apart only if their names are of this length.
SUBJECT_LENGTHS = range(2, 17)


@dataclass(frozen=True, slots=True)
class Award:
    """One honour: its name, who awards it, and what the verb says of its state.

    ``counted`` is true where a number of recipients is named instead of recipients, ``review_only`` where the verb
    makes an honour of what in a plan is a slogan.
    """

    name: str
    level: str
    retained: bool = False
    seeks: bool = False
    counted: bool = False
    review_only: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of award in a clause: its span, where its subject begins and its object ends, and its rule."""

    begin: int
    start: int
    end: int
    limit: int
    needs: str
    seeks: bool
    review_only: bool


def awards_of(clause: str, hidden: str) -> Iterator[Award]:
    """Yield the honours that the verbs of a clause name; ``hidden`` is the clause as `masked` gives it."""
    for cue in _cues(clause, hidden):
        subject, adverb = _subject(clause[cue.begin : cue.start])
        said = clause[cue.end : cue.limit]
        retained = bool(pattern("retains").search(clause, clause.rfind("、", cue.begin, cue.start) + 1, cue.limit))
        apart = "分别" in adverb
        who = subjects(subject, apart=apart)
        honours = _honours(said, cue, len(who) if apart else 0)
        if honours is None:
            yield from _behind(subject, f"{adverb}{clause[cue.start : cue.limit]}", cue, retained=retained)
            continue
        verb = f"{'' if apart else adverb}{clause[cue.start : cue.end]}"
        matched = zip(who, honours, strict=True) if apart and len(who) == len(honours) else product(honours, who)
        for one, other in matched:
            person, honour = (one, other) if apart and len(who) == len(honours) else (other, one)
            yield Award(
                _name(person, verb, honour),
                _level(honour, said, adverb),
                retained,
                cue.seeks,
                bool(pattern("count").search(person[:8])),
                cue.review_only,
            )


def _cues(clause: str, hidden: str) -> list[Cue]:
    found = [match for match in verbs().finditer(hidden) if match.lastgroup]
    rules = load_codebook("credentials")["verbs"]
    cues: list[Cue] = []
    begin = 0
    for place, match in enumerate(found):
        rule: dict[str, Any] = rules[int((match.lastgroup or "v0")[1:])]
        following = found[place + 1] if place + 1 < len(found) else None
        limit = next_begin = len(clause)
        if following is not None:
            parting = max(hidden.rfind(mark, match.end(), following.start()) for mark in "、并")
            seeks = bool(rule.get("seeks"))
            # 争取X被认定为Y: X belongs to the second verb.
            limit = parting if parting >= 0 else (match.end() if seeks else following.start())
            next_begin = limit + (parting >= 0)
        flags = bool(rule.get("seeks")), bool(rule.get("review_only"))
        cues.append(Cue(begin, match.start(), match.end(), limit, rule["needs"], *flags))
        begin = next_begin
    return cues


def _subject(text: str) -> tuple[str, str]:
    """Return who is honoured, and the adverbs between it and the verb."""
    leads = pattern("subject", "leads").match(text)
    text = text[leads.end() :] if leads else text
    became = pattern("scope", "adverb").search(text)
    cut = became.start() if became else len(text)
    adverbs = pattern("subject", "adverbs").search(text[:cut])
    start = adverbs.start() if adverbs else cut
    subject = text[:start].strip("，、 ")
    return "" if pattern("subject", "own").match(subject) else subject, text[start:]


def _honours(text: str, cue: Cue, recipients: int) -> list[str] | None:
    """Return the honours that stand behind a verb; None if nothing stands there.

    ``recipients`` is their number if each has an honour of its own (分别), else 0.
    """
    if pattern("object", "no_honour").search(text):
        return []
    text = pattern("object", "tail").sub("", text.strip())
    if pattern("object", "empty").match(text):
        return None
    pieces = split_outside(text, "、")
    counted = [place for place, piece in enumerate(pieces) if pattern("count").search(piece)]
    if counted:
        pieces = pieces[counted[-1] + 1 :]
        text = "、".join(pieces)
    pieces = [part for piece in pieces for part in _parted(piece)]
    if recipients and len(pieces) == recipients:
        return pieces
    if not all(len(piece) >= SHORTEST_HONOUR and is_honour(piece) for piece in pieces):
        pieces = [text]
    return [piece for piece in pieces if _fits(piece, cue.needs)]


def _parted(piece: str) -> list[str]:
    """Part two honours that 和 or nothing but quotation marks joins."""
    parts = split_outside(piece, pattern("object", "joint"))
    return [quoted for part in parts for quoted in re.split("(?<=”)(?=“)", part)]


def _fits(honour: str, needs: str) -> bool:
    bare = pattern("scope").sub("", honour)
    if len(honour) < SHORTEST_PRIZE or pattern("object", "no_honour").search(honour):
        return False
    high = level_of(bare) in ("national", "provincial")
    if needs == "prize":
        return bool(pattern("prize").search(honour)) or (high and "“" in honour)
    if needs == "strict":
        if pattern("object", "no_honour_strict").search(honour):
            return False
        return high or bool(pattern("honour").search(bare[-ENDING:]))
    return needs == "any" or is_honour(bare)


def _behind(subject: str, rest: str, cue: Cue, *, retained: bool) -> Iterator[Award]:
    """Yield the honours that stand before the verb: ``国家级金融改革试验区获批设立``."""
    if cue.seeks or subject.endswith(("》", "）")):
        return
    pieces = split_outside(subject, "、")
    for piece in pieces if all(is_honour(piece) for piece in pieces) else [subject]:
        if (pattern("honour").search(piece) and level_of(piece) != "other") or "“" in piece:
            yield Award(shortened(f"{piece}{rest}"), level_of(piece), retained)


def subjects(subject: str, *, apart: bool = False) -> list[str]:
    """Return the single recipients; all as one where they are counted, joined or long."""
    pieces = split_outside(subject, "、")
    lengths = [len(piece) for piece in pieces]
    # A last name far longer than the first ends in what all share: 甲、乙国土空间整治项目.
    several = len(pieces) > 1 and all(n in SUBJECT_LENGTHS for n in lengths) and lengths[-1] <= 2 * min(lengths) + 4
    hidden = masked(subject)
    joined = any(pattern("subject", kind).search(hidden) for kind in ("collective", "joint", "verbs"))
    return pieces if several and (apart or not joined) else [subject]


def _name(person: str, verb: str, honour: str) -> str:
    name = f"{person}{verb}{honour}"
    if person and len(name) <= LONGEST_NAME:
        return name
    bare = pattern("scope").sub("", honour) or honour
    return shortened(bare[1:-1] if re.fullmatch("“[^“”]+”", bare) else bare)


def _level(honour: str, said: str, adverb: str) -> str:
    level = known_level(pattern("scope").sub("", honour))
    first = pattern("first").match(honour)
    if level is None and first and pattern("first", "batch").search(first.group()):
        level = known_level(first["scope"])
    agent = pattern("object", "agent").search(adverb)
    if level is None and agent:
        level = known_level(agent["agent"])
    # The second of two honours may leave out who awards both.
    if level is None and said.startswith(honour) is False:
        level = known_level(pattern("scope").sub("", said))
    return level or "other"
