"""Honours and problems beside the room that the plan gives their domains."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures.claims_and_plan import claims_and_plan

COUNTED = pd.DataFrame(
    [
        ("d", "plan", "industry", "强" * 90),
        ("d", "plan", "education", "育" * 10),
        ("d", "review", "culture", "文" * 50),
    ],
    columns=["doc_id", "passage", "domain", "text"],
)
PROBLEMS = pd.DataFrame(
    [("d", "s1", "优质学位供给不足", "education", ["s8"]), ("d", "s2", "产业层次不高", "industry", [])],
    columns=["doc_id", "sentence_id", "issue", "domain", "answered_by"],
)
CREDENTIALS = pd.DataFrame(
    [
        ("d", "s4", "全国文明城市", "national", "won", "culture"),
        ("d", "s4", "省书香城市", "provincial", "retained", "culture"),
        ("d", "s5", "国家级智能工厂", "national", "won", "industry"),
        ("d", "s5", "国家卫生区", "national", "sought", "health"),
        ("d", "s6", "全国双拥模范城", "national", "won", None),
    ],
    columns=["doc_id", "sentence_id", "name", "level", "state", "domain"],
)


@pytest.fixture
def found():
    return claims_and_plan(PROBLEMS, CREDENTIALS, COUNTED).set_index("domain")


def test_honours_are_parted_by_level_and_those_sought_are_apart(found):
    assert found.loc["culture", ["national", "provincial", "city", "other"]].tolist() == [1, 1, 0, 0]
    assert found.loc["health", ["national", "sought"]].tolist() == [0, 1]
    assert found.loc["none", "national"] == 1
    levels = found[["national", "provincial", "city", "other"]].sum(axis=1)
    assert (levels == found["credentials"]).all()


def test_the_share_of_the_plan_leaves_the_review_aside(found):
    assert found.at["industry", "plan_share"] == pytest.approx(0.9)
    assert found.at["culture", "plan_share"] == 0


def test_praise_without_blame_and_blame_with_little_plan(found):
    assert found.index[found["praised"]].tolist() == ["culture"]
    # Education has a tenth of the plan, more than its even share of one in fourteen.
    assert not found["neglected"].any()


def test_one_honour_alone_is_not_many():
    found = claims_and_plan(PROBLEMS, CREDENTIALS[CREDENTIALS["name"] == "全国文明城市"], COUNTED)
    assert not found["praised"].any()


def test_what_is_hardly_less_than_an_even_share_is_no_little_plan():
    # One in fourteen is 7.143 %, and 7.1 % is about even; 6 % is not.
    for own, neglected in ((71, False), (60, True)):
        text = ["强" * (1000 - own), "育" * own, "文"]
        found = claims_and_plan(PROBLEMS, CREDENTIALS, COUNTED.assign(text=text)).set_index("domain")
        assert found.at["education", "neglected"] == neglected


def test_a_problem_with_little_plan_is_seen():
    fewer = COUNTED.assign(text=["强" * 990, "育" * 10, "文"])
    found = claims_and_plan(PROBLEMS, CREDENTIALS, fewer).set_index("domain")
    assert found.index[found["neglected"]].tolist() == ["education"]


def test_a_document_without_a_plan_has_no_share_and_neglects_nothing():
    found = claims_and_plan(PROBLEMS, CREDENTIALS, COUNTED[COUNTED["passage"] == "review"])
    assert found["plan_share"].isna().all()
    assert not found["neglected"].any()


def test_without_claims_all_counts_are_nought():
    found = claims_and_plan(PROBLEMS.iloc[:0], CREDENTIALS.iloc[:0], COUNTED)
    assert found[["credentials", "problems", "national"]].to_numpy().sum() == 0
    assert not found["praised"].any()
