"""To whom the tasks of a plan are assigned: load of leaders and units, kinds of units, sections.

All counts are of tasks, not of effort: a task that names three leaders counts once for each of them.
"""

from __future__ import annotations

import pandas as pd

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import ReportError

TASK_PLAN = "task_plan"
LEAD, SUPPORT = "lead", "co"
HEADING = "heading"


def task_plan(documents: pd.DataFrame, document: str = "") -> str:
    """Return the doc_id of the task plan that is read.

    Parameters
    ----------
    documents
        The table.
    document
        Its doc_id; empty for the only task plan of the corpus, or the latest of several.

    Returns
    -------
    str
        Empty where the corpus holds no task plan and none was asked for.

    Raises
    ------
    ReportError
        If `document` is not a task plan of the corpus.
    """
    plans = documents[documents["doc_type"] == TASK_PLAN].sort_values(["year", "doc_id"], na_position="first")
    known = [str(doc_id) for doc_id in plans["doc_id"]]
    if document and document not in known:
        remedy = f"Choose one of: {', '.join(known)}." if known else "Leave it empty: the corpus holds no task plan."
        raise ReportError("document", f"is {document!r}, which is not a task plan of the corpus.", remedy)
    return document or (known[-1] if known else "")


def leader_load(tasks: pd.DataFrame) -> pd.DataFrame:
    """Count the tasks of each leader.

    ``own`` is the number of tasks whose cell prints the name, ``inherited`` the number of tasks whose cell is merged
    with that of a row above, and ``tasks = own + inherited``. A task with several leaders counts for each.

    Returns
    -------
    DataFrame
        ``leader``, ``own``, ``inherited``, ``tasks``; the most tasks first. Tasks without a name are not in it.
    """
    named = tasks[["no", "leaders", "leaders_inherited"]].explode("leaders").dropna(subset=["leaders"])
    named = named.drop_duplicates(["no", "leaders"])
    inherited = named["leaders_inherited"].astype(bool)
    counted = pd.DataFrame(
        {
            "own": (~inherited).groupby(named["leaders"]).sum(),
            "inherited": inherited.groupby(named["leaders"]).sum(),
        }
    ).astype(int)
    counted["tasks"] = counted["own"] + counted["inherited"]
    counted = counted.rename_axis("leader").reset_index()
    return counted.sort_values(["tasks", "own", "leader"], ascending=[False, False, True], ignore_index=True)


def without_leader(tasks: pd.DataFrame) -> pd.DataFrame:
    """Return the tasks for which the page shows no leader's name; whether one is responsible is another matter."""
    return tasks[[len(leaders) == 0 for leaders in tasks["leaders"]]]


def distinct_units(units: pd.DataFrame) -> pd.DataFrame:
    """Return one row per task and unit: a unit that a task lists twice counts once, and leads if it leads anywhere."""
    ranked = units.assign(rank=(units["role"] != LEAD).astype(int)).sort_values("rank", kind="stable")
    return ranked.drop_duplicates(["no", "name"]).drop(columns="rank").sort_index()


def unit_load(units: pd.DataFrame) -> pd.DataFrame:
    """Count the tasks that each unit leads and those that it supports.

    ``tasks = lead + support``. ``supplies_data`` is true where a footnote of the plan says of the unit that it mainly
    supplies data.

    Returns
    -------
    DataFrame
        ``name``, ``kind``, ``lead``, ``support``, ``tasks``, ``supplies_data``; the most tasks first.
    """
    own = distinct_units(units)
    leads = own["role"] == LEAD
    counted = own.assign(lead=leads, support=~leads).groupby("name", sort=True)
    load = counted.agg(
        kind=("kind", "first"), lead=("lead", "sum"), support=("support", "sum"), supplies_data=("supplies_data", "any")
    ).reset_index()
    load[["lead", "support"]] = load[["lead", "support"]].astype(int)
    load["tasks"] = load["lead"] + load["support"]
    load = load[["name", "kind", "lead", "support", "tasks", "supplies_data"]]
    return load.sort_values(["tasks", "lead", "name"], ascending=[False, False, True], ignore_index=True)


def kind_shares(units: pd.DataFrame) -> pd.DataFrame:
    """Return which kinds of units lead and which support.

    ``lead_share = lead / sum(lead)`` over all kinds, where `lead` is the number of pairs of a task and a unit of that
    kind that leads it; the same for support.

    Returns
    -------
    DataFrame
        ``kind``, ``units`` (number of different ones), ``lead``, ``support``, ``lead_share``, ``support_share``
        (0 to 1; 0 where nothing is led or supported); kinds in the order of the codebook `offices`, absent ones
        left out.
    """
    load = unit_load(units)
    known = list(load_codebook("offices")["kinds"])
    kinds = load.groupby("kind").agg(units=("name", "size"), lead=("lead", "sum"), support=("support", "sum"))
    kinds = kinds.reindex([*(k for k in known if k in kinds.index), *(k for k in kinds.index if k not in known)])
    for role in ("lead", "support"):
        total = int(kinds[role].sum())
        kinds[f"{role}_share"] = kinds[role].astype(float) / total if total else 0.0
    return kinds.rename_axis("kind").reset_index()


def tasks_with_figure(tasks: pd.DataFrame, sentences: pd.DataFrame, quantities: pd.DataFrame) -> frozenset[int]:
    """Return the numbers of the tasks with a figure.

    A task's sentences are those from its first one up to the next task's first one, within the same section of the
    page and without headings; it has a figure if a row of `quantities` belongs to one of them.

    Parameters
    ----------
    tasks, sentences, quantities
        The tables, rows of one task plan.
    """
    body = sentences[sentences["function"].fillna("") != HEADING]
    starts = {str(row.sentence_id): int(row.no) for row in tasks.dropna(subset=["sentence_id"]).itertuples()}
    measured = set(quantities["sentence_id"].astype(str))
    found = set()
    no, section = None, None
    for row in body.itertuples():
        if row.sentence_id in starts:
            no, section = starts[row.sentence_id], row.section_id
        if no is not None and row.section_id == section and row.sentence_id in measured:
            found.add(no)
    return frozenset(found)


def section_load(tasks: pd.DataFrame, units: pd.DataFrame, with_figure: frozenset[int]) -> pd.DataFrame:
    """Count tasks, tasks with a figure and lead units by section.

    ``share = with_figure / tasks``; ``lead_units`` is the number of different units that lead a task of the section.

    Returns
    -------
    DataFrame
        ``section_no``, ``section``, ``inferred``, ``tasks``, ``with_figure``, ``share``, ``lead_units``,
        ``unnamed`` (tasks without a leader's name on the page); in printed order.
    """
    leading = units[units["role"] == LEAD]
    rows = []
    for (number, heading), own in tasks.groupby(["section_no", "section"], sort=False, dropna=False):
        numbers = set(own["no"].astype(int))
        figures = len(numbers & with_figure)
        rows.append(
            {
                "section_no": number,
                "section": heading,
                "inferred": bool(own["section_inferred"].any()),
                "tasks": len(own),
                "with_figure": figures,
                "share": figures / len(own),
                "lead_units": leading.loc[leading["no"].isin(numbers), "name"].nunique(),
                "unnamed": len(without_leader(own)),
            }
        )
    columns = ["section_no", "section", "inferred", "tasks", "with_figure", "share", "lead_units", "unnamed"]
    return pd.DataFrame(rows, columns=columns)
