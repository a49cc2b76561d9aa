"""What the page of the notebook `04_language` compares: the words of its pair, and those chosen to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.keyness import COLUMNS, top
from suzhou_priorities.measures.keyness_chance import pair_keyness, stable_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.measures.keyness_chance import PairKeyness
    from suzhou_priorities.measures.word_counts import WordCounts
    from suzhou_priorities.show.language_context import Compared


def words_apart(
    counts: WordCounts, sentences: pd.DataFrame, compared: Compared, prior: float, *, resamples: int, seed: int
) -> PairKeyness | None:
    """Return the words of the pair held against each other; None where there is no pair, or no word of it."""
    if not compared.complete:
        return None
    first, second = compared.pair
    found = pair_keyness(counts, sentences, first, second, prior, resamples=resamples, seed=seed)
    return found if len(found.words) else None


def chosen_words(
    found: PairKeyness | None, counts: WordCounts, compared: Compared, prior: float, top_n: int
) -> tuple[pd.DataFrame, int]:
    """Return the words shown, as from `keyness.top`, and how many of them do not depend on the prior."""
    if found is None:
        return pd.DataFrame(columns=[*COLUMNS, "p_max", "side"]), 0
    chosen = top(found.words, top_n)
    first, second = compared.pair
    return chosen, stable_words(counts, first, second, chosen, prior, top_n)


def of_documents(
    sentences: pd.DataFrame, words: Sequence[list[str]], doc_ids: Sequence[str]
) -> tuple[pd.DataFrame, list[list[str]]]:
    """Return the sentences of some documents with their words."""
    chosen = sentences["doc_id"].isin(list(doc_ids)).to_numpy(dtype=bool)
    return sentences[chosen], [own for own, kept in zip(words, chosen, strict=True) if kept]
