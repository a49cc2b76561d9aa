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


def code_functions(units: Sequence[Unit], cues: Sequence[tuple[str, ...]], model: TermModel) -> list[str]:
    """Return the function of each sentence, of a heading as if it were none.

    Parameters
    ----------
    units
        The sentences as words.
    cues
        Their cues, as from `terms_of_functions`.
    model
        The weights.
    """
    if not units:
        return []
    terms = model.terms_of([unit.words + own for unit, own in zip(units, cues, strict=True)])
    return [model.labels[column] for column in model.scores_of(model.sums_of(terms)).argmax(axis=1)]
