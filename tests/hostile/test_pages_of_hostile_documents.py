"""Whatever a document, its name and its sidecar say is shown as text in every page, and acts in none."""

from __future__ import annotations

import base64
import csv
import html
import re
import zipfile

import nbformat
import pytest

from suzhou_priorities.corpus.raw_page import read_raw_page
from suzhou_priorities.paths import ProjectPaths
from suzhou_priorities.show.codebook_page import codebook_page
from suzhou_priorities.show.front_map import PageEntry
from suzhou_priorities.show.pages import render_page
from suzhou_priorities.show.site import LANGUAGES
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.tables.assemble import assemble
from suzhou_priorities.tables.formula_cells import is_formula
from suzhou_priorities.tables.shards import process_shard
from suzhou_priorities.tables.store import read_table
from suzhou_priorities.workflow import steps
from suzhou_priorities.workflow.checkout import SHARDS
from suzhou_priorities.workflow.places import Places
from suzhou_priorities.workflow.site_pages import SITE_PAGES
from tests.browser import Visit, needs_browser
from tests.tables.test_tables import SIDECAR, SIXTH

MARKUP = (
    "<script>window.owned=1</script><img src=x onerror=window.owned=2><svg onload=window.owned=3></svg>"
    '<a href="javascript:window.owned=4">点</a>{{7*7}}{% raw %}${7*7}</script></style></textarea><!--]]>&lt;b&gt;'
)
MARKDOWN = "[点](javascript:window.owned=5)![图](http://evil.example/x.png)[外](http://evil.example/)`码`**粗**"
FORMULA = '=HYPERLINK("http://evil.example","点")'
NAME = "=a\"><img src=x onerror=window.owned=6>{{7*7}}'&"
PLACE = f"西湖{MARKDOWN}<img src=x onerror=window.owned=7>{{{{7*7}}}}区"


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def write_document(raw):
    """Write a document that does all the harm it can, and its sidecar."""
    raw.mkdir(parents=True)
    page = raw / f"{NAME}.txt"
    sentences = "".join(
        f"{FORMULA}，确保完成“{MARKUP}”建设，地区生产总值增长{number}%以上。{MARKDOWN}\n" for number in range(3, 9)
    )
    page.write_text(
        SIXTH + sentences + "+1+1，力争新增就业岗位2万个。\n@SUM(A1)荣获全国文明城市称号。\n", encoding="utf-8"
    )
    sidecar = (
        SIDECAR.replace("xihu_work_report_2019", quoted(NAME))
        .replace("SHA", read_raw_page(page).sha256)
        .replace("2019年西湖区政府工作报告", quoted(f"=1+1{MARKUP}"))
        .replace("浙江省杭州市西湖区", quoted(PLACE))
        .replace("杭州市西湖区人民政府", quoted(f"{FORMULA}{MARKUP}"))
        .replace("site: null", f"site: {quoted(MARKUP + MARKDOWN)}")
        .replace("Official document of the state.", quoted(MARKUP))
    )
    page.with_suffix(".yml").write_text(f"{sidecar}notes: {quoted(MARKUP + MARKDOWN)}\n", encoding="utf-8")
    return page


def write_notebook(file, processed, lang):
    """Write an executed notebook that names the document in prose and in a table."""
    documents = read_table("documents", processed)
    place = documents["place"].iloc[0]
    table = report_table(documents, "table", {"title": place, "place": "地"}, lang=lang, caption=place, notes=[place])
    node = nbformat.v4.new_notebook()
    shown = ({"text/markdown": f"# {place}\n\n{place} 与 **重点**"}, {"text/html": table.data})
    outputs = [nbformat.v4.new_output("display_data", data) for data in shown]
    node.cells = [nbformat.v4.new_code_cell("place", outputs=outputs)]
    nbformat.write(node, file)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a checkout whose one document does all the harm it can, with the pages of its report."""
    paths = ProjectPaths(tmp_path_factory.mktemp("hostile"))
    page = write_document(paths.raw)
    shard = paths.processed / SHARDS / "0000-of-0001"
    (result,) = process_shard([page], shard, sidecar_needed=True)
    assert result.page.doc_id == NAME
    assemble([shard], paths.processed)
    places, processed = Places(paths), str(paths.processed)
    entry = PageEntry("count", MARKUP, MARKUP, "evidence", "")
    for lang in LANGUAGES:
        steps.documents({NAME: str(places.document(NAME, lang))}, lang, processed, str(paths.raw))
        for site_page in SITE_PAGES:
            site_page.work(str(places.site(site_page.key, lang)), lang, str(paths.root))
        steps.index(str(places.index(lang)), lang, processed, [entry], None)
        executed = paths.root / f"count_{lang}.ipynb"
        write_notebook(executed, paths.processed, lang)
        render_page(executed, places.of_language(lang) / "count.html", lang=lang, title=MARKUP)
        steps.workbook(str(places.workbook(lang)), lang, processed, [(MARKUP, str(executed))])
    return paths.root


@pytest.fixture(scope="module")
def pages(project):
    found = sorted((project / "reports").rglob("*.html"))
    assert len(found) == 2 * (len(SITE_PAGES) + 3)
    return found


def test_every_page_carries_a_policy_that_lets_in_only_its_own_scripts(pages):
    for page in pages:
        content = page.read_text("utf-8")
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', content)
        rules = dict(rule.strip().split(" ", 1) for rule in html.unescape(policy).split(";") if rule.strip())
        assert rules["default-src"] == "'none'"
        assert rules["base-uri"] == rules["form-action"] == "'none'"
        assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", rules.get("script-src", f"'sha256-{'A' * 43}='"))
        assert {rules.get(kind, "data:") for kind in ("img-src", "font-src")} == {"data:"}
        # The policy comes before anything that it should hold back.
        assert content.index("Content-Security-Policy") < 400


def test_the_codebook_beside_a_coding_sheet_carries_one_too():
    assert "default-src 'none'" in html.unescape(codebook_page("codes"))


@needs_browser
@pytest.mark.browser
def test_nothing_acts_and_nothing_is_asked_for_in_any_page(pages, browser):
    visit = Visit(browser)
    wrong = []
    for page in pages:
        visit.open(page)
        wrong += [f"{page.name}: {text}" for text in visit.complaints]
        wrong += [f"{page.name} asks for {url}" for url in visit.outside(page)]
        acts = """() => [
            ...(window.owned ? ["owned " + window.owned] : []),
            ...[...document.querySelectorAll("*")].filter((one) => [...one.attributes].some((a) => /^on/i.test(a.name))),
            ...[...document.querySelectorAll("a[href], [src], [action], [formaction]")].filter((one) =>
                ["href", "src", "action", "formaction"].some((a) =>
                    /^\\s*(?!data:text\\/csv|data:image|blob:|file:)([a-z][a-z0-9+.-]*:|\\/\\/)/i.test(one.getAttribute(a) || ""))),
            ...document.querySelectorAll("iframe, object, embed, base, meta[http-equiv=refresh]"),
        ].map((one) => one.outerHTML ? one.outerHTML.slice(0, 120) : one)"""
        wrong += [f"{page.name}: {text}" for text in visit.tab.evaluate(acts)]
    visit.close()
    assert wrong == [], "\n".join(wrong)


@needs_browser
@pytest.mark.browser
def test_it_is_shown_as_the_text_that_it_is(project, browser):
    visit = Visit(browser)
    (page,) = (project / "reports" / "documents").glob("*.html")
    visit.open(page)
    shown = visit.tab.evaluate("document.body.textContent")
    for text in ("[点](javascript:window.owned=5)", "{{7*7}}", "${7*7}", "=1+1<script>window.owned=1</script>"):
        assert text in shown
    assert "49" not in visit.tab.title()
    visit.open(project / "reports" / "count.html")
    shown = visit.tab.evaluate("document.body.textContent")
    for text in (
        "<img src=x onerror=window.owned=7>",
        "{{7*7}}",
        "(javascript:window.owned=5)",
        "http://evil.example/x.png",
    ):
        assert text in shown
    assert visit.tab.locator("main strong", has_text="重点").count() == 1
    assert visit.tab.locator("main img").count() == 0
    visit.close()


@needs_browser
@pytest.mark.browser
def test_pages_of_all_sentences_can_be_searched_for_markup(project, browser):
    visit = Visit(browser)
    visit.open(project / "reports" / "sentences.html", "#word=%3Cscript%3E")
    visit.tab.wait_for_timeout(300)
    assert visit.complaints == []
    assert visit.tab.evaluate("window.owned") is None
    visit.close()


class TestSpreadsheets:
    def test_no_cell_of_the_workbook_is_a_formula_and_none_leads_out(self, project):
        for book in (project / "reports").rglob("*.xlsx"):
            with zipfile.ZipFile(book) as archive:
                parts = {
                    name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))
                }
            assert not [name for name, part in parts.items() if re.search(r"<f[ >]", part)]
            assert not [name for name, part in parts.items() if "evil.example" in part and name.endswith(".rels")]
            assert any("=HYPERLINK" in part for part in parts.values()), "the text is there, as text"

    def test_no_cell_of_a_download_is_a_formula(self, pages):
        found = 0
        for page in pages:
            for encoded in re.findall(r'href="data:text/csv;charset=utf-8;base64,([^"]+)"', page.read_text("utf-8")):
                text = base64.b64decode(encoded).decode("utf-8-sig")
                cells = [cell for row in csv.reader(text.splitlines(keepends=True)) for cell in row]
                assert not [cell for cell in cells if is_formula(cell)]
                found += sum(cell.startswith("'=") for cell in cells)
        assert found > 0


@pytest.mark.parametrize(
    ("cell", "is_one"),
    [
        ("=1+1", True),
        ("+1+1", True),
        ("-1+1", True),
        ("-cmd|' /c calc'!A1", True),
        ("@SUM(A1)", True),
        ("\t=1", True),
        ("\r=1", True),
        ("＝1+1", True),
        ("-", True),
        ("-12.5", False),
        ("+3%", False),
        ("-1,234.5", False),
        (-12.5, False),
        ("＋ 新增；− 年均", False),
        ("增长=5", False),
        ("", False),
        (None, False),
    ],
)
def test_what_a_spreadsheet_takes_for_a_formula(cell, is_one):
    assert is_formula(cell) is is_one
