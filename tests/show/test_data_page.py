"""The data dictionary: complete in both languages, true to the tables, with the data within reach."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import CodebookError
from suzhou_priorities.show.data_diagram import belongs_to
from suzhou_priorities.show.data_page import render_data
from suzhou_priorities.tables.assemble import assemble
from suzhou_priorities.tables.columns import ARROW_TYPES, Column
from suzhou_priorities.tables.dictionary import (
    boolean_words,
    column_label,
    column_meaning,
    kind_name,
    row_meaning,
    table_name,
    value_meanings,
)
from suzhou_priorities.tables.extent import number_of_rows
from suzhou_priorities.tables.joins import JOINS
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.shards import process_shard
from suzhou_priorities.tables.store import read_tables
from suzhou_priorities.tables.write_dictionary import PAGE, dictionary_page
from tests.conftest import ROOT

HAN = re.compile(r"[\u3400-\u9fff]")
COLUMNS = [(table, column) for table, schema in SCHEMAS.items() for column in schema.columns]
DOCUMENTS = ("wujiang_task_plan_2024", "wuzhong_work_report_2024", "wujiang_work_report_2024")


class Page(HTMLParser):
    """Keeps ids, links, downloads, and the text outside what is marked as Chinese or as code."""

    def __init__(self, content):
        super().__init__()
        self.ids, self.links, self.downloads, self.text, self.open = [], [], {}, [], []
        self.feed(content)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids += [found["id"]] if "id" in found else []
        if tag == "a":
            self.links.append(found.get("href", ""))
            if "download" in found:
                self.downloads[found["download"]] = found["href"]
        if tag not in ("meta", "link", "br", "input", "path"):
            self.open.append((tag, found.get("lang", "")))

    def handle_endtag(self, tag):
        while any(tag == one for one, _ in self.open) and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        inside = [tag for tag, _ in self.open]
        if "main" in inside and "code" not in inside and not any(lang.startswith("zh") for _, lang in self.open[2:]):
            self.text.append(data)


@pytest.fixture(scope="module")
def processed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    process_shard([ROOT / "data" / "raw" / f"{name}.txt" for name in DOCUMENTS], folder / "shard")
    assemble([folder / "shard"], folder / "processed")
    return folder / "processed"


@pytest.fixture(scope="module")
def pages(processed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for lang in ("zh", "en"):
        render_data(folder / lang / "data.html", lang=lang, processed=processed)
    return {lang: (folder / lang / "data.html").read_text("utf-8") for lang in ("zh", "en")}


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{table}.{column.name}" for table, column in COLUMNS])
def test_every_column_and_value_has_a_name_and_a_meaning_in_both_languages(table, column):
    for lang in ("zh", "en"):
        texts = [
            column_label(table, column.name, lang),
            column_meaning(table, column, lang),
            kind_name(column.kind, lang),
        ]
        texts += value_meanings(table, column, lang).values()
        for text in texts:
            assert bool(HAN.search(text)) is (lang == "zh") or (lang == "en" and text in COLUMNS_WITH_WORDS), text
    assert set(column.choices) <= set(value_meanings(table, column, "zh"))


COLUMNS_WITH_WORDS = {column.description for _, column in COLUMNS if HAN.search(column.description)}


@pytest.mark.parametrize("table", SCHEMAS)
def test_every_table_has_a_name_and_says_what_a_row_is(table):
    assert HAN.search(table_name(table, "zh"))
    assert HAN.search(row_meaning(SCHEMAS[table], "zh"))
    assert not HAN.search(table_name(table, "en"))


def test_the_dictionary_explains_nothing_that_is_not_there():
    book = load_codebook("data_dictionary")
    names = {column.name for _, column in COLUMNS} | {f"{table}.{column.name}" for table, column in COLUMNS}
    assert set(book["columns"]) <= names
    assert set(book["tables"]) == set(SCHEMAS)
    assert set(book["kinds"]) == set(ARROW_TYPES)
    assert set(book["values"]) - {"boolean"} <= names
    assert set(book["values"]["task_units.kind"]) == set(load_codebook("offices")["kinds"])
    assert boolean_words("zh") == ("是", "否")


def test_a_value_without_a_meaning_is_told():
    with pytest.raises(CodebookError, match=r"documents\.script: seal"):
        value_meanings("documents", Column("script", "text", "Script.", choices=("seal",)), "en")


def test_the_page_in_docs_is_the_one_that_the_schemas_give():
    assert (ROOT / "docs" / PAGE).read_text("utf-8") == dictionary_page(), "run `make docs`"


@pytest.mark.parametrize("join", JOINS, ids=lambda join: f"{join.table}-{join.columns[-1]}-{join.to_table}")
def test_every_join_holds_in_the_tables(join, processed):
    frames = read_tables({join.table, join.to_table}, processed)
    rows = frames[join.table]
    rows = rows[rows["kind"].isin(join.kinds)] if join.kinds else rows
    named = rows[list(join.columns)].explode(join.columns[-1]).dropna().astype(str)
    known = set(frames[join.to_table][list(join.to_columns)].astype(str).itertuples(index=False, name=None))
    assert set(named.itertuples(index=False, name=None)) <= known


def test_only_the_nearest_table_is_drawn():
    nearest = belongs_to()
    assert nearest["targets"] == ("quantities",)
    assert nearest["sentences"] == ("sections",)
    assert nearest["links"] == ("tasks",)
    assert nearest["errors"] == ()


def test_the_page_has_an_address_for_every_table_and_column(pages):
    for content in pages.values():
        ids = Page(content).ids
        assert len(set(ids)) == len(ids)
        assert {f"table-{table}" for table in SCHEMAS} <= set(ids)
        assert {f"{table}.{column.name}" for table, column in COLUMNS} <= set(ids)


def test_links_within_the_page_lead_somewhere(pages):
    for content in pages.values():
        page = Page(content)
        assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
        assert "codebook.html#domain-industry" in page.links
        assert "suzhou-priorities.xlsx" in page.links


def test_the_page_is_in_one_language(pages):
    english = "".join(Page(pages["en"]).text)
    assert not HAN.search(english), HAN.search(english)
    chinese = "".join(Page(pages["zh"]).text)
    left = re.findall(r"[A-Za-z]{3,} [A-Za-z]{3,}", chinese)
    assert not left, left


def test_rows_are_counted_and_data_can_be_downloaded(pages, processed):
    page = Page(pages["zh"])
    tasks = number_of_rows("tasks", processed)
    assert f"本语料中有 {tasks} 行。" in "".join(page.text)
    content = base64.b64decode(page.downloads["tasks.csv"].partition("base64,")[2]).decode("utf-8")
    assert content.startswith("\ufeffdoc_id,no,")
    assert len(re.findall(r"(?m)^wujiang_task_plan_2024,", content)) == tasks == 118


def test_a_large_table_is_named_with_its_file(processed, tmp_path, monkeypatch):
    monkeypatch.setattr("suzhou_priorities.show.data_files.LARGEST_EMBEDDED", 1_000)
    target = tmp_path / "reports" / "data.html"
    render_data(target, lang="en", processed=processed)
    content = target.read_text("utf-8")
    assert "<code>data/processed/sentences.csv</code>" in content
    assert not [link for link in Page(content).links if link.endswith("sentences.csv")], "the file may not be there"


def test_a_corpus_without_tables_has_a_dictionary_too(tmp_path):
    (tmp_path / "nothing").mkdir()
    render_data(tmp_path / "data.html", lang="zh", processed=tmp_path / "nothing")
    text = "".join(Page(Path(tmp_path / "data.html").read_text("utf-8")).text)
    assert "未生成" in text
    assert "共 0 行" in text


def test_rows_of_parts_are_added_up(processed, tmp_path):
    folder = tmp_path / "terms.parquet"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.parquet").write_bytes((processed / "tasks.parquet").read_bytes())
    assert number_of_rows("terms", tmp_path) == 236
    assert number_of_rows("links", tmp_path) == 0
