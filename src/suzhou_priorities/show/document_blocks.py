"""How the clean text falls into headings and paragraphs: a line is a paragraph, a heading within it stands apart."""

from __future__ import annotations

import html
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from suzhou_priorities.show.document_records import DocumentRecord, SectionRow
    from suzhou_priorities.show.spans import SpannedText
    from suzhou_priorities.show.text import Words

DEEPEST = 5


@dataclass(slots=True)
class Block:
    """A stretch of the text that is one element of the page.

    Attributes
    ----------
    start, end
        Its span, with the line break behind it.
    heading
        The section whose heading it is, or None for a paragraph.
    begins
        Sections that begin here: those without a heading of their own, and those whose heading was supplied.
    is_first
        False for a further piece of a heading that a page break cut in two.
    """

    start: int
    end: int
    heading: SectionRow | None
    begins: list[SectionRow]
    is_first: bool = True


def blocks_of(record: DocumentRecord, start: int, end: int) -> list[Block]:
    """Return the blocks between two offsets of the text; they leave nothing out."""
    sections = {row.section_id: row for row in record.sections}
    headings, begins = _starts(record, sections)
    cuts = {start, end}
    cuts.update(at + 1 for at in range(start, end) if record.text[at] == "\n")
    for sentence in record.sentences:
        if sentence.is_heading:
            cuts.update((sentence.start, sentence.end))
    cuts.update(at for at, rows in begins.items() if any(row.heading for row in rows))
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    blocks: list[Block] = []
    carried = start
    for left, right in pairwise(edges):
        if not record.text[left:right].strip():
            # Blank lines show nothing, but what was repaired in them does.
            if blocks:
                blocks[-1].end = carried = right
            continue
        section, is_first = headings.get(left, (None, True))
        inside = [row for at, rows in begins.items() if carried <= at < right for row in rows]
        blocks.append(Block(carried, right, section, inside, is_first))
        carried = right
    return blocks


def _starts(
    record: DocumentRecord, sections: Mapping[str, SectionRow]
) -> tuple[dict[int, tuple[SectionRow, bool]], dict[int, list[SectionRow]]]:
    """Return where headings stand in the text, and where sections begin that have none there."""
    headings: dict[int, tuple[SectionRow, bool]] = {}
    begins: dict[int, list[SectionRow]] = {}
    waiting = list(record.sections)
    known = {row.section_id: place for place, row in enumerate(waiting)}
    titled = {row.section_id for row in record.sentences if row.is_heading}
    reached, seen = 0, set()
    for sentence in record.sentences:
        place = known.get(sentence.section_id, -1)
        while reached <= place:
            if waiting[reached].section_id not in titled:
                begins.setdefault(sentence.start, []).append(waiting[reached])
            reached += 1
        if sentence.is_heading and place >= 0:
            headings[sentence.start] = (sections[sentence.section_id], sentence.section_id not in seen)
            seen.add(sentence.section_id)
    return headings, begins


def render_blocks(blocks: Iterable[Block], text: SpannedText, words: Words) -> str:
    """Return blocks as HTML."""
    out = []
    for block in blocks:
        anchors = ""
        for row in block.begins:
            if row.heading:
                out.append(f"{anchors}{supplied_heading(row, words)}")
                anchors = ""
            else:
                anchors += f'<span class="anchor" id="{html.escape(row.section_id)}"></span>'
        inner = anchors + text.render(block.start, block.end).strip("\n")
        if block.heading is None:
            out.append(f"<p>{inner}</p>")
        elif block.is_first:
            tag = heading_tag(block.heading)
            out.append(f'<{tag} id="{html.escape(block.heading.section_id)}">{inner}</{tag}>')
        else:
            out.append(f'<p class="continued">{inner}</p>')
    return "\n".join(out)


def heading_tag(section: SectionRow) -> str:
    """Return the tag of a section's heading: h2 for the outermost."""
    return f"h{1 + min(max(section.level, 1), DEEPEST)}"


def supplied_heading(section: SectionRow, words: Words) -> str:
    """Return a heading that does not stand in the text."""
    tag = heading_tag(section)
    return f'<{tag} id="{html.escape(section.section_id)}">{heading_text(section, words)}</{tag}>'


def heading_text(section: SectionRow, words: Words) -> str:
    """Return a section's number and heading as HTML, marked where another document supplied it."""
    number = section.number + ("" if section.number.endswith(("、", "）")) or not section.number else " ")
    note = (
        f' <small class="supplied" lang="{words.lang}">{html.escape(words("supplied"))}</small>'
        if section.inferred
        else ""
    )
    return f"{html.escape(number + section.heading)}{note}"
