"""Attention as the study asks for it: which sentences, with which error, compared with what."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from suzhou_priorities.errors import SuzhouPrioritiesError
from suzhou_priorities.measures.attention import attention
from suzhou_priorities.measures.attention_study import (
    UNITS,
    Settings,
    beyond_chance,
    every_share,
    of_part,
    plan_against_report,
    shares_with_error,
    unit_sensitivity,
    variants,
)
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from tests.measures.coded import counted_frame, random_frame

QUICK = Settings(resamples=99, seed=1)
PERFECT = pd.DataFrame(np.eye(len(POLICY_DOMAINS), dtype=int) * 10**6, index=POLICY_DOMAINS, columns=POLICY_DOMAINS)
PARTED = pd.concat(
    [
        counted_frame(*(("a", number, "rural", 10) for number in range(20))).assign(passage="review"),
        counted_frame(*(("a", 100 + number, "urban", 10) for number in range(20))).assign(passage="plan"),
    ],
    ignore_index=True,
).assign(section_id="c0001")


def test_a_part_is_a_passage_or_all():
    frame = random_frame(80, seed=1)
    assert len(of_part(frame, "all")) == 80
    assert set(of_part(frame, "review")["passage"]) == {"review"}
    assert len(of_part(frame, "review")) + len(of_part(frame, "plan")) == 80
    with pytest.raises(SuzhouPrioritiesError, match="review"):
        of_part(frame, "retrospect")


def test_the_error_is_carried_in_where_it_is_known_and_counts_for_first_domains_only():
    frame = random_frame(120, seed=2)
    known = shares_with_error(frame, ("doc_id",), PERFECT, QUICK)
    assert known["corrected"].to_numpy() == pytest.approx(known["share"].to_numpy(), abs=1e-3)
    assert known[["corrected_low", "corrected_high"]].to_numpy() == pytest.approx(
        known[["low", "high"]].to_numpy(), abs=1e-3
    )
    unknown = shares_with_error(frame, ("doc_id",), None, QUICK)
    with_second = shares_with_error(frame, ("doc_id",), PERFECT, Settings(second=0.5, resamples=99))
    assert list(unknown.columns) == list(known.columns) == list(with_second.columns)
    assert unknown["corrected"].isna().all()
    assert with_second["corrected"].isna().all()
    assert with_second["share"].tolist() == attention(frame, second=0.5, resamples=1)["share"].tolist()


def test_the_interval_of_a_share_is_its_own_and_that_of_the_corrected_share_another():
    frame = random_frame(120, seed=2)
    careless = PERFECT * 0 + 3 + 20 * np.eye(len(POLICY_DOMAINS), dtype=int)
    found = shares_with_error(frame, ("doc_id",), careless, QUICK)
    plain = attention(frame, resamples=QUICK.resamples, seed=QUICK.seed)
    assert found[["share", "low", "high"]].equals(plain[["share", "low", "high"]])
    leading = found.loc[found["share"].idxmax()]
    # The correction draws shares together, so its interval neither holds the share as coded in its middle nor is wider.
    assert leading["corrected"] < leading["share"]
    assert leading["corrected_low"] <= leading["corrected"] <= leading["corrected_high"]
    assert leading["corrected_high"] - leading["corrected_low"] < leading["high"] - leading["low"]


def test_all_shares_are_those_of_the_whole_text_and_of_each_passage():
    frame = random_frame(200, seed=3)
    table = every_share(frame, None, QUICK)
    assert set(table["passage"]) == {"all", "review", "plan"}
    sums = table.groupby(["doc_id", "passage"])["share"].sum()
    assert sums.to_numpy() == pytest.approx(1)
    assert every_share(frame.iloc[:0], None, QUICK).empty


def test_what_is_parted_by_paragraphs_passes_whatever_changes_sides_but_the_one_section():
    table = unit_sensitivity(PARTED, "all", Settings(resamples=999, seed=1)).set_index("unit")
    assert list(table.index) == list(UNITS)
    assert table.loc["paragraph", "beyond"] == table.loc["sentence", "beyond"] == 2
    assert table.loc["section", "beyond"] == 0
    assert table["pieces"].tolist() == [40, 2, 40]
    assert set(table["question"]) == {"past_plan"}


def test_sentences_as_units_make_chance_too_small():
    # Each paragraph has one domain and many sentences: only four paragraphs, forty sentences.
    rows = [
        ("a" if paragraph < 2 else "b", paragraph, "rural" if paragraph < 2 else "urban", 10)
        for paragraph in range(4)
        for _ in range(10)
    ]
    frame = counted_frame(*rows).assign(section_id="c0001")
    table = unit_sensitivity(frame, "all", Settings(resamples=999, seed=1))
    beyond = table[table["question"] == "documents"].set_index("unit")["beyond"]
    assert beyond["paragraph"] == 0
    assert beyond["sentence"] == 2


def test_a_document_alone_gives_no_tests_between_documents():
    assert unit_sensitivity(PARTED[PARTED["passage"] == "plan"], "all", QUICK).empty


def test_the_plan_is_held_against_the_report_by_what_it_promises():
    plan = counted_frame(*(("plan", number, "rural" if number % 2 else "urban", 10) for number in range(10)))
    told = counted_frame(("plan", 50, "health", 1000)).assign(passage="review")
    report = counted_frame(*(("report", 100 + number, "rural", 10) for number in range(10)))
    frame = pd.concat([plan, told, report], ignore_index=True)
    found = plan_against_report(frame, "plan", "report", "all", QUICK)
    rows = found.differences.set_index("domain")
    assert rows.loc["rural", ["first", "second"]].tolist() == [0.5, 1.0]
    assert rows.loc["health", "first"] == 0
    assert 0 < found.distance["distance"] < 1
    assert plan_against_report(frame, "", "", "all", QUICK) is None
    assert plan_against_report(frame, "plan", "report", "review", QUICK) is None


def test_another_way_of_counting_moves_shares_by_what_the_lengths_say():
    frame = counted_frame(("a", 1, "rural", 90), ("a", 2, "urban", 10, "rural"))
    table = variants(frame, QUICK).set_index(["variant", "domain"])
    assert table.loc[("sentences", "rural"), ["first", "second"]].tolist() == [0.9, 0.5]
    assert table.loc[("second", "rural"), "second"] == pytest.approx(0.95)
    back = variants(frame, Settings("sentences", 0.5, resamples=1)).set_index(["variant", "domain"])
    assert back.loc[("first", "rural"), ["first", "second"]].tolist() == [0.75, 0.5]
    assert back.loc[("characters", "rural"), "second"] == pytest.approx(0.95)


def test_beyond_chance_is_told_by_the_corrected_value():
    table = pd.DataFrame({"p": [0.01, 0.02], "p_bh": [0.04, 0.2]})
    assert beyond_chance(table)["p"].tolist() == [0.01]
