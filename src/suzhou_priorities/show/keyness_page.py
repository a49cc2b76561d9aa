"""The words that set two documents apart, as text, table and lines in context."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.measures.concordance import concordance
from suzhou_priorities.measures.keyness import FIRST
from suzhou_priorities.show.addresses import sentence_link, sentences_link
from suzhou_priorities.show.assignment_context import folded
from suzhou_priorities.show.passages import card, linked
from suzhou_priorities.show.tables import report_table, spreadsheet_csv

if TYPE_CHECKING:
    from suzhou_priorities.measures.concordance import Spans
    from suzhou_priorities.measures.keyness_chance import PairKeyness
    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

MOST_LINES = 24
LEAST_COUNT = 5
CONTEXT = 22


def keyness_text(found: PairKeyness | None, compared: Compared, words: Words) -> Markdown:
    """Return how the words were compared, and how many of them are beyond chance."""
    if found is None:
        missing = "keyness_no_pair" if not compared.complete else "keyness_no_words"
        return words.show(missing)
    first, second = (compared.names[doc_id] for doc_id in compared.pair)
    body = [words("keyness_text", first=first, second=second, n=words.number(len(found.words)))]
    if np.isnan(found.limit):
        body.append(words("keyness_untested"))
    else:
        chance = {"expected": f"{found.expected:.0f}", "low": f"{found.low:.0f}", "high": f"{found.high:.0f}"}
        body.append(words("keyness_chance", paragraphs=found.paragraphs, alone=found.alone, **chance))
        body.append(words("keyness_beyond" if found.beyond else "keyness_beyond_none", n=found.beyond))
    return Markdown(words.sentences(body))


def keyness_table(found: PairKeyness | None, chosen: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return the most typical words with frequencies, effect and tests, folded; all frequent words as a download."""
    if found is None or chosen.empty:
        return HTML("")
    first, second = compared.pair
    typical = [first if side == FIRST else second for side in chosen["side"]]
    shown = pd.DataFrame(
        {
            "word": list(chosen["word"]),
            "typical": [compared.brief[doc_id] for doc_id in typical],
            **{name: chosen[name].to_numpy() for name in ("count_first", "count_second")},
            **{name: chosen[name].to_numpy() for name in ("per_1000_first", "per_1000_second")},
            **{name: chosen[name].to_numpy(dtype=float) for name in ("log_ratio", "z", "p", "p_bh", "p_max")},
        }
    )
    brief = {"first": compared.brief[first], "second": compared.brief[second]}
    labels = {column: words(f"{column}_column", **brief) for column in shown.columns}
    decimals = {"per_1000_first": 1, "per_1000_second": 1, "log_ratio": 1, "z": 2, "p": 3, "p_bh": 2, "p_max": 2}
    links = {
        "word": [
            sentences_link(document=doc_id, word=str(word), counted="1")
            for doc_id, word in zip(typical, shown["word"], strict=True)
        ]
    }
    table = report_table(
        shown,
        "keyness",
        labels,
        lang=words.lang,
        whole=("count_first", "count_second"),
        decimals=decimals,
        notes=[words("keyness_table_note")],
        links=links,
    )
    content = HTML(table.data + _all_words(found.words, labels, words))
    return folded(words("keyness_summary", n=len(shown)), content)


def _all_words(compared_words: pd.DataFrame, labels: dict[str, str], words: Words) -> str:
    """Return a link that downloads all words that are frequent enough."""
    total = compared_words["count_first"] + compared_words["count_second"]
    kept = compared_words[total >= LEAST_COUNT].drop(columns="log_odds")
    data = spreadsheet_csv(kept.round(4).rename(columns=labels))
    encoded = base64.b64encode(data).decode("ascii")
    text = html.escape(words("keyness_download", n=len(kept), least=LEAST_COUNT))
    return (
        f'<p class="download"><a download="keyness_all.csv" href="data:text/csv;charset=utf-8;base64,{encoded}">'
        f"{text}</a></p>"
    )


def contexts(
    chosen: pd.DataFrame,
    sentences: pd.DataFrame,
    counted: pd.DataFrame,
    compared: Compared,
    spans: Spans,
    words: Words,
) -> HTML:
    """Return the lines in which each of the chosen words stands, folded by word, each linked to its sentence.

    Parameters
    ----------
    chosen
        As from `keyness.top`.
    sentences
        The table, for the words around.
    counted
        The sentences that count; only words in these are shown.
    compared, words
        Documents and words of the page.
    spans
        Start and end of the words of a text, as the counts were made.
    """
    if chosen.empty:
        return HTML("")
    own = sentences[sentences["doc_id"].isin(compared.pair)]
    known = set(zip(counted["doc_id"], counted["sentence_id"], strict=True))
    parts = []
    for row in chosen.itertuples():
        word = str(row.word)
        lines = concordance(own, word, width=CONTEXT, spans=spans)
        lines = lines[[key in known for key in zip(lines["doc_id"], lines["sentence_id"], strict=True)]]
        parts.append(_folded_word(word, lines, compared, words))
    return HTML("".join(parts))


def _folded_word(word: str, lines: pd.DataFrame, compared: Compared, words: Words) -> str:
    """Return the lines of one word under a line that opens them."""
    counts = lines["doc_id"].value_counts()
    told = words.join(
        [words("times_in", name=compared.brief[doc_id], n=int(counts.get(doc_id, 0))) for doc_id in compared.pair]
    )
    blocks = []
    for doc_id in compared.pair:
        found = lines[lines["doc_id"] == doc_id]
        shown = [
            f'<p lang="zh-CN">…{html.escape(line.left)}<mark>{linked(line.keyword, _address(line, words))}</mark>'
            f"{html.escape(line.right)}…</p>"
            for line in found.head(MOST_LINES).itertuples()
        ]
        if not shown:
            continue
        head = linked(words("context_head", name=compared.brief[doc_id], n=len(found)), _all_address(doc_id, word))
        if len(found) > MOST_LINES:
            shown.append(f"<p>{html.escape(words('context_rest', n=len(found) - MOST_LINES))}</p>")
        blocks.append(card([f"<p>{head}</p>", *shown]))
    summary = f'<span lang="zh-CN">{html.escape(word)}</span>{html.escape(words("context_summary", told=told))}'
    return f"<details><summary>{summary}</summary>{''.join(blocks)}</details>"


def _address(line: object, words: Words) -> str:
    return sentence_link(str(line.doc_id), str(line.sentence_id), words.lang)  # type: ignore[attr-defined]


def _all_address(doc_id: str, word: str) -> str:
    return sentences_link(document=doc_id, word=word, counted="1")
