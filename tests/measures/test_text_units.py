"""Characters and paragraphs of sentences, taken over or counted."""

from __future__ import annotations

import pandas as pd

from suzhou_priorities.measures.text_units import characters_of, in_categories, paragraphs_of

SENTENCES = pd.DataFrame(
    {
        "doc_id": ["d1", "d1", "d1", "d2"],
        "text": ["“双碳”目标，PM2.5！", "改革。", "开放。", "就业。"],
        "start": [0, 14, 18, 0],
        "end": [14, 17, 21, 3],
    },
    index=[5, 6, 7, 8],
)


def test_characters_and_paragraphs_are_counted_where_no_column_tells_them():
    assert characters_of(SENTENCES).to_dict() == {5: 8, 6: 2, 7: 2, 8: 2}
    assert paragraphs_of(SENTENCES).diff().fillna(0).tolist() == [0, 0, 1, 1]


def test_columns_that_tell_them_are_taken_over():
    told = SENTENCES.assign(characters=[1, 2, 3, 4], paragraph=[7, 7, 7, 9])
    assert characters_of(told).tolist() == [1, 2, 3, 4]
    assert paragraphs_of(told).tolist() == [7, 7, 7, 9]


def test_categories_come_in_their_order_and_unknown_ones_last():
    counted = pd.DataFrame({"z": [1], "plain": [2]})
    assert in_categories(counted, ["guarantee", "plain"]).iloc[0].to_dict() == {"guarantee": 0, "plain": 2, "z": 1}
