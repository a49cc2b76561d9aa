"""The words of notebooks and pages in Chinese and English, kept as data in `texts/`."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml
from IPython.display import Markdown

from suzhou_priorities.errors import ReportError
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.show.site import LANGUAGES

# Gaps that every text may have: they are filled without being asked for.
STANDING = {"policy_domains": len(POLICY_DOMAINS)}


@cache
def words_of(page: str, lang: str) -> dict[str, str]:
    """Return the words of a page (``texts/<page>.yml``) in one language.

    Raises
    ------
    ReportError
        If there is no such language or page, or a text is not given in both languages.
    """
    if lang not in LANGUAGES:
        raise ReportError("lang", f"is {lang!r}.", "Use zh or en.")
    source = resources.files(__package__) / "texts" / f"{page}.yml"
    try:
        content: dict[str, Any] = yaml.load(source.read_bytes(), Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        raise ReportError(f"texts/{page}.yml", "is missing.", "Add it, with every text in zh and en.") from None
    for key, versions in content.items():
        if set(versions) != set(LANGUAGES):
            raise ReportError(f"texts/{page}.yml", f"{key} is not given in zh and en.", "Write both.")
    return {key: str(versions[lang]).strip() for key, versions in content.items()}


class Words:
    """The words of one page in one language; a text's gaps are filled with computed figures."""

    def __init__(self, page: str, lang: str) -> None:
        self.lang = lang
        self._words = {**words_of("common", lang), **words_of(page, lang)}

    def __call__(self, key: str, **figures: object) -> str:
        """Return a text with its gaps filled.

        Raises
        ------
        ReportError
            If there is no such text, or a gap has no figure.
        """
        try:
            return self._words[key].format(**(STANDING | figures))
        except KeyError as error:
            raise ReportError("texts", f"have no {error.args[0]!r} (asked for by {key!r}).", "Add it.") from None

    def show(self, key: str, **figures: object) -> Markdown:
        """Return a text for display."""
        return Markdown(self(key, **figures))

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number as it is printed in running text."""
        return f"{value:,.{decimals}f}"

    def sentences(self, texts: list[str]) -> str:
        """Return sentences as running text; empty ones are left out."""
        return ("" if self.lang == "zh" else " ").join(text for text in texts if text)

    def join(self, items: list[str]) -> str:
        """Return a list as it is printed in running text."""
        if self.lang == "zh":
            return "、".join(items)
        return ", ".join(items) if len(items) < 3 else f"{', '.join(items[:-1])} and {items[-1]}"


def capitalised(text: str) -> str:
    """Return a text with its first letter in upper case; the rest, names and abbreviations, stays as it is."""
    return text[:1].upper() + text[1:]
