"""What was read, what was broken, what is missing, and what may be compared with what."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from suzhou_priorities.repair.edits import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PER = 1000
CONTEXT = 16
LONGEST_SAMPLE = 60
SAMPLES_OF = ("misdecoded", "pinyin", "script", "punctuation", "year", "chrome")


def repairs_by_kind(repairs: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Count repairs.

    Returns
    -------
    DataFrame
        One row per document and kind that occurs there: ``doc_id``, ``kind``, ``repairs`` (rows),
        ``characters`` (of the raw page that were replaced or removed, or put in where nothing stood),
        ``per_1000`` (characters per 1,000 characters of the raw page), ``uncertain`` (rows).
    """
    touched = repairs.assign(
        characters=(repairs["raw_end"] - repairs["raw_start"]).clip(
            lower=repairs["clean_end"] - repairs["clean_start"]
        ),
        uncertain=~repairs["certain"].astype(bool),
    )
    counted = (
        touched.groupby(["doc_id", "kind"], sort=True)
        .agg(repairs=("kind", "size"), characters=("characters", "sum"), uncertain=("uncertain", "sum"))
        .reset_index()
    )
    lengths = documents.set_index("doc_id")["raw_chars"].astype(float)
    counted["per_1000"] = PER * counted["characters"].astype(float) / counted["doc_id"].map(lengths).astype(float)
    return counted


def _place_of(document: Any) -> str:
    """Return the district of a document, or its place where it is of none."""
    return str(document.place if pd.isna(document.district) else document.district)


def damage_matrix(counted: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return damaged characters per 1,000 with a row per document and a column per kind; 0 where none is."""
    matrix = counted.pivot_table(index="doc_id", columns="kind", values="per_1000", aggfunc="sum", fill_value=0.0)
    kinds = [kind for kind in KINDS if kind in matrix.columns]
    return matrix.reindex(index=list(documents["doc_id"]), columns=kinds, fill_value=0.0).astype(float)


def samples(
    repairs: pd.DataFrame, texts: Mapping[str, str], each: int = 2, kinds: Sequence[str] = SAMPLES_OF
) -> pd.DataFrame:
    """Choose repairs to show, with the clean text around them.

    Parameters
    ----------
    repairs
        The table `repairs`.
    texts
        Clean text by doc_id.
    each
        How many of each kind; the longest ones that are not too long to read, of different wording.
    kinds
        Kinds of damage, in the order wanted.

    Returns
    -------
    DataFrame
        ``kind``, ``doc_id``, ``left``, ``before``, ``after``, ``right``, ``certain``, ``note``; in the order of
        `kinds`.
    """
    rows = []
    for kind in kinds:
        of_kind = repairs[repairs["kind"] == kind]
        readable = of_kind[of_kind["before"].str.len() <= LONGEST_SAMPLE].drop_duplicates("before")
        pool = readable if len(readable) else of_kind
        order = pool.assign(size=pool["before"].str.len()).sort_values(
            ["size", "doc_id", "clean_start"], ascending=[False, True, True], kind="stable"
        )
        for row in order.head(each).itertuples():
            text = texts[str(row.doc_id)]
            start, end = int(row.clean_start), int(row.clean_end)
            rows.append(
                {
                    "kind": kind,
                    "doc_id": row.doc_id,
                    "left": text[max(0, start - CONTEXT) : start],
                    "before": row.before,
                    "after": row.after,
                    "right": text[end : end + CONTEXT],
                    "certain": bool(row.certain),
                    "note": row.note,
                }
            )
    columns = ["kind", "doc_id", "left", "before", "after", "right", "certain", "note"]
    return pd.DataFrame(rows, columns=columns)


def comparability(documents: pd.DataFrame, tiers: Mapping[str, str]) -> pd.DataFrame:
    """Say for each pair of documents whether they may be compared, and why not.

    Two documents may be ranked together if they are of one kind, plan the same year, stand for different
    places, and neither comes from a copy whose words were altered. Otherwise they may be read side by side:
    ``same_place`` pairs (a plan and its yearly reports) as a trail over time.

    Returns
    -------
    DataFrame
        ``first``, ``second``, ``verdict`` (``compare``, ``trail`` or ``beside``), and the booleans
        ``same_kind``, ``same_year``, ``same_place``, ``unaltered``.
    """
    rows = []
    listed = list(documents.itertuples())
    for first, second in combinations(listed, 2):
        same_kind = first.doc_type == second.doc_type
        same_year = first.plan_start == second.plan_start
        same_place = _place_of(first) == _place_of(second)
        unaltered = "altered_copy" not in (tiers.get(str(first.doc_id)), tiers.get(str(second.doc_id)))
        comparable = same_kind and same_year and unaltered
        verdict = "trail" if same_place else "compare" if comparable else "beside"
        rows.append((first.doc_id, second.doc_id, verdict, same_kind, same_year, same_place, unaltered))
    return pd.DataFrame(
        rows, columns=["first", "second", "verdict", "same_kind", "same_year", "same_place", "unaltered"]
    )
