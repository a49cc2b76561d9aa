"""Tables that a page flattened into lines: cells, and lines of ``|`` between them.

The outline needs three things of them: rows that head a section, names of groups, and the texts of tasks.
Cells with leaders and units are no sentences. The table itself is parsed where its cells are needed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.outline.numbering import number_at, ordinal
from suzhou_priorities.outline.sentences import split_sentences

if TYPE_CHECKING:
    from suzhou_priorities.outline.builder import OutlineBuilder
    from suzhou_priorities.outline.parts import PartFollower

LEAST_BARS = 10
SECTION_RANK, GROUP_RANK = 4.0, 5.0
_BAR = re.compile(r"^\|+$", re.MULTILINE)
_HAN = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Item:
    """A cell (with its span) or a line of bars (with their number)."""

    start: int
    end: int
    bars: int = 0


def table_span(text: str) -> tuple[int, int] | None:
    """Return where the flattened table of a document begins and ends, or None if there is none."""
    bars = list(_BAR.finditer(text))
    if len(bars) < LEAST_BARS:
        return None
    before = text.rfind("\n", 0, max(0, bars[0].start() - 1)) + 1
    return before, bars[-1].end()


def items_of(text: str, start: int, end: int) -> list[Item]:
    """Return the cells and lines of bars of a table; lines between two lines of bars are one cell."""
    items: list[Item] = []
    position = start
    for bar in _BAR.finditer(text, start, end):
        if text[position : bar.start()].strip():
            cell_start, cell_end = position, bar.start()
            while text[cell_start].isspace():
                cell_start += 1
            while text[cell_end - 1].isspace():
                cell_end -= 1
            items.append(Item(cell_start, cell_end))
        items.append(Item(bar.start(), bar.end(), bars=bar.end() - bar.start()))
        position = bar.end()
    return items


def outline_table(text: str, span: tuple[int, int], builder: OutlineBuilder, follower: PartFollower) -> None:
    """Add a flattened table's sections, groups and tasks to the outline."""
    items = items_of(text, *span)
    width = _section_bar(text, items)
    lost = _lost_rows(items, width)
    last_section = 0
    expects_group, expects = False, ""
    for index, item in enumerate(items):
        if item.bars:
            if index in lost:
                last_section += 1
                number = f"{_han(last_section)}、"
                part = follower.heading("", int(SECTION_RANK), item.start)
                builder.open(SECTION_RANK, part, item.start, number=number, style="numeral")
                builder.warn(f"The heading of section {number} is blank on the page.")
                expects_group = False
            continue
        content = text[item.start : item.end]
        found = number_at(text, item.start, item.end)
        if found is not None and found[0].name == "numeral":
            printed, heading = text[item.start : found[1]], text[found[1] : item.end].replace("\n", "")
            last_section = ordinal(printed) or last_section + 1
            part = follower.heading(heading, int(SECTION_RANK), item.start)
            builder.open(SECTION_RANK, part, item.start, number=printed, heading=heading, style="numeral")
            builder.add([(item.start, item.end)], is_heading=True)
        elif found is not None and found[0].name == "digit":
            builder.ensure(follower.part, item.start)
            builder.add(split_sentences(text, item.start, item.end))
        elif expects_group and last_section:
            builder.open(
                GROUP_RANK,
                follower.part,
                item.start,
                number=expects,
                heading=content.replace("\n", ""),
                style="group",
            )
            builder.add([(item.start, item.end)], is_heading=True)
        expects_group = content.isdigit()
        expects = content


def _section_bar(text: str, items: list[Item]) -> int:
    """Return how many bars end a row that heads a section (its cell is merged across the table)."""
    widths: Counter[int] = Counter()
    for index, item in enumerate(items[:-2]):
        number = None if item.bars else number_at(text, item.start, item.end)
        if number is not None and number[0].name == "numeral" and items[index + 1].bars and items[index + 2].bars:
            widths[items[index + 2].bars] += 1
    return widths.most_common(1)[0][0] if widths else 0


def _lost_rows(items: list[Item], width: int) -> set[int]:
    """Return the bars that end a section's row whose cell is empty."""
    if not width:
        return set()
    return {
        index
        for index, item in enumerate(items)
        if index >= 2 and item.bars == width and items[index - 1].bars == 1 and items[index - 2].bars
    }


def _han(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if not tens else ("十" if tens == 1 else _HAN[tens - 1] + "十")
    return head + (_HAN[ones - 1] if ones else "")
