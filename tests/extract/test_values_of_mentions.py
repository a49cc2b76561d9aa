"""What a mention is worth: value, ends of a range, unit, base unit, family and bound, shape by shape."""

from __future__ import annotations

import pytest

from suzhou_priorities.extract.mentions import find_mentions
from suzhou_priorities.extract.numerals import chinese_decimal
from suzhou_priorities.extract.units import magnitude_pattern, resolve, unit_pattern, units

PERCENT = ("%", 0.01, "ratio", "percent")
POINTS = ("个百分点", 0.01, "ratio", "points")
DOUBLING = ("%", 0.01, "ratio", "doubling")

# Sentence; then, of each mention: where it stands, value, unit, base factor, base unit, family, bound.
SHAPES = {
    "人均收入翻了两番，产值翻番。": [("翻了两番", 300, *DOUBLING, "eq"), ("翻番", 100, *DOUBLING, "eq")],
    "力争经济总量翻近一番。": [("翻近一番", 100, *DOUBLING, "approx")],
    "力争经济总量近翻一番，收入约翻一番，财力翻约一番。": [
        ("翻一番", 100, *DOUBLING, "approx"),
        ("翻一番", 100, *DOUBLING, "eq"),
        ("翻约一番", 100, *DOUBLING, "approx"),
    ],
    "人口自然增长率控制在千分之四点五以内。": [("千分之四点五", 4.5, "‰", 0.001, "ratio", "percent", "eq")],
    "百分之5的农户增收。": [("百分之5", 5, *PERCENT, "eq")],
    "百分之三点零五的农户、百分之12.5的企业增收。": [
        ("百分之三点零五", 3.05, *PERCENT, "eq"),
        ("百分之12.5", 12.5, *PERCENT, "eq"),
    ],
    "三分之二以上的村通了公交，全国1/4的订单来自这里。": [
        ("三分之二", 66.67, *PERCENT, "eq"),
        ("1/4", 25, *PERCENT, "eq"),
    ],
    "过半企业开工，半数学校完成改造，一半以上的村通了公交。": [
        ("过半", 50, *PERCENT, "ge"),
        ("半数", 50, *PERCENT, "eq"),
        ("一半以上", 50, *PERCENT, "ge"),
    ],
    "三次产业结构调整为8.4:46.3:45.3。": [
        ("8.4", 8.4, *PERCENT, "eq"),
        ("46.3", 46.3, *PERCENT, "eq"),
        ("45.3", 45.3, *PERCENT, "eq"),
    ],
    "增幅分别比上年回落171.8、55和676.6个百分点。": [
        ("171.8", 171.8, *POINTS, "eq"),
        ("55", 55, *POINTS, "eq"),
        ("676.6个百分点", 676.6, *POINTS, "eq"),
    ],
    "基尼系数0.42，城乡居民收入比为1.79。": [
        ("0.42", 0.42, "", 1, "", "ratio", "eq"),
        ("1.79", 1.79, "", 1, "", "ratio", "eq"),
    ],
    "城乡收入差距缩小至1.93∶1。": [("1.93∶1", 1.93, ":1", 1, "ratio", "ratio", "eq")],
    "引进企业1,234家，投资2,502.5亿元。": [
        ("1,234家", 1234, "家", 1, "家", "classifier", "eq"),
        ("2,502.5亿元", 2502.5, "亿元", 1e8, "元", "money", "eq"),
    ],
    "惠及3300余户，投入1600多亿元，服务2000余万人次。": [
        ("3300余户", 3300, "户", 1, "户", "classifier", "ge"),
        ("1600多亿元", 1600, "亿元", 1e8, "元", "money", "ge"),
        ("2000余万人次", 2000, "万人次", 1e4, "人次", "classifier", "ge"),
    ],
    "建成学校三所，新增岗位三十多个，引进专家五百余名。": [
        ("三所", 3, "所", 1, "所", "classifier", "eq"),
        ("三十多个", 30, "个", 1, "个", "classifier", "ge"),
        ("五百余名", 500, "名", 1, "名", "classifier", "ge"),
    ],
    "外贸出口增长-39.7%，增速为－3%。": [("-39.7%", -39.7, *PERCENT, "eq"), ("－3%", -3, *PERCENT, "eq")],
    "财政收入首次突破百亿元，存款达三万亿元，产值跨上两千亿台阶。": [
        ("百亿元", 100, "亿元", 1e8, "元", "money", "eq"),
        ("三万亿元", 3, "万亿元", 1e12, "元", "money", "eq"),
        ("两千亿", 2000, "亿", 1e8, "", "extent", "ge"),
    ],
    "建成三亿五千万项，服务五点五万人，办理一万五千亿元。": [
        ("三亿五千万项", 350_000_000, "项", 1, "项", "classifier", "eq"),
        ("五点五万人", 5.5, "万人", 1e4, "人", "classifier", "eq"),
        ("一万五千亿元", 15_000, "亿元", 1e8, "元", "money", "eq"),
    ],
    "太湖连续16年实现安全度夏，绿化100条（个）。": [
        ("16年", 16, "年", 1, "年", "duration", "eq"),
        ("100条（个）", 100, "条（个）", 1, "条", "classifier", "eq"),
    ],
    "总量全市第三，首次进入全国前20，列全省前十。": [
        ("第三", 3, "位", 1, "位", "rank", "eq"),
        ("前20", 20, "位", 1, "位", "rank", "le"),
        ("前十", 10, "位", 1, "位", "rank", "le"),
    ],
    "贷款余额是上年的1.6倍，覆盖率提高5‰。": [
        ("1.6倍", 1.6, "倍", 1, "ratio", "times", "eq"),
        ("5‰", 5, "‰", 0.001, "ratio", "percent", "eq"),
    ],
}


@pytest.mark.parametrize(("sentence", "expected"), SHAPES.items())
def test_every_shape_is_worth_what_it_says(sentence, expected):
    assert [
        (
            sentence[one.start : one.end],
            one.value,
            one.unit,
            one.base_factor,
            one.base_unit,
            one.family,
            one.bound,
        )
        for one in find_mentions(sentence)
    ] == [(printed, pytest.approx(value), *rest) for printed, value, *rest in expected]
    assert all(one.upper is None for one in find_mentions(sentence))


@pytest.mark.parametrize(
    ("passage", "printed", "low", "high", "unit"),
    [
        ("新建3-5家医院", "3-5家", 3, 5, "家"),
        ("新建10—20公里绿道", "10—20公里", 10, 20, "公里"),
        ("发放300至500万元", "300至500万元", 300, 500, "万元"),
        ("增长8%-9%", "8%-9%", 8, 9, "%"),
        ("培训1.8万至2万人", "1.8万至2万人", 1.8, 2, "万人"),
        ("投资5000万元到1.2亿元", "5000万元到1.2亿元", 0.5, 1.2, "亿元"),
    ],
)
def test_a_range_has_two_ends_in_one_unit(passage, printed, low, high, unit):
    (one,) = find_mentions(passage)
    assert (passage[one.start : one.end], one.value, one.upper, one.unit) == (printed, pytest.approx(low), high, unit)


@pytest.mark.parametrize(
    ("passage", "printed"),
    [
        # From and to.
        ("失业率由5%至8%", ["5%", "8%"]),
        ("床位从3-5张", ["5张"]),
        # The first end is not below the second.
        ("增长9%-8%", ["9%", "8%"]),
        ("编号5-3家", ["3家"]),
        # Ends of different kinds.
        ("建成5家-8公里", ["5家", "8公里"]),
        ("增长3%-5%-8%", ["3%-5%", "8%"]),
    ],
)
def test_what_is_no_range_is_two_figures_or_one(passage, printed):
    assert [passage[one.start : one.end] for one in find_mentions(passage)] == printed


@pytest.mark.parametrize(
    ("passage", "value", "unit", "factor"),
    [
        ("地方财政收入108亿3038万元", 108.3038, "亿元", 1e8),
        ("合同金额12亿5000万美元", 12.5, "亿美元", 1e8),
        ("财政收入2亿300万", 2.03, "亿", 1e8),
    ],
)
def test_a_number_in_two_magnitudes_is_one(passage, value, unit, factor):
    (one,) = find_mentions(passage)
    assert (one.value, one.unit, one.base_factor) == (pytest.approx(value), unit, factor)


@pytest.mark.parametrize(
    "passage",
    [
        "1/1的比例，1/0的比例。",
        "三分之零。",
        "千亿级产业集群，跨越三千亿级台阶。",
        "三亿五千万级台阶，“零亿”。",
        "分别引进3、5和企业。",
        "1900年至2100年",
    ],
)
def test_what_is_worth_nothing_is_left_out(passage):
    assert find_mentions(passage) == []


@pytest.mark.parametrize("passage", ["总量翻两番，增长三分之一，结构为1:2:3，提高1、2和3%，系数1.5，列第三，达5家。"])
def test_only_the_stretch_asked_for_is_read(passage):
    whole = find_mentions(passage)
    for start in range(len(passage)):
        for end in range(start, len(passage) + 1):
            assert all(start <= one.start < one.end <= end for one in find_mentions(passage, start, end))
    cut = passage.index("三分之一")
    assert find_mentions(passage, cut) == [one for one in whole if one.start >= cut]


@pytest.mark.parametrize(
    ("text", "value"),
    [("三点五", 3.5), ("十二点零三", 12.03), ("两百", 200), ("五点", 5), ("三点十", None), ("点五", None)],
)
def test_decimals_in_chinese_characters(text, value):
    assert chinese_decimal(text) == (None if value is None else pytest.approx(value))


def test_longer_units_and_magnitudes_are_tried_first():
    assert magnitude_pattern().split("|").index("万亿") < magnitude_pattern().split("|").index("万")
    pattern = unit_pattern()
    assert pattern.index("平方公里") < pattern.index("公里")
    assert pattern.startswith("(?:%|")


def test_every_unit_is_one_with_any_magnitude_before_it():
    for name, unit in units().items():
        assert resolve(name) == unit
        grown = resolve(f"万{name}")
        if f"万{name}" not in units() and "（" not in name:
            assert (grown.family, grown.base_unit, grown.factor) == (unit.family, unit.base_unit, unit.factor * 1e4)


def test_an_unknown_unit_is_its_own_base():
    assert (resolve("朵").family, resolve("朵").base_unit, resolve("朵").factor) == ("classifier", "朵", 1)
    assert (resolve("万").family, resolve("万").base_unit, resolve("万").factor) == ("classifier", "", 1e4)
