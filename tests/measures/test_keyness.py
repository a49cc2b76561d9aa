"""Log-odds with a Dirichlet prior: a published example, a plain computation of the formulas, seeded texts."""

from __future__ import annotations

import math
import time
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, norm

from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.keyness import COLUMNS, benjamini_hochberg, keyness, top, two_sided

EAST = Counter({"示范区": 26, "丝绸": 8, "发展": 40, "建设": 60, "收入": 6})
WEST = Counter({"示范区": 10, "太湖": 24, "发展": 30, "建设": 55, "机器人": 7})
CORPUS = EAST + WEST + Counter({"发展": 300, "建设": 420, "太湖": 20, "改革": 84})


def test_the_example_of_a_published_program():
    # README of the package fightin-words: uniform prior of .05 per word; z of the words that one text lacks.
    first, second = "the quick brown fox jumps over the lazy pig", "the lazy purple pig jumps over the lazier donkey"
    words = set(first.split()) | set(second.split())
    found = keyness(Counter(first.split()), Counter(second.split()), dict.fromkeys(words, 1.0), 0.05 * len(words))
    z = found.set_index("word")["z"]
    assert z[["brown", "fox", "quick"]].tolist() == pytest.approx([0.6894227886807968] * 3)
    assert z[["donkey", "lazier", "purple"]].tolist() == pytest.approx([-0.6894227886807968] * 3)
    assert z[["jumps", "lazy", "over", "pig", "the"]].tolist() == pytest.approx([0.0] * 5)


def test_the_formulas_word_by_word():
    prior = 200.0
    found = keyness(EAST, WEST, CORPUS, prior).set_index("word")
    n_i, n_j, total = sum(EAST.values()), sum(WEST.values()), sum(CORPUS.values())
    assert set(found.index) == set(EAST) | set(WEST)
    for word, row in found.iterrows():
        alpha = prior * CORPUS[word] / total
        y_i, y_j = EAST[word], WEST[word]
        delta = math.log((y_i + alpha) / (n_i + prior - y_i - alpha)) - math.log(
            (y_j + alpha) / (n_j + prior - y_j - alpha)
        )
        z = delta / math.sqrt(1 / (y_i + alpha) + 1 / (y_j + alpha))
        assert (row["log_odds"], row["z"]) == pytest.approx((delta, z))
        assert row["p"] == pytest.approx(2 * norm.sf(abs(z)))
        assert row["log_ratio"] == pytest.approx(math.log2(((y_i + 0.5) / n_i) / ((y_j + 0.5) / n_j)))
        assert row["per_1000_first"] == pytest.approx(1000 * y_i / n_i)
    assert found["p_bh"].to_numpy() == pytest.approx(false_discovery_control(found["p"]))


def test_the_sides_are_mirrors():
    one, other = keyness(EAST, WEST, CORPUS), keyness(WEST, EAST, CORPUS)
    assert one["word"].tolist() == other["word"].tolist()[::-1]
    assert one["z"].to_numpy() == pytest.approx(-other["z"].to_numpy()[::-1])
    assert one["log_ratio"].to_numpy() == pytest.approx(-other["log_ratio"].to_numpy()[::-1])


def test_a_strong_prior_draws_differences_to_nought():
    sizes = [keyness(EAST, WEST, CORPUS, prior)["z"].abs().max() for prior in (10, 1_000, 100_000)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 0.6


def test_counters_series_and_words_unknown_to_the_background():
    series = keyness(pd.Series(EAST), pd.Series(WEST), pd.Series(CORPUS))
    pd.testing.assert_frame_equal(series, keyness(EAST, WEST, CORPUS))
    assert np.isfinite(keyness(EAST, WEST, {})["z"]).all()


def test_an_empty_text_is_no_error():
    assert keyness({}, {}, CORPUS).empty
    found = keyness(EAST, {}, CORPUS)
    assert found["log_ratio"].isna().all()
    assert np.isfinite(found["z"]).all()
    assert list(found.columns) == list(COLUMNS)
    assert top(found, 5).empty


@pytest.mark.parametrize("prior", [0, -3, math.nan])
def test_a_prior_without_weight_is_refused(prior):
    with pytest.raises(ParameterError, match="above 0"):
        keyness(EAST, WEST, CORPUS, prior)


def test_texts_drawn_from_one_distribution_differ_in_few_words():
    generator = np.random.default_rng(3)
    words = [f"词{number}" for number in range(400)]
    chances = generator.dirichlet(np.full(400, 0.5))
    first, second = (Counter(generator.choice(words, 5000, p=chances).tolist()) for _ in range(2))
    alike = keyness(first, second, first + second)
    assert (alike["p"] < 0.05).mean() < 0.07
    assert (alike["p_bh"] < 0.05).sum() == 0
    first["绿色发展"] += 60
    assert keyness(first, second, first + second).iloc[0]["word"] == "绿色发展"


def test_the_top_needs_count_and_size():
    found = keyness(EAST, WEST, CORPUS)
    chosen = top(found, 2, least_count=7, least_log_ratio=1)
    assert list(zip(chosen["side"], chosen["word"], strict=True)) == [
        ("first", "丝绸"),
        ("first", "示范区"),
        ("second", "太湖"),
        ("second", "机器人"),
    ]
    assert "收入" not in set(chosen["word"])
    assert len(top(found, 1, least_count=7)) == 2
    assert top(found, 0).empty
    assert top(found, 9, least_log_ratio=30).empty


@given(st.lists(st.floats(0, 1), max_size=30))
def test_benjamini_and_hochberg_as_in_scipy(p):
    values = np.array(p, dtype=float)
    expected = false_discovery_control(values) if p else values
    assert benjamini_hochberg(values) == pytest.approx(expected)


def test_what_was_not_tested_does_not_count_in_the_correction():
    found = benjamini_hochberg(np.array([0.01, np.nan, 0.04]))
    assert found == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)


def test_two_sided_probabilities():
    z = np.array([0.0, 1.959963985, -1.959963985, 40.0])
    assert two_sided(z) == pytest.approx([1.0, 0.05, 0.05, 0.0], abs=1e-9)


def test_many_words_take_little_time():
    counts = {f"词{number}": number % 7 + 1 for number in range(20_000)}
    start = time.perf_counter()
    keyness(counts, counts, counts)
    assert time.perf_counter() - start < 1
