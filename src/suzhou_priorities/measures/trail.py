"""From promise to task: what the report promises without a task, what it copies, and the trail from plan to task.

A promise is a sentence of the work report that speaks of what is to come, headings, formulas and thanks aside. It has
a task if the table `links` connects it with one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.extract.links import PLAN_TO_REPORT, REPORT_TO_TASK
from suzhou_priorities.tables.linking import AHEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a sentence of the plan may do without promising anything.
SET_ASIDE = ("heading", "formula", "thanks")
OPENING, PROMISE = "opening", "promise"
ORIENTATION = "orientation"
CHAIN = ("plan_doc", "plan_id", "report_id", "no", "section_no", "score", "shared_quantities", "changed", "copied")


def report_of(documents: pd.DataFrame, plan: str) -> str:
    """Return the work report that a task plan breaks down: of the same place and year; empty where there is none."""
    own = documents[documents["doc_id"] == plan]
    if own.empty:
        return ""
    place, year = own.iloc[0]["place"], own.iloc[0]["year"]
    if pd.isna(place) or pd.isna(year):
        return ""
    like = (documents["doc_type"] == "work_report") & (documents["place"] == place) & (documents["year"] == year)
    found = sorted(str(doc_id) for doc_id in documents.loc[like.fillna(value=False), "doc_id"])
    return found[-1] if found else ""


def documents_of(documents: pd.DataFrame, plan: str) -> list[str]:
    """Return the documents that a task plan is read with: itself, its report, the five-year plans of its place."""
    places = documents.loc[documents["doc_id"] == plan, "place"].dropna()
    plans = documents[(documents["doc_type"] == "five_year_plan") & documents["place"].isin(places)]
    return [doc_id for doc_id in (plan, report_of(documents, plan), *map(str, plans["doc_id"])) if doc_id]


def task_links(links: pd.DataFrame, report: str, plan: str) -> pd.DataFrame:
    """Return the links from a report to a task plan, with the number of the task as ``no``."""
    kind = links["kind"] == REPORT_TO_TASK
    own = links[kind & (links["from_doc"] == report) & (links["to_doc"] == plan)]
    return own.assign(no=own["to_id"].astype(int)).reset_index(drop=True)


def promises(sentences: pd.DataFrame, sections: pd.DataFrame, linked: pd.DataFrame) -> pd.DataFrame:
    """Return the promises of a report with their tasks.

    Parameters
    ----------
    sentences, sections
        The tables, rows of the report.
    linked
        As from `task_links`.

    Returns
    -------
    DataFrame
        ``sentence_id``, ``text``, ``section`` (heading of the innermost section that has one), ``form`` (``opening``
        for a sentence that stands before the subsections of a section, or is coded as orientation; else
        ``promise``), ``tasks`` (list of numbers, empty where no task is linked); in printed order.
    """
    ahead = sentences[sentences["part"].isin(AHEAD) & ~sentences["function"].fillna("").isin(SET_ASIDE)]
    above = sections.set_index("section_id")["parent_id"]
    headings = sections.set_index("section_id")["heading"].fillna("")
    parents = set(above.dropna())
    numbers = linked.groupby("from_id")["no"].agg(list).to_dict()
    opening = ahead["section_id"].isin(parents) | (ahead["function"].fillna("") == ORIENTATION)
    return pd.DataFrame(
        {
            "sentence_id": ahead["sentence_id"].astype(str),
            "text": ahead["text"].astype(str),
            "section": [_heading(str(section), headings, above) for section in ahead["section_id"]],
            "form": [OPENING if is_opening else PROMISE for is_opening in opening],
            "tasks": [numbers.get(sentence, []) for sentence in ahead["sentence_id"]],
        }
    ).reset_index(drop=True)


def without_task(promised: pd.DataFrame) -> pd.DataFrame:
    """Return the promises that no task takes up, those of the subsections before the openings."""
    alone = promised[[not tasks for tasks in promised["tasks"]]]
    return alone.sort_values("form", key=lambda forms: forms == OPENING, kind="stable", ignore_index=True)


def without_promise(tasks: pd.DataFrame, linked: pd.DataFrame) -> pd.DataFrame:
    """Return the tasks for which no sentence of the report was found."""
    return tasks[~tasks["no"].isin(set(linked["no"]))].reset_index(drop=True)


def identical(linked: pd.DataFrame) -> frozenset[int]:
    """Return the tasks whose wording is that of the report: no link to them tells of a difference.

    The share of such tasks is ``len(identical(linked)) / number of tasks``; punctuation and numbering do not count.
    """
    same = (linked["difference"].fillna("") == "").groupby(linked["no"]).all()
    return frozenset(int(no) for no in same.index[same.astype(bool)])


def differences(linked: pd.DataFrame) -> pd.DataFrame:
    """Return the links whose two sides differ in wording, in the order of the tasks."""
    return linked[linked["difference"].fillna("") != ""].sort_values("no", kind="stable", ignore_index=True)


def chains(links: pd.DataFrame, linked: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """Return the trails from a five-year plan over the report to a task.

    ``score = score(plan→report) · score(report→task)``; ``shared_quantities`` is the sum of both links'.

    Parameters
    ----------
    links
        The table, all documents.
    linked
        As from `task_links`.
    tasks
        Rows of the task plan.

    Returns
    -------
    DataFrame
        Columns `CHAIN`; ``changed`` and ``copied`` are the differences told by the first and the second link. First
        the trails with a figure in common, within them the highest score.
    """
    first = links[links["kind"] == PLAN_TO_REPORT]
    joined = first.merge(linked, left_on=["to_doc", "to_id"], right_on=["from_doc", "from_id"], suffixes=("", "_task"))
    found = pd.DataFrame(
        {
            "plan_doc": joined["from_doc"],
            "plan_id": joined["from_id"],
            "report_id": joined["to_id"],
            "no": joined["no"],
            "section_no": joined["no"].map(tasks.set_index("no")["section_no"]),
            "score": joined["score"].astype(float) * joined["score_task"].astype(float),
            "shared_quantities": joined["shared_quantities"] + joined["shared_quantities_task"],
            "changed": joined["difference"].fillna(""),
            "copied": joined["difference_task"].fillna(""),
        },
        columns=list(CHAIN),
    )
    ranked = found.assign(measured=found["shared_quantities"] > 0)
    order = ["measured", "score", "shared_quantities", "no", "plan_id"]
    ranked = ranked.sort_values(order, ascending=[False, False, False, True, True], ignore_index=True)
    return ranked[list(CHAIN)]


def examples(found: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return the best chains, each from another section of the task plan; fewer where there are not so many."""
    return found.drop_duplicates("section_no").head(max(number, 0)).reset_index(drop=True)


def answered_problems(problems: pd.DataFrame, promised: pd.DataFrame) -> pd.DataFrame:
    """Return admitted problems with the promises that answer them and the tasks of these.

    Parameters
    ----------
    problems
        The table, rows of the report.
    promised
        As from `promises`.

    Returns
    -------
    DataFrame
        One row per problem and answer, the best answer first, one row with an empty ``answer_id`` for a problem
        without one: ``problem`` (number from 1), ``issue``, ``sentence_id``, ``answer_id``, ``answer``, ``tasks``.
    """
    by_id = promised.set_index("sentence_id")
    rows: list[tuple[object, ...]] = []
    for number, row in enumerate(problems.itertuples(), start=1):
        known: Sequence[str] = [answer for answer in row.answered_by if answer in by_id.index]
        rows += [
            (number, row.issue, row.sentence_id, answer, by_id.at[answer, "text"], by_id.at[answer, "tasks"])
            for answer in known
        ] or [(number, row.issue, row.sentence_id, "", "", [])]
    return pd.DataFrame(rows, columns=["problem", "issue", "sentence_id", "answer_id", "answer", "tasks"])


def _heading(section: str, headings: pd.Series, above: pd.Series) -> str:
    """Return the heading of a section, or of the nearest one above that has any."""
    while section and section in headings.index:
        if headings[section]:
            return str(headings[section])
        section = "" if pd.isna(above[section]) else str(above[section])
    return ""
