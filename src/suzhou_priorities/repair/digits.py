"""Numbers whose digits or marks were set apart or mistyped are written in one way (2，502亿元 → 2,502亿元)."""

from __future__ import annotations

import re

from suzhou_priorities.repair.edits import Edit

LEAST_DIGITS = 3
_THOUSANDS = re.compile(r"(?<![\d，,.])[1-9]\d{0,2}(?:，\d{3})+(?![\d，])")
_MIDDLE_DOT = re.compile(r"·(?<=\d·)(?=\d{1,2}(?:%|‰|个百分点|[万亿]|倍|元|公里|平方|公顷|亩|吨))")
# Followed by its unit: figures in a row, such as links to pages, stay apart.
_LETTER_SPACED = re.compile(r"(?<![\d.])(?<!\d )\d(?: \d)*(?P<decimals> \. \d(?: \d)*)?(?![\d.])(?= ?[㐀-鿿%‰])")


def normalise_digits(text: str) -> list[Edit]:
    """Return the edits that write numbers in one way; digits themselves never change."""
    edits = [
        Edit(*match.span(), match.group().replace("，", ","), "punctuation") for match in _THOUSANDS.finditer(text)
    ]
    edits += [Edit(*match.span(), ".", "punctuation") for match in _MIDDLE_DOT.finditer(text)]
    for match in _LETTER_SPACED.finditer(text):
        if match["decimals"] or match.group().count(" ") >= LEAST_DIGITS - 1:
            edits.append(Edit(*match.span(), match.group().replace(" ", ""), "layout"))
    return _apart(edits)


def _apart(edits: list[Edit]) -> list[Edit]:
    """Return edits in order, without those that overlap one before."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not kept or kept[-1].end <= edit.start:
            kept.append(edit)
    return kept
