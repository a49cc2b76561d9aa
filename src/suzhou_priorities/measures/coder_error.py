"""What the hand codes tell of the coder's error in the sentences that are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.coding.coded_units import CORPUS
from suzhou_priorities.errors import TableError
from suzhou_priorities.measures.coding_scores import coded_sample, confusion_on_score, scored

if TYPE_CHECKING:
    from pathlib import Path


def counted_sample(validation: Path, sentences: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """Return the hand-coded units of the corpus that are counted, with the program's codes beside the readers'.

    Headings, formulas and thanks are no part of what is shared out, so how well they are coded says nothing of it.

    Parameters
    ----------
    validation
        Folder of the validation data.
    sentences
        The table, coded.
    counted
        The sentences that are counted, as from `counted_sentences.counted`.

    Returns
    -------
    DataFrame
        Rows of `coding_scores.coded_sample`, one per counted sentence that was coded by hand; empty where there are no
        validation data.
    """
    try:
        # Documents that the table lacks are not counted, so they need not be read and coded.
        sample = coded_sample(validation, sentences, pages={})
    except TableError:
        return pd.DataFrame(columns=["source", "sample", "doc_id", "sentence_id", "domain", "coded_domain"])
    own = sample[sample["source"] == CORPUS]
    return own.merge(counted[["doc_id", "sentence_id"]], on=["doc_id", "sentence_id"])


def counted_confusion(sample: pd.DataFrame) -> pd.DataFrame | None:
    """Return true against coded domains of the units kept to score; None where there are none.

    Parameters
    ----------
    sample
        As from `counted_sample`.
    """
    return confusion_on_score(sample, (CORPUS,)) if len(scored(sample, (CORPUS,))) else None


def as_read(counted: pd.DataFrame, sample: pd.DataFrame) -> pd.DataFrame:
    """Return the counted sentences of the documents that readers coded throughout, with the readers' domains.

    A sentence that the readers left without a domain is dropped, as it would be had they coded the table.

    Parameters
    ----------
    counted
        The sentences that are counted.
    sample
        As from `counted_sample`.
    """
    read = sample[["doc_id", "sentence_id", "domain"]].drop_duplicates(["doc_id", "sentence_id"])
    both = counted.drop(columns="domain").merge(read, on=["doc_id", "sentence_id"], how="left")
    whole = both["domain"].notna().groupby(both["doc_id"]).transform("all")
    return both[whole & both["domain"].ne("none")].reset_index(drop=True)
