"""Figures as a reader wants them printed: with sign, bound and unit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from suzhou_priorities.show.text import Words

BOUND_SIGNS = {"eq": "", "ge": "≥", "le": "≤", "approx": "≈"}
_SIGNED = ("growth", "growth_avg")
MINUS = "−"


def plain_number(value: float) -> str:
    """Return a number with the decimals that it has, thousands parted, and a real minus sign."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def figure_text(value: float, unit: str, bound: str, measure: str, *, is_stock: bool = False) -> str:
    """Return a figure as text: ``≥+5%``, ``+6.1%``, ``239.9亿元``, ``1.8:1``.

    What is added to a stock has its sign too (``≥+400家``), so that it is not taken for the stock.
    """
    sign = "+" if (measure in _SIGNED or (is_stock and measure == "increment")) and value > 0 else ""
    return f"{BOUND_SIGNS[bound]}{sign}{plain_number(value)}{unit}"


def points(value: float, words: Words) -> str:
    """Return a difference in percentage points with its sign; empty cells stay a dash."""
    if value is None or pd.isna(value) or math.isnan(float(value)):
        return words("no_difference")
    sign = "+" if value > 0 else ""
    return f"{sign}{plain_number(round(float(value), 2))}"
