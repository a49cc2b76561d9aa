"""The districts of the corpus on the front page: what each puts first, promises, how it compares, how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.attention_study import beyond_chance
from suzhou_priorities.measures.district_documents import ALTERED
from suzhou_priorities.measures.priorities import TOP, level_with_first
from suzhou_priorities.measures.promise_grounds import MEASURED
from suzhou_priorities.measures.study_variants import FIRST
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.attention_answer import largest_difference
from suzhou_priorities.show.comparison_context import in_ten, limits, of_document, whole_percent
from suzhou_priorities.show.comparison_finding_form import of_first_places
from suzhou_priorities.show.comparison_ranks import lead_clause
from suzhou_priorities.show.comparison_robustness import tally
from suzhou_priorities.show.document_names import place_name
from suzhou_priorities.show.summary import CardLine, DistrictCard

if TYPE_CHECKING:
    from suzhou_priorities.show.comparison_context import StudyPage

TESTABLE = "figure_or_date"
# Which kind of document speaks for a district that has no compared report.
_KINDS = ("work_report", "five_year_plan", "task_plan")


def cards_of(page: StudyPage) -> tuple[DistrictCard, ...]:
    """Return a card for each district of the corpus, and each place without one; the compared ones first."""
    compared = [str(doc_id) for doc_id in page.study.reports["doc_id"]]
    documents = page.study.documents
    places = documents["district"].fillna(documents["place"]).fillna(documents["doc_id"])
    cards = []
    for _, own in documents.groupby(places, sort=False):
        speaker = _speaker(own, compared)
        cards.append(_card(speaker, str(speaker["doc_id"]) not in compared, page))
    return tuple(sorted(cards, key=lambda card: card.beside))


def _speaker(own: pd.DataFrame, compared: list[str]) -> pd.Series:
    """Return the document that speaks for a district: a compared report, else the latest of the most telling kind."""
    ranked = own.assign(
        is_compared=own["doc_id"].isin(compared),
        kind=[_KINDS.index(kind) if kind in _KINDS else len(_KINDS) for kind in own["doc_type"]],
    ).sort_values(["is_compared", "kind", "year"], ascending=[False, True, False], na_position="last", kind="stable")
    return ranked.iloc[0]


def _card(speaker: pd.Series, beside: bool, page: StudyPage) -> DistrictCard:
    doc_id, words = str(speaker["doc_id"]), page.words
    district = None if pd.isna(speaker["district"]) else str(speaker["district"])
    told = {
        "first": _first(doc_id, page),
        "promised": _promised(doc_id, page),
        "compared": _beside(speaker, page) if beside else _compared(doc_id, page),
        "sure": _sure(doc_id, page),
    }
    behind = {
        "first": _leading_sentences(doc_id, page),
        "promised": sentences_link(document=doc_id, testability=TESTABLE, counted="1"),
    }
    lines = tuple(
        CardLine(words(f"card_{key}"), text[:1].upper() + text[1:], behind.get(key, ""))
        for key, text in told.items()
        if text
    )
    name = place_name(speaker, page.lang)
    return DistrictCard(
        district or "",
        name,
        page.context.colour(doc_id),
        page.context.names[doc_id],
        doc_id,
        beside,
        lines,
        _brief(doc_id, page),
    )


def _first(doc_id: str, page: StudyPage) -> str:
    """Return the domains with most room, with their intervals."""
    words = page.words
    own = of_document(page.study.shares, doc_id).dropna(subset=["share"])
    if own.empty:
        return words("card_no_text")
    leading = own.sort_values("share", ascending=False, kind="stable").head(TOP)
    known = bool(leading["low"].notna().any())
    told = [
        words(
            "share_and_limits" if row.low == row.low else "share_alone",
            domain=page.context.domain(row.domain, inner=True),
            share=whole_percent(row.share),
            limits=limits(row.low, row.high),
        )
        for row in leading.itertuples()
    ]
    level = level_with_first(of_document(page.study.ranks, doc_id))
    told_of = "card_first_text" if len(level) == 1 else "card_first_level"
    return words.sentences(
        [words(told_of, told=words.join(told), n=len(level)), words("card_brackets") if known else ""]
    )


def _brief(doc_id: str, page: StudyPage) -> str:
    """Return what a document puts first, in one sentence with its name; empty where nothing is counted."""
    own = of_document(page.study.ranks, doc_id)
    return page.words("lead_sentence", told=lead_clause(own, doc_id, page)) if len(own) else ""


def _leading_sentences(doc_id: str, page: StudyPage) -> str:
    """Return the address of the sentences of the first domain; empty where there is none."""
    own = of_document(page.study.shares, doc_id).dropna(subset=["share"])
    if own.empty:
        return ""
    return sentences_link(document=doc_id, domain=str(own.loc[own["share"].idxmax(), "domain"]), counted="1")


def _promised(doc_id: str, page: StudyPage) -> str:
    """Return how many promises carry a figure or a date, and in which domain most; and the headline targets."""
    words, study = page.words, page.study
    if of_document(study.counted, doc_id).empty:
        # What a task plan promises are the words of its report, and no page lists them as its own.
        return ""
    own = of_document(study.grounds, doc_id)
    own = own[own["ground"] == MEASURED]
    aimed = of_document(study.targets, doc_id)
    told = []
    for row in own.itertuples():
        by_domain = of_document(study.grounds_by_domain, doc_id)
        by_domain = by_domain[(by_domain["ground"] == MEASURED) & by_domain["domain"].ne("none")].dropna(
            subset=["domain"]
        )
        gaps = {"count": int(row.count), "total": int(row.total), "share": whole_percent(row.share)}
        if by_domain.empty or not by_domain["count"].max():
            told.append(words("card_measured", **gaps))
            continue
        most = by_domain.loc[by_domain["count"].idxmax()]
        domain = page.context.domain(str(most["domain"]), inner=True)
        told.append(words("card_measured_most", domain=domain, most=int(most["count"]), **gaps))
    if len(aimed):
        numbered = int((aimed["form"] == "number").sum())
        told.append(words("card_targets", n=len(aimed), numbered=numbered))
    return words.sentences(told)


def _compared(doc_id: str, page: StudyPage) -> str:
    """Return the largest difference from the other compared reports, and whether it is beyond chance."""
    words, table = page.words, page.study.between
    own = table[(table["first_label"] == doc_id) | (table["second_label"] == doc_id)]
    if own.empty:
        return words("card_alone")
    passed = beyond_chance(table).index.intersection(own.index)
    row = own.loc[own.loc[passed if len(passed) else own.index, "difference"].abs().idxmax()]
    largest = largest_difference(row, page.attention, past=False)
    return words("card_beyond" if len(passed) else "card_not_beyond", n=len(passed), tests=len(own), largest=largest)


def _beside(speaker: pd.Series, page: StudyPage) -> str:
    """Return why a document is not compared."""
    words, reasons = page.words, []
    if speaker["doc_type"] != "work_report":
        return words("card_other_kind", kind=words(str(speaker["doc_type"])).lower())
    if page.study.tiers.get(str(speaker["doc_id"])) == ALTERED:
        reasons.append(words("reason_altered"))
    if len(page.study.reports) and page.years() != page.context.years([str(speaker["doc_id"])]):
        reasons.append(words("reason_year", year=page.context.years([str(speaker["doc_id"])]), years=page.years()))
    return words("card_beside", reasons=words.join(reasons)) if reasons else words("card_beside_plain")


def _sure(doc_id: str, page: StudyPage) -> str:
    """Return how often the first place is kept when paragraphs are drawn anew, and in how many variants."""
    words = page.words
    own = of_document(page.study.ranks, doc_id).dropna(subset=["first", "low"])
    level = level_with_first(own)
    if not level:
        return words("card_sure_unknown")
    lead, chance = own.iloc[0], float(own.loc[own["domain"].isin(level), "first"].sum())
    gaps = {
        "share": in_ten(chance, words),
        "domain": page.domains(level[:1]),
        "ranks": f"{lead['low']:.0f}–{lead['high']:.0f}",
        "n": len(level),
    }
    holds, asked = tally(page.study.held, FIRST, doc_id)
    verdict = of_first_places([chance], level=len(level) > 1, holds=holds, asked=asked)
    text = words("card_sure_text" if len(level) == 1 else "card_sure_level", **gaps)
    told = [words("sure_line", verdict=words(f"sure_{verdict}"), text=text)]
    if asked:
        told.append(words("card_sure_variants", holds=holds, n=asked))
    return words.sentences(told)
