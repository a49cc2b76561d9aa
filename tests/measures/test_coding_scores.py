"""Coded units with the program's codes beside the readers', on small made-up files."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.coding.segmentation import shared_segmenter
from suzhou_priorities.errors import TableError
from suzhou_priorities.measures.coding_levels import (
    DISPUTED,
    HAND,
    SHIPPED,
    UNDISPUTED,
    UNSEEN,
    coder_levels,
    confusions,
    domains_by,
    first_or_second,
    second_domains,
    unseen_codes,
)
from suzhou_priorities.measures.coding_scores import CodedPage, coded_sample, confusion_on_score, scored
from suzhou_priorities.measures.reader_codes import reader_codes
from suzhou_priorities.measures.recoded import hand_made_model
from suzhou_priorities.tables.store import frame_of

TEXTS = ("新建小学3所。", "改造农村公路20公里。", "新建小学3所。", "各位代表：")


@pytest.fixture
def validation(tmp_path):
    units = pd.DataFrame(
        {
            "unit_id": ["d1", "d2", "d3", "d4"],
            "source": ["corpus", "corpus", "corpus", "written"],
            "sample": ["score", "score", "build", "score"],
            "doc_id": ["a_2024", "a_2024", "a_2024", "b_2010"],
            "part": ["plan", "plan", "plan", "front"],
            "heading": "",
            "before": "",
            "text": TEXTS,
        }
    )
    codes = pd.DataFrame(
        {
            "unit_id": ["d1", "d2", "d3", "d4"],
            "domain": ["education", "urban", "education", "none"],
            "domain_second": ["", "rural", "", ""],
            "function": ["measure", "measure", "measure", "formula"],
            "horizon": ["year", "year", "year", ""],
        }
    )
    units.to_csv(tmp_path / "codes_units.csv", index=False)
    codes.to_csv(tmp_path / "codes.csv", index=False)
    codes.assign(sure=["1", "1", "0", "1"]).to_csv(tmp_path / "codes_reader_1.csv", index=False)
    codes.assign(domain=["education", "rural", "education", "none"], sure="1").iloc[[0, 1, 3]].to_csv(
        tmp_path / "codes_reader_2.csv", index=False
    )
    return tmp_path


@pytest.fixture
def sentences():
    rows = [
        ("s0001", "教育", "heading", None, None, None),
        ("s0002", TEXTS[0], "measure", "year", "education", None),
        ("s0003", TEXTS[1], "measure", "year", "rural", "urban"),
        ("s0004", TEXTS[2], "result", "year", "welfare", None),
    ]
    return frame_of(
        "sentences",
        [
            ("a_2024", key, "c0001", "plan", text, place * 100, place * 100 + len(text), function, horizon, domain,
             second, None if domain is None else 0.9, [], None)
            for place, (key, text, function, horizon, domain, second) in enumerate(rows)
        ],
    )  # fmt: skip


def test_units_meet_their_sentences_in_order_even_where_words_repeat(validation, sentences):
    sample = coded_sample(validation, sentences).set_index("unit_id")
    assert list(sample.loc[["d1", "d2", "d3"], "sentence_id"]) == ["s0002", "s0003", "s0004"]
    assert list(sample.loc[["d1", "d2", "d3"], "coded_domain"]) == ["education", "rural", "welfare"]
    assert sample.loc["d1", "coded_domain_second"] == ""


def test_a_unit_whose_document_is_nowhere_has_no_code_and_is_not_counted(validation, sentences):
    sample = coded_sample(validation, sentences)
    assert sample.set_index("unit_id")["coded_domain"].isna().to_dict() == {
        "d1": False,
        "d2": False,
        "d3": False,
        "d4": True,
    }
    assert confusion_on_score(sample).to_numpy().sum() == 2


def test_a_page_that_was_read_before_is_not_read_again(validation, sentences):
    page = CodedPage((), (), ())
    assert coded_sample(validation, sentences, pages={"b_2010": page})["coded_domain"].isna().sum() == 1


def test_only_the_part_to_score_is_scored(validation, sentences):
    sample = coded_sample(validation, sentences)
    assert list(scored(sample)["unit_id"]) == ["d1", "d2", "d4"]
    table = confusion_on_score(sample, ("corpus",))
    assert table.loc["urban", "rural"] == 1
    assert table.loc["education", "education"] == 1
    assert confusions(sample)[["gold", "coded", "units"]].to_numpy().tolist() == [["urban", "rural", 1]]


def test_the_second_domain_may_be_the_one_that_was_coded(validation, sentences):
    own = scored(coded_sample(validation, sentences), ("corpus",))
    assert first_or_second(own) == 1.0
    assert second_domains(own) == (0.5, 0.5, 1.0)


def test_levels_tell_easy_from_hard_units(validation, sentences):
    sample = coded_sample(validation, sentences)
    by_hand = domains_by(sample, hand_made_model(), shared_segmenter())
    levels = coder_levels(sample, reader_codes(validation), by_hand, sample.iloc[:0], resamples=10)
    found = levels.set_index(["what", "coder", "source"])
    assert found.loc[("domain", SHIPPED, "corpus"), "accuracy"] == 0.5
    assert found.loc[("domain", UNDISPUTED, "both"), "accuracy"] == 1.0
    assert found.loc[("domain", DISPUTED, "both"), "accuracy"] == 0.0
    assert found.loc[("domain", HAND, "corpus"), "units"] == 2
    assert ("domain", UNSEEN, "corpus") not in found.index


def test_without_models_nothing_is_coded_unseen(validation, sentences):
    sample = coded_sample(validation, sentences)
    assert unseen_codes(sample, {}, shared_segmenter()).empty
    own = unseen_codes(sample, {"a_2024": hand_made_model()}, shared_segmenter())
    assert list(own["unit_id"]) == ["d3"]
    assert own.loc[0, "coded_domain"] == "education"


def test_missing_codes_are_named(tmp_path, sentences):
    with pytest.raises(TableError, match="codes_units"):
        coded_sample(tmp_path, sentences)
