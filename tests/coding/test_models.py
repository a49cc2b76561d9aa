"""The shipped models are those that the coded units give, from the part to build on alone."""

from __future__ import annotations

import csv
import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

from suzhou_priorities.coding.code_keys import domain_keys, domain_weights, function_keys
from suzhou_priorities.coding.coded_units import SCORE, read_units
from suzhou_priorities.coding.fit_models import fitted_models
from suzhou_priorities.coding.fit_term_model import Settings, fit_term_model, hand_model
from suzhou_priorities.coding.model_files import DOMAIN_TABLE, FUNCTION_TABLE
from suzhou_priorities.coding.segmentation import Segmenter
from suzhou_priorities.coding.term_model import BEFORE, BIAS, HEADING, TermModel, read_table, shipped_model
from suzhou_priorities.coding.term_rows import parts_of
from suzhou_priorities.coding.units import Unit
from suzhou_priorities.errors import CodebookError
from suzhou_priorities.paths import ProjectPaths
from tests.conftest import ROOT

TABLES = (DOMAIN_TABLE, FUNCTION_TABLE)
# Weights are kept in hundredths; what a solver leaves open on another machine is less than one more.
ROUNDING = 0.016
SMALL = TermModel(
    ("health", "rural"), ("医院", "粮食"), np.array([[1.5, -1.5], [-0.25, 0.25]]), np.array([0.1, -0.1]), 0.5, 0.25
)


def fitted(root):
    # Many threads on so small a table mostly wait for each other, the more so beside other tests.
    with threadpool_limits(1):
        return fitted_models(ProjectPaths(root), Segmenter())


@pytest.fixture(scope="module")
def rebuilt():
    return fitted(ROOT)


@pytest.mark.parametrize("name", TABLES)
def test_the_shipped_table_is_the_one_that_the_coded_units_give(name, rebuilt):
    shipped, own = shipped_model(name), rebuilt[name]
    assert shipped.labels == own.labels
    assert (shipped.heading, shipped.before) == (own.heading, own.before)
    assert shipped.bias == pytest.approx(own.bias, abs=ROUNDING)
    # Terms that hardly move a score are left out; which ones are just at that border may differ.
    assert len(set(shipped.terms) ^ set(own.terms)) <= 5, "run `make models`"
    both = [term for term in shipped.terms if term in own.rows]
    rows = [[model.rows[term] for term in both] for model in (shipped, own)]
    assert np.abs(shipped.weights[rows[0]] - own.weights[rows[1]]).max() <= ROUNDING, "run `make models`"


def test_only_the_part_to_build_on_is_used_and_the_fit_gives_the_same_again(rebuilt, tmp_path):
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "data" / "validation", root / "data" / "validation")
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    units = read_units(root / "data" / "validation")
    kept = set(units.loc[units["sample"] == SCORE, "unit_id"])
    assert kept
    file = root / "data" / "validation" / "codes.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        head, *rows = list(csv.reader(lines))
    with file.open("w", encoding="utf-8", newline="") as lines:
        changed = [[row[0], "rural", "", "problem", "year"] if row[0] in kept else row for row in rows]
        csv.writer(lines).writerows([head, *changed])
    again = fitted(root)
    assert {name: model.table() for name, model in again.items()} == {
        name: model.table() for name, model in rebuilt.items()
    }


def test_models_have_the_keys_of_the_codebooks():
    assert shipped_model(DOMAIN_TABLE).labels == domain_keys()
    assert shipped_model(FUNCTION_TABLE).labels == function_keys()


@pytest.mark.parametrize("name", TABLES)
def test_a_shipped_table_is_written_back_as_it_was_read(name):
    model = shipped_model(name)
    again = read_table(model.table(), name)
    assert again.table() == model.table()
    assert (again.labels, again.terms) == (model.labels, model.terms)
    assert again.weights == pytest.approx(model.weights)


@given(
    st.dictionaries(
        st.text(alphabet="医院粮食学校=ab#", min_size=1, max_size=6),
        st.tuples(*[st.integers(-900, 900)] * 2),
        max_size=6,
    ),
    st.tuples(*[st.integers(-900, 900)] * 2),
    st.sampled_from([0.0, 0.15, 0.5, 1.0]),
)
def test_any_model_in_hundredths_is_written_and_read_without_loss(terms, bias, factor):
    weights = np.array(list(terms.values()), dtype=float).reshape(-1, 2) / 100
    model = TermModel(("health", "rural"), tuple(terms), weights, np.array(bias) / 100, factor, factor)
    again = read_table(model.table(), "model.tsv")
    assert (again.labels, again.terms, again.heading, again.before) == (model.labels, model.terms, factor, factor)
    assert np.array_equal(np.rint(again.weights * 100), np.rint(weights * 100))
    assert np.array_equal(np.rint(again.bias * 100), np.array(bias))


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda table: table.replace("150", "much"), "line 5 holds no number"),
        (lambda table: table.replace("-25\t25", "-25\t25\t1"), "line 6 is incomplete"),
        (lambda table: table.replace(BIAS, "bias"), "has no line"),
        (lambda table: table.replace(HEADING, "heading"), "has no line"),
        (lambda table: table.replace(BEFORE, "before"), "has no line"),
    ],
)
def test_a_damaged_table_is_an_error_that_says_where_and_what_to_do(damage, told):
    with pytest.raises(CodebookError, match=told) as caught:
        read_table(damage(SMALL.table()), "model.tsv")
    assert caught.value.where == "model.tsv"
    assert "make models" in caught.value.remedy


def test_the_score_is_the_sum_of_weights_with_less_for_what_stands_around():
    units = [
        Unit(("医院",)),
        Unit((), ("医院",)),
        Unit((), (), ("医院",)),
        Unit(("粮食", "粮食"), ("医院",), ("粮食",)),
    ]
    assert SMALL.scores(units)[:, 0] == pytest.approx([1.6, 0.85, 0.475, 0.1 - 0.25 + 0.75 - 0.0625])
    assert SMALL.scores([]).shape == (0, 2)


def test_a_term_inside_a_longer_word_counts():
    assert SMALL.scores([Unit(("人民医院",))])[0, 0] == pytest.approx(1.6)
    assert parts_of("中医院") == ("中医院", "中医", "医院")
    assert parts_of("part=plan") == ("part=plan",)


def test_terms_and_context_can_be_taken_away():
    assert SMALL.without(["医院"]).terms == ("粮食",)
    alone = SMALL.without_context()
    assert alone.scores([Unit(("粮食",), ("医院",), ("医院",))])[0, 0] == pytest.approx(0.1 - 0.25)


def test_weights_made_by_hand_alone_are_a_model_too():
    model = hand_model(domain_keys(), domain_weights(), Settings())
    hand = domain_weights()
    assert set(model.terms) == set(hand)
    for term in ("医院", "高标准农田"):
        domain, weight = hand[term]
        assert model.weights[model.rows[term], domain_keys().index(domain)] == weight
        assert np.count_nonzero(model.weights[model.rows[term]]) == 1


def test_what_readers_coded_moves_the_weights_and_a_label_without_units_gets_the_lowest_bias():
    labels = ("urban", "health", "education", "rural")
    words = (("桥梁", "通车"), ("桥梁", "建成"), ("医院", "建成"), ("医院", "扩建"), ("学校", "扩建"), ("学校", "招生"))
    units = [Unit(own) for own in words] * 3
    codes = ["urban", "urban", "health", "health", "education", "education"] * 3
    model = fit_term_model(units, codes, labels, {"医院": ("health", 3)}, Settings())
    best = model.scores([Unit(("桥梁",)), Unit(("医院",)), Unit(("学校",))]).argmax(axis=1)
    assert [labels[column] for column in best] == ["urban", "health", "education"]
    assert model.bias[3] == model.bias.min()
    assert fit_term_model(units, codes, labels, {"医院": ("health", 3)}, Settings()).table() == model.table()
