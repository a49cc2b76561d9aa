"""A quick pattern finds what the plain one finds, and is told where a match can begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import first_signs, quick_pattern
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSAGES = [
    "2023年，全市地区生产总值增长5.2%左右，其中服务业增加值占比达到48%，列全省第三位。",
    "我们清醒看到，发展中还存在不少短板和弱项，主要表现在：一是创新能力不够强；二是城乡区域发展不平衡；",
    "一是要加快建设国家级产教融合实训基地，年底前新增公共停车位3000个，把信访问题解决在基层。",
    "成功创建江苏省婚俗改革实验区，开弦弓村入选中国传统村落名录，蝉联全国市辖区GEP百强榜首。",
    "第三章 总体要求\n（一）指导思想。以“十四五”规划为引领，到2025年研发投入达3.5%-4%，由346.7亿元增加到1034.5亿元。",
]


def found(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], tuple[str | None, ...], str | None]]:
    return [(match.span(), match.groups(), match.lastgroup) for match in pattern.finditer(text)]


def expressions(node: object) -> Iterator[str]:
    """Yield every text of a codebook that is a regular expression."""
    if isinstance(node, str):
        if re.search(r"[|?\\\[(*+^$]", node):
            yield node
    elif isinstance(node, list | dict):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from expressions(inner)


@pytest.mark.filterwarnings("ignore::FutureWarning")  # prose, read as an expression
@pytest.mark.parametrize("name", sorted(file.stem for file in (ROOT / "src").rglob("codebooks/*.yml")))
def test_the_expressions_of_a_codebook_find_the_same(name):
    for source in set(expressions(load_codebook(name))):
        try:
            plain = re.compile(source)
        except re.error:
            continue
        quick = quick_pattern(source)
        for text in PASSAGES:
            assert found(quick, text) == found(plain, text), source


@pytest.mark.parametrize(
    ("source", "signs"),
    [
        ("被?评为|荣获", "被评荣"),
        ("(?P<one>入选|入围)|蝉联", "入入蝉"),
        ("(?<!预)算|[上下]半年", "算上下"),
        (r"\d{1,2}月|(?:到|至)?20\d\d年", r"\d到至2"),
        (r"(?:[一-十\-]{0,2}第)+", r"一-十\-第"),
        (r"\.?[.^\]]x", r"\.\.\^\]"),
    ],
)
def test_it_is_told_which_characters_begin_a_match(source, signs):
    assert first_signs(source) == signs
    assert quick_pattern(source).pattern == f"(?=[{signs}])(?:{source})"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("获评|入选|荣获", "the engine looks for the first characters by itself"),
        ("[上下]半年", "the engine looks for a class by itself"),
        ("^各位代表|^同志们", "it is tried at one place only"),
        ("(?:加快)*", "nothing at all is a match"),
        ("[^，]{2,4}的|(?:在|于)前", "any character can begin a match"),
        (".?年|(?:月)", "any character can begin a match"),
        ("(?:甲|乙)(?P<a>丙)(?P=a)|(?i:x)", "flags are not understood"),
    ],
)
def test_a_pattern_is_left_as_it_is_where_that_would_not_help(source, why):
    assert first_signs(source) is None, why
    assert quick_pattern(source).pattern == source


def test_a_malformed_expression_is_refused_as_ever():
    for source in ("(甲", "[甲", "甲)", "\\"):
        with pytest.raises(re.error):
            quick_pattern(source)


SIGN = st.sampled_from("甲乙丙1.-")
CLASS = st.lists(SIGN, min_size=1, max_size=3).map(lambda signs: f"[{''.join(map(re.escape, signs))}]")
PIECE = st.one_of(
    SIGN.map(re.escape), CLASS, st.sampled_from([r"\d", ".", r"\b", "$", "(?!甲)", "(?<=乙)", "[^丙]", "(?=1)"])
)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    groups = st.tuples(st.sampled_from(["(?:{})", "({})", "(?:{}){{0,2}}", "(?:{})?", "({}){{1,2}}"]), inner)
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map("|".join),
        groups.map(lambda pair: pair[0].format(pair[1])),
    )


@given(st.recursive(PIECE, larger, max_leaves=8), st.text("甲乙丙1.-", max_size=12))
def test_what_is_found_never_changes(source, text):
    assert found(quick_pattern(source), text) == found(re.compile(source), text)
