"""The panel of indicators, ambition within one basis, forms of targets, the pace of a plan."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures.comparable_reports import comparable_reports, plan_and_report
from suzhou_priorities.measures.panel import ambition, comparability, panel
from suzhou_priorities.measures.plan_pace import plan_pace
from suzhou_priorities.measures.target_forms import ABSENT, figures_by_section, forms_matrix

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["east_2024", "west_2024", "old_2021", "east_plan"],
        "place": ["甲市东区", "甲市西区", "甲市南区", "甲市东区"],
        "district": [None, None, None, None],
        "doc_type": ["work_report", "work_report", "work_report", "five_year_plan"],
        "year": [2024, 2024, 2021, 2021],
        "review_end": [2023, 2023, 2020, 2020],
        "plan_start": [2024, 2024, 2021, 2021],
        "plan_end": [2024, 2024, 2021, 2025],
    }
)


def figure(
    doc_id: str, indicator: str | None, status: str, measure: str, value: float, year: int, **other: object
) -> dict[str, object]:
    row = {
        "doc_id": doc_id,
        "quantity_id": "q0001",
        "sentence_id": "s0001",
        "phrase": indicator or "公共泊位",
        "indicator": indicator,
        "measure": measure,
        "status": status,
        "estimated": False,
        "basis": "unstated",
        "year_start": year,
        "year_end": year,
        "value": value,
        "unit": "%" if measure in ("growth", "share") else "亿元",
        "bound": "eq",
        "base_value": value,
        "base_unit": "ratio" if measure in ("growth", "share") else "元",
    }
    return row | other


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


def test_a_cell_holds_the_documents_own_years():
    cells = panel(
        DOCUMENTS,
        frame(
            figure("east_2024", "gdp", "actual", "growth", 4.5, 2023),
            figure("east_2024", "gdp", "actual", "growth", 9.0, 2019),
            figure("east_2024", "gdp", "target", "growth", 5.0, 2024),
            figure("east_2024", "gdp", "target", "growth", 6.0, 2024),
            figure("east_2024", None, "target", "count", 6.0, 2024),
        ),
        ["gdp"],
    )
    assert list(zip(cells["status"], cells["value"], strict=True)) == [("actual", 4.5), ("target", 5.0)]


def test_of_a_stock_the_number_there_is_comes_before_the_number_added():
    cells = panel(
        DOCUMENTS,
        frame(
            figure("east_2024", "hightech_firms", "actual", "increment", 230, 2023),
            figure("east_2024", "hightech_firms", "actual", "cumulative", 1471, 2023),
        ),
        ["hightech_firms"],
    )
    assert list(cells["value"]) == [1471]


def test_figures_match_only_in_one_unit_basis_and_measure():
    cells = panel(
        DOCUMENTS,
        frame(
            figure("east_2024", "trade_total", "actual", "level", 700, 2023),
            figure("west_2024", "trade_total", "actual", "level", 90, 2023, unit="亿美元", base_unit="美元"),
            figure("east_2024", "budget_revenue", "target", "growth", 6, 2024, basis="comparable"),
            figure("west_2024", "budget_revenue", "target", "growth", 4, 2024),
            figure("east_2024", "gdp", "target", "growth", 6, 2024),
            figure("west_2024", "gdp", "target", "growth", 5, 2024),
        ),
        ["gdp", "budget_revenue", "trade_total"],
    )
    verdicts = comparability(cells, "east_2024", "west_2024").set_index("indicator")
    assert list(verdicts["comparable"]) == [True, False, False]
    assert not verdicts.loc["trade_total", "same_unit"]
    assert not verdicts.loc["budget_revenue", "same_basis"]


def test_ambition_is_target_less_result_within_one_basis():
    cells = panel(
        DOCUMENTS,
        frame(
            figure("east_2024", "gdp", "actual", "growth", 4.5, 2023),
            figure("east_2024", "gdp", "target", "growth", 5.0, 2024),
            figure("east_2024", "budget_revenue", "actual", "growth", 6.1, 2023),
            figure("east_2024", "budget_revenue", "target", "growth", 6.0, 2024, basis="comparable"),
        ),
        ["gdp", "budget_revenue"],
    )
    gaps = ambition(cells).set_index("indicator")["ambition"]
    assert gaps["gdp"] == pytest.approx(0.5)
    assert pd.isna(gaps["budget_revenue"])


def test_reports_of_one_year_from_unaltered_copies_are_compared():
    reports = DOCUMENTS[DOCUMENTS["doc_type"] == "work_report"]
    chosen, rest = comparable_reports(
        reports, {"east_2024": "official", "west_2024": "portal_copy", "old_2021": "altered_copy"}
    )
    assert list(chosen["doc_id"]) == ["east_2024", "west_2024"]
    assert list(rest["doc_id"]) == ["old_2021"]
    assert list(comparable_reports(reports, {}, year=2021)[0]["doc_id"]) == ["old_2021"]


def test_a_plan_goes_with_the_latest_report_of_its_place():
    assert plan_and_report(DOCUMENTS) == ("east_plan", "east_2024")
    assert plan_and_report(DOCUMENTS.iloc[:3]) == ("", "")


def test_the_form_of_a_target_that_is_not_set_is_absent():
    targets = frame(
        {"doc_id": "east_2024", "indicator": "gdp", "form": "number"},
        {"doc_id": "west_2024", "indicator": "income", "form": "pegged"},
    )
    matrix = forms_matrix(targets, ["east_2024", "west_2024"], ["gdp", "income", "fdi"])
    assert matrix.to_numpy().tolist() == [["number", ABSENT], [ABSENT, "pegged"]]


@pytest.mark.parametrize(("result", "verdict"), [(1800, "met"), (1448, "on_pace"), (1447, "behind")])
def test_pace_is_a_straight_line_from_base_to_target(result, verdict):
    # 920 in 2020, 1800 in 2025: 1448 is three fifths of the way in 2023.
    quantities = frame(
        figure("east_plan", "hightech_firms", "actual", "count", 920, 2020),
        figure("east_plan", "hightech_firms", "target", "count", 1800, 2025),
        figure("east_2024", "hightech_firms", "actual", "count", result, 2023),
    )
    (row,) = plan_pace(quantities, "east_plan", "east_2024").to_dict("records")
    assert row["verdict"] == verdict
    assert row["expected"] == pytest.approx(1448)


def test_without_a_base_only_met_can_be_told():
    quantities = frame(
        figure("east_plan", "rd_share", "target", "share", 4, 2025),
        figure("east_2024", "rd_share", "actual", "share", 3.8, 2023),
    )
    assert plan_pace(quantities, "east_plan", "east_2024")["verdict"].tolist() == ["unknown"]


def test_less_is_better_for_pollution():
    quantities = frame(
        figure("east_plan", "pm25", "target", "level", 30, 2025),
        figure("east_2024", "pm25", "actual", "level", 29, 2023),
    )
    assert plan_pace(quantities, "east_plan", "east_2024")["verdict"].tolist() == ["met"]


def test_the_share_of_sentences_with_figures_by_theme():
    sections = frame(
        {"doc_id": "east_2024", "section_id": "c1", "parent_id": None, "heading": "2024年工作安排"},
        {"doc_id": "east_2024", "section_id": "c2", "parent_id": "c1", "heading": "科技"},
        {"doc_id": "east_2024", "section_id": "c3", "parent_id": "c2", "heading": "平台"},
    )
    sentences = frame(
        *(
            {"doc_id": "east_2024", "sentence_id": f"s{n}", "section_id": section, "part": "plan", "function": function}
            for n, (section, function) in enumerate(
                [("c2", "heading"), ("c2", None), ("c3", None), ("c3", None), ("c1", None)]
            )
        )
    )
    quantities = frame({"doc_id": "east_2024", "sentence_id": "s2"}, {"doc_id": "east_2024", "sentence_id": "s2"})
    shares = figures_by_section(sections, sentences, quantities).set_index("section_id")
    assert shares.loc["c2", ["sentences", "with_figure", "figures"]].tolist() == [3, 1, 2]
    assert shares.loc["c2", "share"] == pytest.approx(1 / 3)
