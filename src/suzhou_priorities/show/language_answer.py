"""The answer of the notebook `04_language` in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from suzhou_priorities.measures.commitment import axis_shares
from suzhou_priorities.measures.keyness import FIRST, SECOND
from suzhou_priorities.show.claims_page import counts_of
from suzhou_priorities.show.language_context import percent, percent_interval, told_together
from suzhou_priorities.show.promise_figures import AXIS_ORDER, STRONGEST

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import Markdown

    from suzhou_priorities.measures.keyness_chance import PairKeyness
    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words


def answer(
    found: PairKeyness | None,
    chosen: pd.DataFrame,
    promised: pd.DataFrame,
    said: pd.DataFrame,
    claimed: pd.DataFrame,
    compared: Compared,
    words: Words,
) -> Markdown:
    """Return the answer, every figure computed.

    Parameters
    ----------
    found, chosen
        Words of the pair and those chosen of them; None and no rows where there is no pair.
    promised
        Promises of the documents of the page.
    said
        As from `figures_said`, by document.
    claimed
        As from `claims_by_domain.claims`.
    compared, words
        Documents and words of the page.
    """
    if not compared.shown or said.empty:
        return words.show("answer_none")
    body = [_words_apart(found, chosen, compared, words), _promises(promised, compared, words)]
    return words.show("answer", body=words.sentences([*body, _said(said, claimed, compared, words)]))


def _words_apart(found: PairKeyness | None, chosen: pd.DataFrame, compared: Compared, words: Words) -> str:
    if found is None:
        return words("answer_no_pair")
    first, second = (compared.names[doc_id] for doc_id in compared.pair)
    own, other = (_leading(chosen, side) for side in (FIRST, SECOND))
    leading = words("answer_leading", own=own, other=other) if own and other else ""
    if np.isnan(found.limit):
        return words("answer_words_untested", first=first, second=second, leading=leading)
    key = "answer_words" if found.beyond else "answer_words_none"
    counts = {"beyond": found.beyond, "alone": found.alone, "expected": f"{found.expected:.0f}"}
    return words(key, first=first, second=second, leading=leading, **counts)


def _leading(chosen: pd.DataFrame, side: str) -> str:
    """Return the most typical word of one side, empty where there is none."""
    own = chosen[chosen["side"] == side]
    return str(own.iloc[0]["word"]) if len(own) else ""


def _promises(promised: pd.DataFrame, compared: Compared, words: Words) -> str:
    """Return the shares of promises that stand at the strong end of either axis."""
    own = promised[promised["doc_id"].isin(compared.pair)]
    if own.empty:
        return words("answer_no_promises")
    told = {}
    for axis in AXIS_ORDER:
        found = axis_shares(own, axis)
        told[axis] = _shares(found[found[axis] == STRONGEST[axis]], compared, words)
    return words("answer_promises", measured=told["testability"], firm=told["force"])


def _said(said: pd.DataFrame, claimed: pd.DataFrame, compared: Compared, words: Words) -> str:
    told = _shares(said, compared, words)
    if not told:
        return ""
    problems, honours = counts_of(claimed, compared.pair)
    counts = {"documents": len(compared.pair), "problems": problems, "honours": honours}
    return words("answer_said", told=told, claims=words("answer_claims", **counts) if problems or honours else "")


def _shares(found: pd.DataFrame, compared: Compared, words: Words) -> str:
    """Return the shares of the pair's documents with their intervals as running text."""
    rows = found.set_index("doc_id")
    told = [
        words(
            "answer_share",
            name=compared.brief[doc_id],
            share=percent(rows.at[doc_id, "share"]),
            interval=percent_interval(rows.at[doc_id, "low"], rows.at[doc_id, "high"]),
        )
        for doc_id in compared.pair
        if doc_id in rows.index
    ]
    return told_together(told, "answer_two", words)
