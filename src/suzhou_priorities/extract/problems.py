"""Problems that a document admits: the passage that admits them, split into its single problems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from suzhou_priorities.outline.model import Sentence

# What comes before the problems: situation and results; the plan answers them.
ADMITTING_PARTS = frozenset({"review", "front", "plan", "government"})
# A clause that repeats so much of the one before explains it and is no problem of its own.
SAME_SUBJECT = 0.34
SHORTEST_SUBJECT = 2
_CLAUSE = re.compile("[，,]")
_STOP = re.compile("[；;。！？]")
_ENUMERATION = re.compile("、")
_LETTERS = re.compile(r"[\u3400-\u9fff\w]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One admitted problem.

    Attributes
    ----------
    sentence_id
        Sentence in which it stands (or begins).
    issue
        The problem in the words of the text, without number and closing mark.
    """

    sentence_id: str
    issue: str


def read_problems(sentences: Sequence[Sentence]) -> tuple[Problem, ...]:
    """Return the admitted problems of a document, in printed order.

    Parameters
    ----------
    sentences
        The document's sentences in order, headings among them.
    """
    found: list[Problem] = []
    for passage in _passages(sentences):
        _read_passage(passage, found)
    return tuple(found)


def _passages(sentences: Sequence[Sentence]) -> Iterator[list[tuple[Sentence, str]]]:
    """Yield the passages that admit problems: sentences, each with what of it lists problems."""
    position = 0
    while position < len(sentences):
        sentence = sentences[position]
        listed = _opened(sentence) if sentence.part in ADMITTING_PARTS else None
        position += 1
        if listed is None:
            continue
        passage = [(sentence, listed)]
        while position < len(sentences) and _goes_on(sentences[position], sentences[position - 1], passage):
            passage.append((sentences[position], sentences[position].text))
            position += 1
        if len(passage) > 1 and (_begins_list(passage[1][1]) or rule("general").search(listed)):
            passage[0] = (sentence, "")  # What it says in general the list says singly.
        yield passage


def _opened(sentence: Sentence) -> str | None:
    """Return what of a sentence lists problems (nothing yet, perhaps) if it opens an admission, else None."""
    text = sentence.text
    if sentence.is_heading:
        return "" if rule("heads").search(text) else None
    cue = next((match for pattern in _admissions() if (match := pattern.search(text))), None)
    if cue is None or not (rule("lack").search(text, cue.start()) or rule("names").search(text, cue.start())):
        return None
    introduced = rule("introduces").search(text, cue.start())
    counted = rule("counts").search(text, cue.end())
    if counted and not introduced and rule("names").search(text, cue.start(), counted.start()):
        return text[counted.end() :]  # 仍存在一些短板，一是…: what leads in says in general what the list says singly.
    if introduced:
        return text[introduced.end() :]
    return text[cue.end() :].lstrip("，：,:") if cue.re is _admissions()[0] else ""


def _goes_on(sentence: Sentence, before: Sentence, passage: list[tuple[Sentence, str]]) -> bool:
    """Tell whether a sentence belongs to the passage: same paragraph or next number, and no cue that it ends."""
    text = sentence.text
    if sentence.part != before.part or rule("closes").search(text):
        return False
    numbered = bool(rule("number").match(text))
    opened_by_heading = passage[0][0].is_heading
    if sentence.is_heading:
        return (numbered or opened_by_heading) and bool(rule("lack").search(text))
    if sentence.start > before.end and not (numbered or opened_by_heading or _is_empty(passage)):
        return False
    if before.text.endswith(("；", ";")):
        return True
    within_number = any(rule("number").match(listed) for _, listed in passage)
    if numbered or within_number or rule("introduces").match(text) or rule("lack").search(text):
        return True
    # No word of lack that is known: in the same paragraph still a problem, unless it says what was or will be done.
    return sentence.start == before.end and not rule("turns").search(text)


def _begins_list(text: str) -> bool:
    return bool(rule("introduces").match(text) or rule("first_number").match(text))


def _is_empty(passage: list[tuple[Sentence, str]]) -> bool:
    return all(not listed.strip("。；，：") for _, listed in passage)


def _read_passage(passage: list[tuple[Sentence, str]], found: list[Problem]) -> None:
    items = [(sentence, item) for sentence, listed in passage for item in _items(listed)]
    numbered = any(rule("number").match(item) for _, item in items)
    for sentence, item in items:
        number = rule("number").match(item)
        if number or not numbered:
            pieces = _single_problems(item[number.end() :] if number else item)
            found.extend(Problem(sentence.sentence_id, issue) for piece in pieces if (issue := _trimmed(piece)))
        elif found and found[-1].sentence_id >= passage[0][0].sentence_id:
            # What follows a numbered problem before the next number explains it.
            found[-1] = Problem(found[-1].sentence_id, f"{found[-1].issue}。{_trimmed(item)}")
        elif rule("lack").search(item):
            found.append(Problem(sentence.sentence_id, _trimmed(item)))


def _items(listed: str) -> list[str]:
    """Return the items of a list: between stops, and from one number to the next where commas part them."""
    introduced = rule("introduces").match(listed)
    listed = listed[introduced.end() :] if introduced else listed
    ended = rule("ends").search(listed)
    listed = listed[: ended.start()] if ended else listed
    return [item for piece in _split(_STOP, listed) for item in _split(rule("recounts"), piece)]


def _single_problems(item: str) -> list[str]:
    """Split at commas where each piece says a lack of its own; then likewise at enumeration commas."""
    problems: list[list[str]] = []
    waiting: list[str] = []
    for clause in _split(_CLAUSE, item):
        lacks = bool(rule("lack").search(clause))
        follows = not waiting and rule("consequence").match(clause)
        if problems and (follows or (lacks and _explains(problems[-1][0], clause))):
            problems[-1] += [*waiting, clause]
            waiting = []
        elif lacks:
            problems.append([*waiting, clause])
            waiting = []
        else:
            waiting.append(clause)
    if waiting:
        # A consequence belongs to what it follows from; an item without any lack is one as the list counts it.
        problems = [*problems[:-1], [*(problems[-1] if problems else []), *waiting]]
    return [piece for problem in problems for piece in _enumerated(problem)]


def _enumerated(clauses: list[str]) -> list[str]:
    if len(clauses) > 1:
        return ["，".join(clauses)]
    pieces = _split(_ENUMERATION, clauses[0])
    for piece in pieces:
        lack = rule("lack").search(piece)
        if lack is None or lack.start() < SHORTEST_SUBJECT:
            return clauses
    return pieces


def _explains(first: str, clause: str) -> bool:
    """Tell whether a clause speaks of what the first clause of the problem before it speaks of."""
    lack = rule("lack").search(first)
    pairs = _pairs(first[: lack.start()] if lack else first)
    return bool(pairs) and len(pairs & _pairs(clause)) / len(pairs) > SAME_SUBJECT


def _pairs(text: str) -> set[str]:
    letters = "".join(_LETTERS.findall(text))
    return {letters[index : index + 2] for index in range(len(letters) - 1)}


def _split(marks: re.Pattern[str], text: str) -> list[str]:
    """Cut at marks that stand outside quotation marks and brackets."""
    cuts = {match.start() for match in marks.finditer(text)}
    pieces = []
    begin = depth = 0
    for index, sign in enumerate(text):
        if sign in "“《（(":
            depth += 1
        elif sign in "”》）)":
            depth = max(0, depth - 1)
        if depth == 0 and index in cuts:
            pieces.append(text[begin:index])
            begin = index + 1
    pieces.append(text[begin:])
    return [piece.strip() for piece in pieces if _LETTERS.search(piece)]


def _trimmed(issue: str) -> str:
    issue = rule("tail").sub("", issue.strip(), count=1)
    return issue if _LETTERS.search(issue) else ""


@cache
def _admissions() -> tuple[re.Pattern[str], ...]:
    # The first is awareness (我们清醒地看到，…): what follows it may be the list.
    return tuple(quick_pattern(entry["pattern"]) for entry in load_codebook("problems")["admits"])


@cache
def rule(key: str) -> re.Pattern[str]:
    """Return a pattern of the codebook `problems`."""
    return quick_pattern(load_codebook("problems")[key]["pattern"])
