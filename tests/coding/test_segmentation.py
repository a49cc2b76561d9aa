"""Words: two engines, one result; names of the field stay whole; nothing is said on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.coding.segmentation import ENGINES, NUMBER, Segmenter, field_words, shared_segmenter
from suzhou_priorities.errors import ParameterError
from suzhou_priorities.repair.clean import clean_page
from tests.conftest import DOCUMENTS, ROOT

REPORTS = sorted((ROOT / "data" / "validation" / "reports").glob("*.txt"))
RUST, REFERENCE = (Segmenter(name) for name in ENGINES)
MIXED = st.text(
    alphabet=st.sampled_from(
        "苏州市吴江区长三角一体化示范区高标准农田年增长2021358.%-—·,，。、：（）()“”GDPpmAa 万亿元\n\t"
    ),
    max_size=60,
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_both_engines_cut_every_document_of_the_corpus_alike(name, cleaned):
    lines = cleaned[name].text.splitlines()
    assert [RUST.words(line) for line in lines] == [REFERENCE.words(line) for line in lines]
    assert [RUST.spans(line) for line in lines] == [REFERENCE.spans(line) for line in lines]


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.stem)
def test_both_engines_cut_reports_of_other_places_and_years_alike(file):
    lines = clean_page(file.read_text("utf-8")).text.splitlines()
    assert [RUST.words(line) for line in lines] == [REFERENCE.words(line) for line in lines]


@given(MIXED)
def test_both_engines_cut_any_text_alike(text):
    assert RUST.words(text) == REFERENCE.words(text)
    assert RUST.spans(text) == REFERENCE.spans(text)


@given(st.text(max_size=60))
def test_no_sign_of_a_text_is_lost_or_doubled(text):
    spans = RUST.spans(text)
    assert "".join(text[start:end] for start, end in spans) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("segmenter", [RUST, REFERENCE], ids=ENGINES)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-2022年", [NUMBER, NUMBER, "年"]),
        ("“十四五”时期", ["十四五", "时期"]),
        ("PM2.5浓度下降3.5%", ["PM2.5", "浓度", "下降", NUMBER]),
        ("5G基站", [NUMBER, "G", "基站"]),
        ("1.8:1", [NUMBER, NUMBER]),
        ("2,380亿元", [NUMBER, "亿元"]),
        ("", []),
        ("，。！", []),
    ],
)
def test_numbers_latin_words_and_signs_are_cut_alike(segmenter, text, words):
    assert segmenter.words(text) == words


@pytest.mark.parametrize("entry", load_codebook("places")["entries"].values(), ids=lambda entry: entry["short_zh"])
def test_names_of_places_stay_whole(entry):
    for name in (entry["official_zh"], entry["short_zh"]):
        assert name in shared_segmenter().words(f"在{name}召开会议")


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("市纪委监委、市人大常委会和市政协", ["人大常委会", "市政协"]),
        ("新建高标准农田2.1万亩", ["高标准农田", "万亩"]),
        ("服务长三角一体化", ["长三角一体化"]),
        ("城镇新增就业4.2万人", ["城镇新增就业", "万人"]),
        ("做好六稳六保工作", ["六稳", "六保"]),
    ],
)
def test_words_of_the_field_stay_whole(sentence, kept):
    assert [word for word in shared_segmenter().words(sentence) if word in kept] == kept


def test_words_to_keep_whole_are_words_and_stand_there_once():
    words = field_words()
    assert len(set(words)) == len(words)
    assert all(len(word) > 1 and not any(sign.isspace() for sign in word) for word in words)


def test_another_engine_is_an_error_that_names_those_there_are():
    with pytest.raises(ParameterError, match="rjieba, jieba"):
        Segmenter("pkuseg")


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run a program of its own in which every warning is an error."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )


@pytest.mark.parametrize("name", ENGINES)
def test_nothing_is_said_and_nothing_warned_of(name):
    done = run(
        "import sys\n"
        "from suzhou_priorities.coding.segmentation import Segmenter\n"
        f"print(len(Segmenter({name!r}).words('推进长三角一体化发展')))\n"
        "assert 'pkg_resources' not in sys.modules\n"
    )
    assert done.stderr == ""
    assert done.stdout.strip().isdigit()


def test_jieba_itself_is_left_as_it_was():
    done = run(
        "from suzhou_priorities.coding.segmentation import Segmenter\n"
        "Segmenter('jieba').words('新建高标准农田2.1万亩')\n"
        "import jieba\n"
        "print(jieba.dt.initialized, jieba.dt.FREQ, jieba.dt.user_word_tag_tab)\n"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "False {} {}"
