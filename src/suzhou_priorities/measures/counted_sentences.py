"""Which sentences enter attention, distance and keyness, and to which passage of their document they belong.

The rules are those of `docs/design.md`, section 8. Task plans never enter: they repeat the work report word for word.
The last part of a document (`closing`) is left out like front and glossary, but for sentences in it that report,
promise or set a target in a domain: some reports list their livelihood projects behind the last heading. In the
documents read so far the closing holds nothing but formulas, and Wuzhong names its livelihood projects in the part
`government`; that part is counted like any other.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

PASSAGES = ("review", "retrospect", "plan", "outline", "other")
REASONS = (
    "document_type",
    "heading",
    "front",
    "glossary",
    "uncoded",
    "thanks",
    "formula",
    "none",
    "closing",
)
# Columns that settle whether a sentence is counted, and in which passage and paragraph, but for its domain.
COUNTED_BY = ("doc_id", "part", "start", "end", "text", "function", "horizon")
_COUNTED_TYPES = ("work_report", "five_year_plan")
_CONCRETE = ("result", "headline_target", "measure")
_PROMISED = ("headline_target", "measure")


def counted(sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences that are counted.

    Parameters
    ----------
    sentences
        The whole table, so that the ends of paragraphs are seen; coded (function, horizon, domain).
    documents
        The table; sentences of documents that it does not hold are not counted.

    Returns
    -------
    DataFrame
        The counted rows of `sentences` in their order, and ``paragraph`` (number of the paragraph, unique over all
        documents: a new one begins where a sentence starts behind the end of the one before), ``characters``
        (Chinese characters, letters and digits), ``passage``:

        - ``review``: results of the year under review (in a five-year plan: of the five years);
        - ``retrospect``: results of five years told in a work report;
        - ``plan``: headline targets and measures of the year planned (in a five-year plan: of the five years);
        - ``outline``: headline targets and measures for five years or longer in a work report;
        - ``other``: the rest, such as problems, orientation, and the long-term vision of a five-year plan.
    """
    typed = _typed(sentences, documents)
    own = typed[_reasons(typed) == ""]
    return own.assign(passage=_passages(own)).drop(columns="doc_type").reset_index(drop=True)


def left_out(sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Count what `counted` leaves out, by document and reason.

    Each sentence is counted once, under the first of these that holds: ``document_type`` (neither work report nor
    five-year plan), ``heading``, ``front``, ``glossary``, ``uncoded`` (no function or no domain was given),
    ``thanks``, ``formula``, ``none`` (no policy domain), ``closing``.

    Returns
    -------
    DataFrame
        ``doc_id``, ``reason``, ``sentences``, ``characters``; documents in their order, reasons in the order above.
    """
    typed = _typed(sentences, documents)
    typed["reason"] = pd.Categorical(_reasons(typed).replace("", None), REASONS, ordered=True)
    typed["doc_id"] = pd.Categorical(typed["doc_id"], list(dict.fromkeys(typed["doc_id"])), ordered=True)
    sums = (
        typed.dropna(subset=["reason"])
        .groupby(["doc_id", "reason"], observed=True)
        .agg(sentences=("characters", "size"), characters=("characters", "sum"))
        .reset_index()
    )
    return sums.astype({"doc_id": "str", "reason": "str", "sentences": int, "characters": int})


def paragraphs(sentences: pd.DataFrame) -> pd.Series:
    """Return the number of each sentence's paragraph, from 1 over all documents; sentences stand in document order."""
    same_document = sentences["doc_id"].eq(sentences["doc_id"].shift()).fillna(False).astype(bool)
    ends_before = sentences["end"].shift(fill_value=0).astype("int64")
    continued = same_document & (sentences["start"].astype("int64") <= ends_before)
    return (~continued).cumsum().astype("int64")


def characters(texts: Sequence[str] | pd.Series) -> list[int]:
    """Count in each text what is written: Chinese characters, letters and digits, no punctuation, signs or spaces."""
    return [_written(text) for text in texts]


@lru_cache(maxsize=1 << 16)
def _written(text: str) -> int:
    # The same sentences are counted anew in each variant of a study.
    return sum(map(str.isalnum, text))


def _typed(sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    types = documents.drop_duplicates("doc_id").set_index("doc_id")["doc_type"]
    return sentences.assign(
        paragraph=paragraphs(sentences),
        characters=np.array(characters(sentences["text"]), dtype="int64"),
        doc_type=sentences["doc_id"].map(types),
    )


def _reasons(typed: pd.DataFrame) -> pd.Series:
    """Return for each sentence why it is left out; empty where it is counted."""
    part, function, domain = typed["part"], typed["function"], typed["domain"]
    rules = {
        "document_type": ~typed["doc_type"].isin(_COUNTED_TYPES),
        "heading": function.eq("heading"),
        "front": part.eq("front"),
        "glossary": part.eq("glossary"),
        "uncoded": function.isna() | domain.isna(),
        "thanks": function.eq("thanks"),
        "formula": function.eq("formula"),
        "none": domain.eq("none"),
        "closing": part.eq("closing") & ~function.isin(_CONCRETE),
    }
    holds = [rules[reason].fillna(False).to_numpy(dtype=bool) for reason in REASONS]
    return pd.Series(np.select(holds, REASONS, default=""), index=typed.index, dtype="object")


def _passages(own: pd.DataFrame) -> pd.Series:
    function, horizon = own["function"], own["horizon"]
    plan = own["doc_type"].eq("five_year_plan")
    main = horizon.eq("five_year").where(plan, horizon.eq("year"))
    result, promised = function.eq("result"), function.isin(_PROMISED)
    rules = {
        "review": result & main,
        "retrospect": result & ~plan & horizon.eq("five_year"),
        "plan": promised & main,
        "outline": promised & ~plan & horizon.isin(["five_year", "long_term"]),
    }
    holds = [rule.fillna(False).to_numpy(dtype=bool) for rule in rules.values()]
    return pd.Series(np.select(holds, list(rules), default="other"), index=own.index, dtype="object")
