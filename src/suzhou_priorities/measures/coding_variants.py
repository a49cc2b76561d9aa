"""Shares of the domains under other choices of coding and counting: what `ranking_sensitivity` holds against the base.

Families of variants: terms of the dictionary dropped at random; words cut without the hidden Markov model; sentences
counted instead of characters; the second domain counted half; headings and sentences before ignored; hand-made weights
alone; a model fitted without the document's own units; one section left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.coding.model_files import DOMAIN_TABLE
from suzhou_priorities.coding.segmentation import Segmenter, shared_segmenter
from suzhou_priorities.coding.term_model import shipped_model
from suzhou_priorities.measures.counted_sentences import COUNTED_BY, counted
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS, paragraph_weights, shares
from suzhou_priorities.measures.recoded import hand_made_model, recoded, recoded_without, table_units
from suzhou_priorities.measures.section_jackknife import COLUMNS, without_sections
from suzhou_priorities.measures.section_jackknife import FAMILY as SECTION_LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suzhou_priorities.coding.term_model import TermModel
    from suzhou_priorities.measures.domain_weights import Weight

DICTIONARY, NO_HMM, SENTENCES, SECOND_HALF = "dictionary", "no_hmm", "sentences", "second_half"
NO_CONTEXT, HAND_MADE, UNSEEN = "no_context", "hand_made", "unseen"
FAMILIES = (DICTIONARY, NO_HMM, SENTENCES, SECOND_HALF, NO_CONTEXT, HAND_MADE, UNSEEN, SECTION_LEFT_OUT)
DRAWS, DROPPED = 20, 0.2


def base_shares(sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return ``document, domain, share`` of the counted characters, for every document that is counted."""
    return shares_of(counted(sentences, documents))


def ranking_variants(
    sentences: pd.DataFrame,
    sections: pd.DataFrame,
    documents: pd.DataFrame,
    unseen: Mapping[str, TermModel],
    draws: int = DRAWS,
    dropped: float = DROPPED,
    seed: int = 0,
) -> pd.DataFrame:
    """Return the shares of the domains in every variant.

    Parameters
    ----------
    sentences, sections, documents
        The tables.
    unseen
        For each document a model fitted without its units (`recoded.held_out_models`); documents without one have no
        such variant.
    draws, dropped, seed
        How often terms are dropped at random, which share of them, and the seed of chance.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, families in the order of `FAMILIES`. Which sentences count is settled anew in each variant,
        as it hangs on the domain `none`.
    """
    own = sentences[sentences["doc_id"].isin(documents["doc_id"])].reset_index(drop=True)
    base = counted(own, documents)
    if base.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    model = shipped_model(DOMAIN_TABLE)
    units = table_units(own, sections, shared_segmenter())

    lean = own[list(COUNTED_BY)]

    def coded(other: TermModel) -> pd.DataFrame:
        return shares_of(counted(recoded(lean, units, other), documents))

    choices = dropped_terms(model, draws, dropped, seed)
    found = [shares_of(counted(table, documents)) for table in recoded_without(lean, units, model, choices)]
    tables = [table.assign(family=DICTIONARY, variant=f"{number:02d}") for number, table in enumerate(found, start=1)]
    cut = recoded(lean, table_units(own, sections, Segmenter(hmm=False)), model)
    singles = {
        NO_HMM: shares_of(counted(cut, documents)),
        SENTENCES: shares_of(base, weight="sentences"),
        SECOND_HALF: shares_of(base, second=0.5),
        NO_CONTEXT: coded(model.without_context()),
        HAND_MADE: coded(hand_made_model()),
    }
    tables += [table.assign(family=family, variant=family) for family, table in singles.items()]
    for doc_id, other in unseen.items():
        table = coded(other)
        tables.append(table[table["document"] == doc_id].assign(family=UNSEEN, variant=UNSEEN))
    tables.append(without_sections(base, sections))
    return pd.concat([table[list(COLUMNS)] for table in tables if len(table)], ignore_index=True)


def dropped_terms(model: TermModel, draws: int, dropped: float, seed: int) -> list[list[str]]:
    """Return the terms that each draw leaves out: a share `dropped` of all, at random."""
    size = round(dropped * len(model.terms))
    chosen = [
        np.random.default_rng([seed, draw]).choice(len(model.terms), size, replace=False) for draw in range(draws)
    ]
    return [[model.terms[row] for row in rows] for rows in chosen]


def shares_of(frame: pd.DataFrame, weight: Weight = "characters", second: float = 0.0) -> pd.DataFrame:
    """Return ``document, domain, share`` of counted sentences; all domains of every document."""
    tables = [
        pd.DataFrame(
            {
                "document": doc_id,
                "domain": POLICY_DOMAINS,
                "share": shares(paragraph_weights(own, weight, second).sum(axis=0)),
            }
        )
        for doc_id, own in frame.groupby("doc_id", sort=False)
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["document", "domain", "share"])


def rank_ranges(base: pd.DataFrame, variants: pd.DataFrame) -> pd.DataFrame:
    """Return how far the rank of each domain moves over all variants of its document.

    Returns
    -------
    DataFrame
        ``document``, ``domain``, ``share``, ``rank`` (1 is the largest share; equal shares have the mean of their
        ranks), ``low``, ``high`` (least and greatest rank), ``middle_low``, ``middle_high`` (quartiles), ``variants``.
    """
    ranked = variants.assign(
        place=variants.groupby(["document", "family", "variant"])["share"].rank(ascending=False).astype(float)
    )
    spread = ranked.groupby(["document", "domain"], sort=False)["place"].agg(
        low="min",
        high="max",
        middle_low=lambda own: own.quantile(0.25),
        middle_high=lambda own: own.quantile(0.75),
        variants="size",
    )
    ranks = base.assign(rank=base.groupby("document")["share"].rank(ascending=False).astype(float))
    return ranks.merge(spread.reset_index(), on=["document", "domain"], how="left")
