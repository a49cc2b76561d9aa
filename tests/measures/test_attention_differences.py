"""Differences of attention, their tests and corrections."""

from __future__ import annotations

from itertools import combinations
from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kstest, permutation_test
from statsmodels.stats.multitest import multipletests

from suzhou_priorities.measures.attention_differences import (
    COLUMNS,
    Comparison,
    benjamini_hochberg,
    between_documents,
    holm,
    review_against_plan,
    share_differences,
)
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS, paragraph_weights
from tests.measures.coded import counted_frame, random_frame

FIRST = counted_frame(
    ("wuzhong", 1, "rural", 40), ("wuzhong", 2, "rural", 35), ("wuzhong", 3, "rural", 20), ("wuzhong", 4, "urban", 15)
)
SECOND = counted_frame(
    ("wujiang", 5, "urban", 60), ("wujiang", 6, "rural", 10), ("wujiang", 7, "urban", 45), ("wujiang", 8, "urban", 25)
)
PAIR = Comparison("plan", "wuzhong", "wujiang", FIRST, SECOND)


def row(table: pd.DataFrame, domain: str) -> pd.Series:
    return table.set_index("domain").loc[domain]


def test_the_difference_is_that_of_the_second_side_less_the_first():
    found = row(share_differences([PAIR]), "rural")
    assert found["first"] == pytest.approx(95 / 110)
    assert found["second"] == pytest.approx(10 / 140)
    assert found["difference"] == pytest.approx(10 / 140 - 95 / 110)
    assert found["low"] <= found["difference"] <= found["high"] < 0
    assert (found["scope"], found["first_label"], found["second_label"]) == ("plan", "wuzhong", "wujiang")


def test_p_is_that_of_all_arrangements_of_paragraphs():
    weights = np.concatenate([paragraph_weights(FIRST), paragraph_weights(SECOND)])
    rural = weights[:, POLICY_DOMAINS.index("rural")]
    totals = weights.sum(axis=1)

    def difference(first: list[int]) -> float:
        second = [place for place in range(8) if place not in first]
        return rural[second].sum() / totals[second].sum() - rural[first].sum() / totals[first].sum()

    own = abs(difference([0, 1, 2, 3]))
    exact = np.mean([abs(difference(list(first))) >= own - 1e-12 for first in combinations(range(8), 4)])
    assert row(share_differences([PAIR], resamples=20_000), "rural")["p"] == pytest.approx(exact, abs=0.01)


def test_p_is_that_of_scipy_where_paragraphs_are_single_sentences():
    frame = random_frame(120, seed=6, a_paragraph=1)
    frame["domain"] = np.where(np.arange(120) % 7 < 3 + (np.arange(120) >= 60), "rural", "urban")
    (pair,) = between_documents(frame)
    rural = [(own["domain"] == "rural").to_numpy(dtype=float) for own in (pair.first, pair.second)]
    theirs = permutation_test(
        rural, lambda x, y, axis: y.mean(axis=axis) - x.mean(axis=axis), vectorized=True, n_resamples=20_000, rng=1
    )
    found = row(share_differences([pair], weight="sentences", resamples=20_000), "rural")
    assert found["difference"] == pytest.approx(theirs.statistic)
    assert found["p"] == pytest.approx(theirs.pvalue, abs=0.02)


def test_p_is_never_zero_and_a_domain_that_both_lack_has_one():
    table = share_differences([PAIR], resamples=9)
    assert table["p"].min() >= 0.1
    health = row(table, "health")
    assert (health["difference"], health["p"], health["p_holm"], health["p_bh"]) == (0, 1, 1, 1)


def test_without_a_difference_p_is_spread_evenly():
    values = []
    for seed in range(150):
        (pair,) = between_documents(random_frame(160, seed=seed, a_paragraph=2))
        values.append(row(share_differences([pair], resamples=199, seed=seed), "industry")["p"])
    assert kstest(values, "uniform").pvalue > 0.01


def test_shuffling_paragraphs_is_not_fooled_by_sentences_that_hang_together():
    # Ten paragraphs of twenty sentences each, every paragraph of one domain: little is known, and p says so.
    frame = pd.concat(
        [
            counted_frame(*(("a", number, "rural" if number < 3 else "urban", 30) for _ in range(20)))
            if number < 5
            else counted_frame(*(("b", number, "rural" if number < 6 else "urban", 30) for _ in range(20)))
            for number in range(10)
        ],
        ignore_index=True,
    )
    (pair,) = between_documents(frame)
    alone = Comparison(
        "all", "a", "b", *(own.assign(paragraph=np.arange(len(own))) for own in (pair.first, pair.second))
    )
    assert row(share_differences([pair]), "rural")["p"] > 0.2
    assert row(share_differences([alone]), "rural")["p"] < 0.01


@pytest.mark.parametrize("size", [1, 2, 14, 200])
@pytest.mark.parametrize("places", [1, 9])
def test_corrections_are_those_of_statsmodels(size, places):
    # Rounded to one place, many are tied, and some are 0 or 1.
    p = np.random.default_rng(size).random(size).round(places)
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1])
    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_a_missing_p_stays_missing_and_is_no_test():
    p = np.array([0.01, np.nan, 0.04])
    assert holm(p) == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)
    assert benjamini_hochberg(p) == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)
    assert np.isnan(benjamini_hochberg(np.array([np.nan]))).all()


def test_all_pairs_given_are_one_family_and_the_rest_does_not_depend_on_them():
    frame = random_frame(300, seed=2, documents=3)
    alone, together = share_differences(between_documents(frame)[:1]), share_differences(between_documents(frame))
    assert len(together) == 3 * len(POLICY_DOMAINS)
    assert together["p_holm"].to_numpy() == pytest.approx(multipletests(together["p"], method="holm")[1])
    same = [column for column in COLUMNS if column not in ("p_holm", "p_bh")]
    pd.testing.assert_frame_equal(alone[same], together.loc[:13, same])


def test_review_stands_against_plan_within_each_document_that_has_both():
    frame = random_frame(200, seed=3)
    frame.loc[frame["doc_id"] == "document_1", "passage"] = "plan"
    (pair,) = review_against_plan(frame)
    assert (pair.scope, pair.first_label, pair.second_label) == ("document_0", "review", "plan")
    assert set(pair.first["passage"]) == {"review"}
    assert set(pair.second["doc_id"]) == {"document_0"}


def test_a_review_of_a_single_paragraph_is_not_held_against_a_plan():
    frame = random_frame(200, seed=3)
    review = (frame["doc_id"] == "document_1") & (frame["passage"] == "review")
    frame.loc[review, "paragraph"] = 10_000
    assert [pair.scope for pair in review_against_plan(frame)] == ["document_0"]
    assert [pair.scope for pair in review_against_plan(frame, least=1)] == ["document_0", "document_1"]


def test_documents_are_paired_once_in_one_passage_or_in_all():
    frame = random_frame(200, seed=3, documents=3)
    names = [(pair.scope, pair.first_label, pair.second_label) for pair in between_documents(frame, "plan")]
    assert names == [
        ("plan", "document_0", "document_1"),
        ("plan", "document_0", "document_2"),
        ("plan", "document_1", "document_2"),
    ]
    assert {pair.scope for pair in between_documents(frame)} == {"all"}


def test_sides_of_one_paragraph_or_of_none():
    one = Comparison("plan", "a", "b", FIRST.iloc[:1], SECOND)
    assert share_differences([one])[["low", "high"]].isna().all(axis=None)
    assert (share_differences([one])["p"] > 0.1).all()
    none = share_differences([Comparison("plan", "a", "b", FIRST.iloc[:0], SECOND)])
    assert none[["first", "difference", "p", "p_holm", "p_bh"]].isna().all(axis=None)
    assert share_differences([]).empty
    assert list(share_differences([]).columns) == list(COLUMNS)


def test_a_seed_repeats_it_in_no_time():
    frame = random_frame(2000, seed=1, documents=4)
    start = perf_counter()
    first = share_differences(between_documents(frame), resamples=2000, seed=5)
    assert perf_counter() - start < 2
    pd.testing.assert_frame_equal(first, share_differences(between_documents(frame), resamples=2000, seed=5))
