"""Runs that were read one byte late are read again from what survives of their bytes."""

from __future__ import annotations

import opencc
import pytest

from suzhou_priorities.repair.edits import apply_edits
from suzhou_priorities.repair.misdecoded import repair_misdecoded
from tests.conftest import ROOT

# The model learns a document's own words from what is sound of it: a traditional report, here.
SETTING = (
    opencc.OpenCC("s2t").convert((ROOT / "data" / "raw" / "wuzhong_work_report_2024.txt").read_text("utf-8")) + "\n"
)


def read(text: str) -> str:
    return apply_edits(SETTING + text, repair_misdecoded(SETTING + text))[len(SETTING) :]


@pytest.mark.parametrize(
    ("damaged", "original"),
    [
        ("累計接駁轉運上??诎度刖硜?lái)蘇人員超5萬人。", "累計接駁轉運上海口岸入境來蘇人員超5萬人。"),
        ("登記失業率控制在2.5%以?xún)?,節能減排", "登記失業率控制在2.5%以內,節能減排"),
        ("而拼搏奮斗,以?xún)?yōu)異成績(jì)迎接", "而拼搏奮斗,以優異成績(jì)迎接"),
        ("彰顯了獨特魅力??臻g布局日趨優化", "彰顯了獨特魅力。空間布局日趨優化"),
        ("畫上了圓滿句號?;仡?ldquo;十三五", "畫上了圓滿句號。回顧&ldquo;十三五"),
    ],
)
def test_a_known_way_of_slipping_is_undone(damaged, original):
    assert read(damaged) == original


def test_a_swallowed_digit_is_never_guessed_but_marked():
    (edit,) = [edit for edit in repair_misdecoded(SETTING + "失業率控制在2.5%以?xún)?,節能") if edit.replacement]
    assert not edit.certain
    assert "digit" in edit.note


@pytest.mark.parametrize(
    "sound",
    [
        "甪直、鼋荡、缥缈村和杨嘉墀故居列入名录。",
        "谁来做？怎么做？做到什么程度？",
        "入选“？号计划”等活动。",
        "涂层·织造·印染，Ⅲ类水体比例达90.9%。",
    ],
)
def test_rare_names_and_honest_question_marks_stay(sound):
    assert read(sound) == sound
