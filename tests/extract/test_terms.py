"""The glossary: terms and their definitions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.terms import Term, read_terms
from suzhou_priorities.outline.sections import outline_text
from tests.outline.reports import COUNTY_2008, OPENING

REPORT = (
    f"{OPENING}一、2023年工作回顾\n全年完成投资500亿元，增长6%。\n二、2024年工作安排\n新建学校5所，新增学位3000个。\n"
    "各位代表！让我们团结奋斗，作出更大贡献！\n名词解释\n"
)


def terms(glossary: str) -> list[tuple[str, str]]:
    text = REPORT + glossary
    return [(term.term, term.definition) for term in read_terms(text, outline_text(text, "work_report"))]


@pytest.fixture(scope="module")
def plan_terms(cleaned):
    text = cleaned["wujiang_five_year_plan_2021"].text
    return read_terms(text, outline_text(text, "five_year_plan"))


# The codebook ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", load_codebook("terms")["numbers"], ids=lambda entry: entry["name"])
def test_an_example_begins_with_a_number_of_its_style(entry):
    assert re.match(entry["pattern"], entry["example"])


@pytest.mark.parametrize("entry", load_codebook("terms")["separators"], ids=lambda entry: entry["name"])
def test_an_example_is_parted_by_its_separator(entry):
    ((term, definition),) = terms(entry["example"] + "\n")
    left = entry["example"]
    for part in (term, definition):
        assert part
        assert part in left
        left = left.replace(part, "", 1)
    assert not left.strip("：—【】，1.“”")


# The plan's glossary, read by hand -------------------------------------------------------------------------------


def test_the_plan_explains_seventeen_terms(plan_terms):
    assert [term.term for term in plan_terms] == [
        "“1330”改革",
        "六个重大",
        "三去一降一补",
        "放管服",
        "一极三区一高地",
        "C位长安",
        "生态环境“三统一”制度",
        "揭榜挂帅",
        "五大中心",
        "双一流",
        "“五链”“六群”“一网”",
        "两个一站式",
        "善治达六和",
        "八心映八景",
        "1+1+8+N",
        "1+11+X",
        "三线一单",
    ]


@pytest.mark.parametrize(
    ("term", "definition"),
    [
        ("放管服", "简政放权、放管结合、优化服务的简称。"),
        ("双一流", "世界一流大学和一流学科建设。"),
        ("三线一单", "“三线”，即生态保护红线、环境质量底线、资源利用上线；“一单”，即生态环境准入清单。"),
    ],
)
def test_a_definition_is_the_text_behind_the_colon(plan_terms, term, definition):
    assert Term(term, definition) in plan_terms


def test_a_definition_of_many_sentences_is_whole(plan_terms):
    (definition,) = [term.definition for term in plan_terms if term.term == "八心映八景"]
    assert definition.startswith("建设社会治理“八心”工程")
    assert definition.endswith("创建“天工智治”大数据高点。")


def test_every_definition_stands_in_the_text(plan_terms, cleaned):
    text = cleaned["wujiang_five_year_plan_2021"].text
    assert all(term.definition and term.definition in text for term in plan_terms)


@pytest.mark.parametrize("name", ["wuzhong_work_report_2024", "kunshan_work_report_2021", "wujiang_task_plan_2024"])
def test_a_document_without_glossary_has_no_terms(name, cleaned):
    doc_type = "task_plan" if "task" in name else "work_report"
    assert read_terms(cleaned[name].text, outline_text(cleaned[name].text, doc_type)) == ()


# Other places' glossaries ----------------------------------------------------------------------------------------

CARBON = ("双碳", "碳达峰、碳中和。")
ASSETS = ("三资", "资金、资产、资源。")


@pytest.mark.parametrize(
    "glossary",
    [
        "双碳：碳达峰、碳中和。\n三资：资金、资产、资源。\n",
        "1.“双碳”：碳达峰、碳中和。\n2.“三资”：资金、资产、资源。\n",
        "1、双碳:碳达峰、碳中和。\n2、三资:资金、资产、资源。\n",
        "[1] 双碳：碳达峰、碳中和。\n[2] 三资：资金、资产、资源。\n",
        "①双碳：碳达峰、碳中和。\n②三资：资金、资产、资源。\n",
        "（一）双碳：碳达峰、碳中和。\n（二）三资：资金、资产、资源。\n",
        "“双碳”——碳达峰、碳中和。\n“三资”——资金、资产、资源。\n",
        "“双碳” - 碳达峰、碳中和。\n“三资” - 资金、资产、资源。\n",
        "【双碳】碳达峰、碳中和。\n【三资】资金、资产、资源。\n",
        "1.双碳\n碳达峰、碳中和。\n2.三资\n资金、资产、资源。\n",
        "1.双碳：\n碳达峰、\n碳中和。\n2.三资：\n资金、资产、资源。\n",
        # a page that lost its line breaks
        "1.双碳：碳达峰、碳中和。2.三资：资金、资产、资源。\n",
    ],
)
def test_entries_are_found_however_they_are_written(glossary):
    assert terms(glossary) == [CARBON, ASSETS]


def test_a_verb_may_stand_for_the_colon():
    assert terms("1.“三资”管理，是指对资金、资产、资源的管理。\n2.双碳指碳达峰、碳中和。\n") == [
        ("“三资”管理", "是指对资金、资产、资源的管理。"),
        ("双碳", "指碳达峰、碳中和。"),
    ]


def test_lines_of_an_entry_belong_to_it_even_if_they_hold_colons_and_numbers():
    glossary = "1.“双碳”：两个目标。\n（1）碳达峰：不再增长。\n（2）碳中和：相互抵消。\n2.三资：资金、资产、资源。\n"
    assert terms(glossary) == [("双碳", "两个目标。（1）碳达峰：不再增长。（2）碳中和：相互抵消。"), ASSETS]


def test_headings_of_groups_are_no_terms_and_numbers_may_begin_anew():
    glossary = "一、经济发展类\n1.双碳：碳达峰、碳中和。\n二、社会事业类\n1.三资：资金、资产、资源。\n"
    assert terms(glossary) == [CARBON, ASSETS]


def test_quotation_marks_within_a_term_stay():
    assert [term for term, _ in terms("“一老一小”服务：照护服务。\n“三高”“一美”：四种农田。\n“双减”：减负。\n")] == [
        "“一老一小”服务",
        "“三高”“一美”",
        "双减",
    ]


@pytest.mark.parametrize(
    "notes",
    [
        "注释：\n1.双碳：碳达峰、碳中和。\n2.三资：资金、资产、资源。\n",
        "注：\n①双碳：碳达峰、碳中和。\n②三资：资金、资产、资源。\n",
        "名词解释：\n（1）双碳：碳达峰、碳中和。\n（2）三资：资金、资产、资源。\n",
        "注释：[1]“双碳”：碳达峰、碳中和。[2]“三资”：资金、资产、资源。\n",
        "注释：1.“双碳”——碳达峰、碳中和。2.“三资”——资金、资产、资源。\n",
        "名词解释：1.双碳：碳达峰、碳中和。\n2.三资：资金、资产、资源。\n",
    ],
)
def test_notes_at_the_end_explain_terms_whether_or_not_they_have_a_heading(notes):
    text = REPORT.removesuffix("名词解释\n") + notes
    found = read_terms(text, outline_text(text, "work_report"))
    assert [(term.term, term.definition) for term in found] == [CARBON, ASSETS]


@pytest.mark.parametrize(
    "footnote",
    [
        "注：列首位的为牵头单位。\n",
        "注：1.列首位的为牵头单位。\n2.带★者主要提供数据。\n",
        "注：“★”：牵头单位。\n",
        "说明：以上数据为初步统计数。\n",
    ],
)
def test_a_footnote_is_no_glossary(footnote):
    text = REPORT.removesuffix("名词解释\n") + footnote
    assert read_terms(text, outline_text(text, "work_report")) == ()


def test_the_page_on_which_a_term_stands_is_no_part_of_it():
    assert terms(
        "1．【第7页】“双碳”：碳达峰、碳中和。\n2．（见报告第9页）三资：资金、资产、资源。\n"
        "3．“四链融合”（第12—13页）：指创新链、产业链、资金链、人才链深度融合。\n【P14】4.“第一页”工程：指服务首页的工程。\n"
    ) == [
        CARBON,
        ASSETS,
        ("四链融合", "指创新链、产业链、资金链、人才链深度融合。"),
        ("“第一页”工程", "指服务首页的工程。"),
    ]


def test_a_definition_may_follow_a_comma():
    assert terms(
        "1.双碳：碳达峰、碳中和。\n2.“三医联动”改革，即医保、医疗、医药联动。\n3.“标准地”，是指带着下列指标出让的建设用地：能耗、税收。\n"
        "4.即时零售：线上下单、线下配送。\n"
    ) == [
        CARBON,
        ("“三医联动”改革", "即医保、医疗、医药联动。"),
        ("标准地", "是指带着下列指标出让的建设用地：能耗、税收。"),
        ("即时零售", "线上下单、线下配送。"),
    ]


def test_the_glossary_of_a_county_report():
    (term,) = read_terms(COUNTY_2008, outline_text(COUNTY_2008, "work_report"))
    assert term == Term("三集中", "工业向园区集中，人口向城镇集中，土地向规模经营集中。")


@settings(max_examples=200)
@given(st.text(alphabet="12.（一）①[]“”：:—-指双碳资、。；\n ", max_size=120))
def test_nothing_of_the_glossary_is_lost_or_invented(glossary):
    found = terms("1.双碳：碳达峰、碳中和。\n" + glossary)
    assert found
    assert found[0][0] == "双碳"
    written = "".join(term + definition for term, definition in found)
    for sign in "双碳资":
        assert written.count(sign) <= glossary.count(sign) + "双碳碳碳".count(sign)
