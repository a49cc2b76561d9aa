"""Where honours and admitted problems do not match what is planned: praise without blame, blame without a plan."""

from __future__ import annotations

import pandas as pd

from suzhou_priorities.measures.claims_by_domain import HELD, NONE, claims
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.proportions import shares
from suzhou_priorities.measures.text_units import characters_of
from suzhou_priorities.tables.vocabulary import CREDENTIAL_LEVELS

EVEN = 1 / len(POLICY_DOMAINS)
LEAST = 2  # honours: one alone is not many
CLEARLY = 0.01  # a percentage point: what lies closer to an even share is about even
PLAN = "plan"


def claims_and_plan(problems: pd.DataFrame, credentials: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """Set honours and problems of each domain beside the room that the plan gives it.

    ``plan_share`` is the share of the characters of the passage ``plan``. The measure of much and little is an even
    share, one in as many as there are domains: ``praised`` is a domain with more than its even share of the document's
    honours, `LEAST` or more, and not one admitted problem, ``neglected`` one with an admitted problem and, in the plan,
    at least a percentage point less than an even share. Counts are small: both point to places to read, they prove
    nothing.

    Parameters
    ----------
    problems, credentials
        The tables.
    counted
        As from `counted_sentences.counted`.

    Returns
    -------
    DataFrame
        The rows and columns of `claims_by_domain.claims`, the honours held by level (``national``, ``provincial``,
        ``city``, ``other``), ``plan_share`` (NaN where the document has no plan), ``praised``, ``neglected``.
    """
    found = claims(problems, credentials, counted)
    key = ["doc_id", "domain"]
    own = pd.MultiIndex.from_frame(found[key])
    held = credentials[credentials["state"].isin(HELD)]
    placed = pd.DataFrame({"domain": held["domain"].where(held["domain"].isin(POLICY_DOMAINS), NONE)})
    placed = placed.assign(doc_id=held["doc_id"], level=held["level"])
    counts = placed.groupby([*key, "level"]).size()
    for level in CREDENTIAL_LEVELS:
        of_level = counts[counts.index.get_level_values("level") == level].droplevel("level")
        found[level] = of_level.reindex(own, fill_value=0).to_numpy(dtype=int)
    planned = counted[counted["passage"] == PLAN]
    sizes = characters_of(planned).groupby([planned["doc_id"], planned["domain"]]).sum()
    found["plan_share"] = shares(
        sizes.reindex(own, fill_value=0).to_numpy(),
        found["doc_id"].map(sizes.groupby(level="doc_id").sum()).fillna(0).to_numpy(dtype=float),
    )
    honours = found.groupby("doc_id", sort=False)["credentials"].transform("sum")
    policy = found["domain"] != NONE
    many = found["credentials"].ge(LEAST) & found["credentials"].gt(EVEN * honours)
    found["praised"] = policy & (found["problems"] == 0) & many
    found["neglected"] = policy & (found["problems"] > 0) & (found["plan_share"] <= EVEN - CLEARLY)
    return found
