"""The findings of the study: which is told, and how sure it is, follows from what was computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.measures.priorities import level_with_first
from suzhou_priorities.measures.priorities_proxies import ATTENTION, PROMISES, TARGETS, TASKS
from suzhou_priorities.measures.promise_grounds import MEASURED, OWNED
from suzhou_priorities.measures.study_variants import FIRST
from suzhou_priorities.show.comparison_context import MOST_TOLD, limits, of_document, p_text, signed, whole_percent
from suzhou_priorities.show.comparison_differences import between, neither, nothing_beyond, past, profile
from suzhou_priorities.show.comparison_finding_form import compared_documents, make_finding
from suzhou_priorities.show.comparison_ranks import lead_clause
from suzhou_priorities.show.comparison_robustness import tally

if TYPE_CHECKING:
    from suzhou_priorities.show.comparison_context import StudyPage
    from suzhou_priorities.show.comparison_differences import Profiles
    from suzhou_priorities.show.summary import Finding

MOST_FINDINGS = 5
_FIRM = 0.8  # of the draws, from which a first place is called firm
_ALIKE = 0.5  # Kendall's tau from which rankings are called alike


def findings_of(page: StudyPage, profiles: Profiles | None = None) -> tuple[Finding, ...]:
    """Return the findings that the corpus allows, the most important first; none where no report can be compared.

    What differs beyond chance is told wherever it lies: the tests of domains are told in one finding where none of them
    finds anything, and counted shares make a finding where one of them differs.
    """
    of_reports, of_parts = between(page), past(page)
    apart = not (of_reports and of_parts and nothing_beyond(page))
    tests = [of_reports, of_parts] if apart else [neither(page)]
    found = [_priorities(page), tests[0], profile(profiles), _proxies(page), _promises(page), *tests[1:]]
    return tuple(finding for finding in found if finding is not None)[:MOST_FINDINGS]


def _priorities(page: StudyPage) -> Finding | None:
    """Return what the reports put first, with how often it leads when drawn anew and in how many variants it holds."""
    words, ranks, documents = page.words, page.study.ranks, compared_documents(page)
    if not documents:
        return None
    if len(documents) > MOST_TOLD:
        leads = [level_with_first(of_document(ranks, doc_id))[:1] for doc_id in documents]
        flat = [lead[0] for lead in leads if lead]
        most = max(dict.fromkeys(flat), key=flat.count)
        told = words("lead_of_many", k=flat.count(most), n=len(flat), domain=page.context.domain(most, inner=True))
    else:
        told = page.told([lead_clause(ranks, doc_id, page) for doc_id in documents])
    key = "finding_priorities" if len(documents) > 1 else "finding_priorities_one"
    return make_finding(
        "priorities", words(key, years=page.years(), n=len(documents), told=told), priorities_certainty(page, documents)
    )


def priorities_certainty(page: StudyPage, documents: list[str]) -> str:
    """Return how sure the first places of some documents are."""
    words, told, chances, held = page.words, [], [], page.study.held
    for doc_id in documents[:MOST_TOLD]:
        own = of_document(page.study.ranks, doc_id).dropna(subset=["first"])
        level = level_with_first(own)
        if level:
            chance = float(own.loc[own["domain"].isin(level), "first"].sum())
            chances.append(chance)
            gaps = {"name": page.label(doc_id), "domain": page.domains(level[:1]), "n": len(level)}
            key = "leads_in" if len(level) == 1 else "one_of_level_leads_in"
            told.append(words(key, share=whole_percent(chance), **gaps))
    counts = [tally(held, FIRST, doc_id) for doc_id in documents]
    holds, asked = (sum(values) for values in zip(*counts, strict=True))
    verdict = "firm" if chances and min(chances) >= _FIRM else "weak" if chances and max(chances) < _FIRM else "mixed"
    drawn = words(f"certainty_{verdict}", told=page.words.join(told)) if told else words("certainty_one_paragraph")
    return words.sentences([drawn, words("certainty_variants", holds=holds, n=asked) if asked else ""])


def _proxies(page: StudyPage) -> Finding | None:
    """Return whether the headline targets put first what attention does."""
    study, words = page.study, page.words
    own = study.own(study.agreement)
    aimed = own[own["proxy"] == TARGETS].head(MOST_TOLD)
    if aimed.empty:
        return None
    told, apart, alike = [], [], []
    for row in aimed.itertuples():
        spread = of_document(study.proxies, str(row.doc_id))
        attended = level_with_first(spread[spread["proxy"] == ATTENTION])
        aims = spread[(spread["proxy"] == TARGETS) & (spread["domain"] == row.first)].iloc[0]
        apart.append(row.first not in attended and not row.tau >= _ALIKE)
        alike.append(row.tau >= _ALIKE)
        told.append(
            words(
                "aimed_and_attended",
                name=page.label(str(row.doc_id)),
                aimed=page.context.domain(str(row.first), inner=True),
                count=int(aims["count"]),
                total=int(aims["total"]),
                attended=page.domains(attended[:2]),
                tau=signed(row.tau),
            )
        )
    verdict = "apart" if all(apart) else "alike" if all(alike) else "mixed"
    rest = own[own["proxy"].isin([PROMISES, TASKS])]["tau"].dropna()
    gaps = {
        "total": _range(sorted(int(total) for total in aimed["total"])),
        "p": words.join([p_text(p) for p in aimed["p"]]),
    }
    sure = words("certainty_proxies", **gaps)
    if len(rest):
        sure = words.sentences(
            [sure, words("certainty_promises_follow", tau=_range([signed(tau) for tau in sorted(rest)]))]
        )
    return make_finding("proxies", words(f"finding_proxies_{verdict}", told=page.told(told)), sure)


def _range(values: list[int] | list[str]) -> str:
    """Return sorted values as from the first to the last."""
    return str(values[0]) if values[0] == values[-1] else f"{values[0]}–{values[-1]}"


def _promises(page: StudyPage) -> Finding | None:
    """Return how many promises carry a figure or a date, and how many have an owner where that is known."""
    study, words = page.study, page.words
    own = study.own(study.grounds)
    measured = own[own["ground"] == MEASURED].head(MOST_TOLD)
    if measured.empty:
        return None
    owned = own[own["ground"] == OWNED].set_index("doc_id")
    told = [
        words(
            "measured_of",
            name=page.label(str(row.doc_id)),
            total=int(row.total),
            share=whole_percent(row.share),
            limits=limits(row.low, row.high),
        )
        for row in measured.itertuples()
    ]
    known = [
        words("owned_of", name=page.label(str(doc_id)), share=whole_percent(float(owned.at[doc_id, "share"])))
        for doc_id in measured["doc_id"]
        if doc_id in owned.index
    ]
    key = "finding_promises_owned" if known else "finding_promises"
    sentence = words(key, years=page.years(), told=page.told(told), owned=page.told(known))
    if len(measured) < 2:
        sure = words("certainty_promises_one")
    else:
        overlap = float(measured["low"].max()) <= float(measured["high"].min())
        sure = words("certainty_promises_overlap" if overlap else "certainty_promises_apart")
    unknown = len(measured) - len(known)
    return make_finding(
        "promises", sentence, words.sentences([sure, words("owners_unknown", n=unknown) if unknown else ""])
    )
