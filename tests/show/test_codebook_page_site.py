"""The page of codebooks tells every code in the reader's language, with its borders, at an address of its own."""

from __future__ import annotations

import pytest

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.show import codebook_addresses as addresses
from suzhou_priorities.show.codebook_counts import CodeCounts, count_codes
from suzhou_priorities.show.codebook_domains import ruling_key, with_names
from suzhou_priorities.show.codebook_indicators import readable_wording, unit_names
from suzhou_priorities.show.codebook_site import render_codebook
from suzhou_priorities.show.reference import marked
from suzhou_priorities.show.site import LANGUAGES
from suzhou_priorities.show.text import words_of
from suzhou_priorities.tables.store import frame_of, write_table
from suzhou_priorities.tables.vocabulary import DOMAINS, FORCES, HORIZONS, TESTABILITIES
from tests.conftest import ROOT
from tests.show.reference_pages import ReadPage, broken_anchors, chinese_in_english, english_in_chinese

PROCESSED = ROOT / "data" / "processed"
DOMAIN_BOOK = load_codebook("domains")
INDICATORS = load_codebook("indicators")["entries"]
needs_tables = pytest.mark.skipif(not (PROCESSED / "sentences.parquet").exists(), reason="run `make report` first")


def pages(folder, processed=None):
    found = {}
    for lang in LANGUAGES:
        render_codebook(folder / lang / "codebook.html", lang=lang, processed=processed)
        found[lang] = ReadPage((folder / lang / "codebook.html").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("suzhou_priorities.show.pages.webfont", lambda _: b"")
        return pages(tmp_path_factory.mktemp("codebook"), PROCESSED)


def test_no_page_is_half_translated(read):
    assert chinese_in_english(read["en"]) == []
    assert english_in_chinese(read["zh"]) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_has_one_address_and_links_lead_to_entries(read, lang):
    page = read[lang]
    assert len(page.ids) == len(set(page.ids))
    assert broken_anchors(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("domain", DOMAINS),
        ("ruling", [ruling_key(one) for one in DOMAIN_BOOK["rulings"]]),
        ("function", [one["key"] for one in load_codebook("functions")["functions"]]),
        ("horizon", HORIZONS),
        ("force", FORCES),
        ("testability", TESTABILITIES),
        ("indicator", list(INDICATORS)),
        ("place", list(load_codebook("places")["entries"])),
    ],
)
def test_the_address_of_a_code_leads_to_it(read, lang, kind, keys):
    for key in keys:
        page, _, anchor = addresses.codebook_link(kind, key).partition("#")
        assert page == addresses.CODEBOOK_PAGE
        assert anchor in read[lang].ids


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_domain_is_told_with_its_borders_and_its_counterpart_abroad(read, lang):
    text = read[lang].text
    health = next(one for one in DOMAIN_BOOK["entries"] if one["key"] == "health")
    assert health["definition"][lang] in text
    assert ("生物医药产业" if lang == "zh" else "biomedical industry") in text
    assert ("3 卫生健康" if lang == "zh" else "3 Health") in text
    assert ("没有对应的主题" if lang == "zh" else "no counterpart") in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_indicator_is_told_with_its_scope_units_and_wordings(read, lang):
    text = read[lang].text
    assert ("户籍人口城镇化率" if lang == "zh" else "urbanisation by registered population") in text
    assert ("微克/立方米" if lang == "zh" else "micrograms per cubic metre") in text
    assert "〔地方〕一般公共〔财政〕预算〔地方〕收入〔完成〕" in text


def test_codebooks_give_what_they_say_in_both_languages():
    for one in DOMAIN_BOOK["entries"]:
        assert len(one["includes"]) == len(one["includes_en"])
        assert all(item["what_en"] for item in one["excludes"])
        assert one["example_en"]
    assert all(one["example_en"] for one in DOMAIN_BOOK["rulings"])
    assert set(DOMAIN_BOOK["cap_topics"]) == set(DOMAIN_BOOK["cap_topics_zh"])
    for book, names in (
        ("functions", ("functions", "horizons", "tenses")),
        ("commitments", ("forces", "testabilities")),
    ):
        assert all(one["example_en"] for name in names for one in load_codebook(book)[name])
    assert all(one["definition_zh"] and one["is_not_en"] for one in INDICATORS.values())


def test_every_unit_has_a_name():
    names = words_of("codebook_units", "en")
    assert {part for one in INDICATORS.values() for part in one["units"].split("|")} <= set(names)
    assert unit_names("元$|^[百千万]?亿$|^%$|^位$|^名$", "en") == ["yuan", "100 million", "%", "rank"]
    assert unit_names("艘$", "zh") == ["艘"]


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("(?:地区|国内)?生产总值", "〔地区／国内〕生产总值"),
        ("规(?:模以)?上?工业(?:完成|实现)?产值", "规〔模以〕〔上〕工业〔完成／实现〕产值"),
        ("(?<!社会)消费品零售总额", "消费品零售总额"),
        ("全[市区]收入$", "全（市／区）收入"),
        ("PM2\\.5(?:（[^）]{1,8}）)?浓度", "PM2.5〔（…）〕浓度"),
        ("(?:民生(?:类|领域)?(?:支出|投入))(?:占.{0,12})?", "民生〔类／领域〕（支出／投入）〔占…〕"),
        ("(?:村均", "村均"),
    ],
)
def test_a_pattern_of_wordings_is_told_so_that_people_can_read_it(pattern, shown):
    assert readable_wording(pattern) == shown


def test_keys_in_a_chinese_rule_become_names_and_stay_words_in_an_english_one():
    chinese = with_names("动迁安置房归 welfare；意义归 none（职能为 orientation）。", "zh")
    assert '归<a href="#domain-welfare">民生保障</a>；' in chinese
    assert "职能为“导向”）" in chinese
    assert with_names("Houses are welfare.", "en") == "Houses are welfare."


def test_chinese_in_an_english_text_is_marked_and_nothing_is_markup():
    assert marked("net income (农民人均纯收入) <b>", "en") == (
        'net income (<span lang="zh-CN">农民人均纯收入</span>) &lt;b&gt;'
    )
    assert marked("收入<b>", "zh") == "收入&lt;b&gt;"


@needs_tables
def test_counts_are_those_of_the_page_of_sentences(read):
    from suzhou_priorities.show.sentences_records import read_collection

    counts, sentences = count_codes(PROCESSED), read_collection(PROCESSED).sentences
    for domain in DOMAINS:
        assert counts.of("domain", domain) == sum(row.domain == domain for row in sentences)
    for force in FORCES:
        told = sum(any(one.force == force for one in row.promises) for row in sentences)
        assert counts.of("force", force) == told
    assert f"Sentences: {counts.of('domain', 'health')}" in read["en"].text
    assert "sentences.html#domain=health" in read["en"].links
    assert "explorer.html#kind=quantities&indicator=gdp" in read["en"].links


def test_without_tables_the_page_counts_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("suzhou_priorities.show.pages.webfont", lambda _: b"")
    assert count_codes(None) == CodeCounts()
    for page in pages(tmp_path).values():
        assert "sentences.html#domain=health" not in page.links
        assert "In the corpus" not in page.text


def test_a_corpus_without_coded_sentences_counts_nothing(tmp_path):
    for name in ("sentences", "commitments", "quantities"):
        write_table(frame_of(name, ()), name, tmp_path)
    assert count_codes(tmp_path) == CodeCounts()
    assert count_codes(tmp_path / "missing") == CodeCounts()
