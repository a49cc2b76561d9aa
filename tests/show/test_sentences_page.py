"""The page of all sentences, as a browser shows it: filters, words, the address, the download."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from suzhou_priorities.measures.counted_sentences import counted
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.code_names import CODES, code_names
from suzhou_priorities.show.code_words import describe_codes
from suzhou_priorities.show.document_records import SentenceRow
from suzhou_priorities.show.record_pages import embedded, folded_forms
from suzhou_priorities.show.sentences_page import LISTED_AT_ONCE, SELECTS, render_sentences
from suzhou_priorities.show.text import Words
from suzhou_priorities.tables.assemble import assemble
from suzhou_priorities.tables.shards import process_shard
from suzhou_priorities.tables.store import frame_of, read_tables, write_table
from suzhou_priorities.tables.vocabulary import DOMAINS, FORCES, FUNCTIONS, HORIZONS, TESTABILITIES
from tests.browser import needs_browser
from tests.show.record_views import View, data_of
from tests.show.test_document_page import MadeUp
from tests.show.test_pages import HOSTILE

SAID = ".said"
SEPARATORS = "行\u2028段\u2029</script><!--"


@dataclass(frozen=True)
class Codes:
    function: str | None = "measure"
    horizon: str | None = "year"
    domain: str | None = "rural"
    second: str | None = None
    score: float | None = 0.9
    terms: tuple[str, ...] = ()


class CodedReport(MadeUp):
    """A made-up document whose sentences bear codes and promises."""

    promises: list

    def say(self, section, text, heading=False, codes=None, promises=()):
        name = super().say(section, text, heading)
        if not hasattr(self, "promises"):
            self.promises = []
        start = len(self.text) - len(text)
        self.promises += [(self.doc_id, name, start, len(self.text), *promise) for promise in promises]
        if codes is not None:
            kept = self.sentences[-1][:7]
            given = (codes.function, codes.horizon, codes.domain, codes.second, codes.score, list(codes.terms))
            self.sentences[-1] = (*kept, *given, None)
        return name

    def render_all(self, lang="zh", promised=True):
        self.write()
        if promised:
            write_table(frame_of("commitments", self.promises), "commitments", self.folder, csv=False)
        target = self.folder / "reports" / ("" if lang == "zh" else lang) / "sentences.html"
        render_sentences(target, lang=lang, processed=self.folder)
        return target


def report(folder, rows=0, title="2024年西湖区政府工作报告"):
    """Seven sentences of every kind, and further ones on demand."""
    made = CodedReport(folder, title=title)
    front = made.section("", "")
    made.say(front, "各位代表：", codes=Codes("formula", None, "none"))
    made.cell()
    past = made.section("一、", "乡村振兴2023年回顾")
    made.say(past, "一、乡村振兴2023年回顾", heading=True)
    made.cell()
    roads = made.say(past, "新改建农村公路60公里。", codes=Codes("result", terms=("农村", "↑乡村振兴", "←代表")))
    made.count(
        roads, "60公里", phrase="农村公路", measure="count", value=60, unit="公里", base_value=60000, base_unit="米"
    )
    made.say(past, "建成５Ｇ基站300座，农民用上“云”服务。", codes=Codes("result", domain="industry", second="rural"))
    made.cell()
    plan = made.section("二、", "")
    inner = made.section("（一）", "2024年安排", 2, plan)
    made.say(inner, "（一）2024年安排。", heading=True)
    made.cell()
    made.say(
        inner,
        f"确保粮食安全，探索{HOSTILE}宅基地改革。",
        codes=Codes(score=0.999),
        promises=[
            ("确保", "粮食安全", "guarantee", "slogan", False),
            ("探索", "宅基地改革", "exploratory", "process", False),
        ],
    )
    made.say(
        inner,
        '=1+1新增学位7470个，不新增"大班额"，\n分两年完成。',
        codes=Codes(domain="education", second="rural", horizon="five_year"),
        promises=[
            ("新增", "学位7470个", "plain", "figure_or_date", False),
            ("不新增", "大班额", "plain", "figure_or_date", True),
        ],
    )
    made.say(inner, f"面临的挑战仍多{SEPARATORS}。", codes=Codes("problem", domain="economy", score=None))
    made.say(inner, "让我们奋勇前行！")
    made.cell()
    for number in range(rows):
        made.say(inner, f"第{number}项工作扎实推进。", codes=Codes(domain="safety"))
    return made


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return report(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def page(made):
    made.render_all("en")
    return made.render_all()


@pytest.fixture(scope="module")
def window(browser, page):
    found = View(browser, page, sentences_link)
    yield found
    found.tab.close()


@pytest.fixture
def view(window):
    window.begin()
    return window


def test_all_sentences_but_headings_stand_in_the_page_with_their_codes(made, page):
    data = data_of(page)
    assert [row[1] for row in data["rows"]] == [row[1] for row in made.sentences if row[7] != "heading"]
    assert [row[3] for row in data["rows"]] == [row[4] for row in made.sentences if row[7] != "heading"]
    assert [key for key, _ in data["choices"]["domain"]] == list(DOMAINS)
    assert list(data["choices"]) == list(SELECTS)
    # The heading is the innermost one above, as the coder saw it.
    assert ["" if row[2] < 0 else data["sections"][row[2]][3] for row in data["rows"]][:4] == [
        "",
        "乡村振兴2023年回顾",
        "乡村振兴2023年回顾",
        "2024年安排",
    ]


def test_no_text_of_a_document_can_end_the_block_of_data(page):
    content = page.read_text("utf-8")
    assert content.count("<script") == 2
    assert "\u2028" not in content
    assert HOSTILE not in content
    assert embedded("</script>&\u2029") == '"\\u003c/script\\u003e\\u0026\\u2029"'
    assert any(SEPARATORS in row[3] for row in data_of(page)["rows"])


def test_no_script_runs_but_the_ones_of_the_page(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page.read_text("utf-8"))[1]
    assert re.search(r"script-src 'sha256-[A-Za-z0-9+/]{43}='", policy)
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert "http" not in page.read_text("utf-8").replace("http-equiv", "")


def test_a_page_is_rendered_the_same_twice(made, page):
    before = page.read_bytes()
    assert made.render_all().read_bytes() == before


def test_every_code_of_the_tables_has_a_name():
    coded = {
        "domain": DOMAINS,
        "function": tuple(key for key in FUNCTIONS if key != "heading"),
        "horizon": HORIZONS,
        "force": FORCES,
        "testability": TESTABILITIES,
    }
    for lang in ("zh", "en"):
        assert {kind: tuple(code_names(kind, lang)) for kind in CODES} == coded


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_shows_without_errors_requests_or_overflow(browser, page, lang, width):
    own = page if lang == "zh" else page.parent / "en" / page.name
    view = View(browser, own, sentences_link, width, domain="rural", second="1")
    view.check_shown()
    assert len(view.texts(SAID)) == 4
    # On a phone the sentences come first for those who come from a figure.
    assert view.tab.locator("#filters").is_visible() == (width == 1280)
    view.tab.close()


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, 7),
        ({"counted": "1"}, 5),
        ({"domain": "rural"}, 2),
        ({"domain": "rural", "second": "1"}, 4),
        ({"domain": "rural", "passage": "review"}, 1),
        ({"domain": "none"}, 1),
        ({"domain": "none", "counted": "1"}, 0),
        ({"passage": "other"}, 1),
        ({"function": "formula"}, 1),
        ({"horizon": "five_year"}, 1),
        ({"passage": "outline", "domain": "education"}, 1),
        ({"force": "guarantee"}, 1),
        ({"force": "guarantee", "testability": "process"}, 0),
        ({"force": "exploratory", "testability": "process"}, 1),
        ({"document": "made_up_2024", "word": "学位"}, 1),
        ({"word": "新增 完成"}, 1),
        ({"word": "新增 农村"}, 0),
        ({"word": '5g "云"'}, 1),
        # Part of a word; a phrase whole, with spaces or without; full-width and traditional characters.
        ({"word": "村公"}, 1),
        ({"word": "“农村 公路”"}, 1),
        ({"word": "「農村公路」 ６０"}, 1),
        ({"word": '"公路农村"'}, 0),
        ({"word": "公路 农村"}, 1),
        ({"figure": "1"}, 1),
        ({"figure": "1", "domain": "education"}, 0),
    ],
)
def test_the_address_chooses_sentences(view, chosen, found):
    view.go(**chosen)
    assert len(view.texts(SAID)) == found
    assert dict(part.split("=", 1) for part in view.address.split("&") if part) == chosen
    for key in chosen:
        if key in SELECTS:
            assert view.tab.locator(f"#by-{key}").input_value() == chosen[key]
    assert view.tab.locator("#by-counted").is_checked() == ("counted" in chosen or "passage" in chosen)


@needs_browser
@pytest.mark.browser
def test_what_the_address_asks_for_in_vain_is_said(view):
    view.go(document="gone_2020", domain="rural")
    assert "document=gone_2020" in view.count
    assert len(view.texts(SAID)) == 2
    view.tab.evaluate("location.hash = 'district=x&domain=%E0%A4%A'")
    view.wait_for(SAID, 7)
    assert "district=x" in view.count


@needs_browser
@pytest.mark.browser
def test_the_count_says_how_much_is_shown_of_how_much(view, made):
    assert view.count.startswith("全部 7 句")
    view.tab.get_by_label("政策领域").select_option("rural")
    own = sum(map(str.isalnum, "".join(row[4] for row in made.sentences if row[9] == "rural")))
    assert view.count.startswith(f"符合条件的有 2 句、{own} 字（全部为 7 句")
    assert "另有 2 句以此为第二领域" in view.count
    view.tab.get_by_label("承诺的力度").select_option("guarantee")
    assert "这类承诺 1 项" in view.count
    assert view.address == "domain=rural&force=guarantee"
    assert view.tab.locator("#count").get_attribute("aria-live") == "polite"


@needs_browser
@pytest.mark.browser
def test_a_phrase_is_searched_while_it_is_written_and_marked(view):
    view.tab.get_by_label("检索词语").fill("农村公路")
    view.wait_for(SAID, 1)
    assert view.tab.locator(".said mark").all_text_contents() == ["农村", "公路"]
    # The deciding terms are marked besides, those of heading and sentence before apart from the sentence's own.
    assert view.tab.locator(".said .term").all_text_contents() == ["农村"]
    assert view.tab.locator(".where .term.above").all_text_contents() == ["乡村振兴"]
    assert "← 代表" in view.tab.locator(".codes").text_content()
    assert view.address == "word=农村公路"
    view.tab.get_by_label("检索词语").fill("高铁")
    view.wait_for(SAID, 0)
    assert view.count.startswith("没有符合条件的句子（全部为 7 句）")
    assert view.tab.locator("#download").is_disabled()
    view.tab.get_by_role("button", name="清除筛选").click()
    assert (len(view.texts(SAID)), view.address) == (7, "")


@needs_browser
@pytest.mark.browser
def test_a_phrase_is_marked_as_it_stands_in_the_text(view):
    view.go(word="「農村 公路」")
    assert view.texts(".said mark") == ["农村", "公路"]  # one mark; the deciding term ends within it
    view.go(word="５g基站")
    assert view.texts(".said mark") == ["５Ｇ基站"]


def test_only_variants_of_what_the_page_says_are_folded(page):
    forms = dict(zip(*folded_forms("农村公路昇"), strict=True))
    assert forms["農"] == "农"
    assert forms["昇"] == "升"
    assert set(forms.values()) <= set("农村公路升")
    # They bring no glyph into the font of the page.
    assert "農" not in page.read_text("utf-8")
    assert "農" in data_of(page)["script"][0]


@needs_browser
@pytest.mark.browser
def test_headings_are_found_where_nothing_but_words_is_asked_and_are_not_counted(view):
    view.go(word="2024年")
    assert view.count.startswith("没有符合条件的句子")
    assert view.texts("#heading-rows a") == ["（一）2024年安排"]
    assert view.tab.locator("#heading-rows a").get_attribute("href") == "documents/made_up_2024.html#c0004"
    assert view.tab.locator("#headings").is_visible()
    view.go(word="2024年", domain="rural")
    assert view.tab.locator("#headings").is_hidden()
    view.go()
    assert view.tab.locator("#headings").is_hidden()


@needs_browser
@pytest.mark.browser
def test_when_nothing_fits_the_page_says_what_could_be_given_up(view):
    view.go(domain="education", function="measure", word="学位 高铁")
    assert view.count.startswith("没有符合条件的句子（全部为 7 句）")
    assert view.texts("#instead button") == ["不限词语“高铁”：1 句"]
    view.tab.get_by_role("button", name="不限词语“高铁”").click()
    assert len(view.texts(SAID)) == 1
    assert view.texts("#instead button") == []
    assert view.address == "domain=education&function=measure&word=学位"
    # What was implied by a passage is given up with it.
    view.go(domain="none", passage="plan")
    assert view.texts("#instead button") == ["不限政策领域“无政策领域”：1 句", "不限回顾或计划“计划：目标与举措”：1 句"]


@needs_browser
@pytest.mark.browser
def test_the_way_back_leads_through_what_was_chosen_and_not_through_letters(view):
    view.tab.get_by_label("政策领域").select_option("rural")
    view.tab.get_by_label("检索词语").press_sequentially("公")
    view.wait_for(SAID, 1)
    view.tab.get_by_label("检索词语").press_sequentially("路")
    view.wait_for_address("domain=rural&word=公路")
    view.tab.go_back()
    assert view.address == "domain=rural"
    assert len(view.texts(SAID)) == 2
    view.tab.go_back()
    assert view.address == ""
    assert len(view.texts(SAID)) == 7
    view.tab.go_forward()
    assert view.tab.locator("#by-domain").input_value() == "rural"
    # A link within the page is no choice.
    view.tab.evaluate("location.hash = 'content'")
    view.wait_for_address("domain=rural")
    assert len(view.texts(SAID)) == 2


@needs_browser
@pytest.mark.browser
def test_a_passage_implies_counted_sentences_and_gives_the_choice_back(view):
    box = view.tab.get_by_label("只列计入统计的句子")
    view.tab.get_by_label("回顾或计划").select_option("plan")
    assert box.is_checked()
    assert box.is_disabled()
    view.tab.get_by_label("回顾或计划").select_option("")
    assert not box.is_checked()
    assert box.is_enabled()
    box.check()
    view.tab.get_by_label("回顾或计划").select_option("plan")
    view.tab.get_by_label("回顾或计划").select_option("")
    assert box.is_checked()
    assert view.address == "counted=1"


@needs_browser
@pytest.mark.browser
def test_a_sentence_leads_to_its_place_and_the_choice_goes_along_to_the_other_language(view):
    view.go(word="公路")
    assert view.tab.locator(".where a").get_attribute("href") == "documents/made_up_2024.html#s0003"
    view.tab.get_by_role("link", name="English").click()
    view.tab.wait_for_url("**/en/sentences.html*")
    assert len(view.texts(SAID)) == 1
    assert view.tab.get_by_label("Search for words").input_value() == "公路"
    assert view.count.startswith("1 sentence with")


@needs_browser
@pytest.mark.browser
def test_text_of_documents_is_shown_and_never_run(view):
    view.go(word="宅基地")
    assert view.texts(SAID) == [f"确保粮食安全，探索{HOSTILE}宅基地改革。"]
    assert view.tab.title().startswith("句子")
    assert view.tab.locator("#rows img, #rows script").count() == 0
    view.go(word="<script>")
    assert view.tab.locator(".said mark").all_text_contents() == ["<script>"]
    view.go(word="挑战")
    assert view.texts(SAID) == [f"面临的挑战仍多{SEPARATORS}。"]
    assert view.complaints == []


@needs_browser
@pytest.mark.browser
def test_promises_stand_with_force_and_testability(view):
    view.go(force="plain")
    assert view.tab.locator(".promises").text_content() == (
        "承诺：新增（直陈，有数字或期限）；不新增（直陈，有数字或期限，含否定）"
    )
    view.go(force="guarantee")
    assert "概率 > 0.99" in view.tab.locator(".codes").text_content()


@needs_browser
@pytest.mark.browser
def test_what_is_shown_can_be_downloaded_as_a_table_without_formulas(view):
    view.go(domain="rural", second="1")
    assert view.download().startswith(b"\xef\xbb\xbf")
    rows = view.table()
    assert [row["句子编号"] for row in rows] == ["s0003", "s0004", "s0006", "s0007"]
    assert rows[3]["句子"] == '\'=1+1新增学位7470个，不新增"大班额"，\n分两年完成。'
    assert rows[0]["领域的依据"] == "农村；↑乡村振兴；←代表"
    assert rows[0]["文件编号"] == "made_up_2024"
    assert rows[0]["是否计入统计"] == "计入统计"
    assert rows[1]["第二领域"] == "乡村振兴与农业"
    assert HOSTILE in rows[2]["句子"]


@needs_browser
@pytest.mark.browser
def test_long_lists_are_shown_in_steps_and_downloaded_whole(browser, tmp_path):
    page = report(tmp_path, rows=2 * LISTED_AT_ONCE).render_all("en")
    view = View(browser, page, sentences_link, domain="safety")
    assert len(view.texts(SAID)) == LISTED_AT_ONCE
    assert "The first 200 are listed." in view.count
    view.tab.get_by_role("button", name="Show 200 more").click()
    assert len(view.texts(SAID)) == 2 * LISTED_AT_ONCE
    assert "listed" not in view.count
    assert view.tab.locator("#more").is_hidden()
    # The keyboard goes on with the first of the new sentences.
    assert view.tab.evaluate("document.activeElement.closest('li').querySelector('.said').textContent").startswith(
        "第200项"
    )
    assert view.download().decode().count("扎实推进") == 2 * LISTED_AT_ONCE
    view.tab.close()


@needs_browser
@pytest.mark.browser
def test_the_page_is_used_by_keyboard_and_prints_what_was_chosen(view):
    view.tab_to("one.name === 'word'")
    view.tab.keyboard.type("粮食")
    view.tab.keyboard.press("Enter")
    assert len(view.texts(SAID)) == 1
    view.tab.emulate_media(media="print")
    assert view.tab.locator("#filters").is_hidden()
    assert view.tab.locator("#chosen").text_content() == "筛选条件：词语“粮食”"
    assert view.tab.locator("#chosen").is_visible()


@needs_browser
@pytest.mark.browser
def test_without_codes_promises_or_sentences_the_page_says_so(browser, tmp_path):
    made = CodedReport(tmp_path, title=None)
    section = made.section("", "")
    made.say(section, "居民收入增长5%。")
    page = made.render_all(promised=False)
    assert "这些句子还没有编码" in page.read_text("utf-8")
    view = View(browser, page, sentences_link, force="guarantee")
    assert "force=guarantee" in view.count
    assert view.tab.locator("#by-force").count() == 0
    assert view.texts(SAID) == ["居民收入增长5%。"]
    made.sentences, made.text, made.promises = [], "", []
    made.render_all()
    view.go()
    assert view.count == "语料中没有句子。"
    view.tab.close()


def test_without_a_table_of_promises_the_page_says_so(tmp_path):
    page = report(tmp_path).render_all(promised=False)
    assert "目前没有承诺的编码" in page.read_text("utf-8")
    assert "by-testability" not in page.read_text("utf-8")


def test_codes_of_a_sentence_are_told_in_both_languages():
    row = SentenceRow("s0001", "c0001", 0, 5, "measure", "year", "rural", "health", 0.9996, ["农村", "↑乡村"])
    assert describe_codes(row, Words("document", "zh")).split("\n") == [
        "领域：乡村振兴与农业（概率 > 0.99）；第二领域：医疗卫生",
        "职能与时段：举措 · 年度",
        "领域的依据：农村、↑乡村（↑ 标题中的词，← 前一句的词）",
    ]
    assert "(probability > 0.99); second domain: Health" in describe_codes(row, Words("document", "en"))
    heading = SentenceRow("s0001", "c0001", 0, 5, "heading", None, None, None, None, [])
    uncoded = SentenceRow("s0001", "c0001", 0, 5, None, None, None, None, None, [])
    assert describe_codes(heading, Words("document", "zh")) == describe_codes(uncoded, Words("document", "zh")) == ""


@needs_browser
@pytest.mark.browser
def test_the_page_of_a_document_shows_the_codes_below_the_sentence_that_is_aimed_at(browser, made):
    document = made.render()
    view = browser.new_page(viewport={"width": 390, "height": 800})
    view.goto(f"{document.as_uri()}#s0003")
    shown = "getComputedStyle(document.querySelector('#{0} > .address'), '::before').content"
    assert "乡村振兴与农业" in view.evaluate(shown.format("s0003"))
    assert view.evaluate(shown.format("s0004")) == "none"
    assert view.evaluate("document.documentElement.scrollWidth") <= 390
    assert view.locator("#s0002 > .address").get_attribute("title") is None
    view.close()


@pytest.fixture(scope="module")
def corpus(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    process_shard(sorted((root / "data" / "raw").glob("*.txt")), folder / "shard", sidecar_needed=True)
    assemble([folder / "shard"], folder)
    page = folder / "reports" / "sentences.html"
    render_sentences(page, lang="zh", processed=folder)
    return folder, page


@pytest.mark.long
def test_the_page_of_the_corpus_is_light_and_whole(corpus):
    folder, page = corpus
    tables = read_tables(["documents", "sentences"], folder)
    assert page.stat().st_size < 1_500_000
    rows = data_of(page)["rows"]
    assert len(rows) == int((tables["sentences"]["function"].fillna("") != "heading").sum())
    assert sum(row[8] >= 0 for row in rows) == len(counted(tables["sentences"], tables["documents"]))


@needs_browser
@pytest.mark.browser
@pytest.mark.long
def test_a_bar_of_a_figure_leads_to_the_sentences_behind_it(browser, corpus):
    folder, page = corpus
    tables = read_tables(["documents", "sentences"], folder)
    own = counted(tables["sentences"], tables["documents"])
    view = View(browser, page, sentences_link)
    for (document, domain, passage), rows in own.groupby(["doc_id", "domain", "passage"]):
        if passage != "plan" or "wuzhong" not in document:
            continue
        view.go(document=document, domain=domain, passage=passage)
        assert view.texts(SAID) == list(rows["text"])
        assert f"符合条件的有 {len(rows)} 句、{rows['characters'].sum():,} 字" in view.count
    view.go(word="生态 修复")
    texts = tables["sentences"].loc[tables["sentences"]["function"].fillna("") != "heading", "text"]
    assert view.texts(SAID) == [text for text in texts if "生态" in text and "修复" in text]
    assert view.complaints == []
    view.tab.close()
