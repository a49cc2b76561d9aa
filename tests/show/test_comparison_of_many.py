"""The study where there are many reports: what is drawn says so, and what is said is said of all of them."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from suzhou_priorities.measures.attention_study import Settings
from suzhou_priorities.measures.study_results import TABLES, study_of
from suzhou_priorities.paths import FIGURES_VARIABLE
from suzhou_priorities.show import comparison_page, comparison_ranks
from suzhou_priorities.show.comparison_context import study_page
from suzhou_priorities.show.comparison_findings import findings_of
from suzhou_priorities.show.comparison_profile_finding import ENOUGH, told_differences
from suzhou_priorities.show.comparison_promises_claims_figure import claims_figure
from suzhou_priorities.show.comparison_promises_context import study_documents
from suzhou_priorities.show.comparison_promises_drawn import MOST_DRAWN, drawn, first_of
from suzhou_priorities.show.comparison_shares_matrix import shares_matrix
from suzhou_priorities.show.language_context import Compared
from suzhou_priorities.show.text import Words
from suzhou_priorities.tables.store import read_tables

COUNTED = ("result", "headline_target", "measure")
REPORT = "wuzhong_work_report_2024"
PLACES = (
    "浙江省嘉兴市嘉善县",
    "福建省厦门市鹭澜区",
    "海南省临涯县",
    "浙江省越澜市",
    "云南省德宏傣族景颇族自治州芒宛傣族佤族自治县",
)
WORDS = Words("06_comparison_promises", "en")


@pytest.fixture(scope="module")
def tables(report_tables):
    """Some of the report of Wuzhong as the reports of five places outside Suzhou."""
    copies, sentences = {}, read_tables(("sentences",), report_tables)["sentences"]
    own = sentences[(sentences["doc_id"] == REPORT) & sentences["function"].isin(COUNTED)]
    kept = own[own["section_id"].isin(own["section_id"].drop_duplicates().iloc[::5])]
    for name, table in read_tables(TABLES, report_tables).items():
        if "doc_id" not in table:
            copies[name] = table.head(0)
            continue
        own = table[table["doc_id"] == REPORT]
        if "sentence_id" in table:
            own = own[own["sentence_id"].isin(kept["sentence_id"])]
        elif name == "sections":
            own = own[own["section_id"].isin(kept["section_id"])]
        rows = [own.assign(doc_id=f"r{number}") for number in range(len(PLACES))]
        if name == "documents":
            rows = [part.assign(district=None, place=place) for part, place in zip(rows, PLACES, strict=True)]
        copies[name] = pd.concat(rows, ignore_index=True)
    return copies


@pytest.fixture(scope="module")
def study(tables, tmp_path_factory):
    return study_of(tables, {}, tmp_path_factory.mktemp("nothing"), Settings("characters", 0.0, 20, 7), draws=1)


@pytest.fixture(params=["zh", "en"])
def page(request, study):
    return study_page(study, request.param)


@pytest.fixture(autouse=True)
def figures(tmp_path, monkeypatch):
    monkeypatch.setenv(FIGURES_VARIABLE, str(tmp_path))


def test_findings_count_all_reports_and_list_none_of_them_one_by_one(page):
    for finding in findings_of(page):
        told = finding.sentence + finding.certainty
        assert sum(name in told for name in ("嘉善县", "鹭澜区", "临涯县", "越澜市", "芒宛")) <= 2
        assert "{" not in told
    assert any(re.search(r"\b5\b", finding.sentence) for finding in findings_of(page))


def test_of_all_reports_none_has_a_known_owner(page):
    promises = next(finding for finding in findings_of(page) if finding.key == "promises")
    assert "5" in promises.certainty


def test_the_differences_say_how_many_pairs_are_drawn(page):
    text = comparison_page.between_text(page).data
    assert "10" in text
    assert re.search(r"3 对|the 3 pairs", text)


def test_many_reports_stand_in_one_grid_with_a_link_for_each_share(study):
    page = study_page(study, "en")
    documents = [str(doc_id) for doc_id in study.reports["doc_id"]]
    told = comparison_ranks.leads_of_many(study.ranks, documents, page)
    shown = shares_matrix(documents, told, page, "shares").data
    assert {f"r{number}" for number in range(5)} == set(re.findall(r"document=(\w+)", shown))
    assert "of 5 reports" in shown


def test_places_are_called_by_their_own_names(page):
    assert [page.label(f"r{number}") for number in (0, 4)] == ["嘉善县", "芒宛傣族佤族自治县"]


def test_a_figure_that_shows_some_of_the_reports_says_so(tables, tmp_path):
    compared, _ = study_documents(tables["documents"], tables["sentences"].assign(passage="plan"), {}, WORDS)
    claimed = pd.DataFrame(
        [
            (doc_id, key, n, n, n, 0, 0, 0, 0, 0.1, False, False)
            for doc_id in compared.pair
            for key, n in (("industry", 2), ("culture", 1))
        ],
        columns=[
            *("doc_id", "domain", "problems", "credentials", "national", "provincial", "city", "other", "sought"),
            *("plan_share", "praised", "neglected"),
        ],
    )
    problems = pd.DataFrame(columns=["doc_id", "domain", "sentence_id"])
    shown = claims_figure(claimed, problems, compared, WORDS).data
    assert "drawn: 4 of 5 reports" in shown


def test_the_documents_that_a_title_names_are_drawn():
    compared = Compared(list("abcde"), [], [], {}, {}, {})
    assert first_of(compared).pair == ["a", "b", "c"]
    assert first_of(compared, {"b", "e"}).pair == ["a", "b", "e"]
    assert drawn("Shares", MOST_DRAWN, 3, WORDS) == "Shares"
    assert drawn("Shares", 3, 5, WORDS).endswith("drawn: 3 of 5 reports")


def differences(*rows):
    return pd.DataFrame(rows, columns=["measure", "first", "second", "difference", "beyond"])


def shares(**totals):
    rows = [(doc_id, measure, total) for measure, total in totals.items() for doc_id in "abcdef"]
    return pd.DataFrame(rows, columns=["doc_id", "measure", "total"])


def test_a_difference_of_shares_of_one_case_is_not_named_as_the_largest():
    apart = differences(("targets_higher", "a", "b", 1.0, False), ("promises_measured", "a", "c", 0.2, False))
    known = shares(targets_higher=1, promises_measured=ENOUGH)
    for brief in (False, True):
        assert told_differences(apart, known, brief=brief)["measure"].tolist() == ["promises_measured"]


def test_a_title_names_no_measure_and_no_document_that_is_not_drawn():
    apart = differences(
        ("honours_city", "a", "b", 0.9, True),
        ("promises_words", "a", "b", 0.8, True),
        ("promises_words", "c", "d", 0.7, True),
        ("promises_measured", "e", "f", 0.6, True),
        ("promises_hedged", "b", "c", 0.5, True),
    )
    named = told_differences(apart, shares(), brief=True)
    assert named["measure"].tolist() == ["promises_words", "promises_hedged"]
    assert len({*named["first"], *named["second"]}) <= MOST_DRAWN
