"""Every figure of a document as a row: what it counts, how, when, and whether it was achieved or is aimed at."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suzhou_priorities.extract.cues import bound_of
from suzhou_priorities.extract.dated_sentences import DatedSentence, SectionYears
from suzhou_priorities.extract.indicators import county_and_above, indicator_of, indicators, is_below_county
from suzhou_priorities.extract.measures import (
    is_bare_money,
    is_flow_phrase,
    is_negative,
    is_over_plan,
    is_share_of_plan,
    is_total,
    measure_of,
)
from suzhou_priorities.extract.mentions import find_mentions
from suzhou_priorities.extract.model import Mention, Period, Quantity
from suzhou_priorities.extract.outlook import Outlook
from suzhou_priorities.extract.quantity_years import years_of
from suzhou_priorities.extract.scopes import Scopes
from suzhou_priorities.extract.sentence_subjects import BEHIND, end_of_list, subjects_of
from suzhou_priorities.extract.statuses import ACTUAL, basis_of, is_estimated, status_of
from suzhou_priorities.outline.model import LOOKS_AHEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.extract.periods import Years
    from suzhou_priorities.extract.subjects import Subject
    from suzhou_priorities.outline.model import Outline, Sentence

LONGEST_PHRASE = 60
_BEFORE = 400
_STOP = re.compile(r"[，。；！？\n]")
# How far a figure is above another place's is no figure of the indicator itself.
_COMPARED = frozenset({"高于", "低于", "快于", "慢于", "高出", "跑赢", "领先"})
_OF_A_WHOLE = re.compile(r"占|比重|比例")


def read_quantities(
    text: str, outline: Outline, years: Years, place: str = "", title: str = ""
) -> tuple[Quantity, ...]:
    """Return the figures of a document in document order.

    Parameters
    ----------
    text
        The clean text.
    outline
        Its sections and sentences.
    years
        The years it looks back on and plans.
    place
        Its place; a figure of another scope is no indicator of it.
    title
        Its title; a town or zone has no gross domestic product in the sense of the codebook.
    """
    mentions = find_mentions(text)
    starts = [mention.start for mention in mentions]
    reader = _Reader(years, place, is_below_county(title))
    sections = SectionYears(outline, text, years)
    outlook = Outlook(outline, text, years.doc_type)
    for sentence in outline.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        own = [mention.shifted(-sentence.start) for mention in mentions[first:last] if mention.end <= sentence.end]
        part = outlook.part(sentence) if own else sentence.part
        dated = sections.dated(sentence, part, needed=bool(own))
        if own:
            reader.read(sentence, own, part, dated)
    return tuple(reader.found)


@dataclass(slots=True)
class _Reader:
    years: Years
    place: str
    below_county: bool = False
    scopes: Scopes = field(default_factory=Scopes)
    found: list[Quantity] = field(default_factory=list)

    def read(self, sentence: Sentence, mentions: Sequence[Mention], part: str, dated: DatedSentence) -> None:
        """Add the figures of one sentence."""
        text = sentence.text
        self.scopes.enter(text, part)
        stops = [match.start() for match in _STOP.finditer(text)]
        past: Period | None = None
        measure: str | None = None
        for index, (mention, subject) in enumerate(zip(mentions, subjects_of(text, mentions), strict=True)):
            following = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
            self.scopes.reach(text, mention.end, following)
            bare = _is_bare(text, mention, subject)
            measure = measure_of(
                mention,
                subject.cues,
                subject.own,
                subject.phrase,
                measure,
                is_bare=bare,
                behind=text[mention.end : mention.end + BEHIND],
            )
            measure, indicator = self._named(mention, subject, measure)
            ahead = part in LOOKS_AHEAD
            past, measure = years_of(dated, mention, subject, measure, indicator, past, is_target=ahead)
            if (
                ahead
                and _is_yearly(text[max(0, mention.start - _BEFORE) : mention.start])
                and self.years.plan.start is not None
            ):
                past = self.years.plan
            self._add(
                sentence,
                mention,
                subject,
                part,
                dated,
                past,
                measure,
                indicator,
                end_of_list(text, mentions, index),
                stops,
            )

    def _named(self, mention: Mention, subject: Subject, measure: str) -> tuple[str, str | None]:
        """Return the measure and the indicator of a figure; the indicator can tell what the measure is."""
        measure, key = self._indicator(mention, subject, measure)
        return measure, None if self.below_county and key in county_and_above() else key

    def _indicator(self, mention: Mention, subject: Subject, measure: str) -> tuple[str, str | None]:
        if mention.family == "percent" and is_share_of_plan(subject.own):
            return "share", None
        if _COMPARED.intersection(subject.cues.words) or is_over_plan(subject.own):
            return measure, None
        indicator = indicator_of(subject.wording, mention.unit, measure, self.place)
        if indicator is None and measure == "increment":
            # In a list the verb stands once (新增商事主体10万户、上市企业10家).
            indicator = indicator_of(f"新增{subject.wording}", mention.unit, measure, self.place)
        if measure == "count" and mention.unit.endswith(("万", "亿")) and is_bare_money(subject.wording):
            # 财政收入完成198万 leaves the currency out.
            return "level", indicator_of(subject.wording, f"{mention.unit}元", "level", self.place)
        if indicator is None and measure == "share" and not _OF_A_WHOLE.search(subject.own):
            # 地区生产总值年均7% leaves its verb out: a percentage of an amount is its growth.
            growth = "growth_avg" if subject.cues.has("average") else "growth"
            key = indicator_of(subject.wording, mention.unit, growth, self.place)
            if key is not None and "share" not in indicators()[key].measures:
                return growth, key
        return measure, indicator

    def _add(
        self,
        sentence: Sentence,
        mention: Mention,
        subject: Subject,
        part: str,
        dated: DatedSentence,
        period: Period,
        measure: str,
        indicator: str | None,
        list_end: int,
        stops: Sequence[int],
    ) -> None:
        """Add a figure with its sign; a range is two rows."""
        text = sentence.text
        before, behind = text[max(0, mention.start - _BEFORE) : mention.start], text[mention.end : mention.end + BEHIND]
        status = status_of(part, before, behind, dated.stated(mention.start), self.years)
        if subject.comes_from and self.years.review.end is not None and (period.end or 0) <= self.years.review.end:
            # What a change starts from is known, also in a plan (由1.6%提高到2.5%).
            status = ACTUAL
        opens, closes = _clause(text, mention, stops)
        quote = text[opens:closes].strip()
        basis = (
            (basis_of(quote, text[max(0, opens - BEHIND) : opens]) or self.scopes.basis)
            if measure.startswith("growth")
            else None
        )
        bound = bound_of(subject.cues, behind, mention.bound)
        if bound == "eq" and list_end > mention.end:
            bound = bound_of(subject.cues, text[list_end : list_end + BEHIND], mention.bound)
        sign = -1.0 if mention.value > 0 and is_negative(measure, subject.cues, subject.own) else 1.0
        ends: tuple[tuple[float, str], ...] = ((mention.value, bound),)
        if mention.upper is not None:
            ends = ((mention.value, "ge"), (mention.upper, "le"))
        for value, own_bound in ends:
            self.found.append(
                Quantity(
                    quantity_id=f"q{len(self.found) + 1:04d}",
                    sentence_id=sentence.sentence_id,
                    start=mention.start + sentence.start,
                    end=mention.end + sentence.start,
                    phrase=subject.phrase[-LONGEST_PHRASE:],
                    indicator=indicator,
                    measure=measure,
                    status=status,
                    estimated=status == "actual"
                    and not _is_past(period, self.years)
                    and (self.scopes.is_expected(mention.start) or is_estimated(behind)),
                    basis=basis or "unstated",
                    year_start=period.start,
                    year_end=period.end,
                    value=sign * value,
                    unit=mention.unit,
                    bound=own_bound,
                    # What a binary fraction adds behind the digits of a printed number is not part of it.
                    base_value=float(f"{sign * value * mention.base_factor:.12g}"),
                    base_unit=mention.base_unit,
                    quote=quote,
                )
            )


def _is_past(period: Period, years: Years) -> bool:
    """Tell whether a figure is of a year before those reviewed, and so no longer expected."""
    return period.end is not None and years.review.end is not None and period.end < years.review.end


def _is_yearly(before: str) -> bool:
    """Tell whether a clause says what is done each year."""
    return "每年" in before[max(before.rfind(stop) for stop in "，；。") + 1 :]


def _is_bare(text: str, mention: Mention, subject: Subject) -> bool:
    """Tell whether a clause is nothing but a number and the thing counted, so that the verb before holds on."""
    end = mention.end + subject.consumed
    closes = end >= len(text) or text[end] in "，。；、和及" or text.startswith(("以上", "左右"), end)
    own = subject.own.lstrip("，、")
    if own.startswith("新") or is_total(own) or is_flow_phrase(own):
        return False
    return closes and not subject.cues.classes and not subject.is_inherited and (not own or own == subject.phrase)


def _clause(text: str, mention: Mention, stops: Sequence[int]) -> tuple[int, int]:
    """Return the span of the clause in which a figure stands: from the stop before it to the stop behind."""
    place = bisect_left(stops, mention.start)
    start = stops[place - 1] + 1 if place else 0
    place = bisect_left(stops, mention.end)
    end = stops[place] if place < len(stops) else len(text)
    return max(start, mention.start - _BEFORE), min(end, mention.end + _BEFORE)
