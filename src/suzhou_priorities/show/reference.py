"""The parts of pages to look things up in: entries with an address, plain tables, text in the other language."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Chinese with the punctuation and figures that stand between it.
_SIGNS = r"\u2e80-\u9fff\uf900-\ufaff\uff01-\uff5e"
_CHINESE = re.compile(rf"[{_SIGNS}](?:[^A-Za-z<>]*[{_SIGNS}])?")


def marked(text: str, lang: str) -> str:
    """Return a text as HTML; in English pages what is Chinese in it is marked as such."""
    if lang == "zh":
        return html.escape(text)
    parts, end = [], 0
    for match in _CHINESE.finditer(text):
        parts += [html.escape(text[end : match.start()]), chinese(match[0])]
        end = match.end()
    return "".join((*parts, html.escape(text[end:])))


def chinese(text: str) -> str:
    """Return Chinese text as HTML that says so."""
    return f'<span lang="zh-CN">{html.escape(text)}</span>'


def english(text: str) -> str:
    """Return English text as HTML that says so."""
    return f'<span lang="en">{html.escape(text)}</span>'


def has_chinese(text: str) -> bool:
    """Tell whether a text holds Chinese."""
    return _CHINESE.search(text) is not None


def example(text: str, translation: str, lang: str) -> str:
    """Return an example as HTML: in English pages with its translation."""
    return html.escape(text) if lang == "zh" else f"{html.escape(translation)} ({chinese(text)})"


def listed(items: Sequence[str], lang: str) -> str:
    """Return items that are HTML already as a list in one sentence."""
    if lang == "zh":
        return f"{'；'.join(items)}。"
    told = "; ".join(items)
    return f"{told[:1].upper()}{told[1:]}."


def paragraph(text: str, lang: str) -> str:
    """Return a text as a paragraph."""
    return f"<p>{marked(text, lang)}</p>" if text else ""


def more(text: str, address: str) -> str:
    """Return the line that leads from the end of a section to the page with the details."""
    return f'<p class="more"><a href="{html.escape(address)}">{html.escape(text)}</a></p>'


def section(anchor: str, title: str, *content: str) -> str:
    """Return a section of the page: its heading with an address, and content that is HTML already."""
    return f'<h2 id="{html.escape(anchor)}">{html.escape(title)}</h2>{"".join(content)}'


def entry(anchor: str, title: str, key: str, lines: Iterable[tuple[str, str]]) -> str:
    """Return an entry with an address.

    Parameters
    ----------
    anchor
        Its id.
    title
        What it is called, as text.
    key
        Its key, as tables and addresses spell it; empty where readers do not need it.
    lines
        Label as text, and content as HTML; lines without content are left out.
    """
    told = "".join(f"<div><dt>{html.escape(label)}</dt><dd>{content}</dd></div>" for label, content in lines if content)
    code = f" <code>{html.escape(key)}</code>" if key else ""
    name = html.escape(anchor)
    return f'<section class="entry" id="{name}"><h3>{html.escape(title)}{code}</h3><dl>{told}</dl></section>'


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """Return a plain table.

    Parameters
    ----------
    caption
        What it shows, as text.
    heads
        Heads of the columns, as text.
    rows
        Cells as HTML; the first of a row is its head.
    numbers
        Places of columns of numbers, which are aligned right.
    """
    kinds = ["number" if place in numbers else "" for place in range(len(heads))]
    top = "".join(
        f'<th scope="col"{_class(kind)}>{html.escape(head)}</th>' for head, kind in zip(heads, kinds, strict=True)
    )
    body = "".join(
        "<tr>"
        + f'<th scope="row">{first}</th>'
        + "".join(f"<td{_class(kind)}>{cell}</td>" for cell, kind in zip(rest, kinds[1:], strict=True))
        + "</tr>"
        for first, *rest in rows
    )
    label = html.escape(caption)
    return (
        f'<div class="table-box" role="region" tabindex="0" aria-label="{label}"><table class="plain">'
        f"<caption>{label}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
