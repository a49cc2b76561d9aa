"""The years of each figure: what its sentence, its paragraph or its headings state, or the document is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.indicators import indicators
from suzhou_priorities.extract.measures import is_flow_phrase, is_stock_phrase
from suzhou_priorities.extract.model import Period
from suzhou_priorities.extract.periods import (
    UNKNOWN,
    TimeExpression,
    Years,
    is_long,
    opening_period,
    time_expressions,
)

if TYPE_CHECKING:
    from suzhou_priorities.extract.model import Mention
    from suzhou_priorities.extract.subjects import Subject
    from suzhou_priorities.outline.model import Outline, Section, Sentence

_CHANGES = ("growth", "growth_avg", "increment")
_USUAL_TERM = 5
_MOST_EXPRESSIONS = 20
_WHOLE = ("growth", "growth_avg", "increment", "cumulative")


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence with its expressions of time, and the years that hold where it has none."""

    expressions: tuple[TimeExpression, ...]
    default: Period
    inherited: Period | None
    term: Period | None = None
    source: Period | None = None

    def about(self, position: int) -> TimeExpression | None:
        """Return the nearest expression before a position that says what years the text is about."""
        last = bisect_right(self.expressions, position, key=lambda expression: expression.end)
        for expression in reversed(self.expressions[max(0, last - _MOST_EXPRESSIONS) : last]):
            # A source that the number follows at once dates the number itself (由2002年的3519.7亿元).
            dates = not expression.is_base or (expression.is_source and position - expression.end <= 1)
            if dates and expression.holds_until >= position:
                return expression
        return None

    def base(self, position: int) -> TimeExpression | None:
        """Return the year that a figure is compared with: the nearest base before it in its sentence."""
        last = bisect_right(self.expressions, position, key=lambda expression: expression.end)
        for expression in reversed(self.expressions[max(0, last - _MOST_EXPRESSIONS) : last]):
            if expression.is_base and expression.name != "since":
                return expression
        return None

    def stated(self, position: int) -> Period | None:
        """Return the years stated for a figure at a position, None if they are only the document's."""
        expression = self.about(position)
        return expression.period if expression else self.inherited


@dataclass(slots=True)
class SectionYears:
    """Walks through a document and knows which period each sentence stands under."""

    outline: Outline
    text: str
    years: Years
    _headings: dict[str, Period | None] = field(default_factory=dict)
    _paragraph: Period | None = None
    _paragraph_end: int = -1
    _line_heading: Period | None = None
    _is_fleeting: bool = False
    _runs_on: bool = False
    _source: Period | None = None

    def dated(self, sentence: Sentence, part: str, *, needed: bool = True) -> DatedSentence:
        """Return the times of the next sentence; sentences are asked for in document order."""
        opens_paragraph = sentence.start > self._paragraph_end
        if opens_paragraph:
            self._paragraph, self._source = self._line_heading, None
            end = self.text.find("\n", sentence.start)
            self._paragraph_end = end if end >= 0 else len(self.text)
        opens = "年" in sentence.text[:36] or "五" in sentence.text[:16] or "本届" in sentence.text[:12]
        expressions = tuple(time_expressions(sentence.text, self.years)) if opens or needed else ()
        if opens:
            opened = opening_period(sentence.text, expressions)
            if opened is not None:
                # The first word of a paragraph dates all of it, where the heading above names several years.
                leads = opens_paragraph and not sentence.is_heading and expressions[0].start == 0
                self._paragraph = opened
                self._is_fleeting = not is_long(opened) and not (
                    leads and _spans(self._under_heading(sentence.section_id))
                )
        elif self._is_fleeting and not self._runs_on:
            # A single year holds to the full stop, a period for its paragraph.
            self._paragraph, self._is_fleeting = self._line_heading, False
        self._runs_on = sentence.text.endswith("；")
        if _line_heading().match(sentence.text):
            self._line_heading = self._paragraph
        elif sentence.is_heading:
            self._line_heading = None
        if not needed:
            return DatedSentence((), UNKNOWN, None)
        headed = self._under_heading(sentence.section_id)
        term = headed if _spans(headed) else None
        source = self._source
        self._source = next((one.period for one in reversed(expressions) if one.is_source), source)
        return DatedSentence(expressions, self.of_part(part), self._paragraph or headed, term, source)

    def of_part(self, part: str) -> Period:
        """Return the years that a part of the document is about."""
        if part == "review":
            return self.years.review
        if part in ("plan", "government", "closing"):
            return self.years.plan
        return UNKNOWN

    def _under_heading(self, section_id: str) -> Period | None:
        if not self._headings:
            above: dict[str, Section] = {section.section_id: section for section in self.outline.sections}
            for section in self.outline.sections:
                own = opening_period(section.heading, time_expressions(section.heading, self.years))
                parent = above.get(section.parent_id or "")
                self._headings[section.section_id] = own or (self._headings.get(parent.section_id) if parent else None)
        return self._headings.get(section_id)


def _spans(period: Period | None) -> bool:
    return period is not None and is_long(period)


@cache
def _line_heading() -> re.Pattern[str]:
    return re.compile(load_codebook("time_expressions")["line_heading"])


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
    if measure == "growth" and is_long(period) and _is_yearly(subject):
        return Period(period.end, period.end), measure
    if (averaged := _averaged_over(subject)) and measure == "growth_avg" and period.end is not None:
        return Period(period.end - averaged + 1, period.end), measure
    if measure == "growth_avg" and not is_long(period) and base is None:
        return _term(period, dated, is_target=is_target), measure
    if measure in _CHANGES and base is not None and base.period.start is not None and period.end is not None:
        if base.period.start < period.end and not (mention.family == "doubling" and is_target):
            return Period(base.period.start + 1, period.end), measure
        return Period(period.end, period.end), measure
    if subject.is_inherited and dated.about(mention.start) is None and past is not None and past.end is not None:
        period = past if measure in _CHANGES and not is_long(period) else period
    if mention.family == "times" and base is not None and base.name == "base_plan" and _spans(past):
        # A multiple of what another plan came to is about all years of its own (累计633亿美元，是“十五”的2.9倍).
        return past or period, measure
    if not is_long(period) or measure in _WHOLE:
        return period, measure
    if measure in ("share", "rank") or mention.family in ("times", "ratio") or _is_stock(subject, indicator):
        return Period(period.end, period.end), measure
    # What was done over several years and is told as one number is their sum, if the text itself names the years.
    if measure not in ("level", "count"):
        return period, measure
    if is_target:
        return Period(period.end, period.end), measure
    if stated is not None and is_flow_phrase(subject.own + subject.phrase):
        return period, "cumulative"
    return (Period(period.end, period.end) if stated is not None else period), measure


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
