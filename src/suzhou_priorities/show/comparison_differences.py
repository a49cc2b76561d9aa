"""The findings of the study on what differs beyond chance: between reports, between review and plan, in profiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from suzhou_priorities.measures.attention_study import beyond_chance
from suzhou_priorities.show.attention_answer import difference_findings
from suzhou_priorities.show.comparison_context import p_text
from suzhou_priorities.show.comparison_finding_form import LIKELY, OPEN, compared_documents, make_finding, of_test
from suzhou_priorities.show.comparison_profile_finding import profile_finding

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.comparison_context import StudyPage
    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.summary import Finding
    from suzhou_priorities.show.text import Words


@dataclass(frozen=True, slots=True)
class Profiles:
    """The counted shares of the compared reports and their differences, with the words that name them.

    ``apart`` as from `profile_differences.profile_differences`, ``profile`` as from `report_profile.report_profile`.
    """

    apart: pd.DataFrame
    profile: pd.DataFrame
    compared: Compared
    words: Words


def nothing_beyond(page: StudyPage) -> bool:
    """Tell whether no domain's share differs beyond chance, neither between reports nor between review and plan."""
    return bool(beyond_chance(page.study.between).empty and beyond_chance(page.study.past).empty)


def neither(page: StudyPage) -> Finding:
    """Return that neither reports nor their reviews and plans differ beyond chance."""
    words, of_reports, of_parts = page.words, page.study.between, page.study.past
    largest = {
        "largest_between": difference_findings(of_reports, page.attention, past=False)["largest"],
        "largest_past": difference_findings(of_parts, page.attention, past=True)["largest"],
    }
    names = page.several(compared_documents(page))
    counts = {"between": len(of_reports), "past": len(of_parts)}
    reach_of = {"points": f"{100 * reach(of_reports):.0f}", "points_past": f"{100 * reach(of_parts):.0f}"}
    sure = words("certainty_neither", **reach_of, **counts, **largest)
    return make_finding("between", words("finding_neither", years=page.years(), names=names), sure, OPEN, page)


def profile(profiles: Profiles | None, page: StudyPage) -> Finding | None:
    """Return the counted shares in which reports differ beyond chance, if there are any."""
    if profiles is None or not profiles.apart["beyond"].any():
        return None
    sentence = profile_finding(profiles.apart, profiles.profile, profiles.compared, profiles.words)
    return make_finding("profile", sentence, profiles.words("profile_sure"), LIKELY, page)


def between(page: StudyPage) -> Finding | None:
    """Return in which domains reports differ beyond chance, else what differs most; None where there is one report."""
    table, words = page.study.between, page.words
    if table.empty:
        return None
    names = page.several(compared_documents(page))
    gaps = difference_findings(table, page.attention, past=False)
    sentence = words("finding_between", years=page.years(), names=names, **gaps)
    return make_finding("between", sentence, *_test_certainty(table, page, "between"), page)


def past(page: StudyPage) -> Finding | None:
    """Return in which domains reviews and plans differ beyond chance, else what differs most."""
    table, words = page.study.past, page.words
    if table.empty:
        return None
    gaps = difference_findings(table, page.attention, past=True)
    key = "finding_past" if len(compared_documents(page)) > 1 else "finding_past_one"
    sentence = words(key, years=page.years(), **gaps)
    return make_finding("past", sentence, *_test_certainty(table, page, "past"), page)


def reach(table: pd.DataFrame) -> float:
    """Return the half width of the middle interval of some differences: what is smaller cannot be told from chance."""
    half = (table["high"] - table["low"]).to_numpy(dtype=float) / 2
    return float(np.nanmedian(half)) if np.isfinite(half).any() else float("nan")


def _test_certainty(table: pd.DataFrame, page: StudyPage, key: str) -> tuple[str, str]:
    """Return how sure a finding on differences is, in words and in one word."""
    words, points = page.words, f"{100 * reach(table):.0f}"
    found = beyond_chance(table)
    if found.empty:
        return words(f"certainty_{key}", points=points), OPEN
    least = float(found["p_bh"].min())
    return words("certainty_beyond", p=p_text(least), n=len(found), tests=len(table)), of_test(least)
