"""Digits set apart, mistyped marks and code points of radicals are read as what they stand for."""

from __future__ import annotations

import pytest

from suzhou_priorities.repair.clean import clean_page
from suzhou_priorities.repair.edits import restore_raw

HEAD = "2024年某区政府工作报告\n各位代表：\n一、2023年工作回顾\n"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("规上工业产值2，502亿元，增长2%。", "规上工业产值2,502亿元，增长2%。"),
        ("获奖2，50人；2021，2022年完成。", "获奖2，50人；2021，2022年完成。"),
        ("固定资产投资增长4.5﹪，进出口增长3·5%。", "固定资产投资增长4.5%，进出口增长3.5%。"),
        ("2 0 2 3年，地区生产总值1 6 3 8亿元，增长4 . 5%。", "2023年，地区生产总值1638亿元，增长4.5%。"),
        ("获评东方示范市场.5家企业入选省试点.10人获奖。", "获评东方示范市场。5家企业入选省试点。10人获奖。"),
        ("一.2023年工作回顾", "一.2023年工作回顾"),
        ("PM2.5浓度28.4微克，比例为1.8:1。", "PM2.5浓度28.4微克，比例为1.8:1。"),
        ("规上⼯业增⻓5%，居⺠⼈均⽀配收⼊6.5万元。", "规上工业增长5%，居民人均支配收入6.5万元。"),
    ],
)
def test_a_number_is_read_as_meant(page, text):
    clean = clean_page(HEAD + page + "\n")
    assert clean.text == HEAD + text
    assert restore_raw(clean.text, clean.repairs) == HEAD + page + "\n"


@pytest.mark.parametrize("stop", [".", "。\u200b", "。"])
def test_a_glossary_above_a_footer_is_the_documents(stop):
    body = "过去一年，全县实现地区生产总值320亿元，增长6.2%，新增规上工业企业20家，城镇新增就业8000人。\n名词解释\n"
    foot = "来源：某县人民政府办公室\n扫一扫在手机打开当前页\n打印本页\n关闭窗口\n"
    entries = f"①“两高”：高耗能、高排放项目{stop}\n②三资：资金、资产、资源{stop}\n"
    text = clean_page(HEAD + body + entries + foot).text
    assert text.endswith("①“两高”：高耗能、高排放项目。\n②三资：资金、资产、资源。")
