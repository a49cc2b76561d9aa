"""The clean text of a document as HTML: sentences with their addresses, numbers marked, repairs at hand."""

from __future__ import annotations

import html
import re
from itertools import groupby
from typing import TYPE_CHECKING

from suzhou_priorities.show.code_words import describe_codes
from suzhou_priorities.show.messages import message_in
from suzhou_priorities.show.quantity_words import describe_quantities
from suzhou_priorities.show.repair_groups import grouped
from suzhou_priorities.show.spans import Span, SpannedText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suzhou_priorities.extract.model import Quantity
    from suzhou_priorities.show.document_records import DocumentRecord, SentenceRow
    from suzhou_priorities.show.repair_groups import RepairGroup
    from suzhou_priorities.show.text import Words

LONGEST_SHOWN = 160
_SPACES = re.compile(r"[ \t\r\u00a0\u3000]")
_SENTENCE, _QUANTITY, _REPAIR = range(3)


def marked_text(record: DocumentRecord, words: Words) -> SpannedText:
    """Return the text of a document with everything in it that is marked.

    Removed page furniture is left out: it stands where the text does not.
    """
    marked = [(row.start, row.end) for row in record.sentences] + [(row.start, row.end) for row in record.quantities]
    bounds = sorted({offset for span in marked for offset in span})
    repairs = grouped((repair for repair in record.repairs if repair.kind != "chrome"), record.text, bounds)
    spans = [
        *(_sentence(row, words) for row in record.sentences),
        *_quantities(record.quantities, words),
        *(_repair(group, words) for group in repairs),
    ]
    return SpannedText(record.text, spans, lambda text: html.escape(text, quote=False))


def _sentence(row: SentenceRow, words: Words) -> Span:
    name = html.escape(row.sentence_id)
    label = html.escape(words("address", id=row.sentence_id))
    # The codes stand on the address: a pointer on it shows them, and the page does below a sentence that is aimed at.
    codes = html.escape(describe_codes(row, words)).replace("\n", "&#10;")
    title = f' title="{codes}"' if codes else ""
    return Span(
        row.start,
        row.end,
        _SENTENCE,
        f'<span class="sentence" id="{name}">',
        f'<a class="address" href="#{name}" aria-label="{label}"{title}></a></span>',
        '<span class="sentence">',
        "</span>",
    )


def _quantities(rows: tuple[Quantity, ...], words: Words) -> Iterator[Span]:
    ordered = sorted(rows, key=lambda row: (row.start, row.end))
    for (start, end), same in groupby(ordered, key=lambda row: (row.start, row.end)):
        members = list(same)
        kind = " ".join(dict.fromkeys(("quantity", *(row.status for row in members))))
        title = html.escape(describe_quantities(members, words)).replace("\n", "&#10;")
        first, *further = (html.escape(row.quantity_id) for row in members)
        # A mark takes the focus from a click or a tap, which shows its title, but is no stop of the tab key.
        opening = f'<mark class="{kind}" id="{first}" tabindex="-1" title="{title}">'
        opening += "".join(f'<span id="{name}"></span>' for name in further)
        yield Span(start, end, _QUANTITY, opening, "</mark>", f'<mark class="{kind}" title="{title}">', "</mark>")


def _repair(group: RepairGroup, words: Words) -> Span:
    kinds = words.join([words(kind) for kind in group.kinds])
    title = "\n".join(
        filter(None, (kinds, "" if group.certain else words("uncertain"), message_in(group.note, words.lang)))
    )
    kind = "repair" if group.certain else "repair uncertain"
    # The title stands on what is hidden, so that no reader meets it before asking for the repairs.
    opening = f'<span class="{kind}"><del title="{html.escape(title)}">{_visible(group.before)}</del>'
    if group.start == group.end:
        return Span(group.start, group.end, _REPAIR, f"{opening}</span>", "", "", "")
    return Span(
        group.start,
        group.end,
        _REPAIR,
        f"{opening}<ins>",
        "</ins></span>",
        f'<span class="{kind}"><ins>',
        "</ins></span>",
    )


def _visible(text: str) -> str:
    """Return what stood on the page as HTML in which spaces and line breaks can be seen."""
    if len(text) > LONGEST_SHOWN:
        half = LONGEST_SHOWN // 2
        text = f"{text[:half]}…{text[-half:]}"
    return html.escape(_SPACES.sub("␣", text), quote=False).replace("\n", "⏎")
