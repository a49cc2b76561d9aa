"""What an entry of `places`, `indicators` or `place_names` must have, so that a slip is told by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from suzhou_priorities.errors import CodebookError, printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TEXT = ("text", "Write a text in quotation marks")
# The fields of an entry that are one of some words, or of a form.
_CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "places": {"kind": ("district", "county_level_city", "zone")},
    "indicators": {"kind": ("stock", "flow")},
}
_TEXTS = {
    "places": ("official_zh", "official_en", "short_zh", "short_en", "colour", "example"),
    "indicators": (
        "zh", "en", "domain", "not_before", "units", "is_not", "is_not_en", "example", "definition", "definition_zh"
    ),
}  # fmt: skip
_LISTS = {"indicators": ("forms", "measures")}
_PATTERNS = ("not_before", "units", "forms")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_KEY = re.compile(r"[a-z][a-z0-9_]*")


def check_entries(name: str, content: Mapping[str, Any]) -> None:
    """Hold the entries of the codebook `name` against what they must have; other codebooks pass.

    Raises
    ------
    CodebookError
        Naming the entry, the field and the remedy.
    """
    if name not in ("places", "indicators", "place_names"):
        return
    entries = content.get("entries")
    if not isinstance(entries, dict) or not entries:
        raise _error(name, "`entries` is missing, empty or not a mapping", "Begin each entry with its key")
    for key, entry in entries.items():
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise _error(name, f"the key {key!r} is not one", "Use small letters, digits and underscores")
        if name == "place_names":
            _check_texts(name, key, entry)
        elif isinstance(entry, dict):
            _check_entry(name, key, entry)
        else:
            raise _error(name, f"{key} is not a mapping", "Write its fields as in the entries above it")


def _check_entry(name: str, key: str, entry: Mapping[str, Any]) -> None:
    for field in _TEXTS[name]:
        value = entry.get(field)
        if not isinstance(value, str) or not value.strip():
            raise _fails(name, key, field, value, _TEXT)
    for field in _LISTS.get(name, ()):
        _check_texts(name, f"{key}.{field}", entry.get(field))
    if "aliases" in entry:
        _check_texts(name, f"{key}.aliases", entry["aliases"])
    for field, choices in _CHOICES[name].items():
        if entry.get(field) not in choices:
            raise _fails(name, key, field, entry.get(field), ("known", f"Use one of {', '.join(choices)}"))
    if name == "places" and not _COLOUR.fullmatch(entry["colour"]):
        raise _fails(name, key, "colour", entry["colour"], ("a colour", 'Write it as "#0072B2"'))
    if name == "indicators":
        _check_patterns(name, key, entry)


def _check_texts(name: str, where: str, values: object) -> None:
    if not isinstance(values, list) or not values or not all(isinstance(value, str) and value for value in values):
        raise _error(name, f"{where} is missing or not a list of texts", "Write it as [one, another]")


def _check_patterns(name: str, key: str, entry: Mapping[str, Any]) -> None:
    for field in _PATTERNS:
        patterns: Sequence[str] = entry[field] if isinstance(entry[field], list) else (entry[field],)
        for pattern in patterns:
            try:
                compiled = re.compile(pattern)
            except re.error as error:
                remedy = "Mend the pattern; a bracket that is meant as such needs a backslash"
                raise _error(name, f"{key}.{field} is no regular expression ({error})", remedy) from error
            if compiled.groups:
                remedy = "Write (?:…) in place of (…)"
                raise _error(name, f"{key}.{field} has a group that is kept", remedy)


def _fails(name: str, key: str, field: str, value: object, wanted: tuple[str, str]) -> CodebookError:
    what, remedy = wanted
    told = "is missing" if value is None else f"is {printable(repr(value))[:80]}, not {what}"
    return _error(name, f"{key}.{field} {told}", remedy)


def _error(name: str, what: str, remedy: str) -> CodebookError:
    return CodebookError(f"codebooks/{name}.yml", f"{what}.", f"{remedy}.")
