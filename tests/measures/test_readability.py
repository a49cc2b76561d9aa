"""Measures of readability: counted by hand, against brute force, with intervals that hold what they should."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.coding.segmentation import Segmenter
from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.readability import MEASURES, readability, sentence_counts, window_ratios


def frame(*paragraphs: list[str], doc_id: str = "east_2024") -> pd.DataFrame:
    """Return sentences; between paragraphs lies the end of a line."""
    rows, place = [], 0
    for paragraph in paragraphs:
        for text in paragraph:
            rows.append({"doc_id": doc_id, "text": text, "start": place, "end": place + len(text)})
            place += len(text)
        place += 1
    sentences = pd.DataFrame(rows)
    sentences["sentence_id"] = [f"s{number:04d}" for number in range(1, len(rows) + 1)]
    return sentences


TEXT = frame(
    ["过去一年，我们扩大就业、教育、养老服务，群众更有盼头。", "新增学位3000个、床位1.5万张；"],
    ["坚持改革。"],
)
WORDS = [Segmenter().words(text) for text in TEXT["text"]]


def values(found: pd.DataFrame) -> dict[str, float]:
    return dict(zip(found["measure"], found["value"], strict=True))


def test_counts_of_sentences_by_hand():
    counts = sentence_counts(TEXT, WORDS, long=14)
    assert counts["characters"].tolist() == [22, 15, 4]
    assert counts["clauses"].tolist() == [3, 1, 1]
    assert counts["items"].tolist() == [3, 2, 0]
    assert counts["numbers"].tolist() == [0, 2, 0]
    assert counts["long"].tolist() == [1, 1, 0]


def test_measures_are_ratios_of_sums():
    found = values(readability(TEXT, WORDS, window=3, long=14))
    assert list(found) == list(MEASURES)
    assert found["characters_per_sentence"] == pytest.approx(41 / 3)
    assert found["characters_per_clause"] == pytest.approx(41 / 5)
    assert found["clauses_per_sentence"] == pytest.approx(5 / 3)
    assert found["words_per_clause"] == pytest.approx(sum(map(len, WORDS)) / 5)
    assert found["long_sentence_share"] == pytest.approx(2 / 3)
    assert found["items_per_sentence"] == pytest.approx(5 / 3)
    assert found["numbers_per_100_characters"] == pytest.approx(200 / 41)


@given(st.lists(st.sampled_from("就业养老学位"), max_size=60), st.integers(1, 12))
def test_the_moving_average_is_that_of_all_windows(words, window):
    expected = [len(set(words[at : at + window])) / window for at in range(len(words) - window + 1)]
    assert window_ratios(words, window) == pytest.approx(expected)


def test_the_moving_average_does_not_fall_with_length_but_the_plain_ratio_does():
    generator = np.random.default_rng(2)
    words = generator.choice([f"词{number}" for number in range(500)], 8000).tolist()
    short, long = (window_ratios(words[:size], 100).mean() for size in (800, 8000))
    assert short == pytest.approx(long, abs=0.01)
    assert len(set(words[:800])) / 800 > 3 * len(set(words)) / 8000


def test_a_text_shorter_than_the_window_has_no_moving_average():
    found = values(readability(TEXT, WORDS, window=1000))
    assert np.isnan(found["mattr"])
    assert found["clauses_per_sentence"] > 0


def test_intervals_are_those_of_a_bootstrap_of_paragraphs():
    generator = np.random.default_rng(5)
    text = frame(*[["稳" * int(generator.integers(5, 60)) + "。"] * int(generator.integers(1, 5)) for _ in range(60)])
    words = [["稳"] * 3] * len(text)
    found = readability(text, words, resamples=4000, seed=1).set_index("measure").loc["characters_per_sentence"]
    assert found["paragraphs"] == 60
    sizes = text["text"].str.len() - 1
    paragraph = (text["start"] > text["end"].shift()).cumsum()
    sums = sizes.groupby(paragraph).agg(["sum", "size"]).to_numpy()
    means = []
    for _ in range(4000):
        drawn = sums[generator.integers(0, 60, 60)].sum(axis=0)
        means.append(drawn[0] / drawn[1])
    assert (found["low"], found["high"]) == pytest.approx(np.percentile(means, [2.5, 97.5]), rel=0.02)
    assert found["low"] < found["value"] < found["high"]


def test_a_seed_repeats_the_interval_and_one_paragraph_has_none():
    text = frame(*[[sentence] for sentence in TEXT["text"]])
    first, second = (readability(text, WORDS, window=3, resamples=50, seed=4) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
    alone = readability(TEXT.iloc[:2], WORDS[:2], window=3)
    assert alone[["low", "high"]].isna().all(axis=None)
    assert alone["value"].notna().all()


def test_groups_stand_apart_in_order_and_may_be_missing():
    both = pd.concat([TEXT.assign(passage=["review", "review", None]), frame(["推进改革。"], doc_id="a")])
    found = readability(both, [*WORDS, ["推进", "改革"]], by=("doc_id", "passage"), window=1)
    keys = found[["doc_id", "passage"]].drop_duplicates()
    assert keys["doc_id"].tolist() == ["east_2024", "east_2024", "a"]
    assert found.groupby("measure")["sentences"].sum().unique().tolist() == [4]


def test_the_column_of_paragraphs_is_used_where_there_is_one():
    found = readability(TEXT.assign(paragraph=[1, 2, 3]), WORDS, window=1)
    assert set(found["paragraphs"]) == {3}


def test_odd_input():
    assert readability(TEXT.iloc[:0], []).empty
    empty = values(readability(frame(["……"], ["；"]), [[], []]))
    assert empty["characters_per_sentence"] == 0
    assert np.isnan(empty["words_per_clause"])
    for wrong in ({"words": WORDS[:1]}, {"window": 0}, {"level": 1.5}):
        with pytest.raises(ParameterError):
            readability(TEXT, **({"words": WORDS} | wrong))


def test_two_thousand_sentences_and_resamples_take_little_time():
    text = frame(*[["完善公共服务体系，推进基本公共服务均等化，让发展成果更多惠及群众。"] * 4 for _ in range(500)])
    words = [["完善", "公共服务", "体系", "推进", "均等化"]] * len(text)
    start = time.perf_counter()
    readability(text, words)
    assert time.perf_counter() - start < 2
