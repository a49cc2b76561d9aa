"""The explorer, as a browser shows it: kinds of rows, filters, order, context, the address, the download."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from suzhou_priorities.extract.units import units
from suzhou_priorities.show.addresses import EXPLORER_PAGE, explorer_link
from suzhou_priorities.show.document_page import render_documents
from suzhou_priorities.show.explorer_page import LISTED_AT_ONCE, SELECTS, render_explorer
from suzhou_priorities.show.explorer_records import KINDS
from suzhou_priorities.show.tables_shown import TABLES_OF_EXPLORER
from suzhou_priorities.show.unit_names import parted_unit, unit_name
from suzhou_priorities.tables.assemble import assemble
from suzhou_priorities.tables.shards import process_shard
from suzhou_priorities.tables.store import frame_of, read_table, write_table
from tests.browser import needs_browser
from tests.show.record_views import View, data_of
from tests.show.test_document_page import MadeUp
from tests.show.test_pages import HOSTILE

REPORT, PLAN = "made_up_2024", "made_up_tasks_2024"
ROWS = "#rows > tr:not(.context)"


class Report(MadeUp):
    """A work report with figures, headline targets and promises."""

    def __init__(self, folder):
        super().__init__(folder)
        self.targets, self.promises = [], []
        front = self.section("", "")
        self.say(front, "各位代表：")
        past = self.section("一、", "2023年工作回顾")
        self.say(past, "一、2023年工作回顾", heading=True)
        inner = self.section("（一）", "经济稳中有进", 2, past)
        self.say(inner, "2023年工作扎实推进。")
        gdp = self.say(inner, "完成地区生产总值1638亿元、增长4.5%。")
        self.figure(gdp, "1638亿元", "gdp", "level", 1638, "亿元", 1.638e11, "元")
        self.figure(gdp, "4.5%", "gdp", "growth", 4.5, "%", 0.045, "ratio", estimated=True)
        trade = self.say(inner, "出口下降20%，补贴企业9000万元。")
        self.figure(trade, "20%", None, "growth", -20, "%", -0.2, "ratio", phrase="出口")
        self.figure(trade, "9000万元", None, "level", 9000, "万元", 9e7, "元", phrase="补贴企业", bound="ge")
        self.cell()
        plan = self.section("二、", "2024年安排")
        self.say(plan, "二、2024年安排", heading=True)
        aims = self.say(plan, "地区生产总值增长5%以上，外贸量稳质升。")
        more = {"status": "target", "year_start": 2024, "year_end": 2024, "bound": "ge"}
        aimed = self.figure(aims, "5%", "gdp", "growth", 5, "%", 0.05, "ratio", quote="地区生产总值增长5%以上", **more)
        self.targets += [
            (self.doc_id, aims, 1, "gdp", "地区生产总值", "number", aimed, "地区生产总值增长5%以上"),
            (self.doc_id, aims, 2, None, "外贸", "direction", None, "外贸量稳质升"),
        ]
        grain = self.say(plan, f"确保粮食安全，探索{HOSTILE}宅基地改革。")
        self.promise(grain, "确保粮食安全", "确保", "guarantee", "slogan")
        self.promise(grain, f"探索{HOSTILE}宅基地改革", "探索", "exploratory", "process")
        places = self.say(plan, "=1+1新增学位7470个，不新增大班额。")
        self.promise(places, "=1+1新增学位7470个", "新增", "plain", "figure_or_date")
        self.promise(places, "不新增大班额", "不新增", "plain", "figure_or_date", negated=True)
        self.sentences = [
            (*row[:7], "heading" if row[7] else "measure", "year", "economy", *row[10:]) for row in self.sentences
        ]

    def figure(self, sentence, printed, indicator, measure, value, unit, base, base_unit, **more):
        row = {
            "phrase": "地区生产总值",
            "indicator": indicator,
            "measure": measure,
            "status": "actual",
            "estimated": False,
            "basis": "unstated",
            "year_start": 2023,
            "year_end": 2023,
            "value": value,
            "unit": unit,
            "bound": "eq",
            "base_value": base,
            "base_unit": base_unit,
            "quote": printed,
            **more,
        }
        name = f"q{len(self.quantities) + 1:04d}"
        start = self.text.rindex(printed)
        self.quantities.append((self.doc_id, name, sentence, start, start + len(printed), *row.values()))
        return name

    def promise(self, sentence, text, verb, force, testability, negated=False):
        start = self.text.index(text)
        span = (start, start + len(text))
        self.promises.append((self.doc_id, sentence, *span, verb, text.removeprefix(verb), force, testability, negated))

    def write(self):
        super().write()
        write_table(frame_of("targets", self.targets), "targets", self.folder, csv=False)
        write_table(frame_of("commitments", self.promises), "commitments", self.folder, csv=False)


def task_plan(folder):
    """A task plan with three tasks; of the last no sentence is known."""
    made = MadeUp(folder, doc_id=PLAN, doc_type="task_plan", title="重点任务分解方案")
    section = made.section("一、", "主要目标")
    made.say(section, "一、主要目标", heading=True)
    made.cell()
    first = made.say(section, "1.地区生产总值增长5%以上。")
    second = made.say(section, "2.新改建农村公路60公里。")
    made.task(1, first, "地区生产总值增长5%以上。", leaders=["张三"], lead=["发改委"], co=["统计局"])
    made.task(2, second, "新改建农村公路60公里。", leaders=["张三"], inherited=True, lead=["交通局"])
    made.task(3, None, "办好一件实事。")
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with the tables of both documents."""
    parts = [tmp_path_factory.mktemp("part") for _ in range(2)]
    made = [Report(parts[0]), task_plan(parts[1])]
    for document in made:
        document.write()
    units = [
        (PLAN, 1, "发改委", "区发改委", "government", "lead", False),
        (PLAN, 1, "统计局", "区统计局", "government", "co", True),
    ]
    write_table(frame_of("task_units", units), "task_units", parts[1], csv=False)
    whole = tmp_path_factory.mktemp("whole")
    for name in {*TABLES_OF_EXPLORER, "repairs"}:
        tables = [read_table(name, part) for part in parts if (part / f"{name}.parquet").exists()]
        write_table(pd.concat(tables, ignore_index=True), name, whole, csv=False)
    (whole / "text").mkdir()
    for document in made:
        (whole / "text" / f"{document.doc_id}.txt").write_bytes(document.text.encode())
    return whole


@pytest.fixture(scope="module")
def page(folder):
    target = folder / "reports" / EXPLORER_PAGE
    render_explorer(target.parent / "en" / target.name, lang="en", processed=folder)
    render_explorer(target, lang="zh", processed=folder)
    return target


@pytest.fixture(scope="module")
def window(browser, page):
    found = View(browser, page, explorer_link)
    yield found
    found.tab.close()


@pytest.fixture
def view(window):
    window.begin()
    return window


def test_all_rows_of_the_tables_stand_in_the_page(folder, page):
    data = data_of(page)
    assert {kind: len(rows) for kind, rows in data["rows"].items()} == {
        "quantities": 5, "targets": 2, "commitments": 4, "tasks": 3
    }  # fmt: skip
    assert [row[6] for row in data["sentences"]] == list(read_table("sentences", folder)["text"])
    assert set(SELECTS) <= set(data["choices"])
    assert "这里列出 2 份文件中的 5 个数字、2 项预期目标、4 项承诺和 3 项任务" in page.read_text("utf-8")


def test_no_text_of_a_document_runs_and_no_address_leads_out(page):
    content = page.read_text("utf-8")
    assert content.count("<script") == 2
    assert HOSTILE not in content
    assert "http" not in content.replace("http-equiv", "")


def test_a_page_is_rendered_the_same_twice(folder, page):
    before = page.read_bytes()
    render_explorer(page, lang="zh", processed=folder)
    assert page.read_bytes() == before


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_shows_without_errors_requests_or_overflow(browser, page, lang, width):
    own = page if lang == "zh" else page.parent / "en" / page.name
    view = View(browser, own, explorer_link, width)
    for kind in KINDS:
        view.go(kind=kind, sort="document")
        view.tab.locator("#rows .open button").first.click()
        view.check_shown()
        assert view.tab.locator("#records thead").is_visible()
    view.tab.close()


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"kind": "quantities"}, 5),
        ({"kind": "quantities", "indicator": "gdp"}, 3),
        ({"kind": "quantities", "indicator": "gdp", "status": "target"}, 1),
        ({"kind": "quantities", "measure": "level"}, 2),
        ({"kind": "quantities", "year": "2023"}, 4),
        ({"kind": "quantities", "district": "浙江省杭州市西湖区"}, 5),
        ({"kind": "quantities", "document": PLAN}, 0),
        ({"kind": "quantities", "word": "產值 １６３８"}, 0),
        ({"kind": "quantities", "word": "生產總值 5%以上"}, 1),
        ({"kind": "targets", "form": "direction"}, 1),
        ({"kind": "targets", "domain": "economy"}, 2),
        ({"kind": "commitments", "force": "plain", "testability": "figure_or_date"}, 2),
        ({"kind": "commitments", "horizon": "year", "word": "粮食"}, 1),
        ({"kind": "tasks", "unit": "区统计局"}, 1),
        ({"kind": "tasks", "leader": "张三"}, 2),
        ({"kind": "tasks", "word": "交通局"}, 1),
        ({"kind": "tasks", "year": "2024"}, 3),
    ],
)
def test_the_address_chooses_rows(view, chosen, found):
    view.go(**chosen)
    assert len(view.texts(ROWS)) == found
    assert dict(part.split("=", 1) for part in view.address.split("&")) == chosen


@needs_browser
@pytest.mark.browser
def test_without_an_address_the_figures_are_listed_and_what_does_not_apply_is_said(view):
    assert view.count == "数字：全部 5 项。"
    view.go(kind="tasks", indicator="gdp", sort="value")
    assert "indicator=gdp、sort=value 不适用于这里" in view.count
    assert len(view.texts(ROWS)) == 3


@needs_browser
@pytest.mark.browser
def test_figures_are_ordered_as_numbers_by_size_and_missing_ones_come_last(view):
    view.go(kind="quantities", sort="value")
    assert view.texts("#rows .number:nth-child(3)") == ["−20%", "4.5%", "≥5%", "≥9,000万元", "1,638亿元"]
    view.go(kind="targets", sort="-value")
    assert view.texts("#rows td.number:nth-child(5)") == ["≥5%", "—"]
    view.go(kind="targets", sort="value")
    assert view.texts("#rows td.number:nth-child(5)") == ["≥5%", "—"]
    view.go(kind="targets", sort="indicator")
    assert view.texts("#rows td.indicator") == ["地区生产总值", "—"]


@needs_browser
@pytest.mark.browser
def test_a_head_of_a_column_orders_the_rows_by_keyboard_and_says_so(view):
    view.tab_to("one.closest('th')?.dataset.column === 'value'")
    head = view.tab.locator("[data-column=value]")
    assert head.get_attribute("aria-sort") == "none"
    for order, first, address in (
        ("ascending", "−20%", "kind=quantities&sort=value"),
        ("descending", "1,638亿元", "kind=quantities&sort=-value"),
        ("none", "1,638亿元", "kind=quantities"),
    ):
        view.tab.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == order
        assert view.texts("#rows .number:nth-child(3)")[0] == first
        assert view.address == address
        assert view.tab.evaluate("document.activeElement.closest('th').dataset.column") == "value"


@needs_browser
@pytest.mark.browser
def test_a_row_shows_its_sentence_in_its_context(view):
    view.go(kind="quantities", word="1638")
    button = view.tab.locator("#rows .open button")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    view.tab.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert view.texts(".context .where") == ["一、2023年工作回顾 › （一）经济稳中有进"]
    # No heading counts as a sentence before or after.
    assert view.texts(".context .around") == ["2023年工作扎实推进。", "出口下降20%，补贴企业9000万元。"]
    assert view.texts(".context .said") == ["完成地区生产总值1638亿元、增长4.5%。"]
    assert view.texts(".context mark") == view.texts(".context .quoted") == ["1638亿元"]
    button.click()
    assert view.texts(".context") == []
    view.go(kind="commitments", word="宅基地")
    assert view.texts("td.verb, td.force, td.testability") == ["探索", "探索", "过程"]
    view.tab.locator("#rows .open button").click()
    assert view.texts(".context .quoted") == ["探索", f"{HOSTILE}宅基地改革"]
    assert view.texts(".context mark") == ["探索"]
    assert view.tab.locator("#rows img, #rows script").count() == 0


@needs_browser
@pytest.mark.browser
def test_a_row_leads_to_its_highlighted_sentence_in_the_document(view, folder):
    pages = {name: folder / "reports" / "documents" / f"{name}.html" for name in (REPORT, PLAN)}
    render_documents(pages, lang="zh", processed=folder, raw=folder)
    view.go(kind="quantities", word="1638")
    view.tab.locator("td.quote a").click()
    assert view.tab.url.endswith(f"documents/{REPORT}.html#s0004")
    aimed = view.tab.locator(".sentence:target")
    assert "完成地区生产总值1638亿元" in aimed.text_content()
    colours = "getComputedStyle(document.querySelector('.sentence{0}')).backgroundColor"
    assert view.tab.evaluate(colours.format(":target")) != view.tab.evaluate(colours.format(":not(:target)"))
    # A task whose sentence is unknown leads to its row of the table.
    view.go(kind="tasks", word="实事")
    assert view.tab.locator("td.task a").get_attribute("href") == f"documents/{PLAN}.html#t0003"
    assert 'id="t0003"' in pages[PLAN].read_text("utf-8")


@needs_browser
@pytest.mark.browser
def test_tasks_stand_with_full_names_of_units_and_with_leaders(view):
    view.go(kind="tasks")
    assert view.texts("td.leaders") == ["张三", "张三（同上行）", "—"]
    assert view.texts("td.lead") == ["区发改委", "交通局", "—"]
    assert view.texts("td.co") == ["区统计局†", "—", "—"]


@needs_browser
@pytest.mark.browser
def test_what_is_shown_can_be_downloaded_as_a_table_without_formulas(view):
    view.go(kind="quantities", indicator="gdp", sort="-value")
    assert view.download().startswith(b"\xef\xbb\xbf")
    rows = view.table()
    assert [(row["数值"], row["单位"], row["界限"], row["是否预计"]) for row in rows] == [
        ("1638", "亿元", "eq", "否"),
        ("5", "%", "ge", "否"),
        ("4.5", "%", "eq", "是"),
    ]
    assert rows[0]["所在句"] == "完成地区生产总值1638亿元、增长4.5%。"
    assert rows[0]["地址"] == f"documents/{REPORT}.html#s0004"
    assert rows[0]["地区"] == "浙江省杭州市西湖区"
    view.go(kind="commitments", force="plain")
    rows = view.table()
    assert rows[0]["原文"] == "'=1+1新增学位7470个"
    assert [row["是否否定"] for row in rows] == ["否", "是"]
    view.go(kind="tasks", leader="张三")
    assert [row["牵头单位"] for row in view.table()] == ["区发改委", "交通局"]


@needs_browser
@pytest.mark.browser
def test_when_nothing_fits_the_page_says_what_could_be_given_up(view):
    view.go(kind="quantities", status="target", measure="level")
    assert view.count.startswith("数字：没有符合条件的（全部 5 项）。")
    assert view.texts("#instead button") == ["不限实绩或目标“目标”：2 项", "不限数值类型“数值”：1 项"]
    assert view.tab.locator("#download").is_disabled()
    assert view.tab.locator("#records").is_hidden()
    view.tab.get_by_role("button", name="不限数值类型").click()
    assert len(view.texts(ROWS)) == 1
    assert view.address == "kind=quantities&status=target"


@needs_browser
@pytest.mark.browser
def test_kind_filters_and_order_stand_in_the_address_and_the_way_back_works(view):
    view.tab.get_by_label("承诺（4）").check()
    assert view.address == "kind=commitments"
    assert view.tab.locator("#by-indicator").is_hidden()
    view.tab.get_by_label("承诺的力度").select_option("plain")
    view.tab.locator("[data-column=verb] button").click()
    assert view.address == "kind=commitments&force=plain&sort=verb"
    view.tab.go_back()
    view.wait_for_address("kind=commitments&force=plain")
    view.tab.go_back()
    assert len(view.texts(ROWS)) == 4
    view.tab.go_back()
    view.wait_for("#rows td.phrase", 5)
    view.tab.go_forward()
    view.tab.get_by_role("link", name="English").click()
    view.tab.wait_for_url("**/en/explorer.html*")
    assert view.tab.get_by_label("Promises (4)").is_checked()
    assert view.count == "Promises: all 4."


@needs_browser
@pytest.mark.browser
def test_in_english_units_are_named_and_magnitudes_worked_in(browser, page):
    view = View(browser, page.parent / "en" / page.name, explorer_link, kind="quantities", sort="value")
    assert view.texts("#rows td.number:nth-child(3)") == [
        "−20%",
        "4.5%",
        "≥5%",
        "≥90 million yuan",
        "163.8 billion yuan",
    ]
    assert view.table()[-1]["unit"] == "100 million yuan"
    assert view.texts("td.status") == ["achieved", "achieved (estimate)", "aimed at", "achieved", "achieved"]
    view.tab.close()


@needs_browser
@pytest.mark.browser
def test_in_print_the_table_stands_without_the_form_and_fits_the_paper(browser, page):
    view = View(browser, page, explorer_link, 660, kind="quantities", indicator="gdp")
    view.tab.emulate_media(media="print")
    assert view.tab.locator("#filters").is_hidden()
    assert view.tab.locator("#chosen").text_content() == "筛选条件：指标“地区生产总值”"
    assert view.tab.evaluate("getComputedStyle(document.querySelector('#rows tr')).display") == "table-row"
    assert view.tab.evaluate("document.documentElement.scrollWidth") <= view.width
    view.tab.close()


@needs_browser
@pytest.mark.browser
def test_on_a_phone_rows_are_cards_with_the_names_of_their_cells(browser, page):
    view = View(browser, page, explorer_link, 390, kind="targets")
    assert view.tab.evaluate("getComputedStyle(document.querySelector('#rows tr')).display") == "block"
    assert view.tab.evaluate("getComputedStyle(document.querySelector('#rows td'), '::before').content") == '"次序"'
    # Who comes from a figure sees the rows first; the order is chosen in the form.
    view.tab.locator("#filter-box summary").click()
    view.tab.get_by_label("排序").select_option("-order")
    assert view.texts("td.target") == ["外贸", "地区生产总值"]
    view.tab.close()


@needs_browser
@pytest.mark.browser
def test_an_empty_corpus_says_so_and_long_lists_come_in_steps(browser, tmp_path):
    made = MadeUp(tmp_path, title=None)
    section = made.section("", "")
    told = made.say(section, "居民收入增长5%。")
    for _ in range(LISTED_AT_ONCE + 1):
        made.count(told, "5%", year_start=None, year_end=None)
    made.write()
    page = tmp_path / "reports" / EXPLORER_PAGE
    render_explorer(page, lang="zh", processed=tmp_path)
    view = View(browser, page, explorer_link)
    assert len(view.texts(ROWS)) == LISTED_AT_ONCE
    assert view.texts("#rows td.number:nth-child(6)")[0] == "—"
    view.tab.get_by_role("button", name="再列 1 行").click()
    assert len(view.texts(ROWS)) == LISTED_AT_ONCE + 1
    for kind, said in (
        ("targets", "没有提取到预期目标"),
        ("commitments", "没有提取到承诺"),
        ("tasks", "没有任务分解方案"),
    ):
        view.go(kind=kind)
        assert said in view.count
        assert view.tab.locator("#records").is_hidden()
    assert view.complaints == []
    view.tab.close()


def test_every_unit_of_the_codebook_has_an_english_name():
    named = {unit: unit_name(unit, "en") for unit in units()}
    assert not [name for name in named.values() if re.search(r"[\u4e00-\u9fff]", name)]


@pytest.mark.parametrize(
    ("printed", "parts", "name", "scaled"),
    [
        ("亿元", ("亿", "元"), "100 million yuan", "yuan"),
        ("万亿元", ("万亿", "元"), "trillion yuan", "yuan"),
        ("万人次", ("万", "人次"), "10,000 person-times", "person-times"),
        ("万", ("万", ""), "10,000", ""),
        ("条（个）", ("", "条"), "items", "items"),
        ("%", ("", "%"), "%", "%"),
        ("个百分点", ("", "个百分点"), "percentage points", "percentage points"),
        (":1", ("", ":1"), ":1", ":1"),
        ("", ("", ""), "", ""),
        ("未知单位", ("", "未知单位"), "未知单位", "未知单位"),
    ],
)
def test_a_unit_is_named_with_its_magnitude_or_without(printed, parts, name, scaled):
    assert parted_unit(printed) == parts
    assert unit_name(printed, "zh") == printed
    assert unit_name(printed, "en") == name
    assert unit_name(printed, "en", is_scaled=True) == scaled


@pytest.mark.long
def test_the_explorer_of_the_corpus_is_light_and_whole(root, tmp_path):
    process_shard(sorted((root / "data" / "raw").glob("*.txt")), tmp_path / "shard", sidecar_needed=True)
    assemble([tmp_path / "shard"], tmp_path)
    page = tmp_path / "reports" / EXPLORER_PAGE
    render_explorer(page, lang="zh", processed=tmp_path)
    assert page.stat().st_size < 1_500_000
    rows = data_of(page)["rows"]
    assert {kind: len(found) for kind, found in rows.items()} == {
        kind: len(read_table(kind, tmp_path)) for kind in KINDS
    }
