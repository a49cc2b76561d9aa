"""The finding of the study on headline targets: whether they put first what the text does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.measures.priorities import level_with_first
from suzhou_priorities.measures.priorities_proxies import ATTENTION, PROMISES, TARGETS, TASKS
from suzhou_priorities.show.comparison_context import MOST_TOLD, of_document
from suzhou_priorities.show.comparison_finding_form import LIKELY, OPEN, make_finding

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.comparison_context import StudyPage
    from suzhou_priorities.show.summary import Finding

ALIKE = 0.5  # Kendall's tau from which rankings are called alike
_LEVEL = 0.05  # p-value of tau below which agreement is likely; a few targets never make it firm
_BY_CUSTOM = "economy"


def proxies(page: StudyPage) -> Finding | None:
    """Return whether the headline targets put first what attention does."""
    study, words = page.study, page.words
    own = study.own(study.agreement)
    aimed = own[own["proxy"] == TARGETS]
    if aimed.empty:
        return None
    attended = {str(row.doc_id): _attended(str(row.doc_id), page) for row in aimed.itertuples()}
    off = [row.first not in attended[str(row.doc_id)] for row in aimed.itertuples()]
    alike = [row.tau >= ALIKE for row in aimed.itertuples()]
    apart = [is_off and not is_alike for is_off, is_alike in zip(off, alike, strict=True)]
    verdict = "apart" if all(apart) else "alike" if all(alike) else "mixed"
    firsts = aimed["first"].unique()
    same = verdict != "alike" and 1 < len(aimed) <= MOST_TOLD and len(firsts) == 1
    if len(aimed) > MOST_TOLD:
        told = words("aimed_many", k=sum(off), n=len(aimed))
    else:
        clauses = [_aimed(row, attended[str(row.doc_id)], page, same=same) for row in aimed.itertuples()]
        told = page.told(clauses)
    sentence = words(
        "finding_proxies_same" if same else f"finding_proxies_{verdict}", told=told, aimed=page.domains(firsts[:1])
    )
    agreed = verdict == "alike" and bool((aimed["p"] < _LEVEL).all())
    return make_finding("proxies", sentence, _certainty(aimed, page), LIKELY if agreed else OPEN, page)


def _certainty(aimed: pd.DataFrame, page: StudyPage) -> str:
    """Return what the few targets can show, and what the other signs add."""
    words, own = page.words, page.study.own(page.study.agreement)
    totals = sorted(int(total) for total in aimed["total"])
    total = str(totals[0]) if totals[0] == totals[-1] else f"{totals[0]}–{totals[-1]}"
    rest = own[own["proxy"].isin([PROMISES, TASKS])]["tau"].dropna()
    return words.sentences(
        [
            words("certainty_proxies", total=total),
            words("certainty_custom") if aimed["first"].eq(_BY_CUSTOM).all() else "",
            words("certainty_promises_follow") if len(rest) and rest.min() >= ALIKE else "",
        ]
    )


def _attended(doc_id: str, page: StudyPage) -> list[str]:
    """Return the domain with most of a plan's text, and those level with it."""
    spread = of_document(page.study.proxies, doc_id)
    return level_with_first(spread[spread["proxy"] == ATTENTION])


def _aimed(row: object, attended: list[str], page: StudyPage, *, same: bool) -> str:
    """Return what most targets of a report are about, and what most of its plan's text is."""
    doc_id, first = str(row.doc_id), str(row.first)  # type: ignore[attr-defined]
    spread = of_document(page.study.proxies, doc_id)
    aims = spread[(spread["proxy"] == TARGETS) & (spread["domain"] == first)].iloc[0]
    keys = ("aimed_of_same", "aimed_of", "aimed_of_level")
    if not same:
        keys = ("aimed_as_attended", "aimed_and_attended", "aimed_and_level")
    return page.words(
        keys[0 if attended == [first] else 1 if len(attended) == 1 else 2],
        name=page.label(doc_id),
        aimed=page.context.domain(first, inner=True),
        count=int(aims["count"]),
        total=int(aims["total"]),
        attended=page.domains(attended[:1]),
    )
