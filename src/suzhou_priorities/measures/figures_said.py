"""How much of a text says something in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.domain_weights import by_group
from suzhou_priorities.measures.paragraph_clusters import effective_items, paragraph_numbers, with_limits
from suzhou_priorities.measures.proportions import LEVEL, check_level, shares
from suzhou_priorities.measures.text_units import characters_of

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY = ["doc_id", "sentence_id"]


def figures_said(
    sentences: pd.DataFrame, quantities: pd.DataFrame, by: Sequence[str] = ("doc_id",), level: float = LEVEL
) -> pd.DataFrame:
    """Return the share of sentences, and of characters, with at least one figure.

    ``share = with_figure / sentences`` with Wilson's interval (Wilson 1927) for sentences drawn by paragraph, as those
    of one paragraph are alike (Kish 1965; see `paragraph_clusters.clustered_wilson`).
    ``character_share = characters of sentences with a figure / characters``: long sentences weigh more; it has no
    interval, since characters are not drawn one by one.

    Parameters
    ----------
    sentences
        Rows of the table `sentences` that count, with ``paragraph`` and the columns of `by`.
    quantities
        The table; a figure is a row of it, so that names with a number and years are none.
    by
        Columns that make the groups: ``doc_id``, ``function``, ``domain``, …; an empty value makes a group of its own.
    level
        Level of the interval.

    Returns
    -------
    DataFrame
        The columns `by`, ``sentences``, ``with_figure``, ``figures`` (rows of `quantities`), ``share``, ``low``,
        ``high``, ``effective`` and ``freedom`` (see `paragraph_clusters.pooled`: one
        likeness a document), ``characters``, ``characters_with_figure``, ``character_share`` (0 to 1); groups in
        order of appearance.

    Raises
    ------
    ParameterError
        If `level` does not lie between 0 and 1.
    """
    check_level(level)
    counted = quantities.groupby(KEY).size().rename("figures").reset_index()
    told = sentences.drop(columns="figures", errors="ignore").assign(size=characters_of(sentences))
    told = told.merge(counted, on=KEY, how="left")
    told["figures"] = told["figures"].fillna(0).astype(int)
    told["has"] = (told["figures"] > 0).astype(int)
    told["size_with"] = told["size"] * told["has"]
    found = (
        told.groupby(list(by), sort=False, dropna=False)
        .agg(
            sentences=("has", "size"),
            with_figure=("has", "sum"),
            figures=("figures", "sum"),
            characters=("size", "sum"),
            characters_with_figure=("size_with", "sum"),
        )
        .reset_index()
    )
    found["share"] = shares(found["with_figure"], found["sentences"])
    told["number"] = paragraph_numbers(told)
    known = [effective_items(own["has"], own["number"]) for _, own in by_group(told, by)]
    found[["effective", "paragraphs"]] = pd.DataFrame(known, index=found.index, columns=["effective", "paragraphs"])
    found = with_limits(found.assign(total=found["sentences"]), [name for name in by if name == "doc_id"], level)
    found["character_share"] = shares(found["characters_with_figure"], found["characters"])
    order = ["sentences", "with_figure", "figures", "share", "low", "high", "effective", "freedom"]
    return found[[*by, *order, "characters", "characters_with_figure", "character_share"]]
