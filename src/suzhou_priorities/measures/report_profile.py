"""A document in a dozen counted shares: what it aims at, promises, measures, admits, and claims."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.claims_by_domain import HELD
from suzhou_priorities.measures.paragraph_clusters import effective_items, paragraph_numbers, with_limits
from suzhou_priorities.measures.promise_grounds import MEASURED, OWNED, WORDS
from suzhou_priorities.measures.proportions import LEVEL, shares
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
        The table `credentials`.
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

    ``share = count / total`` with Wilson's interval, for promises, sentences and honours as drawn by paragraph (Kish
    1965; see `paragraph_clusters.clustered_wilson`), for targets, problems and tasks, which are listed one by one, as
    drawn singly (see `proportions.wilson`). What the totals are:

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
        ``doc_id``, ``measure`` (of `MEASURES`), ``count``, ``total``, ``share``, ``low``, ``high``, ``effective``
        (how many items drawn singly tell as much), ``freedom`` (see `paragraph_clusters.pooled`); measures whose total
        is 0 are left out: the document does not say, which is not the same as 0 %.
    """
    rows = [(doc_id, *row) for doc_id in doc_ids for row in _rows(doc_id, evidence)]
    table = pd.DataFrame(rows, columns=["doc_id", "measure", "count", "total", "effective", "paragraphs"])
    table = table[table["total"] > 0].reset_index(drop=True)
    table.insert(4, "share", shares(table["count"], table["total"]))
    return with_limits(table, ["doc_id", "measure"], level)


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


def _rows(doc_id: str, evidence: Evidence) -> Iterator[tuple[str, int, int, float, float]]:
    """Yield each measure of a document with count, total, and what `paragraph_clusters.effective_items` says."""
    targets, grounds, claimed, honours, text = (
        table[table["doc_id"] == doc_id]
        for table in (evidence.targets, evidence.grounds, evidence.claimed, evidence.honours, evidence.counted)
    )
    yield _single("targets_numbered", int((targets["form"] == "number").sum()), len(targets))
    aims = median_ambition([doc_id], evidence.outcomes).iloc[0]
    yield _single("targets_higher", int(aims[HIGHER]), int(aims["n"]))
    promised = paragraph_numbers(grounds)
    yield _clustered("promises_measured", grounds[MEASURED], promised)
    yield _clustered("promises_words", grounds[WORDS], promised)
    known = grounds[OWNED].notna()
    yield _clustered("promises_owned", grounds.loc[known, OWNED], promised[known])
    for force in ("guarantee", "hedged"):
        yield _clustered(f"promises_{force}", grounds["force"] == force, promised)
    figures = evidence.quantities.loc[evidence.quantities["doc_id"] == doc_id, "sentence_id"]
    yield _clustered("sentences_with_figure", text["sentence_id"].isin(figures), paragraph_numbers(text))
    yield _single("problems_answered", int(claimed["answered"].sum()), int(claimed["problems"].sum()))
    held = honours[honours["state"].isin(HELD)]
    # A sentence that does not count as text is a paragraph of its own.
    where = held["sentence_id"].map(text.drop_duplicates("sentence_id").set_index("sentence_id")["paragraph"])
    for rank in CREDENTIAL_LEVELS:
        yield _clustered(f"honours_{rank}", held["level"] == rank, where.astype("object").fillna(held["sentence_id"]))
    tasks = evidence.tasks[evidence.tasks["doc_id"] == evidence.plans.get(doc_id, "")]
    yield _single("tasks_led", sum(len(units) > 0 for units in tasks["lead_units"]), len(tasks))


def _clustered(measure: str, held: pd.Series, paragraph: pd.Series) -> tuple[str, int, int, float, float]:
    effective, paragraphs = effective_items(held, paragraph)
    return measure, int(held.sum()), len(held), effective, float(paragraphs)


def _single(measure: str, count: int, total: int) -> tuple[str, int, int, float, float]:
    return measure, count, total, float(total), math.nan
