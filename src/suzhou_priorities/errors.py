"""The one family of errors: every message says where, what is wrong, and what to do about it."""

from __future__ import annotations

import errno
import os
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NO_ROOM = ("found no room left on the disk.", "Free some space, or write to another disk.")
_FORBIDDEN = ("may not be read or written by this user.", "Mend its permissions, or choose another folder.")
_TOO_MANY_OPEN = ("could not be opened: too many files are open.", "Use fewer --workers, or raise `ulimit -n`.")
LONGEST_FAULT = 300
# Controls, format marks, halves of characters, separators of lines and paragraphs.
_UNWRITABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# What the machine says, in words, and what to do about it.
_OF_THE_MACHINE = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: ("would be larger than files may be here.", "Write to another disk, or raise `ulimit -f`."),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: ("is on a disk that can only be read.", "Choose a folder on another disk."),
    errno.ENOENT: ("is not there.", "Check the path."),
    errno.ENOTDIR: ("lies below a file, where a folder is needed.", "Choose another folder."),
    errno.EEXIST: ("is a file, where a folder is needed.", "Choose another folder."),
    errno.EISDIR: ("is a folder, where a file is needed.", "Rename the folder, or take it away."),
    errno.ENAMETOOLONG: ("has too long a name.", "Give it a shorter one."),
    errno.ELOOP: ("is a symbolic link that leads back to itself.", "Put the file itself there."),
    errno.EMFILE: _TOO_MANY_OPEN,
    errno.ENFILE: _TOO_MANY_OPEN,
    errno.EIO: ("could not be read or written: the disk has a fault.", "Try again from another disk."),
}
MACHINE_MESSAGES = tuple(sorted({text for pair in _OF_THE_MACHINE.values() for text in pair}))


class SuzhouPrioritiesError(Exception):
    """Something a user can mend, told in one line.

    Parameters
    ----------
    where
        The file, table, notebook or option concerned, as the user knows it.
    what
        What is wrong with it, naming the field or line.
    remedy
        What to do about it.
    """

    def __init__(self, where: str | Path, what: str, remedy: str) -> None:
        self.where = str(where)
        self.what = what
        self.remedy = remedy
        super().__init__(f"{self.where}: {what} {remedy}")

    def __reduce__(self) -> tuple[type[SuzhouPrioritiesError], tuple[str, str, str]]:
        """Keep the three parts when the error crosses a process boundary."""
        return type(self), (self.where, self.what, self.remedy)


class ProvenanceError(SuzhouPrioritiesError):
    """A sidecar that is malformed, incomplete, or at odds with its document."""


class RawPageError(SuzhouPrioritiesError):
    """A raw file that cannot be read as text."""


class RepairError(SuzhouPrioritiesError):
    """What the repair of a page needs is missing."""


class CodebookError(SuzhouPrioritiesError):
    """A codebook entry that cannot be interpreted."""


class TableError(SuzhouPrioritiesError):
    """A table that breaks its schema, or that is missing."""


class WorkflowError(SuzhouPrioritiesError):
    """A run that cannot start: an unknown notebook, parameter or option."""


class ReportError(SuzhouPrioritiesError):
    """A figure, table or page that cannot be shown as it should be."""


class ParameterError(SuzhouPrioritiesError):
    """A parameter of a function or notebook that has no such value."""


class MachineError(SuzhouPrioritiesError):
    """The machine did not do what was asked: a full disk, a folder that is read-only, no more memory."""


class SoftwareError(SuzhouPrioritiesError):
    """An error that nobody expected: the software is at fault, not who uses it."""


def as_told(error: BaseException, where: str | Path) -> SuzhouPrioritiesError:
    """Return any error as one of this family.

    Parameters
    ----------
    error
        What was raised.
    where
        The file, folder or command concerned; an error that names a file itself is told of that one.
    """
    if isinstance(error, SuzhouPrioritiesError):
        return error
    if isinstance(error, MemoryError):
        return MachineError(where, "needs more memory than there is.", "Use fewer --workers, or part large files.")
    if isinstance(error, OSError) and error.errno is not None:
        known = (f"could not be read or written: {error.strerror}.", "Check the disk and the path.")
        what, remedy = _OF_THE_MACHINE.get(error.errno, known)
        return MachineError(printable(error.filename) if error.filename else where, what, remedy)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "BrokenExecutor" in kinds:
        what = "a process that did the work was ended from outside, perhaps for want of memory."
        return MachineError(where, what, "Run it again with fewer --workers.")
    named = ": ".join(filter(None, (type(error).__name__, printable(str(error))[:LONGEST_FAULT])))
    return SoftwareError(
        where,
        f"could not be done ({named}).",
        "This is a fault of the software: please report it, with the file and what --debug shows.",
    )


def printable(name: str | bytes | os.PathLike[str] | int) -> str:
    r"""Return a name of a file, or a message, in one line that can be written anywhere.

    Control characters, marks that turn the direction of writing, and bytes that are no text stand as ``\x1b``.
    """
    text = str(name) if isinstance(name, int) else os.fsdecode(name)
    return "".join(
        sign.encode("unicode_escape").decode("ascii") if unicodedata.category(sign) in _UNWRITABLE else sign
        for sign in text
    )
