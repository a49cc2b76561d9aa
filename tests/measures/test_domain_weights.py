"""Weights of paragraphs by domain."""

from __future__ import annotations

import numpy as np
import pytest

from suzhou_priorities.errors import SuzhouPrioritiesError
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS, by_group, paragraph_weights, shares
from tests.measures.coded import counted_frame, random_frame

RURAL, CULTURE = POLICY_DOMAINS.index("rural"), POLICY_DOMAINS.index("culture")


def test_a_sentence_weighs_its_characters_or_one():
    frame = counted_frame(("a", 1, "rural", 30), ("a", 1, "rural", 10), ("a", 2, "culture", 5))
    assert paragraph_weights(frame)[:, [RURAL, CULTURE]].tolist() == [[40, 0], [0, 5]]
    assert paragraph_weights(frame, "sentences")[:, [RURAL, CULTURE]].tolist() == [[2, 0], [0, 1]]


def test_a_second_domain_takes_half_of_the_sentence_if_wanted():
    frame = counted_frame(
        ("a", 1, "rural", 30, "culture"), ("a", 1, "rural", 10, "rural"), ("a", 1, "rural", 2, "none")
    )
    assert paragraph_weights(frame)[0, [RURAL, CULTURE]].tolist() == [42, 0]
    assert paragraph_weights(frame, second=0.5)[0, [RURAL, CULTURE]].tolist() == [27, 15]


def test_a_second_domain_moves_weight_and_makes_none():
    frame = random_frame(500, seed=1)
    assert paragraph_weights(frame, second=0.5).sum() == pytest.approx(frame["characters"].sum())


def test_a_sentence_without_domain_weighs_nothing():
    frame = counted_frame(("a", 1, "none", 30, "culture"), ("a", 2, "culture", 5))
    assert paragraph_weights(frame, second=0.5).sum(axis=1).tolist() == [0, 5]


def test_weights_of_another_kind_are_refused():
    frame = counted_frame(("a", 1, "rural", 30))
    with pytest.raises(SuzhouPrioritiesError, match="characters or sentences"):
        paragraph_weights(frame, "words")  # type: ignore[arg-type]
    with pytest.raises(SuzhouPrioritiesError, match=r"from 0 to 0\.5"):
        paragraph_weights(frame, second=1.0)


def test_shares_of_nothing_are_no_number():
    assert shares(np.array([1.0, 3.0])).tolist() == [0.25, 0.75]
    assert np.isnan(shares(np.zeros((2, 3)))).all()


def test_groups_come_in_the_order_in_which_they_appear():
    frame = counted_frame(("b", 1, "rural", 1), ("a", 2, "rural", 1), ("b", 3, "rural", 1))
    assert [(key, len(own)) for key, own in by_group(frame, ["doc_id"])] == [(("b",), 2), (("a",), 1)]
    assert [(key, len(own)) for key, own in by_group(frame, [])] == [((), 3)]
    assert list(by_group(frame.iloc[:0], [])) == []
