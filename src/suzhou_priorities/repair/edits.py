"""Changes to a text, and how changes made one after another become one list against the raw page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# When a later change swallows an earlier one the two become one row. The row is named after what a reader
# would call the change: the removal of a menu, not the conversion of a character within the menu.
KINDS = ("chrome", "misdecoded", "year", "entity", "pinyin", "script", "punctuation", "layout")
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}


# A named tuple: a page has thousands, at every step, and a frozen dataclass takes four times as long to make.
class Edit(NamedTuple):
    """One replacement, in the offsets of the text that a repair step was given.

    Attributes
    ----------
    start, end
        Half-open span of characters that goes.
    replacement
        What comes in its place (may be empty).
    kind
        One of `KINDS`.
    certain
        False where a reader should check the result against the source.
    note
        What a reader needs to know to judge it.
    """

    start: int
    end: int
    replacement: str
    kind: str
    certain: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """One row of the table `repairs`: what stood on the raw page, and what stands in the clean text.

    `before` is ``raw[raw_start:raw_end]`` and `after` is ``clean[clean_start:clean_end]``.
    """

    kind: str
    raw_start: int
    raw_end: int
    clean_start: int
    clean_end: int
    before: str
    after: str
    certain: bool = True
    note: str = ""


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with `edits` carried out; they are in order and do not overlap.

    Raises
    ------
    ValueError
        If the edits overlap or are out of order (a fault of the step that made them).
    """
    pieces: list[str] = []
    position = 0
    for edit in edits:
        if edit.start < position:
            raise ValueError(f"edit at {edit.start} begins before {position}, where the one before it ends")
        pieces.append(text[position : edit.start])
        pieces.append(edit.replacement)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


def compose(earlier: Sequence[Edit], text: str, later: Sequence[Edit]) -> list[Edit]:
    """Return the edits of the raw page that do what two lists of edits do one after the other.

    Parameters
    ----------
    earlier
        What turned the raw page into `text`.
    text
        The text that `later` speaks of.
    later
        The next step's changes, in order and without overlap.

    Returns
    -------
    list of Edit
        In the offsets of the raw page. An earlier edit that a later one overlaps is merged with it.
    """
    if not earlier:
        return list(later)
    starts, ends, shifts = _places(earlier)
    beyond = len(text) + 1  # No edit of the text reaches there.
    starts.append(beyond)
    ends.append(beyond)
    composed: list[Edit] = []
    index = position = 0
    while position < len(later):
        start, end, replacement, kind, certain, note = edit = later[position]
        position += 1
        passed = index
        if ends[index] <= start:
            passed = bisect_right(ends, start, index)
            composed += earlier[index:passed]
            index = passed
        shift = shifts[index]
        if starts[index] >= end:
            composed.append(Edit(start + shift, end + shift, replacement, kind, certain, note) if shift else edit)
            continue
        chain = [edit]
        # An edit may overlap earlier ones that overlap further edits: the whole chain is one change.
        while True:
            if starts[index] < end:
                start, end = min(start, starts[index]), max(end, ends[index])
                index += 1
            elif position < len(later) and later[position].start < end:
                end = max(end, later[position].end)
                chain.append(later[position])
                position += 1
            else:
                break
        moved = [Edit(one.start - start, one.end - start, one.replacement, one.kind) for one in chain]
        after = apply_edits(text[start:end], moved)
        composed.append(_merged(start + shift, end + shifts[index], after, [*earlier[passed:index], *chain]))
    composed += earlier[index:]
    return composed


def _places(edits: Sequence[Edit]) -> tuple[list[int], list[int], list[int]]:
    """Return where the replacements begin and end in the new text, and how far old offsets are ahead, before each."""
    begins, stops, replacements, *_ = zip(*edits, strict=True)
    lengths = map(len, replacements)
    ahead = list(accumulate(map(sub, map(sub, stops, begins), lengths), initial=0))
    return list(map(sub, begins, ahead)), list(map(sub, stops, ahead[1:])), ahead


def _merged(start: int, end: int, after: str, members: Sequence[Edit]) -> Edit:
    kind = min((member.kind for member in members), key=_RANK.__getitem__)
    notes = dict.fromkeys(member.note for member in members if member.note)
    return Edit(start, end, after, kind, all(member.certain for member in members), " ".join(notes))


def repairs_of(raw: str, edits: Iterable[Edit]) -> list[Repair]:
    """Return the rows that record the edits of a raw page.

    Edits of one kind, certainty and note that touch share one row; those that change nothing have none, unless
    they mark a place as doubtful.
    """
    repairs: list[Repair] = []
    shift = 0
    for first, last, after, kind, certain, note in _joined(raw, edits):
        start = first - shift
        end = start + len(after)
        shift = last - end
        repairs.append(Repair(kind, first, last, start, end, raw[first:last], after, certain, note))
    return repairs


def _joined(raw: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits, those that share a row made one."""
    group: list[Edit] = []
    for edit in edits:
        if edit.certain and raw[edit.start : edit.end] == edit.replacement:
            continue
        if group and (group[-1].end != edit.start or group[-1][3:] != edit[3:]):
            yield _one(group)
            group = []
        group.append(edit)
    if group:
        yield _one(group)


def _one(group: Sequence[Edit]) -> Edit:
    """Return the edit that does what a group of neighbours does."""
    if len(group) == 1:
        return group[0]
    return group[0]._replace(end=group[-1].end, replacement="".join(edit.replacement for edit in group))


def restore_raw(text: str, repairs: Sequence[Repair]) -> str:
    """Return the raw page from a clean text and its repairs: nothing that stood on the page is lost."""
    pieces: list[str] = []
    position = 0
    for repair in repairs:
        pieces.append(text[position : repair.clean_start])
        pieces.append(repair.before)
        position = repair.clean_end
    pieces.append(text[position:])
    return "".join(pieces)
