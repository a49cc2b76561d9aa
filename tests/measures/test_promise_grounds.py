"""What promises stand on: a figure or a date, an owner, or words alone; and which are shown as examples."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures.promise_examples import best_grounded, with_quotes, worst_grounded
from suzhou_priorities.measures.promise_grounds import ground_shares, grounded, owners, with_task_plan

DOCUMENTS = pd.DataFrame(
    [
        ("a_report", "work_report", "江苏省苏州市甲区", 2024),
        ("a_tasks", "task_plan", "江苏省苏州市甲区", 2024),
        ("b_report", "work_report", "浙江省嘉兴市乙县", 2024),
    ],
    columns=["doc_id", "doc_type", "place", "year"],
)
TASKS = pd.DataFrame(
    [("a_tasks", 1, ["区交通运输局"]), ("a_tasks", 2, []), ("a_tasks", 3, ["区教育局", "区财政局"])],
    columns=["doc_id", "no", "lead_units"],
)
LINKS = pd.DataFrame(
    [("a_report", "s1", "a_tasks", "1"), ("a_report", "s2", "a_tasks", "2"), ("a_report", "s1", "a_tasks", "3")],
    columns=["from_doc", "from_id", "to_doc", "to_id"],
).assign(kind="report→task")
TEXTS = [
    ("a_report", "s1", "确保高铁年底顺利通车，新增学位4020个。"),
    ("a_report", "s2", "加快推进城市更新。"),
    ("a_report", "s3", "弘扬地域文化，打响城市品牌。"),
    ("b_report", "s1", "新增学位1000个。"),
    ("b_report", "s2", "打造一流环境。"),
]
SENTENCES = pd.DataFrame(TEXTS, columns=["doc_id", "sentence_id", "text"]).assign(start=100)
PROMISES = pd.DataFrame(
    [
        ("a_report", "s1", 100, 110, "确保", "高铁年底顺利通车", "figure_or_date", "urban", "measure"),
        ("a_report", "s1", 111, 119, "新增", "学位4020个", "figure_or_date", "education", "measure"),
        ("a_report", "s2", 100, 108, "加快推进", "城市更新", "process", "urban", "measure"),
        ("a_report", "s3", 100, 106, "弘扬", "地域文化", "slogan", "culture", "orientation"),
        ("a_report", "s3", 107, 113, "打响", "城市品牌", "slogan", "culture", "measure"),
        ("b_report", "s1", 100, 108, "新增", "学位1000个", "figure_or_date", "education", "measure"),
        ("b_report", "s2", 100, 106, "打造", "一流环境", "slogan", "opening", "measure"),
    ],
    columns=["doc_id", "sentence_id", "start", "end", "verb", "object", "testability", "domain", "function"],
).assign(paragraph=[1, 1, 1, 2, 2, 1, 2])


@pytest.fixture
def found():
    return with_quotes(grounded(PROMISES, DOCUMENTS, LINKS, TASKS), SENTENCES)


def test_a_sentence_is_owned_by_the_units_that_lead_its_tasks():
    (row,) = owners(DOCUMENTS, LINKS, TASKS).itertuples()
    assert (row.doc_id, row.sentence_id, row.tasks) == ("a_report", "s1", [1, 3])
    assert row.lead_units == ["区交通运输局", "区教育局", "区财政局"]


def test_a_task_without_a_unit_that_leads_is_no_owner(found):
    own = found[found["sentence_id"].eq("s2") & found["doc_id"].eq("a_report")].iloc[0]
    assert not own["owned"]
    assert own["neither"]


def test_of_a_report_without_a_task_plan_owners_are_not_known(found):
    assert with_task_plan(DOCUMENTS) == {"a_report": "a_tasks"}
    own = found[found["doc_id"] == "b_report"]
    assert own[["owned", "both", "neither"]].isna().all().all()
    assert own["measured"].tolist() == [True, False]
    assert set(ground_shares(own)["ground"]) == {"measured", "outcome", "words"}


def test_shares_are_of_all_promises_of_a_group_with_intervals(found):
    shares = ground_shares(found).set_index(["doc_id", "ground"])
    assert shares.loc[("a_report", "measured"), ["count", "total", "share"]].tolist() == [2, 5, 0.4]
    assert shares.loc[("a_report", "both"), "count"] == 2
    assert shares.loc[("a_report", "neither"), "count"] == 3
    assert (shares["low"] <= shares["share"]).all()
    assert (shares["share"] <= shares["high"]).all()


def test_every_promise_is_measured_an_outcome_or_words(found):
    assert (found[["measured", "outcome", "words"]].astype(int).sum(axis=1) == 1).all()


def test_the_words_of_a_promise_are_its_clauses(found):
    assert found["quote"].tolist()[:4] == ["确保高铁年底顺利通车", "新增学位4020个", "加快推进城市更新", "弘扬地域文化"]
    assert found["dated"].tolist()[:2] == [True, False]


def test_the_best_has_a_date_and_each_domain_one_example(found):
    best = best_grounded(found, 1)
    assert best["quote"].tolist() == ["确保高铁年底顺利通车", "新增学位1000个"]
    assert len(best_grounded(found, 9)) == 3


def test_the_worst_of_large_domains_are_measures_before_orientations(found):
    worst = worst_grounded(found, 1, large=2)
    assert worst.loc[worst["doc_id"] == "a_report", "quote"].tolist() == ["打响城市品牌", "加快推进城市更新"]
    assert set(worst["testability"]) <= {"process", "slogan"}


def test_force_plays_no_part(found):
    firm = found.assign(force="guarantee")
    assert best_grounded(firm, 3)["quote"].tolist() == best_grounded(found, 3)["quote"].tolist()


def test_without_promises_there_is_nothing():
    empty = with_quotes(grounded(PROMISES.iloc[:0], DOCUMENTS, LINKS, TASKS), SENTENCES)
    assert ground_shares(empty).empty
    assert best_grounded(empty, 3).empty
    assert worst_grounded(empty, 3).empty
