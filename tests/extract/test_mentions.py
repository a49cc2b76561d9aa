"""What counts as a figure, and what is a name, a slogan, an ordinal or a threshold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzhou_priorities.extract.mentions import find_mentions
from suzhou_priorities.extract.units import resolve, units
from tests.conftest import processor_seconds


def printed(text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in find_mentions(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("完成一般公共预算收入239.9亿元，增长6.1%。", ["239.9亿元", "6.1%"]),
        ("揭榜国家改革任务两项，建成学校三所。", ["两项", "三所"]),
        ("新增幸福河湖100条（个），惠及3300余户。", ["100条（个）", "3300余户"]),
        ("PM2.5浓度降至30微克/立方米，装机容量383.14兆瓦。", ["30微克/立方米", "383.14兆瓦"]),
        ("城乡收入差距缩小至1.93∶1。", ["1.93∶1"]),
        ("跨境电商进出口总额翻番，人均收入翻了一番。", ["翻番", "翻了一番"]),
        ("半数以上行政村通了公交，百分之八十的学校配了校医。", ["半数以上", "百分之八十"]),
        ("户籍人口新增1.5万以上。", ["1.5万"]),
        ("太湖连续16年实现安全度夏。", ["16年"]),
        ("企业开办时间压缩至0.5个工作日。", ["0.5个工作日"]),
        ("财政收入首次突破百亿元，产值跨上两千亿台阶。", ["百亿元", "两千亿"]),
        ("城乡居民收入比为1.79。", ["1.79"]),
        ("增幅分别比上年回落171.8、55和676.6个百分点。", ["171.8", "55", "676.6个百分点"]),
        ("三次产业结构由34:37:29调整为31.5:39:29.5。", ["34", "37", "29", "31.5", "39", "29.5"]),
        ("地方财政收入108亿3038万元。", ["108亿3038万元"]),
        ("外贸出口增长-39.7%。", ["-39.7%"]),
    ],
)
def test_what_measures_is_found(text, figures):
    assert printed(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "第十七届人民代表大会第三次会议于2024年1月9日召开。",
        "打造“15分钟中医药健康圈”，深化“1+1+N”模式和“三优三保”。",
        "两山转化，四好农村路，世界500强，5G网络，7号线，524国道。",
        "坚持两个确立，落实六个方面工作，开展三年行动。",
        "一批项目、一系列举措、一流环境，打造一个高地。",
        "年产废量10吨以上企业危废规范化管理。",
        "（一）加快推进；1.打造集群；2024年、2020-2022年度。",
        "严格落实中央八项规定精神，庆祝建党100周年。",
        "推进D级危房动态清零项目，完成拆迁清零项目。",
    ],
)
def test_names_slogans_ordinals_and_thresholds_are_left_out(text):
    assert printed(text) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("新增10亿元以上项目46个。", ["46个"]),
        ("实施1000万以上工业企业增资扩产项目129个。", ["129个"]),
        ("新增投资1-10亿元项目100个、50亿元以上项目2个。", ["100个", "2个"]),
        ("力争引进超亿美元外资项目16个、超10亿元内资项目5个。", ["16个", "5个"]),
        ("为1000户以上困难家庭提供服务。", ["1000户"]),
        ("完成年度投资650亿元以上。", ["650亿元"]),
    ],
)
def test_a_threshold_describes_what_is_counted(text, figures):
    assert printed(text) == figures


@pytest.mark.parametrize(
    ("text", "place", "bound"),
    [
        ("总量全市第三", 3, "eq"),
        ("列全国第7", 7, "eq"),
        ("入选“最佳基金小镇”第二名", 2, "eq"),
        ("首次进入全国前20", 20, "le"),
        ("地表水环境质量列全省前十", 10, "le"),
    ],
)
def test_ranks_are_kept(text, place, bound):
    (mention,) = find_mentions(text + "。")
    assert (mention.family, mention.value, mention.bound) == ("rank", place, bound)


@pytest.mark.parametrize("text", ["全国第13家制造业创新中心", "前三季度", "第一批试点", "在全国首创第三方评估"])
def test_ordinals_are_no_ranks(text):
    assert printed(text) == []


def test_a_range_is_one_mention_with_two_ends():
    for text, low, high in (
        ("增长8%-9%", 8, 9),
        ("发放300至500万元", 300, 500),
        ("培训1.8万至2万人", 1.8, 2),
    ):
        (mention,) = find_mentions(text)
        assert (mention.value, mention.upper) == (low, high)


def test_from_and_to_are_two_figures_and_no_range():
    assert printed("床位从4.2张到6.8张") == ["4.2张", "6.8张"]


@pytest.mark.parametrize(
    ("unit", "base", "factor"),
    [
        ("亿元", "元", 1e8),
        ("万人次", "人次", 1e4),
        ("%", "ratio", 0.01),
        ("亿斤", "吨", 5e4),
        ("万千瓦", "千瓦", 1e4),
        ("平方公里", "平方米", 1e6),
    ],
)
def test_units_have_a_base(unit, base, factor):
    assert (resolve(unit).base_unit, resolve(unit).factor) == (base, factor)


def test_every_unit_is_found_behind_a_number():
    for name in units():
        found = find_mentions(f"累计达12{name}，其他")
        assert found, name
        assert found[0].unit == name


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789.%亿万元个家第一二三十百千以上至-:：“”（），。增长年位前", max_size=80))
def test_mentions_are_in_order_and_within_the_text(text):
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.parametrize("piece", ["9", "9.", "一", "第", "1-", "“", "1:1:", "9、", "万亿", "（"])
def test_time_grows_with_the_length_and_no_faster(piece):
    find_mentions(piece * 10)
    short = min(processor_seconds(lambda: find_mentions(piece * 2_000)) for _ in range(3))
    long = min(processor_seconds(lambda: find_mentions(piece * 16_000)) for _ in range(3))
    assert long < 40 * short + 0.05
