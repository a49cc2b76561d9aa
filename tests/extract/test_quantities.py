"""What each figure counts, how, when, and whether it was achieved or is aimed at."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suzhou_priorities.extract.document import extract_document
from suzhou_priorities.extract.model import Period
from suzhou_priorities.extract.periods import Years
from suzhou_priorities.extract.quantities import read_quantities
from suzhou_priorities.outline.metadata import infer_metadata
from suzhou_priorities.outline.sections import outline_text
from tests.conftest import processor_seconds
from tests.extract.passages import brief, read


def test_level_and_growth_in_one_breath():
    assert brief(read("完成一般公共预算收入239.9亿元、增长6.1%。")) == [
        (239.9, "亿元", "budget_revenue", "level"),
        (6.1, "%", "budget_revenue", "growth"),
    ]


def test_growth_without_a_subject_belongs_to_the_figure_before_it():
    figures = read("全社会研发支出超68亿元、增长10%，研发支出占GDP比重超3.9%。", "plan")
    assert brief(figures) == [
        (68, "亿元", "rd_spending", "level"),
        (10, "%", "rd_spending", "growth"),
        (3.9, "%", "rd_share", "share"),
    ]
    assert [figure.bound for figure in figures] == ["ge", "eq", "ge"]


def test_what_leaves_its_subject_out_stands_for_the_one_before():
    figures = read("实现高新技术产业产值1750亿元、增长8%，增速位列全市第一，占规上工业产值比重70.7%。")
    assert [figure.indicator for figure in figures] == [
        "hightech_output",
        "hightech_output",
        "hightech_output",
        "hightech_share",
    ]
    assert figures[2].measure == "rank"


@pytest.mark.parametrize(
    ("sentence", "value", "measure"),
    [
        ("行政诉讼败诉案件数下降46.7%。", -46.7, "growth"),
        ("空气质量优良天数比率提高至83.6%。", 83.6, "share"),
        ("国省考断面水质优Ⅲ比例提高14.3个百分点。", 14.3, "increment"),
        ("外贸依存度下降11.9个百分点。", -11.9, "increment"),
        ("居民人均可支配收入年均增长8%。", 8, "growth_avg"),
        ("财政总收入是2018年的1.6倍。", 1.6, "level"),
        ("贷款余额增长1.7倍。", 1.7, "growth"),
        ("实现跨境电商进出口总额翻两番。", 300, "growth"),
        ("新增学位7470个。", 7470, "increment"),
        ("累计完成固定资产投资3687亿元。", 3687, "cumulative"),
        ("总数达9.76万家。", 9.76, "count"),
        ("人口自然增长率为4.81‰。", 4.81, "share"),
        ("二氧化硫排放量削减3013吨。", -3013, "increment"),
        ("完成整治提升1.4万亩。", 1.4, "level"),
        ("每千人口执业（助理）医师数达2.8人。", 2.8, "level"),
        ("“两抢”案件100%告破。", 100, "share"),
    ],
)
def test_measure_and_sign(sentence, value, measure):
    (figure,) = read(sentence)
    assert (figure.value, figure.measure) == (value, measure)


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("新增上市公司3家以上。", "ge"),
        ("高新技术企业超1800家。", "ge"),
        ("粮食产量突破3亿斤。", "ge"),
        ("每年治违拆旧不少于1万亩。", "ge"),
        ("工业总产值增长5%左右。", "approx"),
        ("服务人数近6万人。", "approx"),
        ("城镇登记失业率控制在2.5%以内。", "le"),
        ("平均用时不超过3天。", "le"),
        ("力争百亿级企业达4家。", "eq"),
        ("惠及3300余户。", "ge"),
        ("吸引40家上下游企业落户。", "eq"),
    ],
)
def test_bounds(sentence, bound):
    (figure,) = read(sentence, "plan")
    assert figure.bound == bound


def test_a_range_is_two_rows():
    low, high = read("地区生产总值增长5%-6%。", "plan")
    assert [(row.value, row.bound, row.start) for row in (low, high)] == [(5, "ge", low.start), (6, "le", low.start)]


def test_lists_with_one_verb_share_their_subjects_out():
    figures = read("农业、规上工业、服务业增加值分别增长3.1%、8.2%和6.5%。")
    assert [figure.indicator for figure in figures] == [None, "industrial_value_added", "services_value_added"]
    assert {figure.measure for figure in figures} == {"growth"}


def test_a_list_that_leaves_its_subjects_out_takes_the_amounts_before_it():
    figures = read("城镇居民人均可支配收入22331元，农村居民人均纯收入8134元，分别增长13.2%和13.1%。")
    assert [figure.indicator for figure in figures] == ["urban_income", "rural_income"] * 2


def test_town_and_country_are_told_apart_where_two_numbers_follow():
    figures = read("城乡居民人均可支配收入达到39564元和17628元。")
    assert [figure.indicator for figure in figures] == ["urban_income", "rural_income"]
    (one,) = read("城乡居民人均可支配收入增长7%。")
    assert one.indicator == "income"


def test_what_stands_behind_a_list_holds_for_all_of_it():
    figures = read("城镇居民人均可支配收入、农民人均纯收入分别增长12%和13%左右。", "plan")
    assert [figure.bound for figure in figures] == ["approx", "approx"]


def test_the_thing_counted_may_stand_behind_its_number():
    figures = read("本土培育的2家“世界500强”、4家“中国企业500强”连续上榜，285个省、市、区三级重点项目开工。")
    assert [figure.phrase for figure in figures] == ["“世界500强”", "“中国企业500强”", "省、市、区三级重点项目"]


def test_a_verb_holds_on_through_its_list():
    figures = read("新增国家专精特新“小巨人”企业21家、省专精特新中小企业83家，总数达300家。")
    assert [figure.measure for figure in figures] == ["increment", "increment", "count"]


class TestYearsAndStatus:
    def test_the_part_decides(self):
        (done,) = read("完成工业投资140亿元。", year=2024)
        (planned,) = read("完成工业投资250亿元。", "plan", year=2024)
        assert (done.status, done.year_start, done.year_end) == ("actual", 2023, 2023)
        assert (planned.status, planned.year_start, planned.year_end) == ("target", 2024, 2024)

    def test_a_plan_can_recall_a_result(self):
        recalled, planned = read("在去年增长9%的基础上，今年固定资产投资增长8%。", "plan")
        assert (recalled.status, recalled.year_end) == ("actual", 2023)
        assert (planned.status, planned.year_end) == ("target", 2024)

    def test_a_review_can_quote_a_target(self):
        quoted = read("超过年初确定的8%的目标。")[0]
        assert quoted.status == "target"

    def test_from_and_to_have_their_own_years_and_growth_the_time_between(self):
        first, second, growth = read("地区生产总值由2015年的741亿元增加到2020年的1286亿元，年均增长10.3%。", year=2021)
        assert [(row.year_start, row.year_end) for row in (first, second, growth)] == [
            (2015, 2015),
            (2020, 2020),
            (2016, 2020),
        ]
        assert {row.indicator for row in (first, second, growth)} == {"gdp"}

    def test_a_retrospect_is_about_its_years(self):
        growth, ratio, schools = read(
            "五年来，居民人均可支配收入年均增长8%。城乡收入差距缩小至1.93∶1。建成投用各类学校85所。", year=2021
        )
        assert (growth.year_start, growth.year_end) == (2016, 2020)
        assert (ratio.year_start, ratio.year_end) == (2020, 2020)
        assert (schools.year_start, schools.year_end, schools.measure) == (2016, 2020, "cumulative")

    def test_change_against_a_year_is_about_the_time_since(self):
        (figure,) = read("高新技术企业数比2015年增长65.5%。", year=2021)
        assert (figure.year_start, figure.year_end) == (2016, 2020)

    def test_a_five_year_plan_aims_at_its_last_year(self):
        share, added = read("普惠性幼儿园覆盖率达到90%，到2018年新增学位5000个。", "plan", "five_year_plan")
        assert (share.year_end, added.year_end) == (2020, 2018)

    def test_years_in_the_name_of_a_plan_or_a_prize_date_nothing(self):
        figures = read("持续推进动迁安置清零计划（2023-2025年），完成动迁安置70万平方米。", "plan")
        assert (figures[0].year_start, figures[0].year_end) == (2024, 2024)
        (rate,) = read("获评省2020-2022年度金融生态优秀县，不良贷款率降至0.36%。")
        assert rate.year_end == 2023

    def test_brackets_may_tell_last_years_figure(self):
        figures = read("科技进步贡献率达到51.5%（去年为49.8%），征缴率达到93%以上。", "plan")
        assert [(row.status, row.year_end) for row in figures] == [("target", 2024), ("actual", 2023), ("target", 2024)]


class TestEstimatesAndBasis:
    def test_expected_figures_are_marked(self):
        (figure,) = read("预计地区生产总值增长4.5%左右。")
        assert figure.estimated

    def test_a_scope_mark_governs_its_own_figure_and_all_that_follow(self):
        figures = read(
            "实现税收20亿元。完成地区生产总值1638亿元、增长4.5%（预计数、下同）；一般公共预算收入222.6亿元。工业投资140亿元。"
        )
        assert [figure.estimated for figure in figures] == [False, True, True, True, True]

    def test_expected_holds_to_the_full_stop_unless_a_clause_has_its_own_verb(self):
        figures = read("预计地区生产总值增长5%；固定资产投资增长3%；完成一般公共预算收入26.17亿元。进出口总额增长9%。")
        assert [figure.estimated for figure in figures] == [True, True, False, False]

    def test_aims_are_no_estimates(self):
        assert not read("预计投资3亿元。", "plan")[0].estimated

    @pytest.mark.parametrize(
        ("sentence", "basis"),
        [
            ("一般公共预算收入同口径增长4%以上。", "comparable"),
            ("城镇居民人均可支配收入实际增长8.4%。", "real"),
            ("地区生产总值按可比价计算增长6%。", "real"),
            ("地区生产总值增长5%。", "unstated"),
        ],
    )
    def test_the_basis_of_growth(self, sentence, basis):
        assert read(sentence)[0].basis == basis


def test_quotes_are_clauses_and_offsets_lead_back():
    passage = "工业投资140亿元、增长16.3%；服务业向好。"
    figures = read(passage)
    assert [figure.quote for figure in figures] == ["工业投资140亿元、增长16.3%"] * 2


def test_base_values_can_be_compared():
    level, growth, grain = read("一般公共预算收入222.6亿元、增长5.8%，粮食产量3.2亿斤。")
    assert level.base_value == pytest.approx(222.6e8)
    assert (growth.base_value, growth.base_unit) == (pytest.approx(0.058), "ratio")
    assert (grain.base_value, grain.base_unit) == (pytest.approx(160_000), "吨")


ALPHABET = "完成增长下降达到至超约以上左右以内%亿元万人家个年均分别和、，。；（）：12345.67890由比上年2015新增累计全市第三十五“”目标预计的占比重GDP地区生产总值\n"


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=ALPHABET, max_size=160))
def test_any_text_is_read_and_offsets_are_valid(passage):
    text = "2024年某市政府工作报告\n一、2023年工作回顾\n" + passage
    metadata = infer_metadata(text)
    outline = outline_text(text, "work_report")
    spans = {sentence.sentence_id: (sentence.start, sentence.end) for sentence in outline.sentences}
    found = extract_document(text, outline, metadata).quantities
    assert [figure.quantity_id for figure in found] == [f"q{number:04d}" for number in range(1, len(found) + 1)]
    for figure in found:
        start, end = spans[figure.sentence_id]
        assert start <= figure.start < figure.end <= end
        assert figure.quote in text
        assert figure.year_start is None or figure.year_start <= figure.year_end


@pytest.mark.parametrize(
    "piece", ["增长5%、", "2015年，", "完成1亿元", "（去年为5%）", "分别增长1%和", "由2010年的5亿元"]
)
def test_time_grows_with_the_length_and_no_faster(piece):
    years = Years("work_report", Period(2023, 2023), Period(2024, 2024))

    def seconds(times: int) -> float:
        text = piece * times
        outline = outline_text(text, "work_report")
        return min(processor_seconds(lambda: read_quantities(text, outline, years)) for _ in range(2))

    seconds(10)
    assert seconds(4_000) < 30 * seconds(500) + 0.1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "完成固定资产投资7100亿元，实现20%以上的增长。",
            [("level", "fixed_investment"), ("growth", "fixed_investment")],
        ),
        ("粮食产量22.3万吨，比上年增产0.6万吨。", [("level", "grain_output"), ("increment", "grain_output")]),
        ("工业固定资产投资比增53%。", [("growth", "industrial_investment")]),
        ("财政收入在全国城市的排位由53位跃升至47位。", [("rank", None), ("rank", None)]),
        ("城镇居民人均可支配收入年均实际增长11.4%。", [("growth_avg", "urban_income")]),
        ("市区生产总值116.5亿元。", [("level", None)]),
        ("投资8211.8亿元，超出计划目标1200多亿元。", [("level", None), ("level", None)]),
        ("总装机26.9万千瓦光伏项目9个。", [("level", None), ("count", None)]),
        ("7县（市、区）脱贫摘帽。", [("count", None)]),
        ("民生支出1600多亿。", [("level", "livelihood_spending")]),
        ("一般公共预算收入完成198万。", [("level", "budget_revenue")]),
        ("完成生产总值70388万元，为计划的52.5%。", [("level", "gdp"), ("share", None)]),
        ("实现GDP665.08亿元，增长11.7%。", [("level", "gdp"), ("growth", "gdp")]),
        ("实现一般公共预算地方收入12亿元。", [("level", "budget_revenue")]),
        ("人口自然增长率控制在千分之四点五以内。", [("share", None)]),
        ("一般公共预算收入分居全省第4、第3位。", [("rank", "budget_revenue")] * 2),
    ],
)
def test_wordings_of_other_provinces(sentence, expected):
    assert [(figure.measure, figure.indicator) for figure in read(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("城乡居民人均可支配收入分别增长6%和7%，分别达43366元和23835元。", ["urban_income", "rural_income"] * 2),
        ("城乡居民人均可支配收入分别从14308元、3354元增加到25041元、7668元。", ["urban_income", "rural_income"] * 2),
        ("城镇居民、农村居民人均可支配收入分别增长5.2%、7.1%。", ["urban_income", "rural_income"]),
        ("进出口总额、社会消费品零售总额增长8%和9%。", ["trade_total", "retail_sales"]),
    ],
)
def test_lists_share_their_subjects_out_however_they_are_said(sentence, indicators):
    assert [figure.indicator for figure in read(sentence)] == indicators


def test_growth_in_constant_prices_may_be_said_in_a_clause_of_its_own():
    (amount, growth) = read("实现生产总值617.5亿元，按可比价格计算，比上年增长5.2%。")
    assert (growth.measure, growth.basis, amount.basis) == ("growth", "real", "unstated")


def test_what_is_forecast_is_an_estimate():
    figures = read("据统计预测，全年实现生产总值617.5亿元。初步预测，财政收入增长8%。")
    assert [figure.estimated for figure in figures] == [True, True]


def test_a_change_up_to_a_past_year_is_no_plan():
    text = "2016年某自治区政府工作报告\n生产总值由2010年的1.17万亿元增加到2015年的1.8万亿元。粮食产量达到565.4亿斤。\n"
    metadata = infer_metadata(text)
    found = extract_document(text, outline_text(text, "work_report"), metadata).quantities
    assert {figure.status for figure in found} == {"actual"}


def test_a_fall_may_be_printed_with_a_minus_behind_a_word():
    figures = read("实现地区生产总值60.3亿元，一般公共预算收入2亿元，同比分别-6.2%、-19.3%。")
    assert [(figure.value, figure.measure, figure.indicator) for figure in figures[2:]] == [
        (-6.2, "growth", "gdp"),
        (-19.3, "growth", "budget_revenue"),
    ]


def test_the_product_of_a_town_is_no_product_of_a_territory():
    for title in ("2014年临江镇政府工作报告", "2014年临江街道办事处工作报告", "2014年临江经开区工作报告"):
        text = f"{title}\n一、2013年工作回顾\n实现地区生产总值44.8亿元，一般公共预算收入8870万元。\n"
        metadata = infer_metadata(text)
        found = extract_document(text, outline_text(text, "work_report"), metadata).quantities
        assert [figure.indicator for figure in found] == [None, "budget_revenue"]


def test_a_heading_that_says_that_aims_were_reached_looks_back():
    text = "2006年某市政府工作报告\n一、“十五”计划主要预期目标提前实现，发展站在新起点\n生产总值达到1266亿元。\n二、2006年工作安排\n生产总值增长14%。\n"
    metadata = infer_metadata(text)
    found = extract_document(text, outline_text(text, "work_report"), metadata).quantities
    assert [figure.status for figure in found] == ["actual", "target"]


def test_a_plan_quoted_in_a_review_is_a_target():
    figures = read("一般预算收入任务174万元，完成198万元。")
    assert [figure.status for figure in figures] == ["target", "actual"]


def test_clauses_under_one_verb_are_expected_together():
    (first, second) = read("预计全年实现地区生产总值44.8亿元；完成实缴税金7.43亿元。")
    assert first.estimated
    assert second.estimated


def test_what_was_before_the_year_reviewed_is_no_estimate():
    figures = read("2023年完成地区生产总值1638亿元（预计数、下同），比2018年的1102亿元增加536亿元。")
    assert figures[0].estimated
    assert not next(figure for figure in figures if figure.value == 1102).estimated


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("城镇登记失业率低于3%。", "le"),
        ("财政自给率不足20%。", "le"),
        ("达标率高于98%。", "ge"),
        ("达标率不低于98%。", "ge"),
    ],
)
def test_words_that_compare_limit_a_number_right_behind_them(sentence, bound):
    (figure,) = read(sentence)
    assert (figure.bound, figure.measure, figure.value > 0) == (bound, "share", True)


def test_what_growth_is_adjusted_for_is_no_subject():
    (_, growth) = read("一般公共预算收入22.04亿元，扣除留抵退税因素同口径增长8.6%。")
    assert (growth.indicator, growth.basis) == ("budget_revenue", "comparable")


def test_the_first_place_is_a_rank():
    (figure,) = read("一般公共预算收入增速居全省首位。")
    assert (figure.value, figure.measure, figure.indicator) == (1, "rank", "budget_revenue")


def test_an_amount_behind_from_is_no_year():
    figures = read("投资从1933.96亿元提高到3490.85亿元，年均增长12.5%。")
    assert [figure.value for figure in figures] == [1933.96, 3490.85, 12.5]
    assert all(figure.year_start is not None and figure.year_start > 2000 for figure in figures)


@pytest.mark.parametrize(
    "sentence", ["29项指标提前完成目标任务。", "财政收入增速高出年初目标1.6个百分点。", "提前一年实现翻番目标。"]
)
def test_an_aim_that_was_reached_is_a_fact(sentence):
    assert [figure.status for figure in read(sentence)] == ["actual"]


def test_what_a_planned_change_starts_from_is_known():
    assert [figure.status for figure in read("研发投入占比由1.6%提高到2.5%。", "plan")] == ["actual", "target"]


def test_the_product_per_head_is_no_product():
    assert [figure.indicator for figure in read("地区生产总值达1260亿元，人均突破15万元。")] == ["gdp", None]


def test_an_excerpt_without_a_title_keeps_the_year_that_it_names():
    text = "2022年，全县实现生产总值186.4亿元。规上工业增加值增长6.5%。\n"
    metadata = infer_metadata(text)
    found = extract_document(text, outline_text(text, "work_report"), metadata).quantities
    assert [figure.year_end for figure in found] == [2022, 2022]


@pytest.mark.parametrize(
    "sentence",
    [
        "地区生产总值3483.32亿元，增长9.7%，排全省第2位。",
        "地区生产总值增长4.7%，增速排全省第2位。",
        "地区生产总值增长4.7%，高于全区1.2个百分点，排全市县域第一。",
    ],
)
def test_a_rank_belongs_to_the_figure_before_it(sentence):
    rank = read(sentence)[-1]
    assert (rank.measure, rank.indicator) == ("rank", "gdp")


def test_what_a_thing_is_called_by_is_no_figure():
    assert read("建成全市首个300亿元园区。") == []


def test_a_bare_power_that_is_nearly_reached_counts():
    (figure,) = read("累计完成固定资产投资近万亿元。")
    assert (figure.bound, figure.measure) == ("approx", "cumulative")
