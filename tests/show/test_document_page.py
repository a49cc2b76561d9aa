"""The page of a document: its text, every sentence and number with an address, repairs on request, as a browser shows it."""

from __future__ import annotations

import time
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.show.addresses import document_page, sentence_link
from suzhou_priorities.show.document_page import render_document
from suzhou_priorities.show.site import PLACES
from suzhou_priorities.show.spans import Span, SpannedText
from suzhou_priorities.show.tables_shown import TABLES_OF_DOCUMENT
from suzhou_priorities.tables.assemble import assemble
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.shards import process_shard
from suzhou_priorities.tables.store import frame_of, read_table, write_table
from tests.browser import needs_browser
from tests.show.test_pages import HOSTILE

VOID = {"meta", "link", "input", "br", "img"}
LONG_WORD = "x" * 400


class Page(HTMLParser):
    """Reads a page strictly: every tag closes in order. Keeps addresses, links, and the text by sentence."""

    def __init__(self, content):
        super().__init__()
        self.open, self.ids, self.links, self.titles = [], [], [], {}
        self.sentences, self.tags, self.inside = {}, {}, []
        self.feed(content)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if "id" in found:
            self.ids.append(found["id"])
            self.tags[found["id"]] = tag
            self.titles[found["id"]] = found.get("title", "")
        if "href" in found:
            self.links.append(found["href"])
        if tag in VOID:
            return
        self.open.append(tag)
        name = found.get("id") if found.get("class") == "sentence" else None
        self.inside.append(name or (self.inside[-1] if self.inside else None))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.inside.pop()

    def handle_data(self, data):
        if self.inside and self.inside[-1] and "del" not in self.open:
            self.sentences[self.inside[-1]] = self.sentences.get(self.inside[-1], "") + data


class MadeUp:
    """A document that is put together from sentences, and written as the tables that a page is made from."""

    def __init__(
        self, folder, doc_id="made_up_2024", doc_type="work_report", title="2024年西湖区政府工作报告", warnings=()
    ):
        self.folder, self.doc_id, self.doc_type, self.title = folder, doc_id, doc_type, title
        self.warnings, self.text = list(warnings), ""
        self.sections, self.sentences, self.quantities, self.repairs, self.tasks = [], [], [], [], []

    def section(self, number, heading, level=1, parent=None, inferred=False):
        name = f"c{len(self.sections) + 1:04d}"
        self.sections.append(
            (self.doc_id, name, parent, level, "plan", number, heading, inferred, len(self.sections) + 1)
        )
        return name

    def say(self, section, text, heading=False):
        start = len(self.text)
        self.text += text
        name = f"s{len(self.sentences) + 1:04d}"
        function = "heading" if heading else None
        self.sentences.append(
            (
                self.doc_id,
                name,
                section,
                "plan",
                text,
                start,
                len(self.text),
                function,
                None,
                None,
                None,
                None,
                [],
                None,
            )
        )
        return name

    def cell(self, text="\n"):
        self.text += text

    def count(self, sentence, quote, **more):
        start = self.text.index(quote)
        row = {
            "phrase": "地区生产总值",
            "indicator": None,
            "measure": "growth",
            "status": "actual",
            "estimated": False,
            "basis": "unstated",
            "year_start": 2023,
            "year_end": 2023,
            "value": 5.0,
            "unit": "%",
            "bound": "eq",
            "base_value": 0.05,
            "base_unit": "ratio",
            "quote": quote,
            **more,
        }
        name = f"q{len(self.quantities) + 1:04d}"
        self.quantities.append((self.doc_id, name, sentence, start, start + len(quote), *row.values()))
        return name

    def repair(self, after, before, kind="script", certain=True, note="", at=None):
        start = self.text.index(after) if at is None else at
        span = (start, start + len(before), start, start + len(after))
        self.repairs.append((self.doc_id, kind, *span, before, after, certain, note))

    def task(self, no, sentence, text="任务", leaders=(), inherited=False, lead=(), co=()):
        group = (1, "一", False, "组", text, list(leaders), inherited, list(lead), list(co), None, sentence)
        self.tasks.append((self.doc_id, no, *group))

    def write(self):
        document = (
            self.doc_id, self.title, "浙江省杭州市西湖区", None, self.doc_type, 2024, 2023, 2023, 2024, 2024, "2024-01-09",
            "utf-8", "simplified", len(self.text), len(self.text), len(self.sections), len(self.sentences),
            len(self.repairs), self.warnings,
        )  # fmt: skip
        rows = {
            "documents": [document],
            "sections": self.sections,
            "sentences": self.sentences,
            "quantities": self.quantities,
            "repairs": sorted(self.repairs, key=lambda row: row[4]),
            "tasks": self.tasks,
        }
        for name in TABLES_OF_DOCUMENT:
            assert name in SCHEMAS
            write_table(frame_of(name, rows[name]), name, self.folder, csv=False)
        (self.folder / "text").mkdir(exist_ok=True)
        (self.folder / "text" / f"{self.doc_id}.txt").write_bytes(self.text.encode())

    def render(self, lang="zh"):
        self.write()
        base = self.folder / "reports" if lang == "zh" else self.folder / "reports" / lang
        target = base / "documents" / f"{self.doc_id}.html"
        render_document(target, doc_id=self.doc_id, lang=lang, processed=self.folder, raw=self.folder)
        return target


def report(folder, **more):
    """A small work report with all that can be marked."""
    made = MadeUp(folder, **more)
    front = made.section("", "")
    made.say(front, "各位代表：")
    made.cell()
    first = made.section("一、", "2023年工作回顾")
    made.say(first, "一、2023年工作回顾", heading=True)
    made.cell()
    second = made.section("（一）", "经济稳中有进", 2, first)
    made.say(second, "（一）经济稳中有进。", heading=True)
    growth = made.say(second, "地区生产总值增长5%至6%，居民收入达62700元。")
    made.say(second, f"全区上下{HOSTILE}团结奋斗。")
    made.cell()
    for number in range(40):
        made.say(second, f"第{number}项工作扎实推进，人民群众的获得感、幸福感、安全感不断增强。")
        made.cell()
    third = made.section("二、", "2024年工作安排", inferred=True)
    goal = made.say(third, "全年新增就业2万人，力争达到2.5万人以上。")
    made.cell()
    ends = {"indicator": "gdp", "bound": "ge"}
    made.count(growth, "5%至6%", **ends)
    made.count(growth, "5%至6%", **{**ends, "bound": "le", "value": 6.0})
    made.count(growth, "62700元", measure="level", value=62700.0, unit="元", phrase="居民收入", estimated=True)
    made.count(
        goal,
        "2万人",
        status="target",
        measure="count",
        value=2.0,
        unit="万人",
        phrase="新增就业",
        year_start=None,
        year_end=None,
    )
    made.repair("团结", "團結")
    made.repair("居民收入", "居民收人", "misdecoded", certain=False, note="more than one reading is possible")
    return made


@pytest.fixture
def made(tmp_path):
    return report(tmp_path)


def read(target):
    return Page(target.read_text("utf-8"))


def test_every_sentence_and_every_number_has_its_address(made):
    page = read(made.render())
    addresses = [row[1] for row in (*made.sections, *made.sentences, *made.quantities)]
    assert set(addresses) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert {f"#{row[1]}" for row in made.sentences} <= set(page.links)
    assert {row[1]: row[4] for row in made.sentences} == page.sentences


def test_headings_follow_the_outline_and_a_supplied_one_is_marked(made):
    page = read(made.render())
    assert (page.tags["c0002"], page.tags["c0003"], page.tags["c0004"]) == ("h2", "h3", "h2")
    content = made.render().read_text("utf-8")
    assert "二、2024年工作安排 <small" in content
    assert "原页缺失" in content
    assert '<li><a href="#c0002">一、2023年工作回顾</a><ul><li><a href="#c0003">' in content


def test_a_number_says_what_it_is_in_the_language_of_the_page(made):
    chinese, english = read(made.render()), read(made.render("en"))
    assert chinese.titles["q0001"].split("\n") == [
        "地区生产总值（指标：地区生产总值）",
        "增长率 · 实绩",
        "2023年：至少 5 %、至多 6 %",
    ]
    assert "indicator: Gross domestic product" in english.titles["q0001"]
    assert english.titles["q0001"].endswith("2023: at least 5 %, at most 6 %")
    assert english.titles["q0003"].split("\n")[1:] == ["level · achieved · an estimate", "2023: 62,700 元"]
    assert chinese.titles["q0004"].split("\n")[1:] == ["个数 · 目标", "年份未载：2 万人"]


def test_numbers_that_overlap_are_marked_one_within_the_other(made):
    made.count("s0004", "增长5%至", value=1.0)
    made.count("s0004", "%至6%，居民", value=2.0)
    made.repair("至6%，居", "至6%,居", "punctuation")
    page = read(made.render())
    assert {"q0005", "q0006"} <= set(page.ids)
    assert page.sentences["s0004"] == "地区生产总值增长5%至6%，居民收入达62700元。"


def test_text_of_a_document_is_shown_and_never_run(tmp_path):
    made = report(tmp_path, title=f"报告{HOSTILE}", warnings=[f"Beware: {HOSTILE}"])
    made.count("s0004", "增长5", phrase=f'"{HOSTILE}')
    made.repair("各位代表", HOSTILE, "layout", note=f'"{HOSTILE}')
    for lang in ("zh", "en"):
        content = made.render(lang).read_text("utf-8")
        assert "<script" not in content
        assert "<img" not in content
        assert "{{ 7 * 7 }}" in content
        assert "http" not in content.replace("http-equiv", "")
        assert HOSTILE in "".join(Page(content).sentences.values())


def test_page_furniture_is_counted_and_not_shown(made):
    made.repair("", "设为首页收藏本站", "chrome", at=0)
    content = made.render().read_text("utf-8")
    assert "设为首页" not in content
    assert "8 字（1 段）" in content


def test_repairs_of_single_characters_are_shown_together(tmp_path):
    made = MadeUp(tmp_path)
    section = made.section("", "")
    text = "经济发展协同开放创新驱动产业转型。" * 400
    for place in range(0, len(text), 17):
        made.say(section, text[place : place + 17])
    for place in range(0, len(text), 2):
        made.repair(text[place], "經", at=place)
    content = made.render().read_text("utf-8")
    assert content.count('class="repair"') < 1_000
    assert Page(content).sentences["s0001"] == text[:17]


def test_pages_of_both_languages_lead_to_each_other_and_home(made):
    chinese, english = made.render(), made.render("en")
    for page in (chinese, english):
        links = [link for link in read(page).links if not link.startswith(("#", "data:"))]
        targets = {(page.parent / link).resolve() for link in links}
        other = english if page is chinese else chinese
        own = page.parent.parent
        places = {own / file for file in ("index.html", *PLACES.values())}
        assert targets == {other, own / "sentences.html#document=made_up_2024", *places}
    assert '<html lang="en">' in english.read_text("utf-8")
    assert '<article lang="zh-CN">' in english.read_text("utf-8")


def test_the_address_of_a_sentence_is_made_from_its_ids():
    assert sentence_link("wuzhong_work_report_2024", "s0123", "en") == "documents/wuzhong_work_report_2024.html#s0123"
    assert document_page("报告 #1?") == "documents/%E6%8A%A5%E5%91%8A%20%231%3F.html"


def test_the_page_of_a_document_that_was_set_aside_goes(made):
    target = made.render()
    render_document(target.with_name("other.html"), doc_id="other", lang="zh", processed=made.folder, raw=made.folder)
    assert not target.with_name("other.html").exists()
    made.doc_id = "renamed"
    made.title = None
    made.sections, made.sentences, made.quantities, made.repairs = [], [], [], []
    assert '<h1 lang="zh-CN">renamed</h1>' in made.render().read_text("utf-8")
    render_document(target, doc_id="made_up_2024", lang="zh", processed=made.folder, raw=made.folder)
    assert not target.exists()


def task_plan(folder):
    made = MadeUp(folder, doc_type="task_plan", title="2024年重点工作任务分解方案")
    front = made.section("", "")
    made.say(front, "各镇人民政府：")
    made.cell("\n序号\n|\n任务\n|\n领导\n|\n单位\n|\n")
    first = made.section("一、", "经济发展")
    made.say(first, "一、经济发展", heading=True)
    made.cell("\n|\n||||\n1\n|\n")
    group = made.section("1", "壮大新兴产业", 2, first)
    made.say(group, "壮大新", heading=True)
    made.cell("\n|\n")
    one = made.say(group, "1.新增上市公司3家以上。")
    made.say(group, "培育未来产业。")
    made.cell("\n|\n张三\n|\n★发改委\n|\n||\n")
    made.say(group, "兴产业", heading=True)
    made.cell("\n|\n")
    two = made.say(group, f"2.优化营商环境{LONG_WORD}。")
    made.cell("\n|\n★司法局\n|\n")
    lost = made.section("二、", "民生改善", inferred=True)
    three = made.say(lost, "3.新增学位7470个。")
    made.cell("\n|\n|\n★教育局\n|\n")
    closing = made.section("", "")
    made.say(closing, "注：带“★”者为牵头单位。")
    made.count(one, "3家", status="target", measure="increment", value=3.0, unit="家", bound="ge")
    made.task(1, one, leaders=["张三"], lead=["发改委", "工信局"], co=[f"统计局{HOSTILE}"])
    made.task(2, two, leaders=["张三"], inherited=True, lead=["司法局"])
    made.task(3, three, lead=["教育局"])
    made.task(4, None, text=f"没有地址的任务{HOSTILE}", lead=["财政局"])
    return made


def test_a_flattened_table_is_a_table_again(tmp_path):
    made = task_plan(tmp_path)
    content = made.render().read_text("utf-8")
    page = Page(content)
    assert content.count("<table") == 2
    assert {row[1] for row in (*made.sections, *made.sentences, *made.quantities)} <= set(page.ids)
    assert [name for name in page.ids if name.startswith("t0")] == ["t0001", "t0002", "t0003", "t0004"]
    # A task's number has a cell of its own; a heading that a page break cut is one again; raw cells are gone.
    assert page.sentences["s0004"] == "新增上市公司3家以上。"
    assert page.sentences["s0005"] == "培育未来产业。"
    article = content[content.index("<article") :]
    assert "|" not in article
    assert article.index("壮大新") < article.index("兴产业") < article.index("新增上市公司")
    assert "没有地址的任务&lt;script&gt;" in article
    assert article.count("（同上）") == 1
    assert article.index("各镇人民政府") < article.index("<table") < article.index("注：带")


@pytest.fixture(scope="module")
def corpus(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    names = ("kunshan_work_report_2021", "wujiang_task_plan_2024", "wujiang_work_report_2024")
    process_shard([root / "data" / "raw" / f"{name}.txt" for name in names], folder / "shard", sidecar_needed=True)
    assemble([folder / "shard"], folder)
    return folder, names


@pytest.mark.long
def test_pages_of_the_corpus_are_whole_light_and_quick(corpus, root):
    folder, names = corpus
    seconds = {name: [] for name in names}
    for name in names:
        target = folder / "documents" / f"{name}.html"
        for _ in range(2):
            began = time.process_time()
            render_document(target, doc_id=name, lang="zh", processed=folder, raw=root / "data" / "raw")
            seconds[name].append(time.process_time() - began)
        assert target.stat().st_size < 1_200_000
        page = read(target)
        only = [("doc_id", "==", name)]
        for table, column in (("sentences", "sentence_id"), ("quantities", "quantity_id"), ("sections", "section_id")):
            assert set(read_table(table, folder, filters=only)[column]) <= set(page.ids)
        assert len(page.ids) == len(set(page.ids))
        if not name.startswith("wujiang_task"):
            rows = read_table("sentences", folder, filters=only)
            assert dict(zip(rows["sentence_id"], rows["text"], strict=True)) == page.sentences
    assert all(min(taken) < 1.5 for taken in seconds.values()), seconds


spans = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 6), st.integers(0, 2)).map(
        lambda one: (one[0], min(12, sum(one[:2])), one[2])
    ),
    max_size=8,
)


@given(spans, st.lists(st.integers(0, 12), max_size=3))
def test_tags_nest_and_no_character_is_lost_however_spans_overlap(found, cuts):
    text = "abc<d>&fghij"
    marked = SpannedText(
        text,
        [
            Span(start, end, rank, f'<i id="{place}">', "</i>", "<i>", "</i>") if start < end
            else Span(start, end, rank, f'<i id="{place}"></i>', "", "", "")
            for place, (start, end, rank) in enumerate(found)
        ],
        lambda piece: piece.replace("&", "&amp;").replace("<", "&lt;"),
    )  # fmt: skip
    edges = sorted({0, len(text), *cuts})
    content = "".join(marked.render(left, right) for left, right in pairwise(edges))
    page = Page(f'<p class="sentence" id="whole">{content}</p>')
    assert page.sentences["whole"] == text
    assert sorted(page.ids) == sorted(["whole", *(str(place) for place in range(len(found)))])


@needs_browser
@pytest.mark.browser
def test_repairs_are_shown_on_request(browser, made):
    view = browser.new_page()
    view.goto(made.render().as_uri())
    before = view.locator("del", has_text="團結")
    assert before.is_hidden()
    view.get_by_label("显示修复").check()
    assert before.is_visible()
    assert before.count() == 1
    assert view.locator(".repair.uncertain del").get_attribute("title").endswith("more than one reading is possible")
    view.get_by_label("显示修复").uncheck()
    assert before.is_hidden()
    view.close()


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_link_lands_on_the_sentence_and_marks_it(browser, made, lang):
    view = browser.new_page(viewport={"width": 800, "height": 500})
    view.goto(f"{made.render(lang).as_uri()}#s0030")
    other = view.evaluate("getComputedStyle(document.getElementById('s0029')).backgroundColor")
    assert view.evaluate("getComputedStyle(document.getElementById('s0030')).backgroundColor") != other
    box = view.locator("#s0030").bounding_box()
    assert 30 <= box["y"] <= 300
    address = view.get_by_label("句子 s0029 的地址" if lang == "zh" else "Address of sentence s0029")
    assert address.evaluate("element => getComputedStyle(element).opacity") == "0"
    address.focus()
    assert address.evaluate("element => getComputedStyle(element).opacity") == "1"
    address.press("Enter")
    assert view.url.endswith("#s0029")
    assert view.evaluate("document.querySelector(':target').id") == "s0029"
    view.close()


@needs_browser
@pytest.mark.browser
def test_numbers_achieved_and_aimed_at_differ_by_more_than_colour(browser, made):
    view = browser.new_page()
    view.goto(made.render().as_uri())
    style = "id => getComputedStyle(document.getElementById(id)).textDecorationStyle"
    assert (view.evaluate(style, "q0001"), view.evaluate(style, "q0004")) == ("solid", "dotted")
    view.locator("#q0004").click()
    assert "年份未载" in view.evaluate("getComputedStyle(document.getElementById('q0004'), '::after').content")
    view.close()


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("make", [report, task_plan])
def test_a_document_fits_without_errors_or_requests(browser, tmp_path, make, width):
    made = make(tmp_path)
    made.text += LONG_WORD
    made.repair("各", LONG_WORD, "layout")
    made.warnings = [LONG_WORD]
    page = made.render()
    view = browser.new_page(viewport={"width": width, "height": 800})
    complaints, requests = [], []
    view.on("console", lambda message: complaints.append(message.text))
    view.on("pageerror", lambda error: complaints.append(str(error)))
    view.on("request", lambda request: requests.append(request.url))
    view.goto(page.as_uri())
    for show in (False, True):
        if show:
            view.get_by_label("显示修复").check()
            view.get_by_text("目录").click()
        assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    assert [url for url in requests if not url.startswith("data:")] == [page.as_uri()]
    assert view.title().startswith("2024年")
    view.close()
