"""Years that the text itself shows to be impossible, and corrections from the sidecar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from os.path import commonprefix
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import ProvenanceError
from suzhou_priorities.repair.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.corpus.provenance import Correction

_DIGITS = "零一二三四五六七八九"
_STATEMENT = re.compile(r"(?P<year>(?:19|20)\d\d)年，?是(?P<rest>[^。！？\n]*)")
SAME_EVENT = 60  # characters within which a year and the event that dates it belong together


@dataclass(frozen=True, slots=True)
class ImpossibleYear:
    """A year as printed, what the text implies instead, and the words that imply it."""

    printed: int
    implied: int
    evidence: str
    sentence: str


_HAN_YEAR = re.compile(r"[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def years_in_digits(text: str) -> str:
    """Return a text with its years in Chinese characters (二〇三五年) in digits; offsets stay as they are."""
    return _HAN_YEAR.sub(lambda match: match.group().translate(_HAN_DIGITS), text)


def plan_period(ordinal: str) -> tuple[int, int]:
    """Return the first and last year of a five-year plan by its number (``十四`` is 2021 to 2025)."""
    number = _number(ordinal)
    return 1951 + 5 * number, 1955 + 5 * number


def _number(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, _, ones = numeral.rpartition("十")
    if "十" not in numeral:
        return _DIGITS.index(numeral)
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


@cache
def _rules() -> list[tuple[re.Pattern[str], str, int]]:
    return [
        (re.compile(entry["pattern"]), entry["rule"], int(entry.get("offset", 0)))
        for entry in load_codebook("dated_events")["entries"]
    ]


def impossible_years(text: str) -> list[ImpossibleYear]:
    """Return the years that stand beside an event which happened in another year.

    “2022年是‘十三五’的收官之年” cannot be: the 13th plan ran to 2020. Only statements of the form
    “YYYY年是 …” are judged, and only by events within the same sentence.
    """
    found: list[ImpossibleYear] = []
    for statement in _STATEMENT.finditer(text):
        printed = int(statement["year"])
        for pattern, rule, offset in _rules():
            event = pattern.search(statement["rest"][:SAME_EVENT])
            if event is None:
                continue
            implied = _implied(rule, event, offset)
            if implied != printed:
                found.append(ImpossibleYear(printed, implied, event.group(), statement.group()))
                break
    return found


def _implied(rule: str, event: re.Match[str], offset: int) -> int:
    if rule == "anniversary":
        return offset + _number(event["number"])
    first, last = plan_period(event["number"])
    return {"plan_first": first, "plan_last": last}[rule] + offset


def correct(text: str, corrections: Sequence[Correction], where: str) -> list[Edit]:
    """Return the edits that carry out a sidecar's corrections.

    Raises
    ------
    ProvenanceError
        If a printed passage does not occur exactly once in the cleaned text.
    """
    edits: list[Edit] = []
    for position, correction in enumerate(corrections):
        times = text.count(correction.printed)
        if times != 1:
            raise ProvenanceError(
                where,
                f"corrections[{position}].printed occurs {times} times in the cleaned text: {correction.printed!r}.",
                "Quote a passage that occurs exactly once, in simplified script and with full-width punctuation.",
            )
        start = text.index(correction.printed)
        first, last = _changed(correction.printed, correction.corrected)
        edits.append(
            Edit(
                start + first,
                start + len(correction.printed) - last,
                correction.corrected[first : len(correction.corrected) - last],
                "year",
                note=f"{correction.what}: {correction.evidence}",
            )
        )
    return sorted(edits, key=lambda edit: edit.start)


def _changed(printed: str, corrected: str) -> tuple[int, int]:
    """Return how many characters both share at either end, without cutting a number in two."""
    first = len(commonprefix([printed, corrected]))
    while first and printed[first - 1].isdigit():
        first -= 1
    last = len(commonprefix([printed[first:][::-1], corrected[first:][::-1]]))
    while last and printed[len(printed) - last].isdigit():
        last -= 1
    return first, last
