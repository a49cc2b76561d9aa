"""What can be said of every page without a browser: links lead somewhere, nothing comes from outside."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest

from tests.show.notebooks import executed_outputs
from tests.site.conftest import pages_of
from tests.site.reading import parts_of

LANGUAGES = ("zh", "en")
# Their addresses after # are filters, read by the page.
FILTERED = ("sentences.html", "explorer.html")


def has_address(page, address):
    if not address or page.suffix != ".html" or page.name in FILTERED:
        return True
    return not {address, unquote(address)}.isdisjoint(parts_of(page).addresses)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_leads_to_its_place(site, lang):
    lost = []
    for page in pages_of(site, lang):
        for link in sorted(set(parts_of(page).links)):
            address = urlsplit(link)
            if address.scheme == "data":
                continue
            assert not address.scheme, f"{page.name} leads out to {link[:80]}"
            target = (page.parent / unquote(address.path)).resolve() if address.path else page
            if not target.is_file() or not has_address(target, address.fragment):
                lost.append(f"{page.name}: {link}")
    assert lost == [], "\n".join(lost)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_comes_from_outside(site, lang):
    for page in pages_of(site, lang):
        content = page.read_text(encoding="utf-8")
        assert all(source.startswith("data:") for source in parts_of(page).sources), page.name
        assert "default-src 'none'" in content, page.name
        assert "nan%" not in content, f"a mark of {page.name} lies nowhere"
        assert not re.search(r"url\((?!data:|[\"']?#)", content.split("</style>")[0]), page.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_are_in_order_and_pictures_have_words(site, lang):
    for page in pages_of(site, lang):
        parts = parts_of(page)
        assert parts.headings.count(1) == 1, page.name
        assert parts.headings[0] == 1, page.name
        steps = [after - before for before, after in zip(parts.headings, parts.headings[1:], strict=False)]
        assert max(steps, default=0) <= 1, (page.name, parts.headings)
        assert all(alt and len(alt) > 12 for alt in parts.pictures), page.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_of_a_notebook_keeps_a_placeholder(site, lang):
    for notebook in sorted((site / "notebooks" / lang).glob("*.ipynb")):
        shown = "".join(executed_outputs(site, notebook.stem, lang))
        assert not re.search(r"\{[a-z_]+\}", re.sub(r"<style.*?</style>", "", shown, flags=re.DOTALL)), notebook.name


def test_every_page_stands_in_both_languages(site):
    names = {
        lang: {page.relative_to(site if lang == "zh" else site / lang) for page in pages_of(site, lang)}
        for lang in LANGUAGES
    }
    assert names["zh"] == names["en"]
    assert len(names["zh"]) > 15


def test_every_page_can_be_reached_from_the_front_page(site):
    for lang in LANGUAGES:
        folder = site if lang == "zh" else site / lang
        reached, waiting = set(), [(folder / "index.html").resolve()]
        while waiting:
            page = waiting.pop()
            if page in reached or page.suffix != ".html" or not page.is_file():
                continue
            reached.add(page)
            links = [link for link in parts_of(page).links if not link.startswith("data:")]
            waiting += [(page.parent / unquote(urlsplit(link).path)).resolve() for link in links if urlsplit(link).path]
        # The ledger of runs is for those who make the report, not for those who are handed it.
        assert {page.resolve() for page in pages_of(site, lang) if page.name != "runs.html"} <= reached
