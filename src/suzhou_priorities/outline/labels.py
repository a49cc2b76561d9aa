"""Labels: headings without a number that share a line with their text and end in a full stop.

One stands at the head of a paragraph, as its neighbours do (扩充优质教育资源。坚持教育优先…), or several part
a paragraph (see `label_series`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.outline.label_form import core_of, could_be_label, label_rules
from suzhou_priorities.outline.label_series import labels_within

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from suzhou_priorities.outline.blocks import Block
    from suzhou_priorities.outline.headings import Heading

SHORTEST_REST = 12
SHORTEST_OF_TWO_CLAUSES = 8
GROUP, GROUP_OF_TWO_CLAUSES = 2, 3
HABIT = 4


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one block.

    Attributes
    ----------
    leading
        True if the first sentence heads the paragraph.
    within
        Indices of the sentences that part it.
    """

    leading: bool = False
    within: frozenset[int] = frozenset()


def find_labels(
    text: str, blocks: Sequence[Block], headings: Mapping[int, Heading], eligible: Collection[int]
) -> dict[int, Labels]:
    """Return the labels of the blocks at the indices `eligible`; blocks without any are left out."""
    leading = _leading(text, blocks, headings, eligible)
    within = labels_within(text, [index for index in eligible if index not in leading], blocks, headings)
    found = {index: Labels(leading=True) for index in leading}
    found.update({index: Labels(within=sentences) for index, sentences in within.items()})
    return found


def _leading(
    text: str, blocks: Sequence[Block], headings: Mapping[int, Heading], eligible: Collection[int]
) -> set[int]:
    """Return the blocks whose first sentence is a label.

    Labels come in groups: at least two paragraphs between two headings begin with one (three, if the labels
    have two clauses). One alone is believed where the document has the habit and the length fits.
    """
    rules = label_rules()
    found: set[int] = set()
    alone: list[int] = []
    for group in _groups(blocks, headings, eligible):
        fit = [index for index in group if len(blocks[index].sentences) > 1 and _has_rest(blocks[index])]
        single = [
            index for index in fit if could_be_label(text, blocks[index].sentences[0], rules.shortest, rules.longest)
        ]
        double = [
            index
            for index in fit
            if could_be_label(
                text,
                blocks[index].sentences[0],
                SHORTEST_OF_TWO_CLAUSES,
                rules.longest_of_two_clauses,
                commas=1,
            )
        ]
        if len(single) >= GROUP:
            found.update(single)
        else:
            alone.extend(single)
        if len(double) >= GROUP_OF_TWO_CLAUSES:
            found.update(double)
    if len(found) >= HABIT:
        lengths = [len(core_of(text, blocks[index].sentences[0])) for index in found]
        shortest, longest = min(lengths), max(lengths)
        found.update(index for index in alone if shortest <= len(core_of(text, blocks[index].sentences[0])) <= longest)
    return found


def _has_rest(block: Block) -> bool:
    return block.end - block.sentences[0][1] >= SHORTEST_REST


def _groups(blocks: Sequence[Block], headings: Mapping[int, Heading], eligible: Collection[int]) -> list[list[int]]:
    allowed = frozenset(eligible)
    groups: list[list[int]] = [[]]
    for index in range(len(blocks)):
        if index in headings or index not in allowed:
            groups.append([])
        else:
            groups[-1].append(index)
    return [group for group in groups if group]
