"""Scores of promises read by the program against those of a reader, with answers counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from suzhou_priorities.measures.extraction_scores import score_all
from suzhou_priorities.measures.promise_scores import (
    axis_agreement,
    axis_confusion,
    paired_promises,
    strongest_of_units,
    unit_agreement,
    verb_places,
)
from suzhou_priorities.tables.vocabulary import FORCES

TEXTS = {
    "u1": "加强监管，新增学位300个，力争建成新院。",
    "u2": "各位代表，扬帆正当时。",
    "u3": "推动发展，争取明年挤进全省行列，确保推动落地。",
}


def promises(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Return promises: unit, verb, object, force, testability."""
    return pd.DataFrame(
        [(*row, "no") for row in rows], columns=["unit_id", "verb", "object", "force", "testability", "negated"]
    )


GOLD = promises(
    ("u1", "加强", "监管", "plain", "process"),
    ("u1", "新增", "学位300个", "plain", "figure_or_date"),
    ("u1", "力争建成", "新院", "hedged", "outcome"),
    ("u2", "-", "", "", ""),
    ("u3", "推动", "发展", "plain", "slogan"),
    ("u3", "争取挤进", "全省行列", "hedged", "figure_or_date"),
    ("u3", "确保", "推动落地", "guarantee", "outcome"),
)
FOUND = promises(
    ("u1", "加强", "监管", "plain", "process"),
    ("u1", "建成", "新院", "plain", "outcome"),
    ("u2", "扬帆", "正当时", "plain", "slogan"),
    ("u3", "推动", "发展", "plain", "process"),
    ("u3", "挤进", "全省行列", "hedged", "figure_or_date"),
    ("u3", "确保推动", "落地", "guarantee", "outcome"),
)


@pytest.fixture(scope="module")
def pairs():
    return paired_promises(GOLD, FOUND, TEXTS)


# Places -----------------------------------------------------------------------------------------------------------


def test_a_verb_is_found_behind_the_one_before():
    text = "推动发展，推动改革。"
    assert verb_places(text, [("推动", "发展"), ("推动", "改革")]) == [frozenset({0, 1}), frozenset({5, 6})]


def test_the_object_tells_which_of_several_places_is_meant():
    text = "推动发展，推动改革。"
    assert verb_places(text, [("推动", "改革"), ("推动", "发展")]) == [frozenset({5, 6}), frozenset({0, 1})]


def test_a_verb_printed_apart_is_found_in_its_signs():
    text = TEXTS["u3"]
    places = [text.index(sign) for sign in "争取挤进"]
    assert verb_places(text, [("争取挤进", "全省行列")]) == [frozenset(places)]


def test_a_verb_that_is_not_in_the_text_has_no_place():
    assert verb_places("加强监管。", [("深化", "改革"), ("", "")]) == [frozenset(), frozenset()]


# Pairs ------------------------------------------------------------------------------------------------------------


def test_promises_whose_verbs_overlap_are_the_same(pairs):
    both = pairs[pairs["in_gold"] & pairs["in_found"]]
    assert list(zip(both["verb_gold"], both["verb_found"], strict=True)) == [
        ("加强", "加强"),
        ("力争建成", "建成"),
        ("推动", "推动"),
        ("争取挤进", "挤进"),
        ("确保", "确保推动"),
    ]


def test_precision_and_recall_count_what_has_no_partner(pairs):
    score = score_all(pairs)
    assert (score.precision, score.recall, score.n) == (pytest.approx(5 / 6), pytest.approx(5 / 6), 6)


def test_the_larger_overlap_is_paired_first():
    gold = promises(("u", "加快推进", "改革", "plain", "process"))
    found = promises(("u", "加快", "推进", "plain", "process"), ("u", "加快推进", "改革", "plain", "process"))
    both = paired_promises(gold, found, {"u": "加快推进改革。"})
    assert both["verb_found"].tolist() == ["加快推进", "加快"]
    assert both["in_gold"].tolist() == [True, False]


def test_no_promises_at_all_make_an_empty_table():
    empty = promises()
    pairs = paired_promises(empty, empty, {"u": "各位代表："})
    assert pairs.empty
    assert score_all(pairs).f1 == 0


# Axes -------------------------------------------------------------------------------------------------------------


def test_agreement_on_an_axis_is_counted_over_pairs(pairs):
    values = axis_agreement(pairs, "force").set_index("measure")
    assert values.loc["accuracy", "value"] == pytest.approx(4 / 5)
    assert values.loc["accuracy", "units"] == 5


def test_weighted_kappa_is_that_of_scikit_learn(pairs):
    both = pairs[pairs["in_gold"] & pairs["in_found"]]
    for axis, order in (("force", FORCES[::-1]), ("testability", ["slogan", "process", "outcome", "figure_or_date"])):
        expected = cohen_kappa_score(both[f"{axis}_gold"], both[f"{axis}_found"], labels=list(order), weights="linear")
        found = axis_agreement(pairs, axis).set_index("measure").loc["kappa_linear", "value"]
        assert found == pytest.approx(expected)


def test_confusion_goes_from_the_weakest_to_the_strongest(pairs):
    table = axis_confusion(pairs, "testability")
    assert list(table.index) == ["slogan", "process", "outcome", "figure_or_date"]
    assert table.loc["slogan", "process"] == 1
    assert table.to_numpy().sum() == 5


def test_units_are_compared_by_their_strongest_promise():
    both = strongest_of_units(GOLD, FOUND, "testability")
    assert both.to_dict("list") == {
        "unit_id": ["u1", "u3"],
        "gold": ["figure_or_date", "figure_or_date"],
        "coded": ["outcome", "figure_or_date"],
    }
    assert unit_agreement(GOLD, FOUND, "testability").set_index("measure").loc["accuracy", "value"] == pytest.approx(
        1 / 2
    )


@given(st.lists(st.sampled_from(["加强", "新增", "力争建成", "建成", "推动"]), max_size=6))
def test_a_reading_agrees_with_itself(verbs):
    own = promises(*(("u1", verb, "", "plain", "process") for verb in verbs))
    pairs = paired_promises(own, own, TEXTS)
    assert len(pairs) >= len(verbs)
    in_text = sum(bool(place) for place in verb_places(TEXTS["u1"], [(verb, "") for verb in verbs]))
    assert (pairs["in_gold"] & pairs["in_found"]).sum() == in_text
