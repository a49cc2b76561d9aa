"""Over which time a sentence speaks, and whether it tells of something done, planned or standing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.dated_sentences import SectionYears
from suzhou_priorities.outline.model import LOOKS_AHEAD
from suzhou_priorities.repair.years import years_in_digits

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from suzhou_priorities.extract.model import Period
    from suzhou_priorities.extract.periods import Years
    from suzhou_priorities.outline.model import Outline, Sentence

YEAR, FIVE_YEAR, LONG_TERM = "year", "five_year", "long_term"
DONE, PLANNED, STANDING = "done", "planned", "standing"
FIVE_YEAR_PLAN = "five_year_plan"
# What no time is said of.
TIMELESS = ("thanks", "formula")
# A time counts as what a sentence is about where it opens the sentence.
_OPENING = 24
_LONGEST_TERM = 5
_TENSES = {"result": DONE, "headline_target": PLANNED, "measure": PLANNED, "problem": STANDING}


def horizons_of(outline: Outline, text: str, years: Years, functions: Sequence[str | None]) -> list[str | None]:
    """Return the horizon of every sentence of a document, None for headings, thanks and formulas.

    Parameters
    ----------
    outline, text, years
        The document, its clean text, and the years it is about.
    functions
        The function of each sentence; None for a heading.
    """
    sections = SectionYears(outline, text, years)
    found: list[str | None] = []
    later: str | None = None
    is_plan = years.doc_type == FIVE_YEAR_PLAN
    for sentence, function in zip(outline.sentences, functions, strict=True):
        dated = None if is_plan else sections.dated(sentence, sentence.part)
        if sentence.is_heading or (sentence.section_id != later):
            later = sentence.section_id if sentence.is_heading and _names_later(sentence.text, years) else None
        if function is None or function in TIMELESS:
            found.append(None)
            continue
        if later == sentence.section_id or _names_later(sentence.text[: _OPENING + 8], years):
            found.append(LONG_TERM)
        elif dated is None:
            found.append(FIVE_YEAR)
        else:
            own = [one.period for one in dated.expressions if not one.is_base and one.start <= _OPENING]
            found.append(_horizon(sentence, own[0] if own else dated.inherited or dated.default, years))
    return found


def tense_of(function: str | None, text: str, part: str) -> str | None:
    """Return the tense of a sentence, None for headings, thanks and formulas.

    A result is done, a measure and a headline target planned, a problem standing; an orientation is planned where
    it looks ahead with a verb of will, else standing.
    """
    if function is None or function in TIMELESS:
        return None
    if function in _TENSES:
        return _TENSES[function]
    return PLANNED if part in LOOKS_AHEAD and _will().search(text) else STANDING


def _horizon(sentence: Sentence, period: Period, years: Years) -> str:
    if period.is_long:
        return FIVE_YEAR
    last = period.end or period.start
    ends = years.plan.end if sentence.part in LOOKS_AHEAD else None
    return FIVE_YEAR if last is not None and ends is not None and last > ends + 1 else YEAR


def _names_later(text: str, years: Years) -> bool:
    """Tell whether a text opens with a time behind the plan period (2035年, 本世纪中叶)."""
    match = _later().search(years_in_digits(text))
    if match is None:
        return False
    named = match.group("year")
    if named is None:
        return True
    plan_end = years.plan.end or years.plan.start
    return plan_end is None or int(named) > plan_end + _LONGEST_TERM


@cache
def _later() -> re.Pattern[str]:
    return quick_pattern(load_codebook("horizon_cues")["later"])


@cache
def _will() -> re.Pattern[str]:
    return quick_pattern(load_codebook("horizon_cues")["will"])
