"""How a figure is read in its list, its clause and its period, and what part of a document it stands in."""

from __future__ import annotations

import pytest

from suzhou_priorities.extract.document import extract_document
from suzhou_priorities.extract.measures import is_density, is_event, is_flow_phrase, is_over_plan, is_stock_phrase
from suzhou_priorities.extract.model import Period
from suzhou_priorities.extract.periods import Years
from suzhou_priorities.extract.statuses import (
    basis_of,
    basis_scope,
    estimate_scope,
    expected_from,
    has_own_verb,
    is_estimated,
    opens_estimates,
    opens_with_verb,
    roundness,
    status_of,
    vote,
)
from suzhou_priorities.outline.metadata import infer_metadata
from suzhou_priorities.outline.sections import outline_text
from tests.extract.passages import read

YEARS = Years("work_report", Period(2023, 2023), Period(2024, 2024))


def measures(sentence: str, *where: str, year: int = 2024) -> list[str]:
    return [figure.measure for figure in read(sentence, *where, year=year)]


class TestLists:
    def test_a_verb_holds_on_until_another_one_comes(self):
        assert measures("新增智能工厂3家，智能车间29家。") == ["increment", "increment"]
        assert measures("新增智能工厂3家、智能车间29家。") == ["increment", "increment"]
        assert measures("新增智能工厂3家、累计建成智能车间29家。") == ["increment", "cumulative"]
        assert measures("新增智能工厂3家，总数达到29家。") == ["increment", "count"]
        assert measures("新增泊位300个、改造小区完成12个。") == ["increment", "count"]
        assert measures("新增泊位300个、泊位利用率提高3个百分点。") == ["increment", "increment"]
        assert measures("新增泊位300个、公园绿地上升到12公里。") == ["increment", "level"]
        assert measures("新增绿道3公里和公园道路12公里。") == ["increment", "increment"]

    def test_a_total_in_a_list_is_no_part_of_what_is_new(self):
        assert measures("新增泊位300个、总泊位3000个。") == ["increment", "count"]
        assert measures("新增泊位300个，总泊位3000个。") == ["increment", "count"]
        assert measures("新增上市企业3家、总部企业5家。") == ["increment", "increment"]

    def test_what_limits_a_number_does_not_end_the_list(self):
        figures = read("新增学校3所，医院2所左右，公园5个以上，学位300个。")
        assert [(figure.measure, figure.bound) for figure in figures] == [
            ("increment", "eq"),
            ("increment", "approx"),
            ("increment", "ge"),
            ("increment", "eq"),
        ]

    def test_a_thing_counted_behind_its_number_takes_no_verb_from_the_list(self):
        assert measures("新增智能工厂3家。拥有车间29家。") == ["increment", "count"]

    def test_the_verb_of_a_list_tells_the_indicator_too(self):
        first, second = read("新增商事主体10万户、上市企业10家。", "plan")
        assert (first.indicator, second.indicator) == (None, "listed_firms_new")

    def test_a_growth_takes_the_years_of_the_amount_before_it(self):
        amount, growth = read("2021年完成工业投资50亿元、增长5%。")
        assert (amount.year_start, growth.year_start, growth.year_end) == (2021, 2021, 2021)

    def test_a_range_keeps_sign_and_order(self):
        low, high = read("能耗下降3%-4%。")
        assert [(low.value, low.bound), (high.value, high.bound)] == [(-3, "ge"), (-4, "le")]

    def test_long_phrases_and_clauses_are_cut(self):
        name = "、".join(f"第{sign}类重点支持的先进制造业产业链关键环节" for sign in "甲乙丙丁戊己庚辛壬癸")
        (figure,) = read(f"{name}企业达到20家。")
        assert len(figure.phrase) <= 60
        (figure,) = read(f"{'持续优化营商环境' * 80}完成投资20亿元{'并不断改善民生' * 80}。")
        assert figure.quote.index("20亿元") == 400
        assert len(figure.quote) == 400 + len("20亿元") + 400


class TestPeriods:
    @pytest.mark.parametrize(
        ("sentence", "where", "first", "last"),
        [
            ("居民人均可支配收入年均增长8%。", "review", 2019, 2023),
            ("居民人均可支配收入年均增长8%。", "plan", 2024, 2028),
            ("到2030年，居民人均可支配收入年均增长6%。", "plan", 2024, 2030),
            ("两年平均增长5%。", "review", 2022, 2023),
            ("三年平均增长5%。", "review", 2021, 2023),
        ],
    )
    def test_an_average_is_over_its_term(self, sentence, where, first, last):
        (figure,) = read(sentence, where)
        assert (figure.measure, figure.year_start, figure.year_end) == ("growth_avg", first, last)

    @pytest.mark.parametrize(
        ("clause", "measure", "first"),
        [
            ("建成学校86所", "cumulative", 2016),
            ("新增学位500个", "increment", 2016),
            ("累计投入30亿元", "cumulative", 2016),
            ("户籍人口达到86万人", "count", 2020),
            ("森林覆盖率提高到30%", "share", 2020),
            ("城乡收入差距缩小至1.93∶1", "level", 2020),
            ("研发投入是2015年的1.6倍", "level", 2020),
            ("财政收入居全省第三", "rank", 2020),
            ("每百户拥有汽车50辆", "level", 2020),
            ("粮食产量达到30万吨", "level", 2020),
            ("地区生产总值达到800亿元", "level", 2020),
            ("高新技术企业达到300家", "count", 2020),
            ("固定资产投资3687亿元", "cumulative", 2016),
            ("地区生产总值4000亿元", "level", 2020),
            ("全区拥有企业300家", "count", 2020),
        ],
    )
    def test_over_several_years_a_stock_is_of_the_last_and_a_flow_of_all(self, clause, measure, first):
        (figure,) = read(f"五年来，{clause}。", year=2021)
        assert (figure.measure, figure.year_start, figure.year_end) == (measure, first, 2020)

    @pytest.mark.parametrize(
        ("sentence", "last"),
        [
            ("地区生产总值翻一番。", 2020),
            ("到2018年，地区生产总值翻一番。", 2018),
            ("地区生产总值比2010年翻一番。", 2020),
        ],
    )
    def test_a_doubling_aimed_at_is_of_the_year_in_which_it_is_reached(self, sentence, last):
        (figure,) = read(sentence, "plan", "five_year_plan")
        assert (figure.value, figure.measure, figure.year_start, figure.year_end) == (100, "growth", last, last)

    def test_a_doubling_reached_is_about_the_time_since(self):
        (figure,) = read("2020年地区生产总值比2010年翻了一番。", year=2021)
        assert (figure.year_start, figure.year_end) == (2011, 2020)

    def test_growth_against_the_same_time_is_of_the_last_year_alone(self):
        (figure,) = read("五年来，出口规模不断扩大，同比增长9%。", year=2021)
        assert (figure.measure, figure.year_start, figure.year_end) == ("growth", 2020, 2020)

    def test_a_multiple_of_another_plan_is_about_all_years(self):
        _, times = read("“十三五”时期，累计完成投资633亿元，是“十二五”的2.9倍。", year=2021)
        assert (times.value, times.year_start, times.year_end) == (2.9, 2016, 2020)

    def test_what_a_change_starts_from_is_of_the_year_before(self):
        first, second = read("失业率由4%下降到3%。")
        assert [(one.value, one.year_end, one.status) for one in (first, second)] == [
            (4, 2022, "actual"),
            (3, 2023, "actual"),
        ]

    def test_a_yearly_aim_of_a_report_is_of_its_year(self):
        (figure,) = read("每年新增学位500个。", "plan")
        assert (figure.status, figure.year_start, figure.year_end) == ("target", 2024, 2024)

    def test_a_yearly_aim_of_a_plan_is_of_all_its_years(self):
        (figure,) = read("到2018年，城区每年新增学位500个。", "plan", "five_year_plan")
        assert (figure.year_start, figure.year_end) == (2016, 2020)
        other, _ = read("每年改善民生。建成学校5所，2018年新增学位500个。", "plan", "five_year_plan")
        assert (other.year_start, other.year_end) == (2020, 2020)


class TestIndicators:
    def test_how_far_a_figure_is_above_another_is_none_of_the_indicator(self):
        assert read("地区生产总值增速高于全省1.2个百分点。")[0].indicator is None
        assert read("一般公共预算收入为年度计划的103%。")[0].indicator is None

    def test_a_percentage_of_an_amount_is_its_growth_and_one_of_a_whole_a_share(self):
        assert [(one.measure, one.indicator) for one in read("地区生产总值7%。")] == [("growth", "gdp")]
        assert [(one.measure, one.indicator) for one in read("地区生产总值年均7%。")] == [("growth_avg", "gdp")]
        assert [one.measure for one in read("工业占地区生产总值的比重43%。")] == ["share"]


class TestStatus:
    @pytest.mark.parametrize(
        ("part", "stated", "status"),
        [
            ("review", None, "actual"),
            ("plan", None, "target"),
            ("government", None, "target"),
            ("closing", None, "target"),
            ("front", None, "actual"),
            ("front", Period(2023, 2023), "actual"),
            ("front", Period(2024, 2024), "target"),
            ("front", Period(2021, 2025), "target"),
            ("plan", Period(2022, 2022), "actual"),
            ("review", Period(2024, 2024), "target"),
            ("review", Period(2021, 2025), "actual"),
            ("plan", Period(2021, 2025), "target"),
            ("review", Period(None, None), "actual"),
        ],
    )
    def test_part_and_years_decide(self, part, stated, status):
        assert status_of(part, "", "", stated, YEARS) == status

    def test_a_table_of_tasks_aims_wherever_a_figure_stands(self):
        plan = Years("task_plan", Period(None, None), Period(2024, 2024))
        report = Years("work_report", Period(None, None), Period(2024, 2024))
        assert status_of("front", "", "", None, plan) == "target"
        assert status_of("front", "", "", Period(2024, 2024), plan) == "target"
        assert status_of("front", "", "", None, report) == "actual"

    @pytest.mark.parametrize(
        ("before", "behind", "stated", "status"),
        [
            ("超过年初确定的", "的目标", None, "target"),
            ("如期完成了", "的目标", None, "actual"),
            ("收入任务", "，全部完成", None, "target"),
            ("", "的目标任务", Period(2023, 2023), "target"),
            ("新增就业", "人", Period(2023, 2023), "actual"),
        ],
    )
    def test_a_review_may_quote_an_aim(self, before, behind, stated, status):
        assert status_of("review", before, behind, stated, YEARS) == status

    def test_a_plan_may_recall_a_result(self):
        assert status_of("plan", "在去年增长", "的基础上", None, YEARS) == "actual"
        assert status_of("plan", "增长", "左右", None, YEARS) == "target"

    def test_a_task_plan_aims_before_its_table_too(self):
        text = "某区2024年重点工作任务分解方案\n现将任务印发给你们。新增学位500个，请抓好落实。\n"
        metadata = infer_metadata(text)
        found = extract_document(text, outline_text(text, "task_plan"), metadata)
        assert [figure.status for figure in found.quantities] == ["target"]


class TestWordsOfTime:
    def test_votes_for_looking_ahead_and_back(self):
        assert vote("我们将加快推进，力争建成。") > 0
        assert vote("去年，我们完成了各项任务，取得了显著成效。") < 0
        assert vote("道路。") == 0
        assert (vote("稳步发展"), vote("推动发展"), vote("力争发展")) == (-1, 1, 2)
        assert vote("2024年，我们将重点抓好以下工作") > 0

    def test_round_numbers_are_aims(self):
        assert roundness("建成学校10所、医院5家。") == 1
        assert roundness("建成学校13所，新增学位7472个，完成投资239.87亿元。") == -2
        assert roundness("没有数字。") == 0

    def test_where_estimates_begin(self):
        assert expected_from("预计增长5%") == 0
        assert expected_from("全年预计增长5%") == 2
        assert expected_from("增长5%") == -1
        assert opens_estimates("预计全年实现增长5%")
        assert not opens_estimates("全年增长5%，预计明年更好")
        assert opens_with_verb("预计全年实现地区生产总值44.8亿元")
        assert not opens_with_verb("预计地区生产总值增长5%")
        assert not opens_with_verb("全年实现地区生产总值44.8亿元")

    def test_a_part_with_its_own_verb_is_not_expected(self):
        assert has_own_verb("完成税收7亿元", is_shared=False)
        assert not has_own_verb("完成税收7亿元", is_shared=True)
        assert not has_own_verb("固定资产投资增长3%", is_shared=False)

    def test_marks_in_brackets(self):
        assert is_estimated("（预计）；")
        assert is_estimated("（预计数）")
        assert not is_estimated("，预计明年")
        assert estimate_scope("增长4.5%（预计数、下同）") == len("增长4.5%")
        assert estimate_scope("增长4.5%（预计数）") is None
        assert estimate_scope("增长4.5%，下同。") is None

    @pytest.mark.parametrize(
        ("text", "scope"),
        [
            ("增长6%（按可比价计算，下同）", (4, "real")),
            ("增长6%（按可比价计算）", None),
            ("增长6%，下同", None),
        ],
    )
    def test_a_basis_for_all_that_follows(self, text, scope):
        assert basis_scope(text) == scope

    @pytest.mark.parametrize(
        ("clause", "before", "basis"),
        [
            ("同口径增长4%", "", "comparable"),
            ("实际增长8.4%", "", "real"),
            ("比上年增长5.2%", "按可比价格计算，", "real"),
            ("名义增长7%", "", "nominal"),
            ("增长5%", "", None),
            ("增长5%", "据统计，", None),
        ],
    )
    def test_the_basis_of_a_clause(self, clause, before, basis):
        assert basis_of(clause, before) == basis


class TestPhrases:
    def test_what_there_is_and_what_was_done(self):
        assert is_stock_phrase("户籍人口")
        assert is_stock_phrase("每百户拥有汽车")
        assert not is_stock_phrase("新建学校")
        assert is_density("每千人口执业医师数")
        assert not is_density("执业医师数")
        assert is_flow_phrase("完成投资")
        assert not is_flow_phrase("户籍人口")

    def test_what_lies_above_a_plan_and_what_happened_to_what_was_counted(self):
        assert is_over_plan("超出计划目标")
        assert not is_over_plan("完成投资")
        assert is_event("项目开工建设")
        assert not is_event("，增长5%")
