"""The character model prefers what Chinese reports say, and knows which characters a byte can belong to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.repair.byte_candidates import ANY_LEAD, ByteCandidates
from suzhou_priorities.repair.code_points import CharacterClasses, CharacterTable, code_points
from suzhou_priorities.repair.counts import TextCounts, count
from suzhou_priorities.repair.language_model import CharacterModel

PAGE = "楸泖镇获评先进。楸泖镇推进海绵城市建设，完成楸泖镇改造。"
TEXT = st.text("苏州工业园区，。A\n𠮷", max_size=40)


@given(TEXT)
def test_counts_on_demand_are_those_of_counting_all(text):
    counted, all_at_once = TextCounts(code_points(text)), count([(text, 1.0)])
    assert counted.alone == all_at_once.alone
    assert counted.total == all_at_once.total
    for prefix in (*all_at_once.after_one, *all_at_once.after_two):
        assert counted.after(prefix) == all_at_once.after(prefix)
    assert not counted.after("鼋")
    assert not counted.after("")


@pytest.mark.parametrize(
    ("context", "likely", "unlikely"),
    [("苏", "州", "洲"), ("高质", "量", "两"), ("经济社", "会", "汇"), ("", "的", "鼋")],
)
def test_what_stands_together_in_reports_is_likelier(context, likely, unlikely):
    given_context = CharacterModel("").given(context[-2:])
    assert given_context[likely] > given_context[unlikely]


def test_a_document_teaches_its_own_names():
    assert CharacterModel(PAGE).given("楸泖")["镇"] > CharacterModel("").given("楸泖")["镇"] + 1
    assert "泖" in CharacterModel(PAGE).expected_after("楸")


def test_a_form_of_the_script_that_the_page_does_not_use_costs_extra():
    traditional = CharacterModel("經濟發展與產業園區").given("产")
    assert traditional["業"] > traditional["业"] + 3
    simplified = CharacterModel("经济发展与产业园区").given("产")
    assert simplified["业"] > simplified["業"] + 3


@given(st.sampled_from("苏州经济发展。"), st.integers(0x40, 0xFE), st.integers(0x81, 0xFE))
def test_candidates_have_the_bytes_that_are_known(before, trail, lead):
    candidates = ByteCandidates(CharacterModel(PAGE))
    for first, sign in candidates.with_trail(before, ANY_LEAD, trail, 8):
        assert sign.encode("gbk") == bytes((first, trail))
    for leads in (frozenset((lead,)), frozenset((lead, lead ^ 1))):
        for second, sign in candidates.with_lead(before, leads, 8):
            code = sign.encode("gbk")
            assert code[0] in leads
            assert code[1] == second >= 0x80


def test_tables_say_nothing_of_characters_that_they_do_not_hold():
    assert CharacterClasses({"甲": "K"}, "x").of("甲乙𠮷a") == "Kxxx"
    assert CharacterTable({"發": "发"}).of("發展𠮷").tolist() == [ord(sign) for sign in "发展𠮷"]
