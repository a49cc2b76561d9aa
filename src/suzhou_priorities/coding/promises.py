"""Promises: each verb that says what will be done or brought about, with its object, its force and its testability.

What counts is written in the codebook `commitments`, the words that tell it in `promise_cues`. A promise is a
commissive act whose force its verb carries (Searle 1976, Language in Society 5, 1-23); whether it could be tested is
another matter (Thomson et al. 2017, American Journal of Political Science 61, 527-542).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.coding.clauses import clause_spans, hidden
from suzhou_priorities.coding.promises_cues import PLAIN, Cues, promise_cues
from suzhou_priorities.coding.promises_grades import force_of, is_negated, testability_of
from suzhou_priorities.coding.promises_heads import HeadReader
from suzhou_priorities.coding.promises_readings import FIGURE, HEAD, STATE, TIED, Reading
from suzhou_priorities.coding.promises_subjects import SubjectReader
from suzhou_priorities.outline.model import LOOKS_AHEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from suzhou_priorities.extract.model import Quantity
    from suzhou_priorities.outline.model import Sentence

ALWAYS, WHERE_AHEAD = frozenset({"measure", "headline_target"}), frozenset({"orientation"})
_EDGES = "，；。：！？;!? \t"


@dataclass(frozen=True, slots=True)
class Promise:
    """One row of the table `commitments`, without the document's name.

    Attributes
    ----------
    sentence_id
        Sentence in which it stands.
    start, end
        Span in the clean text, from the verb to the end of its object; of a subject with its verb, both.
    verb
        Verb or chain of verbs, as printed.
    object
        What is to be done or brought about, as printed; for a verb with a figure, what has the figure, even where that
        stands in a clause before (生产总值增长10%，到2021年突破65亿元).
    force
        ``guarantee``, ``plain``, ``hedged`` or ``exploratory``.
    testability
        ``figure_or_date``, ``outcome``, ``process`` or ``slogan``.
    negated
        True if what is promised is that something will not be.
    """

    sentence_id: str
    start: int
    end: int
    verb: str
    object: str
    force: str
    testability: str
    negated: bool


def read_promises(
    sentences: Sequence[Sentence], functions: Sequence[str | None], quantities: Sequence[Quantity] = ()
) -> tuple[Promise, ...]:
    """Return the promises of a document in printed order.

    Parameters
    ----------
    sentences
        Its sentences in order; headings promise nothing.
    functions
        The function of each. Measures and headline targets promise, and orientations in the parts that look ahead.
    quantities
        Quantities found in the text.
    """
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in quantities:
        spans[one.sentence_id].append((one.start, one.end))
    found: list[Promise] = []
    for sentence, function in zip(sentences, functions, strict=True):
        if looks_ahead(sentence, function):
            found.extend(promises_of(sentence, spans.get(sentence.sentence_id, ())))
    return tuple(found)


def looks_ahead(sentence: Sentence, function: str | None) -> bool:
    """Tell whether a sentence can promise."""
    if sentence.is_heading:
        return False
    return function in ALWAYS or (function in WHERE_AHEAD and sentence.part in LOOKS_AHEAD)


def promises_of(sentence: Sentence, quantities: Sequence[tuple[int, int]] = ()) -> Iterator[Promise]:
    """Yield the promises of one sentence that looks ahead; ``quantities`` are spans in the clean text."""
    cues, printed, shift = promise_cues(), sentence.text, sentence.start
    text = hidden(printed)
    own = [(start - shift, end - shift) for start, end in quantities]
    carried, subject = PLAIN, None
    for reading, is_dated in _readings(cues, text, printed):
        force = force_of(cues, text, reading)
        if reading.kind in (FIGURE, TIED, STATE) and force == PLAIN:
            force = carried
        elif reading.kind == HEAD:
            carried = force if reading.verbs[0].word in cues.sets["carrying"] else PLAIN
        start, end = _trimmed(printed, *reading.span)
        governed = _trimmed(printed, *reading.objective)
        if subject is not None and cues.patterns["figure_alone"].fullmatch(text, *governed):
            governed = subject
        else:
            subject = governed if reading.kind == FIGURE else None
        yield Promise(
            sentence_id=sentence.sentence_id,
            start=start + shift,
            end=end + shift,
            verb=printed[slice(*reading.verb)],
            object=printed[slice(*governed)],
            force=force,
            testability=testability_of(cues, text, reading, own, is_dated=is_dated),
            negated=is_negated(cues, printed, reading),
        )


def _readings(cues: Cues, text: str, printed: str) -> Iterator[tuple[Reading, bool]]:
    heads = HeadReader(cues, text, printed)
    subjects = SubjectReader(heads)
    is_dated = False
    for start, end in clause_spans(text):
        found = _of_clause(cues, heads, subjects, start, end)
        for reading in found:
            yield reading, is_dated
            is_dated = False
        if not found:
            is_dated = cues.patterns["date_alone"].match(text, start, end) is not None


def _of_clause(cues: Cues, heads: HeadReader, subjects: SubjectReader, start: int, end: int) -> list[Reading]:
    place = heads.opening(start, end)
    if place >= end:
        return []
    if cues.patterns["never"].match(heads.text, place, end):
        return []
    found = heads.read(start, end)
    if found and not _is_noun(cues, heads.text, found[0], end):
        return found
    return subjects.read(start, end)


def _is_noun(cues: Cues, text: str, found: Reading, end: int) -> bool:
    """Tell whether a verb at the head belongs to the subject of a figure or state (研发投入占比达到3%)."""
    if found.kind != HEAD or len(found.verbs) > 1 or found.verbs[0].word not in cues.sets["nominal"] or found.manners:
        return False
    start = found.objective[0]
    return any(cues.patterns[key].search(text, start, end) is not None for key in ("targets", "states"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
