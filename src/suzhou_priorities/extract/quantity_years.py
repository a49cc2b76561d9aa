"""The years of each figure: what its sentence, its paragraph or its headings state, or the document is about."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.indicators import indicators
from suzhou_priorities.extract.measures import is_event, is_flow_phrase, is_stock_phrase
from suzhou_priorities.extract.model import Period

if TYPE_CHECKING:
    from suzhou_priorities.extract.dated_sentences import DatedSentence
    from suzhou_priorities.extract.model import Mention
    from suzhou_priorities.extract.subjects import Subject

_CHANGES = ("growth", "growth_avg", "increment")
_USUAL_TERM = 5
_BEHIND = 24
_OF_MANY = ("base_plan", "base_term")
_WHOLE = ("growth", "growth_avg", "increment", "cumulative")


def years_of(
    dated: DatedSentence,
    mention: Mention,
    subject: Subject,
    measure: str,
    indicator: str | None,
    past: Period | None,
    *,
    is_target: bool,
) -> tuple[Period, str]:
    """Return the years of a figure, and its measure: a sum over several years is cumulative.

    Parameters
    ----------
    dated
        Its sentence.
    mention, subject, measure, indicator
        The figure.
    past
        The years of the figure before in the same sentence.
    is_target
        Whether the part looks ahead: a level aimed at for a period is that of its last year.
    """
    stated = dated.stated(mention.start)
    period = stated or dated.default
    base = dated.base(mention.start)
    if subject.comes_from and base is not None and base.is_source:
        return base.period, measure
    if subject.comes_from and period.start is not None:
        # The first of two values, of the year that the paragraph has named for others or of the year before.
        if dated.source is not None and dated.source.end is not None and dated.source.end < period.start:
            return dated.source, measure
        return Period(period.start - 1, period.start - 1), measure
    if measure == "growth" and period.is_long and _is_yearly(subject):
        return period.last_year, measure
    if (averaged := _averaged_over(subject)) and measure == "growth_avg" and period.end is not None:
        return Period(period.end - averaged + 1, period.end), measure
    if measure == "growth_avg" and base is not None and dated.runs_into(base, mention.start, subject):
        base = None
    if mention.family == "doubling" and is_target and period.is_long and base is None:
        return period.last_year, measure
    if measure == "growth_avg" and not period.is_long and base is None:
        return _term(period, dated, is_target=is_target), measure
    if measure in _CHANGES and base is not None and base.period.start is not None and period.end is not None:
        if base.period.start < period.end and not (mention.family == "doubling" and is_target):
            return Period(base.period.start + 1, period.end), measure
        return period.last_year, measure
    if subject.is_inherited and dated.about(mention.start) is None and past is not None and past.end is not None:
        period = past if measure in _CHANGES and not period.is_long else period
    if mention.family == "times" and base is not None and base.name in _OF_MANY and past is not None and past.is_long:
        # A multiple of what another plan came to is about all years of its own (累计633亿美元，是“十五”的2.9倍).
        return past, measure
    if not period.is_long or measure in _WHOLE:
        return period, measure
    if measure in ("share", "rank") or mention.family in ("times", "ratio") or _is_stock(subject, indicator):
        return period.last_year, measure
    # What was done over several years and is told as one number is their sum, if the text itself names the years.
    if measure not in ("level", "count"):
        return period, measure
    if is_target:
        return period.last_year, measure
    if is_event(dated.text[mention.end : mention.end + _BEHIND]):
        return period, measure
    if stated is not None and is_flow_phrase(subject.own + subject.phrase):
        return period, "cumulative"
    return (period.last_year if stated is not None else period), measure


def _is_yearly(subject: Subject) -> bool:
    """Tell whether growth is said against the year before, whatever period the text is about (同比)."""
    return bool(_same_period().intersection(subject.cues.words))


@cache
def _same_period() -> frozenset[str]:
    return frozenset(load_codebook("quantity_cues")["same_period"]["words"])


def _averaged_over(subject: Subject) -> int:
    """Return over how many years an average is said to be taken (两年平均), 0 if it is not said."""
    years: dict[str, int] = load_codebook("quantity_cues")["average_over"]["years"]
    return next((years[word] for word in subject.cues.words if word in years), 0)


def _term(period: Period, dated: DatedSentence, *, is_target: bool) -> Period:
    """Return the years of a yearly average for which the text names a single year or none: the usual term."""
    if dated.term is not None:
        return dated.term
    if period.start is None or period.end is None:
        return period
    start = dated.default.start
    if is_target and start is not None and start < period.end:
        # 到2030年，年均增长6%: from the first year planned to the year that is aimed at.
        return Period(start, period.end)
    more = _USUAL_TERM - 1
    return Period(period.start, period.start + more) if is_target else Period(period.end - more, period.end)


def _is_stock(subject: Subject, indicator: str | None) -> bool:
    """Tell whether a number told for several years is that of the last one."""
    if indicator is not None:
        summed = load_codebook("quantity_cues")["summed_indicators"]["keys"]
        return indicators()[indicator].kind == "stock" or indicator not in summed
    if is_stock_phrase(subject.phrase):
        return True
    return subject.cues.has("to") and not is_flow_phrase(subject.own)
