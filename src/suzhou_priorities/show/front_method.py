"""How the study was done, in three lines on the front page, with a sentence of its own as the example."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.show.addresses import sentence_link
from suzhou_priorities.show.domain_names import short_domain_name

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.summary import StudySummary
    from suzhou_priorities.show.text import Words

COLUMNS_OF_EXAMPLE = ("doc_id", "sentence_id", "text", "domain", "domain_score")
_LENGTHS = (15, 45)  # characters of a sentence that says enough and is read at a glance


def method_part(sentences: pd.DataFrame, summary: StudySummary, words: Words) -> str:
    """Return how a sentence gets its code and codes become a share; empty where no report has an example.

    Parameters
    ----------
    sentences
        The table.
    summary
        What the study found: the example is the clearest sentence of the first domain of the first document in it.
    words
        Words of the page.
    """
    found = _example(sentences, summary)
    if found is None:
        return ""
    row, card_name, share = found
    domain = short_domain_name(str(row["domain"]), words.lang)
    address = sentence_link(str(row["doc_id"]), str(row["sentence_id"]), words.lang)
    example = html.escape(words("how_example", sentence="\0", domain=domain)).replace(
        "\0", f'<a lang="zh-CN" href="{html.escape(address)}">{html.escape(str(row["text"]))}</a>'
    )
    shared = words("how_share", domain=domain, document=card_name, share=f"{100 * share:.0f}")
    lines = [f"{html.escape(words('how_code'))} {example}", html.escape(shared), html.escape(words("how_sure"))]
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<section class="how"><h2 id="how">{html.escape(words("how"))}</h2><ol>{items}</ol></section>'


def _example(sentences: pd.DataFrame, summary: StudySummary) -> tuple[pd.Series, str, float] | None:
    """Return a sentence, the name of its document and the share of its domain."""
    for card in summary.districts:
        head = f"{card.doc_id}/share/"
        shares = {name.removeprefix(head): share for name, share in summary.numbers.items() if name.startswith(head)}
        if not shares:
            continue
        domain = max(shares, key=lambda key: shares[key])
        own = sentences[(sentences["doc_id"] == card.doc_id) & (sentences["domain"] == domain)]
        own = own[own["text"].str.len().between(*_LENGTHS)].sort_values(
            "domain_score", ascending=False, kind="stable", na_position="last"
        )
        if len(own):
            return own.iloc[0], card.document, shares[domain]
    return None
