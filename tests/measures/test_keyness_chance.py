"""What two texts differ in by chance: paragraphs dealt out anew."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.keyness import keyness, top
from suzhou_priorities.measures.keyness_chance import pair_keyness, stable_words, z_scores
from suzhou_priorities.measures.report_pair import report_pair
from suzhou_priorities.measures.word_counts import WordCounts, known_names, word_counts

WORDS = np.array([f"词{number}" for number in range(40)])


def texts(rows):
    """Return sentences (document, paragraph, text of words parted by spaces) and their counts."""
    sentences = pd.DataFrame(rows, columns=["doc_id", "paragraph", "text"])
    return sentences, word_counts(sentences, str.split)


def drawn(seed, first_words=WORDS, paragraphs=30, length=40):
    """Return two documents of words drawn at random, the first from words of its own."""
    generator = np.random.default_rng(seed)
    rows = []
    for number in range(2 * paragraphs):
        pool = first_words if number < paragraphs else WORDS
        rows.append(("a" if number < paragraphs else "b", number, " ".join(generator.choice(pool, length))))
    return texts(rows)


def test_scores_are_those_of_keyness():
    sentences, counts = drawn(1)
    found = keyness(counts.of("a"), counts.of("b"), counts.background, 50.0)
    first, second = (found[f"count_{side}"].to_numpy(dtype=float) for side in ("first", "second"))
    background = np.array([counts.background[word] for word in found["word"]], dtype=float)
    alpha = 50.0 * background / background.sum()
    assert np.allclose(z_scores(first, second, alpha, 50.0), found["z"])
    assert len(pair_keyness(counts, sentences, "a", "b", 50.0, resamples=10).words) == len(found)


def test_two_texts_of_one_kind_have_no_word_beyond_chance_but_seldom():
    beyond = [
        pair_keyness(counts, sentences, "a", "b", 10.0, resamples=200).beyond
        for sentences, counts in map(drawn, range(20))
    ]
    assert sum(number > 0 for number in beyond) <= 4


def test_a_word_of_one_text_alone_is_found():
    own = np.concatenate([WORDS, np.repeat("独有", 8)])
    sentences, counts = drawn(3, own)
    found = pair_keyness(counts, sentences, "a", "b", 10.0, resamples=300)
    row = found.words.set_index("word").loc["独有"]
    assert row["p_max"] < 0.01
    assert row["z"] > found.limit
    assert found.beyond >= 1


def test_a_word_that_one_paragraph_repeats_is_not_beyond_chance():
    generator = np.random.default_rng(5)
    rows = [("a" if n < 20 else "b", n, " ".join(generator.choice(WORDS, 30))) for n in range(40)]
    rows[0] = ("a", 0, " ".join(["题目"] * 25))
    sentences, counts = texts(rows)
    found = pair_keyness(counts, sentences, "a", "b", 10.0, resamples=400)
    row = found.words.set_index("word").loc["题目"]
    assert row["p"] < 0.05
    assert row["p_max"] > 0.2


def test_the_same_seed_gives_the_same_result():
    sentences, counts = drawn(2)
    first, again = (pair_keyness(counts, sentences, "a", "b", resamples=50, seed=4) for _ in range(2))
    assert first.limit == again.limit
    assert first.words.equals(again.words)


@pytest.mark.parametrize("rows", [[("a", 1, "产业 升级")], [("a", 1, ""), ("b", 2, "")], []])
def test_texts_that_cannot_be_dealt_out_are_not_tested(rows):
    sentences, counts = texts(rows)
    found = pair_keyness(counts, sentences, "a", "b")
    assert np.isnan(found.limit)
    assert found.beyond == 0


def test_a_prior_of_nothing_is_refused():
    sentences, counts = drawn(1)
    with pytest.raises(ParameterError, match="prior"):
        pair_keyness(counts, sentences, "a", "b", 0.0)


def test_words_that_the_prior_does_not_decide_are_stable():
    own = np.concatenate([WORDS, np.repeat("独有", 8)])
    _, counts = drawn(3, own)
    chosen = top(keyness(counts.of("a"), counts.of("b"), counts.background, 10.0), 1)
    assert stable_words(counts, "a", "b", chosen, 10.0, 1) >= 1


def test_function_words_numbers_and_names_are_counted_as_words_but_not_compared():
    sentences, _ = texts([("a", 1, "我们 推进 产业 # 吴江")])
    counts = word_counts(sentences, str.split, {"吴江"})
    assert counts.words == [["我们", "推进", "产业", "#", "吴江"]]
    assert counts.by_document == {"a": Counter({"推进": 1, "产业": 1})}


def test_leaders_of_tasks_are_names():
    documents = pd.DataFrame({"place": ["江苏省苏州市吴江区", None]})
    tasks = pd.DataFrame({"leaders": [["张三"], []]})
    assert {"张三", "吴江", "吴江区"} <= known_names(documents, tasks)


def test_a_document_without_sentences_has_no_words():
    assert WordCounts([], [], {}).of("nowhere") == Counter()


def documents(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "place", "doc_type", "year"])


CORPUS = documents(
    ("old", "丙", "work_report", 2021),
    ("plan", "甲", "five_year_plan", 2021),
    ("tasks", "甲", "task_plan", 2024),
    ("one", "甲", "work_report", 2024),
    ("two", "乙", "work_report", 2024),
)


def test_the_comparable_reports_are_the_pair_and_the_others_stand_beside():
    pair, beside, plans = report_pair(CORPUS, {"old": "altered_copy"})
    assert [list(rows["doc_id"]) for rows in (pair, beside, plans)] == [["one", "two"], ["old"], ["plan"]]


def test_a_chosen_pair_keeps_its_order():
    pair, beside, _ = report_pair(CORPUS, {}, ["two", "old"])
    assert list(pair["doc_id"]) == ["two", "old"]
    assert list(beside["doc_id"]) == ["one"]


def test_a_corpus_of_one_report_has_no_pair():
    pair, beside, plans = report_pair(CORPUS[CORPUS["doc_id"] == "one"], {})
    assert (len(pair), len(beside), len(plans)) == (1, 0, 0)


@pytest.mark.parametrize("pair", [["tasks", "one"], ["one"], ["one", "one"], ["one", "two", "old"]])
def test_a_pair_that_is_none_is_refused(pair):
    with pytest.raises(ParameterError, match="pair"):
        report_pair(CORPUS, {}, pair)
