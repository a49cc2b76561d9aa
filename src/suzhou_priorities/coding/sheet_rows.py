"""What may stand in a row of a filled sheet, and what is wrong with one."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from suzhou_priorities.coding.code_keys import NONE
from suzhou_priorities.coding.horizons import TIMELESS
from suzhou_priorities.coding.sheets import CODES, NO, YES, answer_keys, guarded
from suzhou_priorities.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NO_PROMISE = "-"
# What spreadsheet programs and people write for yes and no.
_SURE = {"yes": "1", "no": "0", "是": "1", "否": "0", "true": "1", "false": "0", "1.0": "1", "0.0": "0"}
_NEGATED = {"1": YES, "0": NO, "是": YES, "否": NO, "true": YES, "false": NO, "1.0": YES, "0.0": NO}
_SAME = {"sure": _SURE, "negated": _NEGATED}
_NUMBER = re.compile(r"^(?P<place>\d{1,9}) of (?P<all>\d{1,9})$")
_SPACES = re.compile(r"\s+")
_TOLD = 6


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as read: its number in the spreadsheet (the head is 1), and its cells by column."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return a cell as it stands; empty if the sheet has no such column."""
        return self.cells.get(column, "")

    def answer(self, column: str) -> str:
        """Return an answer, a key in small letters and yes and no as the tables have them."""
        cell = self.get(column)
        if column in ("note", "verb", "object"):
            return cell
        return _SAME.get(column, {}).get(cell.lower(), cell.lower())

    def is_coded(self, kind: str) -> bool:
        """Tell whether the coder gave a code; a note alone is none."""
        return any(self.get(column) for column in answer_keys(kind))


def mistakes_of_row(row: ReadRow, kind: str, name: str, texts: Mapping[str, str]) -> Iterator[TableError]:
    """Yield what is wrong with a row.

    Parameters
    ----------
    row, kind, name
        The row, the kind of its sheet, and the name of its file.
    texts
        Text of each unit that may be coded.
    """
    where = f"{name}, row {row.number}, field "
    unit_id = row.get("unit_id")
    if not unit_id:
        yield TableError(f"{where}unit_id", "is empty.", "Copy it from the unit that the row belongs to.")
    elif unit_id not in texts:
        yield TableError(f"{where}unit_id", f"is {unit_id!r}, which no unit has.", "Put back the id of the sheet.")
    elif row.get("text") and not _same_text(row.get("text"), texts[unit_id]):
        yield TableError(
            f"{where}text",
            f"is not that of {unit_id}.",
            "Put it back; if the sheet was sorted, sort all its columns together.",
        )
    for column, keys in answer_keys(kind).items():
        answer = row.answer(column)
        if keys and answer and answer not in keys:
            yield TableError(f"{where}{column}", f"is {row.get(column)!r}.", _remedy(answer, keys))
    yield from _contradictions(row, where) if kind == CODES else _incomplete(row, where)


def mistakes_of_sheet(rows: Sequence[ReadRow], kind: str, name: str) -> Iterator[TableError]:
    """Yield what is wrong with a sheet as a whole: units coded twice, and rows that went missing."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.get("unit_id"):
            places[row.get("unit_id")].append(row.number)
    if kind == CODES:
        for unit_id, own in places.items():
            if len(own) > 1:
                yield TableError(
                    f"{name}, row {own[-1]}, field unit_id",
                    f"is {unit_id}, as in row {own[0]}.",
                    "Keep one row for each unit.",
                )
    matches = [match for row in rows if (match := _NUMBER.match(row.get("number")))]
    seen = {int(match["place"]) for match in matches}
    most = {int(match["all"]) for match in matches}
    if len(most) == 1 and len(seen) < (all_rows := most.pop()):
        missing: list[int] = []
        place = 1
        while place <= all_rows and len(missing) < _TOLD:
            if place not in seen:
                missing.append(place)
            place += 1
        told = ", ".join(map(str, missing))
        others = all_rows - len(seen) - len(missing)
        more = f" and {others} more" if others > 0 else ""
        yield TableError(
            f"{name}, field number",
            f"lacks {told}{more} of {all_rows}.",
            "Put the rows back, if need be from an empty sheet made with the same options.",
        )


def _contradictions(row: ReadRow, where: str) -> Iterator[TableError]:
    domain, second, function, horizon = (
        row.answer(column) for column in ("domain", "domain_second", "function", "horizon")
    )
    if second and not domain:
        yield TableError(
            f"{where}domain", "is empty beside a second one.", "Give the primary domain, or move it there."
        )
    elif second and NONE in (domain, second):
        yield TableError(
            f"{where}domain_second", f"is {second} beside {domain}.", f"{NONE} stands alone: leave it empty."
        )
    elif second and second == domain:
        yield TableError(f"{where}domain_second", f"is {second}, as the first.", "Leave it empty.")
    if horizon and function in TIMELESS:
        yield TableError(f"{where}horizon", f"is {horizon} beside {function}.", f"Leave it empty for {function}.")


def _incomplete(row: ReadRow, where: str) -> Iterator[TableError]:
    verb = row.get("verb")
    others = [column for column in ("object", "force", "testability", "negated") if row.get(column)]
    if others and verb in ("", NO_PROMISE):
        yield TableError(
            f"{where}verb",
            f"is {verb!r} beside {', '.join(others)}.",
            f"Give the verb as printed; {NO_PROMISE} only for a unit without a promise.",
        )
    if verb and verb != NO_PROMISE:
        for column in ("force", "testability"):
            if not row.get(column):
                yield TableError(f"{where}{column}", f"is empty beside {verb}.", "Give one of its keys.")


def _remedy(answer: str, keys: Sequence[str]) -> str:
    near = get_close_matches(answer[:40], keys, n=1)
    meant = f"{near[0]} may be meant; the keys are" if near else "Give one of"
    return f"{meant} {', '.join(keys)}."


def _same_text(cell: str, text: str) -> bool:
    """Tell whether two texts are the same but for spaces, and for characters that an encoding lost (``?``)."""
    own, other = (_SPACES.sub("", one).lstrip("'") for one in (cell, guarded(text)))
    return len(own) == len(other) and all(left in (right, "?") for left, right in zip(own, other, strict=True))
