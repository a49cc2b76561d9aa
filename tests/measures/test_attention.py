"""Shares of attention and their intervals."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from suzhou_priorities.measures.attention import attention
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from tests.measures.coded import counted_frame, random_frame

FRAME = counted_frame(
    ("wuzhong", 1, "environment", 60),
    ("wuzhong", 1, "culture", 20),
    ("wuzhong", 2, "environment", 20),
    ("wujiang", 3, "industry", 50, "innovation"),
    ("wujiang", 4, "innovation", 50),
)


def share(table: pd.DataFrame, doc_id: str, domain: str) -> float:
    return float(table.loc[(table["doc_id"] == doc_id) & (table["domain"] == domain), "share"].item())


def test_shares_by_hand():
    table = attention(FRAME)
    assert share(table, "wuzhong", "environment") == 0.8
    assert share(table, "wuzhong", "culture") == 0.2
    assert share(attention(FRAME, weight="sentences"), "wuzhong", "environment") == pytest.approx(2 / 3)
    assert share(attention(FRAME, second=0.5), "wujiang", "innovation") == 0.75


def test_all_domains_appear_and_shares_add_to_one():
    table = attention(random_frame(300, seed=3), ["doc_id", "passage"])
    assert set(table.groupby(["doc_id", "passage"])["domain"].agg(tuple)) == {POLICY_DOMAINS}
    assert table.groupby(["doc_id", "passage"])["share"].sum().to_numpy() == pytest.approx(1)
    nothing = attention(FRAME).query("doc_id == 'wuzhong' and domain == 'health'")
    assert nothing[["share", "low", "high", "characters"]].to_numpy().tolist() == [[0, 0, 0, 0]]


def test_counts_are_of_the_first_domain():
    row = attention(FRAME).query("doc_id == 'wuzhong' and domain == 'environment'").iloc[0]
    assert (row["characters"], row["sentences"], row["paragraphs"]) == (80, 2, 2)


def test_the_interval_is_that_of_drawing_paragraphs_one_by_one():
    frame = random_frame(120, seed=5, documents=1)
    generator = np.random.default_rng(11)
    parts = [own for _, own in frame.groupby("paragraph")]
    slow = []
    for _ in range(1500):
        drawn = pd.concat([parts[place] for place in generator.integers(0, len(parts), len(parts))])
        slow.append(drawn.loc[drawn["domain"] == "urban", "characters"].sum() / drawn["characters"].sum())
    row = attention(frame, resamples=5000).query("domain == 'urban'").iloc[0]
    assert (row["low"], row["high"]) == pytest.approx(tuple(np.quantile(slow, [0.025, 0.975])), abs=0.015)


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    generator = np.random.default_rng(2)
    covered = 0
    for trial in range(200):
        # Sentences of one paragraph hang together: eight in ten are of the paragraph's own domain.
        own = np.repeat(generator.random(60) < 0.3, 5)
        rural = np.where(generator.random(300) < 0.8, own, generator.random(300) < 0.3)
        frame = pd.DataFrame(
            {
                "doc_id": "a",
                "paragraph": np.repeat(np.arange(60), 5),
                "domain": np.where(rural, "rural", "urban"),
                "domain_second": None,
                "characters": 30,
            }
        )
        row = attention(frame, resamples=400, seed=trial).query("domain == 'rural'").iloc[0]
        covered += row["low"] <= 0.3 <= row["high"]
    assert 0.89 <= covered / 200 <= 0.99


def test_one_paragraph_has_shares_and_no_interval():
    table = attention(counted_frame(("a", 1, "rural", 30), ("a", 1, "urban", 10)))
    assert table.set_index("domain").loc["rural", "share"] == 0.75
    assert table[["low", "high"]].isna().all(axis=None)


def test_a_group_does_not_depend_on_the_others_and_a_seed_repeats_it():
    frame = random_frame(200, seed=4)
    alone = attention(frame[frame["doc_id"] == "document_1"], seed=9)
    both = attention(frame, seed=9)
    pd.testing.assert_frame_equal(alone, both[both["doc_id"] == "document_1"].reset_index(drop=True))
    assert not attention(frame, seed=10)["low"].equals(both["low"])


def test_a_wider_level_gives_a_wider_interval():
    frame = random_frame(200, seed=4)
    narrow, wide = attention(frame, level=0.8), attention(frame, level=0.99)
    assert (wide["high"] - wide["low"] >= narrow["high"] - narrow["low"]).all()


def test_without_groups_all_sentences_are_one():
    table = attention(FRAME, [])
    assert len(table) == len(POLICY_DOMAINS)
    assert table["characters"].sum() == FRAME["characters"].sum()


def test_no_sentences_give_no_rows():
    assert attention(FRAME.iloc[:0]).empty
    assert list(attention(FRAME.iloc[:0]).columns)[:3] == ["doc_id", "domain", "share"]


def test_two_thousand_sentences_take_no_time():
    frame = random_frame(2000, seed=1, documents=5)
    start = perf_counter()
    attention(frame, ["doc_id", "passage"], resamples=2000)
    assert perf_counter() - start < 2
