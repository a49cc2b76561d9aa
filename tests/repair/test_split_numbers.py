"""Numbers that a page break, a page number or a caption cut in two come together again."""

from __future__ import annotations

import pytest

from suzhou_priorities.repair.clean import clean_page
from suzhou_priorities.repair.edits import restore_raw

REPORT = "2024年某市政府工作报告\n一、2023年工作回顾\n"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("全年完成地区生产总值123\n- 3 -\n4.5亿元，增长5.6%。", "全年完成地区生产总值1234.5亿元，增长5.6%。"),
        ("完成一般公共预算收入8\n第 4 页 共 20 页\n9.5亿元，增长3.2%。", "完成一般公共预算收入89.5亿元，增长3.2%。"),
        ("规模以上工业总产值达到4\n表1 主要指标\n56亿元。", "规模以上工业总产值达到456亿元。"),
        ("城镇登记失业率控制在3.\n5%以内，物价平稳。", "城镇登记失业率控制在3.5%以内，物价平稳。"),
    ],
)
def test_halves_come_together_and_the_page_can_be_given_back(page, text):
    raw = REPORT + page + "\n"
    clean = clean_page(raw)
    assert text in clean.text
    assert restore_raw(clean.text, clean.repairs) == raw


@pytest.mark.parametrize(
    "page",
    [
        "重点抓好以下工作，全年任务共118\n1.加快项目建设，推进产业集聚。",
        "序号\n|\n1\n|\n2家企业\n",
        "完成年度目标任务的全部内容。\n5家企业获评省级工厂。",
        "短行12\n3亿元",
    ],
)
def test_lists_cells_and_sentences_stay_apart(page):
    assert page.rstrip("\n") in clean_page(REPORT + page).text


def test_the_join_is_on_record_as_uncertain():
    clean = clean_page(REPORT + "全年完成地区生产总值123\n4.5亿元，增长5.6%。\n")
    (repair,) = [repair for repair in clean.repairs if "within a number" in repair.note]
    assert not repair.certain
