"""Place, type and years of a document, read from its own text, and what a sidecar says instead."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.outline.place import place_of
from suzhou_priorities.repair.years import impossible_years, plan_period, years_in_digits

if TYPE_CHECKING:
    from suzhou_priorities.corpus.provenance import Provenance

HEAD = 700
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document is.

    ``review_start`` to ``review_end`` are the years it looks back on, ``plan_start`` to ``plan_end`` those it
    plans; ``year`` is the first year it plans. None where neither text nor sidecar tells. ``inferred`` says in
    sentences what was read from the text, ``unknown`` what could not be.
    """

    title: str | None = None
    place: str | None = None
    district: str | None = None
    doc_type: str | None = None
    year: int | None = None
    review_start: int | None = None
    review_end: int | None = None
    plan_start: int | None = None
    plan_end: int | None = None
    adopted: dt.date | None = None
    inferred: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@cache
def _book() -> dict[str, Any]:
    return load_codebook("metadata")


@cache
def _pattern(*keys: str) -> re.Pattern[str]:
    entry: Any = _book()
    for key in keys:
        entry = entry[key]
    return quick_pattern(entry)


def infer_metadata(text: str) -> Metadata:
    """Return what a clean text says of itself."""
    printed = text
    text = years_in_digits(text)
    head = text[:HEAD]
    title = _title(printed[:HEAD])
    doc_type = _type(title, text)
    adopted = _adopted(head)
    place = place_of(title, head, text)
    years = _years(doc_type or "work_report", title, adopted, text)
    metadata = Metadata(title, place, district_of(place), doc_type, *years, adopted)
    named = {
        "title": title,
        "place": place,
        "type": doc_type,
        "year": metadata.year,
        "date of adoption": adopted,
    }
    return replace(
        metadata,
        inferred=tuple(f"The {what} is read from the text: {value}." for what, value in named.items() if value),
        unknown=tuple(f"The {what} could not be read from the text." for what, value in named.items() if not value),
    )


def with_provenance(metadata: Metadata, provenance: Provenance | None) -> Metadata:
    """Return the metadata as the sidecar has them; where the text contradicts it, with a warning."""
    if provenance is None:
        return metadata
    warnings = []
    if metadata.year is not None and metadata.year != provenance.year:
        warnings.append(f"The sidecar says the document plans {provenance.year}; the text reads as if {metadata.year}.")
    if metadata.doc_type is not None and metadata.doc_type != provenance.doc_type:
        warnings.append(f"The sidecar says {provenance.doc_type}; the text reads like a {metadata.doc_type}.")
    if metadata.adopted and provenance.adopted and metadata.adopted != provenance.adopted:
        warnings.append(f"The sidecar says it was adopted on {provenance.adopted}; the text says {metadata.adopted}.")
    review = provenance.review_period or (None, None)
    length = 4 if provenance.doc_type == "five_year_plan" else 0
    return Metadata(
        title=provenance.title,
        place=provenance.place or metadata.place,
        district=provenance.district or district_of(provenance.place),
        doc_type=provenance.doc_type,
        year=provenance.year,
        review_start=review[0],
        review_end=review[1],
        plan_start=provenance.year,
        plan_end=provenance.year + length,
        adopted=provenance.adopted,
        warnings=tuple(warnings),
    )


def district_of(place: str | None) -> str | None:
    """Return the key of the county-level unit that a place's name ends in, or None."""
    if not place:
        return None
    for key, entry in load_codebook("places")["entries"].items():
        for name in (entry["official_zh"], *entry.get("aliases", ())):
            short = name.removeprefix("苏州市")
            if place.endswith(name) or (place.endswith(short) and ("苏州" in place or place == short)):
                return str(key)
    return None


def _title(head: str) -> str | None:
    for line in head.split("\n"):
        if (
            4 <= len(line) <= LONGEST_TITLE
            and not line.endswith(("。", "：", "；"))
            and _pattern("title", "pattern").search(line)
        ):
            return line
    return None


def _type(title: str | None, text: str) -> str | None:
    if title:
        for entry in _book()["types"]:
            if re.search(entry["pattern"], title):
                return str(entry["type"])
    for entry in _book()["type_by_content"]:
        if re.search(entry["pattern"], text, re.DOTALL):
            return str(entry["type"])
    return None


def _adopted(head: str) -> dt.date | None:
    for match in _pattern("years", "adopted").finditer(head):
        try:
            return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None


def _years(
    doc_type: str, title: str | None, adopted: dt.date | None, text: str
) -> tuple[int | None, int | None, int | None, int | None, int | None]:
    """Return (year, review_start, review_end, plan_start, plan_end)."""
    if doc_type == "five_year_plan":
        ordinal = _pattern("years", "plan_ordinal").search(title or "") or _pattern("years", "plan_ordinal").search(
            text
        )
        if ordinal is None:
            return None, None, None, None, None
        first, last = plan_period(ordinal["number"] or ordinal["short"])
        return first, first - 5, first - 1, first, last
    reviewed = _pattern("years", "reviewed").search(title or "")
    drafted = _pattern("years", "drafted").search(title or "")
    if drafted or reviewed:
        return _years_of_title(doc_type, reviewed, drafted)
    year = _year(title, adopted, text)
    if year is None:
        return None, None, None, None, None
    if doc_type == "task_plan":
        return year, None, None, year, year
    return year, year - 1, year - 1, year, year


def _years_of_title(
    doc_type: str, reviewed: re.Match[str] | None, drafted: re.Match[str] | None
) -> tuple[int | None, int | None, int | None, int | None, int | None]:
    """Return the years of a report whose title says which year it looks back on, and which one it plans."""
    past = int(reviewed["year"]) if reviewed else None
    if reviewed and past is not None and reviewed["part"]:
        # A report of the half year looks back on its first months and ahead on its last.
        return past, past, past, past, past
    year = int(drafted["year"]) if drafted else (past or 0) + 1
    if doc_type == "task_plan":
        return year, None, None, year, year
    past = year - 1 if past is None else past
    return year, past, past, year, year


def _is_reviewed(year: str, text: str) -> bool:
    """Tell whether a report estimates what the year of its title will have come to: it was given at the end of it."""
    return re.search(_book()["years"]["estimated"].format(year=year), text) is not None


def _year(title: str | None, adopted: dt.date | None, text: str) -> int | None:
    """Return the year that a yearly document plans; an impossible year on the page yields to what implies it."""
    implied = [found.implied for found in impossible_years(text)]
    if implied:
        return max(implied)
    plan = Counter(int(match["year"]) for match in _pattern("years", "plan").finditer(text))
    review = _pattern("years", "review").search(text)
    titled = _pattern("years", "title").search(title or "")
    if titled and int(titled["year"]) not in plan and _is_reviewed(titled["year"], text):
        return int(titled["year"]) + 1
    if plan:
        best = max(plan, key=lambda year: (plan[year], year))
        # A heading such as 2010年主要工作 looks back where the title names a later year.
        return max(best, int(titled["year"])) if titled and int(titled["year"]) - best == 1 else best
    if review:
        return int(review["year"]) + 1
    if titled:
        return int(titled["year"])
    if adopted is not None:
        # A report of late autumn or winter speaks of the year that is about to begin.
        return adopted.year + (adopted.month >= 11)
    stated = [int(match["year"]) for match in _pattern("years", "event").finditer(text)]
    return max(stated, default=None)
