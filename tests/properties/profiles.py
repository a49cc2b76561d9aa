"""How often a property is tried: a few fixed examples every day, many new ones where there is time for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

# Real sentences are drawn from lists of thousands, and processing a document takes some hundredths of a second.
_PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
# What is tried every day is the same every day, so that it fails only by what was changed.
EVERYDAY = settings(max_examples=25, derandomize=True, **_PATIENT)
LONG = settings(max_examples=1_500, **_PATIENT)


def holds_for(*strategies: SearchStrategy[object]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a test of a check, that is run with few examples every day and with many by `make test-all`."""

    def decorate(check: Callable[..., None]) -> Callable[..., None]:
        @pytest.mark.parametrize("profile", [EVERYDAY, pytest.param(LONG, marks=pytest.mark.long)], ids=["few", "many"])
        def test(profile: settings) -> None:
            profile(given(*strategies)(check))()

        test.__doc__ = check.__doc__
        return test

    return decorate
