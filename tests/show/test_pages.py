"""Pages as a browser shows them: offline, on a desk and on a phone, in Chinese without a Chinese font."""

from __future__ import annotations

import nbformat
import pytest

from suzhou_priorities.errors import ReportError
from suzhou_priorities.show.figures import Caption, new_figure, save_figure
from suzhou_priorities.show.fonts import check_glyphs, glyphs, webfont
from suzhou_priorities.show.pages import render_page
from suzhou_priorities.show.tables import report_table, spreadsheet_csv
from suzhou_priorities.show.text import Words
from tests.browser import needs_browser

HOSTILE = '<script>document.title="owned"</script><img src=x onerror="document.title=1">{{ 7 * 7 }}'


def table(lang="zh"):
    import pandas as pd

    frame = pd.DataFrame({"区": ["吴江", HOSTILE], "亿元": [239.9, -12.5], "家": [1471, None]})
    return report_table(
        frame,
        "t",
        {"区": "区（市）", "亿元": "收入（亿元）", "家": "企业（家）"},
        lang=lang,
        whole=["家"],
        decimals={"亿元": 1},
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    node = nbformat.v4.new_notebook()
    markdown = nbformat.v4.new_output(
        "execute_result", {"text/markdown": "# 语料\n\n回答。\n\n## 读了什么\n\n## 坏在哪里"}
    )
    shown = nbformat.v4.new_output("execute_result", {"text/html": table().data})
    node.cells = [
        nbformat.v4.new_code_cell("words.show('question')", outputs=[markdown]),
        nbformat.v4.new_code_cell("table()", outputs=[shown]),
    ]
    nbformat.write(node, folder / "page.ipynb")
    for lang, target in (("zh", folder / "page.html"), ("en", folder / "en" / "page.html")):
        render_page(folder / "page.ipynb", target, lang=lang, title="语料 & 数据")
    return folder / "page.html"


def test_a_page_holds_all_it_needs_and_no_script(page):
    content = page.read_text("utf-8")
    assert "<script" not in content
    assert "http://" not in content
    assert "https://" not in content
    assert "default-src 'none'" in content
    assert '<html lang="zh-CN">' in content
    assert "&lt;script&gt;" in content
    assert "语料 &amp; 数据" in content


def test_a_page_is_rendered_the_same_twice(page, tmp_path):
    render_page(page.parent / "page.ipynb", tmp_path / "page.html", lang="zh", title="语料 & 数据")
    assert (tmp_path / "page.html").read_bytes() == page.read_bytes()


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_shows_without_errors_requests_or_overflow(browser, page, width):
    view = browser.new_page(viewport={"width": width, "height": 800})
    complaints, requests = [], []
    view.on("console", lambda message: complaints.append(message.text))
    view.on("pageerror", lambda error: complaints.append(str(error)))
    view.on("request", lambda request: requests.append(request.url))
    view.goto(page.as_uri())
    view.evaluate("document.fonts.ready")
    assert complaints == []
    assert [url for url in requests if not url.startswith("data:")] == [page.as_uri()]
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert view.title().startswith("语料 & 数据")
    assert view.locator(".code").first.is_hidden()
    view.get_by_label("查看代码").check()
    assert view.locator(".code").first.is_visible()
    assert view.locator(".contents li").count() == 2
    view.close()


@needs_browser
@pytest.mark.browser
def test_chinese_is_drawn_from_the_page_itself(browser, page):
    view = browser.new_page()
    view.goto(page.as_uri())
    view.evaluate("document.fonts.ready")
    assert view.evaluate("document.fonts.check('16px \"Report Sans\"', '语料')")
    # Two different characters of one width would look alike if both were drawn as missing ones.
    pictures = []
    for sign in ("读", "坏"):
        heading = view.locator("h2", has_text=sign).first
        pictures.append(heading.screenshot())
    assert pictures[0] != pictures[1]
    view.close()


@needs_browser
@pytest.mark.browser
def test_the_language_switch_leads_to_the_other_page(browser, page):
    view = browser.new_page()
    view.goto(page.as_uri())
    view.get_by_role("link", name="English").click()
    assert view.url.endswith("/en/page.html")
    assert view.evaluate("document.documentElement.lang") == "en"
    view.get_by_role("link", name="中文").click()
    assert view.url == page.as_uri()
    view.close()


def test_numbers_in_tables_are_aligned_and_missing_ones_are_dashes():
    content = table().data
    assert "−12.5" in content
    assert "1,471" in content
    assert "—" in content


def test_downloads_cannot_become_formulas():
    import pandas as pd

    content = spreadsheet_csv(pd.DataFrame({"a": ["=1+1", "@x", "吴江"], "b": [-1, 2, 3]}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert "'=1+1,-1" in content.decode("utf-8-sig")


def test_a_figure_is_the_same_twice_and_says_what_it_shows(tmp_path):
    def draw(folder):
        figure, axes = new_figure(2)
        axes.bar(["吴江", "昆山"], [3, 4])
        caption = Caption("昆山高于吴江", "亿元，2024年，N = 2", "来源：测试", "柱状图：吴江 3，昆山 4")
        return save_figure(figure, "bars", caption, folder=folder)

    shown = draw(tmp_path / "a")
    draw(tmp_path / "b")
    assert 'alt="柱状图：吴江 3，昆山 4"' in shown.data
    for name in ("bars.png", "bars.svg"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_every_character_of_the_corpus_can_be_drawn(cleaned):
    check_glyphs((clean.text for clean in cleaned.values()), "the corpus")
    assert {ord("勠"), ord("〇"), ord("㎡")} <= glyphs()
    with pytest.raises(ReportError, match=r"U\+1F600"):
        check_glyphs(["😀"], "figure x")


def test_the_font_of_a_page_is_small_and_steady():
    assert webfont("语料语料") == webfont("料语")
    assert len(webfont("语料")) < 5_000


def test_a_text_that_is_missing_is_an_error_and_not_a_blank():
    words = Words("01_corpus", "en")
    assert words.join(["a", "b", "c"]) == "a, b and c"
    with pytest.raises(ReportError, match="have no 'nothing'"):
        words("nothing")
    with pytest.raises(ReportError, match="lang: is 'fr'"):
        Words("01_corpus", "fr")
