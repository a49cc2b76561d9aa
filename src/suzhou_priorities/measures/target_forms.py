"""How each document sets its headline targets, and which of its promises carry a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.tables.linking import AHEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

ABSENT = "absent"


def in_order(*groups: pd.DataFrame) -> pd.DataFrame:
    """Return groups of documents as one frame, in the order of the groups."""
    return pd.concat(groups, ignore_index=True)


def forms_matrix(targets: pd.DataFrame, documents: Sequence[str], indicators: Sequence[str]) -> pd.DataFrame:
    """Return the form in which each document sets a headline target for each indicator, `ABSENT` where it sets none.

    Returns
    -------
    DataFrame
        A row per indicator that at least one of the documents names, in the order given, and a column per document.
    """
    named = targets[targets["doc_id"].isin(list(documents)) & targets["indicator"].isin(list(indicators))]
    matrix = named.drop_duplicates(["indicator", "doc_id"]).pivot(index="indicator", columns="doc_id", values="form")
    rows = [key for key in indicators if key in matrix.index]
    return matrix.reindex(index=rows, columns=list(documents)).astype("object").fillna(ABSENT)


def figures_by_section(sections: pd.DataFrame, sentences: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return for each top section of the plan how many of its sentences carry a figure.

    Headings are left out. ``share`` is sentences with at least one figure over all sentences.

    Returns
    -------
    DataFrame
        ``doc_id, section_id, heading, sentences, with_figure, share, figures`` in document order.
    """
    ahead = sentences[sentences["part"].isin(AHEAD) & (sentences["function"].fillna("") != "heading")]
    counted = quantities.groupby(["doc_id", "sentence_id"]).size().rename("figures").reset_index()
    told = ahead.merge(counted, on=["doc_id", "sentence_id"], how="left")
    told["figures"] = told["figures"].fillna(0).astype(int)
    tops = _tops(sections)
    told["top"] = [tops.get((row.doc_id, row.section_id)) for row in told.itertuples()]
    told = told.dropna(subset=["top"])
    grouped = (
        told.groupby(["doc_id", "top"], sort=False)
        .agg(
            sentences=("sentence_id", "size"),
            with_figure=("figures", lambda n: int((n > 0).sum())),
            figures=("figures", "sum"),
        )
        .reset_index()
    )
    headings = sections.set_index(["doc_id", "section_id"])["heading"]
    grouped["heading"] = [headings.get((row.doc_id, row.top), "") for row in grouped.itertuples()]
    grouped["share"] = grouped["with_figure"] / grouped["sentences"]
    return grouped.rename(columns={"top": "section_id"})[
        ["doc_id", "section_id", "heading", "sentences", "with_figure", "share", "figures"]
    ]


def _tops(sections: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return for each section the theme that holds it: the first section with a heading below the part's own."""
    tops: dict[tuple[str, str], str] = {}
    is_open: dict[tuple[str, str], bool] = {}
    for row in sections.itertuples():
        key = (str(row.doc_id), str(row.section_id))
        parent = None if pd.isna(row.parent_id) else (key[0], str(row.parent_id))
        below_open = parent is None or is_open.get(parent, False)
        tops[key] = key[1] if below_open or parent is None else tops[parent]
        # A part's heading, and a stretch without one, hold themes; a theme does not.
        is_open[key] = below_open and (parent is None or not row.heading)
    return tops
