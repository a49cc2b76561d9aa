"""Kappa, alpha and F1 against scikit-learn, the package krippendorff, and published tables."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score, precision_recall_fscore_support

from suzhou_priorities.measures import agreement_statistics as statistics

CODES = 4
TABLES = arrays(int, (CODES, CODES), elements=st.integers(0, 6)).filter(lambda table: table.sum() > 1)


def codes(table: np.ndarray) -> tuple[list[int], list[int]]:
    """Return the two codings that a table counts."""
    pairs = [(i, j) for i in range(CODES) for j in range(CODES) for _ in range(table[i, j])]
    return [first for first, _ in pairs], [second for _, second in pairs]


@given(TABLES)
def test_accuracy_and_f1_are_those_of_scikit_learn(table):
    first, second = codes(table)
    counted = table.astype(float)
    assert statistics.accuracy(counted) == pytest.approx(accuracy_score(first, second))
    labels = list(range(CODES))
    theirs = precision_recall_fscore_support(first, second, labels=labels, zero_division=np.nan)
    assert statistics.precision(counted) == pytest.approx(theirs[0], nan_ok=True)
    assert statistics.recall(counted) == pytest.approx(theirs[1], nan_ok=True)
    assert statistics.f1(counted) == pytest.approx(theirs[2], nan_ok=True)
    assert statistics.macro_f1(counted) == pytest.approx(f1_score(first, second, average="macro"))


@given(TABLES)
def test_kappa_is_that_of_scikit_learn(table):
    first, second = codes(table)
    counted = table.astype(float)
    if len({*first, *second}) == 1:
        assert statistics.kappa(counted) == statistics.kappa(counted, linear=True) == 1
        return
    labels = list(range(CODES))
    assert statistics.kappa(counted) == pytest.approx(cohen_kappa_score(first, second, labels=labels))
    linear = cohen_kappa_score(first, second, labels=labels, weights="linear")
    assert statistics.kappa(counted, linear=True) == pytest.approx(linear)


@given(arrays(float, (3, 8), elements=st.sampled_from([np.nan, 0, 1, 2, 3])))
def test_alpha_of_three_coders_with_gaps_is_that_of_the_package(data):
    values = (data.T[..., None] == np.arange(CODES)).sum(axis=1).astype(float)
    paired = values[values.sum(axis=1) > 1]
    found = statistics.unit_coincidences(values).sum(axis=0)
    if not len(paired):
        assert np.isnan(statistics.alpha(found))
        return
    for ordinal, level in ((False, "nominal"), (True, "ordinal")):
        if (paired.sum(axis=0) > 0).sum() == 1:
            assert statistics.alpha(found, ordinal) == 1
        else:
            theirs = krippendorff.alpha(data, value_domain=np.arange(CODES), level_of_measurement=level)
            assert statistics.alpha(found, ordinal) == pytest.approx(theirs, abs=1e-9)


def test_alpha_of_krippendorffs_own_example():
    # Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, C and D: four observers, twelve units.
    gap = np.nan
    data = np.array(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, 3],
            [gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gap],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap],
        ]
    )
    values = (data.T[..., None] == np.arange(1, 6)).sum(axis=1).astype(float)
    found = statistics.unit_coincidences(values).sum(axis=0)
    assert statistics.alpha(found) == pytest.approx(0.743, abs=5e-4)
    assert statistics.alpha(found, ordinal=True) == pytest.approx(0.815, abs=5e-4)


def test_kappa_of_a_published_table():
    # Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, table 18.1: kappa 0.68.
    table = np.array([[75.0, 1, 4], [5, 4, 1], [0, 0, 10]])
    assert statistics.kappa(table) == pytest.approx(0.68, abs=0.005)


def test_many_tables_at_once_are_the_same_as_one_by_one():
    tables = np.random.default_rng(3).integers(0, 9, size=(20, CODES, CODES)).astype(float)
    for measure in (statistics.accuracy, statistics.f1, statistics.macro_f1, statistics.kappa, statistics.alpha):
        assert measure(tables) == pytest.approx(np.array([measure(table) for table in tables]))


def test_without_units_nothing_is_known():
    nothing = np.zeros((CODES, CODES))
    for measure in (statistics.accuracy, statistics.macro_f1, statistics.kappa, statistics.alpha):
        assert np.isnan(measure(nothing))
