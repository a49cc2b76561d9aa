"""Each step of the repair does one thing, and leaves alone what is not its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.corpus.provenance import Correction
from suzhou_priorities.errors import ProvenanceError
from suzhou_priorities.repair.chrome import remove_chrome
from suzhou_priorities.repair.edits import Edit, apply_edits, compose, repairs_of, restore_raw
from suzhou_priorities.repair.layout import normalise_layout
from suzhou_priorities.repair.markup import read_entities, remove_markup
from suzhou_priorities.repair.pinyin import remove_pinyin
from suzhou_priorities.repair.punctuation import normalise_punctuation
from suzhou_priorities.repair.script import script_of, simplify
from suzhou_priorities.repair.years import correct, impossible_years, plan_period


def done(step, text: str) -> str:
    return apply_edits(text, step(text))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("實(shí)現“十四五”良好開(kāi)局", "實現“十四五”良好開局"),
        ("創(chuàng )新驅動(dòng)發(fā)展", "創新驅動發展"),
        ("增长（zhǎng）极", "增长极"),
        ("（一）海峡两岸(昆山)中秋灯会", "（一）海峡两岸(昆山)中秋灯会"),
        ("PM2.5浓度、公园(个)、APEC(亚太)", "PM2.5浓度、公园(个)、APEC(亚太)"),
        ("发展(GDP)与克(g)", "发展(GDP)与克(g)"),
    ],
)
def test_only_bracketed_readings_go(page, text):
    assert done(remove_pinyin, page) == text


def test_a_reading_that_the_character_does_not_have_is_removed_in_doubt():
    (edit,) = remove_pinyin("上(xún)海")
    assert not edit.certain


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("增长5%,总量全市第三;", "增长5%，总量全市第三；"),
        ("现代农业园区(二期)建成", "现代农业园区（二期）建成"),
        ("比例为1.8:1,9:30开始,共1,234家", "比例为1.8:1，9:30开始，共1,234家"),
        ('推进"放管服"改革', "推进“放管服”改革"),
        ("ＧＤＰ增长６．５％", "GDP增长6.5%"),
        ("各位代表!", "各位代表！"),
        ("1．全力增进民生福祉。", "1.全力增进民生福祉。"),
        ("compare f(x), g(y)", "compare f(x), g(y)"),
    ],
)
def test_marks_and_digits_follow_one_convention(page, text):
    assert done(normalise_punctuation, page) == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("2021 年1 月6 日\r\n\r\n　　第一节 指导思想\n", "2021年1月6日\n第一节 指导思想"),
        ("区长  王国荣", "区长 王国荣"),
        ("钱 宇", "钱宇"),
        ("推 进PM 2.5 和臭氧", "推进PM2.5和臭氧"),
        ("APEC business card\u200b", "APEC business card"),
        ("|\n\n|", "|\n\n|"),
    ],
)
def test_spaces_stay_only_where_they_part_words(page, text):
    assert done(normalise_layout, page) == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("&ldquo;十三五&rdquo;", "“十三五”"),
        ("&amp;ldquo;十三五&#8221;", "“十三五”"),
        ("A&B公司，R&D;", "A&B公司，R&D;"),
    ],
)
def test_entities_are_read(page, text):
    assert done(read_entities, page) == text


def test_markup_goes_and_comparisons_stay():
    page = "<p>增长<b>5%</b></p><script>var a = 1;\nb()</script>不良率<1%，且>0"
    assert done(remove_markup, page) == "\n增长5%\n不良率<1%，且>0"


BODY = "现在，我代表区人民政府，向大会作工作报告，请予审议，并请区政协委员和其他列席人员提出意见。"


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        (f"首页 > 政务公开\n浏览次数：12\n2022年某区政府工作报告\n{BODY}", f"2022年某区政府工作报告\n{BODY}"),
        (f"2022年某区政府工作报告\n区长 张三\n{BODY}", f"2022年某区政府工作报告\n区长 张三\n{BODY}"),
        (f"{BODY}\n上一篇：没有了\n版权所有，转载请注明出处\n京ICP备123号", BODY),
        (f"{BODY}\n某区人民政府\n2022年1月5日", f"{BODY}\n某区人民政府\n2022年1月5日"),
        (f"{BODY}\nvar x = 1;\n{BODY}", f"{BODY}\n{BODY}"),
        (f"{BODY}\n1\n|\n发展\n{BODY}", f"{BODY}\n1\n|\n发展\n{BODY}"),
    ],
)
def test_chrome_goes_and_the_document_stays(page, kept):
    assert done(remove_chrome, page).strip() == kept


def test_traditional_script_is_told_from_simplified():
    assert script_of("實現經濟社會發展，創新驅動轉型") == "traditional"
    assert script_of("實现经济社会发展，创新驱动转型，推进产业升级") == "simplified"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("沉著應對，顯著提升，著力推進", "沉着应对，显著提升，着力推进"),
        ("畫上了圓滿句號", "画上了圆满句号"),
        ("「乾隆」與乾淨的後臺", "“乾隆”与干净的后台"),
    ],
)
def test_traditional_text_is_simplified(page, text):
    assert done(simplify, page) == text


def test_five_year_plans_know_their_years():
    assert plan_period("十四") == (2021, 2025)
    assert plan_period("十") == (2001, 2005)
    assert plan_period("九") == (1996, 2000)


@pytest.mark.parametrize(
    ("sentence", "implied"),
    [
        ("2022年是“十三五”的收官之年。", 2020),
        ("2022年是实施“十四五”规划的第一年，也是我们党成立100周年。", 2021),
        ("2020年，是新中国成立75周年。", 2024),
    ],
)
def test_a_year_that_its_own_sentence_contradicts_is_found(sentence, implied):
    (found,) = impossible_years(sentence)
    assert found.implied == implied


@pytest.mark.parametrize(
    "sentence",
    ["2021年是“十四五”开局之年。", "2024年，是中华人民共和国成立75周年。", "2035年基本实现现代化。"],
)
def test_a_right_year_is_left_in_peace(sentence):
    assert impossible_years(sentence) == []


def test_a_correction_touches_the_year_alone():
    edits = correct(
        "2022年是“十三五”的收官之年",
        [Correction("year", "2022年是“十三五”", "2020年是“十三五”", "plan")],
        "x.yml",
    )
    assert [(edit.start, edit.end, edit.replacement) for edit in edits] == [(0, 4, "2020")]


def test_a_correction_that_quotes_nothing_or_too_much_is_refused():
    with pytest.raises(ProvenanceError, match="occurs 2 times"):
        correct("2022年，2022年", [Correction("year", "2022年", "2020年", "plan")], "x.yml")


EDITS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.text("甲乙丙", max_size=3)), max_size=6)


def _placed(raw: list[tuple[int, int, str]], length: int) -> list[Edit]:
    edits: list[Edit] = []
    position = 0
    for start, size, new in sorted(raw):
        first = max(start, position)
        last = min(first + size, length)
        if first > length:
            break
        edits.append(Edit(first, last, new, "layout"))
        position = last + 1
    return edits


@given(st.text("一二三四五", min_size=5, max_size=30), EDITS, EDITS, EDITS)
def test_steps_after_one_another_are_one_list_against_the_raw_page(raw, first, second, third):
    text, edits = raw, []
    for step in (first, second, third):
        later = _placed(step, len(text))
        edits = compose(edits, text, later)
        text = apply_edits(text, later)
    repairs = repairs_of(raw, edits)
    assert apply_edits(raw, edits) == text
    assert restore_raw(text, repairs) == raw
    for repair in repairs:
        assert raw[repair.raw_start : repair.raw_end] == repair.before
        assert text[repair.clean_start : repair.clean_end] == repair.after
