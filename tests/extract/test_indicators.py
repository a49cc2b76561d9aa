"""Canonical indicators: their wordings, and what they are not."""

from __future__ import annotations

import re

import pytest

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import CodebookError
from suzhou_priorities.extract.indicators import chosen_indicators, indicators, indicators_named
from tests.extract.passages import read

DESIGNED = [
    "gdp",
    "budget_revenue",
    "industrial_output",
    "industrial_value_added",
    "industrial_investment",
    "fixed_investment",
    "retail_sales",
    "trade_total",
    "fdi",
    "rd_share",
    "rd_spending",
    "hightech_output",
    "hightech_share",
    "hightech_firms",
    "strategic_share",
    "services_value_added",
    "digital_core_share",
    "online_retail",
    "listed_firms_new",
    "patents_per_10k",
    "cultural_output",
    "income",
    "urban_income",
    "rural_income",
    "income_ratio",
    "jobs_new",
    "unemployment",
    "skilled_workers_new",
    "livelihood_spending",
    "school_places",
    "nursery_places_per_1000",
    "pm25",
    "good_air_days",
    "grain_output",
    "village_collective_income",
    "urbanisation",
]


def test_the_keys_of_the_design_are_there():
    assert set(DESIGNED) <= set(indicators())


@pytest.mark.parametrize("key", indicators())
def test_the_example_of_each_entry_is_read_as_that_indicator(key):
    example = indicators()[key].example
    assert key in {figure.indicator for figure in read(f"{example}。")}


@pytest.mark.parametrize("key", indicators())
def test_each_entry_says_what_it_is_and_what_it_is_not(key):
    entry = load_codebook("indicators")["entries"][key]
    for field in ("zh", "en", "definition", "is_not", "example", "kind", "units", "measures"):
        assert entry[field], field
    assert entry["kind"] in ("stock", "flow")
    for form in entry["forms"]:
        re.compile(form)


@pytest.mark.parametrize(
    ("wording", "key"),
    [
        ("国内生产总值", "gdp"),
        ("全市生产总值", "gdp"),
        ("地方财政一般预算收入", "budget_revenue"),
        ("公共财政预算收入", "budget_revenue"),
        ("农民人均纯收入", "rural_income"),
        ("实际利用外资", "fdi"),
        ("外贸进出口总额", "trade_total"),
        ("城镇登记失业率", "unemployment"),
        ("规模以上工业企业完成增加值", "industrial_value_added"),
        ("国内生产总值（GDP）", "gdp"),
        ("第三产业增加值", "services_value_added"),
    ],
)
def test_older_and_other_wordings(wording, key):
    assert indicators_named(wording) == (key,)


@pytest.mark.parametrize(
    "wording",
    [
        "人均地区生产总值",
        "城市副中心地区生产总值",
        "开发区完成地区生产总值",
        "新区完成固定资产投资",
        "地方财政收入",
        "财政总收入",
        "税收占一般公共预算收入",
        "服务贸易进出口总额",
        "跨境电商进出口总额",
        "企业研发投入",
        "规上工业企业研发投入",
        "工业技改投入",
        "占工业投资",
        "高新技术产业投资",
        "万人有效发明专利拥有量",
        "村均集体总收入",
        "新增就业岗位",
        "农产品网络零售额",
        "户籍人口城镇化率",
        "城镇居民消费支出",
        "限额以上社会消费品零售额",
        "单位地区生产总值",
    ],
)
def test_another_scope_is_another_indicator(wording):
    assert indicators_named(wording) == ()


def test_the_documents_own_place_is_no_other_scope():
    assert indicators_named("苏州工业园区地区生产总值") == ()
    assert indicators_named("苏州工业园区地区生产总值", "江苏省苏州工业园区") == ("gdp",)


def test_unit_and_measure_must_fit():
    tech, share = read("工业技改投入155.6亿元，占工业投资61%。")
    assert (tech.indicator, share.indicator) == (None, None)


def test_sub_totals_keep_their_own_name():
    total, part = read("一般公共预算收入222.6亿元，其中税收收入190亿元。")
    assert (total.indicator, part.indicator, part.phrase) == ("budget_revenue", None, "税收收入")


def test_distance_from_another_place_is_no_figure_of_the_indicator():
    growth, gap = read("地区生产总值增长5.2%，高于全国0.2个百分点。")
    assert (growth.indicator, gap.indicator) == ("gdp", None)


def test_currencies_stay_as_printed():
    (figure,) = read("进出口总额850亿美元。")
    assert (figure.unit, figure.base_unit) == ("亿美元", "美元")


def test_an_unknown_key_is_named_with_those_there_are():
    assert chosen_indicators(["gdp"]) == ["gdp"]
    assert chosen_indicators([]) == list(indicators())
    with pytest.raises(CodebookError, match=r"has no indicator .gnp.\..*gdp"):
        chosen_indicators(["gnp"])
