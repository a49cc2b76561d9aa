"""The fields of a sidecar, each of its type; where one is not, the message names the file, the field and the remedy."""

from __future__ import annotations

import datetime as dt
import reprlib
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from suzhou_priorities.errors import ProvenanceError, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_YEAR, LAST_YEAR = 1949, 2100
LONGEST_TEXT = 300
_SHORT = reprlib.Repr()
_SHORT.maxlevel, _SHORT.maxstring, _SHORT.maxother, _SHORT.maxlong = 2, 80, 60, 20
_WHITESPACE = frozenset("\n\t ")


class SidecarFields:
    """Reads a mapping of a sidecar field by field.

    Parameters
    ----------
    where
        Name of the sidecar.
    content
        The mapping; anything else is refused.
    prefix
        What stands before its keys in messages, such as ``source.``.
    """

    def __init__(self, where: str, content: Any, prefix: str = "") -> None:
        self._where = where
        self._prefix = prefix
        if not isinstance(content, dict):
            name = prefix.rstrip(".") or "the file"
            is_empty = content is None
            self.fail(name, "is empty" if is_empty else "is not a mapping", "Write one `key: value` a line", prefix="")
        self._content: dict[Any, Any] = content

    def fail(self, field: str, what: str, remedy: str, *, prefix: str | None = None) -> None:
        """Raise an error about a field.

        Raises
        ------
        ProvenanceError
            Always.
        """
        named = f"{self._prefix if prefix is None else prefix}{printable(field)[:80]}"
        raise ProvenanceError(self._where, f"{named} {what}.", f"{remedy}.")

    def check_keys(self, kind: type) -> None:
        """Refuse keys that are no fields of a dataclass."""
        known = {field.name for field in fields(kind)}
        for key in self._content:
            if key not in known:
                self.fail(str(key), "is no known key", f"Use one of {', '.join(sorted(known))}")

    def need(self, keys: Sequence[str]) -> None:
        """Refuse a mapping in which a field is missing or empty."""
        for key in keys:
            if self._content.get(key) in (None, ""):
                self.fail(key, "is missing", "Fill it in")

    def get(self, field: str) -> Any:
        """Return a field as it stands, None without one."""
        return self._content.get(field)

    def choice(self, field: str, choices: Sequence[str]) -> str:
        """Return a field that is one of some texts."""
        value = self._content.get(field)
        if not isinstance(value, str) or value not in choices:
            self.fail(field, f"is {_SHORT.repr(value)}", f"Use one of {', '.join(choices)}")
        return str(value)

    def text(self, field: str, most: int = LONGEST_TEXT) -> str:
        """Return a text of at most so many characters, without the spaces around it."""
        value = self._content.get(field)
        if not isinstance(value, str):
            self.fail(field, f"is {_SHORT.repr(value)}, not text", "Put it in quotation marks")
        text = str(value)
        if any(sign not in _WHITESPACE and printable(sign) != sign for sign in text):
            self.fail(field, f"is {_SHORT.repr(text)}, with signs that show nothing", "Take them out")
        if not text.strip():
            self.fail(field, "is missing", "Fill it in")
        if len(text) > most:
            self.fail(field, f"has {len(text)} characters, more than {most}", "Shorten it")
        return text.strip()

    def optional_text(self, field: str, most: int = LONGEST_TEXT) -> str | None:
        """Return a text, or None where there is none."""
        return None if self._content.get(field) is None else self.text(field, most)

    def name_of_file(self, field: str) -> str:
        """Return a name of a file; a path would lead out of the folder."""
        name = self.text(field)
        if name in (".", "..") or not frozenset(name).isdisjoint("/\\"):
            self.fail(field, f"is {_SHORT.repr(name)}, a path", "Give the name of the file only")
        return name

    def year(self, field: str) -> int:
        """Return a year."""
        value = self._content.get(field)
        if not _is_year(value):
            self.fail(field, f"is {_SHORT.repr(value)}", f"Write a year from {FIRST_YEAR} to {LAST_YEAR}")
        return int(value)  # type: ignore[arg-type]

    def optional_year(self, field: str) -> int | None:
        """Return a year, or None where there is none."""
        return None if self._content.get(field) is None else self.year(field)

    def optional_period(self, field: str) -> tuple[int, int] | None:
        """Return a first and a last year, or None where there are none."""
        value = self._content.get(field)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 2 or not all(map(_is_year, value)) or value[0] > value[1]:
            self.fail(field, f"is {_SHORT.repr(value)}", "Write the first and the last year, such as [2016, 2020]")
        return value[0], value[1]

    def optional_date(self, field: str) -> dt.date | None:
        """Return a date, or None where there is none."""
        value = self._content.get(field)
        if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
            self.fail(field, f"is {_SHORT.repr(value)}", "Write a date as 2024-01-09, without quotation marks, or null")
        return value

    def parts(self, field: str) -> list[SidecarFields]:
        """Return the mappings of a list; none where there is no list."""
        values = self._content.get(field)
        if values is None:
            return []
        if not isinstance(values, list):
            self.fail(field, "is not a list", "Begin each item with a dash")
        return [
            SidecarFields(self._where, value, f"{self._prefix}{field}[{place}].") for place, value in enumerate(values)
        ]

    def part(self, field: str) -> SidecarFields:
        """Return a mapping within this one."""
        return SidecarFields(self._where, self._content.get(field), f"{self._prefix}{field}.")


def _is_year(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR
