"""A page of records in a browser: what it complained of and asked for, what it says, what it gives away."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from tests.browser import Visit

# Texts in Chinese that the page does not say are Chinese.
UNMARKED = r"""() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data;
    const parent = walker.currentNode.parentElement;
    if (/[\u4e00-\u9fff]/.test(text) && !parent.closest("script, style, noscript") && !parent.closest("[lang]").lang.startsWith("zh")) {
      found.push(text);
    }
  }
  return found;
}"""


def data_of(page):
    """Return the data that stand in a page."""
    content = page.read_text("utf-8")
    (found,) = re.findall(r'<script type="application/json" id="records-data">(.*?)</script>', content, re.DOTALL)
    return json.loads(found)


class View(Visit):
    """A visit to the page."""

    def __init__(self, running, page, link, width=1280, **chosen):
        super().__init__(running, width, accept_downloads=True)
        self.page, self.link, self.width = page, link, width
        self.go(**chosen)

    def go(self, **chosen):
        self.tab.goto(self.page.parent.as_uri() + "/" + self.link(**chosen))

    def begin(self):
        """Load the page anew, with nothing chosen."""
        self.tab.emulate_media(media="screen")
        self.go()
        self.complaints.clear()
        self.requests.clear()

    def texts(self, selector):
        return self.tab.locator(selector).all_text_contents()

    def wait_for(self, selector, number):
        """Wait until so many elements are there."""
        from playwright.sync_api import expect

        expect(self.tab.locator(selector)).to_have_count(number)

    def wait_for_address(self, expected):
        for _ in range(100):
            if self.address == expected:
                return
            self.tab.wait_for_timeout(20)
        assert self.address == expected

    @property
    def count(self):
        return self.tab.locator("#count").text_content()

    @property
    def address(self):
        return self.tab.evaluate("decodeURIComponent(location.hash.slice(1))")

    def tab_to(self, condition, most=40):
        """Press the tab key until the focus is on what fits a condition in JavaScript on `one`."""
        for _ in range(most):
            self.tab.keyboard.press("Tab")
            if self.tab.evaluate(f"(one => {condition})(document.activeElement)"):
                return
        raise AssertionError(f"the tab key does not lead to {condition}")

    def download(self):
        with self.tab.expect_download() as waiting:
            self.tab.locator("#download").click()
        return Path(waiting.value.path()).read_bytes()

    def table(self):
        """Return the rows of the downloaded table."""
        return list(csv.DictReader(io.StringIO(self.download().decode("utf-8-sig"), newline="")))

    def check_shown(self):
        """Check that the page is whole: no complaint, no request but for itself, nothing wider than the window."""
        assert self.complaints == []
        assert {url for url in self.requests if not url.startswith(("data:", "blob:"))} == {self.page.as_uri()}
        assert self.tab.evaluate("document.documentElement.scrollWidth") <= self.width
        unnamed = "[...document.querySelectorAll('select, input, button')].filter(one => !one.labels?.length && !one.textContent)"
        assert self.tab.evaluate(f"{unnamed}.length") == 0
        assert self.tab.evaluate(UNMARKED) == []
