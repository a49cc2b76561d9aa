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
from suzhou_priorities.show.comparison_ranks import lead_clause, leads_of_many
from suzhou_priorities.show.comparison_robustness import tally

if TYPE_CHECKING:
    import pandas as pd

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
    key = "finding_priorities" if len(documents) > 1 else "finding_priorities_one"
    told = page.told([lead_clause(ranks, doc_id, page) for doc_id in documents])
    if len(documents) > MOST_TOLD:
        key, told = "finding_priorities_many", leads_of_many(ranks, documents, page)
    return make_finding(
        "priorities", words(key, years=page.years(), n=len(documents), told=told), priorities_certainty(page, documents)
    )


def priorities_certainty(page: StudyPage, documents: list[str]) -> str:
    """Return how sure the first places of some documents are."""
    words, told, chances, held = page.words, [], [], page.study.held
    for doc_id in documents:
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
    if len(told) > MOST_TOLD:
        told = [words("leads_range", low=whole_percent(min(chances)), high=whole_percent(max(chances)), n=len(told))]
    verdict += "_one" if len(documents) == 1 else ""
    drawn = words(f"certainty_{verdict}", told=page.words.join(told)) if told else words("certainty_one_paragraph")
    return words.sentences([drawn, words("certainty_variants", holds=holds, n=asked) if asked else ""])


def _proxies(page: StudyPage) -> Finding | None:
    """Return whether the headline targets put first what attention does."""
    study, words = page.study, page.words
    own = study.own(study.agreement)
    aimed = own[own["proxy"] == TARGETS]
    if aimed.empty:
        return None
    attended = {str(row.doc_id): _attended(str(row.doc_id), page) for row in aimed.itertuples()}
    off = [row.first not in attended[str(row.doc_id)] for row in aimed.itertuples()]
    alike = [row.tau >= _ALIKE for row in aimed.itertuples()]
    apart = [is_off and not is_alike for is_off, is_alike in zip(off, alike, strict=True)]
    verdict = "apart" if all(apart) else "alike" if all(alike) else "mixed"
    taus, p_values = aimed["tau"].dropna(), aimed["p"].dropna()
    if len(aimed) > MOST_TOLD:
        told = words("aimed_many", k=sum(off), n=len(aimed), low=signed(taus.min()), high=signed(taus.max()))
        p = (
            words("p_range", low=f"{p_values.min():.3f}", high=f"{p_values.max():.3f}")
            if len(p_values)
            else p_text(p_values.min())
        )
    else:
        told = page.told([_aimed(row, attended[str(row.doc_id)], page) for row in aimed.itertuples()])
        p = words.join([p_text(p) for p in aimed["p"]])
    rest = own[own["proxy"].isin([PROMISES, TASKS])]["tau"].dropna()
    sure = words("certainty_proxies", total=_range(sorted(int(total) for total in aimed["total"])), p=p)
    if len(rest):
        sure = words.sentences(
            [sure, words("certainty_promises_follow", tau=_range([signed(tau) for tau in sorted(rest)]))]
        )
    return make_finding("proxies", words(f"finding_proxies_{verdict}", told=told), sure)


def _attended(doc_id: str, page: StudyPage) -> list[str]:
    """Return the domain with most of a plan's text, and those level with it."""
    spread = of_document(page.study.proxies, doc_id)
    return level_with_first(spread[spread["proxy"] == ATTENTION])


def _aimed(row: object, attended: list[str], page: StudyPage) -> str:
    """Return what most targets of a report are about, and what most of its plan's text is."""
    doc_id, first = str(row.doc_id), str(row.first)  # type: ignore[attr-defined]
    spread = of_document(page.study.proxies, doc_id)
    aims = spread[(spread["proxy"] == TARGETS) & (spread["domain"] == first)].iloc[0]
    return page.words(
        "aimed_as_attended" if attended == [first] else "aimed_and_attended",
        name=page.label(doc_id),
        aimed=page.context.domain(first, inner=True),
        count=int(aims["count"]),
        total=int(aims["total"]),
        attended=page.domains(attended[:2]),
        tau=signed(row.tau),  # type: ignore[attr-defined]
    )


def _range(values: list[int] | list[str]) -> str:
    """Return sorted values as from the first to the last."""
    return str(values[0]) if values[0] == values[-1] else f"{values[0]}–{values[-1]}"


def _promises(page: StudyPage) -> Finding | None:
    """Return how many promises carry a figure or a date, and how many have an owner where that is known."""
    study, words = page.study, page.words
    own = study.own(study.grounds)
    measured = own[own["ground"] == MEASURED]
    if measured.empty:
        return None
    owned = own[(own["ground"] == OWNED) & own["doc_id"].isin(measured["doc_id"])]
    told, known = _measured(measured, page), _owned(owned, page)
    key = "finding_promises_owned" if known else "finding_promises"
    sentence = words(key, years=page.years(), told=told, owned=known)
    if len(measured) < 2:
        sure = words("certainty_promises_one")
    else:
        overlap = float(measured["low"].max()) <= float(measured["high"].min())
        sure = words("certainty_promises_overlap" if overlap else "certainty_promises_apart")
    unknown = len(measured) - len(owned)
    without = words("owners_unknown", k=unknown, n=len(measured)) if unknown else ""
    return make_finding("promises", sentence, words.sentences([sure, without]))


def _measured(measured: pd.DataFrame, page: StudyPage) -> str:
    """Return the share of promises with a figure or date in each report; where they are many, from least to most."""
    words = page.words
    if len(measured) > MOST_TOLD:
        least, most = (measured.loc[at] for at in (measured["share"].idxmin(), measured["share"].idxmax()))
        total = int(measured["total"].sum())
        return words(
            "measured_many",
            n=len(measured),
            least=page.label(str(least["doc_id"])),
            low=whole_percent(least["share"]),
            most=page.label(str(most["doc_id"])),
            high=whole_percent(most["share"]),
            share=whole_percent(float(measured["count"].sum()) / total),
            total=words.number(total),
        )
    return page.told(
        [
            words(
                "measured_of",
                name=page.label(str(row.doc_id)),
                total=int(row.total),
                share=whole_percent(row.share),
                limits=limits(row.low, row.high),
            )
            for row in measured.itertuples()
        ]
    )


def _owned(owned: pd.DataFrame, page: StudyPage) -> str:
    """Return the share of promises that a unit leads, in the reports that have a task plan; empty where none has."""
    words = page.words
    if len(owned) > MOST_TOLD:
        ends = {"low": whole_percent(owned["share"].min()), "high": whole_percent(owned["share"].max())}
        return words("owned_many", n=len(owned), **ends)
    return page.told(
        [
            words("owned_of", name=page.label(str(row.doc_id)), share=whole_percent(row.share))
            for row in owned.itertuples()
        ]
    )
