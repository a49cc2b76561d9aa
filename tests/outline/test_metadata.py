"""Title, type, place and year, as a document's own text tells them."""

from __future__ import annotations

import re

import pytest

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.outline.metadata import infer_metadata

BOOK = load_codebook("metadata")
REPORT = "各位代表：\n现在，我代表市人民政府，向大会报告政府工作，请予审议。\n一、2022年工作回顾\n二、2023年重点工作\n"


@pytest.mark.parametrize("entry", BOOK["types"], ids=lambda entry: entry["type"])
def test_an_example_is_a_title_of_its_type(entry):
    assert re.search(entry["pattern"], entry["example"])


# Titles and types ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "2023年县政府重点工作任务清单",
        "宁阳市2024年政府工作报告重点任务分工方案",
        "2024年区政府工作要点任务分解表",
        "2024年度县民生实事项目清单",
        "2024年县民生实事项目（责任）清单",
        "2022年市政府工作报告责任分解方案",
        "2021年政府工作报告任务分工",
        "临江县2023年重点项目推进计划表",
        "2019年为民办实事工作安排表",
    ],
)
def test_titles_of_task_plans_are_known(title):
    metadata = infer_metadata(f"{title}\n一、工业强县\n1.完成工业投资50亿元，新增规上企业20家。\n")
    assert (metadata.title, metadata.doc_type) == (title, "task_plan")
    assert metadata.year == int(re.search(r"20\d\d", title).group())
    assert metadata.plan_start == metadata.plan_end == metadata.year


@pytest.mark.parametrize(
    ("title", "doc_type"),
    [
        ("2024年临江县政府工作报告", "work_report"),
        ("关于2023年工作完成情况和2024年重点工作安排的报告——政府工作报告", "work_report"),
        ("临江县国民经济和社会发展第十四个五年规划纲要", "five_year_plan"),
    ],
)
def test_other_titles_are_no_task_plans(title, doc_type):
    assert infer_metadata(f"{title}\n{REPORT}").doc_type == doc_type


def test_a_sentence_that_names_a_list_of_tasks_is_no_title():
    text = f"政府工作报告\n{REPORT}全市建立重点工作任务清单，逐项推进落实，年度目标全面完成。\n"
    assert (infer_metadata(text).title, infer_metadata(text).doc_type) == ("政府工作报告", "work_report")


# Places ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("宁阳市2024年政府工作报告重点任务分工方案", "宁阳市"),
        ("2022年度临江县政府重点工作任务分解表", "临江县"),
        ("安州市临江区民生实事项目清单", "安州市临江区"),
        ("2023年县政府重点工作任务清单", None),
        ("2024年市区重点工作任务清单", None),
        ("全市2024年重点工作任务清单", None),
    ],
)
def test_a_title_names_the_place_wherever_the_year_stands(title, place):
    assert infer_metadata(f"{title}\n一、工业强县\n1.完成工业投资50亿元。\n").place == place


@pytest.mark.parametrize(
    "cells",
    [
        "市住建局、市自然资源局、安临开发区管委会\n",
        "安临开发区管委会、市住建局\n",
        "序号\n|\n安临开发区管委会\n|\n1\n|\n",
        "1|新建道路3条|安临开发区管委会|\n",
        "1\t新建道路3条\t安临开发区管委会\n",
        "牵头单位：安临开发区管委会\n",
        "责任部门：市住建局，安临开发区管委会\n",
    ],
)
def test_a_unit_that_carries_out_tasks_does_not_give_the_place(cells):
    assert infer_metadata(f"2023年政府工作报告重点工作任务分解方案\n{cells}").place is None


def test_an_issuer_that_signs_gives_the_place():
    text = "关于下达重点任务的通知\n市住建局、安临开发区管委会：\n现将任务分解表印发给你们。\n云山市人民政府\n2023年2月3日\n"
    assert infer_metadata(text).place == "云山市"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("——2023年1月6日在云山市第八届人民代表大会第二次会议上", "云山市"),
        ("（2020年1月8日在清河区第五届人民代表大会第四次会议上）", "清河区"),
        ("2019年1月5日在安州市临江区八届人大三次会议上", "安州市临江区"),
        ("2024年1月10日在县第十八届人民代表大会第三次会议上", None),
        ("2024年1月10日在第十四届人民代表大会第二次会议上", None),
    ],
)
def test_the_congress_below_the_title_names_the_place(line, place):
    assert infer_metadata(f"政府工作报告\n{line}\n市长 周建民\n{REPORT}").place == place


def test_long_lines_of_units_take_time_in_proportion():
    # Every name is looked at within its surroundings only.
    text = "2024年重点工作任务清单\n" + "责任单位：安临开发区管委会、" * 20_000
    assert infer_metadata(text).place is None


@pytest.mark.parametrize(
    ("title", "review", "plan"),
    [
        ("关于临江市2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划草案的报告", 2021, 2022),
        ("临江市2019年国民经济和社会发展统计公报", 2019, 2020),
        ("临江县2023年上半年国民经济和社会发展计划执行情况的报告", 2023, 2023),
        ("2018年临江镇政府工作情况", 2018, 2019),
    ],
)
def test_a_title_may_say_which_year_is_looked_back_on(title, review, plan):
    metadata = infer_metadata(f"{title}\n全年地区生产总值增长6.5%。\n")
    assert (metadata.review_end, metadata.plan_start) == (review, plan)
