"""The findings of the study: which is told, and how sure it is, follows from what was computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.measures.priorities import level_with_first
from suzhou_priorities.measures.study_variants import FIRST
from suzhou_priorities.show.comparison_context import MOST_TOLD, in_ten, of_document
from suzhou_priorities.show.comparison_differences import between, neither, nothing_beyond, past, profile
from suzhou_priorities.show.comparison_finding_form import OPEN, compared_documents, make_finding, of_first_places
from suzhou_priorities.show.comparison_finding_promises import promises
from suzhou_priorities.show.comparison_finding_proxies import proxies
from suzhou_priorities.show.comparison_ranks import lead_clause, leads_of_many
from suzhou_priorities.show.comparison_robustness import tally

if TYPE_CHECKING:
    from suzhou_priorities.show.comparison_context import StudyPage
    from suzhou_priorities.show.comparison_differences import Profiles
    from suzhou_priorities.show.summary import Finding

MOST_FINDINGS = 5
_MOSTLY = 0.9  # of the variants in which first places hold, from which coding and counting matter less than chance


def findings_of(page: StudyPage, profiles: Profiles | None = None) -> tuple[Finding, ...]:
    """Return the findings that the corpus allows, the most important first; none where no report can be compared.

    What differs beyond chance is told wherever it lies: the tests of domains are told in one finding where none of them
    finds anything, and counted shares make a finding where one of them differs.
    """
    of_reports, of_parts = between(page), past(page)
    apart = not (of_reports and of_parts and nothing_beyond(page))
    tests = [of_reports, of_parts] if apart else [neither(page)]
    found = [_priorities(page), tests[0], profile(profiles, page), proxies(page), promises(page), *tests[1:]]
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
    sentence = words(key, years=page.years(), n=len(documents), told=told)
    return make_finding("priorities", sentence, *_certainty(page, documents), page)


def _certainty(page: StudyPage, documents: list[str]) -> tuple[str, str]:
    """Return how sure the first places of some documents are, in words and in one word."""
    words, told, chances, shared, held = page.words, [], [], False, page.study.held
    for doc_id in documents:
        own = of_document(page.study.ranks, doc_id).dropna(subset=["first"])
        level = level_with_first(own)
        if level:
            chance = float(own.loc[own["domain"].isin(level), "first"].sum())
            chances.append(chance)
            shared |= len(level) > 1
            gaps = {"name": page.label(doc_id), "domain": page.domains(level[:1]), "n": len(level)}
            key = "leads_in" if len(level) == 1 else "one_of_level_leads_in"
            told.append(words(key, share=in_ten(chance, words), **gaps))
    if not told:
        return words("certainty_one_paragraph"), OPEN
    counts = [tally(held, FIRST, doc_id) for doc_id in documents]
    holds, asked = (sum(values) for values in zip(*counts, strict=True))
    verdict = of_first_places(chances, level=shared, holds=holds, asked=asked)
    if len(told) > MOST_TOLD:
        ends = {"low": in_ten(min(chances), words), "high": in_ten(max(chances), words)}
        told = [words("leads_range", n=len(told), **ends)]
    drawn = words("certainty_weak" if verdict == OPEN else "certainty_steady", told=page.told(told))
    key = "certainty_variants" if holds >= _MOSTLY * asked else "certainty_variants_much"
    return words.sentences([drawn, words(key, holds=holds, n=asked) if asked else ""]), verdict
