"""Tables of tasks as other cities print them: other heads, several tables, merged groups, notes, roles in words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzhou_priorities.extract.offices import units_of
from suzhou_priorities.extract.task_lists import units_in
from suzhou_priorities.extract.tasks import notes_of, read_tasks
from suzhou_priorities.outline.model import Outline
from suzhou_priorities.outline.sections import outline_text
from tests.extract.flattened import PLAIN_NOTE, flattened, flattened_row

_ = None
ROAD = "实施城市道路畅通工程，改造主次干道12条，打通断头路5条。"
SCHOOL = "扩大优质教育资源供给，新建、改扩建中小学8所，新增学位1.2万个。"
FARM = "新建高标准农田3万亩，粮食总产量稳定在20万吨以上。"


def tasks_of(rows, note=PLAIN_NOTE):
    return tasks_in(flattened(rows, note))


def tasks_in(text):
    return read_tasks(text, outline_text(text, "task_plan"))


def table(rows):
    return "".join(flattened_row(row) for row in rows)


# Heads that are not known ----------------------------------------------------------------------------------------

UNKNOWN = ("督办处室", "考核权重", "任务来源", "信息报送人", "分值", "项目地点", "责任科室", "工作措施及完成时限")


@pytest.mark.parametrize("head", [*UNKNOWN, "督办单位", "一季度", "2月"])
@pytest.mark.parametrize("place", range(5))
def test_a_column_whose_head_is_not_known_is_ignored_wherever_it_stands(head, place):
    rows = [
        ["序号", "工作任务", "分管领导", "责任单位"],
        ["1", ROAD, "周海", "市交通局、市公安局"],
        ["2", SCHOOL, "何琳", "市教育局"],
        ["3", FARM, "何琳", "市农业农村局"],
    ]
    for row, cell in zip(rows, (head, "二科", "李梅", "5"), strict=True):
        row.insert(place, cell)
    tasks = tasks_of(rows)
    assert [(task.text, task.leaders, task.lead_units + task.co_units) for task in tasks] == [
        (ROAD, ("周海",), ("市交通局", "市公安局")),
        (SCHOOL, ("何琳",), ("市教育局",)),
        (FARM, ("何琳",), ("市农业农村局",)),
    ]


@pytest.mark.parametrize("heads", [("一季度", "二季度", "三季度", "四季度"), ("2月", "4月", "6月", "9月", "12月")])
def test_columns_of_stages_are_no_tasks(heads):
    stages = ("完成选址", "完成设计", "开工建设", "完成主体", "竣工投用")[: len(heads)]
    names = ("新建农贸市场5个", "新增停车泊位3000个", "改造公园6个")
    rows = [[str(no), name, "市商务局", "张军", *stages] for no, name in enumerate(names, 1)]
    known = ["序号", "项目名称", "责任单位", "责任领导"]
    merged = [[*known, "年度计划", *[_] * (len(heads) - 1)], [*heads, *[_] * 4]]
    for top in ([[*known, *heads]], merged):
        tasks = tasks_of([*top, *rows])
        assert [(task.text, task.leaders, task.lead_units) for task in tasks] == [
            (name, ("张军",), ("市商务局",)) for name in names
        ]


def test_without_serial_numbers_the_cells_tell_how_many_columns_there_are():
    tasks = tasks_of(
        [
            ["重点任务", "具体举措", "责任单位", "督办处室"],
            ["城市更新", ROAD, "区住建局、各街道", "二科"],
            [_, "建成口袋公园12个。", "区城管局", "三科"],
            ["民生保障", SCHOOL, "区教育局", "二科"],
            [_, FARM, "区农业农村局", "一科"],
        ]
    )
    assert [(task.group, task.text) for task in tasks] == [
        ("城市更新", ROAD),
        ("城市更新", "建成口袋公园12个。"),
        ("民生保障", SCHOOL),
        ("民生保障", FARM),
    ]


def test_a_section_row_right_behind_an_unknown_head_is_no_head():
    for heading, number in (("一、城市建设", 1), ("城市建设", None)):
        tasks = tasks_of(
            [
                ["序号", "工作任务", "责任单位", "分值"],
                [heading, _, _, _],
                ["1", ROAD, "市交通局", "5"],
                ["2", SCHOOL, "市教育局", "5"],
                ["3", FARM, "市农业农村局", "5"],
            ]
        )
        assert [(task.section_no, task.section, task.text) for task in tasks] == [
            (number, "城市建设", text) for text in (ROAD, SCHOOL, FARM)
        ]


@pytest.mark.parametrize("texts", [(ROAD, SCHOOL, FARM), ("城南公路", "新建学校", "农田")])
def test_the_tasks_may_stand_below_a_head_that_is_not_known(texts):
    rows = [[str(no), text, "市交通局", "二科"] for no, text in enumerate(texts, 1)]
    tasks = tasks_of([["序号", "督查督办", "责任单位", "分值"], *rows])
    assert [(task.no, task.text, task.lead_units) for task in tasks] == [
        (no, text, ("市交通局",)) for no, text in enumerate(texts, 1)
    ]


# Several tables --------------------------------------------------------------------------------------------------

INDICATORS = [
    ["序号", "指标名称", "单位", "安临市", "东城区"],
    ["1", "地区生产总值", "增幅（%）", "7左右", "7以上"],
    ["2", "全社会固定资产投资", "亿元", "与上年持平", "同口径增长5%"],
]
PLAN = [
    ["序号", "工作任务", "市领导", "牵头单位", "配合单位"],
    ["一、城市建设", _, _, _, _],
    ["1", ROAD, "周 海", "市交通局", "市公安局"],
    ["2", SCHOOL, "何琳", "市教育局", "市财政局"],
]
LIVELIHOOD = [
    ["序号", "实事内容", "责任单位", "完成时限", "责任领导"],
    ["1", "新增学位5000个。", "市教育局", "8月底", "何琳"],
    ["2", FARM, "市农业农村局", "12月底", "周海"],
]


def test_a_table_of_indicators_before_the_table_of_tasks_is_none():
    text = f"某市2024年工作任务\n附件1\n主要指标\n{table(INDICATORS)}附件2\n任务分解表\n{table(PLAN)}"
    assert [(task.text, task.section, task.leaders) for task in tasks_in(text)] == [
        (ROAD, "城市建设", ("周海",)),
        (SCHOOL, "城市建设", ("何琳",)),
    ]


def test_a_table_of_indicators_behind_the_table_of_tasks_is_none():
    text = f"某市2024年工作任务\n{table(PLAN)}附件2\n主要指标\n{table(INDICATORS)}"
    assert [task.text for task in tasks_in(text)] == [ROAD, SCHOOL]


def test_two_tables_of_tasks_have_columns_and_sections_of_their_own():
    text = f"某市2024年工作任务\n{table(PLAN)}附件2\n民生实事任务分解表\n{table(LIVELIHOOD)}"
    assert [(task.no, task.section, task.text, task.leaders, task.lead_units) for task in tasks_in(text)] == [
        (1, "城市建设", ROAD, ("周海",), ("市交通局",)),
        (2, "城市建设", SCHOOL, ("何琳",), ("市教育局",)),
        (3, "", "新增学位5000个。", ("何琳",), ("市教育局",)),
        (4, "", FARM, ("周海",), ("市农业农村局",)),
    ]


def test_the_unit_of_measure_is_no_unit_that_is_responsible():
    rows = [["1", "地区生产总值", "%", "6.5", "市发改委"], ["2", "城镇新增就业", "人", "32000", "市人社局"]]
    tasks = tasks_of([["序号", "指标名称", "单位", "目标值", "责任单位"], *rows])
    assert [(task.text, task.lead_units, task.co_units) for task in tasks] == [
        ("地区生产总值", ("市发改委",), ()),
        ("城镇新增就业", ("市人社局",), ()),
    ]


def test_a_bare_head_of_units_is_one_of_units_where_offices_stand_below():
    tasks = tasks_of([["序号", "项目名称", "单位"], ["1", "城南公路", "市交通局"], ["2", "新建学校", "市教育局"]] * 2)
    assert {task.lead_units for task in tasks} == {("市交通局",), ("市教育局",)}


def test_numbers_of_pages_between_rows_are_no_cells():
    rows = [["1", ROAD, "徐海", "★区交通局", ""], ["2", SCHOOL, "徐海", "★区教育局", ""]]
    heads = ["序号", "目标任务", "责任领导", "责任单位", "备注"]
    text = "某区2024年任务\n" + table([heads, *rows[:1]]) + "— 1 —\n|\n" + table([heads, *rows[1:]]) + "第2页\n|\n"
    assert [(task.text, task.leaders) for task in tasks_in(text)] == [(ROAD, ("徐海",)), (SCHOOL, ("徐海",))]


# Groups ----------------------------------------------------------------------------------------------------------


def test_what_several_rows_share_is_their_group_and_their_details_are_the_tasks():
    tasks = tasks_of(
        [
            ["序号", "重点工作", "工作目标", "牵头单位", "配合单位"],
            ["1", "产业强区", "新签约亿元以上项目40个。", "区投促局", "区商务局"],
            [_, _, "完成技改投资30亿元，新增智能工厂5家。", "区工信局", "区科技局"],
            ["2", "城市更新", ROAD, "区住建局", "各街道"],
        ]
    )
    assert [(task.group, task.text, task.lead_units) for task in tasks] == [
        ("产业强区", "新签约亿元以上项目40个。", ("区投促局",)),
        ("产业强区", "完成技改投资30亿元，新增智能工厂5家。", ("区工信局",)),
        ("城市更新", ROAD, ("区住建局",)),
    ]


def test_a_target_of_the_row_above_is_not_added_to_a_task():
    tasks = tasks_of(
        [
            ["序号", "工作任务", "年度目标", "责任单位"],
            ["1", "加快推进城市快速路建设", "完成东环快速路主体工程。", "市交通局"],
            ["2", "推进老旧小区改造", _, "市住建局"],
            ["3", "扩大优质教育资源供给", "新增学位1.2万个。", "市教育局"],
        ]
    )
    assert [task.text for task in tasks] == [
        "加快推进城市快速路建设 完成东环快速路主体工程。",
        "推进老旧小区改造",
        "扩大优质教育资源供给 新增学位1.2万个。",
    ]


def test_rows_of_groups_do_not_replace_their_section():
    tasks = tasks_of(
        [
            ["序号", "重点任务", "牵头部门", "配合部门"],
            ["一、聚力产业升级", _, _, _],
            ["（一）做强先进制造业", _, _, _],
            ["1", "规上工业总产值突破1000亿元。", "区工信局", "区统计局"],
            ["（二）做优现代服务业", _, _, _],
            ["2", "服务业增加值增长6%。", "区发改委", "区商务局"],
            ["二、聚力改革开放", _, _, _],
            ["3", "推进城市管理综合执法改革。", "区城管局", "各街道"],
        ]
    )
    assert [(task.section_no, task.section, task.group) for task in tasks] == [
        (1, "聚力产业升级", "做强先进制造业"),
        (1, "聚力产业升级", "做优现代服务业"),
        (2, "聚力改革开放", ""),
    ]


def test_a_blank_cell_goes_on_with_the_group():
    tasks = tasks_of(
        [
            ["项目", "序号", "工作任务", "责任领导", "责任单位"],
            ["产业强区", "1", "新签约亿元以上项目40个。", "刘明", "区投促局"],
            ["", "2", "完成技改投资30亿元。", "", "区工信局"],
            ["城市更新", "3", ROAD, "孙丽", "区住建局"],
        ]
    )
    assert [(task.group, task.leaders) for task in tasks] == [
        ("产业强区", ("刘明",)),
        ("产业强区", ()),
        ("城市更新", ("孙丽",)),
    ]


# Notes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "leads"),
    [
        ("责任分解中，列第一位的责任单位为牵头单位或汇总单位。", True),
        ("注：列首位的为牵头单位。", True),
        ("责任单位排名第一的为牵头单位，其他为配合单位。", True),
        ("牵头单位排在首位。", True),
        ("各单位主要负责人是第一责任人，由牵头单位负总责。", False),
        ("要把任务落实放在首位，牵头单位要加强统筹。", False),
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_a_note_that_the_first_unit_leads_counts_before_and_below_the_table(note, leads, before):
    rows = [
        ["序号", "工作任务", "责任单位"],
        ["1", ROAD, "市交通局、市公安局"],
        ["2", SCHOOL, "市教育局牵头，市财政局配合"],
    ]
    body = table([*rows, ["3", FARM, "市农业农村局、市水利局"]])
    text = f"某市2024年任务\n{note}\n{body}" if before else f"某市2024年任务\n{body}{note}\n"
    assert [task.lead_units for task in tasks_in(text)] == [
        ("市交通局",) if leads else (),
        ("市教育局",),
        ("市农业农村局",) if leads else (),
    ]


def test_a_note_before_the_table_says_who_supplies_data():
    rows = [["序号", "工作任务", "责任单位"], *[["1", ROAD, "★市交通局、市统计局"]] * 4]
    text = f"某市2024年任务\n市统计局负责提供数据。\n{table(rows)}"
    units = units_of(tasks_in(text), notes_of(text))
    assert {unit.name for unit in units if unit.supplies_data} == {"市统计局"}


def test_a_note_in_the_last_row_or_between_tables_is_a_note():
    note = "注：列首位的为牵头单位。"
    rows = [["序号", "工作任务", "责任单位"], ["1", ROAD, "市交通局、市公安局"], ["2", SCHOOL, "市教育局、市财政局"]]
    rows.append(["3", FARM, "市农业农村局、市水利局"])
    last = f"某市2024年任务\n{table([*rows, [note, _, _]])}"
    between = f"某市2024年任务\n{table(rows)}{note}\n附件2\n民生实事\n{table(LIVELIHOOD)}"
    for text, others in ((last, []), (between, ["新增学位5000个。", FARM])):
        tasks = tasks_in(text)
        assert [task.text for task in tasks] == [ROAD, SCHOOL, FARM, *others]
        assert [task.lead_units for task in tasks[:3]] == [("市交通局",), ("市教育局",), ("市农业农村局",)]


# Roles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heads", "leads_first"),
    [
        (("主责单位", "责任单位"), True),
        (("牵头责任单位", "责任单位"), True),
        (("责任单位", "配合及参与单位"), True),
        (("责任单位", "协作单位"), True),
        (("责任单位", "协同责任单位"), True),
        (("协同单位", "牵头单位"), False),
        (("责任单位", "主责单位"), False),
    ],
)
def test_of_two_columns_of_units_one_leads_and_one_supports(heads, leads_first):
    tasks = tasks_of([["序号", "任务", *heads], *[["1", ROAD, "市交通局、市住建局", "市公安局、各区"]] * 3])
    first, second = ("市交通局", "市住建局"), ("市公安局", "各区")
    expected = (first, second) if leads_first else (second, first)
    assert {(task.lead_units, task.co_units) for task in tasks} == {expected}


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("市农业农村局 市财政局 各县（市、区）人民政府", "市农业农村局 市财政局 各县（市、区）人民政府"),
        ("牵头：市住建局\n配合：市财政局、市民政局", "+市住建局 -市财政局 -市民政局"),
        ("牵头单位：区城管局 配合单位：区园林局、各街道", "+区城管局 -区园林局 -各街道"),
        ("主责：区住建局，协助：各街道", "+区住建局 -各街道"),
        ("区教育局会同区住建局、区自规局", "+区教育局 -区住建局 -区自规局"),
        ("县住建局/县财政局", "县住建局 县财政局"),
        ("县财政局及相关部门", "县财政局 相关部门"),
        ("区自然资源和规划局、区文体广电和旅游局", "区自然资源和规划局 区文体广电和旅游局"),
        ("市统计局和市税务局牵头", "+市统计局 +市税务局"),
        ("吴江 开发区", "吴江 开发区"),
        ("由市人社局负责", "市人社局"),
        ("市行政审批局、市市场监管局按职责分工负责", "市行政审批局 市市场监管局"),
    ],
)
def test_lists_of_units_in_other_words(cell, units):
    signs = {"lead": "+", "co": "-", None: ""}
    assert " ".join(signs[role] + name for name, role in units_in(cell)) == units


# Units in the text of a task -------------------------------------------------------------------------------------


def test_units_in_brackets_behind_a_task_where_no_column_holds_them():
    rows = [
        ["序号", "工作任务", "责任领导"],
        ["1", f"{ROAD}（区工信局牵头，区发改委、各镇街配合）", "刘明"],
        ["2", f"{SCHOOL}（牵头单位：区教育局；配合单位：区财政局（国资办））", "周强"],
        ["3", "建成绿道12公里（区城管局）。", "孙丽"],
        ["4", "建成智慧停车系统（二期）。", "孙丽"],
    ]
    tasks = tasks_of(rows)
    assert [(task.text, task.leaders, task.lead_units, task.co_units) for task in tasks] == [
        (ROAD, ("刘明",), ("区工信局",), ("区发改委", "各镇街")),
        (SCHOOL, ("周强",), ("区教育局",), ("区财政局（国资办）",)),
        ("建成绿道12公里", ("孙丽",), ("区城管局",), ()),
        ("建成智慧停车系统（二期）。", ("孙丽",), (), ()),
    ]


def test_beside_a_column_of_units_brackets_stay_in_the_text():
    text = f"{ROAD}（区工信局牵头）"
    tasks = tasks_of([["序号", "任务", "责任单位"], *[["1", text, "区交通局"]] * 3])
    assert {(task.text, task.lead_units) for task in tasks} == {(text, ("区交通局",))}


# Odd input -------------------------------------------------------------------------------------------------------

ODD = st.text(alphabet="|\n1一、（）()序号任务单位责任领导：市长张局 /和会同牵头，。", max_size=240)


@settings(max_examples=200)
@given(ODD)
def test_odd_tables_are_no_error(text):
    page = f"序号\n|\n工作任务\n|\n责任单位\n|\n{text}\n" + "1\n|\n修路。\n|\n区交通局\n|\n" * 3
    assert all(0 <= task.start < task.end <= len(page) for task in read_tasks(page, Outline((), ())))


@pytest.mark.parametrize(
    "junk",
    [
        "局和",
        "局 ",
        "局/",
        "（局）",
        "（",
        "（（",
        "）",
        "市长",
        "副",
        "万",
        "牵头：",
        " 牵头",
        "会同",
        "责任领导：",
        "第一位",
    ],
)
def test_long_cells_and_lines_take_time_in_proportion(junk):
    def seconds(times):
        row = ["1", junk * times, junk * times, junk * times, junk * times]
        heads = ["序号", "任务", "领导", "责任单位", junk]
        page = table([heads, row, *[["2", ROAD, "李明", "区交通局", ""]] * 3]) + junk * times
        best = []
        for _try in range(3):
            start = time.process_time()
            read_tasks(page, Outline((), ()))
            read_tasks(junk * times, Outline((), ()))
            best.append(time.process_time() - start)
        return min(best)

    assert seconds(8_000) < 8 * seconds(2_000) + 0.05


# Cells that name nobody, and more than they name ------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["—", "——", "-", "/", "／", "无", "暂无"])
def test_a_sign_for_nothing_is_an_empty_cell(sign):
    rows = [
        ["序号", "工作任务", "牵头领导", "牵头单位", "配合单位"],
        ["1", ROAD, "周海", "市交通局", sign],
        ["2", SCHOOL, sign, "市教育局", "市财政局"],
        ["3", FARM, sign, sign, sign],
    ]
    assert [(task.leaders, task.lead_units, task.co_units) for task in tasks_of(rows)] == [
        (("周海",), ("市交通局",), ()),
        ((), ("市教育局",), ("市财政局",)),
        ((), (), ()),
    ]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("区财政局等", ["区财政局"]),
        ("区财政局、区人社局等部门", ["区财政局", "区人社局"]),
        ("区财政局等12个单位", ["区财政局"]),
        ("市生态环境局青河分局等有关部门", ["市生态环境局青河分局", "有关部门"]),
        ("区财政局和区人社局等相关单位", ["区财政局", "区人社局", "相关单位"]),
        ("★区财政局等", ["区财政局"]),
        ("高等学校", ["高等学校"]),
        ("各有关部门", ["各有关部门"]),
    ],
)
def test_a_word_for_others_is_no_part_of_a_name(cell, names):
    assert [name for name, _ in units_in(cell)] == names


# Rows that head sections ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["一、经济发展", "（一）经济发展"])
def test_a_numbered_row_whose_other_cells_are_empty_heads_a_section(heading):
    first, second = heading, heading.replace("一", "二").replace("经济发展", "城市建设")
    rows = [
        ["序号", "项目", "工作任务", "牵头领导", "责任单位"],
        [first, "", "", "", ""],
        ["1", "扩投资", "完成投资30亿元。", "刘明", "★区发改局、区统计局"],
        ["", "", "新增规上企业5家。", "", "★区工信局"],
        [second, "", "", "", ""],
        ["2", "强功能", "建成绿道12公里。", "孙丽", "★区城管局"],
    ]
    assert [(task.section_no, task.section, task.group, task.text) for task in tasks_of(rows)] == [
        (1, "经济发展", "扩投资", "完成投资30亿元。"),
        (1, "经济发展", "扩投资", "新增规上企业5家。"),
        (2, "城市建设", "强功能", "建成绿道12公里。"),
    ]


@pytest.mark.parametrize("between", ["分享到：微信 微博", "注：带★者为牵头单位。", "各镇：\n请认真落实，按时报送。"])
def test_lines_between_two_rows_are_no_part_of_a_task(between):
    rows = [
        ["序号", "工作任务", "分管领导", "责任单位"],
        ["1", ROAD, "周海", "市交通局、市公安局"],
        ["2", FARM, "", "市农业农村局"],
    ]
    before, after = flattened(rows[:2], ""), table(rows[2:])
    tasks = tasks_in(f"{before.rstrip()}\n{between}\n{after}")
    assert [(task.text, task.leaders, task.lead_units + task.co_units) for task in tasks] == [
        (ROAD, ("周海",), ("市交通局", "市公安局")),
        (FARM, (), ("市农业农村局",)),
    ]
