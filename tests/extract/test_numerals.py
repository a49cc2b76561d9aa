"""Numbers in Chinese characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.extract.numerals import SIGNS, chinese_number

DIGITS = "零一二三四五六七八九"


def spelt(number: int) -> str:
    """Return a number below 100,000,000 as it is written out."""
    if number >= 10_000:
        rest = number % 10_000
        return spelt(number // 10_000) + "万" + ("零" if 0 < rest < 1000 else "") + (spelt(rest) if rest else "")
    text, zero = "", False
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + sign
            zero = False
        else:
            zero = True
    return text or "零"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两", 2),
        ("十二", 12),
        ("一百二十", 120),
        ("三万五", 35_000),
        ("二〇二四", 2024),
        ("一亿二千万", 1.2e8),
        ("千亿", 1e11),
    ],
)
def test_numbers_as_reports_write_them(text, value):
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["", "三农", "若干", "5", "三四十五六百七"])
def test_what_is_no_number_is_none(text):
    assert chinese_number(text) is None


@given(st.integers(1, 99_999_999))
def test_a_number_written_out_is_read_back(number):
    assert chinese_number(spelt(number)) == number


@given(st.text(alphabet=SIGNS, max_size=12))
def test_any_row_of_numerals_is_read_or_refused(text):
    value = chinese_number(text)
    assert value is None or value >= 0
