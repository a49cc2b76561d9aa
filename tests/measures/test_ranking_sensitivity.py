"""The ranking of domains under other choices, against scipy and by hand."""

from __future__ import annotations

import time
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, spearmanr

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.ranking_sensitivity import (
    COMPARED,
    SUMMARY,
    kendall,
    ranking_sensitivity,
    summarised,
)


def shares(document: str, values: list[float], **keys: str) -> pd.DataFrame:
    names = list(POLICY_DOMAINS[: len(values)])
    return pd.DataFrame({"document": document, **keys, "domain": names, "share": values})


BASE = shares("d1", [0.4, 0.3, 0.2, 0.1])


def variant(values: list[float], name: str, family: str = "terms_dropped", document: str = "d1") -> pd.DataFrame:
    return shares(document, values, family=family, variant=name)


def test_the_same_ranking_survives_whatever_the_shares():
    (row,) = ranking_sensitivity(BASE, variant([0.7, 0.2, 0.09, 0.01], "a"), top=2).to_dict("records")
    assert (row["kendall"], row["spearman"], row["largest_shift"]) == pytest.approx((1, 1, 0))
    assert row["top_overlap"] == 1
    assert row["same_first"]


def test_what_moves_is_named():
    (row,) = ranking_sensitivity(BASE, variant([0.05, 0.5, 0.3, 0.15], "a"), top=2).to_dict("records")
    assert (row["largest_shift"], row["shifted_domain"]) == (3, "economy")
    assert row["top_overlap"] == 0.5
    assert not row["same_first"]
    assert row["kendall"] == pytest.approx(0)


@given(
    st.lists(st.integers(0, 5), min_size=len(POLICY_DOMAINS), max_size=len(POLICY_DOMAINS)),
    st.lists(
        st.lists(st.integers(0, 5), min_size=len(POLICY_DOMAINS), max_size=len(POLICY_DOMAINS)), min_size=1, max_size=4
    ),
)
def test_correlations_are_those_of_scipy_ties_included(base, others):
    variants = pd.concat([variant(values, str(number)) for number, values in enumerate(others)])
    found = ranking_sensitivity(shares("d1", base), variants)
    for row, values in zip(found.itertuples(), others, strict=True):
        constant = len(set(base)) == 1 or len(set(values)) == 1
        expected = (np.nan, np.nan) if constant else (kendalltau(base, values)[0], spearmanr(base, values)[0])
        assert (row.kendall, row.spearman) == pytest.approx(expected, nan_ok=True, abs=1e-9)


def test_kendall_counts_pairs_that_agree_less_those_that_do_not():
    one = np.array([7, 4, 3, 10, 6, 2, 9, 8, 1, 5], dtype=float)
    other = np.array([5, 7, 3, 10, 1, 9, 6, 2, 8, 4], dtype=float)
    agree = [(one[i] - one[j]) * (other[i] - other[j]) > 0 for i, j in combinations(range(10), 2)]
    assert kendall(one, other[None, :])[0] == pytest.approx((sum(agree) - (45 - sum(agree))) / 45)


def test_tied_domains_share_their_places():
    (row,) = ranking_sensitivity(BASE, variant([0.35, 0.35, 0.2, 0.1], "a")).to_dict("records")
    assert (row["largest_shift"], row["shifted_domain"]) == (0.5, "economy")


def test_sums_in_another_order_make_no_ranking():
    base = shares("d1", [0.1 + 0.2, 0.3, 0.4])
    (row,) = ranking_sensitivity(base, variant([0.3, 0.1 + 0.2, 0.4], "a")).to_dict("records")
    assert (row["kendall"], row["largest_shift"]) == pytest.approx((1, 0))


def test_a_domain_that_a_variant_lacks_has_no_share():
    (row,) = ranking_sensitivity(BASE, variant([0.5, 0.3, 0.2], "a")).to_dict("records")
    assert row["kendall"] == pytest.approx(1)
    other = variant([0.4, 0.3, 0.2, 0.1], "a").assign(domain=[*POLICY_DOMAINS[:3], "own_domain"])
    assert len(ranking_sensitivity(BASE, other)) == 1


def test_summary_by_document_and_family():
    variants = pd.concat(
        [
            variant([0.4, 0.3, 0.2, 0.1], "1"),
            variant([0.3, 0.4, 0.2, 0.1], "2"),
            variant([0.1, 0.2, 0.3, 0.4], "3"),
            variant([0.4, 0.3, 0.1, 0.2], "sentences", family="weight"),
            variant([0.4, 0.3, 0.1, 0.2], "sentences", family="weight", document="unknown"),
        ]
    )
    found = summarised(ranking_sensitivity(BASE, variants, top=2)).set_index("family")
    assert list(found.reset_index()[list(SUMMARY)].columns) == list(SUMMARY)
    assert found.loc["terms_dropped", "variants"] == 3
    assert found.loc["terms_dropped", ["kendall_median", "kendall_least"]].tolist() == pytest.approx([2 / 3, -1])
    assert found.loc["terms_dropped", ["largest_shift", "shifted_domain"]].tolist() == [3, "economy"]
    assert found.loc["terms_dropped", "same_first"] == pytest.approx(1 / 3)
    assert found.loc["weight", ["top_overlap_median", "top_overlap_least"]].tolist() == [1, 1]
    assert set(found["document"]) == {"d1"}


def test_no_variants_give_empty_frames_with_all_columns():
    none = ranking_sensitivity(BASE, variant([], "a"))
    assert list(none.columns) == list(COMPARED)
    assert list(summarised(none).columns) == list(SUMMARY)


def test_two_thousand_variants_take_little_time():
    generator = np.random.default_rng(1)
    names = np.repeat(np.arange(2000).astype(str), len(POLICY_DOMAINS))
    variants = pd.DataFrame(
        {
            "document": "d1",
            "family": "terms_dropped",
            "variant": names,
            "domain": np.tile(POLICY_DOMAINS, 2000),
            "share": generator.dirichlet(np.ones(len(POLICY_DOMAINS)), 2000).ravel(),
        }
    )
    start = time.perf_counter()
    found = summarised(
        ranking_sensitivity(shares("d1", generator.dirichlet(np.ones(len(POLICY_DOMAINS))).tolist()), variants)
    )
    assert time.perf_counter() - start < 2
    assert found["kendall_median"].iloc[0] == pytest.approx(0, abs=0.05)
