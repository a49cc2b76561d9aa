"""Names of documents: short, and different for different documents, wherever they come from."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.show.document_names import document_names, last_place, place_name
from suzhou_priorities.show.text import Words


def documents(*places):
    return pd.DataFrame(
        [
            (f"d{number}", None, place, "work_report", "2024年政府工作报告", 2024)
            for number, place in enumerate(places, start=1)
        ],
        columns=["doc_id", "district", "place", "doc_type", "title", "year"],
    )


def names(*places, lang="zh"):
    return list(document_names(documents(*places), Words("06_comparison_promises", lang)).values())


@pytest.mark.parametrize(
    ("place", "last"),
    [
        ("福建省厦门市鹭澜区", "鹭澜区"),
        ("海南省临涯县", "临涯县"),
        ("浙江省越澜市", "越澜市"),
        ("云南省德宏傣族景颇族自治州芒宛傣族佤族自治县", "芒宛傣族佤族自治县"),
        ("内蒙古自治区呼和浩特市新城区", "新城区"),
        ("山东省济南市市中区", "市中区"),
        ("北京市", "北京市"),
        ("某地", "某地"),
        ("", ""),
    ],
)
def test_a_place_named_from_the_province_down_is_called_by_its_own_name(place, last):
    assert last_place(place) == last


def test_a_long_place_without_a_known_ending_is_left_as_it_is():
    assert last_place("苏" * 100_000) == "苏" * 100_000


def test_reports_of_places_outside_suzhou_have_short_names():
    assert names("福建省厦门市鹭澜区", "海南省临涯县") == ["鹭澜区2024政府工作报告", "临涯县2024政府工作报告"]
    assert names("海南省临涯县", lang="en") == ["临涯县 government work report 2024"]


def test_two_places_of_one_name_are_told_apart_by_what_stands_above_them():
    assert names("江苏省南京市鼓楼区", "江苏省徐州市鼓楼区", "江苏省昆山市") == [
        "江苏省南京市鼓楼区2024政府工作报告",
        "江苏省徐州市鼓楼区2024政府工作报告",
        "昆山市2024政府工作报告",
    ]


def test_two_reports_of_one_place_and_year_are_told_apart_by_their_ids():
    assert names("海南省临涯县", "海南省临涯县") == [
        "海南省临涯县2024政府工作报告（d1）",
        "海南省临涯县2024政府工作报告（d2）",
    ]


def test_a_document_without_a_place_has_its_title_and_a_row_without_one_its_id():
    assert names(None) == ["2024年政府工作报告"]
    (row,) = documents(None).itertuples()
    assert place_name(row, "zh") == "d1"
