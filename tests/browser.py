"""A real browser for tests: Chromium where the machine has one, and a visit to a page with all that it says and asks for."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH: pages cannot be looked at")


# Not for the whole session: while it runs, its event loop keeps notebooks from being run in the same process.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a running browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield running
        running.close()


class Visit:
    """A tab of the browser, with what its pages complained of and asked for."""

    def __init__(self, browser: Browser, width: int = 1280, **options: object) -> None:
        self.tab = browser.new_page(viewport={"width": width, "height": 800}, **options)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.tab.on("console", lambda message: self.complaints.append(message.text))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("request", lambda request: self.requests.append(request.url.split("#")[0]))

    def open(self, page: Path, fragment: str = "") -> None:
        """Go to a page and wait until it and its font are there."""
        self.complaints.clear()
        self.requests.clear()
        self.tab.goto(page.as_uri() + fragment)
        self.tab.evaluate("document.fonts.ready")

    def outside(self, page: Path) -> list[str]:
        """Return the requests for anything but the page itself."""
        return [url for url in self.requests if url != page.as_uri() and not url.startswith("data:")]

    def close(self) -> None:
        self.tab.close()
