"""Every page in a real browser: on a desk and on a phone, in both languages, without a complaint or a request."""

from __future__ import annotations

import pytest

from tests.browser import Visit, needs_browser
from tests.site.conftest import pages_of

pytestmark = [needs_browser, pytest.mark.browser]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_shows_without_errors_requests_or_overflow(site, browser, lang, width):
    visit = Visit(browser, width)
    wrong = []
    for page in pages_of(site, lang):
        visit.open(page)
        wrong += [f"{page.name}: {text}" for text in visit.complaints]
        wrong += [f"{page.name} asks for {url}" for url in visit.outside(page)]
        across = visit.tab.evaluate("document.documentElement.scrollWidth")
        if across > width:
            wrong.append(f"{page.name} is {across} px wide")
        if visit.tab.evaluate("document.documentElement.lang") != {"zh": "zh-CN", "en": "en"}[lang]:
            wrong.append(f"{page.name} does not say its language")
    visit.close()
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_language_switch_leads_to_the_same_page(site, browser, lang):
    visit = Visit(browser)
    for name in ("index.html", "06_comparison.html", "explorer.html", "documents/wujiang_work_report_2024.html"):
        page = (site if lang == "zh" else site / lang) / name
        visit.open(page)
        visit.tab.locator("header .language").click()
        twin = (site / "en" if lang == "zh" else site) / name
        visit.tab.wait_for_url(lambda url, twin=twin: url.split("#")[0] == twin.as_uri())
    visit.close()
