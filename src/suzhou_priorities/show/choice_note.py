"""What a page says where it shows only some documents of a large corpus."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from IPython.display import HTML

if TYPE_CHECKING:
    from suzhou_priorities.measures.chosen_documents import Choice
    from suzhou_priorities.show.text import Words


MOST_OF_PAGE = 100  # documents whose records one page carries; about 20 MB


def choice_note(choice: Choice, words: Words, key: str = "choice_made") -> HTML:
    """Return a note that says how many documents a page reads, and how to have others; empty if it reads all."""
    text = choice_text(choice, "choice_named" if choice.is_named else key, words)
    return HTML(f'<p class="note">{html.escape(text)}</p>' if text else "")


def choice_text(choice: Choice, key: str, words: Words) -> str:
    """Return a text about a choice, empty if nothing was left out."""
    return "" if choice.is_all else words(key, n=words.number(len(choice.doc_ids)), of=words.number(choice.of))
