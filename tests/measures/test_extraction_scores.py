"""Scores of extraction, agreement of readers; published and hand-computed answers."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures.extraction_scores import (
    attribute_accuracy,
    cohens_kappa,
    paired,
    reader_agreement,
    score_all,
    score_indicators,
    worst_errors,
)
from suzhou_priorities.measures.validation_sample import COLUMNS


def figures(*rows: tuple[str, str, float, str]) -> pd.DataFrame:
    """Return figures: unit, printed, value, indicator."""
    same = {
        "unit": "%",
        "measure": "growth",
        "status": "actual",
        "years": "2023-2023",
        "bound": "eq",
        "estimated": "no",
    }
    return pd.DataFrame(
        [
            {
                "unit_id": unit,
                "printed": printed,
                "phrase": printed,
                "value": value,
                "indicator": key,
                "basis": "unstated",
                **same,
            }
            for unit, printed, value, key in rows
        ],
        columns=list(COLUMNS),
    )


GOLD = figures(("a", "5%", 5, "gdp"), ("a", "6%", 6, ""), ("b", "-3%", -3, "pm25"), ("b", "7%", 7, "income"))
FOUND = figures(("a", "5%", 5, "gdp"), ("a", "8%", 8, ""), ("b", "-3%", 3, "pm25"), ("b", "7%", 7, "urban_income"))


def test_precision_recall_and_f1_by_hand():
    score = score_all(paired(GOLD, FOUND, ["a", "b"]))
    assert (score.precision, score.recall, score.f1, score.n) == (0.75, 0.75, 0.75, 4)
    named = score_indicators(paired(GOLD, FOUND, ["a", "b"]))
    assert (named.precision, named.recall, named.n) == (2 / 3, 2 / 3, 3)


def test_the_interval_holds_the_score_and_a_seed_repeats_it():
    pairs = paired(GOLD, FOUND, ["a", "b"])
    first, second = score_all(pairs, seed=4), score_all(pairs, seed=4)
    assert first == second
    assert first.low <= first.f1 <= first.high


def test_a_wrong_sign_is_found_but_wrong():
    accuracy = attribute_accuracy(paired(GOLD, FOUND, ["a", "b"]))
    assert accuracy["value"] == pytest.approx(2 / 3)
    assert accuracy["indicator"] == pytest.approx(2 / 3)
    assert accuracy["years"] == 1.0


def test_every_figure_is_paired_once():
    twice = figures(("a", "5%", 5, "gdp"), ("a", "5%", 5, "gdp"))
    assert score_all(paired(twice, figures(("a", "5%", 5, "gdp")), ["a"])).recall == 0.5


def test_perfect_and_empty_readings():
    assert score_all(paired(GOLD, GOLD, ["a", "b"])).f1 == 1.0
    assert score_all(paired(GOLD, figures(), ["a", "b"])).f1 == 0.0


def test_cohens_kappa_of_the_textbook_example():
    # 20 yes-yes, 15 no-no, 5 and 10 on the other diagonal: kappa 0.4 (Cohen 1960; the usual worked example).
    first = pd.Series(["yes"] * 25 + ["no"] * 25)
    second = pd.Series(["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15)
    assert cohens_kappa(first, second) == pytest.approx(0.4)


def test_kappa_of_one_code_throughout_is_one():
    assert cohens_kappa(pd.Series(["a", "a"]), pd.Series(["a", "a"])) == 1.0


def test_agreement_is_told_by_attribute():
    agreed = reader_agreement(paired(GOLD, GOLD, ["a", "b"])).set_index("attribute")
    assert agreed.loc["indicator", "kappa"] == 1.0


def test_errors_are_named_the_gravest_first():
    errors = worst_errors(paired(GOLD, FOUND, ["a", "b"]), 10)
    assert list(errors["kind"]) == ["missed", "extra", "wrong", "wrong"]
    assert "value: 3" in errors.iloc[2]["attributes"] or "value: 3" in errors.iloc[3]["attributes"]
