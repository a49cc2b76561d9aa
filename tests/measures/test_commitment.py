"""Promises on two axes: shares with intervals, the cross table, and its association against scipy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.contingency import association as scipy_association
from statsmodels.stats.proportion import proportion_confint

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.measures.commitment import (
    association,
    axis_shares,
    cross_table,
    examples,
    promises,
)
from suzhou_priorities.tables.vocabulary import FORCES, TESTABILITIES

SENTENCES = pd.DataFrame(
    [
        ("d1", "s1", "确保完成老旧小区改造26个，探索建立长效机制。", "urban", "measure", "year"),
        ("d1", "s2", "力争新增上市企业3家。", "industry", "measure", "year"),
        ("d1", "s3", "加快推进农村人居环境整治。", "rural", "measure", "year"),
        ("d2", "s1", "坚决守牢安全底线。", "safety", "measure", "five_year"),
    ],
    columns=["doc_id", "sentence_id", "text", "domain", "function", "horizon"],
).assign(paragraph=[1, 1, 2, 1])
COMMITMENTS = pd.DataFrame(
    [
        ("d1", "s1", "确保完成", "老旧小区改造26个", "guarantee", "figure_or_date", False),
        ("d1", "s1", "探索建立", "长效机制", "exploratory", "outcome", False),
        ("d1", "s2", "力争", "新增上市企业3家", "hedged", "figure_or_date", False),
        ("d1", "s3", "加快推进", "农村人居环境整治", "plain", "process", False),
        ("d2", "s1", "守牢", "安全底线", "guarantee", "slogan", False),
        ("d9", "s7", "严禁", "违法占用耕地", "guarantee", "outcome", True),
    ],
    columns=["doc_id", "sentence_id", "verb", "object", "force", "testability", "negated"],
)
PROMISED = promises(COMMITMENTS, SENTENCES)


def test_the_axes_are_those_of_the_codebook():
    book = load_codebook("commitments")
    assert [entry["key"] for entry in book["forces"]] == list(FORCES)
    assert [entry["key"] for entry in book["testabilities"]] == list(TESTABILITIES)


def test_promises_take_over_what_their_sentences_are_about_and_none_is_lost():
    assert PROMISED["domain"].tolist()[:5] == ["urban", "urban", "industry", "rural", "safety"]
    assert len(PROMISED) == len(COMMITMENTS)
    assert PROMISED.iloc[5][["domain", "horizon"]].isna().all()
    assert len(promises(PROMISED, pd.concat([SENTENCES, SENTENCES]))) == len(COMMITMENTS)


def test_shares_of_force_hold_every_force_and_add_up():
    found = axis_shares(PROMISED, "force")
    d1 = found[found["doc_id"] == "d1"]
    assert d1["force"].tolist() == list(FORCES)
    assert d1["count"].tolist() == [1, 1, 1, 1]
    assert d1["share"].sum() == pytest.approx(1)
    low, high = proportion_confint(1, 4, method="wilson")
    assert (d1["low"] < low).all()
    assert (d1["high"] > high).all()
    assert found[found["doc_id"] == "d2"]["count"].tolist() == [1, 0, 0, 0]


def test_shares_of_testability_by_domain():
    found = axis_shares(PROMISED, "testability", by=("domain",))
    assert found["count"].sum() == len(COMMITMENTS)
    urban = found[found["domain"] == "urban"].set_index("testability")["count"]
    assert urban.to_dict() == {"figure_or_date": 1, "outcome": 1, "process": 0, "slogan": 0}
    assert found["domain"].isna().sum() == len(TESTABILITIES)


def test_the_cross_table_holds_both_axes_in_full():
    table = cross_table(PROMISED)
    assert table.index.tolist() == list(FORCES)
    assert table.columns.tolist() == list(TESTABILITIES)
    assert table.to_numpy().sum() == len(COMMITMENTS)
    assert table.loc["guarantee"].tolist() == [1, 1, 0, 1]
    assert cross_table(PROMISED.iloc[:0]).to_numpy().sum() == 0


@given(st.lists(st.lists(st.integers(1, 40), min_size=3, max_size=3), min_size=2, max_size=5))
def test_cramers_v_is_that_of_scipy(rows):
    table = pd.DataFrame(rows)
    found = association(table)
    assert found.cramers_v == pytest.approx(scipy_association(table.to_numpy(), method="cramer"), abs=1e-9)
    assert found.corrected <= found.cramers_v + 1e-9
    assert found.n == table.to_numpy().sum()


def test_empty_rows_change_nothing_and_one_value_has_no_association():
    table = pd.DataFrame([[20, 5, 0], [4, 18, 0], [0, 0, 0]])
    assert association(table) == association(table.iloc[:2, :2])
    assert association(table).cramers_v == pytest.approx(scipy_association(table.iloc[:2, :2].to_numpy()))
    assert np.isnan(association(table.iloc[:1]).cramers_v)
    assert np.isnan(association(cross_table(PROMISED.iloc[:0])).corrected)
    assert association(pd.DataFrame([[1, 0], [0, 1]])).cramers_v == pytest.approx(1)


def test_the_correction_takes_away_what_chance_gives():
    generator = np.random.default_rng(11)
    found = [association(pd.crosstab(generator.integers(0, 4, 60), generator.integers(0, 4, 60))) for _ in range(300)]
    assert np.mean([one.cramers_v for one in found]) > 0.2
    assert np.mean([one.corrected for one in found]) < 0.09
    assert association(pd.DataFrame([[500, 0], [0, 500]])).corrected == pytest.approx(1, abs=0.01)


def test_the_strongest_and_the_weakest_of_each_domain():
    found = examples(PROMISED, "force")
    urban = found[found["domain"] == "urban"]
    assert dict(zip(urban["end"], urban["verb"], strict=True)) == {"strongest": "确保完成", "weakest": "探索建立"}
    # A single promise is not its own opposite, and what has no domain is no example of one.
    assert found[found["domain"] == "rural"]["end"].tolist() == ["strongest"]
    assert found["domain"].notna().all()
    assert urban["text"].iloc[0].startswith("确保完成")
    assert examples(PROMISED.iloc[:0], "force").empty
    assert examples(PROMISED, "testability", each=0).empty


def test_nothing_promised_gives_empty_frames():
    found = axis_shares(PROMISED.iloc[:0], "force")
    assert found.empty
    assert {"share", "low", "high"} <= set(found.columns)
