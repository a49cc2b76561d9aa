"""Keyword in context: every hit and the context around it."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.coding.segmentation import Segmenter
from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.concordance import COLUMNS, concordance


def sentences(*documents: list[str]) -> pd.DataFrame:
    rows = [
        {"doc_id": f"d{number}", "sentence_id": f"s{place:04d}", "text": text}
        for number, texts in enumerate(documents, start=1)
        for place, text in enumerate(texts, start=1)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "sentence_id", "text"])


REPORTS = sentences(
    ["科技创新", "加快建设创新中心，推动科技创新和产业创新深度融合。", "创新不止。"],
    ["坚持创新驱动。", "全力服务企业。"],
)


def test_every_hit_in_document_order():
    found = concordance(REPORTS, "创新")
    assert list(zip(found["doc_id"], found["sentence_id"], strict=True)) == [
        ("d1", "s0001"),
        ("d1", "s0002"),
        ("d1", "s0002"),
        ("d1", "s0002"),
        ("d1", "s0003"),
        ("d2", "s0001"),
    ]


def test_context_goes_on_into_the_neighbours_but_not_into_another_document():
    found = concordance(REPORTS, "创新不止", width=6)
    assert found[["left", "keyword", "right"]].to_numpy().tolist() == [["新深度融合。", "创新不止", "。"]]
    (row,) = concordance(REPORTS, "加快", width=3).to_dict("records")
    assert (row["left"], row["right"]) == ("创新 ", "建设创")
    (row,) = concordance(REPORTS, "坚持", width=50).to_dict("records")
    assert (row["left"], row["right"]) == ("", "创新驱动。全力服务企业。")


def test_a_hit_lies_within_a_sentence():
    assert concordance(sentences(["发展", "改革"]), "发展改革").empty


def test_with_words_a_hit_is_a_word_and_counts_agree_with_those_of_words():
    texts = ["新建研究院2家。", "深入研究养老问题，加强研究。"]
    segmenter = Segmenter()
    frame = sentences(texts)
    assert len(concordance(frame, "研究")) == 3
    found = concordance(frame, "研究", spans=segmenter.spans)
    assert set(found["sentence_id"]) == {"s0002"}
    assert len(found) == sum(segmenter.words(text).count("研究") for text in texts)
    assert len(concordance(frame, "深入研究养老", spans=segmenter.spans)) == 1


def test_a_word_found_inside_another_does_not_hide_the_word_behind_it():
    # 人人 begins at 0 inside a longer word and again as a word of its own.
    def spans(text: str) -> list[tuple[int, int]]:
        return [(0, 1), (1, 3)]

    found = concordance(sentences(["人人人"]), "人人", spans=spans)
    assert found["left"].tolist() == ["人"]


def test_no_hit_gives_an_empty_frame_with_all_columns():
    for frame in (REPORTS, REPORTS.iloc[:0]):
        found = concordance(frame, "量子")
        assert found.empty
        assert list(found.columns) == list(COLUMNS)


@pytest.mark.parametrize(("keyword", "options"), [("", {}), ("  ", {}), ("创新", {"width": -1})])
def test_what_cannot_be_looked_for_is_refused(keyword, options):
    with pytest.raises(ParameterError):
        concordance(REPORTS, keyword, **options)


@given(
    st.lists(st.text("创新。，（ a", max_size=12), max_size=6),
    st.text("创新a(", min_size=1, max_size=3),
    st.integers(0, 9),
)
def test_context_and_keyword_stand_so_in_the_text(texts, keyword, width):
    found = concordance(sentences(texts), keyword, width=width)
    assert len(found) == sum(text.count(keyword) for text in texts)
    for row in found.itertuples():
        assert row.keyword == keyword
        assert max(len(row.left), len(row.right)) <= width
        assert keyword in texts[int(row.sentence_id[1:]) - 1]
