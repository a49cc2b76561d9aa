"""Two builds of the report compared byte for byte, and where they first differ."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from suzhou_priorities.workflow.places import LEDGER, LEDGER_PAGE, VARIANTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS = ("data/processed", "figures", "reports")
# The ledger tells of one run; hidden files are the workflow's own state.
LEFT_OUT = (f"reports/{LEDGER}", f"reports/{LEDGER_PAGE}", f"reports/en/{LEDGER_PAGE}", f"reports/{VARIANTS}/")
_TEXT = frozenset({".csv", ".html", ".ipynb", ".json", ".md", ".svg", ".txt"})
_AROUND = 60  # characters shown on either side of the first difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared: number of files, their bytes, and a line for each that differs."""

    files: int
    size: int
    differences: tuple[str, ...]


def compare_builds(first: Path, second: Path) -> Comparison:
    """Compare tables, figures and pages of two checkouts byte for byte; see `LEFT_OUT` for what is left out."""
    ours, theirs = set(products(first)), set(products(second))
    lines = [f"{name}: only in the first build" for name in sorted(ours - theirs)]
    lines += [f"{name}: only in the second build" for name in sorted(theirs - ours)]
    size = 0
    for name in sorted(ours & theirs):
        one, other = (first / name).read_bytes(), (second / name).read_bytes()
        size += len(one)
        if one != other:
            lines.append(f"{name}: {first_difference(first / name, second / name)}")
    return Comparison(len(ours | theirs), size, tuple(lines))


def products(root: Path) -> Iterator[str]:
    """Yield the files of a build that must be the same each time, as paths from the root."""
    for folder in FOLDERS:
        for file in (root / folder).rglob("*"):
            name = file.relative_to(root).as_posix()
            hidden = any(part.startswith(".") and part != ".carried" for part in name.split("/"))
            if file.is_file() and not hidden and not name.startswith(LEFT_OUT):
                yield name


def first_difference(one: Path, other: Path) -> str:
    """Say where two files that differ do so first: a line of a text, a member of an archive, or a byte."""
    if zipfile.is_zipfile(one) and zipfile.is_zipfile(other):
        return _first_member(one, other)
    ours, theirs = one.read_bytes(), other.read_bytes()
    if one.suffix in _TEXT:
        lines = zip_longest(ours.splitlines(), theirs.splitlines())
        for number, (mine, yours) in enumerate(lines, start=1):
            if mine != yours:
                return f"line {number}: {_around(mine, yours)} | {_around(yours, mine)}"
    place = next((at for at, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(ours), len(theirs)) if place is None else place
    return f"byte {at} of {len(ours)} | {len(theirs)}"


def _first_member(one: Path, other: Path) -> str:
    with zipfile.ZipFile(one) as ours, zipfile.ZipFile(other) as theirs:
        for mine, yours in zip_longest(ours.infolist(), theirs.infolist()):
            if mine is None or yours is None or mine.filename != yours.filename:
                names = ["none" if entry is None else entry.filename for entry in (mine, yours)]
                return f"member {names[0]} | {names[1]}"
            if ours.read(mine) != theirs.read(yours):
                return f"content of {mine.filename}"
            if mine.date_time != yours.date_time:
                return f"time of {mine.filename}"
    return "the packing of its members"


def _around(line: bytes | None, other: bytes | None) -> str:
    """Return a line around the place where it first differs from another; lines of pages can be very long."""
    if line is None:
        return "(no such line)"
    text, against = line.decode("utf-8", "replace"), (other or b"").decode("utf-8", "replace")
    same = next((at for at, pair in enumerate(zip(text, against, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(text), len(against)) if same is None else same
    start, end = max(0, at - _AROUND), at + _AROUND
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
