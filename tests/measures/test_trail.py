"""Promises and tasks held against each other, and the trail from plan to report to task."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures import trail

PLAN, REPORT, TASKS = "east_plan", "east_2024", "east_tasks_2024"
LINK = ["from_doc", "from_id", "to_doc", "to_id", "kind", "score", "shared_quantities", "difference"]


@pytest.fixture
def sections():
    rows = [("c1", None, "2024年工作安排"), ("c2", "c1", ""), ("c3", "c2", "改善民生"), ("c4", None, "")]
    return pd.DataFrame(rows, columns=["section_id", "parent_id", "heading"])


@pytest.fixture
def sentences():
    rows = [
        ("s1", "c4", "review", "去年建成学校3所。", None),
        ("s2", "c1", "plan", "二、2024年工作安排", "heading"),
        ("s3", "c2", "plan", "坚持以人民为中心。", None),
        ("s4", "c3", "plan", "建成学校5所。", None),
        ("s5", "c3", "plan", "改造老旧小区。", None),
        ("s6", "c4", "government", "严格执行预算。", None),
        ("s7", "c4", "government", "让我们团结起来！", "formula"),
        ("s8", "c4", "closing", "谢谢大家！", None),
    ]
    return pd.DataFrame(rows, columns=["sentence_id", "section_id", "part", "text", "function"])


@pytest.fixture
def tasks():
    return pd.DataFrame({"no": [1, 2, 3], "section_no": [1, 1, 2]})


@pytest.fixture
def links():
    rows = [
        (REPORT, "s4", TASKS, "1", "report→task", 1.0, 1, ""),
        (REPORT, "s6", TASKS, "2", "report→task", 0.9, 0, "− 严格"),
        (REPORT, "s6", "west_tasks_2024", "3", "report→task", 1.0, 0, ""),
        (PLAN, "s9", REPORT, "s4", "plan→report", 0.6, 0, "＋ 5所"),
        (PLAN, "s8", REPORT, "s4", "plan→report", 0.7, 0, "＋ 5所"),
        (PLAN, "s7", REPORT, "s6", "plan→report", 0.95, 0, ""),
        (PLAN, "s7", REPORT, "s1", "plan→report", 0.99, 0, ""),
    ]
    return pd.DataFrame(rows, columns=LINK)


@pytest.fixture
def linked(links):
    return trail.task_links(links, REPORT, TASKS)


def test_the_report_of_a_plan_is_that_of_its_place_and_year():
    documents = pd.DataFrame(
        {
            "doc_id": [TASKS, REPORT, "east_2023", "west_2024"],
            "doc_type": ["task_plan", "work_report", "work_report", "work_report"],
            "place": ["甲市东区", "甲市东区", "甲市东区", "甲市西区"],
            "year": [2024, 2024, 2023, 2024],
        }
    )
    assert trail.report_of(documents, TASKS) == REPORT
    assert trail.report_of(documents[documents["doc_id"] != REPORT], TASKS) == ""
    assert trail.report_of(documents.assign(year=None), TASKS) == ""
    assert trail.report_of(documents, "") == ""


def test_promises_are_what_is_to_come_without_headings_and_formulas(sentences, sections, linked):
    promised = trail.promises(sentences, sections, linked).set_index("sentence_id")
    assert list(promised.index) == ["s3", "s4", "s5", "s6"]
    assert promised.loc["s4", "tasks"] == [1]
    assert promised.loc["s5", "tasks"] == []


def test_what_stands_before_the_subsections_opens_a_section(sentences, sections, linked):
    promised = trail.promises(sentences, sections, linked).set_index("sentence_id")
    assert promised["form"].to_dict() == {"s3": "opening", "s4": "promise", "s5": "promise", "s6": "promise"}
    assert promised.loc["s3", "section"] == "2024年工作安排"  # its own section has no heading
    assert promised.loc["s6", "section"] == ""
    coded = sentences.assign(function=[None, "heading", None, None, "orientation", None, "formula", None])
    assert trail.promises(coded, sections, linked).set_index("sentence_id").loc["s5", "form"] == "opening"


def test_promises_without_a_task_are_listed_and_openings_come_last(sentences, sections, linked):
    alone = trail.without_task(trail.promises(sentences, sections, linked))
    assert list(alone["sentence_id"]) == ["s5", "s3"]


def test_tasks_without_a_promise_are_listed(tasks, linked):
    assert list(trail.without_promise(tasks, linked)["no"]) == [3]


def test_a_task_is_identical_only_if_no_link_tells_of_a_difference(linked):
    assert trail.identical(linked) == {1}
    assert trail.differences(linked)[["no", "difference"]].to_numpy().tolist() == [[2, "− 严格"]]
    both = pd.concat([linked, linked.iloc[[0]].assign(difference="＋ 以上")])
    assert trail.identical(both) == frozenset()


def test_chains_prefer_a_common_figure_and_then_the_product_of_scores(links, linked, tasks):
    found = trail.chains(links, linked, tasks)
    assert found[["plan_id", "no"]].to_numpy().tolist() == [["s8", 1], ["s9", 1], ["s7", 2]]
    assert found["score"].tolist() == pytest.approx([0.7, 0.6, 0.95 * 0.9])
    assert list(found.columns) == list(trail.CHAIN)
    assert found.iloc[2][["changed", "copied"]].tolist() == ["", "− 严格"]


def test_examples_are_of_different_sections(links, linked, tasks):
    found = trail.chains(links, linked, tasks)
    assert trail.examples(found, 3)["plan_id"].tolist() == ["s8"]
    apart = trail.chains(links, linked, tasks.assign(section_no=[1, 2, 2]))
    assert trail.examples(apart, 3)["plan_id"].tolist() == ["s8", "s7"]
    assert trail.examples(apart, 0).empty
    assert trail.examples(trail.chains(links.iloc[:0], linked, tasks), 3).empty


def test_a_problem_leads_to_its_answers_and_their_tasks(sentences, sections, linked):
    promised = trail.promises(sentences, sections, linked)
    problems = pd.DataFrame(
        {
            "issue": ["学位不足", "作风不实"],
            "sentence_id": ["s1", "s1"],
            "answered_by": [["s4", "s5", "gone"], []],
        }
    )
    answered = trail.answered_problems(problems, promised)
    assert answered[["problem", "answer_id"]].to_numpy().tolist() == [[1, "s4"], [1, "s5"], [2, ""]]
    assert answered["tasks"].tolist() == [[1], [], []]
    assert trail.answered_problems(problems.iloc[:0], promised).empty
