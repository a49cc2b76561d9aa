"""Pages for everybody: contrast, names, landmarks by axe-core; the keyboard; print."""

from __future__ import annotations

import re

import pytest

from tests.browser import Visit, needs_browser
from tests.site.conftest import pages_of

pytestmark = [needs_browser, pytest.mark.browser]
# One page of each kind.
KINDS = (
    "index.html",
    "06_comparison.html",
    "10_district_profile_wuzhong.html",
    "explorer.html",
    "sentences.html",
    "methods.html",
    "codebook.html",
    "data.html",
    "documents/wujiang_task_plan_2024.html",
)


def violations(visit, page):
    from axe_playwright_python.sync_playwright import Axe

    visit.open(page)
    found = Axe().run(visit.tab).response["violations"]
    return [f"{page.name}: {one['id']}: {one['nodes'][0]['html'][:150]}" for one in found]


# In the dark only colours are others.
@pytest.mark.parametrize(
    ("scheme", "kinds"), [("light", KINDS), ("dark", ("index.html", "explorer.html", "methods.html"))]
)
def test_one_page_of_each_kind_breaks_no_rule(site, browser, scheme, kinds):
    visit = Visit(browser, bypass_csp=True, color_scheme=scheme)
    wrong = [text for name in kinds for text in violations(visit, site / name)]
    visit.close()
    assert wrong == [], "\n".join(wrong)


@pytest.mark.long
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_breaks_a_rule(site, browser, lang, width):
    visit = Visit(browser, width, bypass_csp=True)
    wrong = [text for page in pages_of(site, lang) for text in violations(visit, page)]
    visit.close()
    assert wrong == [], "\n".join(wrong)


def test_the_keyboard_reaches_content_places_and_search(site, browser):
    visit = Visit(browser)
    visit.open(site / "index.html")
    visit.tab.keyboard.press("Tab")
    assert visit.tab.evaluate("document.activeElement.className") == "skip"
    visit.tab.keyboard.press("Enter")
    assert visit.tab.evaluate("location.hash") == "#content"
    visit.open(site / "index.html")
    reached = []
    for _ in range(12):
        visit.tab.keyboard.press("Tab")
        reached.append(visit.tab.evaluate("document.activeElement.getAttribute('href') || document.activeElement.id"))
    assert {"explorer.html", "methods.html", "en/index.html", "word"} <= set(reached)
    visit.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_district_is_printed_on_two_pages_of_a4(site, browser, lang):
    visit = Visit(browser)
    for page in pages_of(site, lang):
        if page.name.startswith("10_district_profile_"):
            visit.open(page)
            printed = visit.tab.pdf(prefer_css_page_size=True)
            sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
            assert len(re.findall(rb"/Type /Page\b", printed)) == 2, page.name
            assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842)}
    visit.close()
