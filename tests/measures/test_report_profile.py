"""The profile of a document, and in which shares two profiles differ."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from suzhou_priorities.measures.profile_differences import profile_differences
from suzhou_priorities.measures.proportions import shares
from suzhou_priorities.measures.report_profile import Evidence, median_ambition, report_profile

OUTCOMES = pd.DataFrame(
    [
        ("a", "gdp", "higher", "change", 0.5),
        ("a", "retail_sales", "lower", "change", -1.0),
        ("a", "industrial_output", "higher", "change", 2.0),
        ("a", "fdi", "higher", "amount", 1e8),
        ("a", "pm25", "dropped", None, np.nan),
    ],
    columns=["doc_id", "indicator", "outcome", "kind", "difference"],
)


@pytest.fixture
def evidence():
    promise = {"doc_id": "a", "paragraph": 1, "outcome": False, "force": "plain", "owned": pd.NA}
    grounds = pd.DataFrame([promise | {"measured": number == 0, "words": number > 0} for number in range(4)])
    return Evidence(
        counted=pd.DataFrame(
            {
                "doc_id": ["a"] * 2,
                "sentence_id": ["s1", "s2"],
                "text": ["新增学位4020个。", "稳中求进。"],
                "paragraph": [1, 2],
            }
        ),
        quantities=pd.DataFrame({"doc_id": ["a"], "sentence_id": ["s1"]}),
        targets=pd.DataFrame({"doc_id": ["a", "a", "b"], "form": ["number", "direction", "number"]}),
        tasks=pd.DataFrame({"doc_id": ["t", "t"], "lead_units": [["区教育局"], []]}),
        grounds=grounds.astype({"owned": "boolean"}),
        outcomes=OUTCOMES,
        claimed=pd.DataFrame({"doc_id": ["a"], "problems": [2], "answered": [1]}),
        honours=pd.DataFrame(
            {"doc_id": "a", "sentence_id": ["s1", "s1", "s9", "s9", "s9"], "state": [*["won"] * 4, "sought"]}
        ).assign(level=["national", "national", "national", "city", "city"]),
        plans={"a": "t"},
    )


def profile_of(*rows, effective=1.0):
    """Return a profile of items drawn singly, or that tell as much as the part `effective` of as many drawn singly."""
    table = pd.DataFrame(rows, columns=["doc_id", "measure", "count", "total"])
    share = shares(table["count"], table["total"])
    return table.assign(share=share, effective=effective * table["total"], freedom=np.nan if effective == 1 else 20.0)


def test_a_profile_counts_what_the_document_says(evidence):
    found = report_profile(["a"], evidence).set_index("measure")
    counts = {measure: tuple(found.loc[measure, ["count", "total"]]) for measure in found.index}
    assert counts["targets_numbered"] == (1, 2)
    assert counts["targets_higher"] == (2, 3)
    assert counts["promises_measured"] == (1, 4)
    assert counts["sentences_with_figure"] == (1, 2)
    assert counts["problems_answered"] == (1, 2)
    assert counts["honours_national"] == (3, 4)
    assert counts["tasks_led"] == (1, 2)


def test_what_is_not_known_is_no_nought_per_cent(evidence):
    found = report_profile(["a", "b"], evidence)
    assert "promises_owned" not in set(found["measure"])
    assert found.loc[found["doc_id"] == "b", "measure"].tolist() == ["targets_numbered"]


def test_ambition_is_the_median_of_growth_only():
    row = median_ambition(["a", "b"], OUTCOMES).set_index("doc_id")
    assert row.loc["a", ["median", "n", "higher", "lower", "equal"]].tolist() == [0.5, 3, 2, 1, 0]
    assert np.isnan(row.at["b", "median"])


def test_newcombe_s_published_interval():
    # Newcombe 1998, table II, example (a): 56/70 against 48/80, 0.0524 to 0.3339.
    found = profile_differences(profile_of(("x", "m", 48, 80), ("y", "m", 56, 70)), ["x", "y"]).iloc[0]
    assert found["difference"] == pytest.approx(0.2)
    assert (found["low"], found["high"]) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert found["beyond"]


def test_items_that_hang_together_by_paragraph_prove_less():
    rows = ("x", "m", 48, 80), ("y", "m", 56, 70)
    alone, together = (profile_differences(profile_of(*rows, effective=part), ["x", "y"]).iloc[0] for part in (1, 0.3))
    assert together["difference"] == alone["difference"]
    assert together["low"] < 0 < alone["low"]
    assert not together["beyond"]


def test_targets_are_drawn_singly_and_sentences_by_paragraph(evidence):
    found = report_profile(["a"], evidence).set_index("measure")
    assert found.loc["targets_numbered", ["low", "high"]].tolist() == pytest.approx(
        proportion_confint(1, 2, method="wilson")
    )
    assert np.isnan(found.at["targets_numbered", "freedom"])
    assert found.at["sentences_with_figure", "freedom"] == 1
    # Four promises in one paragraph are one item.
    assert found.at["promises_measured", "effective"] == 1


def test_more_comparisons_make_each_interval_wider():
    one = profile_of(("x", "m", 48, 80), ("y", "m", 56, 70))
    more = profile_of(("x", "m", 48, 80), ("y", "m", 56, 70), *[(d, f"n{i}", 5, 10) for d in "xy" for i in range(9)])
    first, second = (profile_differences(table, ["x", "y"]).set_index("measure").loc["m"] for table in (one, more))
    assert second["low"] < first["low"] < first["high"] < second["high"]
    assert not second["beyond"]


def test_only_measures_that_two_documents_share_are_compared():
    table = profile_of(("x", "m", 1, 2), ("y", "n", 1, 2), ("z", "m", 2, 2))
    found = profile_differences(table, ["x", "y", "z"])
    assert found[["measure", "first", "second"]].to_numpy().tolist() == [["m", "x", "z"]]
    assert profile_differences(table, ["x"]).empty
