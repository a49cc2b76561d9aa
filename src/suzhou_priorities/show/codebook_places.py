"""The places of the codebook with their colours, as a table of the page of codebooks."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.show.codebook_addresses import entry_id
from suzhou_priorities.show.reference import table

if TYPE_CHECKING:
    from suzhou_priorities.show.text import Words


def places_table(words: Words) -> str:
    """Return names, codes and colours as a table; each row has its address."""
    heads = [words(f"place_{name}") for name in ("name", "official", "kind", "code", "colour")]
    rows = [_row(key, one, words) for key, one in load_codebook("places")["entries"].items()]
    return table(words("places_caption"), heads, rows)


def _row(key: str, one: dict[str, Any], words: Words) -> list[str]:
    lang, colour = words.lang, html.escape(one["colour"])
    return [
        f'<span id="{html.escape(entry_id("place", key))}">{html.escape(one[f"short_{lang}"])}</span>',
        html.escape(one[f"official_{lang}"]),
        html.escape(words(f"place_{one['kind']}")),
        html.escape(one["code"] or words("no_code")),
        f'<span class="swatch" style="background:{colour}"></span><code>{colour}</code>',
    ]
