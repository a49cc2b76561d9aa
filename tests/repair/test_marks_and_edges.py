"""Marks beside Latin words, markup that was never closed, chrome at the edges, tables that are just too small."""

from __future__ import annotations

import pytest

from suzhou_priorities.repair.build_field_model import clean_texts
from suzhou_priorities.repair.chrome import remove_chrome
from suzhou_priorities.repair.clean import clean_page
from suzhou_priorities.repair.digits import normalise_digits
from suzhou_priorities.repair.edits import Edit, apply_edits, compose, repairs_of
from suzhou_priorities.repair.field_model import field_table
from suzhou_priorities.repair.layout import normalise_layout
from suzhou_priorities.repair.markup import read_entities, remove_markup
from suzhou_priorities.repair.punctuation import normalise_punctuation
from suzhou_priorities.repair.row_lines import flatten_row_lines, flattened_row
from suzhou_priorities.repair.script import script_of
from suzhou_priorities.repair.spaced_rows import flatten_spaced_rows
from suzhou_priorities.repair.split_numbers import join_split_numbers
from suzhou_priorities.repair.years import plan_period, years_in_digits
from tests.repair.test_steps import BODY, done


@pytest.mark.parametrize(
    ("page", "text"),
    [
        # Between Latin words and brackets, Chinese nearby decides.
        ("GDP(USD),PPP国际元", "GDP(USD)，PPP国际元"),
        ("GDP(USD),PPP and other measures", "GDP(USD),PPP and other measures"),
        ("主要指标GDP(A),PPP", "主要指标GDP(A)，PPP"),
        # At the end of a line only commas and semicolons go on.
        ("大力推进5G,\n扩大覆盖", "大力推进5G，\n扩大覆盖"),
        ("参加APEC;\n扩大开放", "参加APEC；\n扩大开放"),
        ("见APEC:\n扩大开放", "见APEC:\n扩大开放"),
        ("参加APEC,BRICS峰会", "参加APEC,BRICS峰会"),
        ("比分2:1,\n下一场", "比分2:1，\n下一场"),
        # Quotation marks are paired within their paragraph, not across paragraphs.
        ('推进"放管服\n推进"互联网+"', "推进“放管服\n推进“互联网+”"),
        ("it's 'the' rule", "it's 'the' rule"),
        ("推进'放管服'改革", "推进‘放管服’改革"),
        # A comma that does not part thousands.
        ("完成12,5和1,234,567件", "完成12，5和1,234,567件"),
        # Stops.
        ("增长5%.加快发展.", "增长5%。加快发展。"),
        # What numbers a heading ends no sentence.
        ("一.加快发展\n 十二.改善民生\n其一.改善民生", "一.加快发展\n 十二.改善民生\n其一。改善民生"),
        ("增长5.5%", "增长5.5%"),
        # Signs that look like others.
        ("〝三农〞・发展﹐稳定", "“三农”·发展，稳定"),
        ("增长（约5%", "增长（约5%"),
        ("增长(约5%", "增长（约5%"),
        ("增长约5%)。", "增长约5%）。"),
    ],
)
def test_marks_follow_what_stands_around_them(page, text):
    assert done(normalise_punctuation, page) == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("2，502亿元、1，234，567件", "2,502亿元、1,234,567件"),
        ("20，502年", "20,502年"),
        ("第3，5，7项", "第3，5，7项"),
        ("增长6·5%", "增长6.5%"),
        ("“5·12”防灾", "“5·12”防灾"),
        ("完成2 3 9 . 9亿元", "完成239.9亿元"),
        ("完成 1 2 3 4 家", "完成 1234 家"),
        ("第 1 2 页", "第 1 2 页"),
        ("1 2 3 4 下一页", "1234 下一页"),
    ],
)
def test_numbers_whose_digits_were_set_apart(page, text):
    assert done(normalise_digits, page) == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("PM 2.5浓度下降", "PM2.5浓度下降"),
        ("降低PM 2.5浓度", "降低PM2.5浓度"),
        ("建成 5G 基站 300 个", "建成5G基站300个"),
        ("第一章 总 则", "第一章 总则"),
        ("专栏 1 重点工程", "专栏1 重点工程"),
        ("2023 2024", "2023 2024"),
        ("市长 王建国", "市长 王建国"),
        ("各位代表， 同志们 ", "各位代表，同志们"),
        ("坚持\u200b稳中\ufeff求进\u0007。", "坚持稳中求进。"),
        ("推进改革。\r\n\r\n\u3000\u3000扩大开放。\r稳定增长。", "推进改革。\n扩大开放。\n稳定增长。"),
        ("\u3000\n \t", ""),
        ("", ""),
    ],
)
def test_white_space_that_parts_nothing_goes(page, text):
    assert done(normalise_layout, page) == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("增长5%。<!-- 广告位\n投资增长6%。", "增长5%。\n投资增长6%。"),
        ("增长5%。<!-- 广告位 -->投资增长6%。", "增长5%。投资增长6%。"),
        ("增长5%。<script>var a = 1;", "增长5%。"),
        ("增长5%。<SCRIPT>var a = '</p>';</SCRIPT>投资增长6%。", "增长5%。投资增长6%。"),
        ("<!DOCTYPE html><p>增长5%。</p>", "\n增长5%。\n"),
        ("<![CDATA[a > b]]>增长5%。", "增长5%。"),
        ("<b>增长</b>5%<br/>6%", "增长5%\n6%"),
        ("<未完待续>增长5%，1<2", "<未完待续>增长5%，1<2"),
    ],
)
def test_markup_goes_also_where_it_was_never_closed(page, text):
    assert done(remove_markup, page) == text


def test_an_entity_without_its_ampersand_is_read_in_doubt():
    (edit,) = read_entities("ldquo;十四五")
    assert (edit.replacement, edit.certain, bool(edit.note)) == ("“", False, True)
    (edit,) = read_entities("&ldquo;十四五")
    assert (edit.replacement, edit.certain, edit.note) == ("“", True, "")
    assert done(read_entities, "A&B;C&nosuch;") == "A&B;C&nosuch;"


TITLE = "2022年某区政府工作报告"


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        # A title that the page repeats stands once: the last one, right above the text.
        (f"{TITLE}\n{TITLE}\n首页 > 政务公开\n浏览次数：12\n{BODY}", f"{TITLE}\n{BODY}"),
        # Below the last line of chrome stands the document's own title: all above is the page's.
        (f"{TITLE}\n热门\n首页 > 政务公开\n{TITLE}\n{BODY}", f"{TITLE}\n{BODY}"),
        # One line of chrome does not doom what stands around it.
        (f"首页 > 政务公开\n某区政府\n{BODY}", f"某区政府\n{BODY}"),
        (f"{BODY}\n某区政府\n打印本页", f"{BODY}\n某区政府"),
        # Two do.
        (f"首页 > 政务公开\n浏览次数：12\n热门\n{BODY}", BODY),
        (f"{BODY}\n热门\n打印本页\n关闭窗口\n热门", BODY),
        # A numbered heading is no title of a page.
        (f"首页 > 政务公开\n浏览次数：12\n一、工作回顾\n{BODY}", f"一、工作回顾\n{BODY}"),
    ],
)
def test_what_stands_around_the_document_goes(page, kept):
    assert done(remove_chrome, page).strip() == kept


HEADS = "序号\t工作任务\t责任单位"


def test_rows_of_a_line_become_cells_and_bars():
    page = f"{HEADS}\n1\t修路架桥。\t区交通局\n2\t通水通电。\t区水务局\n"
    cells = [cell for line in page.strip().split("\n") for cell in line.split("\t")]
    assert done(flatten_row_lines, page) == "".join(f"{cell}\n|\n" for cell in cells)
    assert {edit.kind for edit in flatten_row_lines(page)} == {"layout"}


def test_what_a_row_lacks_is_merged():
    text = "1 修路"
    assert apply_edits(text, flattened_row([(0, 1), (2, 4)], 4, 2)) == "1\n|\n修路\n|"
    assert apply_edits(text, flattened_row([(0, 1), (2, 4)], 4, 4)) == "1\n|\n修路\n|\n||"


@pytest.mark.parametrize(("rows", "is_table"), [(2, False), (3, True)])
def test_words_parted_by_spaces_are_a_table_from_three_rows_on(rows, is_table):
    page = "序号 工作任务 责任单位\n" + "".join(f"{no} 修路架桥{no}条 区交通局\n" for no in range(1, rows + 1))
    assert (done(flatten_spaced_rows, page) != page) == is_table
    assert (clean_page(page).text.count("|") > 0) == is_table


@pytest.mark.parametrize(("rows", "is_table"), [(1, False), (2, True)])
def test_lines_of_cells_are_a_table_from_two_rows_on(rows, is_table):
    page = "序号\n工作任务\n责任单位\n" + "".join(f"{no}\n修路架桥{no}条。\n区交通局\n" for no in range(1, rows + 1))
    assert (clean_page(page).text.count("|") > 0) == is_table


def test_each_cut_number_is_judged_by_itself():
    page = "共5\n3家\n全年完成地区生产总值123\n4.5亿元，增长5.6%。"
    assert done(join_split_numbers, page) == "共5\n3家\n全年完成地区生产总值1234.5亿元，增长5.6%。"


def test_a_paragraph_that_ends_with_the_page_s_width_is_not_joined_over_a_blank_line():
    lines = (
        "2023年，全区实现地区生产总值1638亿元、增长4.5%；一般公共预算收",
        "入222.6亿元、增长5.8%；完成规上工业产值2502亿元、增长2%；社会消费品零",
        "售总额933亿元、增长5%，固定资产投资增长6%，城镇居民人均可支配收入达到",
    )
    head = "2024年某区政府工作报告\n各位代表：\n一、2023年工作回顾\n"
    text = clean_page(f"{head}{chr(10).join(lines)}\n\n稳步提升各项民生事业水平。\n").text
    assert text == f"{head}{''.join(lines)}\n稳步提升各项民生事业水平。"


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("二〇三五年远景目标", "2035年远景目标"),
        ("二○二○年和一九九八年", "2020年和1998年"),
        ("二十五年来，三〇二五年", "二十五年来，三〇二五年"),
    ],
)
def test_years_in_characters_keep_their_place(text, digits):
    assert years_in_digits(text) == digits
    assert len(digits) == len(text)


@pytest.mark.parametrize(
    ("ordinal", "years"),
    [("14", (2021, 2025)), ("二十", (2051, 2055)), ("十二", (2011, 2015)), ("二十一", (2056, 2060))],
)
def test_plans_by_number(ordinal, years):
    assert plan_period(ordinal) == years


def test_a_few_traditional_forms_make_no_traditional_page():
    assert script_of("實現經濟發展" + "实现经济发展" * 20) == "simplified"
    assert script_of("實現經") == "simplified"
    assert script_of("") == "simplified"


def test_edits_out_of_order_are_a_fault_of_their_step():
    with pytest.raises(ValueError, match="begins before"):
        apply_edits("一二三", [Edit(1, 2, "", "layout"), Edit(0, 1, "", "layout")])


def test_a_change_of_a_change_is_named_for_the_greater_and_keeps_doubts_and_notes():
    earlier = [Edit(0, 2, "甲", "punctuation", False, "one"), Edit(3, 4, "乙", "script", True, "two")]
    text = apply_edits("一二三四五", earlier)
    (edit,) = compose(earlier, text, [Edit(0, len(text), "", "chrome", True, "one")])
    assert (edit.start, edit.end, edit.replacement) == (0, 5, "")
    assert (edit.kind, edit.certain, edit.note) == ("chrome", False, "one two")


def test_neighbouring_changes_of_one_kind_share_a_row():
    page = "一二三四五"
    edits = [
        Edit(0, 1, "甲", "layout"),
        Edit(1, 2, "", "layout"),
        Edit(2, 3, "丙", "script"),
        Edit(4, 5, "五", "layout"),
    ]
    rows = repairs_of(page, edits)
    assert [(row.kind, row.before, row.after, row.clean_start, row.clean_end) for row in rows] == [
        ("layout", "一二", "甲", 0, 1),
        ("script", "三", "丙", 1, 2),
    ]


def test_the_field_model_counts_what_stands_together():
    assert field_table(["发展经济\n发展", "稳"]) == "发\t2\n发展\t2\n展\t2\n济\t1\n稳\t1\n经\t1\n"
    assert field_table(["经济发展经济发展"]).count("\t2\n") == 4 + 3 + 2
    assert field_table(["a\tb"]) == "a\t1\nb\t1\n"


def test_only_pages_that_need_no_guess_enter_the_field_model(tmp_path, root):
    (tmp_path / "one.txt").write_text(f"{TITLE}\n{BODY}\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text(
        "各位代表：現在，我代表市人民政府，向大會報告工作，請予審議。\n" * 3, encoding="utf-8"
    )
    assert clean_texts(tmp_path) == [f"{TITLE}\n{BODY}"]
