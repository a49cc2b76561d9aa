"""The whole way from a raw page to clean text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.repair.cell_lines import flatten_cell_lines
from suzhou_priorities.repair.chrome import remove_chrome
from suzhou_priorities.repair.digits import normalise_digits
from suzhou_priorities.repair.edits import Edit, Repair, apply_edits, compose, repairs_of
from suzhou_priorities.repair.layout import normalise_layout
from suzhou_priorities.repair.markup import read_entities, remove_markup
from suzhou_priorities.repair.misdecoded import repair_misdecoded
from suzhou_priorities.repair.pinyin import remove_pinyin
from suzhou_priorities.repair.punctuation import normalise_punctuation
from suzhou_priorities.repair.radicals import replace_radicals
from suzhou_priorities.repair.row_lines import flatten_row_lines
from suzhou_priorities.repair.script import script_of, simplify
from suzhou_priorities.repair.spaced_rows import flatten_spaced_rows
from suzhou_priorities.repair.split_numbers import join_split_numbers
from suzhou_priorities.repair.wrapped_lines import join_wrapped_lines
from suzhou_priorities.repair.years import correct, impossible_years

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from suzhou_priorities.corpus.provenance import Correction

# What one of these steps changes can be what another waits for: a bracket beside a mark that became full-width, an
# entity within an entity. They go by what stands next to a sign, so that they can be taken again until all is settled;
# steps that weigh a whole page (its lines, menus, bytes) cannot: what they went by is gone once they are done.
_WEB_SIGNS = (read_entities, remove_markup)
_SIGNS = (remove_pinyin, normalise_punctuation, normalise_digits, normalise_layout, join_split_numbers)
MOST_ROUNDS = 6


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


class _Work:
    """The text as it stands, and the edits of the raw page that led to it."""

    def __init__(self, raw: str) -> None:
        self.text = raw
        self.edits: list[Edit] = []

    def change(self, edits: Sequence[Edit]) -> None:
        if edits:
            self.edits = compose(self.edits, self.text, edits)
            self.text = apply_edits(self.text, edits)

    def settle(self, steps: Sequence[Callable[[str], Sequence[Edit]]]) -> None:
        """Take steps in turn until none changes anything."""
        for _ in range(MOST_ROUNDS):
            before = self.text
            for step in steps:
                self.change(step(self.text))
            if self.text == before:
                break


def clean_page(raw: str, corrections: Sequence[Correction] = (), where: str = "the document") -> CleanText:
    """Repair a raw page.

    The order undoes the damage from the outside in: bytes before characters, characters before signs.

    Parameters
    ----------
    raw
        The page as decoded, line breaks untouched.
    corrections
        Passages that the sidecar knows to be printed wrongly.
    where
        What messages call the document.

    Raises
    ------
    ProvenanceError
        If a correction quotes a passage that does not occur exactly once.
    """
    work = _Work(raw)
    work.change(repair_misdecoded(work.text))
    work.settle(_WEB_SIGNS)
    work.change(replace_radicals(work.text))
    work.change(remove_pinyin(work.text))
    script = script_of(work.text)
    if script == "traditional":
        work.change(simplify(work.text))
    work.change(flatten_row_lines(work.text))
    work.change(flatten_cell_lines(work.text))
    work.change(flatten_spaced_rows(work.text))
    work.change(join_wrapped_lines(work.text))
    work.change(remove_chrome(work.text))
    work.settle(_SIGNS)
    work.change(correct(work.text, corrections, where))
    warnings = [
        f"The page prints “{correction.printed}”; it is read as “{correction.corrected}”: {correction.evidence}."
        for correction in corrections
    ]
    warnings += [
        f"“{found.printed}年” cannot be right where the text says “{found.evidence}”: that was {found.implied}."
        for found in impossible_years(work.text)
    ]
    doubtful = sum(not edit.certain for edit in work.edits)
    if doubtful:
        warnings.append(f"{doubtful} repairs are not certain; they are marked in the table `repairs`.")
    return CleanText(work.text, tuple(repairs_of(raw, work.edits)), script, tuple(warnings))
