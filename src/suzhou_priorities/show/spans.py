"""Marked stretches of a text as HTML whose tags nest, however the stretches overlap."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text with the HTML around it.

    Attributes
    ----------
    start, end
        Its place; empty for something that stands between two characters.
    rank
        Outer stretches have lower ranks: where two overlap, the one of the higher rank is cut.
    opening, closing
        HTML before its first and behind its last character.
    reopening, pausing
        HTML around the further pieces of a stretch that was cut.
    """

    start: int
    end: int
    rank: int
    opening: str
    closing: str
    reopening: str
    pausing: str


class SpannedText:
    """Renders stretches of a text with all spans that touch them.

    A span opens with `opening` once, where it is first met, so that its address exists once; where a stretch
    that is asked for, or a span of a lower rank, cuts it, the further pieces open with `reopening`.

    Parameters
    ----------
    text
        The text into which all offsets point.
    spans
        In any order.
    escape
        Makes HTML of a piece of the text.
    """

    def __init__(self, text: str, spans: Iterable[Span], escape: Callable[[str], str]) -> None:
        self._text = text
        self._escape = escape
        self._spans = sorted(spans, key=lambda span: (span.start, span.rank, -span.end))
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in self._spans), default=0)
        self._opened: set[int] = set()

    def render(self, start: int, end: int) -> str:
        """Return the text from start to end as HTML.

        An empty span at `end` belongs to the stretch that follows, unless the text ends there.
        """
        first = bisect_left(self._starts, start - self._longest)
        behind = bisect_left(self._starts, end if end < len(self._text) else end + 1)
        near = range(first, behind)
        between = [index for index in near if start <= self._starts[index] == self._spans[index].end]
        touching = [index for index in near if max(start, self._starts[index]) < min(end, self._spans[index].end)]
        cuts = {start, end}
        for index in touching:
            cuts.update((max(start, self._starts[index]), min(end, self._spans[index].end)))
        cuts.update(self._starts[index] for index in between)
        return self._pieces(sorted(cuts), touching, between)

    def _pieces(self, cuts: list[int], touching: list[int], between: list[int]) -> str:
        out: list[str] = []
        stack: list[int] = []
        waiting, points = 0, 0
        active: list[int] = []
        for left, right in [*pairwise(cuts), (cuts[-1], cuts[-1])]:
            active = [index for index in active if self._spans[index].end > left and left < right]
            while waiting < len(touching) and self._starts[touching[waiting]] <= left < right:
                active.append(touching[waiting])
                waiting += 1
            active.sort(key=lambda index: (self._spans[index].rank, index))
            kept = 0
            while kept < min(len(stack), len(active)) and stack[kept] == active[kept]:
                kept += 1
            out.extend(
                self._spans[index].closing if self._spans[index].end <= left else self._spans[index].pausing
                for index in reversed(stack[kept:])
            )
            while points < len(between) and self._starts[between[points]] == left:
                out.append(self._spans[between[points]].opening)
                points += 1
            for index in active[kept:]:
                out.append(self._spans[index].reopening if index in self._opened else self._spans[index].opening)
                self._opened.add(index)
            stack = active[:]
            out.append(self._escape(self._text[left:right]))
        return "".join(out)
