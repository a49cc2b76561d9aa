"""The section on repair of the page of methods: each kind of damage with its counts and an example."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.measures.corpus_overview import repairs_by_kind, samples
from suzhou_priorities.repair.edits import KINDS
from suzhou_priorities.show.codebook_addresses import entry_id
from suzhou_priorities.show.reference import chinese, entry, marked
from suzhou_priorities.show.text import capitalised

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from suzhou_priorities.show.text import Words

MOST_DOCUMENTS = 6
LONGEST_SHOWN = 48


class CleanTexts(dict[str, str]):
    """The clean texts of documents, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, doc_id: str) -> str:
        """Read a text; a missing one is empty."""
        file = self._folder / f"{doc_id}.txt"
        self[doc_id] = file.read_text("utf-8") if file.is_file() else ""
        return self[doc_id]


def repair_entries(
    repairs: pd.DataFrame, documents: pd.DataFrame, texts: Mapping[str, str], names: Mapping[str, str], words: Words
) -> str:
    """Return the kinds of damage that occur, as HTML."""
    counted = repairs_by_kind(repairs, documents)
    present = [kind for kind in KINDS if counted["kind"].eq(kind).any()]
    chosen = samples(repairs, texts, 1, present).set_index("kind")
    return "".join(
        entry(
            entry_id("repair", kind),
            capitalised(words(kind)),
            "",
            [
                (words("repair_kind"), html.escape(words(f"kind_{kind}"))),
                (words("repair_count"), marked(_counts(counted[counted["kind"] == kind], names, words), words.lang)),
                (words("repair_uncertain"), _uncertain(counted[counted["kind"] == kind], words)),
                *_example(chosen.loc[kind], names, words),
            ],
        )
        for kind in present
    )


def _counts(own: pd.DataFrame, names: Mapping[str, str], words: Words) -> str:
    ordered = own.sort_values("repairs", ascending=False, kind="stable")
    listed = [
        words("repair_one", name=names[str(row.doc_id)], n=words.number(row.repairs))
        for row in ordered.head(MOST_DOCUMENTS).itertuples()
    ]
    rest = int(ordered["repairs"].iloc[MOST_DOCUMENTS:].sum())
    listed += [words("repair_others", n=words.number(rest))] if rest else []
    return words("repair_total", n=words.number(int(own["repairs"].sum())), listed=words.join(listed))


def _uncertain(own: pd.DataFrame, words: Words) -> str:
    number = int(own["uncertain"].sum())
    return html.escape(words("repair_uncertain_text", n=words.number(number))) if number else ""


def _example(row: pd.Series, names: Mapping[str, str], words: Words) -> list[tuple[str, str]]:
    left, right = (_text(str(row[side]).replace("\n", " "), words) for side in ("left", "right"))
    before, after = (_visible(_cut(str(row[name])), words) for name in ("before", "after"))
    name = marked(words("of_document", name=names[str(row["doc_id"])]), words.lang)
    return [
        (words("before"), f"{left}<del>{before}</del>{right}"),
        (words("after"), f'{left}<mark>{after}</mark>{right}<span class="title">{name}</span>'),
    ]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _visible(text: str, words: Words) -> str:
    """Return a piece of text as HTML in which spaces and line breaks can be seen; ∅ where nothing stands."""
    return _text(text.replace("\n", "⏎").replace(" ", "␣") or "∅", words)


def _text(text: str, words: Words) -> str:
    return html.escape(text) if words.lang == "zh" else chinese(text)
