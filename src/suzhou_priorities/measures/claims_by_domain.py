"""Where a document admits problems, and where it claims honours: what it says against itself and for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS, by_group
from suzhou_priorities.measures.proportions import shares
from suzhou_priorities.measures.text_units import characters_of, in_categories
from suzhou_priorities.tables.vocabulary import CREDENTIAL_LEVELS, CREDENTIAL_STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

PER = 10_000
NONE = "none"
HELD = ("won", "retained")
COUNTS = ("problems", "answered", "credentials", "sought")


def claims(problems: pd.DataFrame, credentials: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """Count admitted problems and honours by document and domain.

    ``problems_per_10000 = 10,000 · problems / characters`` of the whole document's counted text, and so for honours:
    a long document says more of both. ``balance = (credentials − problems) / (credentials + problems)``, the relative
    proportional difference of Kim and Fording 2002 (European Journal of Political Research 41, 187-206), goes from −1
    (problems only) over 0 (as many) to 1 (honours only) and is NaN where there is neither. The two are not of one
    weight: an honour takes a clause, a problem often a sentence. Counts are small; differences of a few mean nothing.

    Parameters
    ----------
    problems, credentials
        The tables. Rows of documents without counted text (task plans repeat the report) are left out.
    counted
        The sentences that count, as from `counted_sentences.counted`.

    Returns
    -------
    DataFrame
        A row per document of `counted` and policy domain, also where nothing is claimed: ``doc_id``, ``domain``,
        ``characters`` (of the document), ``problems``, ``answered`` (problems that a sentence of the plan answers),
        ``credentials`` (won or retained), ``sought``, ``problems_per_10000``, ``credentials_per_10000``, ``balance``.
        A row with domain ``none`` is there where a document has claims without a domain.
    """
    sizes = characters_of(counted).groupby(counted["doc_id"], sort=False).sum()
    domains = pd.Index([*POLICY_DOMAINS, NONE])
    answered = np.array([len(answers) > 0 for answers in problems["answered_by"]], dtype=bool)
    held = credentials["state"].isin(HELD).to_numpy(dtype=bool)
    parts = {
        "problems": problems,
        "answered": problems[answered],
        "credentials": credentials[held],
        "sought": credentials[~held],
    }
    found = pd.MultiIndex.from_product([sizes.index, domains], names=["doc_id", "domain"]).to_frame(index=False)
    pairs = pd.MultiIndex.from_frame(found)
    for name, rows in parts.items():
        # A missing domain and the domain `none` both say that no policy is meant.
        keyed = pd.MultiIndex.from_arrays([rows["doc_id"], _domain(rows)], names=["doc_id", "domain"])
        found[name] = keyed.value_counts().reindex(pairs, fill_value=0).to_numpy(dtype=int)
    found.insert(2, "characters", found["doc_id"].map(sizes).astype("int64"))
    for name in ("problems", "credentials"):
        found[f"{name}_per_10000"] = PER * shares(found[name], found["characters"])
    found["balance"] = shares(found["credentials"] - found["problems"], found["credentials"] + found["problems"])
    said = found[list(COUNTS)].sum(axis=1) > 0
    return found[said | (found["domain"] != NONE)].reset_index(drop=True)


def honour_levels(credentials: pd.DataFrame, by: Sequence[str] = ("doc_id",)) -> pd.DataFrame:
    """Count honours by who awards them and by state.

    ``share = held / Σ held`` over the levels of a group, where ``held = won + retained``; NaN where a group holds none.

    Returns
    -------
    DataFrame
        The columns `by`, ``level`` (all of `CREDENTIAL_LEVELS`), ``won``, ``sought``, ``retained``, ``held``,
        ``share``; groups in order of appearance.
    """
    tables = []
    for key, own in by_group(credentials, by):
        table = in_categories(pd.crosstab(own["level"], own["state"]), CREDENTIAL_STATES)
        table = in_categories(table.T, CREDENTIAL_LEVELS).T.rename_axis(index="level", columns=None).reset_index()
        table["held"] = table[list(HELD)].sum(axis=1)
        table["share"] = shares(table["held"], np.full(len(table), table["held"].sum()))
        tables.append(table.assign(**dict(zip(by, key, strict=True))))
    columns = [*by, "level", *CREDENTIAL_STATES, "held", "share"]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def _domain(rows: pd.DataFrame) -> pd.Series:
    domain = rows["domain"].astype("object")
    return domain.where(domain.isin(POLICY_DOMAINS), NONE)
