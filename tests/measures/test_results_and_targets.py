"""What became of last year's results: targets above or below them, none at all, or new ones."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures.results_and_targets import COLUMNS, results_and_targets

DOCUMENTS = pd.DataFrame(
    {"doc_id": ["d"], "review_end": pd.array([2023], "Int64"), "plan_start": pd.array([2024], "Int64")}
)
# indicator, measure, status, value, unit, base_value, basis, bound, sentence
FIGURES = [
    ("gdp", "growth", "actual", 4.5, "%", 0.045, "unstated", "eq", "s1"),
    ("gdp", "growth", "target", 5.0, "%", 0.05, "unstated", "ge", "s9"),
    ("budget_revenue", "growth", "actual", 6.1, "%", 0.061, "nominal", "eq", "s1"),
    ("budget_revenue", "growth", "target", 6.0, "%", 0.06, "comparable", "ge", "s9"),
    ("retail_sales", "growth", "actual", 6.5, "%", 0.065, "unstated", "eq", "s2"),
    ("retail_sales", "growth", "target", 5.5, "%", 0.055, "unstated", "approx", "s9"),
    ("fdi", "level", "actual", 3.92, "亿美元", 3.92e8, "unstated", "eq", "s3"),
    ("fdi", "level", "target", 3.92, "亿美元", 3.92e8, "unstated", "ge", "s9"),
    ("hightech_firms", "cumulative", "actual", 1471, "家", 1471, "unstated", "eq", "s3"),
    ("hightech_firms", "count", "target", 1600, "家", 1600, "unstated", "ge", "s9"),
    ("unemployment", "share", "actual", 1.8, "%", 0.018, "unstated", "eq", "s4"),
    ("unemployment", "share", "target", 2.5, "%", 0.025, "unstated", "le", "s9"),
    ("trade_total", "growth", "actual", 2.8, "%", 0.028, "unstated", "eq", "s4"),
    ("pm25", "level", "actual", 30, "微克/立方米", 30, "unstated", "eq", "s5"),
    ("patents_per_10k", "level", "target", 32, "件", 32, "unstated", "eq", "s9"),
]
OUTCOMES = {
    "gdp": "higher",
    "budget_revenue": "other_terms",
    "retail_sales": "lower",
    "fdi": "equal",
    "hightech_firms": "higher",
    "unemployment": "other_terms",
    "trade_total": "not_numbered",
    "pm25": "dropped",
    "patents_per_10k": "new",
}
TARGETS = pd.DataFrame(
    [("d", "trade_total", "s8", "direction")], columns=["doc_id", "indicator", "sentence_id", "form"]
)


@pytest.fixture
def quantities():
    columns = ["indicator", "measure", "status", "value", "unit", "base_value", "basis", "bound", "sentence_id"]
    table = pd.DataFrame(FIGURES, columns=columns)
    years = table["status"].map({"actual": 2023, "target": 2024}).astype("Int64")
    units = table["unit"].map({"%": "ratio", "亿美元": "美元"}).fillna(table["unit"])
    names = [f"q{number}" for number in range(len(table))]
    own = {"doc_id": "d", "year_start": years, "year_end": years, "base_unit": units, "estimated": False}
    return table.assign(**own, quantity_id=names, phrase="")


@pytest.fixture
def found(quantities):
    return results_and_targets(DOCUMENTS, quantities, TARGETS, list(OUTCOMES))


def test_each_indicator_has_its_outcome(found):
    assert dict(zip(found["indicator"], found["outcome"], strict=True)) == OUTCOMES


def test_differences_are_points_of_growth_or_amounts_in_base_units(found):
    differences = found.set_index("indicator")["difference"]
    assert differences["gdp"] == pytest.approx(0.5)
    assert differences["retail_sales"] == pytest.approx(-1.0)
    assert differences["hightech_firms"] == pytest.approx(129)
    assert differences[["budget_revenue", "unemployment", "pm25"]].isna().all()


def test_a_target_without_a_number_leads_to_its_sentence(found):
    row = found.set_index("indicator").loc["trade_total"]
    assert (row["sentence_id_result"], row["sentence_id_target"]) == ("s4", "s8")
    assert pd.isna(row["value_target"])


def test_a_result_and_no_target_has_no_sentence_of_a_target(found):
    assert pd.isna(found.set_index("indicator").at["pm25", "sentence_id_target"])


def test_a_report_without_figures_has_no_rows(quantities):
    assert list(results_and_targets(DOCUMENTS, quantities.iloc[:0], TARGETS, ["gdp"]).columns) == COLUMNS
    assert results_and_targets(DOCUMENTS.iloc[:0], quantities, TARGETS, ["gdp"]).empty
