"""Which years each figure is about, in wordings of many cities."""

from __future__ import annotations

import pytest

from suzhou_priorities.extract.document import extract_document
from suzhou_priorities.outline.metadata import infer_metadata
from suzhou_priorities.outline.sections import outline_text
from tests.extract.passages import read


def years(figures):
    return [(figure.year_start, figure.year_end) for figure in figures]


def read_text(text):
    metadata = infer_metadata(text)
    return extract_document(text, outline_text(text, metadata.doc_type or "work_report"), metadata).quantities


FIVE_YEARS = "2021年某市政府工作报告\n一、“十三五”时期工作回顾\n"


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("地区生产总值比2015年翻了一番。", [(2016, 2020)]),
        ("全市生产总值由2015年的820亿元增加到2020年的1260亿元。", [(2015, 2015), (2020, 2020)]),
        (
            "生产总值由2015年的820亿元增加到2020年的1260亿元。粮食产量由41万吨增加到45万吨。",
            [(2015, 2015), (2020, 2020), (2015, 2015), (2020, 2020)],
        ),
        ("在2015年820亿元的基础上，2020年达到1260亿元。", [(2015, 2015), (2020, 2020)]),
        ("去年，生产总值达到1260亿元，同比增长4.1%；固定资产投资530亿元。", [(2020, 2020)] * 3),
        ("生产总值同比增长4.1%，两年平均增长5.2%。", [(2020, 2020), (2019, 2020)]),
        ("累计实际使用外资63亿美元，是“十二五”的2.9倍。", [(2016, 2020)] * 2),
        ("“十三五”前三年投资总额超过1200亿元。", [(2016, 2018)]),
        ("五年固定资产投资累计完成2375亿元。", [(2016, 2020)]),
        ("五年感恩奋进，脱贫攻坚全面胜利，8个贫困县全部摘帽、871个贫困村全部出列。", [(2016, 2020)] * 2),
        ("累计完成固定资产投资2375亿元，是前五年的2.7倍。", [(2016, 2020)] * 2),
        (
            "2020年，实现生产总值288.7亿元，年均增长5.1%；固定资产投资74.1亿元。",
            [(2020, 2020), (2016, 2020), (2020, 2020)],
        ),
    ],
)
def test_a_review_of_several_years(passage, expected):
    assert years(read_text(FIVE_YEARS + passage + "\n")) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("力争三年内工业总产值增长50%，城镇登记失业率控制在4%以内。", [(2024, 2026), (2024, 2024)]),
        ("到明年底完成老旧小区改造30个。", [(2025, 2025)]),
        ("力争到2026年高新技术企业比2021年翻一番。", [(2026, 2026)]),
    ],
)
def test_a_plan_that_looks_further_than_its_year(passage, expected):
    assert years(read(passage, "plan")) == expected


def test_a_heading_without_a_mark_dates_what_stands_under_it():
    text = "2021年某市政府工作报告\n“十三五”工作回顾\n（一）脱贫攻坚取得胜利。累计投入财政专项资金71.3亿元。\n"
    assert years(read_text(text)) == [(2016, 2020)]


PLAN = "某县国民经济和社会发展第十四个五年规划纲要\n第二章 主要目标\n"


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("到2025年，地区生产总值年均增长6%。", [(2021, 2025)]),
        ("生产总值比2015年翻一番以上，一般公共预算收入年均增长8.5%。", [(2025, 2025), (2021, 2025)]),
        ("到2025年，五年新增城镇就业2万人。", [(2021, 2025)]),
    ],
)
def test_aims_of_a_five_year_plan(passage, expected):
    assert years(read_text(PLAN + passage + "\n")) == expected


def test_a_report_given_at_the_end_of_the_year_in_its_title():
    text = "滨海区2007年政府工作报告\n一、过去五年政府工作回顾\n预计2007年实现地区生产总值142亿元。\n"
    (figure,) = read_text(text)
    assert (figure.year_end, figure.status, figure.estimated) == (2007, "actual", True)


def test_five_years_named_in_a_plan_are_those_planned():
    (figure,) = read_text(PLAN + "固定资产投资五年累计超过1500亿元。\n")
    assert (figure.status, figure.year_start, figure.year_end) == ("target", 2021, 2025)


def test_how_an_earlier_plan_was_carried_out_is_looked_back_on():
    text = (
        "某县国民经济和社会发展第十二个五年规划纲要\n第一章 “十一五”规划执行情况\n生产总值达到58亿元。\n"
        "第二章 发展目标\n生产总值达到110亿元。\n"
    )
    assert [figure.status for figure in read_text(text)] == ["actual", "target"]


def test_years_may_be_printed_in_chinese_characters():
    (figure,) = read_text(PLAN + "到二〇三五年，人均地区生产总值达到20万元。\n")
    assert (figure.year_start, figure.year_end) == (2035, 2035)


def test_a_first_chapter_without_a_cue_looks_back_if_its_first_section_does():
    text = (
        "某市国民经济和社会发展第十四个五年规划纲要\n第一章 奋力开启现代化建设新征程\n第一节 发展基础\n"
        "8个贫困县全部摘帽。\n第二节 指导思想\n第二章 建设现代产业体系\n新建标准厂房30万平方米。\n"
    )
    assert [figure.status for figure in read_text(text)] == ["actual", "target"]
