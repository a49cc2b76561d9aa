"""Lines of figures break where a reader would break them."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.show.line_breaks import wrapped

TITLE = "The 15 busiest of 67 units hold 55% of all roles; 区发改委 and 区工信局 share the closest tie (10 tasks)"
CHINESE = "区发改委牵头 23 项、配合 4 项任务，“十四五”规划的 118 项任务中有 44.1% 带有数字（2024年）"


def test_words_and_numbers_stay_whole():
    for title in (TITLE, "The district’s largest step up against last year’s growth is in 居民收入"):
        for line in wrapped(title, 12):
            words = set(re.findall(r"[!-~’]+", title))
            assert set(re.findall(r"[!-~’]+", line)) <= words


def test_chinese_breaks_between_characters_but_not_before_a_mark():
    lines = wrapped(CHINESE, 9)
    assert len(lines) > 4
    assert all(line[0] not in "，、”）%" and line[-1] not in "（“" for line in lines)
    assert not any(re.search(r"\d$", one) and re.match(r"[\d%]", two) for one, two in pairwise(lines))


def test_a_short_text_is_one_line_and_an_empty_one_too():
    assert wrapped("目标", 10) == ["目标"]
    assert wrapped("", 10) == [""]


@given(st.text(alphabet="区发改委目标，。“”（）%12.5 abc", max_size=120), st.integers(4, 30))
def test_no_character_is_lost(text, width):
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@given(st.text(alphabet="区发改委目标年增长", min_size=1, max_size=120), st.integers(4, 30))
def test_plain_chinese_fills_its_lines(text, width):
    lines = wrapped(text, width)
    assert all(len(line) == width for line in lines[:-1])
    assert len(lines[-1]) <= width
