"""A five-year plan's targets against later results: met, on pace, or behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from rapidfuzz import fuzz

from suzhou_priorities.extract.indicators import indicators

if TYPE_CHECKING:
    from collections.abc import Hashable

VERDICTS = ("met", "on_pace", "behind", "unknown")
ALIKE = 88
SHORTEST_PHRASE = 4
MEASURES = ("level", "count", "share", "cumulative")
# Where less is better.
FALLING = frozenset({"pm25", "unemployment", "income_ratio"})
COLUMNS = [
    "indicator",
    "phrase",
    "unit",
    "base_year",
    "base",
    "target_year",
    "target",
    "result_year",
    "result",
    "next_year",
    "next",
    "expected",
    "verdict",
    "sentence_target",
    "sentence_result",
    "sentence_next",
    "matched_by",
]


def plan_pace(quantities: pd.DataFrame, plan: str, report: str) -> pd.DataFrame:
    """Hold the targets of a plan against what a later report of the same place says.

    A target is met if the result has reached it. Else it is on pace if the result is at least where a straight line
    from the plan's own base (its last year before) to the target would be in the year of the result,
    ``base + (target - base) * (result_year - base_year) / (target_year - base_year)``, and behind if it is not. Without
    a base the pace is unknown.

    Parameters
    ----------
    quantities
        The table.
    plan, report
        Documents: the plan, and a report from within its years.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: one row per target of the plan's last year that the report takes up, by indicator or by a
        phrase of nearly the same words and the same unit (`matched_by`).
    """
    stocks = quantities[quantities["measure"].isin(MEASURES)]
    planned = stocks[(stocks["doc_id"] == plan) & (stocks["status"] == "target")]
    if planned.empty:
        return pd.DataFrame(columns=COLUMNS)
    last = planned["year_end"].max() if planned["year_end"].notna().any() else None
    horizon = planned["year_end"].mode()
    last = horizon.iloc[0] if len(horizon) else last
    planned = planned[planned["year_end"] == last]
    before = stocks[(stocks["doc_id"] == plan) & (stocks["status"] == "actual")]
    later = stocks[stocks["doc_id"] == report]
    rows = []
    for target in planned.itertuples():
        result = _matching(target, later[later["status"] == "actual"])
        following = _matching(target, later[later["status"] == "target"])
        if result is None and following is None:
            continue
        rows.append(_row(target, _matching(target, before), result, following))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.drop_duplicates(["indicator", "phrase", "unit"], ignore_index=True)


def _matching(target: object, others: pd.DataFrame) -> object | None:
    """Return the figure that is about the same as a target: the same indicator, or nearly the same phrase and unit."""
    same_unit = others[others["base_unit"] == target.base_unit]  # type: ignore[attr-defined]
    key = target.indicator  # type: ignore[attr-defined]
    if not pd.isna(key):
        named = same_unit[(same_unit["indicator"] == key) & (same_unit["measure"] != "growth")]
        return next(named.itertuples(), None)
    phrase = str(target.phrase)  # type: ignore[attr-defined]
    if len(phrase) < SHORTEST_PHRASE:
        return None
    scored = [
        (fuzz.ratio(phrase, str(row.phrase)), -place, row)
        for place, row in enumerate(same_unit[same_unit["indicator"].isna()].itertuples())
        if row.measure == target.measure  # type: ignore[attr-defined]
    ]
    best = max(scored, key=lambda entry: entry[:2], default=None)
    return best[2] if best is not None and best[0] >= ALIKE else None


def _row(target: object, base: object | None, result: object | None, following: object | None) -> tuple[Hashable, ...]:
    key = None if pd.isna(target.indicator) else str(target.indicator)  # type: ignore[attr-defined]
    aim, base_value, value = _value(target), _value(base), _value(result)
    expected = None
    years = (_year(base), _year(target), _year(result))
    if base_value is not None and aim is not None and None not in years and years[1] != years[0]:
        share = (years[2] - years[0]) / (years[1] - years[0])  # type: ignore[operator]
        expected = base_value + (aim - base_value) * share
    return (
        key,
        target.phrase,  # type: ignore[attr-defined]
        target.unit,  # type: ignore[attr-defined]
        years[0],
        _in_unit_of(target, base_value),
        years[1],
        _in_unit_of(target, aim),
        years[2],
        _in_unit_of(target, value),
        _year(following),
        _in_unit_of(target, _value(following)),
        _in_unit_of(target, expected),
        _verdict(aim, value, expected, falls=key in FALLING),
        target.sentence_id,  # type: ignore[attr-defined]
        getattr(result, "sentence_id", None),
        getattr(following, "sentence_id", None),
        "indicator" if key in indicators() else "phrase",
    )


def _verdict(target: float | None, result: float | None, expected: float | None, *, falls: bool) -> str:
    if target is None or result is None:
        return "unknown"
    sign = -1.0 if falls else 1.0
    if sign * result >= sign * target:
        return "met"
    if expected is None:
        return "unknown"
    return "on_pace" if sign * result >= sign * expected else "behind"


def _value(figure: object | None) -> float | None:
    return None if figure is None else float(figure.base_value)  # type: ignore[attr-defined]


def _in_unit_of(target: object, value: float | None) -> float | None:
    """Return a value in base units as the target prints it."""
    printed, base = float(target.value), float(target.base_value)  # type: ignore[attr-defined]
    if value is None or base == 0:
        return value
    return round(value * printed / base, 6)


def _year(figure: object | None) -> int | None:
    year = getattr(figure, "year_end", None)
    return None if year is None or pd.isna(year) else int(year)
