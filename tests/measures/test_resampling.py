"""The bootstrap and the permutation of paragraphs against what theory says of them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import bootstrap

from suzhou_priorities.measures import resampling
from suzhou_priorities.measures.resampling import bootstrap_sums, estimate, interval, permuted_sums

ROWS = np.array([[3.0, 0.0], [1.0, 2.0], [0.0, 5.0], [4.0, 4.0]])


def test_the_mean_and_variance_of_bootstrap_sums_are_those_of_drawing_with_replacement():
    sums = bootstrap_sums(ROWS, 40_000, np.random.default_rng(1))
    assert sums.mean(axis=0) == pytest.approx(ROWS.sum(axis=0), rel=0.02)
    assert sums.var(axis=0) == pytest.approx(len(ROWS) * ROWS.var(axis=0), rel=0.05)


def test_the_mean_and_variance_of_permuted_sums_are_those_of_drawing_without_replacement():
    sums = permuted_sums(ROWS, 2, 40_000, np.random.default_rng(1))
    assert sums.mean(axis=0) == pytest.approx(2 * ROWS.mean(axis=0), rel=0.02)
    assert sums.var(axis=0) == pytest.approx(2 * ROWS.var(axis=0) * (4 - 2) / (4 - 1), rel=0.05)


def test_the_interval_is_that_of_scipy():
    values = np.random.default_rng(7).exponential(size=80)
    draws = bootstrap_sums(values[:, None], 20_000, np.random.default_rng(2))[:, 0] / len(values)
    low, high = interval(draws)
    theirs = bootstrap((values,), np.mean, n_resamples=20_000, method="percentile", rng=3).confidence_interval
    assert (low[0], high[0]) == pytest.approx((theirs.low, theirs.high), abs=0.02)


def test_one_paragraph_has_no_interval():
    assert np.isnan(bootstrap_sums(ROWS[:1], 10, np.random.default_rng(0))).all()
    assert np.isnan(interval(np.full((10, 2), np.nan))[0]).all()
    assert np.isnan(estimate(0.5, np.empty(0)).low)


def test_draws_that_are_no_number_are_set_aside():
    low, high = interval(np.array([np.nan, *np.linspace(0, 1, 101)]), level=0.9)
    assert (low[0], high[0]) == pytest.approx((0.05, 0.95))


def test_a_large_corpus_is_drawn_in_blocks(monkeypatch):
    monkeypatch.setattr(resampling, "_CELLS", 10)
    for sums in (
        bootstrap_sums(ROWS, 25, np.random.default_rng(0)),
        permuted_sums(ROWS, 2, 25, np.random.default_rng(0)),
    ):
        assert sums.shape == (25, 2)
        assert np.isfinite(sums).all()
    assert (permuted_sums(ROWS, 4, 25, np.random.default_rng(0)) == ROWS.sum(axis=0)).all()
