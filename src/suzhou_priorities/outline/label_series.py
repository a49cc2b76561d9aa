"""Labels within a paragraph: series of short sentences that part it (经济运行基础稳固。…项目投资支撑有力。…).

They resemble one another in length and build, name a state and no single event, and are followed by longer
text. Each of these counts: see `_score`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.outline.label_form import core_of, could_be_label, label_rules, without_quoted
from suzhou_priorities.outline.numbering import number_at, ordinal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.outline.blocks import Block, Span
    from suzhou_priorities.outline.headings import Heading

SHORTEST_PARTED = 120
LONG_CHUNK, SHORT_CHUNK = 40, 16
NEEDED = 3
HABIT = 4
NEAR = 8  # candidates on either side that one is compared with


@dataclass(frozen=True, slots=True)
class _Candidate:
    sentence: int
    core: str
    result: bool
    event: bool
    chunk: int  # characters from here to the next candidate


def labels_within(
    text: str, indices: Sequence[int], blocks: Sequence[Block], headings: Mapping[int, Heading]
) -> dict[int, frozenset[int]]:
    """Return which sentences of the blocks at `indices` are labels; blocks without any are left out."""
    found: dict[int, frozenset[int]] = {}
    candidates: dict[int, list[_Candidate]] = {}
    for index in indices:
        sentences = blocks[index].sentences
        first = headings[index].sentences if index in headings else 0
        spoken = _spoken_series(text, sentences)
        if spoken:
            found[index] = spoken
        elif len(sentences) - first > 2 and sentences[-1][1] - sentences[first][0] >= SHORTEST_PARTED:
            series = _same_beginning(text, sentences, first)
            if series:
                found[index] = series
            else:
                candidates[index] = _candidates(text, sentences, first)
    lengths = Counter(
        len(item.core) for items in candidates.values() for item in items if item.result and not item.event
    )
    usual = next((length for length, times in lengths.most_common(1) if times >= HABIT), 0)
    for index, items in candidates.items():
        scores = [(item, _score(position, items, usual)) for position, item in enumerate(items)]
        strong = Counter(len(item.core) for item, score in scores if score >= NEEDED)
        # Where a series stands, one more belongs to it that names a state or has the very length of the others.
        chosen = frozenset(
            item.sentence
            for item, score in scores
            if score >= NEEDED or (score >= NEEDED - 1 and ((strong and item.result) or strong[len(item.core)] > 1))
        )
        if len(chosen) > 1:
            found[index] = chosen
    return found


def _candidates(text: str, sentences: Sequence[Span], first: int) -> list[_Candidate]:
    rules = label_rules()
    indices = [
        index
        for index in range(first, len(sentences) - 1)
        if could_be_label(text, sentences[index], rules.shortest_within, rules.longest_within)
    ]
    found: list[_Candidate] = []
    chunk_end = sentences[-1][1]
    for index in reversed(indices):
        start, end = sentences[index]
        core = core_of(text, (start, end))
        event = bool(rules.events.search(core))
        found.append(_Candidate(index, core, bool(rules.results.search(core)), event, chunk_end - end))
        if not event:
            chunk_end = start
    return found[::-1]


def _score(position: int, items: Sequence[_Candidate], usual: int) -> int:
    """Return how much speaks for a candidate: the state it names, what is like it, what follows it."""
    item = items[position]
    near = items[max(0, position - NEAR) : position + NEAR + 1]
    others = [other.core for other in near if other is not item and len(other.core) == len(item.core)]
    alike = max((sum(map(str.__eq__, item.core, other)) for other in others), default=0)
    return (
        2 * item.result
        - 3 * item.event
        + (1 if others else 0)
        + min(2, alike)
        + (1 if usual and len(item.core) == usual else 0)
        - (0 if item.chunk >= LONG_CHUNK else 1 if item.chunk >= SHORT_CHUNK else 3)
    )


def _same_beginning(text: str, sentences: Sequence[Span], first: int) -> frozenset[int]:
    """Return a series of three or more short sentences that begin alike (我们将始终把…)."""
    rules = label_rules()
    series: dict[str, list[int]] = {}
    for index in range(first, len(sentences) - 1):
        start, end = sentences[index]
        core = core_of(text, (start, end))
        if text[end - 1] == "。" and rules.shortest_within <= len(core) <= rules.longest:
            series.setdefault(core[:2], []).append(index)
    for indices in series.values():
        cores = [core_of(text, sentences[index]) for index in indices]
        apart = all(after - before > 1 for before, after in pairwise(indices))
        form = all(not rules.never_holds.search(without_quoted(core)) for core in cores)
        if len(indices) > 2 and apart and form and max(map(len, cores)) - min(map(len, cores)) <= 3:
            return frozenset(indices)
    return frozenset()


def _spoken_series(text: str, sentences: Sequence[Span]) -> frozenset[int]:
    """Return the sentences of a series 一是…。二是…。 that part a paragraph; empty if it counts clauses."""
    longest = 0
    indices: list[int] = []
    for index, (start, end) in enumerate(sentences):
        begin = spoken_start(text, start, end)
        number = number_at(text, begin, end)
        if number is None or number[0].name != "spoken numeral":
            continue
        style, number_end = number
        longest = style.longest
        if ordinal(text[begin:number_end]) != len(indices) + 1 or text[end - 1] != "。":
            return frozenset()
        if end - number_end > longest or index + 1 == len(sentences):
            return frozenset()
        indices.append(index)
    apart = all(after - before > 1 for before, after in pairwise(indices))
    return frozenset(indices) if len(indices) > 1 and apart else frozenset()


def spoken_start(text: str, start: int, end: int) -> int:
    """Return where 一是 begins in a sentence: at its start, or after the colon that announces the series."""
    colon = text.find("：一是", start, end)
    return start if colon < 0 else colon + 1
