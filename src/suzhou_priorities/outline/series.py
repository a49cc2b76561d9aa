"""What the series of headings in a document tell: which style holds which, and where text leaves one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from suzhou_priorities.outline.builder import LABEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.outline.blocks import Block
    from suzhou_priorities.outline.headings import Heading
    from suzhou_priorities.outline.labels import Labels

SHORTEST_SERIES = 3
SHORTEST_LABEL_SERIES = 2
USUAL = 0.75
_ONE_PARAGRAPH = frozenset({"bracketed numeral", "digit", "bracketed digit", "circled digit", "spoken numeral", "dash"})


def nesting(blocks: Sequence[Block], headings: Mapping[int, Heading]) -> frozenset[tuple[str, str]]:
    """Return the pairs (outer, inner) of styles of which the outer was seen to hold the inner.

    That is so where the inner one begins between two successive numbers of the outer one. A pair that occurs
    both ways round counts for the more frequent way.
    """
    seen: Counter[tuple[str, str]] = Counter()
    begun: dict[str, set[str]] = {}
    last: dict[str, int] = {}
    for index, heading in headings.items():
        style, value = heading.style, blocks[index].value
        if not value:
            continue
        if value == last.get(style, 0) + 1:
            seen.update((style, inner) for inner in begun.get(style, ()))
        if value == 1:
            for outer, inner in begun.items():
                if outer != style:
                    inner.add(style)
        begun[style] = set()
        last[style] = value
    return frozenset(pair for pair, times in seen.items() if times > seen[pair[::-1]])


def resumptions(
    blocks: Sequence[Block], headings: Mapping[int, Heading], labels: Mapping[int, Labels]
) -> dict[int, str]:
    """Return the paragraphs that leave a finished series, and the style of the series they leave.

    Where every item of a series is one paragraph, another paragraph after the last item does not belong to it
    but to the section above (在推进经济社会发展的同时，我们持续改进政府工作… after the item （八）).
    """
    items = [
        (index, headings[index].style if index in headings else LABEL)
        for index in range(len(blocks))
        if index in headings or (index in labels and labels[index].leading)
    ]
    found: dict[int, str] = {}
    series: list[int] = []  # how many paragraphs follow the line of each finished item
    alone = 0  # how many would be its one paragraph
    for position, (index, style) in enumerate(items):
        following = items[position + 1][0] if position + 1 < len(items) else len(blocks)
        further = following - index - 1
        if not _goes_on(items, position, blocks, series):
            series, alone = [], _is_line(index, blocks, headings)
        is_last = position + 1 == len(items) or not _goes_on(items, position + 1, blocks, [0])
        shortest = SHORTEST_LABEL_SERIES if style == LABEL else SHORTEST_SERIES
        if is_last and (style == LABEL or style in _ONE_PARAGRAPH) and len(series) + 1 >= shortest:
            usual = series.count(alone) >= USUAL * len(series)
            first = index + 1 + alone
            if usual and further > alone and not blocks[first].contents:
                found[first] = style
        series.append(further)
    return found


def _is_line(index: int, blocks: Sequence[Block], headings: Mapping[int, Heading]) -> int:
    """Return 1 if an item's heading has its line to itself, so that its paragraph is the next one; else 0."""
    return int(index in headings and 0 < headings[index].sentences == len(blocks[index].sentences))


def _goes_on(items: Sequence[tuple[int, str]], position: int, blocks: Sequence[Block], series: Sequence[int]) -> bool:
    """Tell whether an item continues the series of the item before it."""
    if not series or position == 0 or items[position][1] != items[position - 1][1]:
        return False
    before, own = blocks[items[position - 1][0]], blocks[items[position][0]]
    return not own.value or own.value > before.value
