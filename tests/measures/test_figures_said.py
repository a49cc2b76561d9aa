"""The share of sentences, and of characters, that say something in figures."""

from __future__ import annotations

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.figures_said import figures_said

SENTENCES = pd.DataFrame(
    [
        ("d1", "s1", "地区生产总值增长6.1%，财政收入增长5%。", "result", "economy"),
        ("d1", "s2", "营商环境持续优化。", "result", "opening"),
        ("d1", "s3", "新增就业岗位4.2万个。", "measure", "welfare"),
        ("d1", "s4", "推进“1+N”政策体系建设。", "measure", None),
        ("d2", "s1", "深化改革。", "measure", "opening"),
    ],
    columns=["doc_id", "sentence_id", "text", "function", "domain"],
).assign(paragraph=[1, 1, 2, 3, 1])
QUANTITIES = pd.DataFrame(
    {"doc_id": ["d1", "d1", "d1", "d9"], "sentence_id": ["s1", "s1", "s3", "s1"], "value": [6.1, 5.0, 4.2, 1.0]}
)


def test_sentences_with_a_figure_are_counted_once():
    found = figures_said(SENTENCES, QUANTITIES).set_index("doc_id")
    assert found.loc["d1", ["sentences", "with_figure", "figures"]].tolist() == [4, 2, 3]
    assert found.loc["d1", "share"] == pytest.approx(0.5)
    assert found.loc["d2", ["with_figure", "share", "low"]].tolist() == [0, 0, 0]


def test_sentences_of_a_paragraph_tell_less_than_as_many_apart():
    # Forty sentences, half of them with a figure: two a paragraph, or each in one of its own.
    text = pd.DataFrame({"doc_id": "d", "sentence_id": [f"s{n}" for n in range(40)], "text": "新增学位4020个。"})
    said = pd.DataFrame({"doc_id": "d", "sentence_id": [f"s{n}" for n in range(20)]})
    together, apart = (
        figures_said(text.assign(paragraph=number), said).iloc[0] for number in (text.index // 2, text.index)
    )
    assert together["effective"] == pytest.approx(19)
    assert apart["effective"] == 40
    low, high = proportion_confint(20, 40, method="wilson")
    assert together["low"] < apart["low"] < low < high < apart["high"] < together["high"]


def test_characters_weigh_sentences_by_their_length():
    found = figures_said(SENTENCES, QUANTITIES).set_index("doc_id")
    # Characters and digits only: 17 and 10 of 17 + 8 + 10 + 10.
    assert found.loc["d1", ["characters", "characters_with_figure"]].tolist() == [45, 27]
    assert found.loc["d1", "character_share"] == pytest.approx(27 / 45)


def test_groups_by_function_and_domain_lose_no_sentence():
    by_domain = figures_said(SENTENCES, QUANTITIES, by=("domain",))
    assert by_domain["sentences"].sum() == 5
    assert by_domain["domain"].isna().sum() == 1
    both = figures_said(SENTENCES, QUANTITIES, by=("doc_id", "function")).set_index(["doc_id", "function"])
    assert both.loc[("d1", "result"), "share"] == 0.5


def test_columns_that_are_there_already_are_used_or_replaced():
    frame = SENTENCES.assign(characters=[10, 10, 10, 10, 10], figures=99)
    found = figures_said(frame, QUANTITIES).set_index("doc_id")
    assert found.loc["d1", ["characters", "figures"]].tolist() == [40, 3]


def test_nothing_gives_an_empty_frame():
    found = figures_said(SENTENCES.iloc[:0], QUANTITIES)
    assert found.empty
    assert "share" in found
    assert figures_said(SENTENCES, QUANTITIES.iloc[:0])["figures"].sum() == 0
    with pytest.raises(ParameterError):
        figures_said(SENTENCES, QUANTITIES, level=95)
