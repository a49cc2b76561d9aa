"""Tables: the contract of `docs/design.md`, section 4, for the corpus, for documents made up, and for any page."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from suzhou_priorities.corpus.provenance import DOCUMENT_TYPES
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import read_table
from tests.conftest import ROOT
from tests.extract.flattened import flattened
from tests.properties.documents import processed, rows_of, tables_of
from tests.properties.invariants import check_all
from tests.properties.profiles import holds_for
from tests.properties.texts import ANY, MADE, damaged_documents, tables_of_tasks
from tests.tables.test_tables import SIXTH, built


def check(page: str, doc_type: str | None = None) -> None:
    document = processed(page)
    if doc_type is not None:
        document = processed(page, document.clean, doc_type)
    tables = tables_of(document)
    check_all(tables, {"page": document.clean.text})


def test_the_tables_of_the_corpus_hang_together(tmp_path):
    out = built(sorted((ROOT / "data" / "raw").glob("*.txt")), tmp_path)
    tables = {name: rows_of(read_table(name, out)) for name in SCHEMAS}
    texts = {file.stem: file.read_bytes().decode() for file in (out / "text").glob("*.txt")}
    assert len(texts) == 5
    assert all(tables[name] for name in SCHEMAS if name != "errors")
    check_all(tables, texts)


@pytest.mark.parametrize("page", [*MADE, SIXTH])
def test_the_tables_of_reports_of_other_places_hang_together(page):
    check(page)


def test_a_unit_that_a_task_names_twice_is_one_row():
    rows = [
        ["序号", "任务", "责任单位"],
        *([str(no), f"{no}.修路{no}条。", "★区交通局、财政局、区交通局"] for no in (1, 2, 3)),
    ]
    tables = tables_of(processed(flattened(rows)))
    assert [row["unit"] for row in tables["task_units"]] == ["区交通局", "财政局"] * 3
    check(flattened(rows))


def test_a_task_of_which_only_the_number_is_left_keeps_it():
    rows = [
        ["任务", "责任单位"],
        ["1.", "区交通局"],
        ["2.架桥。", "区水务局"],
        ["3.", "区财政局"],
        ["4.通水。", "区水务局"],
    ]
    tables = tables_of(processed(flattened(rows)))
    assert [row["text"] for row in tables["tasks"]] == ["1.", "架桥。", "3.", "通水。"]
    assert [row["no"] for row in tables["tasks"]] == [1, 2, 3, 4]
    check(flattened(rows))


@holds_for(ANY)
def test_the_tables_of_any_page_hang_together(page):
    check(page)


@holds_for(damaged_documents(), st.sampled_from(DOCUMENT_TYPES))
def test_the_tables_of_a_damaged_report_hang_together_as_whatever_it_is_read(page, doc_type):
    check(page, doc_type)


@holds_for(tables_of_tasks())
def test_the_tables_of_a_task_plan_with_ragged_rows_hang_together(page):
    check(page, "task_plan")
