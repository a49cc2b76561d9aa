"""The bytes of a file that somebody else put there: of a plain file, not too large, with a name that can be written."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from suzhou_priorities.errors import SuzhouPrioritiesError, as_told, printable

if TYPE_CHECKING:
    from pathlib import Path

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_ELSE = "something else"
OTHER_KINDS = frozenset({_ELSE, *(word for _, word in _KINDS)})


def content_of(path: Path, most: int, kind: type[SuzhouPrioritiesError]) -> bytes:
    """Return the bytes of a file.

    Parameters
    ----------
    path
        The file.
    most
        Bytes that it may have.
    kind
        Class of the errors raised.

    Raises
    ------
    SuzhouPrioritiesError
        Of that class: if there is no such file, it cannot be read, is no plain file, is too large, or has a name
        that no table or page could hold.
    """
    name = printable(path.name)
    if name != path.name:
        raise kind(name, "has control characters, or bytes that are not UTF-8, in its name.", "Rename it.")
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            what = next((word for is_kind, word in _KINDS if is_kind(found.st_mode)), _ELSE)
            raise kind(name, f"is {what}, not a file.", "Put the file itself there, or take it away.")
        if found.st_size > most:
            raise _too_large(name, found.st_size, most, kind)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        told = as_told(error, name)
        raise kind(name, told.what, told.remedy) from error
    if len(content) > most:
        raise _too_large(name, len(content), most, kind)
    return content


def _too_large(name: str, size: int, most: int, kind: type[SuzhouPrioritiesError]) -> SuzhouPrioritiesError:
    return kind(
        name,
        f"has {size / 1e6:.1f} MB, more than the {most / 1e6:g} MB that are read.",
        "Part it, or take out what is no text, such as pictures.",
    )
