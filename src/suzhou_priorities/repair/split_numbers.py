"""Numbers that a page number, a page break or a caption cut in two.

The page number itself goes with the page's furniture; here the two halves come together again. A half
stands at the end of a line of running text without a stop, the other at the beginning of the next with its unit; a
caption between them is taken out (it stays on record as a repair).
"""

from __future__ import annotations

import re
from functools import cache

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.repair.edits import Edit

SHORTEST_LINE = 10
_FIRST_HALF = re.compile(r"[\u4e00-\u9fff，；：、（]\d{1,6}(?:\.\d{0,3})?$")
_CAPTION_NOTE = "a caption stood within a number"
_BREAK_NOTE = "a line break stood within a number"


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str]]:
    book = load_codebook("split_numbers")
    between = re.compile(rf"(?<=[\d.])\n(?P<caption>(?:{book['caption']})\n)?(?=[\d.])")
    return between, re.compile(book["second_half"])


def join_split_numbers(text: str) -> list[Edit]:
    """Return the edits that bring the halves of cut numbers together."""
    between, second_half = _rules()
    edits = []
    for match in between.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line = text[line_start : match.start()]
        if len(line) < SHORTEST_LINE or not _FIRST_HALF.search(line) or not second_half.match(text, match.end()):
            continue
        note = _CAPTION_NOTE if match["caption"] else _BREAK_NOTE
        edits.append(Edit(*match.span(), "", "layout", certain=False, note=note))
    return edits
