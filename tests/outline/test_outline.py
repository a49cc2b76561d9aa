"""Parts, sections and sentences of real and of made-up documents."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.outline.lost_headings import Donor, supply_heading
from suzhou_priorities.outline.metadata import infer_metadata
from suzhou_priorities.outline.numbering import ordinal
from suzhou_priorities.outline.sections import outline_text
from suzhou_priorities.outline.sentences import split_sentences

TYPES = {
    "kunshan_work_report_2021": "work_report",
    "wujiang_five_year_plan_2021": "five_year_plan",
    "wujiang_task_plan_2024": "task_plan",
    "wujiang_work_report_2024": "work_report",
    "wuzhong_work_report_2024": "work_report",
}


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("完成投资650亿元；增长5%。", ["完成投资650亿元；", "增长5%。"]),
        ("提出“抓项目。扩投资。”的思路。完成。", ["提出“抓项目。扩投资。”的思路。", "完成。"]),
        ("增长4.5%（预计数；下同）。各位代表！", ["增长4.5%（预计数；下同）。", "各位代表！"]),
        ("少了一半的“引号。第二句。", ["少了一半的“引号。", "第二句。"]),
        ("标题\n正文。", ["标题", "正文。"]),
        ("真的吗？！是的。", ["真的吗？！", "是的。"]),
    ],
)
def test_a_sentence_ends_at_a_stop_outside_marks(text, units):
    assert sentences(text) == units


@given(st.text("一二。！？；“”（）《》\n， A1", max_size=200))
def test_sentences_cover_the_text_in_order(text):
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("sign", ["（", "“", "）", "。", "“（"])
def test_long_runs_of_one_sign_take_no_time(sign):
    began = time.perf_counter()
    split_sentences(sign * 50_000)
    assert time.perf_counter() - began < 2


def test_numbers_are_read_in_every_style():
    assert [ordinal(number) for number in ("（十二）", "第二十一章", "3.", "⑤", "二是", "第十节")] == [
        12,
        21,
        3,
        5,
        2,
        10,
    ]


@pytest.mark.parametrize("name", TYPES)
def test_every_character_of_a_document_belongs_to_one_sentence(name, cleaned):
    text = cleaned[name].text
    outline = outline_text(text, TYPES[name])
    for sentence in outline.sentences:
        assert text[sentence.start : sentence.end] == sentence.text
    if name != "wujiang_task_plan_2024":  # cells with names and units are no sentences
        covered = "".join("".join(sentence.text.split()) for sentence in outline.sentences)
        assert covered == "".join(text.split())
    assert [sentence.sentence_id for sentence in outline.sentences] == [
        f"s{order:04d}" for order in range(1, len(outline.sentences) + 1)
    ]


def headings(text: str, doc_type: str) -> list[tuple[str, int, str, str]]:
    return [
        (section.part, section.level, section.number, section.heading)
        for section in outline_text(text, doc_type).sections
    ]


def test_the_wuzhong_report_has_its_three_parts_and_five_actions(cleaned):
    found = headings(cleaned["wuzhong_work_report_2024"].text, "work_report")
    assert ("review", 1, "", "2023年工作回顾") in found
    assert ("review", 2, "一是", "产业发展实现新提升") in found
    assert ("review", 3, "", "主导产业加速壮大") in found
    assert ("plan", 1, "", "2024年主要任务") in found
    assert [entry[2] for entry in found if entry[0] == "plan" and entry[1] == 2] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
    ]
    assert ("government", 1, "", "全面建设人民满意政府") in found
    assert found[-1][0] == "closing"


def test_the_kunshan_report_is_parted_without_headings(cleaned):
    outline = outline_text(cleaned["kunshan_work_report_2021"].text, "work_report")
    part_of = {sentence.text[:12]: sentence.part for sentence in outline.sentences}
    assert part_of["2020年是“十三五”的"] == "review"
    assert part_of["我们也清醒看到，全市经济"] == "review"
    assert part_of["“十四五”时期是我国在全"] == "plan"
    assert part_of["昆山市人民政府将始终坚持"] == "government"


def test_the_chapter_that_hangs_on_a_sentence_is_found(cleaned):
    found = headings(cleaned["wujiang_five_year_plan_2021"].text, "five_year_plan")
    chapters = [entry[2] for entry in found if entry[2].endswith("章")]
    assert chapters == [f"第{number}章" for number in "一二三四五六七八九"]
    assert ("plan", 3, "", "扩充优质教育资源") in found
    assert ("glossary", 1, "", "专用名词解释") in found


def test_what_a_document_lacks_is_said(cleaned):
    warnings = outline_text(cleaned["wujiang_five_year_plan_2021"].text, "five_year_plan").warnings
    assert any("表2-1" in warning and "missing" in warning for warning in warnings)
    assert any("跨区域诊" in warning for warning in warnings)


def test_a_missing_number_is_said():
    text = "第一章 基础\n第二章 目标\n发展目标是什么，这里写得很清楚，不会弄错。\n第四章 保障\n"
    (warning,) = outline_text(text, "five_year_plan").warnings
    assert "第二章" in warning
    assert "第四章" in warning


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("一、过去五年工作回顾", "review"),
        ("二、今后五年奋斗目标和主要任务", "plan"),
        ("三、2023年重点工作", "plan"),
    ],
)
def test_headings_of_other_reports_tell_their_part(line, part):
    text = f"政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n{line}\n全市上下团结奋斗，取得了新的进展和成绩。\n"
    assert headings(text, "work_report")[-1][0] == part


def test_a_lost_heading_is_found_where_the_same_sentences_stand():
    lost = ["确保投资650亿元以上。", "新增上市公司3家以上，设立基金。", "建成10个以上低空飞行器起降点。"]
    donors = [
        Donor("report", "c0001", "二、工作安排", 1, (*lost, "另一句话说别的事情，与此无关。")),
        Donor("report", "c0002", "当好示范窗口", 2, tuple(lost)),
        Donor("report", "c0003", "别的事情", 2, ("完全不同的一句话，说的是教育。",)),
    ]
    supplied = supply_heading(lost, donors)
    assert supplied is not None
    assert supplied.heading == "当好示范窗口"
    assert supply_heading(["没有任何文件有这句话，真的没有。"] * 4, donors) is None


@pytest.mark.parametrize(
    ("text", "place", "doc_type", "year"),
    [
        (
            "2019年杭州市西湖区政府工作报告\n各位代表：\n一、2018年工作回顾\n二、2019年工作安排\n",
            "杭州市西湖区",
            "work_report",
            2019,
        ),
        (
            "政府工作报告\n——2012年1月10日在太仓市第十五届人民代表大会上\n我代表太仓市人民政府向大会报告工作。\n",
            "太仓市",
            "work_report",
            2012,
        ),
        (
            "政府工作报告\n各位代表：\n我代表宜兴市人民政府报告工作。\n二、二〇〇八年工作安排\n",
            "宜兴市",
            "work_report",
            2008,
        ),
        ("成都市国民经济和社会发展第十二个五年规划纲要\n第一章 发展基础\n", "成都市", "five_year_plan", 2011),
    ],
)
def test_place_type_and_year_are_read_from_the_text(text, place, doc_type, year):
    metadata = infer_metadata(text)
    assert (metadata.place, metadata.doc_type, metadata.year) == (place, doc_type, year)
