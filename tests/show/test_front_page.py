"""What the front page says first: what was read, each district in one sentence, and how it was done."""

from __future__ import annotations

import html
import re

import pandas as pd
import pytest

from suzhou_priorities.show.comparison_context import in_ten
from suzhou_priorities.show.comparison_finding_form import LIKELY, OPEN, SURE, of_first_places, of_interval, of_test
from suzhou_priorities.show.front_findings import findings_part
from suzhou_priorities.show.front_lead import lead_part, scope_part
from suzhou_priorities.show.front_method import method_part
from suzhou_priorities.show.summary import DistrictCard, Finding, StudySummary
from suzhou_priorities.show.text import Words, words_of

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["a", "b", "c"],
        "district": ["wujiang", "wuzhong", None],
        "place": ["江苏省苏州市吴江区", "江苏省苏州市吴中区", "福建省厦门市鹭澜区"],
        "year": pd.array([2024, 2024, 2021], dtype="Int64"),
        "adopted": ["2024-01-09", None, "2021-01-06"],
    }
)
SENTENCES = pd.DataFrame(
    {
        "doc_id": ["a", "a", "a"],
        "sentence_id": ["s1", "s2", "s3"],
        "text": [
            "发展产业。",
            "全年完成工业投资一百二十亿元，引进重大产业项目三十个。",
            "新建农村公路二十公里，改造危桥六座，惠及全区十个村。",
        ],
        "domain": ["industry", "industry", "urban"],
        "domain_score": [9.0, 5.0, 8.0],
    }
)
CARDS = (
    DistrictCard("wujiang", "Wujiang", "#0072B2", "Wujiang report", "a", False, (), "Wujiang writes most about <A>."),
    DistrictCard("", "鹭澜区", "#666666", "鹭澜区 report", "c", True, (), "鹭澜区 writes most about B."),
)
FOUND = Finding("priorities", "One.", "Open: few paragraphs.", "shares", "Open")
SUMMARY = StudySummary((FOUND,), CARDS, (), {"a/share/industry": 0.14, "a/share/urban": 0.1, "a/leads/urban": 0.9}, "")


def plain(text):
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def test_the_lead_counts_documents_districts_and_places_elsewhere():
    told = plain(lead_part(DOCUMENTS, SUMMARY, Words("page", "en")))
    assert "Documents read: 3, from 2 of Suzhou's 10 districts, and from other places: 1." in told
    assert "Work reports that can be compared: 1." in told


def test_each_district_has_its_sentence_and_what_is_not_compared_is_marked():
    told = lead_part(DOCUMENTS, SUMMARY, Words("page", "en"))
    assert "Wujiang writes most about &lt;A&gt;.</li>" in told
    assert "writes most about B. (Shown separately.)</li>" in told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_study_or_documents_the_lead_still_stands(lang):
    words = Words("page", lang)
    assert "<ul" not in lead_part(DOCUMENTS.iloc[:0], None, words)
    assert not re.search(r"nan|[{}]", plain(scope_part(DOCUMENTS.iloc[:0], "ab" * 32, words)))


def test_the_scope_names_years_dates_and_the_state_of_the_data():
    told = plain(scope_part(DOCUMENTS, "ab" * 32, Words("page", "en")))
    assert "2021–2024" in told
    assert "2021-01-06 to 2024-01-09 (known for 2)" in told
    assert "abababab." in told


def test_the_example_is_a_clear_sentence_of_the_first_domain():
    told = method_part(SENTENCES, SUMMARY, Words("page", "en"))
    assert '<a lang="zh-CN" href="documents/a.html#s2">全年完成工业投资' in told
    assert "→ Industry" in told
    assert "14% of the Wujiang report" in told


def test_a_study_without_shares_has_no_example():
    assert method_part(SENTENCES, StudySummary((), CARDS, (), {}, ""), Words("page", "zh")) == ""


def test_a_certainty_begins_with_its_word_in_bold():
    told = findings_part(SUMMARY, "06_comparison.html", "", words_of("page", "en"))
    assert '<p class="certainty"><strong>Open</strong>: few paragraphs. ' in told


def test_a_first_place_is_firm_only_where_draws_and_variants_keep_it():
    assert of_first_places([0.95, 0.85], level=False, holds=88, asked=88) == SURE
    assert of_first_places([0.95, 0.85], level=False, holds=44, asked=88) == LIKELY
    assert of_first_places([0.95, 0.36], level=False, holds=88, asked=88) == OPEN
    assert of_first_places([0.95], level=True, holds=88, asked=88) == OPEN
    assert of_first_places([], level=False, holds=0, asked=0) == OPEN


def test_tests_and_intervals_give_the_word_too():
    assert [of_test(p) for p in (0.001, 0.03, 0.3, float("nan"))] == [SURE, LIKELY, OPEN, OPEN]
    assert [of_interval(half) for half in (0.03, 0.08, 0.2, float("nan"))] == [SURE, LIKELY, OPEN, OPEN]


@pytest.mark.parametrize(
    ("share", "zh", "en"),
    [(0.36, "约四成", "about 4 of 10"), (0.02, "不到一成", "fewer than 1 of 10"), (1, "九成以上", "more than 9 of 10")],
)
def test_draws_are_told_in_tenths(share, zh, en):
    assert in_ten(share, Words("06_comparison", "zh")) == zh
    assert in_ten(share, Words("06_comparison", "en")) == en
