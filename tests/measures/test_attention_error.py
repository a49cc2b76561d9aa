"""Shares corrected for the coder's error."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from suzhou_priorities.errors import SuzhouPrioritiesError
from suzhou_priorities.measures.attention import attention
from suzhou_priorities.measures.attention_error import corrected_attention, predictive_parameters
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from tests.measures.coded import counted_frame, random_frame

TRUE = [*POLICY_DOMAINS, "none"]
FRAME = counted_frame(*(("a", number, "rural" if number % 4 else "urban", 40) for number in range(1, 41)))


def sample(cells: dict[tuple[str, str], int]) -> pd.DataFrame:
    """Return a confusion matrix from counts by true and coded class."""
    matrix = pd.DataFrame(0, index=TRUE, columns=TRUE)
    for (true, code), count in cells.items():
        matrix.loc[true, code] = count
    return matrix


PERFECT = sample({(domain, domain): 10**7 for domain in TRUE})


def row(table: pd.DataFrame, domain: str) -> pd.Series:
    return table.set_index("domain").loc[domain]


def test_a_coder_without_error_changes_nothing():
    frame = random_frame(400, seed=2)
    table, plain = corrected_attention(frame, PERFECT, seed=3), attention(frame, seed=3)
    for column in ("share", "low", "high"):
        assert table[column].to_numpy() == pytest.approx(plain[column].to_numpy(), abs=1e-4)
    assert table["corrected"].to_numpy() == pytest.approx(plain["share"].to_numpy(), abs=1e-4)


def test_the_formula_by_hand():
    # Of what is coded rural, a quarter is truly urban and a quarter has no domain; what is coded urban is urban.
    cells = {("rural", "rural"): 500_000, ("urban", "rural"): 250_000, ("none", "rural"): 250_000}
    table = corrected_attention(FRAME, sample({**cells, ("urban", "urban"): 1_000_000}))
    # rural 0.75 · 0.5, urban 0.25 + 0.75 · 0.25, and 0.75 · 0.25 without domain is dropped.
    assert row(table, "rural")["corrected"] == pytest.approx(0.375 / 0.8125, abs=1e-4)
    assert row(table, "urban")["corrected"] == pytest.approx(0.4375 / 0.8125, abs=1e-4)
    assert row(table, "rural")["share"] == 0.75
    assert table["corrected"].sum() == pytest.approx(1)


def seeded(seed: int, sentences: int, checked: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return text in which a quarter of the rural sentences is coded urban, and the matrix of those checked."""
    generator = np.random.default_rng(seed)
    truth = generator.choice(["rural", "urban", "health"], p=[0.5, 0.3, 0.2], size=sentences)
    coded = np.where((generator.random(sentences) < 0.25) & (truth == "rural"), "urban", truth)
    frame = pd.DataFrame({"doc_id": "a", "paragraph": np.arange(sentences) // 3, "domain": coded, "characters": 30})
    return frame.assign(domain_second=None), pd.crosstab(truth[:checked], coded[:checked])


def test_the_truth_behind_seeded_errors_is_found_again():
    table = corrected_attention(*seeded(8, 12_000, 3000))
    assert row(table, "urban")["share"] > 0.4
    for domain, share in (("rural", 0.5), ("urban", 0.3), ("health", 0.2)):
        assert row(table, domain)["corrected"] == pytest.approx(share, abs=0.02)


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    found = [
        row(corrected_attention(*seeded(seed, 1500, 300), resamples=300, seed=seed), "rural") for seed in range(80)
    ]
    assert 0.87 <= np.mean([one["low"] <= 0.5 <= one["high"] for one in found]) <= 0.99


def test_a_smaller_sample_gives_a_wider_interval():
    def width(size: int) -> float:
        cells = {("rural", "rural"): 8 * size, ("urban", "rural"): 2 * size, ("urban", "urban"): 10 * size}
        found = row(corrected_attention(FRAME, sample(cells)), "rural")
        return float(found["high"] - found["low"])

    assert width(1) > width(5) > width(100)


def test_the_error_of_the_coder_widens_the_interval_of_the_paragraphs():
    cells = {("rural", "rural"): 8, ("urban", "rural"): 2, ("urban", "urban"): 8, ("rural", "urban"): 2}
    both, plain = row(corrected_attention(FRAME, sample(cells)), "rural"), row(attention(FRAME), "rural")
    assert both["high"] - both["low"] > plain["high"] - plain["low"]


def test_a_domain_that_the_sample_lacks_is_taken_to_be_coded_as_the_average():
    cells = {("rural", "rural"): 78, ("urban", "rural"): 20}
    parameters = predictive_parameters(sample(cells), prior=2.0)
    health = POLICY_DOMAINS.index("health")
    accuracy = 79 / 100
    assert parameters[health].sum() == pytest.approx(2)
    assert parameters[health, health] == pytest.approx(2 * accuracy)
    assert parameters[health, -1] == pytest.approx(2 * (1 - accuracy) / len(POLICY_DOMAINS))
    rural = POLICY_DOMAINS.index("rural")
    assert parameters[rural, rural] == pytest.approx(78 + 2 * accuracy)


def test_classes_may_be_missing_and_an_empty_sample_says_hardly_anything():
    part = pd.DataFrame([[9, 1], [0, 10]], index=["rural", "urban"], columns=["rural", "urban"])
    pd.testing.assert_frame_equal(
        corrected_attention(FRAME, part),
        corrected_attention(FRAME, part.reindex(index=TRUE, columns=TRUE, fill_value=0)),
    )
    nothing = row(corrected_attention(FRAME, pd.DataFrame()), "rural")
    assert nothing["high"] - nothing["low"] > 0.5


def test_what_cannot_be_meant_is_refused():
    with pytest.raises(SuzhouPrioritiesError, match="unknown classes 农业"):
        corrected_attention(FRAME, pd.DataFrame([[1]], index=["农业"], columns=["rural"]))
    with pytest.raises(SuzhouPrioritiesError, match="above 0"):
        corrected_attention(FRAME, PERFECT, prior=0)


def test_one_paragraph_and_no_sentences():
    table = corrected_attention(counted_frame(("a", 1, "rural", 30)), PERFECT)
    assert row(table, "rural")["corrected"] == pytest.approx(1, abs=1e-4)
    assert table[["low", "high"]].isna().all(axis=None)
    assert corrected_attention(FRAME.iloc[:0], PERFECT).empty


def test_a_seed_repeats_it_in_no_time():
    frame = random_frame(2000, seed=1, documents=5)
    start = perf_counter()
    first = corrected_attention(frame, PERFECT, ["doc_id", "passage"], seed=1)
    assert perf_counter() - start < 2
    pd.testing.assert_frame_equal(first, corrected_attention(frame, PERFECT, ["doc_id", "passage"], seed=1))
