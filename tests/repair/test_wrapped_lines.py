"""Sentences that a fixed width or a page number cut in two come together again; all else keeps its lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzhou_priorities.repair.clean import clean_page
from suzhou_priorities.repair.edits import restore_raw
from tests.repair.damage import wrapped

HEAD = "2024年某区政府工作报告\n各位代表：\n一、2023年工作回顾\n"


def cleaned(page: str) -> str:
    clean = clean_page(page)
    assert restore_raw(clean.text, clean.repairs) == page
    return clean.text


def test_lines_of_one_width_are_one_sentence():
    page = (
        "2023年，全区实现地区生产总值1638亿元、增长4.5%；一般公共预算收\n"
        "入222.6亿元、增长5.8%；完成规上工业产值2502亿元、增长2%；社会消费品零\n"
        "售总额933亿元、增长5%。\n"
    )
    assert cleaned(HEAD + page) == HEAD + page.replace("\n", "")


@pytest.mark.parametrize("number", ["— 3 —", "- 3 -", "第 3 页 共 20 页", "\n— 3 —\n"])
def test_a_page_number_does_not_part_a_sentence(number):
    page = f"同时也存在一些困难和问题：优质产业项目不够多；主导产业集群效应不够明\n{number}\n显；民生领域仍有短板。\n"
    assert "集群效应不够明显；民生领域" in cleaned(HEAD + page)


@pytest.mark.parametrize("width", [56, 60, 76])
@pytest.mark.parametrize("rows", [0, 22])
@pytest.mark.parametrize("name", ["wuzhong_work_report_2024", "wujiang_five_year_plan_2021"])
def test_a_wrapped_report_has_nearly_all_its_sentences(name, width, rows, cleaned):
    original = cleaned[name].text
    page = wrapped(original, width, rows)
    clean = clean_page(page)
    assert restore_raw(clean.text, clean.repairs) == page
    assert "".join(clean.text.split()) == "".join(original.split())
    # What is left are breaks behind a stop, which part no sentence.
    breaks = [line for line in clean.text.split("\n") if line not in set(original.split("\n"))]
    inside = sum(line[-1] not in "。；！？：”’）》" for line in breaks)
    assert inside <= 0.02 * page.count("\n")


@pytest.mark.parametrize(
    "page",
    [
        "加快建设先进制造业产业园，完成投资20亿元\n推进城区道路改造提升工程，新增车位500个\n实施农村生活污水治理项目，覆盖村庄30个",
        "（一）坚持稳中求进，全力推动经济运行持续向好\n2023年，全区完成投资100亿元，增长5%。",
        "全区上下齐心协力，推动高质量发展取得新成效，主要做了以下几个方面的工作\n— 2 —\n（一）加快项目建设。",
        "序号\n|\n加快推进先进制造业产业园建设，年内完成投资二十亿元，实现主体结构封\n|\n县发改委\n|\n",
    ],
)
def test_lists_headings_and_cells_keep_their_lines(page):
    lines = [line for line in page.split("\n") if line and line != "— 2 —"]
    text = cleaned(HEAD + page + "\n").split("\n")
    assert all(line in text for line in lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.sampled_from("完成投资收入增长，。；：一、1.—|- 　"), max_size=45), max_size=12))
def test_nothing_is_lost(lines):
    cleaned("\n".join(lines))


def test_many_lines_take_linear_time():
    cleaned(("完成一般公共预算收入增长百分之五，推动产业集群发展壮大并持续\n" * 20_000) + "。")
