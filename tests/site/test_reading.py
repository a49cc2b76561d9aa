"""The site as a reader uses it: from a finding to its figure, from a number to its sentence, from a word to the text."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import expect

from suzhou_priorities.paths import ProjectPaths
from suzhou_priorities.show.summary import SUMMARY_TYPE, read_summary
from suzhou_priorities.tables.store import read_table
from tests.browser import Visit, needs_browser
from tests.conftest import ROOT
from tests.site.conftest import pages_of
from tests.site.reading import parts_of

pytestmark = [needs_browser, pytest.mark.browser]
PROCESSED = ProjectPaths(ROOT).processed


@pytest.fixture
def visit(browser):
    opened = Visit(browser)
    yield opened
    opened.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_front_page_tells_the_findings_of_the_study(site, visit, lang):
    folder = site if lang == "zh" else site / lang
    summary = read_summary(site / "notebooks" / lang / "06_comparison.ipynb")
    assert summary is not None, f"no {SUMMARY_TYPE} in the study"
    assert 3 <= len(summary.findings) <= 5
    visit.open(folder / "index.html")
    told = visit.tab.locator(".findings li").all_text_contents()
    for finding, text in zip(summary.findings, told, strict=True):
        assert finding.sentence in text
        assert finding.certainty in text
        assert re.search(r"\d", finding.sentence), "a finding has its number"
        assert f"figure-{finding.figure}" in parts_of(folder / "06_comparison.html").addresses
    assert visit.tab.locator(".district").count() == len(summary.districts)
    assert visit.tab.locator(".brief li").count() == sum(bool(card.brief) for card in summary.districts)
    heads = visit.tab.locator("h2").evaluate_all("all => all.map(one => one.id)")
    assert heads.index("districts") < heads.index("findings"), "the districts come before the findings"
    assert visit.tab.locator('meta[name="description"]').get_attribute("content")
    visit.tab.locator(".findings li a").first.click()
    visit.tab.wait_for_url(re.compile(r"06_comparison\.html#figure-"))
    expect(visit.tab.locator(f"#figure-{summary.findings[0].figure}")).to_be_in_viewport()


@pytest.mark.parametrize("seed", range(2))
def test_numbers_picked_at_random_are_found_in_their_sentences(site, visit, seed):
    quantities = read_table("quantities", PROCESSED)
    picked = random.Random(seed).sample(range(len(quantities)), 5)
    for row in quantities.iloc[picked].itertuples():
        visit.open(site / "documents" / f"{row.doc_id}.html", f"#{row.sentence_id}")
        marked = visit.tab.locator(f"#{row.sentence_id}")
        expect(marked).to_be_in_viewport()
        number = f"{row.value:g}".lstrip("-")
        shown = re.sub(r"[,，\s]", "", marked.evaluate("e => (e.closest('.sentence') || e).textContent"))
        assert row.quote[:6].replace(" ", "") in shown or number in shown, (row.doc_id, row.quantity_id)
        colour = marked.evaluate("e => getComputedStyle(e.closest('.sentence') || e).backgroundColor")
        assert colour not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"), "the sentence is highlighted"


def test_links_of_the_pages_land_on_highlighted_sentences(site, visit):
    links = sorted(
        {
            (page, link)
            for page in pages_of(site, "zh")
            if page.parent == site
            for link in parts_of(page).links
            if re.match(r"documents/.*#s\d+$", link)
        }
    )
    assert len(links) > 100
    for page, link in random.Random(7).sample(links, 5):
        visit.open(page)
        visit.tab.locator(f'a[href="{link}"]').first.evaluate("e => e.click()")
        visit.tab.wait_for_url(re.compile(re.escape(link)))
        expect(visit.tab.locator(f"#{link.split('#')[1]}")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("word", "found"),
    [("长漾", True), ("地区生产总值增长", True), ("南极科学考察站", False)],
    ids=["word", "phrase", "nothing"],
)
def test_the_search_of_the_front_page_finds_words_and_parts_of_them(site, visit, word, found):
    sentences = read_table("sentences", PROCESSED)
    number = int(sentences["text"].str.contains(word, regex=False).sum())
    visit.open(site / "index.html")
    visit.tab.get_by_role("searchbox").fill(word)
    visit.tab.get_by_role("button", name="检索").click()
    visit.tab.wait_for_url(re.compile(r"sentences\.html#word="))
    expect(visit.tab.locator("#count")).not_to_be_empty()
    assert (number > 0) == found
    if found:
        expect(visit.tab.locator(".said mark").first).to_be_visible()
    else:
        expect(visit.tab.locator("#count")).to_contain_text("没有")
