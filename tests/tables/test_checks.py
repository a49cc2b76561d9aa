"""A table that breaks its schema is refused by column, row and value, whether it comes as rows or as a frame."""

from __future__ import annotations

import pandas as pd
import pyarrow.parquet as parquet
import pytest

from suzhou_priorities.errors import TableError
from suzhou_priorities.tables.checks import checked_table
from suzhou_priorities.tables.columns import Column, TableSchema
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import checked, frame_of, read_table, write_rows, write_table

VISITS = TableSchema(
    "visits",
    "One row per visit.",
    (
        Column("place", "text", "Where.", choices=("昆山", "吴江")),
        Column("day", "date", "When.", nullable=True),
        Column("people", "integer", "How many.", least=1),
        Column("share", "number", "Of all.", nullable=True),
        Column("open", "boolean", "To all."),
        Column("names", "list", "Who."),
    ),
    ("place", "people"),
)
ROWS = [("昆山", "2024-01-09", 3, 0.5, True, ["甲", "乙"]), ("吴江", None, 1, float("nan"), False, [])]


def table(rows):
    return checked_table(VISITS, ([row[place] for row in rows] for place in range(len(VISITS.columns))))


def test_a_table_has_the_types_of_its_schema_and_empty_cells():
    made = table(ROWS)
    assert made.schema == VISITS.arrow()
    assert made.to_pylist() == [
        {"place": "昆山", "day": "2024-01-09", "people": 3, "share": 0.5, "open": True, "names": ["甲", "乙"]},
        {"place": "吴江", "day": None, "people": 1, "share": None, "open": False, "names": []},
    ]
    assert table([]).num_rows == 0


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (("苏州", None, 1, None, True, []), "column place, row 2: '苏州' breaks the choice of 昆山, 吴江"),
        ((None, None, 1, None, True, []), "column place, row 2: None breaks the rule that a cell is not empty"),
        (("昆山", "9. 1. 2024", 1, None, True, []), "column day, row 2: '9. 1. 2024' breaks the form 2024-01-09"),
        (("昆山", None, 0, None, True, []), "column people, row 2: 0 breaks the least value of 1"),
        (("昆山", None, "viele", None, True, []), "column people, row 2: 'viele' breaks the type int64"),
        (("昆山", None, 1, None, True, "甲；乙"), "column names, row 2: '甲；乙' breaks the type list"),
        (("昆山", None, 1, None, True, None), "column names, row 2: None breaks the rule that a cell is not empty"),
        (("昆山", None, 1, None, True, ["\ud800"]), "column names, row 2"),
        (("昆山", None, 3, None, True, []), r"column place, people, row 2: \('昆山', 3\) breaks the rule that a key"),
    ],
)
def test_a_row_that_breaks_the_schema_is_named(row, what):
    with pytest.raises(TableError, match=f"table visits: {what}"):
        table([*ROWS, row])


def test_a_frame_needs_the_columns_of_its_schema_in_their_order():
    frame = frame_of("terms", [("d", "一网通办", "…")])
    for other in (frame[["term", "doc_id", "definition"]], frame.assign(more=1), frame.drop(columns="term")):
        with pytest.raises(TableError, match=r"table terms: has the columns .* instead of doc_id, term, definition"):
            checked(other, SCHEMAS["terms"])


def test_a_frame_is_the_same_from_rows_from_a_frame_and_from_disk(tmp_path):
    row = ("d", "题", None, None, "work_report", 2024, 2023, None, 2024, 2024, "2024-01-09", "utf-8", "simplified")
    rows = [(*row, 9, 8, 1, 2, 0, ["第一条。", "第二条。"])]
    frame = frame_of("documents", rows)
    write_table(frame, "documents", tmp_path, csv=False)
    for other in (checked(frame, SCHEMAS["documents"]), read_table("documents", tmp_path)):
        pd.testing.assert_frame_equal(frame, other)
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert [kinds[name] for name in ("title", "year", "warnings")] == ["string", "Int64", "object"]
    assert frame["review_end"].isna().all()
    assert frame["warnings"][0] == ["第一条。", "第二条。"]


def test_rows_are_written_as_the_frame_of_them_is(tmp_path):
    rows = [("d", "一网通办", "…"), ("d", "三资", "资金、资产、资源")]
    write_table(frame_of("terms", rows), "terms", tmp_path / "frame", csv=False)
    write_rows(rows, "terms", tmp_path / "rows")
    written = [(tmp_path / kind / "terms.parquet").read_bytes() for kind in ("frame", "rows")]
    assert written[0] == written[1]
    assert parquet.read_schema(tmp_path / "rows" / "terms.parquet").metadata is None


def test_a_table_that_stays_the_same_is_not_written_again(tmp_path):
    (tmp_path / "terms.csv").write_text("stale")
    file = write_rows([("d", "三资", "…")], "terms", tmp_path)
    before = file.stat()
    write_rows([("d", "三资", "…")], "terms", tmp_path)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    write_rows([("d", "三资", "资金、资产、资源")], "terms", tmp_path)
    assert file.stat().st_ino != before.st_ino
    assert [one.name for one in tmp_path.iterdir()] == ["terms.parquet"]
