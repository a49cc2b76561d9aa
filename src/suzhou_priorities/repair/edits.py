"""Changes to a text, and how changes made one after another become one list against the raw page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# When a later change swallows an earlier one the two become one row. The row is named after what a reader
# would call the change: the removal of a menu, not the conversion of a character within the menu.
KINDS = ("chrome", "misdecoded", "year", "entity", "pinyin", "script", "punctuation", "layout")
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Edit:
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


def follow(repairs: Sequence[Repair], text: str, edits: Sequence[Edit]) -> list[Repair]:
    """Carry `edits` of `text` through to the raw page.

    Parameters
    ----------
    repairs
        What turned the raw page into `text`.
    text
        The text that the edits speak of.
    edits
        The next step's changes, in order and without overlap.

    Returns
    -------
    list of Repair
        One list that turns the raw page into the edited text. A repair that an edit overlaps is merged with
        it; all others are kept, with their new offsets.
    """
    merged: list[Repair] = []
    shift = 0  # raw offset minus offset in `text`, after the repairs passed so far
    grown = 0  # offset in the new text minus offset in `text`, after the edits passed so far
    index = 0
    count = len(repairs)
    position = 0
    while position < len(edits):
        edit = edits[position]
        while index < count and _passed(repairs[index], edit):
            repair = repairs[index]
            merged.append(_moved(repair, grown))
            shift = repair.raw_end - repair.clean_end
            index += 1
        start, end = edit.start, edit.end
        inside_repairs = index
        inside_edits = position + 1
        # An edit may overlap repairs that overlap further edits: the whole chain is one change.
        while True:
            if index < count and _overlaps(repairs[index], start, end):
                start, end = min(start, repairs[index].clean_start), max(end, repairs[index].clean_end)
                index += 1
            elif inside_edits < len(edits) and edits[inside_edits].start < end:
                end = max(end, edits[inside_edits].end)
                inside_edits += 1
            else:
                break
        if index == inside_repairs and inside_edits == position + 1:
            merged.append(_alone(edit, text, shift, grown))
            grown += len(edit.replacement) - (end - start)
            position = inside_edits
            continue
        chain = edits[position:inside_edits]
        covered = repairs[inside_repairs:index]
        after = apply_edits(text[start:end], [_relative(item, start) for item in chain])
        raw_start = start + shift
        if covered:
            shift = covered[-1].raw_end - covered[-1].clean_end
        before = _raw_between(text, start, end, covered)
        members: list[Edit | Repair] = [*covered, *chain]
        kind = min((item.kind for item in members), key=_RANK.__getitem__)
        notes = dict.fromkeys(item.note for item in members if item.note)
        merged.append(
            Repair(
                kind=kind,
                raw_start=raw_start,
                raw_end=end + shift,
                clean_start=start + grown,
                clean_end=start + grown + len(after),
                before=before,
                after=after,
                certain=all(item.certain for item in members),
                note=" ".join(notes),
            )
        )
        grown += len(after) - (end - start)
        position = inside_edits
    merged.extend(_moved(repair, grown) for repair in repairs[index:])
    return merged


def join_neighbours(repairs: Iterable[Repair]) -> list[Repair]:
    """Let changes of one kind, certainty and note that touch share one row.

    Rows that change nothing are dropped, unless they mark a place as doubtful.
    """
    joined: list[Repair] = []
    for repair in repairs:
        if repair.before == repair.after and repair.certain:
            continue
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.raw_end == repair.raw_start
            and last.clean_end == repair.clean_start
            and last.kind == repair.kind
            and last.certain == repair.certain
            and last.note == repair.note
        ):
            joined[-1] = replace(
                last,
                raw_end=repair.raw_end,
                clean_end=repair.clean_end,
                before=last.before + repair.before,
                after=last.after + repair.after,
            )
        else:
            joined.append(repair)
    return joined


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


def _passed(repair: Repair, edit: Edit) -> bool:
    return repair.clean_end <= edit.start


def _overlaps(repair: Repair, start: int, end: int) -> bool:
    return repair.clean_start < end and repair.clean_end > start


def _moved(repair: Repair, grown: int) -> Repair:
    if not grown:
        return repair
    clean = (repair.clean_start + grown, repair.clean_end + grown)
    return Repair(
        repair.kind, repair.raw_start, repair.raw_end, *clean, repair.before, repair.after, repair.certain, repair.note
    )


def _alone(edit: Edit, text: str, shift: int, grown: int) -> Repair:
    """Return an edit that meets no other change, as most do."""
    clean_start = edit.start + grown
    return Repair(
        edit.kind,
        edit.start + shift,
        edit.end + shift,
        clean_start,
        clean_start + len(edit.replacement),
        text[edit.start : edit.end],
        edit.replacement,
        edit.certain,
        edit.note,
    )


def _relative(edit: Edit, offset: int) -> Edit:
    return Edit(edit.start - offset, edit.end - offset, edit.replacement, edit.kind)


def _raw_between(text: str, start: int, end: int, covered: Sequence[Repair]) -> str:
    pieces: list[str] = []
    position = start
    for repair in covered:
        pieces.append(text[position : repair.clean_start])
        pieces.append(repair.before)
        position = repair.clean_end
    pieces.append(text[position:end])
    return "".join(pieces)
