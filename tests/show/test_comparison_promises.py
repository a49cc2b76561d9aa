"""The second half of the study's page: profiles, promises, review against plan, honours and problems."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs

import pandas as pd
import pytest

from suzhou_priorities.extract.indicators import indicators
from suzhou_priorities.measures.attention_differences import review_against_plan
from suzhou_priorities.measures.attention_study import Settings, differences, shares_with_error
from suzhou_priorities.measures.claims_and_plan import claims_and_plan
from suzhou_priorities.measures.counted_sentences import counted
from suzhou_priorities.measures.figures_said import figures_said
from suzhou_priorities.measures.profile_differences import profile_differences
from suzhou_priorities.measures.promise_examples import with_quotes
from suzhou_priorities.measures.promise_grounds import grounded, with_task_plan
from suzhou_priorities.measures.report_profile import Evidence, report_profile
from suzhou_priorities.measures.results_and_targets import results_and_targets
from suzhou_priorities.paths import FIGURES_VARIABLE
from suzhou_priorities.show import comparison_profile, comparison_promises_claims, comparison_promises_review
from suzhou_priorities.show import comparison_promises_page as promises_page
from suzhou_priorities.show.comparison_profile_figure import profile_figure
from suzhou_priorities.show.comparison_promises_claims_figure import claims_figure
from suzhou_priorities.show.comparison_promises_context import districts_of, study_documents
from suzhou_priorities.show.comparison_promises_figure import grounds_figure
from suzhou_priorities.show.comparison_promises_review_figure import review_figure
from suzhou_priorities.show.promise_page import counted_promises
from suzhou_priorities.show.text import Words
from suzhou_priorities.tables.store import read_tables

NAMES = (
    *("documents", "sentences", "quantities", "targets", "commitments"),
    *("problems", "credentials", "tasks", "links"),
)
FIRST, SECOND = "wujiang_work_report_2024", "wuzhong_work_report_2024"
TIERS = {"kunshan_work_report_2021": "altered_copy"}
PAGE = "06_comparison_promises"
TEXTS = ("profile_text", "grounds_text", "review_text", "claims_text")
PICTURES = ("profiles", "promise_grounds", "review_and_plan", "honours_and_problems")


@pytest.fixture(scope="module")
def tables(report_tables):
    return read_tables(NAMES, report_tables)


def page(tables, lang="en", figures=None):
    """Return all parts of the page by name, figures only where a folder for them is given."""
    documents, words = tables["documents"], Words(PAGE, lang)
    quantities, targets, tasks = tables["quantities"], tables["targets"], tables["tasks"]
    problems, credentials = tables["problems"], tables["credentials"]
    text = counted(tables["sentences"], documents)
    compared, years = study_documents(documents, text, TIERS, words)
    promised = counted_promises(tables["commitments"], text, compared)
    grounds = with_quotes(grounded(promised, documents, tables["links"], tasks), tables["sentences"])
    reports = documents[documents["doc_id"].isin([*compared.pair, *compared.beside])]
    outcomes = results_and_targets(reports, quantities, targets, list(indicators()))
    claimed = claims_and_plan(problems, credentials, text)
    plans = with_task_plan(documents)
    evidence = Evidence(text, quantities, targets, tasks, grounds, outcomes, claimed, credentials, plans)
    profile = report_profile(compared.shown, evidence)
    apart = profile_differences(profile, compared.pair)
    settings = Settings("characters", 0.0, 40, 7)
    shares = shares_with_error(text, ("doc_id",), None, settings)
    past = differences(review_against_plan(text[text["doc_id"].isin(compared.pair)]), settings)
    said = figures_said(text, quantities, ["doc_id", "passage"])
    both = (compared, words)
    districts = districts_of(documents)
    parts = {
        "profile_text": comparison_profile.profile_text(apart, profile, *both),
        "profile_table": comparison_profile.profile_table(shares, profile, evidence, districts, *both),
        "grounds_text": promises_page.grounds_text(grounds, apart, *both),
        "grounds_table": promises_page.grounds_table(grounds, *both),
        "examples": promises_page.examples(grounds, 6, *both),
        "review_text": comparison_promises_review.review_text(past, said, outcomes, *both),
        "counts_table": comparison_promises_review.counts_table(outcomes, *both),
        "outcomes_table": comparison_promises_review.outcomes_table(outcomes, *both),
        "claims_text": comparison_promises_claims.claims_text(claimed, *both),
        "claims_table": comparison_promises_claims.claims_table(claimed, problems, *both),
        "claims_lists": comparison_promises_claims.claims_lists_of(problems, credentials, *both),
    }
    if figures is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(FIGURES_VARIABLE, str(figures))
            parts |= {
                "profiles": profile_figure(apart, profile, *both),
                "promise_grounds": grounds_figure(grounds, documents, years, *both),
                "review_and_plan": review_figure(past, *both),
                "honours_and_problems": claims_figure(claimed, problems, *both),
            }
    return {name: part.data for name, part in parts.items()}


@pytest.fixture(scope="module")
def shown(tables, tmp_path_factory):
    return page(tables, figures=tmp_path_factory.mktemp("figures"))


def only(tables, doc_ids):
    """Return the tables of some documents alone."""
    kept = {}
    for name, table in tables.items():
        columns = [column for column in ("doc_id", "from_doc", "to_doc") if column in table]
        kept[name] = table[table[columns].isin(doc_ids).all(axis=1)].reset_index(drop=True)
    return kept


def with_a_third(tables):
    """Return the tables with a report of the same year from outside Suzhou."""
    more = dict(tables)
    for name, table in tables.items():
        if "doc_id" in table:
            own = table[table["doc_id"] == SECOND].assign(doc_id="jiashan_work_report_2024")
            own = own.assign(district=None, place="浙江省嘉兴市嘉善县") if name == "documents" else own
            more[name] = pd.concat([table, own], ignore_index=True)
    return more


def links_of(text):
    return [parse_qs(unescape(chosen)) for chosen in re.findall(r'href="sentences\.html#([^"]+)"', text)]


def test_promises_of_the_text_are_those_of_the_table(shown, tables):
    own = tables["commitments"].merge(
        counted(tables["sentences"], tables["documents"])[["doc_id", "sentence_id"]], on=["doc_id", "sentence_id"]
    )
    own = own[own["doc_id"] == FIRST]
    measured = (own["testability"] == "figure_or_date").mean()
    told = re.search(r"(\d+)% \(\S+%\) of the (\d+) promises of the Wujiang", shown["grounds_text"])
    assert (int(told[1]), int(told[2])) == (round(100 * measured), len(own))


def test_owners_are_told_of_the_report_with_a_task_plan_and_unknown_for_the_other(shown):
    assert re.search(r"By the task plan of the year, \d+% of the promises of the Wujiang", shown["grounds_text"])
    assert "There is no task plan of the year for the Wuzhong" in shown["grounds_text"]
    assert "not known" in shown["examples"]


def test_quotes_are_marked_as_chinese_and_lead_to_their_sentences(shown, tables):
    known = set(zip(tables["sentences"]["doc_id"], tables["sentences"]["sentence_id"], strict=True))
    linked = set(re.findall(r'<q lang="zh-CN"><a href="documents/([^"#]+)\.html#(s\d+)"', shown["examples"]))
    assert len(linked) >= 10
    assert linked <= known


def test_the_altered_report_and_the_plan_stand_beside(shown):
    heads = re.findall(r"<th[^>]*>(.*?)</th>", shown["profile_table"])
    assert [head for head in heads if "separately" in head] == [
        *("Kunshan 2021 (shown separately)", "Wujiang plan 2021 (shown separately)")
    ]
    assert not any("Kunshan" in shown[name] for name in ("grounds_text", "review_text", "claims_text"))


def test_every_district_has_its_page(shown):
    assert re.findall(r"10_district_profile_(\w+)\.html", shown["profile_table"]) == [
        *("wujiang", "wuzhong", "kunshan", "wujiang")
    ]


def test_figures_lead_to_sentences_of_their_documents(shown):
    for name in ("promise_grounds", "review_and_plan"):
        links = links_of(shown[name])
        assert {link["document"][0] for link in links} == {FIRST, SECOND}
        assert all(link["domain"] for link in links)
    lists = set(re.findall(r'id="(claims-[^"]+)"', shown["claims_lists"]))
    anchors = set(re.findall(r'href="#(claims-[^"]+)"', shown["honours_and_problems"] + shown["claims_table"]))
    assert anchors
    assert anchors <= lists


def test_indicators_of_the_text_are_those_of_the_counts(shown):
    told = re.search(r"Wujiang 2024, (\d+) in all.*?with a result and no target (\d+)", shown["review_text"])
    cells = re.findall(r"<td[^>]*>(.*?)</td>", shown["counts_table"])
    rows = {cells[place]: int(cells[place + 1]) for place in range(0, len(cells), 4)}
    assert sum(rows.values()) == int(told[1])
    assert rows["result, no target"] == int(told[2])


def test_prose_changes_with_the_corpus(shown, tables):
    own = tables["commitments"]
    vague = own.assign(testability=own["testability"].where(own["doc_id"] != SECOND, "slogan"))
    changed = page({**tables, "commitments": vague})
    assert "0% (0–5%) of the 358 promises of the Wuzhong" in changed["grounds_text"]
    assert "beyond chance" in changed["grounds_text"]
    assert "promises with a figure or date" in changed["profile_text"]
    assert changed["claims_text"] == shown["claims_text"]


def test_three_reports_are_all_compared(tables):
    found = page(with_a_third(tables))
    assert "Comparisons of shares between the 3 comparable reports" in found["profile_text"]
    assert all(name in found["grounds_text"] for name in ("嘉善县", "Wujiang", "Wuzhong"))
    assert "10_district_profile_None" not in found["profile_table"]


@pytest.mark.long
def test_three_reports_are_all_drawn(tables, tmp_path):
    found = page(with_a_third(tables), figures=tmp_path)
    for name in PICTURES[1:3]:
        assert {link["document"][0] for link in links_of(found[name])} == {FIRST, SECOND, "jiashan_work_report_2024"}


@pytest.mark.parametrize("doc_ids", [[], [SECOND], ["kunshan_work_report_2021"], ["wujiang_task_plan_2024"]])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_missing_is_said(tables, tmp_path, doc_ids, lang):
    found = page(only(tables, doc_ids), lang, figures=tmp_path if doc_ids != [SECOND] else None)
    assert all(found[name] for name in TEXTS)
    if doc_ids != [SECOND]:
        assert not any(found[name] for name in PICTURES[1:])
        assert not found["examples"]


def test_nothing_of_either_language_stands_in_the_other(shown, tables):
    found = page(tables, "zh")
    for name in TEXTS:
        assert not re.search(r"[A-Za-z]{2,}", found[name]), name
    assert not re.search(r"[\u4e00-\u9fff]{3,}", "".join(shown[name] for name in TEXTS))
