"""Repairs that stand close together become one, so that a page whose every third character was repaired stays light."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from suzhou_priorities.repair.edits import Repair

WIDEST_GAP = 2
LONGEST_GROUP = 12


@dataclass(frozen=True, slots=True)
class RepairGroup:
    """One stretch of the clean text that differs from the page.

    Attributes
    ----------
    start, end
        Its span in the clean text; empty where something was only taken away.
    before
        What stood on the page.
    kinds
        What was damaged, without repetition.
    certain
        False where the result should be checked against another copy.
    note
        What is needed to judge it; may be empty.
    """

    start: int
    end: int
    before: str
    kinds: tuple[str, ...]
    certain: bool
    note: str


def grouped(repairs: Iterable[Repair], text: str, bounds: Sequence[int]) -> list[RepairGroup]:
    """Join repairs that are a few characters apart, to groups of at most a dozen characters.

    Parameters
    ----------
    repairs
        The repairs of a document in order, without page furniture.
    text
        The clean text.
    bounds
        Sorted offsets that no group crosses: where sentences and numbers begin and end.
    """
    groups: list[RepairGroup] = []
    for repair in repairs:
        one = RepairGroup(
            repair.clean_start, repair.clean_end, repair.before, (repair.kind,), repair.certain, repair.note
        )
        last = groups[-1] if groups else None
        if last is not None and _belong_together(last, one, text, bounds):
            groups[-1] = replace(
                last,
                end=one.end,
                before=last.before + text[last.end : one.start] + one.before,
                kinds=tuple(dict.fromkeys((*last.kinds, *one.kinds))),
            )
        else:
            groups.append(one)
    return groups


def _belong_together(last: RepairGroup, one: RepairGroup, text: str, bounds: Sequence[int]) -> bool:
    if not (last.certain and one.certain) or last.note or one.note:
        return False
    if not 0 <= one.start - last.end <= WIDEST_GAP or one.end - last.start > LONGEST_GROUP:
        return False
    if "\n" in text[last.start : one.end]:
        return False
    place = bisect_right(bounds, last.start)
    return place == len(bounds) or bounds[place] >= one.end
