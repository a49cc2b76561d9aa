"""Which years a number is about.

The nearest expression of time before the number in its sentence decides; without one the period that its paragraph
or heading opens with (五年来, “十三五”期间), and without that the years that the document looks back on or plans.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.model import Period
from suzhou_priorities.extract.numerals import chinese_number
from suzhou_priorities.repair.years import plan_period, years_in_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

UNKNOWN = Period(None, None)
_TITLES = ("（", "(", "《")
_DIGIT = re.compile(r"\d")
_MARKS = re.compile(r"年|五[”期时以]|本届|上届")
_NUMBERED = ("span", "year")
_OF_A_PLAN = ("past_plan", "base_plan", "source_plan")
_TITLES_BEHIND = ("“", "《")
_BASES = ("base", "since", "source", "level_before", "base_plan", "base_term", "source_plan")


@dataclass(frozen=True, slots=True)
class Years:
    """The years of a document: what it looks back on and what it plans."""

    doc_type: str
    review: Period
    plan: Period
    adopted: int | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time in a text: its span, the years it names, and whether they are only a base."""

    start: int
    end: int
    period: Period
    is_base: bool
    name: str
    holds_until: int

    @property
    def is_source(self) -> bool:
        """Tell whether it dates the first of two values (由2002年的…增加到…)."""
        return self.name.startswith("source") or self.name == "level_before"


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    book: dict[str, Any] = load_codebook("time_expressions")
    parts = []
    for place, entry in enumerate(book["expressions"]):
        own = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{place}>", entry["pattern"])
        parts.append(f"(?P<is_{entry['name']}_{place}>{own})")
    return quick_pattern("|".join(parts)), quick_pattern(book["not_about"])


@cache
def _groups() -> dict[str, tuple[str, dict[str, str]]]:
    """Return for the outer group of each expression its name, and the groups within by their names in the codebook."""
    named = [group.rsplit("_", 1) for group in _expressions()[0].groupindex]
    return {
        f"{outer}_{place}": (
            outer.removeprefix("is_"),
            {name: f"{name}_{own}" for name, own in named if own == place and not name.startswith("is_")},
        )
        for outer, place in named
        if outer.startswith("is_")
    }


def time_expressions(text: str, years: Years) -> list[TimeExpression]:
    """Return the expressions of time in a text, in order."""
    if not _MARKS.search(text):
        return []
    text = years_in_digits(text)
    pattern, not_about = _expressions()
    skipped = [match.span() for match in not_about.finditer(text)]
    skipped_from = [start for start, _ in skipped]
    found = []
    for match in pattern.finditer(text):
        before = bisect_right(skipped_from, match.start()) - 1
        if before >= 0 and match.start() < skipped[before][1]:
            continue
        # Of groups within each other the outer one is the last.
        kind, own = _groups()[match.lastgroup or ""]
        groups = {name: match[group] for name, group in own.items()}
        opened = text[match.start() - 1 : match.start()]
        if opened in _TITLES and (opened == "《" or kind in _NUMBERED):
            # Years in brackets and titles belong to names (清零计划（2023-2025年）).
            continue
        period = _period(kind, groups, years)
        # A year right before a name (2019年“中国创新百强区”位列第三) dates that clause only, as 三年内 does.
        names = kind == "within_years" or (kind == "year" and text[match.end() : match.end() + 1] in _TITLES_BEHIND)
        until = _end_of_clause(text, match.end()) if names else _end_of_bracket(text, match.start())
        found.append(TimeExpression(match.start(), match.end(), period, kind in _BASES, kind, until))
    return found


def _end_of_clause(text: str, position: int) -> int:
    ends = [place for stop in "，；" if (place := text.find(stop, position)) >= 0]
    return min(ends, default=len(text))


def _end_of_bracket(text: str, position: int) -> int:
    """Return up to where what stands at a position holds: inside brackets to their end, else to the text's end."""
    opening = text.rfind("（", 0, position)
    if opening < 0 or text.find("）", opening, position) >= 0:
        return len(text)
    closing = text.find("）", position)
    return closing if closing >= 0 else len(text)


def _period(kind: str, groups: dict[str, str | None], years: Years) -> Period:
    if kind in ("year", "base", "since", "source", "level_before"):
        year = int(groups["first"] or 0)
        return Period(year, year)
    if kind == "span":
        return Period(int(groups["first"] or 0), int(groups["last"] or 0))
    if kind == "plan_head":
        first, _ = plan_period(groups["plan"] or "十")
        return Period(first, first + _count(groups["count"]) - 1)
    if kind in _OF_A_PLAN:
        first, last = plan_period(groups["plan"] or "十")
        if "初" in (groups["tail"] or ""):
            return Period(first, first)
        return Period(last, last) if "末" in (groups["tail"] or "") or kind != "past_plan" else Period(first, last)
    return _relative(kind, groups, years)


def _relative(kind: str, groups: dict[str, str | None], years: Years) -> Period:
    review, plan = years.review, years.plan
    if kind == "this_year":
        return Period(plan.start, plan.start)
    if kind == "next_year":
        # A report given before the year that it plans calls that year the next one.
        year = plan.start if plan.start is None or _is_early(years) else plan.start + 1
        return Period(year, year)
    if kind == "base_term":
        length = _count(groups.get("count"))
        return UNKNOWN if review.end is None else Period(review.end - 2 * length + 1, review.end - length)
    if kind == "plan_end":
        return plan.last_year
    if kind == "last_year":
        return review.last_year
    counted = groups.get("count") or groups.get("count2") or ("两" if kind == "two_years" else None)
    count = _count(counted)
    if kind in ("next_years", "two_years", "within_years"):
        first = plan.start
        return UNKNOWN if first is None else Period(first, first + count - 1)
    last = review.end
    return UNKNOWN if last is None else Period(last - count + 1, last)


def _is_early(years: Years) -> bool:
    return years.adopted is not None and years.plan.start is not None and years.adopted < years.plan.start


def _count(text: str | None) -> int:
    if text is None:
        return 5
    value = float(text) if text.isdigit() else chinese_number(text)
    return int(value or 5)


def opening_period(text: str, expressions: Sequence[TimeExpression]) -> Period | None:
    """Return the period that a paragraph or heading opens with, None if it opens with none.

    Parameters
    ----------
    text
        The paragraph, or its first sentence.
    expressions
        Its expressions of time.
    """
    opening = int(load_codebook("time_expressions")["period_opening"])
    for expression in expressions:
        if expression.start >= opening or _DIGIT.search(text, 0, expression.start):
            return None
        if not expression.is_base and expression.holds_until == len(text):
            return expression.period
    return None
