"""What each sentence does: result, problem, orientation, headline target, measure, thanks or formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.coding.units import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.coding.term_model import TermModel

HEADING = "heading"


def function_units(units: Sequence[Unit], cues: Sequence[tuple[str, ...]]) -> list[Unit]:
    """Return units whose terms are the words of the sentence and its cues; nothing around it counts twice."""
    return [Unit((*unit.words, *own)) for unit, own in zip(units, cues, strict=True)]


def code_functions(
    units: Sequence[Unit], cues: Sequence[tuple[str, ...]], headings: Sequence[bool], model: TermModel
) -> list[str]:
    """Return the function of each sentence.

    Parameters
    ----------
    units
        The sentences as words.
    cues
        Their cues, as from `terms_of_functions`.
    headings
        Which of them are headings: these have the function `heading`, whatever they say.
    model
        The weights.
    """
    if not units:
        return []
    terms = model.terms_of([unit.words + own for unit, own in zip(units, cues, strict=True)])
    best = model.scores_of(model.sums_of(terms)).argmax(axis=1).tolist()
    return [HEADING if is_heading else model.labels[column] for column, is_heading in zip(best, headings, strict=True)]
