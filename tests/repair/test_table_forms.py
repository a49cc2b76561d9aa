"""Tables of tasks come in many forms; all become cells and lines of bars, and the page can be given back."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suzhou_priorities.repair.clean import clean_page
from suzhou_priorities.repair.edits import restore_raw

TITLE = "临江县2023年政府工作报告任务分解表"
HEADS = ("序号", "工作任务", "牵头领导", "牵头单位", "责任单位", "完成时限")
ROWS = (
    ("1", "地区生产总值增长6%。", "张伟", "县发改局", "县统计局、县工信局", "全年"),
    ("2", "一般公共预算收入增长5%。", "", "县财政局", "县税务局", "6/30"),
    ("3", "新增规上工业企业20家以上。", "李强", "县工信局", "各乡镇", "12月底前"),
)


def flat(*cells: str, merged: int = 0) -> str:
    row = "".join(f"{cell}\n|\n" for cell in cells)
    return row + ("|" * merged + "\n" if merged else "")


FLAT = f"{TITLE}\n{flat(*HEADS)}{''.join(flat(*row) for row in ROWS)}".rstrip("\n")


def html(*rows: str) -> str:
    return f"<h1>{TITLE}</h1><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def tds(*cells: str) -> str:
    return "".join(f"<td>{cell}</td>" for cell in cells)


def lines(separator: str, left: str = "", right: str = "") -> str:
    return "\n".join([TITLE, *(left + separator.join(row) + right for row in (HEADS, *ROWS))])


def text_of(page: str) -> str:
    clean = clean_page(page)
    assert restore_raw(clean.text, clean.repairs) == page
    assert clean_page(clean.text).text == clean.text
    return clean.text


RULE = f"| {' | '.join(['---'] * 6)} |"


@pytest.mark.parametrize(
    "page",
    [
        html(*(tds(*row) for row in (HEADS, *ROWS))),
        html(tds(*HEADS).replace("td>", "th>"), *(tds(*row) for row in ROWS)).replace("</tr>", "</tr>\r\n\r\n"),
        html(*("".join(f"<td width='9'><p>{cell}</p>" for cell in row) for row in (HEADS, *ROWS))),
        f"<table><tr><td>首页</td><td>{html(*(tds(*row) for row in (HEADS, *ROWS)))}</td></tr></table>",
        lines("\t"),
        lines("\t").replace("\n", "\r\n\r\n"),
        lines(" | "),
        lines("|"),
        lines(" ｜ "),
        lines(" | ", "| ", " |"),
        lines(" | ", "| ", " |").replace("\n| 1 |", f"\n{RULE}\n| 1 |"),
    ],
    ids=[
        "html",
        "html with heads",
        "html without closing tags",
        "html within a layout table",
        "tabs",
        "tabs, blank lines",
        "pipes",
        "pipes without spaces",
        "full-width pipes",
        "outer pipes",
        "markdown",
    ],
)
def test_every_form_of_a_table_becomes_cells_and_bars(page):
    assert text_of(page).removeprefix("首页\n") == FLAT


def test_merged_cells_of_an_html_table_become_runs_of_bars():
    page = html(
        tds("序号", "项目", "工作任务", "牵头领导", "责任单位"),
        '<td colspan="5">一、着力稳增长</td>',
        "<td rowspan=2>1</td><td rowspan=2>扩大投资</td><td>1.完成投资85亿元。</td><td rowspan=2>周平</td><td>县发改局</td>",
        tds("2.建成标准厂房20万平方米。", "县住建局<br>县城投公司"),
    )
    rows = (
        flat("序号", "项目", "工作任务", "牵头领导", "责任单位"),
        flat("一、着力稳增长", merged=4),
        flat("1", "扩大投资", "1.完成投资85亿元。", "周平", "县发改局"),
        flat("2.建成标准厂房20万平方米。", "县住建局\n县城投公司", merged=3),
    )
    assert text_of(page) == f"{TITLE}\n{''.join(rows)}".rstrip("\n")


def test_units_that_go_on_from_the_row_above_are_repeated_in_their_column():
    page = html(
        tds("序号", "工作任务", "牵头领导", "牵头单位", "配合单位"),
        tds("1", "完成投资30亿元。", "刘明").replace("<td>刘明", "<td rowspan='2'>刘明")
        + "<td rowspan='3'>县发改局</td><td>县统计局</td>",
        tds("2", "新签约项目40个。", "县商务局"),
        tds("3", "举办展会2场。", "王强") + '<td rowspan="2">县工信局<br/>县财政局</td>',
        tds("4", "建成绿道12公里。", "孙丽", "县城管局"),
    )
    rows = (
        flat("序号", "工作任务", "牵头领导", "牵头单位", "配合单位"),
        flat("1", "完成投资30亿元。", "刘明", "县发改局", "县统计局"),
        flat("2", "新签约项目40个。", "县发改局", "县商务局", merged=1),
        flat("3", "举办展会2场。", "王强", "县发改局", "县工信局\n县财政局"),
        flat("4", "建成绿道12公里。", "孙丽", "县城管局", "县工信局 县财政局"),
    )
    assert text_of(page) == f"{TITLE}\n{''.join(rows)}".rstrip("\n")


def test_sections_between_rows_on_one_line_stand_across_the_table():
    page = lines("\t").replace("\n1\t", "\n一、着力稳增长\n1\t").replace("\n3\t", "\n（二）做强工业\n3\t")
    text = text_of(page)
    assert flat("一、着力稳增长", merged=5) in text
    assert flat("（二）做强工业", merged=5) in text


@pytest.mark.parametrize("separator", ["\t", " | "])
@pytest.mark.parametrize("between", ["分享到：微信 微博", "注：第一位的为牵头单位。", "各镇：\n请认真落实。"])
@pytest.mark.parametrize("before", ["1", "2", "3"])
def test_a_table_goes_on_behind_other_lines_with_the_next_number(separator, between, before):
    page = lines(separator)
    row = page.index(f"\n{before}{separator}")
    text = text_of(page[:row] + "\n" + between + page[row:])
    assert all(f"{cell}\n|\n" in text + "\n" for cells in ROWS for cell in cells)
    assert "\t" not in text


def test_a_row_that_is_no_next_one_is_no_part_of_the_table():
    text = text_of(lines("\t") + "\n以上任务请认真落实。\n5\t完成投资5亿元。\t李强\t县工信局\t各乡镇\t年底")
    assert text.count("\n|\n") + text.endswith("\n|") == FLAT.count("\n|\n") + 1


def test_a_section_with_empty_cells_behind_it_stands_across_the_table():
    page = (
        lines("\t")
        .replace("\n1\t", "\n一、着力稳增长\t\t\t\t\t\n1\t")
        .replace("\n3\t", "\n\t（二）做强工业\t\t\t\t\n3\t")
    )
    text = text_of(page)
    assert flat("一、着力稳增长", merged=5) in text
    assert flat("（二）做强工业", merged=5) in text


def test_a_row_that_a_line_feed_within_a_cell_cut_is_put_together():
    page = lines("\t").replace("新增规上工业企业20家以上。", "新增规上工业企业20家以上，\n完成投资5亿元。")
    assert flat("3", "新增规上工业企业20家以上，\n完成投资5亿元。", "李强").rstrip("\n") in text_of(page)


def test_rows_of_numbered_tasks_need_no_heads():
    page = f"{TITLE}\n" + "\n".join(f"{no}\t建成公园{no}个。\t县城管局、各乡镇" for no in range(1, 5))
    assert flat("4", "建成公园4个。", "县城管局、各乡镇").rstrip("\n") in text_of(page)


@pytest.mark.parametrize(
    "page",
    [
        "首页 | 政务公开 | 办事服务 | 互动交流\n新闻 | 公告 | 通知 | 专题\n某区政府工作报告\n各位代表：",
        "指标\t2020年\t2025年\t属性\n人均预期寿命\t81岁\t82岁\t预期性\n森林覆盖率\t20%\t21%\t约束性",
        "<table><tr><td>索引号：</td><td>0142/2023</td></tr><tr><td>发布机构：</td><td>县政府办公室</td></tr></table>",
        "<table><tr><td><p>各位代表：</p><p>过去一年，全县经济稳中向好。</p></td><td>相关链接</td></tr></table>",
    ],
    ids=["menus", "indicators", "metadata", "layout"],
)
def test_other_rows_are_no_tables_of_tasks(page):
    assert "\n|\n" not in text_of(page)


def test_cells_on_lines_of_their_own_are_parted_into_rows_by_their_numbers():
    rows = [[cell or "县长" for cell in row] for row in ROWS]
    expected = f"{TITLE}\n{flat(*HEADS)}{flat('一、稳增长', merged=5)}{''.join(flat(*row) for row in rows)}"
    page = "\n\n".join([TITLE, *HEADS, "一、稳增长", *(cell for row in rows for cell in row), "注：首位为牵头单位。"])
    assert text_of(page) == f"{expected}注：首位为牵头单位。"


def test_cells_on_lines_of_their_own_stay_as_they_are_where_a_row_does_not_add_up():
    assert "|" not in text_of("\n".join([TITLE, *HEADS, *(cell for row in ROWS for cell in row if cell)]))
    last_row_short = [*ROWS[0], *(cell for cell in ROWS[1] if cell), "注：首位为牵头单位。"]
    assert "|" not in text_of("\n".join([TITLE, *HEADS, *last_row_short]))


SPACED = (
    "常熟市2018年政府工作任务分解表\n序号 名称 工作任务 牵头责任单位\n\n一、主要预期目标分解(3项)\n\n"
    "1 地区生产总值增长7%以上,服务业增加值占GDP比重47.1%. 发改委\n\n2 一般公共预算收入增长8%以上. 财政局\n\n"
    "5 建设科创园 新增企业10家. 发改委、经信委、科技局\n"
)


def test_rows_with_spaces_between_cells_are_parted_at_their_number_and_their_offices():
    rows = (
        flat("序号", "名称", "工作任务", "牵头责任单位"),
        flat("一、主要预期目标分解（3项）", merged=3),
        flat("1", "地区生产总值增长7%以上，服务业增加值占GDP比重47.1%。", "发改委", merged=1),
        flat("2", "一般公共预算收入增长8%以上。", "财政局", merged=1),
        flat("5", "建设科创园新增企业10家。", "发改委、经信委、科技局", merged=1),
    )
    assert text_of(SPACED) == f"常熟市2018年政府工作任务分解表\n{''.join(rows)}".rstrip("\n")


@pytest.mark.parametrize("between", ["分享到：微信 微博", "— 2 —", "注：首位为牵头单位。\n打印本页"])
def test_a_table_with_spaces_goes_on_behind_other_lines_with_the_next_number(between):
    rows = [f"{no} 建成公园{no}个。 县城管局、各乡镇" for no in range(1, 5)]
    page = "\n".join([TITLE, "序号 工作任务 责任单位", *rows[:3], between, rows[3]])
    assert flat("4", "建成公园4个。", "县城管局、各乡镇").rstrip("\n") in text_of(page)


def test_rows_with_spaces_whose_end_lists_no_offices_stay_as_they_are():
    text = text_of(SPACED.replace("发改委", "尽快完成").replace(". ", "。 "))
    assert "|" not in text
    assert text.startswith("常熟市2018年政府工作任务分解表\n")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (
            "市农业农村局 市财政局　市水利局 各县（市、区）人民政府",
            "市农业农村局 市财政局 市水利局 各县（市、区）人民政府",
        ),
        ("各镇（街道） ★区教育局", "各镇（街道） ★区教育局"),
        ("牵头单位：区城管局 配合单位：区园林局、 各街道", "牵头单位：区城管局 配合单位：区园林局、各街道"),
        ("李 强", "李强"),
        ("推 进市民中 心建设，扩建区医院 新院区。", "推进市民中心建设，扩建区医院新院区。"),
    ],
)
def test_in_a_cell_a_space_behind_the_name_of_an_office_stays(cell, kept):
    assert f"\n{kept}\n" in text_of(f"{flat('序号', '工作任务', '责任单位', '1', '新建学校3所。', cell)}")


def test_outside_cells_spaces_between_chinese_words_go():
    assert (
        text_of("由市财政局 市水利局共同负责，统筹推进各项重点工作。")
        == "由市财政局市水利局共同负责，统筹推进各项重点工作。"
    )


WORDS = ("序号", "工作任务", "责任单位", "牵头领导", "1", "2", "3", "一、稳增长", "区教育局 区财政局", "新建学校3所。")
SIGNS = ("6/30", "\t", "|", " | ", "｜", "\n", "\n", "\n|\n", "|||", "---", " ", "\r\n", "首页", "打印本页")
TAGS = ("<table>", "</table>", "<tr>", "</tr>", "<td>", "<td colspan=3>", "</td>", "<th>", "<br>", "<")
PIECES = st.sampled_from((*WORDS, *SIGNS, *TAGS))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60).map("".join))
def test_nothing_is_lost_from_any_table(page):
    clean = clean_page(page)
    assert restore_raw(clean.text, clean.repairs) == page


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["", "新建学校3所。", "区教育局", "李强", "6/30"]), min_size=5, max_size=60))
def test_nothing_is_lost_below_heads_whatever_the_cells(cells):
    rows = [[str(no), *cells[no * 5 - 5 : no * 5]] for no in range(1, len(cells) // 5 + 1)]
    for page in (
        html(*(tds(*row) for row in (HEADS, *rows))),
        "\n".join("\t".join(row) for row in (HEADS, *rows)),
        "\n".join(" | ".join(row) for row in (HEADS, *rows)),
        "\n".join(cell for row in (HEADS, *rows) for cell in row),
    ):
        clean = clean_page(page)
        assert restore_raw(clean.text, clean.repairs) == page


@pytest.mark.parametrize(
    "page",
    [
        "序号\t工作任务\t责任单位\n" * 8_000,
        "| - | " * 30_000 + "x",
        "-" * 200_000 + "x",
        "序号 工作任务 责任单位\n1 a 教育局\n2 b 教育局\n3 c\n" * 3_000,
        ("序号\n工作任务\n责任单位\n1\na\nb\n一、x\n" * 4_000) + "1\n",
        "<table><tr><td>序号<td>工作任务<td>责任单位" * 3_000,
        "|\n" + "区教育局 " * 20_000 + "\n|\n",
    ],
    ids=["heads", "pipes", "dashes", "spaced rows", "cells", "open tables", "spaces"],
)
def test_long_pages_take_linear_time(page):
    start = time.perf_counter()
    clean_page(page)
    assert time.perf_counter() - start < 10
