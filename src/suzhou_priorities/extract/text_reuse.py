"""Text that one document copies from another, n to m: which wording stands in which.

Candidates share n-grams of letters; each is compared block by block; and of pairs that would explain the same stretch
the better one stays (cf. the passage reuse detection of Smith, Cordell and Mullen 2015, on a smaller scale).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.extract.wording import Block, Wording, clauses, difference, shared_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# N-grams that find candidates, the share of the shorter text's that must be common, and how many are compared.
SHINGLE = 4
LEAST_SHINGLES = 0.2
MOST_CANDIDATES = 12
# So much of the shorter text must stand in the longer.
LEAST_COVERED = 0.6
# A clause of so many letters copied whole is reuse even if both texts go on differently.
COPIED_CLAUSE = 12
# A pair stays only if so much of what it shares is not explained by a better pair.
LEAST_NEW = 0.5
FEW_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Reuse:
    """A pair of wordings, one of which repeats the other, wholly or in part.

    Attributes
    ----------
    first, second
        Positions in the two lists of wordings.
    score
        Share of the shorter that stands in the other, 0 to 1.
    blocks
        What they share.
    """

    first: int
    second: int
    score: float
    blocks: tuple[Block, ...]

    @property
    def shared(self) -> int:
        """Number of letters that both have."""
        return sum(block.size for block in self.blocks)


def find_reuse(firsts: Sequence[Wording], seconds: Sequence[Wording]) -> tuple[Reuse, ...]:
    """Return the pairs in which the second repeats the first, in the order of both lists."""
    pairs = [
        pair for first, second in _candidates(firsts, seconds) if (pair := _compared(firsts, seconds, first, second))
    ]
    pairs.sort(key=lambda pair: (-pair.score, -pair.shared, pair.first, pair.second))
    return tuple(sorted(_without_rivals(pairs), key=lambda pair: (pair.first, pair.second)))


def reuse_difference(first: Wording, second: Wording, blocks: Sequence[Block]) -> str:
    """Return what differs between the shorter text as a whole and the stretch of the longer that answers it."""
    if len(first.letters) <= len(second.letters):
        return difference(
            first,
            second,
            (0, len(first.letters)),
            _stretch(second, first, [(block.second, block.first, block.size) for block in blocks]),
        )
    return difference(
        first,
        second,
        _stretch(first, second, [(block.first, block.second, block.size) for block in blocks]),
        (0, len(second.letters)),
    )


def _stretch(longer: Wording, shorter: Wording, blocks: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Return the stretch of the longer text that answers the whole of the shorter.

    Where the shorter begins or ends with words of its own, the clause in which the longer begins or ends to agree
    belongs to the stretch: it holds what stands in their place. So do a few words that the longer has there besides
    (增长5%左右 for 增长5%).
    """
    begin, own_begin, _ = blocks[0]
    last, own_last, size = blocks[-1]
    end, own_end = last + size, own_last + size
    for start, stop in clauses(longer):
        if start <= begin < stop and (own_begin > 0 or begin - start <= FEW_LETTERS):
            begin = start
        if start < end <= stop and (own_end < len(shorter.letters) or stop - end <= FEW_LETTERS):
            end = stop
    return begin, end


def _candidates(firsts: Sequence[Wording], seconds: Sequence[Wording]) -> Iterable[tuple[int, int]]:
    """Yield the pairs that share enough n-grams to be worth comparing."""
    index: dict[str, list[int]] = defaultdict(list)
    counts = []
    for second, whole in enumerate(seconds):
        shingles = _shingles(whole.letters)
        counts.append(len(shingles))
        for shingle in shingles:
            index[shingle].append(second)
    for first, whole in enumerate(firsts):
        shingles = _shingles(whole.letters)
        shared = Counter(second for shingle in shingles for second in index.get(shingle, ()))
        near = sorted(
            (-times, second)
            for second, times in shared.items()
            if times >= LEAST_SHINGLES * min(len(shingles), counts[second])
        )
        for _, second in near[:MOST_CANDIDATES]:
            yield first, second


def _shingles(letters: str) -> set[str]:
    if not letters:
        return set()
    return {letters[place : place + SHINGLE] for place in range(max(1, len(letters) - SHINGLE + 1))}


def _compared(firsts: Sequence[Wording], seconds: Sequence[Wording], first: int, second: int) -> Reuse | None:
    one, other = firsts[first], seconds[second]
    blocks = shared_blocks(one, other)
    shared = sum(block.size for block in blocks)
    score = min(1.0, shared / max(1, min(len(one.letters), len(other.letters))))
    if blocks and (score >= LEAST_COVERED or _copies_clause(one, blocks)):
        return Reuse(first, second, score, blocks)
    return None


def _copies_clause(whole: Wording, blocks: Sequence[Block]) -> bool:
    return any(
        end - start >= COPIED_CLAUSE and block.first <= start and end <= block.first + block.size
        for start, end in clauses(whole)
        for block in blocks
    )


def _without_rivals(pairs: Sequence[Reuse]) -> Iterable[Reuse]:
    """Yield the pairs, best first, whose shared stretches no better pair has claimed on either side."""
    claimed: dict[tuple[str, int], set[int]] = defaultdict(set)
    for pair in pairs:
        sides = {
            ("first", pair.first): {
                place for block in pair.blocks for place in range(block.first, block.first + block.size)
            },
            ("second", pair.second): {
                place for block in pair.blocks for place in range(block.second, block.second + block.size)
            },
        }
        if all(len(places - claimed[side]) >= LEAST_NEW * len(places) for side, places in sides.items()):
            for side, places in sides.items():
                claimed[side] |= places
            yield pair
