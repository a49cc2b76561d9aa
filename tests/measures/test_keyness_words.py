"""What enters keyness: policy words; and what does not: function words, numbers, names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.coding.segmentation import Segmenter
from suzhou_priorities.measures.keyness_words import countable, place_names

BOOK = load_codebook("keyness_stop")


@pytest.mark.parametrize("entry", BOOK["entries"], ids=lambda entry: entry["name"])
def test_every_rule_leaves_out_its_example_and_keeps_its_exceptions(entry):
    assert countable([entry["example"], *entry.get("words", ())]) == []
    assert countable(entry.get("keeps", ())) == list(entry.get("keeps", ()))


def test_short_names_that_are_common_words_are_no_names():
    assert not place_names() & set(BOOK["not_places"]["words"])


@pytest.mark.parametrize(
    "word",
    [
        *(
            "城市",
            "城镇",
            "农村",
            "乡村",
            "社区",
            "古镇",
            "小城镇",
            "特色小镇",
            "自然村",
            "城中村",
            "美丽乡村",
            "江南水乡",
        ),
        *(
            "大城市",
            "文明城市",
            "国家级",
            "省级",
            "全域旅游",
            "示范县",
            "百强县",
            "上市公司",
            "产业集群",
            "开发区",
            "高新区",
        ),
        *(
            "一体化",
            "专精特新",
            "三农",
            "双碳",
            "十大行动",
            "现代化强市",
            "跨省",
            "高质量发展",
            "放管服",
            "PM2.5",
            "老年大学",
        ),
    ],
)
def test_words_of_policy_enter(word):
    assert countable([word], place_names()) == [word]


@pytest.mark.parametrize(
    "word",
    [
        *(
            "盛泽镇",
            "盛泽",
            "吴江区",
            "吴江",
            "江苏省",
            "苏州市",
            "浙江",
            "溪港村",
            "长桥街道",
            "安吉县",
            "昆山",
            "恒力集团",
        ),
        *(
            "第一",
            "一个",
            "十四五",
            "2024",
            "#",
            "亿元",
            "第三章",
            "今年",
            "以及",
            "我们",
            "各位代表",
            "全区",
            "万平方米",
        ),
    ],
)
def test_names_numbers_and_function_words_do_not(word):
    assert countable([word], place_names()) == []


def test_a_real_sentence_keeps_what_it_is_about():
    text = "2023年，我区新增高新技术企业100家，恒力集团入选世界500强，盛泽镇获评全国百强镇。"
    kept = countable(Segmenter().words(text), place_names(["江苏省苏州市吴江区"]) | {"恒力"})
    assert {"高新技术企业", "入选"} <= set(kept)
    assert not {"恒力", "盛泽镇", "我区", "#", "家"} & set(kept)


def test_names_given_are_left_out():
    assert countable(["亨通", "光纤", "柳亚子"], {"亨通", "柳亚子"}) == ["光纤"]


def test_the_places_of_a_document_from_elsewhere_are_names_in_full_and_in_short():
    names = place_names(["浙江省杭州市西湖区", None, "内蒙古自治区呼和浩特市新城区", "山东省济南市市中区"])
    assert {"浙江省", "杭州市", "杭州", "西湖区", "西湖", "内蒙古自治区", "呼和浩特", "市中区"} <= names


@given(st.text(max_size=30))
def test_any_place_and_any_word_is_read(text):
    place_names([text])
    assert countable([text, "就业"])[-1] == "就业"


def test_long_names_take_little_time():
    start = time.perf_counter()
    place_names(["苏" * 100_000])
    countable(["镇" * 100_000, "乡" * 99_999 + "村", "一" * 100_000])
    assert time.perf_counter() - start < 1
