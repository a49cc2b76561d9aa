"""A document in a dozen counted shares: what it aims at, promises, measures, admits, and claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.figures_said import figures_said
from suzhou_priorities.measures.promise_grounds import MEASURED, OWNED, WORDS
from suzhou_priorities.measures.proportions import LEVEL, shares, wilson
from suzhou_priorities.measures.results_and_targets import CHANGE, COMPARED, HIGHER
from suzhou_priorities.tables.vocabulary import CREDENTIAL_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# From the aims over promises to claims: the order in which a profile is read.
MEASURES = (
    *("targets_numbered", "targets_higher"),
    *("promises_measured", "promises_words", "promises_owned", "promises_guarantee", "promises_hedged"),
    *("sentences_with_figure", "problems_answered"),
    *(f"honours_{level}" for level in CREDENTIAL_LEVELS),
    "tasks_led",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What profiles are made of, all documents together.

    Attributes
    ----------
    counted
        As from `counted_sentences.counted`.
    quantities, targets, tasks
        The tables.
    grounds
        Promises, as from `promise_grounds.grounded`.
    outcomes
        As from `results_and_targets.results_and_targets`.
    claimed
        As from `claims_and_plan.claims_and_plan`.
    honours
        As from `claims_by_domain.honour_levels`, by document.
    plans
        Task plan of each report that has one.
    """

    counted: pd.DataFrame
    quantities: pd.DataFrame
    targets: pd.DataFrame
    tasks: pd.DataFrame
    grounds: pd.DataFrame
    outcomes: pd.DataFrame
    claimed: pd.DataFrame
    honours: pd.DataFrame
    plans: Mapping[str, str]


def report_profile(doc_ids: Sequence[str], evidence: Evidence, level: float = LEVEL) -> pd.DataFrame:
    """Return the shares that make up the profile of each document.

    ``share = count / total`` with Wilson's interval (see `proportions.wilson`). What the totals are:

    - ``targets_numbered``: headline targets, those with a number; ``targets_higher``: targets of growth that can be
      held against last year's growth, those above it;
    - ``promises_…``: promises, those with a figure or date, in words only, with an owner (where a task plan is known),
      guaranteed, hedged; ``promises_exploratory`` is none of the profile, so the last two do not add up to 1;
    - ``sentences_with_figure``: counted sentences, those with a figure;
    - ``problems_answered``: admitted problems, those that a sentence of the plan answers;
    - ``honours_…``: honours won or kept, those of each level;
    - ``tasks_led``: tasks of the report's task plan, those that name a unit that leads.

    Returns
    -------
    DataFrame
        ``doc_id``, ``measure`` (of `MEASURES`), ``count``, ``total``, ``share``, ``low``, ``high``; measures whose
        total is 0 are left out: the document does not say, which is not the same as 0 %.
    """
    rows = [(doc_id, *row) for doc_id in doc_ids for row in _rows(doc_id, evidence)]
    table = pd.DataFrame(rows, columns=["doc_id", "measure", "count", "total"])
    table = table[table["total"] > 0].reset_index(drop=True)
    table["share"] = shares(table["count"], table["total"])
    table["low"], table["high"] = wilson(table["count"], table["total"], level)
    return table


def median_ambition(doc_ids: Sequence[str], outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the median distance of targets of growth from last year's growth, where both are on one basis.

    Returns
    -------
    DataFrame
        ``doc_id``, ``median`` (percentage points, NaN where nothing can be compared), ``n`` (targets compared),
        ``higher``, ``lower``, ``equal``.
    """
    compared = outcomes[(outcomes["kind"] == CHANGE) & outcomes["outcome"].isin(COMPARED)]
    rows = []
    for doc_id in doc_ids:
        own = compared[compared["doc_id"] == doc_id]
        counts = [int((own["outcome"] == outcome).sum()) for outcome in COMPARED]
        rows.append((doc_id, float(own["difference"].astype(float).median()), len(own), *counts))
    return pd.DataFrame(rows, columns=["doc_id", "median", "n", *COMPARED])


def _rows(doc_id: str, evidence: Evidence) -> Iterator[tuple[str, int, int]]:
    """Yield each measure of a document with its count and its total."""
    targets, grounds, claimed, honours = (
        table[table["doc_id"] == doc_id]
        for table in (evidence.targets, evidence.grounds, evidence.claimed, evidence.honours)
    )
    yield "targets_numbered", int((targets["form"] == "number").sum()), len(targets)
    aims = median_ambition([doc_id], evidence.outcomes).iloc[0]
    yield "targets_higher", int(aims[HIGHER]), int(aims["n"])
    yield "promises_measured", int(grounds[MEASURED].sum()), len(grounds)
    yield "promises_words", int(grounds[WORDS].sum()), len(grounds)
    yield "promises_owned", int(grounds[OWNED].sum()), int(grounds[OWNED].notna().sum())
    for force in ("guarantee", "hedged"):
        yield f"promises_{force}", int((grounds["force"] == force).sum()), len(grounds)
    said = figures_said(evidence.counted[evidence.counted["doc_id"] == doc_id], evidence.quantities)
    yield "sentences_with_figure", int(said["with_figure"].sum()), int(said["sentences"].sum())
    yield "problems_answered", int(claimed["answered"].sum()), int(claimed["problems"].sum())
    for rank in CREDENTIAL_LEVELS:
        yield f"honours_{rank}", int(honours.loc[honours["level"] == rank, "held"].sum()), int(honours["held"].sum())
    tasks = evidence.tasks[evidence.tasks["doc_id"] == evidence.plans.get(doc_id, "")]
    yield "tasks_led", sum(len(units) > 0 for units in tasks["lead_units"]), len(tasks)
