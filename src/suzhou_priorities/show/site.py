"""The places of the site that every page leads to, besides the pages of notebooks and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("zh", "en")
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
WORKBOOK = "suzhou-priorities.xlsx"
# Key of the name in texts/page.yml, and file.
PLACES = {
    "search": "sentences.html",
    "explorer": "explorer.html",
    "methods": "methods.html",
    "codebook": "codebook.html",
    "data": "data.html",
}


def places_of(words: Mapping[str, str], up: str, here: str) -> list[tuple[str, str, bool]]:
    """Return (address, name, whether it is this page) of every place.

    Parameters
    ----------
    words
        Words of `texts/page.yml`.
    up
        What leads from the page to the folder of its language: empty, or ``../``.
    here
        File name of the page; empty for one in a folder of its own.
    """
    return [(f"{up}{file}", words[f"place_{key}"], file == here) for key, file in PLACES.items()]
