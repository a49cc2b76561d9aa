"""The whole way from a raw page to clean text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suzhou_priorities.repair.edits import Repair


@dataclass(frozen=True, slots=True)
class CleanText:
    """A clean text, and the list of changes that made it.

    Attributes
    ----------
    text
        Paragraphs separated by one line feed; no blank lines except inside flattened tables.
    repairs
        Every change, in order, without overlap; `restore_raw` turns text and repairs back into the page.
    script
        ``simplified`` or ``traditional``: the script of the raw page.
    warnings
        What a reader of the document should know, one sentence each.
    """

    text: str
    repairs: tuple[Repair, ...]
    script: str
    warnings: tuple[str, ...] = ()
