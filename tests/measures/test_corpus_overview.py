"""What the overview of the corpus counts, on a corpus small enough to count by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures import corpus_overview as overview


@pytest.fixture
def documents():
    return pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "raw_chars": [1000, 500, 100],
            "doc_type": ["work_report", "work_report", "task_plan"],
            "plan_start": [2024, 2024, 2024],
            "district": ["wujiang", "wuzhong", "wujiang"],
        }
    )


@pytest.fixture
def repairs():
    rows = [
        ("a", "pinyin", 2, 8, 2, 2, "(shí)x", "", True, ""),
        ("a", "pinyin", 20, 24, 14, 14, "(ab)", "", True, ""),
        ("a", "year", 30, 34, 20, 24, "2022", "2020", False, "why"),
        ("b", "layout", 5, 5, 5, 6, "", "\n", True, ""),
    ]
    columns = [
        "doc_id",
        "kind",
        "raw_start",
        "raw_end",
        "clean_start",
        "clean_end",
        "before",
        "after",
        "certain",
        "note",
    ]
    return pd.DataFrame(rows, columns=columns)


def test_repairs_are_counted_by_document_and_kind(repairs, documents):
    counted = overview.repairs_by_kind(repairs, documents).set_index(["doc_id", "kind"])
    assert counted.loc[("a", "pinyin"), ["repairs", "characters", "uncertain"]].tolist() == [2, 10, 0]
    assert counted.loc[("a", "pinyin"), "per_1000"] == pytest.approx(10.0)
    assert counted.loc[("a", "year"), "uncertain"] == 1
    assert counted.loc[("b", "layout"), "per_1000"] == pytest.approx(2.0)


def test_a_document_without_damage_has_a_row_of_zeros(repairs, documents):
    matrix = overview.damage_matrix(overview.repairs_by_kind(repairs, documents), documents)
    assert list(matrix.index) == ["a", "b", "c"]
    assert matrix.loc["c"].sum() == 0


def test_only_like_documents_of_different_places_are_compared(documents):
    pairs = overview.comparability(documents, {"a": "portal_copy", "b": "portal_copy", "c": "official"})
    verdicts = {(row.first, row.second): row.verdict for row in pairs.itertuples()}
    assert verdicts == {("a", "b"): "compare", ("a", "c"): "trail", ("b", "c"): "beside"}
    altered = overview.comparability(documents, {"a": "altered_copy"})
    assert set(altered["verdict"]) == {"trail", "beside"}


def test_samples_show_the_change_in_its_context(repairs):
    texts = {"a": "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸2020年是开局之年", "b": "一二三四五\n六"}
    chosen = overview.samples(repairs, texts, each=1)
    year = chosen[chosen["kind"] == "year"].iloc[0]
    assert (year["before"], year["after"], year["certain"]) == ("2022", "2020", False)
    assert year["left"].endswith("壬癸")
    assert year["right"].startswith("年是")
