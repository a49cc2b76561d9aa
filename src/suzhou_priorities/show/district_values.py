"""Figures of a document in the language of the page: amounts of money in billions where it is English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.show.figure_text import BOUND_SIGNS, figure_text, plain_number

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.text import Words

_MONEY = {"元": "yuan", "美元": "dollars", "欧元": "euros", "港元": "hk_dollars"}
_BILLION, _MILLION = 1e9, 1e6


def value_text(row: pd.Series, words: Words, *, is_stock: bool) -> str:
    """Return a figure with its bound and unit; a unit that has no English name stays Chinese.

    Parameters
    ----------
    row
        A row of the table `quantities`, or of `panel.panel`.
    words
        Words of the page.
    is_stock
        Whether the indicator counts what is there, so that an increment needs its sign.
    """
    unit, bound, measure = str(row["unit"]), str(row["bound"]), str(row["measure"])
    base = str(row["base_unit"])
    if words.lang == "zh" or unit.isascii():
        return figure_text(float(row["value"]), unit, bound, measure, is_stock=is_stock)
    if base in _MONEY:
        amount = float(row["base_value"])
        size = "billions" if abs(amount) >= _BILLION else "millions"
        number = plain_number(round(amount / (_BILLION if size == "billions" else _MILLION), 3))
        return BOUND_SIGNS[bound] + words(size, number=number, currency=words(_MONEY[base]))
    if base == "ratio":
        return figure_text(
            100 * float(row["base_value"]), f" {words('points_unit')}", bound, measure, is_stock=is_stock
        )
    return figure_text(float(row["value"]), unit, bound, measure, is_stock=is_stock)
