"""Plans of tasks that are no table: brackets behind the tasks, or lines with labels below them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from suzhou_priorities.extract.tasks import read_tasks
from suzhou_priorities.outline.model import Outline
from suzhou_priorities.outline.sections import outline_text

BRACKETS = """宁河市2024年政府工作报告重点任务分工方案
为确保市人大会议确定的各项目标任务落到实处，制定本方案。
一、全力推动经济稳中向好
（一）扩大有效投资
1.实施重点项目180个，完成年度投资600亿元以上。（市发改委牵头，市财政局、各区县配合）
2.新增专项债券额度向重大项目倾斜（含续建项目），确保资金及时到位。（牵头单位：市财政局；配合单位：市发改委）
（二）提振消费
3.举办消费促进活动100场以上。（责任单位：市商务局、市文化广电和旅游局）
二、切实保障和改善民生
4.城镇新增就业5万人。（市人社局负责）培训职工2万人次。（市总工会、市人社局按职责分工负责）
5.新增公办学位8000个。（责任领导：张明远；责任单位：市教育局、市住建局；完成时限：8月底）
"""
LABELS = """临江县2023年政府重点工作任务清单
一、工业强县
1.完成工业投资50亿元，新增规上企业20家。
责任领导：张伟（副县长）
牵头单位：县工信局
责任单位：县发改局、县统计局
完成时限：2023年12月底
二、民生实事
2.新增养老床位500张。
重点改造镇敬老院。
责任领导：
责任单位：县民政局
完成时限：11月底
各责任单位要按月报送进展情况。
"""


def read(text):
    return read_tasks(text, outline_text(text, "task_plan"))


def said(task):
    return task.no, task.text, task.leaders, task.lead_units, task.co_units


def test_brackets_behind_tasks():
    tasks = read(BRACKETS)
    assert [(task.section_no, task.section, task.group) for task in tasks] == [
        (1, "全力推动经济稳中向好", "扩大有效投资"),
        (1, "全力推动经济稳中向好", "扩大有效投资"),
        (1, "全力推动经济稳中向好", "提振消费"),
        (2, "切实保障和改善民生", ""),
        (2, "切实保障和改善民生", ""),
        (2, "切实保障和改善民生", ""),
    ]
    assert [said(task) for task in tasks] == [
        (1, "实施重点项目180个，完成年度投资600亿元以上。", (), ("市发改委",), ("市财政局", "各区县")),
        (
            2,
            "新增专项债券额度向重大项目倾斜（含续建项目），确保资金及时到位。",
            (),
            ("市财政局",),
            ("市发改委",),
        ),
        (3, "举办消费促进活动100场以上。", (), (), ("市商务局", "市文化广电和旅游局")),
        (4, "城镇新增就业5万人。", (), ("市人社局",), ()),
        (5, "培训职工2万人次。", (), (), ("市总工会", "市人社局")),
        (6, "新增公办学位8000个。", ("张明远",), (), ("市教育局", "市住建局")),
    ]


def test_the_first_unit_leads_if_a_note_says_so():
    tasks = read(BRACKETS + "注：列首位的为牵头单位。\n")
    assert (tasks[2].lead_units, tasks[2].co_units) == (("市商务局",), ("市文化广电和旅游局",))


def test_lines_with_labels_below_tasks():
    tasks = read(LABELS)
    assert [said(task) for task in tasks] == [
        (1, "完成工业投资50亿元，新增规上企业20家。", ("张伟",), ("县工信局",), ("县发改局", "县统计局")),
        (2, "新增养老床位500张。重点改造镇敬老院。", (), ("县民政局",), ()),
    ]
    assert [task.section for task in tasks] == ["工业强县", "民生实事"]


def test_labels_behind_tasks_on_the_same_line():
    text = """某市2024年重点工作任务
1.新建幼儿园3所。牵头领导:周敏,牵头单位:市教育体育局
2.新增床位200张。牵头领导：王强，牵头单位：市民政局，配合单位：市财政局、市卫健委，完成时限：12月底
3.改造小区5个。责任领导：王强。牵头单位：市住建局。配合单位：市财政局。
4.修缮古宅2处，责任单位：市文旅局
5.办好书展。 责任单位：市文旅局
"""
    assert [said(task) for task in read(text)] == [
        (1, "新建幼儿园3所。", ("周敏",), ("市教育体育局",), ()),
        (2, "新增床位200张。", ("王强",), ("市民政局",), ("市财政局", "市卫健委")),
        (3, "改造小区5个。", ("王强",), ("市住建局",), ("市财政局",)),
        (4, "修缮古宅2处", (), ("市文旅局",), ()),
        (5, "办好书展。", (), ("市文旅局",), ()),
    ]


def test_several_labels_on_a_line_below_a_task():
    text = """某市2024年重点工作任务
1.新建幼儿园3所。
牵头领导：周敏。牵头单位：市教育体育局；配合单位：市财政局
2.新增床位200张，重点支持单位：企业和协会。
责任领导：王强 责任单位：市民政局
"""
    assert [said(task) for task in read(text)] == [
        (1, "新建幼儿园3所。", ("周敏",), ("市教育体育局",), ("市财政局",)),
        (2, "新增床位200张，重点支持单位：企业和协会。", ("王强",), ("市民政局",), ()),
    ]


def test_the_span_of_a_task_begins_with_its_number():
    for text in (BRACKETS, LABELS):
        for task in read(text):
            assert task.text[:6] in text[task.start : task.end]


def test_what_is_numbered_above_a_paragraph_of_tasks_heads_it():
    text = "一、产业\n1.扩大投资\n实施项目180个。（市发改委）新开工50个。（市住建局）\n（一）扩大开放\n责任单位：市商务局\n"
    assert [(task.group, task.text) for task in read(text)] == [
        ("扩大投资", "实施项目180个。"),
        ("扩大投资", "新开工50个。"),
        ("扩大投资", "扩大开放"),
    ]


def test_a_text_that_names_offices_now_and_then_has_no_tasks():
    assert read("一、产业\n1.推进改革（试点）。\n2.市政府已设立专班（市发改委）。\n责任重大。") == ()
    assert read("1.加强督查。\n联系电话：63000000\n2.按月报送。\n完成时限：每月\n") == ()
    assert read_tasks("责任单位：市发改委\n牵头单位：市财政局", Outline((), ())) == ()


@settings(max_examples=200)
@given(st.text(alphabet="1一、（）()。\n市局牵头责任单位领导：张伟", max_size=200))
def test_odd_input_is_no_error(text):
    for task in read_tasks(text, Outline((), ())):
        assert 0 <= task.start < task.end <= len(text)
