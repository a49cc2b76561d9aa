"""Ranks of the domains and how sure they are, and the other signs of priority."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.priorities import ahead_of_first, confidence_sets, level_with_first, rank_intervals
from suzhou_priorities.measures.priorities_proxies import agreement, proxies, target_domains
from tests.measures.coded import counted_frame, random_frame

SURE = counted_frame(
    *(row for place in range(20) for row in (("a", place, "environment", 60), ("a", place, "culture", 30)))
)


def row_of(table, domain):
    return table[table["domain"] == domain].iloc[0]


def test_the_largest_share_has_rank_one_and_equal_shares_the_mean_of_their_ranks():
    table = rank_intervals(counted_frame(("a", 1, "rural", 50), ("a", 2, "urban", 30), ("a", 3, "health", 30)))
    assert row_of(table, "rural")["rank"] == 1
    assert row_of(table, "urban")["rank"] == row_of(table, "health")["rank"] == 2.5
    assert table["rank"].sum() == sum(range(len(POLICY_DOMAINS) + 1))


def test_a_domain_that_leads_in_every_paragraph_leads_however_they_are_drawn():
    leader = row_of(rank_intervals(SURE, resamples=200), "environment")
    assert (leader["low"], leader["high"], leader["first"], leader["top"]) == (1, 1, 1, 1)


def test_a_domain_that_hangs_on_one_paragraph_may_lose_its_place():
    frame = counted_frame(("a", 1, "urban", 200), *(("a", place, "rural", 30) for place in range(2, 8)))
    leader = row_of(rank_intervals(frame, resamples=2000), "urban")
    assert leader["rank"] == 1
    # One paragraph of seven is not drawn at all with a chance of (6/7)^7.
    assert leader["first"] == pytest.approx(1 - (6 / 7) ** 7, abs=0.04)


def test_chances_of_leading_add_to_one_and_those_of_the_top_to_its_size():
    table = rank_intervals(random_frame(200, seed=2, documents=1), resamples=300, top=3)
    assert table["first"].sum() == pytest.approx(1)
    assert table["top"].sum() == pytest.approx(3)
    assert ((table["low"] <= table["high"]) & (table["set_low"] <= table["set_high"])).all()


def test_one_paragraph_says_nothing_of_how_sure_a_rank_is():
    table = rank_intervals(counted_frame(("a", 1, "rural", 50), ("a", 1, "urban", 30)))
    assert row_of(table, "rural")["rank"] == 1
    assert table[["low", "high", "set_low", "set_high", "first", "top", "ahead"]].isna().all(axis=None)


def test_a_confidence_set_narrows_where_shares_lie_far_apart_and_not_where_they_are_tied():
    generator = np.random.default_rng(0)
    found = np.array([0.5, 0.25, 0.25])
    draws = found + generator.normal(0, 0.01, size=(500, 3))
    least, greatest = confidence_sets(found, draws)
    assert least.tolist() == [1, 2, 2]
    assert greatest.tolist() == [1, 3, 3]


def test_confidence_sets_hold_the_true_ranks_as_often_as_they_say():
    generator = np.random.default_rng(1)
    truth = np.array([0.30, 0.28, 0.22, 0.20])
    held = []
    for _ in range(300):
        found = truth + generator.normal(0, 0.02, size=4)
        least, greatest = confidence_sets(found, found + generator.normal(0, 0.02, size=(300, 4)))
        held.append((least <= [1, 2, 3, 4]) & (greatest >= [1, 2, 3, 4]))
    assert (np.mean(held, axis=0) >= 0.93).all()


def test_what_beats_the_first_nearly_as_often_as_a_coin_would_is_level_with_it():
    ranks = pd.DataFrame({"domain": ["health", "rural", "urban"], "share": [0.112, 0.121, 0.118]})
    # Urban lies closer, but loses to rural in nearly all draws: what counts is how often, not how far.
    assert level_with_first(ranks.assign(ahead=[0.42, 0.5, 0.05])) == ["rural", "health"]
    assert level_with_first(ranks.iloc[:0].assign(ahead=0.0)) == []


def test_without_draws_only_an_equal_share_is_level():
    ranks = pd.DataFrame({"domain": ["health", "rural", "urban"], "share": [0.4, 0.4, 0.39], "ahead": np.nan})
    assert level_with_first(ranks) == ["health", "rural"]


def test_the_draws_tell_how_often_another_is_ahead_and_ties_count_half():
    draws = np.array([[0.5, 0.3, 0.2], [0.2, 0.5, 0.3], [0.4, 0.4, 0.2], [np.nan] * 3])
    found = ahead_of_first(np.array([0.4, 0.35, 0.25]), draws)
    assert found.tolist() == pytest.approx([0.5, 0.5, 1 / 3])
    assert np.isnan(ahead_of_first(np.array([0.6, 0.4]), draws[:0, :2])).all()


def test_two_fields_a_character_apart_are_level_and_a_sure_leader_stands_alone():
    lengths = {"rural": (40, 20, 60, 35, 45, 51), "urban": (25, 50, 30, 60, 45, 40)}
    near = counted_frame(*(("a", place, field, own[place]) for field, own in lengths.items() for place in range(6)))
    assert set(level_with_first(rank_intervals(near, resamples=300))) == {"rural", "urban"}
    assert level_with_first(rank_intervals(SURE, resamples=300)) == ["environment"]


def test_every_indicator_measures_a_policy_domain():
    domains = {key: entry["domain"] for key, entry in load_codebook("indicators")["entries"].items()}
    assert set(domains.values()) <= set(POLICY_DOMAINS)
    assert (domains["gdp"], domains["fdi"], domains["pm25"]) == ("economy", "opening", "environment")


def test_a_headline_target_belongs_to_what_it_measures_not_to_the_sentence_that_lists_it():
    targets = pd.DataFrame(
        {
            "doc_id": "a",
            "sentence_id": "s0001",
            "indicator": ["gdp", "income", None, None],
            "phrase": ["地区生产总值", "居民人均可支配收入", "主要污染物排放总量削减", "各项工作"],
        }
    )
    sentences = pd.DataFrame({"doc_id": ["a"], "sentence_id": ["s0001"], "domain": ["economy"]})
    assert list(target_domains(targets, sentences)["domain"]) == ["economy", "welfare", "environment", "economy"]


def spread(counts):
    """Return one document whose attention follows `counts` and whose headline targets are the other way round."""
    rows = [("a", place, domain, 10) for domain, size in counts.items() for place in range(size)]
    frame = counted_frame(*rows).assign(sentence_id=[f"s{place}" for place in range(len(rows))])
    turned = dict(zip(counts, reversed(counts.values()), strict=True))
    targets = pd.DataFrame({"doc_id": "a", "domain": [key for key, size in turned.items() for _ in range(size)]})
    promised = frame[["doc_id", "sentence_id"]]
    nothing = pd.DataFrame({"doc_id": [], "sentence_id": [], "domain": []})
    return proxies(frame, nothing, promised, targets, nothing, {})


def test_promises_made_in_every_sentence_rank_the_domains_as_attention_does_and_targets_need_not():
    table = spread({"rural": 4, "urban": 3, "health": 2, "culture": 1})
    found = agreement(table, top=2).set_index("proxy")
    assert found.loc["promises", "tau"] == 1
    assert found.loc["targets", "first"] == "culture"
    assert found.loc["targets", "tau"] < found.loc["promises", "tau"]
    assert (found.loc["promises", "shared_top"], found.loc["targets", "shared_top"]) == (2, 0)


def test_a_sign_without_a_single_case_is_left_out():
    assert set(spread({"rural": 2, "urban": 1})["proxy"]) == {"attention", "promises", "targets"}
