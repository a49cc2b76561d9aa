"""The workbook of all tables: right values and types, no formula from a text, the same bytes each time."""

from __future__ import annotations

import re
import time
import zipfile
from xml.etree import ElementTree

import nbformat
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.show.page_tables import tables_of_page
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.show.workbook import write_workbook
from suzhou_priorities.show.workbook_sheets import LONGEST_NAME, SheetNames, text_column
from suzhou_priorities.tables.datapackage import write_datapackage
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import frame_of, write_table

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULAS = ("=1+1", "+1", "-cmd", "@SUM(A1)", "https://example.org/")
DOCUMENT = (
    "xihu_2024", "2024年西湖区政府工作报告", "杭州市西湖区", None, "work_report", 2024, 2023, 2023, 2024, 2024, "2024-01-09",
    "utf-8", "simplified", 12_345, 12_000, 3, 4, 0, ["The title could not be read from the text."],
)  # fmt: skip


class Sheets:
    """Reads a workbook's cells: numbers as numbers with their format, texts as texts."""

    def __init__(self, file):
        with zipfile.ZipFile(file) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        self.names = [sheet.get("name") for sheet in book.iter(f"{MAIN}sheet")]
        styles = ElementTree.fromstring(self.parts["xl/styles.xml"])
        codes = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{MAIN}numFmt")}
        own = [one.get("numFmtId") for one in styles.find(f"{MAIN}cellXfs")]
        # Built-in formats stand only by number.
        self.formats = [
            codes.get(number, {"1": "0", "3": "#,##0", "4": "#,##0.00", "49": "@"}.get(number)) for number in own
        ]

    def rows(self, name):
        tree = ElementTree.fromstring(self.xml(name))
        assert not list(tree.iter(f"{MAIN}f")), "a formula"
        return [[self._value(cell) for cell in row] for row in tree.iter(f"{MAIN}row")]

    def xml(self, name):
        return self.parts[f"xl/worksheets/sheet{self.names.index(name) + 1}.xml"]

    def shown_as(self, name, address):
        (cell,) = [one for one in ElementTree.fromstring(self.xml(name)).iter(f"{MAIN}c") if one.get("r") == address]
        return self.formats[int(cell.get("s", 0))]

    @staticmethod
    def _value(cell):
        if cell.get("t") == "inlineStr":
            return "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
        value = cell.find(f"{MAIN}v")
        return None if value is None else float(value.text)


def page(file, *tables, lang="zh"):
    """Write an executed notebook that shows a heading and some tables."""
    node = nbformat.v4.new_notebook()
    outputs = [nbformat.v4.new_output("display_data", {"text/markdown": "## 谁说了什么\n\n正文。"})]
    for name, frame, labels, more in tables:
        shown = report_table(frame, name, labels, lang=lang, **more)
        outputs.append(nbformat.v4.new_output("display_data", {"text/html": shown.data}))
    node.cells = [nbformat.v4.new_code_cell("", outputs=outputs)]
    nbformat.write(node, file)
    return file


@pytest.fixture(scope="module")
def processed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("processed")
    for name in SCHEMAS:
        write_table(frame_of(name, [DOCUMENT] if name == "documents" else []), name, folder)
    sentences = [
        (
            "xihu_2024",
            f"s{place:04d}",
            "c0001",
            "plan",
            text,
            0,
            1,
            "measure",
            "year",
            "industry",
            None,
            0.9,
            ["产业"],
            None,
        )
        for place, text in enumerate(FORMULAS, start=1)
    ]
    write_table(frame_of("sentences", sentences), "sentences", folder)
    write_datapackage(folder)
    return folder


@pytest.fixture(scope="module")
def made(processed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("books")
    frame = pd.DataFrame(
        {"who": [*FORMULAS], "year": [2021, 2022, 2023, 2024, 2025], "share": [1.25, -2.5, 0, None, 1000]}
    )
    labels = {"who": "文件", "year": "计划年份", "share": "占比（%）"}
    more = {"whole": ("year",), "decimals": {"share": 2}, "notes": ["附注一。", "附注二。"]}
    executed = page(folder / "01_page.ipynb", ("who_said", frame, labels, more), ("again", frame, labels, {}))
    for lang in ("zh", "en"):
        write_workbook(
            folder / f"{lang}.xlsx",
            lang=lang,
            processed=processed,
            pages=[("谁说的", executed), ("没有", folder / "no.ipynb")],
        )
    return {lang: Sheets(folder / f"{lang}.xlsx") for lang in ("zh", "en")}


def test_the_first_sheet_lists_all_others_with_page_and_rows(made):
    book = made["zh"]
    assert book.names[0] == "目录"
    rows = book.rows("目录")
    assert [row[0] for row in rows[4:]] == book.names[2:]
    assert rows[4][1:] == ["谁说了什么", "谁说的", 5.0, "who_said.csv", "附注一。\n附注二。"]
    links = book.xml("目录").decode()
    assert links.count("<hyperlink ") == 2 * (len(book.names) - 2)
    relations = book.parts["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    assert "01_page.html" in relations
    assert "data.html" in relations


def test_every_table_of_the_data_has_a_sheet(made):
    for lang, first in (("zh", "文件"), ("en", "Documents")):
        assert len(made[lang].names) == 2 + 2 + len(SCHEMAS)
        assert first in made[lang].names


def test_a_sheet_of_a_page_has_the_heads_that_the_page_shows(made):
    assert made["zh"].names[2:4] == ["1.1 谁说了什么", "1.2 谁说了什么"]
    rows = made["zh"].rows("1.1 谁说了什么")
    assert rows[0] == ["文件", "计划年份", "占比（%）"]
    assert rows[1] == ["=1+1", 2021.0, 1.25]
    assert rows[4] == ["@SUM(A1)", 2024.0]


def test_numbers_are_numbers_in_a_fitting_format(made):
    name = "1.1 谁说了什么"
    assert made["zh"].shown_as(name, "B2") == "0", "a year has no comma"
    assert made["zh"].shown_as(name, "C2") == "#,##0.00"
    assert made["zh"].shown_as("文件", "N2") == "#,##0"
    assert made["zh"].shown_as("文件", "F2") == "0"
    assert made["zh"].shown_as("文件", "K2") == "yyyy-mm-dd"


def test_texts_are_never_formulas_or_links(made):
    rows = made["zh"].rows("句子")
    assert [row[4] for row in rows[1:]] == list(FORMULAS)
    for name, part in made["zh"].parts.items():
        if name.startswith("xl/worksheets/sheet") and not name.endswith("sheet1.xml"):
            assert b"<f>" not in part
            assert b"<hyperlink" not in part


def test_codes_and_messages_are_said_in_the_language(made):
    assert made["zh"].rows("文件")[1][3] == "政府工作报告"
    assert made["zh"].rows("文件")[1][-1] == "未能从正文中读出标题。"
    assert made["en"].rows("Documents")[1][-1] == "The title could not be read from the text."
    heads = [cell for name in made["en"].names[-len(SCHEMAS) :] for cell in made["en"].rows(name)[0]]
    assert not [head for head in heads if re.search(r"[\u3400-\u9fff]", head)]
    heads = [cell for name in made["zh"].names[-len(SCHEMAS) :] for cell in made["zh"].rows(name)[0]]
    assert not [head for head in heads if not re.search(r"[\u3400-\u9fff]", head)]


def test_every_sheet_has_a_head_that_stays_and_filters(made):
    for name in made["zh"].names:
        content = made["zh"].xml(name).decode()
        assert 'state="frozen"' in content
        assert "<autoFilter" in content


def test_the_same_tables_give_the_same_bytes(processed, made, tmp_path):
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for file in files:
        write_workbook(file, lang="zh", processed=processed, pages=[])
        time.sleep(1.1)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert "1980-01-01" in Sheets(files[0]).parts["docProps/core.xml"].decode()


def test_a_workbook_can_be_made_without_pages_and_without_tables(tmp_path):
    (tmp_path / "empty").mkdir()
    write_workbook(tmp_path / "none.xlsx", lang="en", processed=tmp_path / "empty", pages=[])
    assert len(Sheets(tmp_path / "none.xlsx").names) == 2 + len(SCHEMAS)


def test_a_table_that_is_too_long_is_named_and_not_copied(processed, tmp_path, monkeypatch):
    monkeypatch.setattr("suzhou_priorities.show.workbook.LONGEST_SHEET", 3)
    write_workbook(tmp_path / "long.xlsx", lang="en", processed=processed, pages=[])
    book = Sheets(tmp_path / "long.xlsx")
    assert "Sentences" not in book.names
    (line,) = [row for row in book.rows("Contents") if row[0] == "Sentences"]
    assert line[3] == 5
    assert line[-1] == "Too long for this workbook; see data/processed/sentences.parquet."


def test_a_caption_is_the_title_of_its_table(tmp_path):
    frame = pd.DataFrame({"a": ["x"]})
    (table,) = tables_of_page(page(tmp_path / "p.ipynb", ("t", frame, {"a": "甲"}, {"caption": "表 <一>"})))
    assert table.title == "表 <一>"
    assert table.head == ("甲",)


def test_a_long_text_is_cut_where_a_cell_ends(tmp_path):
    frame = pd.DataFrame({"a": ["长" * 40_000]})
    executed = page(tmp_path / "p.ipynb", ("t", frame, {"a": "甲"}, {}))
    (tmp_path / "none").mkdir()
    write_workbook(tmp_path / "x.xlsx", lang="zh", processed=tmp_path / "none", pages=[("页", executed)])
    (cell,) = Sheets(tmp_path / "x.xlsx").rows("1.1 谁说了什么")[1]
    assert len(cell) == 32_767
    assert cell.endswith("…")


@given(st.lists(st.text(max_size=60), max_size=20))
def test_names_of_sheets_are_valid_and_unique(wanted):
    names = SheetNames()
    given_names = [names.name(one) for one in wanted]
    assert len({name.casefold() for name in given_names}) == len(given_names)
    for name in given_names:
        assert 0 < len(name) <= LONGEST_NAME
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert name == name.strip("'")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "2.5", ""], [1.0, 2.5, None]),
        (["1", "—"], ["1", "—"]),
        (["007", "8"], ["007", "8"]),
        (["1e5"], [100_000.0]),
        (["", ""], [None, None]),
        (["123456789012345678"], ["123456789012345678"]),
    ],
)
def test_a_column_is_one_of_numbers_only_where_all_cells_are(cells, expected):
    assert list(text_column("数", cells).cells) == expected
