"""Totals by hand and by program, and the gravest errors."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures.coding_errors import domain_totals, worst
from suzhou_priorities.tables.vocabulary import DOMAINS

FRAME = pd.DataFrame(
    {
        "text": [
            "新建高标准农田2000亩。",
            "推进太湖流域农业面源污染治理。",
            "改造老旧小区12个。",
            "举办乡村文化旅游节。",
            "新增床位300张。",
        ],
        "gold": ["rural", "environment", "urban", "culture", None],
        "coded": ["rural", "rural", "welfare", "rural", "health"],
        "domain_score": [9.0, 2.5, None, 6.0, 1.0],
    }
)


def test_totals_differ_in_percentage_points():
    table = domain_totals(FRAME["gold"], FRAME["coded"], DOMAINS).set_index("label")
    assert table.loc["rural", ["gold", "coded", "difference"]].tolist() == [1, 3, 50]
    assert table.loc["urban", "difference"] == -25
    assert table.loc["health", ["gold", "coded"]].tolist() == [0, 0]
    assert table["difference"].sum() == pytest.approx(0)
    assert table["gold_share"].sum() == pytest.approx(1)


def test_the_errors_given_most_confidently_come_first_and_those_without_score_last():
    assert list(worst(FRAME, 10)["text"]) == [FRAME["text"][3], FRAME["text"][1], FRAME["text"][2]]
    assert len(worst(FRAME, 1)) == 1
    assert worst(FRAME, 0).empty


def test_without_units_there_are_no_totals_and_no_errors():
    nothing = FRAME.iloc[:0]
    assert domain_totals(nothing["gold"], nothing["coded"]).empty
    assert domain_totals(nothing["gold"], nothing["coded"], DOMAINS)["difference"].isna().all()
    assert worst(nothing, 3).empty
