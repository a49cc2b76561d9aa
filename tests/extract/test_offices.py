"""Names, kinds and roles of the units that deliver tasks."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.offices import is_office, kind_of, level_of, parted_offices, units_of
from suzhou_priorities.extract.tasks import Task, notes_of, read_tasks
from suzhou_priorities.outline.sections import outline_text

BOOK = load_codebook("offices")


def task(no, leads=(), supports=()):
    return Task(no, 1, "产业", "做强制造业", "推进项目。", (), False, tuple(leads), tuple(supports), 0, 5)


def names(*tasks, note=""):
    return [unit.name for unit in units_of(tasks, note)]


@pytest.fixture(scope="module")
def units(cleaned):
    text = cleaned["wujiang_task_plan_2024"].text
    return units_of(read_tasks(text, outline_text(text, "task_plan")), notes_of(text))


# The codebook ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", BOOK["entries"], ids=lambda entry: entry["example"])
def test_the_example_of_a_rule_is_decided_by_it(entry):
    decides = next(rule for rule in BOOK["entries"] if re.search(rule["pattern"], entry["example"]))
    assert decides is entry
    assert entry["kind"] in BOOK["kinds"]
    assert entry["restores"] in ("level", "committee", "nothing")


@pytest.mark.parametrize("kind", BOOK["kinds"])
def test_the_example_of_a_kind_is_of_that_kind(kind):
    assert kind_of(BOOK["kinds"][kind]["example"]) == kind
    assert {"zh", "en", "includes", "excludes"} <= set(BOOK["kinds"][kind])


@pytest.mark.parametrize("key", ["supplies_data", "first_leads", "head_leads", "begins"])
def test_the_example_of_a_note_is_found(key):
    assert re.search(BOOK["footnotes"][key], BOOK["footnotes"][f"{key}_example"])


@pytest.mark.parametrize("key", ["placeholders", "others"])
def test_the_examples_of_what_is_no_name_are_found(key):
    assert re.search(BOOK[key]["pattern"], BOOK[key]["example"])


def test_the_example_of_a_date_is_found():
    assert re.match(BOOK["dates"]["pattern"], BOOK["dates"]["example"])


# Kinds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("区委组织部（人才办）", "party"),
        ("区委办", "party"),
        ("市委宣传部", "party"),
        ("区纪委监委", "party"),
        ("编办", "party"),
        ("区财政局（国资办）", "government"),
        ("市场监管局", "government"),
        ("区卫健委", "government"),
        ("机关事务管理中心", "government"),
        ("自然资源和规划局", "government"),
        ("突出生态环境问题整治工作专班", "government"),
        ("区政府办公室", "government"),
        ("吴江高新区（盛泽镇）", "park_or_town"),
        ("吴江开发区管委会", "park_or_town"),
        ("东太湖度假区管理办（太湖新城管委会）", "park_or_town"),
        ("各镇（街道）", "park_or_town"),
        ("七都镇", "park_or_town"),
        ("枫桥街道办事处", "park_or_town"),
        ("各县（市、区）", "park_or_town"),
        ("吴江区政府", "park_or_town"),
        ("供电公司", "state_firm"),
        ("中国移动", "state_firm"),
        ("长三角公司", "state_firm"),
        ("区税务局", "vertical_agency"),
        ("市生态环境局", "vertical_agency"),
        ("消防救援大队", "vertical_agency"),
        ("人民银行苏州市分行", "vertical_agency"),
        ("国家统计局吴江调查队", "vertical_agency"),
        ("区总工会", "mass_organisation"),
        ("团市委", "mass_organisation"),
        ("工商联", "mass_organisation"),
        ("区法院", "other"),
        ("区人大常委会办公室", "other"),
        ("区供销合作总社", "other"),
        ("苏州大学", "other"),
        ("区第四人民医院", "other"),
        ("市生态环境局安临分局", "vertical_agency"),
        ("生态环境局清河分局", "vertical_agency"),
        ("县生态环境分局", "vertical_agency"),
        ("公安泰和分局", "government"),
        ("区安委办", "government"),
        ("市食安委办公室", "government"),
        ("区委改革办", "party"),
        ("市委财经办", "party"),
        ("区纪委办公室", "party"),
        ("国网安临市供电公司", "state_firm"),
        ("各区县", "park_or_town"),
        ("相关部门", "government"),
        ("全区各单位", "government"),
        ("某某", "other"),
        ("", "other"),
    ],
)
def test_kinds(unit, kind):
    assert kind_of(unit) == kind


def test_a_persons_name_is_no_office():
    assert not any(is_office(name) for name in ("李明", "王小芳", "欧阳小明"))
    assert is_office("检察院")


# Names -----------------------------------------------------------------------------------------------------------


def test_a_list_names_its_level_once():
    assert names(task(1, ["区发改委"], ["统计局", "组织部", "妇联", "检察院", "市场监管局"])) == [
        "区发改委",
        "区统计局",
        "区委组织部",
        "区妇联",
        "区检察院",
        "区市场监管局",
    ]


def test_firms_zones_towns_and_agencies_led_from_above_have_no_level():
    units = [
        "吴江海关",
        "各区镇",
        "吴江开发区",
        "七都镇",
        "供电公司",
        "东方国资",
        "人民银行吴江支行",
        "生态环境局",
        "团区委",
    ]
    assert names(task(1, ["区发改委"], units)) == ["区发改委", *units]


def test_a_list_that_opens_without_a_level_has_that_of_the_plan():
    assert names(task(1, ["区发改委"]), task(2, ["生态环境局"], ["工信局"]), task(3, ["污防攻坚办"])) == [
        "区发改委",
        "生态环境局",
        "区工信局",
        "污防攻坚办",
    ]


def test_an_agency_that_the_plan_prints_with_its_level_has_one_name():
    assert names(task(1, ["区税务局"]), task(2, ["区财政局"], ["税务局"])) == ["区税务局", "区财政局", "区税务局"]


def test_brackets_are_no_part_of_a_name():
    assert names(task(1, ["区财政局（国资办）"], ["吴江高新区（盛泽镇）"])) == ["区财政局", "吴江高新区"]


def test_brackets_behind_a_collective_name_say_whom_it_covers():
    units = ["各县（市、区）", "各镇(街道)", "各县（市、区）人民政府", "全市各镇（街道）"]
    assert names(task(1, ["市发改委"], units)) == ["市发改委", "各县（市、区）", "各镇（街道）", *units[2:]]


def test_names_that_are_complete_get_no_level():
    units = ["区安委办", "区委改革办", "生态环境局清河分局", "公安泰和分局", "相关部门", "全区各单位", "有关责任单位"]
    assert names(task(1, ["区发改委"], units)) == ["区发改委", *units]
    assert names(task(1, ["区发改委"], ["安委办"])) == ["区发改委", "区安委办"]


@pytest.mark.parametrize("unit", ["内容甲", "完成主体", "5.5", "增幅（%）", "社会各界"])
def test_a_name_that_no_rule_knows_gets_no_level(unit):
    assert not level_of(names(task(1, ["市发改委"], [unit]))[1])


@pytest.mark.parametrize(
    ("joined", "parts"),
    [
        ("统计局和税务局", ["统计局", "税务局"]),
        ("文体广电和旅游局", ["文体广电和旅游局"]),
        ("自然资源和规划局与文体广电和旅游局", ["自然资源和规划局", "文体广电和旅游局"]),
        ("县住建局/县财政局", ["县住建局", "县财政局"]),
        ("市财政局 市水利局  各县（市、区）", ["市财政局", "市水利局", "各县（市、区）"]),
        ("吴江 开发区", ["吴江 开发区"]),
        ("", [""]),
    ],
)
def test_joined_names_part_only_between_offices(joined, parts):
    assert parted_offices(joined) == parts


def test_the_level_of_another_list_is_another():
    assert names(task(1, ["市发改委"], ["统计局"]), task(2, ["教育局"]), task(3, ["县水利局"], ["住建局"])) == [
        "市发改委",
        "市统计局",
        "市教育局",
        "县水利局",
        "县住建局",
    ]


def test_without_any_level_and_with_a_place_names_stay():
    assert names(task(1, ["发改委"], ["吴江区发改委"])) == ["发改委", "吴江区发改委"]
    assert names(task(1, ["区发改委"], ["吴江区统计局"])) == ["区发改委", "吴江区统计局"]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("区统计局", "区"),
        ("市场监管局", ""),
        ("市市场监管局", "市"),
        ("市政园林局", ""),
        ("市政府办公室", "市"),
        ("市民政局", "市"),
        ("区", ""),
        ("", ""),
    ],
)
def test_the_sign_of_a_level_may_begin_another_word(name, level):
    assert level_of(name) == level


# Data ------------------------------------------------------------------------------------------------------------


def test_units_that_mainly_supply_data_are_marked_where_they_support():
    note = "注：带“★”者为牵头单位，区统计局、吴江海关主要负责提供数据"
    tasks = [
        task(1, ["区发改委"], ["统计局", "吴江海关"]),
        task(2, ["区统计局"], ["区商务局"]),
        task(3, ["吴江海关"], ["统计局"]),
    ]
    marked = [(unit.no, unit.unit) for unit in units_of(tasks, note) if unit.supplies_data]
    assert marked == [(1, "统计局"), (1, "吴江海关"), (3, "统计局")]
    assert not any(unit.supplies_data for unit in units_of(tasks, "注：带“★”者为牵头单位"))


def test_the_note_may_join_units_with_and():
    tasks = [task(1, ["区发改委"], ["统计局", "文体广电和旅游局", "税务局"])]
    for note, marked in (
        ("其中统计局和税务局负责报送相关数据。", 1),
        ("统计局和税务局负责报送相关数据。", 2),
        ("区文体广电和旅游局负责提供数据。", 1),
    ):
        assert sum(unit.supplies_data for unit in units_of(tasks, note)) == marked


# The real plan ---------------------------------------------------------------------------------------------------


def test_the_units_of_the_plan(units):
    assert len(units) == 315
    assert Counter(unit.role for unit in units) == {"lead": 156, "co": 159}
    assert not any(unit.kind == "other" for unit in units if unit.name not in ("区供销总社", "区检察院"))
    assert {unit.name for unit in units if unit.supplies_data} == {"区统计局", "吴江海关"}
    assert [unit.no for unit in units if unit.supplies_data] == [1, 3, 4, 5, 6, 7, 8, 9, 15, 59]


def test_every_unit_of_the_plan_has_one_name(units):
    names = {unit.name for unit in units}
    assert not {name for name in names if level_of(name) and name[1:] in names}
    by_kind = {kind: {unit.name for unit in units if unit.kind == kind} for kind in BOOK["kinds"]}
    assert by_kind["party"] == {"区委组织部", "区委宣传部", "区委政法委", "区委编办", "区纪委监委"}
    assert by_kind["mass_organisation"] == {"区残联", "团区委", "区妇联"}
    assert by_kind["vertical_agency"] == {
        "税务局",
        "吴江海关",
        "生态环境局",
        "人民银行吴江支行",
        "区消防救援大队",
        "气象局",
    }
    assert by_kind["state_firm"] == {
        "东方国资",
        "长三角公司",
        "江苏有线",
        "水务集团",
        "文旅集团",
        "粮食购销公司",
        "供电公司",
    }
    assert all(
        level_of(name) == "区" for name in by_kind["government"] - {"污防攻坚办", "突出生态环境问题整治工作专班"}
    )


@given(
    st.lists(st.text(alphabet="区市委局（）()★中心 各镇", max_size=8), max_size=5),
    st.text(alphabet="区局、和负责提供数据", max_size=30),
)
def test_odd_names_are_no_error(odd, note):
    found = units_of([task(1, odd, odd)], note)
    assert [unit.unit for unit in found] == odd * 2
    assert all(unit.kind in BOOK["kinds"] for unit in found)
