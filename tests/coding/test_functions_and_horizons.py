"""What a sentence does, over which time, and whether it tells of something done, planned or standing."""

from __future__ import annotations

import re

import pytest

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.coding.function_cues import CARRIED, HEADING, SENTENCE, function_cues
from suzhou_priorities.tables.vocabulary import FUNCTIONS, HORIZONS, TENSES
from tests.coding.coded import coded_page, coded_text
from tests.coding.reports import PLAN, REPORT
from tests.conftest import DOCUMENTS, processor_seconds

CUES = load_codebook("function_cues")["entries"]
HORIZON_CUES = load_codebook("horizon_cues")
DONE = ("result", "year", "done")
STANDING = ("problem", "year", "standing")
TO_DO = ("measure", "year", "planned")
NEITHER = (None, None)


def by_text(coded):
    return {one.text: (code.function, code.horizon, code.tense) for one, code in coded}


@pytest.fixture(scope="module")
def report():
    return by_text(coded_page(REPORT))


@pytest.fixture(scope="module")
def plan():
    return by_text(coded_page(PLAN))


@pytest.fixture(scope="module")
def corpus(pages, cleaned):
    return {name: coded_text(cleaned[name].text, pages[name].provenance) for name in DOCUMENTS}


def beginning(coded, words):
    """Return the codes of the sentence that begins with some words."""
    (found,) = [code for one, code in coded if one.text.startswith(words)]
    return found.function, found.horizon, found.tense


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("各位代表：", ("formula", *NEITHER)),
        (
            "现在，我代表县人民政府，向大会报告工作，请予审议，并请各位政协委员和其他列席人员提出意见。",
            ("formula", *NEITHER),
        ),
        ("2018年是全面贯彻党的十九大精神的开局之年。", ("orientation", "year", "standing")),
        ("全年完成地区生产总值320亿元，增长7.5%。", DONE),
        ("新增规模以上工业企业12家。", DONE),
        ("新建幼儿园4所，新增学位1200个。", DONE),
        (
            "在此，我代表县人民政府，向全县人民，向各位人大代表、政协委员，表示衷心的感谢！",
            ("thanks", *NEITHER),
        ),
        ("我们也清醒地看到，发展中还存在不少困难和问题：产业层次不高，龙头企业偏少；", STANDING),
        ("优质教育资源供给不足；", STANDING),
        ("部分干部作风还不够扎实。", STANDING),
        (
            "今年政府工作的总体要求是：坚持以习近平新时代中国特色社会主义思想为指导，坚持稳中求进工作总基调。",
            ("orientation", "year", "planned"),
        ),
        ("今年经济社会发展的主要预期目标是：地区生产总值增长7%左右；", ("headline_target", "year", "planned")),
        ("一般公共预算收入增长6%。", ("headline_target", "year", "planned")),
        ("围绕上述目标，重点做好以下工作：", ("formula", *NEITHER)),
        ("实施工业技改项目50个，新增高新技术企业10家。", TO_DO),
        ("年内建成科技孵化器二期。", TO_DO),
        ("新建高标准农田1.5万亩，改造农村公路60公里。", TO_DO),
        ("严格落实中央八项规定精神，持续整治形式主义、官僚主义。", TO_DO),
        (
            "各位代表，站在新的起点上，让我们携手同心、奋勇前行，为建设美丽青溪而努力奋斗！",
            ("formula", *NEITHER),
        ),
    ],
)
def test_sentences_of_a_report_do_what_a_reader_would_say(report, sentence, codes):
    assert report[sentence] == codes


def test_a_measure_for_three_years_or_beyond_the_term_says_so(report):
    assert report["到2022年，行政村污水治理全覆盖。"] == ("measure", "five_year", "planned")
    assert report["展望2035年，农业农村现代化基本实现。"][1:] == ("long_term", "planned")


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("“十三五”时期，全县地区生产总值年均增长7.8%，累计脱贫1.2万人。", ("result", "five_year", "done")),
        ("当前，发展不平衡不充分问题仍然突出。", ("problem", "five_year", "standing")),
        (
            "高举中国特色社会主义伟大旗帜，坚持新发展理念，推动高质量发展。",
            ("orientation", "five_year", "planned"),
        ),
        (
            "到2025年，地区生产总值突破600亿元，常住人口城镇化率达到60%。",
            ("headline_target", "five_year", "planned"),
        ),
        (
            "展望二〇三五年，全县基本实现社会主义现代化，人均地区生产总值迈上新台阶。",
            ("headline_target", "long_term", "planned"),
        ),
        ("建设县经济开发区三期，培育新材料产业集群。", ("measure", "five_year", "planned")),
        ("支持企业技术改造。", ("measure", "five_year", "planned")),
    ],
)
def test_sentences_of_a_plan_do_what_a_reader_would_say(plan, sentence, codes):
    assert plan[sentence] == codes


def test_headings_have_the_function_of_headings_and_no_time(report):
    assert report["一、2018年工作回顾"] == ("heading", *NEITHER)
    assert report["（一）加快产业转型升级"] == ("heading", *NEITHER)


def test_one_report_reviews_a_year_and_a_term(corpus):
    kunshan = corpus["kunshan_work_report_2021"]
    assert beginning(kunshan, "累计完成固定资产投资3687亿元") == ("result", "five_year", "done")
    assert beginning(kunshan, "新增学位6.8万个") == ("result", "five_year", "done")
    assert beginning(kunshan, "通过办好一件件实事") == ("result", "year", "done")
    assert beginning(kunshan, "主要是：发展质效和产业层次还不够高") == ("problem", "year", "standing")


def test_one_report_looks_ahead_to_a_term_and_a_year(corpus):
    kunshan = corpus["kunshan_work_report_2021"]
    assert beginning(kunshan, "推进金融改革试验区建设") == ("measure", "five_year", "planned")
    assert beginning(kunshan, "2021年是开启全面建设社会主义现代化国家新征程")[1] == "year"
    years = {code.horizon for one, code in kunshan if one.part == "plan" and code.function == "measure"}
    assert years == {"year", "five_year"}


def test_problems_are_found_where_they_are_admitted_and_nowhere_else(corpus):
    for name in ("wujiang_work_report_2024", "wuzhong_work_report_2024", "kunshan_work_report_2021"):
        places = [place for place, (_, code) in enumerate(corpus[name]) if code.function == "problem"]
        assert places
        assert places[-1] - places[0] < 10


def test_codes_keep_their_vocabulary_and_agree_with_each_other(corpus):
    for coded in corpus.values():
        for one, code in coded:
            assert code.function in (None, *FUNCTIONS)
            assert code.horizon in (None, *HORIZONS)
            assert code.tense in (None, *TENSES)
            assert (code.function == "heading") == one.is_heading
            assert (code.horizon is None) == (code.function in (None, "heading", "thanks", "formula"))
            assert (code.tense is None) == (code.horizon is None)


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue["name"])
def test_every_cue_is_found_in_its_example(cue):
    assert cue["where"] in (SENTENCE, HEADING, CARRIED)
    (own,) = [one for one in function_cues(cue["where"]) if one.name == cue["name"]]
    assert own.pattern.search(cue["example"])
    assert (own.until is not None) == (cue["where"] == CARRIED)


def test_no_cue_has_the_name_of_another():
    names = [cue["name"] for cue in CUES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("cue", ["later", "will"])
def test_every_cue_of_horizons_is_found_in_its_example(cue):
    assert re.search(HORIZON_CUES[cue], HORIZON_CUES[f"{cue}_example"])


@pytest.mark.parametrize(
    "run", ["展望到至面向", "存在的问题主要是", "到2025年", "一二三四五、", "各位代表", "1234567890"]
)
def test_cues_read_long_runs_in_linear_time(run):
    patterns = [re.compile(cue[name]) for cue in CUES for name in ("pattern", "until") if name in cue]
    patterns += [re.compile(HORIZON_CUES[name]) for name in ("later", "will")]
    short, long = (run * (length // len(run)) for length in (10_000, 80_000))

    def read(text):
        return processor_seconds(lambda: [sum(1 for _ in pattern.finditer(text)) for pattern in patterns])

    # Eight times the text, with room for noise; a pattern that grows with the square would take 64 times as long.
    assert read(long) < 24 * max(read(short), 0.02)
