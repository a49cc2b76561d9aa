"""Front, review, plan, government, closing, glossary."""

from __future__ import annotations

import pytest

from suzhou_priorities.outline.sections import outline_text
from tests.outline.reports import CAPITAL_2024, COUNTY_2008, ONE_LINE_2019, OPENING, PLAN_2016, TASKS_2020, TOWN_2023


def parts(text: str, doc_type: str = "work_report") -> dict[str, str]:
    """Return the part of every sentence, by its first eight characters."""
    return {sentence.text[:8]: sentence.part for sentence in outline_text(text, doc_type).sentences}


def test_a_report_on_five_years_and_one():
    part = parts(COUNTY_2008)
    assert part["县长 李建国"] == part["现在，我代表县人"] == "front"
    assert part["同时，我们也清醒"] == part["各位代表，五年的"] == "review"
    assert part["今后五年，是我县"] == part["2、改造农村中小"] == "plan"
    assert part["新的目标任务对政"] == part["认真落实党风廉政"] == "government"
    assert part["新的征程已经开启"] == "closing"
    assert part["附件："] == part["1、三集中：工业"] == "glossary"


def test_the_government_on_itself_may_be_the_last_item_of_the_plan():
    part = parts(CAPITAL_2024)
    assert part["一年来，我们严格"] == "review"
    assert part["开工建设一批重大"] == "plan"
    assert part["深刻领悟“两个确"] == part["持续优化政务服务"] == "government"
    assert part["蓝图催人奋进。"] == "closing"


def test_headings_without_numbers_part_a_report():
    part = parts(TOWN_2023)
    assert part["全年完成地区生产"] == "review"
    assert part["引进亿元以上项目"] == "plan"
    assert part["旗帜鲜明讲政治，"] == "government"


def test_an_exhortation_that_lost_its_line_break_is_the_closing():
    part = parts(ONE_LINE_2019)
    assert part["新增学位3000"] == "plan"
    assert part["让我们团结一心、"] == "closing"


def test_a_five_year_plan():
    part = parts(PLAN_2016, "five_year_plan")
    assert part["第三章 做强先进"] == "plan"
    assert part["“十二五”时期，"] == "review"
    assert part["高举中国特色社会"] == part["优化能源供给，降"] == "plan"
    assert part["加强党的领导，健"] == "government"


def test_the_plan_goes_on_after_a_chapter_on_the_government_that_is_not_the_last():
    part = parts(TASKS_2020, "task_plan")
    assert part["现将《方案》印发"] == "front"
    assert part["深入推进法治政府"] == "government"
    assert part["新建学校5所，新"] == "plan"
    assert part["注：责任单位中排"] == "closing"


def test_speaking_to_the_delegates_under_a_heading_is_not_yet_the_closing(cleaned):
    part = parts(cleaned["wuzhong_work_report_2024"].text)
    assert part["各位代表，我们将"] == "government"
    assert part["吴中的未来令人憧"] == "closing"


def test_what_looks_back_on_the_government_itself_is_review(cleaned):
    assert parts(cleaned["wujiang_work_report_2024"].text)["在推进经济社会发"] == "review"
    assert parts(cleaned["wuzhong_work_report_2024"].text)["这一年，我们切实"] == "review"
    assert parts(cleaned["kunshan_work_report_2021"].text)["在推动经济社会发"] == "review"


def test_a_paragraph_may_open_the_government_on_itself(cleaned):
    part = parts(cleaned["wujiang_work_report_2024"].text)
    assert part["同时，我们将持续"] == part["坚持依法行政。"] == "government"
    assert part["着力提升社会治理"] == "plan"


def test_the_situation_a_plan_starts_from_is_review(cleaned):
    part = parts(cleaned["wujiang_five_year_plan_2021"].text, "five_year_plan")
    assert part["同时，受外部环境"] == "review"
    assert part["落实国家战略，响"] == "plan"
    assert part["贯彻党把方向、谋"] == "government"


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("二、今后五年的总体要求和奋斗目标", "plan"),
        ("二、奋力谱写现代化建设新篇章", "plan"),
        ("二、2022年主要目标任务", "plan"),
        ("二、2021年工作情况", "review"),
    ],
)
def test_the_second_heading_of_a_report(heading, part):
    text = f"{OPENING}一、过去五年工作回顾\n五年来，我们团结奋斗。\n{heading}\n全市上下凝心聚力，扎实推进各项工作，取得积极成效。\n"
    assert outline_text(text, "work_report").sections[-1].part == part


def test_a_report_without_opening_formula_begins_with_its_first_heading_or_paragraph():
    text = "政府工作报告\n2020年1月8日\n过去一年，全区上下坚持稳中求进工作总基调，扎实推进各项工作，经济社会发展取得新的进步，各项指标好于预期。\n"
    assert [sentence.part for sentence in outline_text(text, "work_report").sentences] == ["front", "front", "review"]
