"""Agreement of coders, and of the program with the hand codes."""

from __future__ import annotations

from time import perf_counter

import krippendorff
import numpy as np
import pandas as pd
import pytest
from scipy.stats import bootstrap
from sklearn.metrics import cohen_kappa_score, confusion_matrix

from suzhou_priorities.errors import SuzhouPrioritiesError
from suzhou_priorities.measures.agreement import agreement, confusion, krippendorff_alpha, label_scores
from suzhou_priorities.tables.vocabulary import DOMAINS

GOLD = pd.Series(["rural", "rural", "urban", "urban", "urban", "health", "none", None])
CODED = pd.Series(["rural", "urban", "urban", "urban", "rural", "health", "rural", "rural"])
FORCE = ("exploratory", "hedged", "plain", "guarantee")


def drawn(units: int, seed: int, codes: tuple[str, ...] = DOMAINS) -> tuple[pd.Series, pd.Series]:
    """Return two codings that agree in about seven of ten units."""
    generator = np.random.default_rng(seed)
    first = generator.choice(codes, size=units)
    second = np.where(generator.random(units) < 0.7, first, generator.choice(codes, size=units))
    return pd.Series(first), pd.Series(second)


def value(table: pd.DataFrame, measure: str) -> float:
    return float(table.set_index("measure").loc[measure, "value"])


def test_the_confusion_matrix_is_that_of_scikit_learn():
    first, second = drawn(300, 1)
    table = confusion(first, second, DOMAINS)
    assert (table.index.name, table.columns.name) == ("gold", "coded")
    assert table.to_numpy().tolist() == confusion_matrix(first, second, labels=list(DOMAINS)).tolist()


def test_units_without_a_code_are_set_aside_and_the_rest_is_counted():
    assert confusion(GOLD, CODED).to_numpy().sum() == 7
    table = agreement(GOLD, CODED)
    assert set(table["units"]) == {7}
    assert value(table, "accuracy") == pytest.approx(4 / 7)


def test_scores_of_a_label_by_hand():
    scores = label_scores(GOLD, CODED, DOMAINS).set_index("label")
    rural = scores.loc["rural"]
    assert (rural["precision"], rural["recall"]) == pytest.approx((1 / 3, 1 / 2))
    assert rural["f1"] == pytest.approx(0.4)
    assert (rural["support"], rural["coded"]) == (2, 3)
    assert rural["f1_low"] <= rural["f1"] <= rural["f1_high"]


def test_labels_that_never_occur_have_no_score_and_do_not_lower_the_mean():
    scores = label_scores(GOLD, CODED, DOMAINS).set_index("label")
    assert scores.loc["culture", ["precision", "recall", "f1", "f1_low"]].isna().all()
    assert np.isnan(scores.loc["none", "precision"])
    assert scores.loc["none", ["recall", "f1"]].tolist() == [0, 0]
    assert value(agreement(GOLD, CODED), "macro_f1") == pytest.approx(scores["f1"].mean())


def test_the_interval_is_that_of_resampling_units_by_scipy():
    first, second = drawn(150, 4)
    pairs = (first.to_numpy(), second.to_numpy())
    theirs = bootstrap(
        pairs,
        lambda x, y: cohen_kappa_score(x, y),
        paired=True,
        vectorized=False,
        method="percentile",
        n_resamples=800,
        rng=2,
    ).confidence_interval
    own = agreement(first, second).set_index("measure").loc["kappa"]
    assert (own["low"], own["high"]) == pytest.approx((theirs.low, theirs.high), abs=0.02)


def test_ordered_codes_have_weighted_statistics_too():
    first, second = drawn(200, 5, FORCE)
    table = agreement(first, second, order=FORCE)
    ranks = [[FORCE.index(code) for code in side] for side in (first, second)]
    assert value(table, "kappa_linear") == pytest.approx(cohen_kappa_score(*ranks, weights="linear"))
    theirs = krippendorff.alpha(ranks, value_domain=range(4), level_of_measurement="ordinal")
    assert value(table, "alpha_ordinal") == pytest.approx(theirs)
    assert set(table["measure"]) - set(agreement(first, second)["measure"]) == {"kappa_linear", "alpha_ordinal"}
    assert ((table["low"] < table["value"]) & (table["value"] < table["high"])).all()


def test_alpha_of_two_coders_is_the_same_by_both_ways():
    first, second = drawn(200, 6)
    own = krippendorff_alpha(pd.DataFrame({"first": first, "second": second}))
    row = agreement(first, second).set_index("measure").loc["alpha"]
    assert own.value == pytest.approx(row["value"])
    assert (own.low, own.high) == pytest.approx((row["low"], row["high"]), abs=0.02)


def test_alpha_of_three_coders_of_whom_one_read_half():
    first, second = drawn(120, 7, FORCE)
    third = first.where(np.arange(120) < 60)
    third[:10] = None
    frame = pd.DataFrame({"first": first, "second": second, "third": third})
    ranks = frame.apply(lambda side: side.map({code: float(place) for place, code in enumerate(FORCE)})).to_numpy().T
    for order, level in ((FORCE, "ordinal"), (None, "nominal")):
        own = krippendorff_alpha(frame, order=order)
        theirs = krippendorff.alpha(ranks, value_domain=range(4), level_of_measurement=level)
        assert own.value == pytest.approx(theirs)
        assert own.low < own.value < own.high


def test_codings_without_variation_agree_and_codings_without_units_say_nothing():
    same = pd.Series(["rural"] * 5)
    table = agreement(same, same)
    assert (table[["value", "low", "high"]] == 1).all(axis=None)
    assert value(agreement(same, pd.Series(["rural", "urban"] + ["rural"] * 3)), "kappa") == 0
    assert krippendorff_alpha(pd.DataFrame({"a": same, "b": same})).value == 1
    empty = pd.Series([None, None], dtype="object")
    assert agreement(empty, empty)[["value", "low", "high"]].isna().all(axis=None)
    assert label_scores(empty, empty).empty
    assert np.isnan(krippendorff_alpha(pd.DataFrame({"a": empty, "b": same.head(2)})).value)
    assert np.isnan(krippendorff_alpha(pd.DataFrame({"a": empty, "b": empty})).value)


def test_codes_of_the_tables_own_text_type_are_read():
    text = [side.astype("string") for side in (GOLD, CODED)]
    pd.testing.assert_frame_equal(confusion(*text), confusion(GOLD, CODED))


def test_unknown_codes_and_codings_of_different_length_are_refused():
    with pytest.raises(SuzhouPrioritiesError, match="农业"):
        confusion(pd.Series(["农业"]), pd.Series(["rural"]), DOMAINS)
    with pytest.raises(SuzhouPrioritiesError, match="2 and 1"):
        confusion(pd.Series(["rural", "urban"]), pd.Series(["rural"]))


def test_a_seed_repeats_it_in_no_time():
    first, second = drawn(2000, 8)
    frame = pd.DataFrame({"a": first, "b": second, "c": first})
    start = perf_counter()
    once = agreement(first, second, DOMAINS, seed=1), label_scores(first, second, DOMAINS, seed=1)
    alpha = krippendorff_alpha(frame, seed=1)
    assert perf_counter() - start < 2
    pd.testing.assert_frame_equal(once[0], agreement(first, second, DOMAINS, seed=1))
    pd.testing.assert_frame_equal(once[1], label_scores(first, second, DOMAINS, seed=1))
    assert alpha == krippendorff_alpha(frame, seed=1)
