"""The key numbers of the study as the repository keeps them, and what moved since they were accepted."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.errors import ReportError
from suzhou_priorities.tables.store import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEY_NUMBERS = "tests/expected/key_numbers.json"
COUNT = "count"
TOLERANCE = 1e-9  # of what is no count


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number that the study rests on.

    Attributes
    ----------
    name
        Its name; the same in every language of the report.
    value
        The number.
    unit
        What it is a number of; `COUNT` for counts, which must be equal, while others may differ by `TOLERANCE`.
    source
        Where it comes from: a table, or a notebook and what it shows.
    """

    name: str
    value: float
    unit: str
    source: str

    def same_as(self, other: KeyNumber) -> bool:
        """Tell whether another number is the same but for rounding."""
        allowed = 0.0 if COUNT in (self.unit, other.unit) else TOLERANCE
        return abs(self.value - other.value) <= allowed


def numbers_from(content: str, where: str = KEY_NUMBERS) -> list[KeyNumber]:
    """Return the key numbers that a file holds.

    Raises
    ------
    ReportError
        If it holds none.
    """
    try:
        return [KeyNumber(**entry) for entry in json.loads(content)["numbers"]]
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError(where, "is no list of key numbers.", "Restore it, or run `make accept`.") from error


def read_numbers(file: Path) -> list[KeyNumber]:
    """Read the key numbers that were accepted; none if the file is not there."""
    return numbers_from(file.read_text(encoding="utf-8"), file.name) if file.is_file() else []


def write_numbers(numbers: Iterable[KeyNumber], file: Path) -> None:
    """Write key numbers, one a line, so that a change is one line in review."""
    lines = [json.dumps(_entry(number), ensure_ascii=False) for number in numbers]
    write_text(file, '{"numbers": [\n' + ",\n".join(lines) + "\n]}\n")


def moved_numbers(accepted: Iterable[KeyNumber], found: Iterable[KeyNumber]) -> list[str]:
    """Return a line for each number that is not the accepted one."""
    old, new = ({number.name: number for number in numbers} for numbers in (accepted, found))
    lines = []
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if before is None or after is None or not before.same_as(after):
            told = after or before
            shown = " → ".join(_shown(number) for number in (before, after))
            lines.append(f"{name}: {shown} ({told.unit}, {told.source})" if told else name)
    return lines


def _entry(number: KeyNumber) -> dict[str, object]:
    """Return a number as the file has it: counts without a decimal point."""
    return asdict(number) | ({"value": round(number.value)} if number.unit == COUNT else {})


def _shown(number: KeyNumber | None) -> str:
    """Return a number as text, with enough digits to tell it from another."""
    return "none" if number is None else f"{number.value:.12g}"
