"""What hand codes tell of the coder's error in what is counted."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures.coder_error import as_read, counted_confusion, counted_sample
from suzhou_priorities.tables.vocabulary import DOMAINS

UNITS = pd.DataFrame(
    [
        ("u1", "corpus", "score", "a", "推进乡村振兴。", "rural", "measure"),
        ("u2", "corpus", "score", "a", "建设城市道路。", "urban", "measure"),
        ("u3", "corpus", "build", "a", "改善水质。", "environment", "measure"),
        ("u4", "corpus", "score", "a", "请予审议。", "none", "formula"),
    ],
    columns=["unit_id", "source", "sample", "doc_id", "text", "domain", "function"],
)
SENTENCES = pd.DataFrame(
    {
        "doc_id": "a",
        "sentence_id": ["s0001", "s0002", "s0003", "s0004"],
        "text": UNITS["text"],
        "domain": ["rural", "rural", "environment", "none"],
        "domain_second": None,
        "function": UNITS["function"],
        "horizon": "year",
        "domain_score": 0.9,
        "domain_terms": [[], [], [], []],
    }
)
COUNTED = SENTENCES.iloc[:3].assign(paragraph=[1, 1, 2], characters=[6, 6, 4])


@pytest.fixture
def validation(tmp_path):
    codes = ["unit_id", "domain", "domain_second", "function", "horizon"]
    UNITS.assign(domain_second="", horizon="year")[codes].to_csv(tmp_path / "codes.csv", index=False)
    units = UNITS.drop(columns=["domain", "function"]).assign(part="plan", heading="", before="")
    units.to_csv(tmp_path / "codes_units.csv", index=False)
    return tmp_path


def test_only_counted_sentences_of_the_part_kept_to_score_tell_the_error(validation):
    sample = counted_sample(validation, SENTENCES, COUNTED)
    assert list(sample["unit_id"]) == ["u1", "u2", "u3"]
    confusion = counted_confusion(sample)
    assert confusion.to_numpy().sum() == 2
    assert confusion.at["urban", "rural"] == confusion.at["rural", "rural"] == 1
    assert set(confusion.index) <= set(DOMAINS)


def test_without_validation_data_nothing_is_known(tmp_path):
    sample = counted_sample(tmp_path, SENTENCES, COUNTED)
    assert sample.empty
    assert counted_confusion(sample) is None
    assert as_read(COUNTED, sample).empty


def test_readers_codes_take_the_place_of_the_programs_where_they_read_the_whole_document(validation):
    sample = counted_sample(validation, SENTENCES, COUNTED)
    assert as_read(COUNTED, sample)["domain"].tolist() == ["rural", "urban", "environment"]
    unread = pd.concat([COUNTED, COUNTED.iloc[:1].assign(sentence_id="s0009")], ignore_index=True)
    assert as_read(unread, sample).empty


def test_sentences_that_readers_left_without_a_domain_are_dropped(validation):
    sample = counted_sample(validation, SENTENCES, COUNTED)
    sample["domain"] = sample["domain"].mask(sample["unit_id"] == "u2", "none")
    assert as_read(COUNTED, sample)["domain"].tolist() == ["rural", "environment"]
