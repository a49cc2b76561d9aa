"""The page of methods says where figures come from, how they are computed and how sure they are, from the tables."""

from __future__ import annotations

import importlib
import re
import shutil

import pytest
import yaml

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.paths import ProjectPaths
from suzhou_priorities.show import codebook_addresses as addresses
from suzhou_priorities.show.methods_corpus import corrections_list, licences_text, provenances
from suzhou_priorities.show.methods_measures import formula_html
from suzhou_priorities.show.methods_page import render_methods
from suzhou_priorities.show.methods_validation import Validation, validate, validation_table
from suzhou_priorities.show.site import LANGUAGES
from suzhou_priorities.show.tables_shown import TABLES_OF_METHODS
from suzhou_priorities.show.text import Words, words_of
from suzhou_priorities.tables.optional import read_if_there
from suzhou_priorities.tables.store import read_table, write_table
from tests.conftest import ROOT
from tests.show.reference_pages import ReadPage, broken_anchors, chinese_in_english, english_in_chinese

PATHS = ProjectPaths(ROOT)
BOOK = load_codebook("measures")
TAGS = re.compile(r"</?(?:i|sub|sup)>|&lt;|&gt;")
pytestmark = pytest.mark.skipif(
    not (PATHS.processed / "sentences.parquet").exists(), reason="the tables are not built: run `make report` first"
)


def rendered(folder, paths):
    found = {}
    for lang in LANGUAGES:
        render_methods(folder / lang / "methods.html", lang=lang, paths=paths)
        found[lang] = ReadPage((folder / lang / "methods.html").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def scored():
    return validate(PATHS, {name: read_if_there(name, PATHS.processed) for name in TABLES_OF_METHODS})


@pytest.fixture
def quick(scored, monkeypatch):
    """Pages without a font of their own, and with scores that were computed once."""
    monkeypatch.setattr("suzhou_priorities.show.pages.webfont", lambda _: b"")
    monkeypatch.setattr("suzhou_priorities.show.methods_parts.validate", lambda *_: scored)


@pytest.fixture(scope="module")
def read(tmp_path_factory, scored):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("suzhou_priorities.show.pages.webfont", lambda _: b"")
        patch.setattr("suzhou_priorities.show.methods_parts.validate", lambda *_: scored)
        return rendered(tmp_path_factory.mktemp("methods"), PATHS)


def test_no_page_is_half_translated(read):
    assert chinese_in_english(read["en"]) == []
    assert english_in_chinese(read["zh"]) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_has_an_address_and_links_within_the_page_lead_somewhere(read, lang):
    page = read[lang]
    assert len(page.ids) == len(set(page.ids))
    assert broken_anchors(page) == []
    for name in ("corpus", "repair", "outline", "extraction", "coding", "measures", "validation", "limits"):
        assert addresses.methods_link(name) == f"methods.html#{name}"
        assert name in page.ids
    assert all(addresses.measure_link(one["key"]).partition("#")[2] in page.ids for one in BOOK["measures"])


@pytest.mark.parametrize("one", BOOK["measures"], ids=lambda one: one["key"])
def test_a_measure_is_computed_by_functions_that_cite_its_sources(one):
    docstrings = []
    for place in one["functions"]:
        module, _, name = place.partition(".")
        found = importlib.import_module(f"suzhou_priorities.measures.{module}")
        assert callable(getattr(found, name)), place
        docstrings += [found.__doc__, getattr(found, name).__doc__]
    cited = " ".join(" ".join(filter(None, docstrings)).split())
    for key in one["sources"]:
        source = BOOK["references"][key]
        assert source["cited"] in cited
        assert re.search(r"\d{4}", source["cited"])[0] in source["full"]


@pytest.mark.parametrize("one", BOOK["measures"], ids=lambda one: one["key"])
def test_a_measure_is_told_in_both_languages_with_a_sound_formula_and_the_pages_that_use_it(one):
    assert one["name"]["zh"]
    assert one["name"]["en"]
    assert one["meaning"]["zh"].endswith("。")
    assert one["meaning"]["en"].endswith(".")
    plain = TAGS.sub("", one["formula"])
    assert "<" not in plain
    assert "&" not in plain
    assert "[[" not in formula_html(one["formula"])
    runs = {run["name"] for run in yaml.safe_load((PATHS.notebooks / "runs.yml").read_text("utf-8"))["runs"]}
    planned = {"06_comparison", "10_district_profile"}
    assert set(one["pages"]) <= runs | planned
    assert all(f"page_{page}" in words_of("methods", "zh") for page in one["pages"])


def test_every_reference_is_used():
    assert {key for one in BOOK["measures"] for key in one["sources"]} == set(BOOK["references"])


def test_a_fraction_is_set_one_above_the_other():
    assert formula_html("<i>f</i> = [[<i>n</i> // <i>N</i>]]") == (
        '<i>f</i> = <span class="frac"><span><i>n</i></span><span><i>N</i></span></span>'
    )


def test_the_page_tells_the_sources_of_the_documents(read):
    documents = read_table("documents", PATHS.processed)
    known = provenances(documents, PATHS.raw)
    for page in read.values():
        assert all(one.sha256[:12] in page.content for one in known.values())
        assert all(str(title) in page.text for title in documents["title"].dropna())
    assert f"Documents in the corpus: {len(documents)};" in read["en"].text


def test_damage_is_told_with_its_counts_and_an_example_of_each_kind(read):
    repairs = read_table("repairs", PATHS.processed)
    page = read["en"]
    for kind, number in repairs["kind"].value_counts().items():
        assert f"repair-{kind}" in page.ids
        assert f"{number:,} (" in page.text
    assert page.text.count("On the page") == repairs["kind"].nunique()


def test_scores_are_those_of_the_notebook_on_validation(scored, read):
    executed = PATHS.reports / "notebooks" / "en" / "90_validation.ipynb"
    domain = scored.level("domain", "corpus")
    assert f"{domain.value:.2f} ({domain.low:.2f}–{domain.high:.2f})" in read["en"].text
    assert scored.level("figures", "corpus").units > 0
    assert {one.what for one in scored.levels} == {
        "domain", "function", "horizon", "promises", "force", "testability", "figures", "indicators",
    }  # fmt: skip
    if executed.is_file():
        told = f"kappa of {domain.value:.2f} (95% interval {domain.low:.2f}–{domain.high:.2f}) in the corpus"
        assert told in executed.read_text("utf-8")


def test_it_says_that_readers_are_language_models(read):
    assert "they are not the work of human coders" in read["en"].text
    assert "不是人工编码" in read["zh"].text


def test_without_validation_data_the_page_says_so(tmp_path):
    tables = {name: read_if_there(name, PATHS.processed) for name in TABLES_OF_METHODS}
    assert validate(ProjectPaths(tmp_path), tables) == Validation()
    assert "<tbody></tbody>" in validation_table(Validation(), Words("methods", "en"))


def test_an_empty_project_explains_the_method_and_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr("suzhou_priorities.show.pages.webfont", lambda _: b"")
    read = rendered(tmp_path / "reports", ProjectPaths(tmp_path))
    assert "There is no document that could be read" in read["en"].text
    assert "没有可用的验证数据" in read["zh"].text
    assert chinese_in_english(read["en"]) == []
    assert english_in_chinese(read["zh"]) == []


@pytest.fixture
def other_project(tmp_path):
    """A project of two reports without sidecars, one of a place outside Suzhou, with markup in its title."""
    shutil.copytree(PATHS.processed, tmp_path / "data" / "processed")
    processed = tmp_path / "data" / "processed"
    documents = read_table("documents", processed)
    kept = documents[documents["doc_id"].isin(["wuzhong_work_report_2024", "wujiang_work_report_2024"])].copy()
    outside = kept["doc_id"] == "wuzhong_work_report_2024"
    kept.loc[outside, ["district", "place", "title"]] = [None, "浙江省杭州市西湖区", "<b>2024年报告</b>"]
    write_table(kept, "documents", processed)
    repairs = read_table("repairs", processed)
    write_table(repairs[repairs["doc_id"].isin(kept["doc_id"])], "repairs", processed)
    (tmp_path / "data" / "raw").mkdir()
    return ProjectPaths(tmp_path)


def test_another_corpus_gives_other_figures_and_needs_no_sidecar(other_project, tmp_path, quick):
    read = rendered(tmp_path / "reports", other_project)
    assert "Documents in the corpus: 2; places they are from: 2;" in read["en"].text
    assert "来源不明 2 份" in read["zh"].text
    assert "<b>2024年报告</b>" in read["en"].text
    assert "misdecoded" not in read["en"].text.lower()
    assert chinese_in_english(read["en"]) == []


def test_corrections_and_rights_are_told_in_the_language_of_the_page():
    documents = read_table("documents", PATHS.processed)
    known = provenances(documents, PATHS.raw)
    names = {doc_id: doc_id for doc_id in known}
    told = corrections_list(known, names, Words("methods", "zh"))
    assert told.count("<li>") == sum(len(one.corrections) for one in known.values())
    assert "依据：" in told
    assert "不受著作权保护" in licences_text(known, Words("methods", "zh"))
    assert corrections_list({}, {}, Words("methods", "en")) == ""
    assert licences_text({}, Words("methods", "en")) == ""
