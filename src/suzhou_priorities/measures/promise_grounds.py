"""What a promise stands on: a figure or a date, an owner, or words alone.

A promise that can be tested and a promise that somebody must answer for are two things, and neither is the force with
which it is made; they are counted side by side and never added up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.assignment import TASK_PLAN
from suzhou_priorities.measures.domain_weights import by_group
from suzhou_priorities.measures.paragraph_clusters import effective_items, paragraph_numbers, with_limits
from suzhou_priorities.measures.proportions import LEVEL, shares
from suzhou_priorities.measures.trail import report_of, task_links
from suzhou_priorities.tables.vocabulary import TESTABILITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

MEASURED, OUTCOME, WORDS, OWNED, BOTH, NEITHER = "measured", "outcome", "words", "owned", "both", "neither"
GROUNDS = (MEASURED, OUTCOME, WORDS, OWNED, BOTH, NEITHER)
WORDS_ONLY = ("process", "slogan")
KEY = ["doc_id", "sentence_id"]


def owners(documents: pd.DataFrame, links: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences of work reports that a task takes up, with those who must deliver them.

    Parameters
    ----------
    documents, links, tasks
        The tables, all documents.

    Returns
    -------
    DataFrame
        ``doc_id`` (of the report), ``sentence_id``, ``tasks`` (their numbers), ``lead_units`` (names as printed, each
        once); only tasks of a plan of the report's own place and year, and only those that name a unit that leads.
    """
    rows = []
    for plan in documents.loc[documents["doc_type"] == TASK_PLAN, "doc_id"]:
        report = report_of(documents, str(plan))
        own = tasks[tasks["doc_id"] == plan].set_index("no")["lead_units"]
        linked = task_links(links, report, str(plan))
        rows += [
            (report, str(row.from_id), int(row.no), str(unit))
            for row in linked.itertuples()
            if row.no in own.index
            for unit in own[row.no]
        ]
    found = pd.DataFrame(rows, columns=[*KEY, "tasks", "lead_units"])
    once = {name: (name, lambda values: list(dict.fromkeys(values))) for name in ("tasks", "lead_units")}
    return found.groupby(KEY, sort=False).agg(**once).reset_index()


def with_task_plan(documents: pd.DataFrame) -> dict[str, str]:
    """Return the task plan of each work report that one breaks down, by doc_id of the report."""
    plans = [str(doc_id) for doc_id in documents.loc[documents["doc_type"] == TASK_PLAN, "doc_id"]]
    return {report: plan for plan in plans if (report := report_of(documents, plan))}


def grounded(promised: pd.DataFrame, documents: pd.DataFrame, links: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """Return promises with what they stand on.

    Parameters
    ----------
    promised
        As from `commitment.promises`.
    documents, links, tasks
        The tables.

    Returns
    -------
    DataFrame
        The rows and columns of `promised`, and:

        - ``measured``: it carries a figure or a date; ``outcome``: one could tell afterwards whether it came about;
          ``words``: a process or a slogan; exactly one of the three holds;
        - ``owned``: a task with a unit that leads it takes up its sentence; missing where the corpus holds no task
          plan of the report's place and year, for then nothing is known of owners;
        - ``both`` (measured and owned), ``neither`` (words only and not owned), missing where ``owned`` is;
        - ``tasks``, ``lead_units``: lists.
    """
    plans = with_task_plan(documents)
    found = promised.drop(columns=["tasks", "lead_units"], errors="ignore").merge(
        owners(documents, links, tasks), on=KEY, how="left"
    )
    for name in ("tasks", "lead_units"):
        found[name] = [value if isinstance(value, list) else [] for value in found[name]]
    testability = found["testability"]
    found[MEASURED] = testability.eq(TESTABILITIES[0]).astype("boolean")
    found[OUTCOME] = testability.eq("outcome").astype("boolean")
    found[WORDS] = testability.isin(WORDS_ONLY).astype("boolean")
    owned = pd.Series([len(units) > 0 for units in found["lead_units"]], index=found.index, dtype="boolean")
    found[OWNED] = owned.mask(~found["doc_id"].isin(plans))
    # In logic with a missing value, False and missing is False: what is not known must stay so.
    known = found[OWNED].notna()
    found[BOTH] = (found[MEASURED] & found[OWNED]).where(known)
    found[NEITHER] = (found[WORDS] & ~found[OWNED]).where(known)
    return found


def ground_shares(found: pd.DataFrame, by: Sequence[str] = ("doc_id",), level: float = LEVEL) -> pd.DataFrame:
    """Return how many promises of each group stand on what.

    ``share = count / total`` with Wilson's interval for promises drawn by paragraph, since those of one paragraph are
    alike (Kish 1965; see `paragraph_clusters.clustered_wilson`).

    Parameters
    ----------
    found
        As from `grounded`.
    by
        Columns that make the groups.
    level
        Level of the interval.

    Returns
    -------
    DataFrame
        The columns `by`, ``ground`` (of `GROUNDS`; those of owners only where they are known), ``count``, ``total``,
        ``share``, ``low``, ``high``, ``effective`` and ``freedom`` (see `paragraph_clusters.pooled`: one likeness
        a document and ground); groups in order of appearance.
    """
    rows = [
        (*key, ground, int(own[ground].sum()), len(own), *effective_items(own[ground], own["number"]))
        for key, own in by_group(found.assign(number=paragraph_numbers(found)), by)
        for ground in GROUNDS
        if own[ground].notna().all()
    ]
    names = [*by, "ground", "count", "total"]
    table = pd.DataFrame(rows, columns=[*names, "effective", "paragraphs"])
    table.insert(len(names), "share", shares(table["count"], table["total"]))
    return with_limits(table, ["ground", *(name for name in by if name == "doc_id")], level)
