"""Quoted passages on a page: with a label that links to the sentence."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.show.addresses import sentence_link

if TYPE_CHECKING:
    from suzhou_priorities.show.text import Words


def linked(text: str, address: str | None) -> str:
    """Return a text as HTML, as a link where there is an address."""
    return f'<a href="{html.escape(address)}">{html.escape(text)}</a>' if address else html.escape(text)


def passage(label: str, content: str, address: str | None = None) -> str:
    """Return a line of a card: a small label, linked where there is an address, and content that is HTML already."""
    return f'<p><span class="label">{linked(label, address)}</span> {content}</p>'


def card(lines: list[str]) -> str:
    """Return lines as one card."""
    return f'<div class="sample">{"".join(lines)}</div>'


def task_addresses(tasks: pd.DataFrame, words: Words) -> list[str | None]:
    """Return the address of each task's first sentence; None where it is not known."""
    return [
        None if pd.isna(row.sentence_id) else sentence_link(str(row.doc_id), str(row.sentence_id), words.lang)
        for row in tasks.itertuples()
    ]


def addresses_and_units(tasks: pd.DataFrame, words: Words) -> tuple[dict[int, str | None], dict[int, str]]:
    """Return by number the address of each task, and the units that lead it as text."""
    numbers = [int(no) for no in tasks["no"]]
    listed = [words.join(list(units)) or words("nobody") for units in tasks["lead_units"]]
    return dict(zip(numbers, task_addresses(tasks, words), strict=True)), dict(zip(numbers, listed, strict=True))
