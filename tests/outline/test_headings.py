"""Headings known by their number or by standing alone, their levels, and what is missing."""

from __future__ import annotations

import pytest

from suzhou_priorities.outline.numbering import in_numerals, ordinal, with_ordinal
from suzhou_priorities.outline.sections import outline_text
from tests.outline.reports import COUNTY_2008, ONE_LINE_2019, OPENING, PLAN_2016, TASKS_2020, TOWN_2023


def tree(text: str, doc_type: str = "work_report") -> list[tuple[int, str, str]]:
    return [(section.level, section.number, section.heading) for section in outline_text(text, doc_type).sections]


def headings(text: str) -> list[tuple[str, str]]:
    lines = f"{OPENING}一、2023年工作回顾\n{text}"
    return [(number, heading) for _, number, heading in tree(lines)[2:] if number or heading]


@pytest.mark.parametrize(
    ("line", "number", "heading"),
    [
        (
            "（一）坚持量质并举，经济发展稳中有进。着力加强分析调度和服务保障。",
            "（一）",
            "坚持量质并举，经济发展稳中有进",
        ),
        ("1.打造优势产业集群。坚定不移走新型工业化道路。", "1.", "打造优势产业集群"),
        ("1、坚持工业强县不动摇。大力实施工业强县战略。", "1、", "坚持工业强县不动摇"),
        ("（1）加快项目建设。全年完成投资5亿元。", "（1）", "加快项目建设"),
        ("①加快项目建设。全年完成投资5亿元。", "①", "加快项目建设"),
        ("一是产业发展实现新提升。主导产业规模突破1300亿元。", "一是", "产业发展实现新提升"),
        ("——城市能级全面提升。高铁科创新城建设加快推进。", "——", "城市能级全面提升"),
    ],
)
def test_a_number_and_a_short_sentence_head_the_text_after_them(line, number, heading):
    assert headings(line) == [(number, heading)]


@pytest.mark.parametrize(
    "line",
    [
        "一、二、三产业融合发展，农产品网络销售额达到38亿元，休闲农业收入超20亿元。",
        "——突出党建引领，坚持党的领导，提高党建工作站位，拓宽党建工作思路。充分发挥核心作用。",
        "1.地区生产总值增长5%以上。\n2.一般公共预算收入增长6%以上。\n3.规上工业总产值增长5%左右。",
        "2023年新建学校5所。新增学位3000个。",
        "一是完成投资500亿元，增长7%。新开工项目60个。",
    ],
)
def test_items_of_a_list_and_mere_mentions_are_no_headings(line):
    assert headings(line) == []


def test_a_section_whose_heading_cannot_be_told_from_its_text_keeps_its_number():
    text = "（一）全年完成地区生产总值1638亿元、增长4.5%，一般公共预算收入222.6亿元、增长5.8%，主要指标好于预期。\n"
    assert headings(text) == [("（一）", "")]


def test_a_heading_with_a_full_stop_has_its_text_on_the_next_line():
    text = "（一）坚持稳中求进，综合实力实现新跨越。\n全年完成地区生产总值1638亿元、增长4.5%，位列百强区第七，主要指标好于预期。\n"
    assert headings(text) == [("（一）", "坚持稳中求进，综合实力实现新跨越")]


def test_number_and_title_of_a_chapter_may_stand_on_two_lines():
    text = "第一章\n发展基础\n“十二五”时期，全市经济社会发展取得显著成就，综合实力大幅提升，人民生活持续改善。\n"
    outline = outline_text(text, "five_year_plan")
    assert (outline.sections[0].number, outline.sections[0].heading) == ("第一章", "发展基础")
    assert [sentence.is_heading for sentence in outline.sentences] == [True, True, False]


def test_headings_that_lost_their_line_break_are_found():
    found = [(number, heading) for _, number, heading in tree(ONE_LINE_2019) if number]
    assert found == [
        ("一、", "2018年工作回顾"),
        ("（一）", "经济发展稳中有进"),
        ("（二）", "城乡面貌焕然一新"),
        ("（三）", "民生福祉持续增进"),
        ("二、", "2019年工作安排"),
        ("（一）", "聚力产业强区"),
        ("（二）", "聚力民生改善"),
    ]


def test_the_contents_are_front_and_make_no_sections():
    outline = outline_text(PLAN_2016, "five_year_plan")
    assert [section.heading for section in outline.sections].count("发展基础") == 1
    assert outline.sections[0].part == "front"
    assert sum(sentence.section_id == "c0001" for sentence in outline.sentences) == 9


def test_levels_follow_the_document():
    assert tree(PLAN_2016, "five_year_plan")[1:] == [
        (1, "第一篇", "发展基础与总体要求"),
        (2, "第一章", "发展基础"),
        (2, "第二章", "指导思想与发展目标"),
        (3, "第一节", "指导思想"),
        (3, "第二节", "发展目标"),
        (4, "——", "经济保持中高速增长"),
        (4, "——", "创新能力显著增强"),
        (1, "第二篇", "建设现代产业体系"),
        (2, "第三章", "做强先进制造业"),
        (3, "第一节", "壮大主导产业"),
        (4, "一、", "装备制造"),
        (4, "二、", "新材料"),
        (3, "第二节", "强化能源保障"),
        (1, "第三篇", "规划实施"),
        (2, "第四章", "强化规划实施保障"),
    ]


def test_a_style_goes_below_the_one_that_holds_it_here_though_it_is_usually_the_outer_one():
    levels = {heading: level for level, _, heading in tree(TASKS_2020, "task_plan")}
    assert levels["重点产业"] == 1
    assert levels["做强智能制造"] == levels["做优现代服务业"] == 2
    assert levels["建设产业园"] == levels["繁荣消费市场"] == 3


def test_headings_without_numbers_stand_below_the_headings_of_the_parts():
    assert [(level, heading) for level, _, heading in tree(TOWN_2023) if heading] == [
        (1, "2022年工作回顾"),
        (2, "产业发展量质齐升"),
        (2, "民生保障更加有力"),
        (1, "2023年重点工作"),
        (2, "更大力度推动产业强镇"),
        (2, "更实举措加强自身建设"),
    ]


def test_text_after_the_last_item_of_a_finished_series_belongs_to_the_section_above():
    outline = outline_text(COUNTY_2008, "work_report")
    sentence = next(sentence for sentence in outline.sentences if sentence.text.startswith("同时，我们也清醒地看到"))
    (section,) = [section for section in outline.sections if section.section_id == sentence.section_id]
    (parent,) = [other for other in outline.sections if other.section_id == section.parent_id]
    assert (section.heading, parent.heading) == ("", "过去五年和2007年工作回顾")


def test_numbers_that_begin_anew_belong_to_the_paragraph_that_introduces_them(cleaned):
    outline = outline_text(cleaned["kunshan_work_report_2021"].text, "work_report")
    lead = next(sentence for sentence in outline.sentences if sentence.text.startswith("2021年是开启全面建设"))
    below = [section.heading for section in outline.sections if section.parent_id == lead.section_id]
    assert len(below) == 6
    assert below[0] == "注重精准施策，着力推动经济行稳致远"


def test_a_short_line_after_a_broken_sentence_is_no_heading():
    text = "我们坚持稳中求进工作总基调，扎实推进各项\n改革发展稳定工作\n全年完成地区生产总值1638亿元、增长4.5%，位列百强区第七，主要指标好于预期，发展势头良好。\n"
    assert headings(text) == []


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            "第一章 基础\n好。\n第二章 目标\n好。\n第四章 保障\n好。\n",
            "The heading 第三章 is missing between 第二章 and 第四章.",
        ),
        ("（一）甲\n好。\n（四）乙\n好。\n", "The headings （二） to （三） are missing between （一） and （四）."),
        ("第二章 目标\n好。\n第三章 保障\n好。\n", "The heading 第一章 is missing before 第二章."),
    ],
)
def test_numbers_that_are_missing_are_said(text, warning):
    assert warning in outline_text(text, "five_year_plan").warnings


def test_a_series_may_run_on_or_begin_anew_under_the_next_heading():
    assert outline_text(PLAN_2016, "five_year_plan").warnings == ()


@pytest.mark.parametrize(
    ("number", "value"), [("㈢", 3), ("⑵", 2), ("第一百二十章", 120), ("（二十一）", 21), ("12、", 12), ("——", None)]
)
def test_values_of_numbers(number, value):
    assert ordinal(number) == value


@pytest.mark.parametrize(
    ("number", "value", "printed"),
    [("（三）", 12, "（十二）"), ("第九章", 20, "第二十章"), ("3.", 4, "4."), ("十、", 2, "二、")],
)
def test_a_number_is_printed_in_the_style_of_its_neighbours(number, value, printed):
    assert with_ordinal(number, value) == printed


def test_numerals_up_to_99_are_read_back():
    assert [ordinal(in_numerals(value)) for value in range(1, 100)] == list(range(1, 100))
