"""Shares of items that hang together by paragraph: how much they tell, and their intervals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from suzhou_priorities.measures.paragraph_clusters import (
    clustered_wilson,
    effective_items,
    paragraph_numbers,
    pooled,
    with_limits,
)
from suzhou_priorities.measures.proportions import wilson
from suzhou_priorities.measures.resampling import bootstrap_sums


def items(*paragraphs):
    """Return what is held and the paragraph of items, from (items, held) of each paragraph."""
    held = [place < count for total, count in paragraphs for place in range(total)]
    return pd.Series(held), pd.Series(np.repeat(range(len(paragraphs)), [total for total, _ in paragraphs]))


def test_paragraphs_that_are_all_or_nothing_are_as_good_as_one_item_each():
    effective, paragraphs = effective_items(*items(*[(5, 5)] * 10, *[(5, 0)] * 10))
    assert paragraphs == 20
    assert effective == pytest.approx(19)


def test_paragraphs_that_are_mixed_like_the_whole_lose_nothing():
    assert effective_items(*items(*[(4, 1)] * 8)) == (32, 8)


@pytest.mark.parametrize(("paragraphs", "told"), [([], (0, 0)), ([(7, 3)], (1, 1)), ([(3, 0), (4, 0)], (2, 2))])
def test_where_nothing_is_known_of_likeness_a_paragraph_is_one_item(paragraphs, told):
    assert effective_items(*items(*paragraphs)) == told


def test_the_variance_is_that_of_paragraphs_drawn_anew():
    generator = np.random.default_rng(5)
    sizes = generator.integers(3, 20, 60)
    counts = generator.binomial(sizes, generator.beta(2, 3, 60))
    effective, _ = effective_items(*items(*zip(sizes, counts, strict=True)))
    sums = bootstrap_sums(np.column_stack([counts, sizes]).astype(float), 4000, generator)
    share = counts.sum() / sizes.sum()
    assert share * (1 - share) / effective == pytest.approx((sums[:, 0] / sums[:, 1]).var(), rel=0.1)


COLUMNS = ["doc_id", "total", "share", "effective", "paragraphs"]


def test_rows_that_belong_together_share_the_likeness_of_their_items():
    rows = [("a", 20, 0.5, 5.0, 4), ("a", 20, 0.5, 10.0, 2), ("a", 8, 0.0, 2.0, 2), ("b", 10, 0.2, 10.0, 5)]
    found = pooled(pd.DataFrame(rows, columns=COLUMNS), ["doc_id"])
    # Design effects of 4 and 2, with 5 and 10 items a paragraph: (3 · 3 + 1 · 1) / (3 · 4 + 1 · 9).
    likeness = 10 / 21
    # The row without any has nothing to say, and gets what the others say.
    known = [20 / (1 + 4 * likeness), 20 / (1 + 9 * likeness), 8 / (1 + 3 * likeness), 10]
    assert found["effective"].tolist() == pytest.approx(known)
    assert found["freedom"].tolist() == [4, 4, 4, 4]


def test_a_row_alone_keeps_its_own_design_effect_and_one_that_tells_nothing_learns_from_other_documents():
    rows = [("a", 20, 0.5, 5.0, 4), ("b", 30, 0.0, 5.0, 5), ("c", 30, 0.4, 1.0, 1)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    found = pooled(table, ["doc_id"])
    assert found["effective"].tolist() == pytest.approx([5, 30 / (1 + 5 * 0.75), 30 / (1 + 29 * 0.75)])
    assert pooled(table.iloc[[1]], ["doc_id"])[["effective", "freedom"]].fillna(-1).to_numpy().tolist() == [[5, -1]]
    assert with_limits(table.iloc[:0], ["doc_id"]).empty


def test_the_interval_is_wilson_s_of_fewer_items():
    assert np.ravel(clustered_wilson([0.3], [50], [np.nan])) == pytest.approx(np.ravel(wilson([15], [50])))
    fewer = 50 * (1.959964 / student.ppf(0.975, 12)) ** 2
    assert np.ravel(clustered_wilson([0.3], [50], [12])) == pytest.approx(np.ravel(wilson([0.3 * fewer], [fewer])))
    low, high = clustered_wilson([0.0, 1.0, np.nan], [3, 1, 0], [1, np.nan, np.nan])
    assert (low[0], high[1]) == (0, 1)
    assert np.isnan([low[2], high[2]]).all()


def test_paragraphs_of_two_documents_are_two():
    frame = pd.DataFrame({"doc_id": ["a", "a", "b", "b"], "paragraph": [1, 1, 1, None]})
    assert paragraph_numbers(frame).nunique() == 3


@pytest.mark.long
def test_intervals_hold_the_true_share_as_often_as_they_say():
    generator, hits = np.random.default_rng(11), 0
    for _ in range(1500):
        sizes = generator.integers(2, 25, 25)
        counts = generator.binomial(sizes, generator.beta(2, 6, 25))
        table = pd.DataFrame({"total": [sizes.sum()], "share": [counts.sum() / sizes.sum()]})
        effective, paragraphs = effective_items(*items(*zip(sizes, counts, strict=True)))
        row = with_limits(table.assign(effective=effective, paragraphs=paragraphs), []).iloc[0]
        hits += row["low"] <= 0.25 <= row["high"]
    assert 0.93 <= hits / 1500 <= 0.97
