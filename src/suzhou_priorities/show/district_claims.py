"""What a district admits and what it prides itself on: problems with what answers them, honours by who awards them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML

from suzhou_priorities.measures.claims_by_domain import HELD, honour_levels
from suzhou_priorities.show.district_context import chinese_marked, paragraph, part, shortened
from suzhou_priorities.show.tables import MISSING, report_table

if TYPE_CHECKING:
    from suzhou_priorities.show.district_context import Profile

MOST_PROBLEMS = 10


def problems_part(problems: pd.DataFrame, sentences: pd.DataFrame, profile: Profile) -> HTML:
    """Return the problems that the document admits, each with the sentence of its plan that answers it best."""
    words, doc_id = profile.words, profile.found.speaker
    heading, own = words("problems_heading"), problems[problems["doc_id"] == doc_id]
    if own.empty:
        return HTML(part("problems", heading, paragraph(words("problems_none" if doc_id else "no_text"))))
    texts = sentences[sentences["doc_id"] == doc_id].set_index("sentence_id")["text"]
    shown = own.head(MOST_PROBLEMS)
    answers = [[answer for answer in row if answer in texts.index] for row in shown["answered_by"]]
    best = [found[0] if found else None for found in answers]
    frame = pd.DataFrame(
        {
            "problem": [str(issue) for issue in shown["issue"]],
            "domain": [profile.domain(_key(domain), inner=False) for domain in shown["domain"]],
            "answer": [MISSING if answer is None else shortened(str(texts[answer])) for answer in best],
            "answers": [len(found) for found in answers],
        }
    )
    notes = [words("problems_note")]
    if len(own) > len(shown):
        notes.append(words("more_problems", n=len(own) - len(shown)))
    table = report_table(
        frame,
        "district_problems",
        {name: words(f"{name}_column") for name in frame.columns},
        lang=words.lang,
        whole=("answers",),
        notes=notes,
        links={
            "problem": [profile.address(doc_id, sentence) for sentence in shown["sentence_id"]],
            "answer": [None if answer is None else profile.address(doc_id, answer) for answer in best],
        },
    )
    return HTML(part("problems", heading, chinese_marked(str(table.data), words.lang)))


def honours_part(credentials: pd.DataFrame, profile: Profile) -> str:
    """Return the honours of the document by who awards them, with the first of each as example; as HTML."""
    words, doc_id = profile.words, profile.found.speaker
    heading, own = words("honours_heading"), credentials[credentials["doc_id"] == doc_id]
    if own.empty:
        return part("honours", heading, paragraph(words("honours_none" if doc_id else "no_text")))
    levels = honour_levels(own)
    firsts = [
        own[own["level"] == level].sort_values("state", key=_held_first, kind="stable") for level in levels["level"]
    ]
    frame = pd.DataFrame(
        {
            "level": [words(f"level_{level}") for level in levels["level"]],
            "held": levels["held"].to_numpy(),
            "sought": levels["sought"].to_numpy(),
            "example": [shortened(str(rows.iloc[0]["name"])) if len(rows) else MISSING for rows in firsts],
        }
    )
    addresses = [profile.address(doc_id, rows.iloc[0]["sentence_id"]) if len(rows) else None for rows in firsts]
    table = report_table(
        frame,
        "district_honours",
        {name: words(f"{name}_column") for name in frame.columns},
        lang=words.lang,
        whole=("held", "sought"),
        links={"example": addresses},
    )
    return part("honours", heading, chinese_marked(str(table.data), words.lang))


def _held_first(states: pd.Series) -> pd.Series:
    return ~states.isin(HELD)


def _key(domain: object) -> str:
    return "none" if pd.isna(domain) else str(domain)
