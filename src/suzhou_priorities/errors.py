"""The one family of errors: every message says where, what is wrong, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


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
