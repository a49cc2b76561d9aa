"""What each sentence says of time, and the years that hold for it where it says nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.periods import (
    UNKNOWN,
    TimeExpression,
    Years,
    opening_period,
    time_expressions,
)
from suzhou_priorities.outline.model import LOOKS_AHEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suzhou_priorities.extract.model import Period
    from suzhou_priorities.extract.subjects import Subject
    from suzhou_priorities.outline.model import Outline, Section, Sentence

_MOST_EXPRESSIONS = 20
_CLAUSE = re.compile(r"[，；]")


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence with its expressions of time, and the years that hold where it has none."""

    expressions: tuple[TimeExpression, ...]
    default: Period
    inherited: Period | None
    term: Period | None = None
    source: Period | None = None
    text: str = ""

    def about(self, position: int) -> TimeExpression | None:
        """Return the nearest expression before a position that says what years the text is about."""
        for expression in self._before(position):
            # A base that the number follows at once dates the number itself (由2002年的3519.7亿元, 比2018年的1102亿元).
            of_a_value = self.text[expression.start] in "比较" and self.text[expression.end - 1] == "的"
            names = expression.is_source or of_a_value
            dates = not expression.is_base or (names and position - expression.end <= 1)
            if dates and expression.holds_until >= position:
                return expression
        return None

    def base(self, position: int) -> TimeExpression | None:
        """Return the year that a figure is compared with: the nearest base before it in its sentence."""
        for expression in self._before(position):
            if expression.is_base and expression.name != "since":
                return expression
        return None

    def runs_into(self, base: TimeExpression, position: int, subject: Subject) -> bool:
        """Tell whether a base belongs to another figure before (比2010年翻一番，财政收入年均增长8%)."""
        between = self.text[base.end : position]
        return not subject.is_inherited and _CLAUSE.search(between.lstrip("，相比")) is not None

    def _before(self, position: int) -> Iterator[TimeExpression]:
        """Return the expressions that end before a position, the nearest first."""
        last = bisect_right(self.expressions, position, key=lambda expression: expression.end)
        return reversed(self.expressions[max(0, last - _MOST_EXPRESSIONS) : last])

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
    _carried: Period | None = None
    _stated: Period | None = None

    def dated(self, sentence: Sentence, part: str, *, needed: bool = True) -> DatedSentence:
        """Return the times of the next sentence; sentences are asked for in document order."""
        opens_paragraph = sentence.start > self._paragraph_end
        if opens_paragraph:
            self._paragraph, self._source = self._line_heading, None
            end = self.text.find("\n", sentence.start)
            self._paragraph_end = end if end >= 0 else len(self.text)
        opens = "年" in sentence.text[:36] or "五" in sentence.text[:16] or "本届" in sentence.text[:12]
        expressions = self._expressions(sentence.text, part) if opens or needed else ()
        if opens:
            opened = opening_period(sentence.text, expressions)
            if opened is not None:
                # The first word of a paragraph dates all of it, where the heading above names several years.
                leads = opens_paragraph and not sentence.is_heading and expressions[0].start == 0
                self._paragraph = opened
                headed = self._under_heading(sentence.section_id)
                self._is_fleeting = not opened.is_long and not (leads and headed is not None and headed.is_long)
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
        term = headed if headed is not None and headed.is_long else None
        source, carried, last = self._source, self._carried, None
        if expressions:
            self._source = next((one.period for one in reversed(expressions) if one.is_source), source)
            # A year that opens a clause of a list holds for those that follow, up to the full stop.
            last = next((one for one in reversed(expressions) if _opens_clause(one, sentence.text)), None)
        self._carried = (last.period if last else carried) if self._runs_on else None
        inherited = carried or self._paragraph or headed
        default = self.of_part(part)
        if default == UNKNOWN and self._stated is not None:
            # Nothing tells the years of the document: the year last named is the only one in view.
            default = self._stated
        if last is not None:
            self._stated = last.period
        return DatedSentence(expressions, default, inherited, term, source, sentence.text)

    def _expressions(self, text: str, part: str) -> tuple[TimeExpression, ...]:
        """Return the expressions of a sentence; five years named in a plan are those planned."""
        found = time_expressions(text, self.years)
        if not found or part == "review":
            return tuple(found)
        ahead = self.of_part(part)
        return tuple(
            replace(expression, period=ahead) if expression.name.startswith("bare_years") else expression
            for expression in found
            if ahead.is_long or not expression.name.startswith("bare_years")
        )

    def of_part(self, part: str) -> Period:
        """Return the years that a part of the document is about."""
        if part == "review":
            return self.years.review
        if part in LOOKS_AHEAD:
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


def _opens_clause(expression: TimeExpression, text: str) -> bool:
    """Tell whether an expression stands at the head of a clause and dates all that follows it in its sentence."""
    before = text[: expression.start].rstrip("到至在")
    return (not before or before[-1] in "，：；") and not expression.is_base and expression.holds_until == len(text)


@cache
def _line_heading() -> re.Pattern[str]:
    return quick_pattern(load_codebook("time_expressions")["line_heading"])
