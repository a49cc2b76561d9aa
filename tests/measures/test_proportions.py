"""Wilson's interval against statsmodels, scipy and a published example."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint

from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.proportions import shares, wilson


@given(n=st.integers(1, 500), part=st.floats(0, 1), level=st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_is_that_of_statsmodels_and_scipy(n, part, level):
    k = round(part * n)
    low, high = wilson(k, n, level)
    assert (low, high) == pytest.approx(proportion_confint(k, n, 1 - level, "wilson"), abs=1e-12)
    other = binomtest(k, n).proportion_ci(level, "wilson")
    assert (low, high) == pytest.approx((other.low, other.high), abs=1e-12)
    assert 0 <= low <= k / n <= high <= 1


def test_newcombes_published_example():
    # Newcombe 1998, Statistics in Medicine 17, 857-872, table I: 81 of 263, score method without correction.
    assert np.round(wilson(81, 263), 4).tolist() == [0.2553, 0.3662]


def test_nothing_of_nothing_has_no_share():
    low, high = wilson([0, 0, 4], [0, 4, 4])
    assert np.isnan([low[0], high[0], shares([0], [0])[0]]).all()
    assert (low[1], high[2]) == (0.0, 1.0)


@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
def test_a_level_that_is_no_share_is_refused(level):
    with pytest.raises(ParameterError, match=r"0\.95"):
        wilson(1, 2, level)
