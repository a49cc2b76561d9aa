"""One convention for marks, digits and letters.

Chinese text takes full-width marks （，；：？！（）“”‘’） and half-width digits, letters, percent signs and
decimal points. A half-width mark stays where both sides are Latin or digits (1,234 · 9:30 · 1.8:1 · e.g. an
address). Straight quotation marks are paired within their paragraph.
"""

from __future__ import annotations

import re

from suzhou_priorities.repair.edits import Edit

_C = r"㐀-鿿〇"
_NEAR = rf"{_C}“”‘’（）《》【】、，。；：？！…—％%Ⅰ-Ⅹ①-⑳★"
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ％＋＆＠＃＝／＜＞＊＿｜]|(?<=[0-9０-９])．")
_HALF_WIDTH = re.compile(r"[,;:?!]")
_NUMBERED = re.compile(r"^[0-9０-９]{1,2}(?P<dot>．)", re.MULTILINE)
# The stop comes first, and what is before it after: the search then jumps from stop to stop.
_STOP = re.compile(
    rf"\.(?:(?<=[{_C}）)”’%％]\.)(?=[{_C}“（(《]|\s*$)|(?<=[㐀-鿿]\.)(?<![一二三四五六七八九十]\.)(?=\d))", re.MULTILINE
)
_HAN_NUMBER = re.compile(r"\n[ \u3000]{0,4}[一二三四五六七八九十]{1,3}$")
_BRACKETS = re.compile(r"[()]")
_QUOTE = re.compile(r"[\"']")
_LOOKALIKE = {
    "〝": "“",
    "〞": "”",
    "〟": "”",
    "‧": "·",
    "・": "·",
    "•": "·",
    "﹐": "，",
    "﹑": "、",
    "﹔": "；",
    "﹕": "：",
    "︰": "：",
    "﹪": "%",
    "﹖": "？",
    "﹗": "！",
    "﹙": "（",
    "﹚": "）",
    "｡": "。",
    "､": "、",
}
_LOOKALIKES = re.compile("|".join(map(re.escape, _LOOKALIKE)))
_NEAR_SET = re.compile(f"[{_NEAR}]")
_CHINESE = re.compile(f"[{_C}]")
_THOUSANDS = re.compile(r",\d{3}(?!\d)")
NEARBY = 8
_FULL_FORM = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}


def normalise_punctuation(text: str) -> list[Edit]:
    """Return the edits that bring marks, digits and letters to the convention of this module."""
    edits: dict[int, Edit] = {}
    for match in _FULL_WIDTH.finditer(text):
        edits[match.start()] = Edit(*match.span(), chr(ord(match.group()) - 0xFEE0), "punctuation")
    for match in _NUMBERED.finditer(text):
        edits[match.start("dot")] = Edit(*match.span("dot"), ".", "punctuation")
    for match in _HALF_WIDTH.finditer(text):
        if _is_chinese_context(text, match.start(), match.group()):
            edits[match.start()] = Edit(*match.span(), _FULL_FORM[match.group()], "punctuation")
    for match in _STOP.finditer(text):
        # What numbers a heading (一.指导思想) ends no sentence.
        if not _HAN_NUMBER.search(_right_before(text, match.start())):
            edits[match.start()] = Edit(*match.span(), "。", "punctuation")
    for match in _LOOKALIKES.finditer(text):
        edits[match.start()] = Edit(*match.span(), _LOOKALIKE[match.group()], "punctuation")
    for edit in (*_brackets(text), *_quotation_marks(text)):
        edits[edit.start] = edit
    return [edits[start] for start in sorted(edits)]


def _right_before(text: str, position: int) -> str:
    """Return the few characters before a position; those of the first line have a line feed before them."""
    return text[position - NEARBY : position] if position >= NEARBY else "\n" + text[:position]


def _neighbours(text: str, position: int) -> tuple[str, str]:
    before = text[position - 1] if position else "\n"
    after = text[position + 1] if position + 1 < len(text) else "\n"
    if before == " ":
        before = text[: position - 1].rstrip(" ")[-1:] or "\n"
    if after == " ":
        after = text[position + 1 : position + 9].lstrip(" ")[:1] or "\n"
    return before, after


def _is_chinese_context(text: str, position: int, mark: str) -> bool:
    before, after = _neighbours(text, position)
    if before.isdigit() and after.isdigit() and before.isascii() and after.isascii():
        # 1,234 and 9:30 stay; a comma that does not part thousands is punctuation.
        return mark == "," and not _THOUSANDS.match(text, position)
    if _NEAR_SET.match(before) or _NEAR_SET.match(after):
        return True
    if before in '()"' or after in '()"':
        return bool(_CHINESE.search(text, max(0, position - NEARBY), position + NEARBY))
    return mark in ",;" and after == "\n" and before.isalnum()


def _brackets(text: str) -> list[Edit]:
    """Return the edits of half-width brackets: a pair follows what it holds and what stands around it."""
    edits: list[Edit] = []
    open_at: list[int] = []
    for match in _BRACKETS.finditer(text):
        position = match.start()
        if match.group() == "(":
            open_at.append(position)
            continue
        start = open_at.pop() if open_at else None
        if start is None or "\n" in text[start:position]:
            if _beside_chinese(text, position):
                edits.append(Edit(position, position + 1, "）", "punctuation"))
            continue
        if (
            _NEAR_SET.search(text, start + 1, position)
            or _beside_chinese(text, start)
            or _beside_chinese(text, position)
        ):
            edits.append(Edit(start, start + 1, "（", "punctuation"))
            edits.append(Edit(position, position + 1, "）", "punctuation"))
    edits.extend(
        Edit(position, position + 1, "（", "punctuation") for position in open_at if _beside_chinese(text, position)
    )
    return edits


def _beside_chinese(text: str, position: int) -> bool:
    before, after = _neighbours(text, position)
    return bool(_NEAR_SET.match(before) or _NEAR_SET.match(after))


def _quotation_marks(text: str) -> list[Edit]:
    """Return the edits of straight quotation marks, opening and closing by turns within a paragraph."""
    edits: list[Edit] = []
    line_end = -1
    count = {'"': 0, "'": 0}
    for match in _QUOTE.finditer(text):
        position, mark = match.start(), match.group()
        if position > line_end:
            found = text.find("\n", position)
            line_end = len(text) if found < 0 else found
            count = {'"': 0, "'": 0}
        before, after = _neighbours(text, position)
        if mark == "'" and not (_NEAR_SET.match(before) or _NEAR_SET.match(after)):
            continue
        closes = mark == '"' and count[mark] % 2
        if not (closes or _NEAR_SET.match(before) or _NEAR_SET.match(after) or before in ',;:("' or after in ',;:)"'):
            continue
        pair = "“”" if mark == '"' else "‘’"
        edits.append(Edit(position, position + 1, pair[count[mark] % 2], "punctuation"))
        count[mark] += 1
    return edits
