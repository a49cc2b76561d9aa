"""The words that set a district's report apart from those that it may be compared with."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.keyness import FIRST, PRIOR, top
from suzhou_priorities.measures.keyness_chance import pair_keyness
from suzhou_priorities.measures.word_counts import known_names, word_counts
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.district_context import paragraph, part
from suzhou_priorities.show.passages import linked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from suzhou_priorities.measures.attention_study import Settings
    from suzhou_priorities.measures.keyness_chance import PairKeyness
    from suzhou_priorities.show.district_context import Profile

MOST_WORDS = 8
_OTHERS = "\0others"  # no document has such a name


def words_apart(
    counted: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    segment: Callable[[str], list[str]],
    settings: Settings,
    profile: Profile,
) -> PairKeyness | None:
    """Hold the words of the report against those of all that it may be compared with; None where there are none.

    Parameters
    ----------
    counted
        The sentences that count, all documents: together they are the background.
    tables
        ``documents`` and ``tasks``, for names that are no words.
    segment
        What cuts a text into words.
    settings, profile
        Resamples and seed; the documents.
    """
    found = profile.found
    if not found.compared or counted.empty:
        return None
    pooled = counted.assign(doc_id=counted["doc_id"].where(~counted["doc_id"].isin(found.compared), _OTHERS))
    counts = word_counts(pooled, segment, known_names(tables["documents"], tables["tasks"]))
    apart = pair_keyness(counts, pooled, found.report, _OTHERS, PRIOR, resamples=settings.resamples, seed=settings.seed)
    return apart if len(apart.words) else None


def words_part(apart: PairKeyness | None, profile: Profile) -> str:
    """Return the words with their counts, each linked to its sentences, and how sure they are; as HTML."""
    words, heading = profile.words, profile.words("words_heading")
    chosen = top(apart.words, MOST_WORDS) if apart is not None else pd.DataFrame(columns=["side"])
    own = chosen[chosen["side"] == FIRST]
    if apart is None or own.empty:
        return part("words", heading, paragraph(words("words_none" if profile.beside else "words_alike")))
    listed = [
        f'<li><a lang="zh-CN" href="{html.escape(_address(str(row.word), profile))}">{html.escape(str(row.word))}</a>'
        f" {row.count_first} : {row.count_second}</li>"
        for row in own.itertuples()
    ]
    text = words(
        "words_text",
        name=profile.speaker,
        others=profile.compared(),
        n=words.number(len(apart.words)),
    )
    sure = words(
        "words_beyond" if apart.beyond else "words_chance",
        beyond=apart.beyond,
        alone=apart.alone,
        expected=f"{apart.expected:.0f}",
    )
    more = linked(words("words_more"), "04_language.html")
    return part(
        "words",
        heading,
        paragraph(text),
        f'<ul class="inline">{"".join(listed)}</ul>',
        f"<p>{words.sentences([html.escape(sure), more])}</p>",
    )


def _address(word: str, profile: Profile) -> str:
    return sentences_link(document=profile.found.report, word=word, counted="1")
