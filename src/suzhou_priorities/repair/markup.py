"""HTML that survived in the text: entities are read, tags and scripts go."""

from __future__ import annotations

import html
import re

from suzhou_priorities.repair.edits import Edit
from suzhou_priorities.repair.markup_tables import table_breaks

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAILS = re.compile(r"(?<![A-Za-z&])(?P<name>[lr][sd]quo|middot|mdash|hellip|nbsp|ensp|emsp);")
_BLOCK = (
    "address|article|aside|blockquote|br|caption|center|col|colgroup|dd|div|dl|dt|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|"
    "section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_INLINE = (
    "a|abbr|b|body|button|code|em|font|head|html|i|iframe|img|input|label|link|meta|noscript|o:p|option|select|"
    r"small|span|st1:\w+|strong|sub|sup|textarea|title|u"
)
_TAG = re.compile(rf"</?(?:(?P<block>{_BLOCK})|(?:{_INLINE}))(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
_HIDDEN = re.compile(r"<!--|<!\[CDATA\[|<!DOCTYPE\b|<(?P<name>script|style)\b", re.IGNORECASE)
_LOST_AMPERSAND = "an entity without its ampersand"


def read_entities(text: str) -> list[Edit]:
    """Return the edits that put characters for HTML entities (``&ldquo;`` → “), twice escaped ones included."""
    if "&" not in text and ";" not in text:
        return []
    edits: list[Edit] = []
    for match in _ENTITY.finditer(text):
        character = html.unescape(match.group())
        if character == "&":
            twice = _TAILS.match(text, match.end())
            if twice:
                edits.append(Edit(match.start(), twice.end(), html.unescape("&" + twice.group()), "entity"))
                continue
        if character != match.group():
            edits.append(Edit(match.start(), match.end(), character, "entity"))
    taken = [(edit.start, edit.end) for edit in edits]
    for match in _TAILS.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            character = html.unescape("&" + match.group())
            edits.append(Edit(*match.span(), character, "entity", certain=False, note=_LOST_AMPERSAND))
    return sorted(edits, key=lambda edit: edit.start)


def remove_markup(text: str) -> list[Edit]:
    """Return the edits that remove scripts, styles, comments and tags.

    A block's tag becomes a line feed; the end of a cell in a table of tasks, a line of ``|`` (`markup_tables`).
    """
    if "<" not in text:
        return []
    edits: list[Edit] = []
    position = 0
    for match in _HIDDEN.finditer(text):
        if match.start() < position:
            continue
        end = _end_of_hidden(text, match)
        edits.append(Edit(match.start(), end, "", "chrome"))
        position = end
    hidden = [(edit.start, edit.end) for edit in edits]
    cursor = 0
    tags: list[re.Match[str]] = []
    for match in _TAG.finditer(text):
        while cursor < len(hidden) and hidden[cursor][1] <= match.start():
            cursor += 1
        if cursor < len(hidden) and hidden[cursor][0] < match.end():
            continue
        tags.append(match)
    breaks = table_breaks(text, tags)
    for index, match in enumerate(tags):
        replacement = breaks.get(index, "\n" if match["block"] else "")
        edits.append(Edit(*match.span(), replacement, "chrome"))
    return sorted(edits, key=lambda edit: edit.start)


def _end_of_hidden(text: str, match: re.Match[str]) -> int:
    """Return where a comment, script or style ends: at its closing mark, else at the end of its line."""
    name = match["name"]
    closing = f"</{name.lower()}>" if name else {"<!--": "-->", "<![cdata[": "]]>"}.get(match.group().lower(), ">")
    found = text.lower().find(closing, match.end()) if name else text.find(closing, match.end())
    if found >= 0:
        return found + len(closing)
    line = text.find("\n", match.end())
    return len(text) if line < 0 else line
