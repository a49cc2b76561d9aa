"""Load of leaders and units, kinds, sections and the network of units, on a plan small enough to count by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.errors import ReportError
from suzhou_priorities.measures import assignment, unit_network

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["east_tasks_2023", "east_tasks_2024", "east_2024"],
        "doc_type": ["task_plan", "task_plan", "work_report"],
        "year": [2023, 2024, 2024],
    }
)


@pytest.fixture
def tasks():
    return pd.DataFrame(
        {
            "doc_id": "east_tasks_2024",
            "no": [1, 2, 3, 4],
            "section_no": [1, 1, 2, 2],
            "section": ["预期目标", "预期目标", "民生", "民生"],
            "section_inferred": [False, False, True, True],
            "leaders": [["张三"], ["张三"], ["李四", "张三"], []],
            "leaders_inherited": [False, True, False, False],
            "sentence_id": ["s0002", "s0003", "s0006", None],
        }
    )


@pytest.fixture
def units():
    rows = [
        (1, "区发改委", "government", "lead", False),
        (1, "区统计局", "government", "co", True),
        (2, "区发改委", "government", "lead", False),
        (2, "各区镇", "park_or_town", "co", False),
        (3, "区教育局", "government", "lead", False),
        (3, "区发改委", "government", "co", False),
        (3, "各区镇", "park_or_town", "co", False),
        (4, "文旅集团", "state_firm", "lead", False),
    ]
    return pd.DataFrame(rows, columns=["no", "name", "kind", "role", "supplies_data"])


def test_the_latest_task_plan_is_read_unless_another_is_asked_for():
    assert assignment.task_plan(DOCUMENTS) == "east_tasks_2024"
    assert assignment.task_plan(DOCUMENTS, "east_tasks_2023") == "east_tasks_2023"
    assert assignment.task_plan(DOCUMENTS[DOCUMENTS["doc_type"] == "work_report"]) == ""
    with pytest.raises(ReportError, match=r"'east_2024'.*east_tasks_2023, east_tasks_2024"):
        assignment.task_plan(DOCUMENTS, "east_2024")


def test_a_leader_is_counted_by_own_name_and_by_merged_cell(tasks):
    load = assignment.leader_load(tasks)
    assert load.to_dict("list") == {
        "leader": ["张三", "李四"],
        "own": [2, 1],
        "inherited": [1, 0],
        "tasks": [3, 1],
    }
    assert list(assignment.without_leader(tasks)["no"]) == [4]


def test_lead_and_support_are_counted_apart_and_data_suppliers_marked(units):
    load = assignment.unit_load(units).set_index("name")
    assert load.loc["区发改委", ["lead", "support", "tasks"]].tolist() == [2, 1, 3]
    assert load.loc["各区镇", ["lead", "support", "tasks"]].tolist() == [0, 2, 2]
    assert load.index[0] == "区发改委"
    assert list(load.index[load["supplies_data"]]) == ["区统计局"]


def test_a_unit_that_a_task_lists_twice_counts_once_and_leads(units):
    twice = pd.concat([units, units.iloc[[0]].assign(role="co")], ignore_index=True)
    pd.testing.assert_frame_equal(assignment.unit_load(twice), assignment.unit_load(units))


def test_shares_of_kinds_are_of_all_leads_and_of_all_supports(units):
    shares = assignment.kind_shares(units).set_index("kind")
    assert list(shares.index) == ["government", "park_or_town", "state_firm"]
    assert shares["units"].tolist() == [3, 1, 1]
    assert shares["lead_share"].tolist() == pytest.approx([3 / 4, 0, 1 / 4])
    assert shares["support_share"].tolist() == pytest.approx([1 / 2, 1 / 2, 0])
    assert shares[["lead_share", "support_share"]].sum().tolist() == pytest.approx([1, 1])


def test_a_task_has_a_figure_where_one_of_its_own_sentences_has(tasks):
    sentences = pd.DataFrame(
        {
            "sentence_id": [f"s000{number}" for number in range(1, 9)],
            "section_id": ["c1", "c1", "c1", "c1", "c2", "c2", "c2", "c3"],
            "function": ["heading", None, None, None, "heading", None, None, None],
        }
    )

    def with_figure(*ids):
        return assignment.tasks_with_figure(tasks, sentences, pd.DataFrame({"sentence_id": ids}))

    assert with_figure("s0002") == {1}
    assert with_figure("s0004") == {2}  # the second sentence of task 2
    assert with_figure("s0005") == frozenset()  # a heading between two tasks
    assert with_figure("s0007", "s0003") == {2, 3}
    assert with_figure("s0008") == frozenset()  # behind the table


def test_sections_count_tasks_figures_lead_units_and_missing_names(tasks, units):
    sections = assignment.section_load(tasks, units, frozenset({1, 3}))
    assert sections["section"].tolist() == ["预期目标", "民生"]
    assert sections["inferred"].tolist() == [False, True]
    assert sections[["tasks", "with_figure", "lead_units", "unnamed"]].to_numpy().tolist() == [
        [2, 1, 1, 0],
        [2, 1, 2, 1],
    ]
    assert sections["share"].tolist() == pytest.approx([0.5, 0.5])


def test_ties_weigh_the_tasks_that_two_units_share(units):
    tied = unit_network.ties(units)
    weights = {(row.first, row.second): row.tasks for row in tied.itertuples()}
    assert weights == {
        ("区发改委", "各区镇"): 2,
        ("区发改委", "区统计局"): 1,
        ("区发改委", "区教育局"): 1,
        ("区教育局", "各区镇"): 1,
    }
    central = unit_network.centrality(tied, assignment.unit_load(units)).set_index("name")
    assert central["degree"].to_dict() == {"区发改委": 3, "各区镇": 2, "区教育局": 2, "区统计局": 1, "文旅集团": 0}
    assert central["strength"].sum() == 2 * tied["tasks"].sum()
    assert central.index[0] == "区发改委"


def test_weak_ties_are_drawn_only_where_there_are_no_others(units):
    tied = unit_network.ties(units)
    central = unit_network.centrality(tied, assignment.unit_load(units))
    assert unit_network.strongest(tied, central, 3)["tasks"].tolist() == [2]
    assert unit_network.strongest(tied[tied["tasks"] == 1], central, 3)["tasks"].tolist() == [1, 1]


def test_the_circle_keeps_kinds_together_and_the_same_seed_gives_the_same_order():
    names = ["甲局", "乙局", "丙局", "丁局", "甲镇", "乙镇"]
    central = pd.DataFrame({"name": names, "kind": ["government"] * 4 + ["park_or_town"] * 2})
    tied = pd.DataFrame({"first": ["甲局", "乙局"], "second": ["丁局", "丙局"], "tasks": [9, 9]})
    order = unit_network.circle_order(central, tied, seed=3)
    assert order == unit_network.circle_order(central, tied, seed=3)
    assert set(order[:4]) == set(names[:4])
    assert abs(order.index("甲局") - order.index("丁局")) == 1
    assert abs(order.index("乙局") - order.index("丙局")) == 1


def test_a_plan_without_rows_gives_empty_measures(tasks, units):
    none = units.iloc[:0]
    tied = unit_network.ties(none)
    load = assignment.unit_load(none)
    for frame in (assignment.leader_load(tasks.iloc[:0]), load, assignment.kind_shares(none), tied):
        assert frame.empty
    assert unit_network.centrality(tied, load).empty
    assert assignment.section_load(tasks.iloc[:0], none, frozenset()).empty
