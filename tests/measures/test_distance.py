"""Distances of texts and agreement of rankings."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy, kendalltau

from suzhou_priorities.measures.attention import attention
from suzhou_priorities.measures.distance import (
    domain_distances,
    jensen_shannon,
    kendall_tau_b,
    rank_agreement,
    word_cosine,
)
from tests.measures.coded import counted_frame, random_frame

WEIGHTS = st.lists(st.integers(0, 50), min_size=14, max_size=14)
WORDS = {
    "wuzhong": ["太湖", "治理", "太湖", "文旅"],
    "wujiang": ["示范区", "治理", "丝绸"],
    "kunshan": ["台企", "太湖", "治理", "治理"],
}


@given(WEIGHTS.filter(any), WEIGHTS.filter(any))
def test_the_distance_is_that_of_entropies(first, second):
    p, q = (np.array(side) / sum(side) for side in (first, second))
    middle = (p + q) / 2
    divergence = entropy(middle, base=2) - (entropy(p, base=2) + entropy(q, base=2)) / 2
    assert jensen_shannon(p, q) == pytest.approx(sqrt(max(divergence, 0)), abs=1e-6)


def test_equal_texts_have_distance_zero_and_such_that_share_nothing_one():
    p, q = np.array([0.5, 0.5, 0]), np.array([0, 0, 1.0])
    assert jensen_shannon(p, p) == 0
    assert jensen_shannon(p, q) == pytest.approx(1)
    assert np.isnan(jensen_shannon(p, np.full(3, np.nan)))


@given(WEIGHTS, WEIGHTS)
def test_tau_is_that_of_scipy_with_and_without_ties(first, second):
    p, q = np.array(first, dtype=float), np.array(second, dtype=float)
    assert kendall_tau_b(p, q) == pytest.approx(kendalltau(p, q).statistic, nan_ok=True)


def test_pairs_of_documents_have_their_distance():
    frame = random_frame(300, seed=1, documents=3)
    found = domain_distances(frame)
    assert list(zip(found["first"], found["second"], strict=True)) == [
        ("document_0", "document_1"),
        ("document_0", "document_2"),
        ("document_1", "document_2"),
    ]
    shares = attention(frame, resamples=2).pivot(index="doc_id", columns="domain", values="share").to_numpy()
    assert found["distance"].to_numpy() == pytest.approx(
        [float(jensen_shannon(shares[i], shares[j])) for i, j in ((0, 1), (0, 2), (1, 2))]
    )
    assert (found["low"] < found["high"]).all()


def test_texts_that_are_alike_are_as_far_apart_as_chance_puts_them_and_others_farther():
    alike = random_frame(600, seed=2)
    near = domain_distances(alike).iloc[0]
    assert near["distance"] == pytest.approx(near["chance"], abs=0.05)
    other = alike["doc_id"] == "document_1"
    far = domain_distances(alike.assign(domain=alike["domain"].where(~other, "rural"))).iloc[0]
    assert far["low"] > far["chance"]


def test_rankings_that_agree_and_rankings_that_do_not():
    domains = ["rural", "urban", "health", "culture", "safety"]
    rows = [("a", number, domain, 50 - 10 * number) for number, domain in enumerate(domains)]
    same = counted_frame(*rows, *(("b", 10 + number, domain, length * 3) for _, number, domain, length in rows))
    found = rank_agreement(same).iloc[0]
    assert found["tau"] == pytest.approx(1)
    shares = attention(same, resamples=2).pivot(index="domain", columns="doc_id", values="share")
    assert found["p"] == pytest.approx(kendalltau(shares["a"], shares["b"]).pvalue)
    assert found["low"] < found["high"] <= 1
    back = counted_frame(*rows, *(("b", 10 + number, domain, 60 - length) for _, number, domain, length in rows))
    assert rank_agreement(back).iloc[0]["tau"] < found["tau"]


def test_cosine_by_hand():
    # wuzhong 太湖 2 治理 1 文旅 1, kunshan 台企 1 太湖 1 治理 2
    found = word_cosine(WORDS).set_index(["first", "second"])["cosine"]
    assert found["wuzhong", "kunshan"] == pytest.approx((2 * 1 + 1 * 2) / (sqrt(6) * sqrt(6)))
    assert found["wuzhong", "wujiang"] == pytest.approx(1 / (sqrt(6) * sqrt(3)))


def test_cosine_with_inverse_document_frequencies_by_hand():
    vectors = {}
    for name, words in WORDS.items():
        counts = Counter(words)
        frequency = {word: sum(word in other for other in WORDS.values()) for word in counts}
        vectors[name] = {word: count * (log(4 / (1 + frequency[word])) + 1) for word, count in counts.items()}
    first, second = vectors["wuzhong"], vectors["kunshan"]
    product = sum(first[word] * second.get(word, 0) for word in first)
    sizes = [sqrt(sum(value**2 for value in vector.values())) for vector in (first, second)]
    found = word_cosine(WORDS, "tfidf").set_index(["first", "second"])["cosine"]
    assert found["wuzhong", "kunshan"] == pytest.approx(product / (sizes[0] * sizes[1]))


def test_a_text_without_words_has_no_cosine():
    found = word_cosine({"a": ["太湖"], "b": [], "c": ["太湖"]}).set_index(["first", "second"])["cosine"]
    assert np.isnan(found["a", "b"])
    assert found["a", "c"] == pytest.approx(1)
    assert word_cosine({"a": [], "b": []})["cosine"].isna().all()
    assert word_cosine({}).empty


def test_documents_of_one_paragraph_and_no_documents():
    frame = counted_frame(("a", 1, "rural", 30), ("b", 2, "urban", 30))
    assert domain_distances(frame).iloc[0]["distance"] == pytest.approx(1)
    for found in (domain_distances(frame), rank_agreement(frame)):
        assert found[["low", "high"]].isna().all(axis=None)
    for found in (domain_distances(frame.iloc[:0]), rank_agreement(frame.iloc[:1])):
        assert found.empty


def test_a_seed_repeats_it_in_no_time():
    frame = random_frame(2000, seed=1, documents=5)
    for measure in (domain_distances, rank_agreement):
        start = perf_counter()
        first = measure(frame, resamples=2000, seed=3)
        assert perf_counter() - start < 2
        pd.testing.assert_frame_equal(first, measure(frame, resamples=2000, seed=3))
