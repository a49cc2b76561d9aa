"""A damaged page becomes clean text, and nothing is lost on the way."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from suzhou_priorities.repair.clean import clean_page
from suzhou_priorities.repair.edits import restore_raw
from tests.conftest import DOCUMENTS
from tests.repair.damage import KINDS

REPORTS = ("wuzhong_work_report_2024", "wujiang_work_report_2024")
PINYIN = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+ ?[)）]")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_text_and_repairs_give_the_page_back(name, pages, cleaned):
    raw, clean = pages[name].text, cleaned[name]
    assert restore_raw(clean.text, clean.repairs) == raw
    for repair in clean.repairs:
        assert raw[repair.raw_start : repair.raw_end] == repair.before
        assert clean.text[repair.clean_start : repair.clean_end] == repair.after


@pytest.mark.parametrize("name", DOCUMENTS)
def test_cleaning_a_clean_text_changes_nothing(name, cleaned):
    assert clean_page(cleaned[name].text).text == cleaned[name].text


def test_the_kunshan_page_reads_as_it_was_written(cleaned):
    text = cleaned["kunshan_work_report_2021"].text
    for passage in (
        "2020年是“十三五”的收官之年，也是昆山发展历史上极不寻常、极不平凡的一年。",
        "累计接驳转运上海口岸入境来苏人员超5万人。",
        "昆山留创园获批国家小型微型企业创业创新示范基地。花桥经济开发区获评国家新型工业化产业示范基地。",
        "开通昆山—上海互联网数据专用通道。",
        "实行市属国企总会计师委派制度。",
        "彰显了美丽昆山的独特魅力。空间布局日趋优化。",
        "完成大气污染防治工程316项。空气质量优良天数比率提高至83.6%。",
        "画上了圆满句号。回顾“十三五”，奋斗的历程充满艰辛、令人难忘",
        "2021年是开启全面建设社会主义现代化国家新征程、实施“十四五”规划的第一年，也是我们党成立100周年",
        "城镇登记失业率控制在2.5%以内，节能减排完成上级下达任务",
        "抓好危化品安全生产专项巡视反馈问题整改。",
        "沉着应对大战大考带来的新挑战",
        "以优异成绩迎接中国共产党建党100周年！",
    ):
        assert passage in text
    assert not PINYIN.search(text)
    assert not re.search("[實業發經濟產會現]", text)
    assert "范本资料" not in text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", REPORTS)
def test_machine_made_damage_is_undone(kind, name, cleaned):
    original = cleaned[name].text
    damaged = KINDS[kind](original, random.Random(f"{kind} {name}"))
    repaired = clean_page(damaged)
    error = Levenshtein.distance(original, repaired.text) / len(original)
    assert error < (0.004 if kind == "gbk_slips" else 0.001)
    assert restore_raw(repaired.text, repaired.repairs) == damaged


@pytest.mark.parametrize("name", REPORTS)
def test_a_slip_that_was_read_wrongly_is_marked_as_doubtful(name, cleaned):
    text = cleaned[name].text
    # What traditional script itself loses (昇 and 升 become one) is not the slip's doing.
    original = clean_page(KINDS["traditional"](text, random.Random(0))).text
    repaired = clean_page(KINDS["gbk_slips"](text, random.Random(f"gbk_slips {name}")))
    wrong = 0
    for operation in Levenshtein.opcodes(repaired.text, original):
        if operation.tag == "equal":
            continue
        near = [
            repair
            for repair in repaired.repairs
            if repair.kind == "misdecoded"
            and repair.clean_start - 3 <= operation.src_start
            and operation.src_end <= repair.clean_end + 3
        ]
        wrong += not any(not repair.certain for repair in near)
    assert wrong <= 1


SOUP = st.text(
    st.sampled_from(
        "上海口岸，。；：？！“”()（）?\ufffd&;ldquo<>p/script|\n\r\t 　　0129%.：一二年实(shí)發展硜诎；？Ｈａ１"
    ),
    max_size=300,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOUP)
def test_nothing_is_lost_from_any_page(raw):
    clean = clean_page(raw)
    assert restore_raw(clean.text, clean.repairs) == raw
    for before, after in zip(clean.repairs, clean.repairs[1:], strict=False):
        assert before.raw_end <= after.raw_start
        assert before.clean_end <= after.clean_start
