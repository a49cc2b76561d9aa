"""Tasks, their leaders and units, from tables that a page flattened."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.task_leaders import parted, split_names
from suzhou_priorities.extract.task_lists import units_in
from suzhou_priorities.extract.tasks import Task, notes_of, read_tasks
from suzhou_priorities.outline.flat_table import LEAST_BARS
from suzhou_priorities.outline.model import Outline
from suzhou_priorities.outline.sections import outline_text
from tests.extract.flattened import NOTE, PLAIN_NOTE, TITLE, flattened

HEADS = ("序号", "项目", "任务", "领导", "责任单位")
_ = None


def tasks_of(rows, note=NOTE):
    text = flattened(rows, note)
    return read_tasks(text, outline_text(text, "task_plan"))


@pytest.fixture(scope="module")
def plan(cleaned):
    text = cleaned["wujiang_task_plan_2024"].text
    return text, outline_text(text, "task_plan")


@pytest.fixture(scope="module")
def tasks(plan) -> dict[int, Task]:
    return {task.no: task for task in read_tasks(*plan)}


# The real plan ---------------------------------------------------------------------------------------------------


def test_the_plan_has_its_118_tasks_in_order(plan):
    assert [task.no for task in read_tasks(*plan)] == list(range(1, 119))


# Read by hand from the page: task, group, leaders (^: merged with a row above), units that lead, units that support.
BY_HAND = """
1 主要预期目标 钱宇 区发改委 统计局
2 主要预期目标 ^钱宇 区财政局 税务局
3 主要预期目标 - 区工信局 统计局
6 主要预期目标 方勇 区商务局 吴江海关
10 主要预期目标 王嵘/方勇 生态环境局 -
11 主要预期目标 钱宇 区应急管理局 -
12 筑牢经济发展底座 钱宇 区发改委 -
14 筑牢经济发展底座 钱宇/沈伟江 区发改委/住建局 吴江开发区
15 筑牢经济发展底座 钱宇 区发改委 统计局/吴江开发区/汾湖高新区/吴江高新区/东太湖度假区/七都镇/震泽镇/平望镇
18 筑牢经济发展底座 - 区金融监管局 发改委/科技局/工信局/财政局/自然资源和规划局/住建局/农业农村局/东方国资/生态环境局
19 争创更多试点示范 钱宇 区发改委 科技局/汾湖高新区
20 争创更多试点示范 ^钱宇 区发改委 区委组织部（人才办）/区财政局/税务局
22 争创更多试点示范 ^钱宇 区自然资源和规划局 农业农村局/各区镇
24 推进协同开放增效 ^钱宇 区发改委 区委组织部（人才办）/区科技局/工信局/商务局
26 推进协同开放增效 ^方勇 区商务局 金融监管局/行政审批局/市场监管局/人民银行吴江支行/各区镇
30 提升城市功能品质 ^沈伟江 区交通运输局 自然资源和规划局/长三角公司
31 提升城市功能品质 钱宇 区大数据管理局 城管局
32 育强科创森林 - 区科技局 工信局
36 提升科创能级 - 区科技局/工信局 -
37 优化科创生态 李红 区委组织部（人才办）/区人社局 -
39 优化科创生态 钱宇 区科技局/金融监管局/东方国资 区财政局（国资办）
43 壮大新兴产业 钱宇 区发改委 工信局/商务局/吴江开发区/同里镇
44 壮大新兴产业 ^钱宇 区发改委 工信局/交通运输局/商务局
45 壮大新兴产业 钱宇 区发改委/工信局 东方国资
46 培育未来产业 - 长三角公司/东太湖度假区 东方国资
48 培育未来产业 ^钱宇 区发改委 科技局/工信局
50 推动农业高质高效 ^孙俊良 区农业农村局 供销总社
56 推动乡村宜居宜业 王嵘/沈伟江/孙俊良/方勇 区城管局/水务局/农业农村局 水务集团
61 保护用好文化资源 ^孙俊良 区委宣传部/区文体广电和旅游局/文旅集团 -
62 保护用好文化资源 孙俊良 区文体广电和旅游局 区委宣传部/文旅集团/七都镇
63 繁荣文化事业和产业 ^孙俊良 区委宣传部/区文体广电和旅游局 发改委
64 繁荣文化事业和产业 ^孙俊良 区文体广电和旅游局/文旅集团 东方国资
66 繁荣文化事业和产业 钱宇 东太湖度假区 -
69 涵养社会文明新风尚 沈伟江/郁海成/方勇 区委宣传部（文明办） 区公安局/住建局/城管局/市场监管局
71 涵养社会文明新风尚 - 区民政局 -
72 全力抓好太湖综合治理 王嵘/方勇 生态环境局 区工信局/水务局/水务集团
75 持续改善生态环境质量 ^王嵘/方勇 污防攻坚办 生态环境局
79 持续改善生态环境质量 ^王嵘/方勇 生态环境局 -
82 加快推动绿色低碳转型 - 区工信局 -
93 提供优质公共服务 李红 区教育局/民政局/卫健委 -
98 打造舒心生活环境 - 区民政局/团区委/妇联 教育局/卫健委
103 全力防范化解风险隐患 钱宇/沈伟江/李红 区财政局/人社局/住建局/金融监管局 -
107 加快推进韧性城市建设 王嵘/钱宇/沈伟江/孙俊良/方勇 区住建局/水务局/应急管理局/气象局 -
111 着力提升社会治理水平 ^郁海成 区委政法委 区信访局/公安局
115 坚持高效勤政 郁海成 区司法局/工信局 检察院/行政审批局
118 坚持廉洁从政 ^钱宇 区财政局 -
"""


@pytest.mark.parametrize("line", BY_HAND.strip().splitlines(), ids=lambda line: line.split()[0])
def test_cells_read_by_hand(tasks, line):
    no, group, leaders, leads, supports = line.split()

    def listed(cell):
        return () if cell == "-" else tuple(cell.removeprefix("^").split("/"))

    task = tasks[int(no)]
    assert (task.group, task.leaders, task.leaders_inherited, task.lead_units, task.co_units) == (
        group,
        listed(leaders),
        leaders.startswith("^"),
        listed(leads),
        listed(supports),
    )


def test_every_cell_of_the_plan_is_where_a_plain_reading_finds_it(plan, tasks):
    """All units of this plan begin with ★, so what stands between task and ★ is the leader's cell, or none."""
    text, _outline = plan
    above: tuple[str, ...] = ()
    for task in tasks.values():
        lines = text[task.end :].lstrip("\n").split("\n")
        assert lines[0] == "|"
        star = next(index for index, line in enumerate(lines) if line.startswith("★"))
        between = lines[1:star]
        names = tuple(line for line in between if line != "|")
        assert task.leaders_inherited == (not between)
        assert task.leaders == (names if between else above)
        units = lines[star].split("、")
        assert task.lead_units == tuple(unit[1:] for unit in units if unit[0] == "★")
        assert task.co_units == tuple(unit for unit in units if unit[0] != "★")
        above = task.leaders


def test_text_is_the_cell_without_its_number(plan, tasks):
    text, _outline = plan
    for no, task in tasks.items():
        assert text[task.start : task.end] == f"{no}.{task.text}"


def test_sections_and_groups_are_those_of_the_outline(plan, tasks):
    _text, outline = plan
    for task in tasks.values():
        section = max((s for s in outline.sections if s.level == 1 and s.start <= task.start), key=lambda s: s.start)
        group = max((s for s in outline.sections if s.level == 2 and s.start <= task.start), key=lambda s: s.start)
        assert (task.section, task.group) == (section.heading, group.heading)
    assert [task.section_no for task in tasks.values()] == sorted(task.section_no for task in tasks.values())
    assert {task.section_no for task in tasks.values() if not task.section} == {2}


def test_only_the_plan_has_tasks(cleaned):
    for name, page in cleaned.items():
        tasks = read_tasks(page.text, outline_text(page.text, name.rpartition("_")[0].partition("_")[2]))
        assert bool(tasks) == (name == "wujiang_task_plan_2024")


# Merged cells ----------------------------------------------------------------------------------------------------


def test_a_merged_leader_is_inherited_an_empty_one_is_not():
    first, second, third = tasks_of(
        [
            HEADS,
            ["1", "做强制造业", "1.新增规上企业20家。", "李明", "★区工信局"],
            [_, _, "2.引进项目10个。", _, "★区商务局"],
            [_, _, "3.建设园区2个。", "", "★区发改委"],
        ]
    )
    assert (first.leaders, first.leaders_inherited) == (("李明",), False)
    assert (second.leaders, second.leaders_inherited) == (("李明",), True)
    assert (third.leaders, third.leaders_inherited) == ((), False)


def test_merged_with_an_empty_cell_inherits_nothing():
    tasks = tasks_of(
        [
            HEADS,
            ["1", "做强制造业", "1.新增规上企业20家。", "", "★区工信局"],
            [_, _, "2.引进项目10个。", _, "★区商务局"],
        ]
    )
    assert [(task.leaders, task.leaders_inherited) for task in tasks] == [((), False)] * 2


def test_nothing_is_inherited_across_a_row_that_heads_a_section():
    tasks = tasks_of(
        [
            HEADS,
            ["一、产业", _, _, _, _],
            ["1", "做强制造业", "1.新增规上企业20家。", "李明", "★区工信局"],
            ["二、民生", _, _, _, _],
            ["1", "办好学校", "2.新建学校3所。", _, "★区教育局"],
        ]
    )
    assert [(task.section_no, task.section, task.leaders) for task in tasks] == [
        (1, "产业", ("李明",)),
        (2, "民生", ()),
    ]


def test_a_leader_stays_inherited_into_the_next_group():
    tasks = tasks_of(
        [
            HEADS,
            ["1", "做强制造业", "1.新增规上企业20家。", "李明", "★区工信局"],
            ["2", "扩大开放", "2.引进项目10个。", _, "★区商务局"],
            ["", "优化环境", "3.建设园区2个。", _, "★区发改委"],
            [_, "（续）", "4.建设园区3个。", "王芳", "★区发改委"],
        ]
    )
    assert [task.leaders for task in tasks] == [("李明",)] * 3 + [("王芳",)]
    assert [task.group for task in tasks] == ["做强制造业", "扩大开放", "优化环境（续）", "优化环境（续）"]


def test_the_run_behind_the_last_row_of_a_group_may_be_lost():
    text = (
        flattened(
            [
                HEADS,
                ["1", "做强制造业", "1.新增规上企业20家。", "李明", "★区工信局"],
                [_, _, "2.引进项目10个。", _, "★区商务局"],
                ["2", "办好学校", "3.新建学校3所。", "", "★区教育局"],
                [_, _, "4.办好书展。", "王芳", "★区文旅局"],
                ["一、民生", _, _, _, _],
                ["1", "办好医院", "5.新建医院1所。", "王芳", "★区卫健委"],
            ]
        )
        .replace("★区商务局\n|\n|||\n", "★区商务局\n|\n")
        .replace("★区文旅局\n|\n||\n", "★区文旅局\n|\n")
    )
    tasks = read_tasks(text, outline_text(text, "task_plan"))
    assert [task.leaders for task in tasks] == [("李明",), ("李明",), (), ("王芳",), ("王芳",)]
    assert [task.leaders_inherited for task in tasks] == [False, True, False, False, False]


def test_a_lone_bar_that_may_be_an_empty_or_a_merged_last_cell_attributes_no_name():
    tasks = tasks_of(
        [
            ["任务", "责任单位", "领导"],
            ["1.修路。", "★区交通局", "李明"],
            ["2.架桥。", "★区交通局", _],
            ["3.通水。", "★区水务局", ""],
        ]
        * 2
    )
    assert [task.leaders for task in tasks] == [("李明",), (), ()] * 2


def test_units_merged_with_the_row_above_are_its_units():
    tasks = tasks_of(
        [
            ["序号", "任务", "责任单位", "完成时限"],
            ["1", "修建城南公路", "★区交通局", "6月底"],
            ["2", "修建城北公路", _, _],
            ["3", "修建水厂", "★区水务局", _],
        ]
    )
    assert [task.lead_units for task in tasks] == [("区交通局",), ("区交通局",), ("区水务局",)]


def test_a_task_over_several_rows_has_the_units_of_all():
    tasks = tasks_of(
        [
            HEADS,
            ["1", "做强制造业", "1.新增规上企业20家。", "李明", "★区工信局"],
            [_, _, _, "王芳", "★区商务局、区财政局"],
            [_, _, "2.建设园区2个。", _, "★区发改委"],
        ]
    )
    assert [(task.leaders, task.lead_units, task.co_units) for task in tasks] == [
        (("李明", "王芳"), ("区工信局", "区商务局"), ("区财政局",)),
        (("王芳",), ("区发改委",), ()),
    ]


def test_a_task_cut_by_a_page_break_is_one():
    tasks = tasks_of(
        [
            HEADS,
            ["1", "做强制造业", "1.新增规上企业20家，引进", "李明", "★区工信局"],
            [_, _, "项目10个。", _, "区商务局"],
            [_, _, "2.建设园区2个。", _, "★区发改委"],
        ]
    )
    assert [task.text for task in tasks] == ["新增规上企业20家，引进项目10个。", "建设园区2个。"]
    assert (tasks[0].lead_units, tasks[0].co_units) == (("区工信局",), ("区商务局",))


def test_heads_that_a_page_repeats_part_nothing():
    tasks = tasks_of(
        [
            HEADS,
            ["1", "做强制造业", "1.新增规上企业20家。", "李明", "★区工信局"],
            HEADS,
            [_, _, "2.引进项目10个。", _, "★区商务局"],
            ["2", "办好学校", "3.新建学校3所。", "王芳", "★区教育局"],
        ]
    )
    assert [(task.group, task.leaders) for task in tasks] == [
        ("做强制造业", ("李明",)),
        ("做强制造业", ("李明",)),
        ("办好学校", ("王芳",)),
    ]


def test_the_heading_of_a_section_may_be_lost():
    tasks = tasks_of(
        [
            HEADS,
            ["一、产业", _, _, _, _],
            ["1", "做强制造业", "1.新增规上企业20家。", "李明", "★区工信局"],
            ["", _, _, _, _],
            ["1", "办好学校", "2.新建学校3所。", "王芳", "★区教育局"],
        ]
    )
    assert [(task.section_no, task.section, task.group) for task in tasks] == [
        (1, "产业", "做强制造业"),
        (2, "", "办好学校"),
    ]


# Columns ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", load_codebook("offices")["columns"]["entries"], ids=lambda entry: entry["example"])
def test_the_example_of_a_column_is_read_as_that_column(entry):
    first = next(
        other["role"]
        for other in load_codebook("offices")["columns"]["entries"]
        if re.search(other["pattern"], entry["example"])
    )
    assert first == entry["role"]


def test_columns_in_another_order_without_leaders():
    tasks = tasks_of(
        [
            ["序号", "责任单位", "完成时限", "工作内容"],
            ["1", "★区发改委、统计局", "全年", "扩大有效投资。"],
            ["2", "★区教育局", "12月底前", "新建学校3所。"],
            ["3", "★区水务局", _, "修建水厂。"],
        ]
    )
    assert [(task.no, task.text, task.lead_units) for task in tasks] == [
        (1, "扩大有效投资。", ("区发改委",)),
        (2, "新建学校3所。", ("区教育局",)),
        (3, "修建水厂。", ("区水务局",)),
    ]
    assert tasks[0].co_units == ("统计局",)


def test_units_that_lead_and_that_support_in_columns_of_their_own():
    heads = ["序号", "任务", "牵头单位", "配合单位"]
    below = [["序号", "任务", "责任单位", _], ["牵头单位", "配合单位", _, _]]
    rows = [
        ["1", "扩大有效投资", "区发改委、区工信局", "区财政局、各镇"],
        ["2", "新建学校", "区教育局", ""],
        ["3", "新建学校", "区教育局、区住建局", ""],
    ]
    for tasks in (tasks_of([heads, *rows], PLAIN_NOTE), tasks_of([*below, *rows], PLAIN_NOTE)):
        assert [(task.lead_units, task.co_units) for task in tasks] == [
            (("区发改委", "区工信局"), ("区财政局", "各镇")),
            (("区教育局",), ()),
            (("区教育局", "区住建局"), ()),
        ]


def test_without_heads_the_first_row_tells_the_columns():
    tasks = tasks_of(
        [
            ["1", "做强制造业", "1.新增规上企业20家。", "李明", "★区工信局"],
            [_, _, "2.引进项目10个。", _, "★区商务局、投资促进局"],
            ["2", "办好学校", "3.新建学校3所。", "", "★区教育局"],
        ]
    )
    assert [(task.group, task.leaders, task.lead_units) for task in tasks] == [
        ("做强制造业", ("李明",), ("区工信局",)),
        ("做强制造业", ("李明",), ("区商务局",)),
        ("办好学校", (), ("区教育局",)),
    ]


def test_what_is_aimed_at_in_a_column_of_its_own_belongs_to_the_task():
    tasks = tasks_of(
        [
            ["重点任务", "年度目标", "责任部门"],
            ["1.扩大投资", "增长5%左右", "区发改委"],
            ["2.办好学校", "新建学校3所", "区教育局"],
            ["3.通水", "新建水厂", "区水务局"],
        ]
    )
    assert [task.text for task in tasks] == ["扩大投资 增长5%左右", "办好学校 新建学校3所", "通水 新建水厂"]


def test_a_table_of_figures_has_no_tasks():
    assert tasks_of([["指标", "2020年", "2025年"], *[["人口", "200", "300"]] * 5]) == ()


def test_a_text_without_a_table_has_no_tasks():
    assert read_tasks("一、产业\n1.做强制造业。", Outline((), ())) == ()
    assert read_tasks("", Outline((), ())) == ()


# Who leads -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "note", "leads"),
    [
        ("责任单位", PLAIN_NOTE, ()),
        ("牵头单位", PLAIN_NOTE, ("区发改委",)),
        ("牵头及配合单位", PLAIN_NOTE, ("区发改委",)),
        ("责任单位", "注：责任单位中排名第一的为牵头单位。", ("区发改委",)),
        ("责任单位", "注：带“★”者为牵头单位。", ()),
    ],
)
def test_without_marks_the_first_leads_only_if_the_plan_says_so(head, note, leads):
    tasks = tasks_of([["序号", "任务", head], *[["1", "扩大有效投资", "区发改委、区统计局"]] * 4], note)
    assert {task.lead_units for task in tasks} == {leads}
    assert all(task.lead_units + task.co_units == ("区发改委", "区统计局") for task in tasks)


def test_a_unit_that_stands_alone_leads():
    tasks = tasks_of([["序号", "任务", "责任单位"], *[["1", "扩大有效投资", "区发改委"]] * 4], PLAIN_NOTE)
    assert {task.lead_units for task in tasks} == {("区发改委",)}


def test_where_others_are_marked_a_list_without_marks_only_supports():
    tasks = tasks_of(
        [
            ["序号", "任务", "牵头单位"],
            ["1", "扩大有效投资", "★区发改委、区统计局"],
            ["2", "新建学校", "区教育局、区住建局"],
            ["3", "修路", "★区交通局"],
        ]
    )
    assert (tasks[1].lead_units, tasks[1].co_units) == ((), ("区教育局", "区住建局"))


# Lists -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("★区发改委、统计局", "+区发改委 统计局"),
        ("★区发改委、★住建局，各镇", "+区发改委 +住建局 各镇"),
        ("★区委组织部（人才办、党建办）、区财政局（国资办）", "+区委组织部（人才办、党建办） 区财政局（国资办）"),
        ("★ 区发改委\n区统计局\n各镇", "+区发改委 区统计局 各镇"),
        ("★区自然资源和\n规划局、区文体广\n电和旅游局", "+区自然资源和规划局 区文体广电和旅游局"),
        ("吴江高新区\n（盛泽镇）", "吴江高新区（盛泽镇）"),
        ("区发改委★；区统计局", "+区发改委 区统计局"),
        ("牵头单位：区发改委、区工信局；配合单位：区财政局、各镇", "+区发改委 +区工信局 -区财政局 -各镇"),
        ("牵头单位：区发改委\n配合单位：区财政局", "+区发改委 -区财政局"),
        ("责任单位：区发改委、区财政局", "区发改委 区财政局"),
        ("区发改委、区工信局牵头，区财政局、各镇配合", "+区发改委 +区工信局 -区财政局 -各镇"),
        ("区财政局、区发改委（牵头）、各镇", "区财政局 +区发改委 各镇"),
        ("1.区发改委\n2.区工信局", "区发改委 区工信局"),
        ("区委组织部（人才办、区人社局", "区委组织部（人才办 区人社局"),
        ("、，；★", ""),
        ("", ""),
    ],
)
def test_lists_of_units(cell, units):
    signs = {"lead": "+", "co": "-", None: ""}
    assert " ".join(signs[role] + name for name, role in units_in(cell)) == units


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("李明", ["李明"]),
        ("李 明", ["李明"]),
        ("李　明\n王小芳", ["李明", "王小芳"]),
        ("李明、王小芳，张三", ["李明", "王小芳", "张三"]),
        ("李 明 王小芳 张 三", ["李明", "王小芳", "张三"]),
        ("王小芳 李 明", ["王小芳", "李明"]),
        ("", []),
        ("李", ["李"]),
    ],
)
def test_lists_of_names(cell, names):
    assert split_names(cell) == names


def test_names_that_the_page_ran_together_are_parted_if_they_are_known():
    assert parted("李明王小芳", {"李明", "王小芳"}) == ["李明", "王小芳"]
    assert parted("欧阳小明", {"李明", "王小芳"}) == ["欧阳小明"]
    rows = [HEADS, ["1", "甲组", "1.修路。", "李明王小芳", "★区交通局"]]
    rows += [[_, _, "2.架桥。", "李明", "★区交通局"], [_, _, "3.通水。", "王小芳", "★区水务局"]]
    assert tasks_of(rows)[0].leaders == ("李明", "王小芳")


# Numbers and texts -----------------------------------------------------------------------------------------------


def test_numbers_that_begin_anew_give_way_to_places():
    rows = [["项目", "任务", "责任单位"], ["一、产业", _, _], ["制造", "1.做强制造业。", "★区工信局"]]
    rows += [[_, "2.引进项目。", "★区商务局"], ["二、民生", _, _], ["学校", "1.新建学校。", "★区教育局"]]
    assert [(task.no, task.text) for task in tasks_of(rows)] == [
        (1, "做强制造业。"),
        (2, "引进项目。"),
        (3, "新建学校。"),
    ]


def test_a_number_before_a_year_is_a_number():
    rows = [HEADS, ["1", "甲组", "1.修路。", "李明", "★区交通局"], [_, _, "2.2024年底前架桥。", "李明", "★区交通局"]]
    rows += [[_, _, "3.通水。", "李明", "★区水务局"], [_, _, "5.6公里河道疏浚。", "李明", "★区水务局"]]
    assert [task.text for task in tasks_of(rows)] == ["修路。", "2024年底前架桥。", "通水。", "5.6公里河道疏浚。"]


def test_a_sign_within_a_task_is_no_mark():
    rows = [HEADS, ["1", "甲组", "1.建成五★级酒店2家、民宿3家", "李明", "★区文旅局"]]
    rows += [[_, _, "2.修路。", _, "区交通局★、公安局"]]
    assert [(task.text, task.lead_units, task.co_units) for task in tasks_of(rows)] == [
        ("建成五★级酒店2家、民宿3家", ("区文旅局",), ()),
        ("修路。", ("区交通局",), ("公安局",)),
    ]


def test_line_feeds_in_a_task_are_taken_out():
    rows = [HEADS, ["1", "甲\n组", "1.推进\n项目建设，\n支持 OPEN\nAI 开发。", "李明", "★区工信局"]]
    rows += [[_, _, "2.修路。", _, "★区交通局"]]
    task = tasks_of(rows)[0]
    assert (task.group, task.text) == ("甲组", "推进项目建设，支持 OPEN AI 开发。")


def test_notes_stand_before_and_below_the_table():
    rows = [HEADS, *[["1", "甲组", "1.修路。", "李明", "★区交通局"]] * 3]
    assert notes_of(flattened(rows)) == TITLE + NOTE
    assert notes_of("没有表格。") == "没有表格。"


# Generated tables ------------------------------------------------------------------------------------------------

NAMES = ("李明", "王小芳", "张三", "欧阳小明", "赵海园")
UNITS = (
    "区发改委",
    "统计局",
    "吴江海关",
    "各镇",
    "东方国资",
    "区委组织部（人才办）",
    "检察院",
    "水务集团",
    "生态环境局",
)
GROUPS = ("做强制造业", "扩大有效投资", "保护文化", "办好人民满意的教育", "优化营商环境工程")
WORDS = ("推进项目建设", "新增规上企业20家", "完成投资1.5亿元", "加快“智改数转”，培育链主企业", "办好3所学校、2家医院")


@st.composite
def tables(draw):
    """Draw tables with random columns and merges, and the tasks that they say."""
    units_first = draw(st.booleans())
    has = {name: draw(st.booleans()) for name in ("serial", "group", "leader", "deadline", "unknown", "sections")}
    columns = ["serial"] * has["serial"] + ["group"] * (has["group"] or has["serial"]) + ["task"]
    behind = ["unit", "leader"] if units_first else ["leader", "unit"]
    columns += [name for name in behind if name != "leader" or has["leader"]]
    columns += ["deadline"] * has["deadline"]
    if has["unknown"]:
        # A column whose head is not known may stand anywhere behind the task.
        columns.insert(draw(st.integers(columns.index("task") + 1, len(columns))), "unknown")
    heads = {
        "serial": "序号",
        "group": "项目",
        "task": "任务",
        "leader": "领导",
        "unit": "责任单位",
        "deadline": "完成时限",
        "unknown": draw(st.sampled_from(("督办处室", "分值", "信息报送人"))),
    }
    # Merged, a leader in the last column may look like an empty one.
    may_merge = has["leader"] and columns[-1] != "leader"
    rows = [[heads[name] for name in columns]]
    expected = []
    no = 0
    for section in range(1, draw(st.integers(1, 3)) + 1):
        heading = draw(st.sampled_from(("产业", "民生", "政府自身建设")))
        if has["sections"]:
            rows.append(["一二三"[section - 1] + "、" + heading, *[None] * (len(columns) - 1)])
        above: tuple[str, ...] | None = () if section > 1 and not has["sections"] else None
        if above is not None:
            above = expected[-1]["leaders"]
        for serial in range(1, draw(st.integers(1, 3)) + 1):
            group = draw(st.sampled_from(GROUPS))
            size = draw(st.integers(2, 4))
            # A page break may cut the name of a group; only a column of serial numbers shows that it goes on.
            cut = draw(st.integers(0, size)) if has["serial"] else 0
            whole = group + "（续）" if 0 < cut < size else group
            for position in range(size):
                no += 1
                merged = may_merge and above is not None and draw(st.booleans())
                own = tuple(draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)))
                leads = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=2, unique=True))
                supports = draw(st.lists(st.sampled_from(UNITS), max_size=3, unique=True))
                text = draw(st.sampled_from(WORDS)) + draw(st.sampled_from(("。", "，完善服务。", "")))
                above = (above if merged else own) if has["leader"] else ()
                first = position == 0
                cells = {
                    "serial": (draw(st.sampled_from((str(serial), ""))) if first else None),
                    "group": group if first else "（续）" if cut == position else None,
                    "task": f"{no}.{text}",
                    "leader": None if merged else "\n".join(own),
                    "unit": "、".join([*(f"★{unit}" for unit in leads), *supports]),
                    "deadline": "12月底前",
                    "unknown": draw(st.sampled_from(("督查第二科室", "5", "5分"))),
                }
                rows.append([cells[name] for name in columns])
                expected.append(
                    {
                        "no": no,
                        "section": heading if has["sections"] else "",
                        "group": whole if "group" in columns else "",
                        "text": text,
                        "leaders": above,
                        "leaders_inherited": bool(has["leader"] and merged and above),
                        "lead_units": tuple(leads),
                        # A unit has one row per task: where it is named twice, what it leads it need not support.
                        "co_units": tuple(unit for unit in supports if unit not in leads),
                    }
                )
    return rows, expected


@settings(max_examples=150)
@given(tables())
def test_a_flattened_table_is_read_back(table):
    rows, expected = table
    # Fewer lines of bars are no table to the outline either.
    assume(sum(cell is not None for row in rows for cell in row) >= LEAST_BARS)
    found = tasks_of(rows)
    assert [{key: getattr(task, key) for key in expected[0]} for task in found] == expected


CELLS = st.sampled_from(
    (
        "1",
        "2",
        "做强制造业",
        "一、产业发展",
        "李明",
        "李明\n王小芳",
        "",
        "★区甲局、区乙局",
        "★区丙局",
        "12月底前",
        "检察院",
        "||",
        "★",
    )
)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.lists(CELLS, min_size=1, max_size=7), st.integers(0, 6)), max_size=12), st.booleans())
def test_ragged_rows_lose_no_task_and_no_unit(rows, with_heads):
    body = [
        ["1", "甲组", "1.修路。", "李明", "★区交通局"],
        [_, _, "2.架桥。", _, "★区丁局"],
        ["2", "乙组", "3.通水。", "", "★区丁局"],
    ]
    if with_heads:
        body.insert(0, list(HEADS))
    ragged = [
        [*cells, f"{number}.推进第{number}个项目。", *([None] * run)]
        for number, (cells, run) in enumerate(rows, start=4)
    ]
    text = flattened([*body, *ragged])
    tasks = read_tasks(text, outline_text(text, "task_plan"))
    said = " ".join(" ".join([task.group, task.text, *task.lead_units, *task.co_units]) for task in tasks)
    for unit in ("区甲局", "区乙局", "区丙局", "区丁局"):
        assert (unit in said) == (unit in text)
    for number in range(4, len(rows) + 4):
        assert f"推进第{number}个项目。" in said
    assert all(0 <= task.start < task.end <= len(text) for task in tasks)
    assert len({task.no for task in tasks}) == len(tasks)


@settings(max_examples=100)
@given(st.text(alphabet="|\n1.一、区局★李明。任务单位序号（）：", max_size=200))
def test_odd_input_is_no_error(text):
    read_tasks(text, outline_text(text, "task_plan"))


@pytest.mark.parametrize("junk", ["（", "区", "、", "★", "1.", "市场\n", "(（", "一、", "负责提供", "牵头，"])
def test_long_cells_take_time_in_proportion(junk):
    def seconds(times):
        row = ["1", junk * times, "1." + junk * times, junk * times, junk * times]
        text = flattened([HEADS, row, *[["1", "甲组", "2.修路。", "李明", "★区交通局"]] * 3])
        outline = Outline((), ())
        best = []
        for _try in range(3):
            start = time.process_time()
            read_tasks(text, outline)
            best.append(time.process_time() - start)
        return min(best)

    assert seconds(8_000) < 8 * seconds(2_000) + 0.05


def test_the_plan_is_read_fast(plan):
    best = []
    for _try in range(3):
        start = time.process_time()
        read_tasks(*plan)
        best.append(time.process_time() - start)
    assert min(best) < 0.1
