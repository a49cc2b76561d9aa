"""How firmly a promise is made and how testable it is: two readings of the same words, kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.coding.clauses import HIDDEN
from suzhou_priorities.coding.promises_cues import (
    BY_OBJECT,
    EXPLORATORY,
    FIGURE_OR_DATE,
    GUARANTEE,
    HEDGED,
    OUTCOME,
    PLAIN,
    PROCESS,
    SLOGAN,
)
from suzhou_priorities.coding.promises_readings import DISPOSED, FIGURE, HEAD, STATE, TIED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.coding.promises_cues import Cues, Verb
    from suzhou_priorities.coding.promises_readings import Reading, Span


def force_of(cues: Cues, text: str, reading: Reading) -> str:
    """Return the force: the firmest word decides, but what is only tried is exploratory.

    Parameters
    ----------
    cues
        The codebook.
    text
        The sentence with what is quoted hidden.
    reading
        The promise.
    """
    said = (*reading.forces, *[verb.force for verb in reading.verbs])
    for force in (GUARANTEE, HEDGED, EXPLORATORY):
        if force in said:
            return force
    start, end = reading.objective
    is_tried = reading.kind == HEAD and cues.patterns["exploratory_objects"].search(text, start, end)
    if is_tried and not cues.patterns["not_exploratory"].search(text, reading.verb[0], end):
        return EXPLORATORY
    return PLAIN


def is_negated(cues: Cues, printed: str, reading: Reading) -> bool:
    """Tell whether what is promised is that something will not be."""
    if any(verb.negated for verb in reading.verbs):
        return True
    start, end = reading.span
    if reading.kind == HEAD:
        before, verb = reading.scope[0], reading.verb[0]
        if before < verb and cues.patterns["negations.before"].search(printed, before, verb):
            return True
        start = reading.objective[0]
    elif reading.kind in (FIGURE, TIED, STATE):
        start = reading.verb[0]
    said = printed[start:end].lstrip("“‘")
    return cues.patterns["negations"].match(said) is not None


def testability_of(cues: Cues, text: str, reading: Reading, quantities: Sequence[Span], *, is_dated: bool) -> str:
    """Return the testability.

    Parameters
    ----------
    cues, text, reading
        As for `force_of`.
    quantities
        Spans of the quantities in the sentence, as far as they are known.
    is_dated
        True if the clause before gives nothing but a date.
    """
    if is_dated or reading.kind == FIGURE or _has_figure(cues, text, reading, quantities):
        return FIGURE_OR_DATE
    start, end = reading.objective
    said = text[start:end]
    if reading.kind == DISPOSED:
        whole = text[start : reading.scope[1]]
        return SLOGAN if _is_vision(cues, whole) or _is_vision(cues, said) else PROCESS
    if reading.kind == TIED:
        return OUTCOME
    if reading.kind == STATE:
        own = text[reading.verb[0] : reading.verb[1]]
        comes_about = any(verb.testability == OUTCOME for verb in reading.verbs)
        return OUTCOME if comes_about or cues.patterns["outcome_objects.verbs"].search(own) else PROCESS
    if not reading.verbs:
        return PROCESS
    return _by_verb(cues, said, reading)


def _by_verb(cues: Cues, said: str, reading: Reading) -> str:
    # What is not to be decides, not the verb behind it (不再考核).
    verb = next((verb for verb in reading.verbs if verb.negated), reading.verbs[-1])
    if verb.governs_clause:
        if _comes_about(cues, said):
            return OUTCOME
        if cues.patterns["slogan_objects.clause"].search(said) or _is_vision(cues, said):
            return SLOGAN
        return verb.testability
    if _is_empty(cues, verb, said):
        return SLOGAN
    if verb.testability in (PROCESS, BY_OBJECT):
        if _comes_about(cues, said):
            return OUTCOME
        return OUTCOME if _is_thing(cues, verb, said) and not _is_under_way(cues, reading) else PROCESS
    if verb.testability == OUTCOME and (_is_under_way(cues, reading) or _is_vision(cues, said)):
        return PROCESS
    return verb.testability


def _comes_about(cues: Cues, said: str) -> bool:
    patterns = cues.patterns
    return bool(patterns["outcome_objects.verbs"].search(said) or patterns["outcome_objects.made"].search(said))


def _has_figure(cues: Cues, text: str, reading: Reading, quantities: Sequence[Span]) -> bool:
    start, end = reading.scope
    patterns = cues.patterns
    if patterns["dates"].search(text, start, end) or patterns["numerals"].search(text, start, end):
        return True
    held = [(first, last) for first, last in quantities if start <= first and last <= end]
    if not held and not patterns["figures"].search(text, start, end):
        return False
    counted = patterns["not_figures"].sub(lambda match: HIDDEN * len(match.group()), text[start:end])
    if patterns["figures"].search(counted):
        return True
    return any(counted[first - start].isdigit() for first, _ in held)


def _is_vision(cues: Cues, said: str) -> bool:
    return cues.patterns["slogan_objects.any"].search(said) is not None


def _is_empty(cues: Cues, verb: Verb, said: str) -> bool:
    if verb.word in cues.sets["vision_verbs"]:
        return _is_vision(cues, said) or cues.patterns["slogan_objects.made"].search(said) is not None
    return verb.testability in (PROCESS, BY_OBJECT) and _is_vision(cues, said)


def _is_thing(cues: Cues, verb: Verb, said: str) -> bool:
    return any(cues.patterns[key].search(said) for key in cues.deciding.get(verb.word, ()))


def _is_under_way(cues: Cues, reading: Reading) -> bool:
    marks = cues.sets["process_marks"]
    return not marks.isdisjoint(reading.manners) or any(verb.word in marks for verb in reading.verbs[:-1])
