"""Who must deliver: the tasks of a district's task plan and the units that lead most of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.assignment import unit_load, without_leader
from suzhou_priorities.measures.trail import promises, task_links, without_task
from suzhou_priorities.show.addresses import explorer_link
from suzhou_priorities.show.district_context import chinese_marked, paragraph, part
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suzhou_priorities.show.district_context import Profile

MOST_UNITS = 5


def tasks_part(tables: Mapping[str, pd.DataFrame], profile: Profile) -> str:
    """Return how the tasks are assigned, and which promises of the report have none; as HTML.

    Parameters
    ----------
    tables
        ``sections``, ``sentences``, ``tasks``, ``task_units``, ``links``.
    profile
        Names and documents.
    """
    words, plan = profile.words, profile.found.task_plan
    heading = words("tasks_heading")
    tasks = tables["tasks"][tables["tasks"]["doc_id"] == plan]
    if not plan or tasks.empty:
        return part("tasks", heading, paragraph(words("tasks_empty" if plan else "tasks_none")))
    units = tables["task_units"][tables["task_units"]["doc_id"] == plan]
    load = unit_load(units)
    leading = load[load["lead"] > 0].sort_values(
        ["lead", "tasks", "name"], ascending=[False, False, True], kind="stable"
    )
    text = words(
        "tasks_text",
        plan=profile.names[plan],
        tasks=len(tasks),
        units=len(leading),
        unnamed=len(without_leader(tasks)),
    )
    content = [paragraph(words.sentences([text, _untasked(tables, profile)]))]
    if len(leading):
        shown = leading.head(MOST_UNITS)
        labels = {name: words(f"{name}_column") for name in ("name", "lead", "support")}
        addresses = [explorer_link(kind="tasks", document=plan, unit=str(name)) for name in shown["name"]]
        table = report_table(
            shown, "district_units", labels, lang=words.lang, whole=("lead", "support"), links={"name": addresses}
        )
        content.append(chinese_marked(str(table.data), words.lang))
    return part("tasks", heading, *content)


def _untasked(tables: Mapping[str, pd.DataFrame], profile: Profile) -> str:
    """Return how many promises of the report no task takes up; empty where report and tasks are of other years."""
    words, found = profile.words, profile.found
    years = found.documents.set_index("doc_id")["year"]
    if not found.report or pd.isna(years[found.report]) or years[found.report] != years[found.task_plan]:
        return ""
    linked = task_links(tables["links"], found.report, found.task_plan)
    own = {name: tables[name][tables[name]["doc_id"] == found.report] for name in ("sentences", "sections")}
    promised = promises(own["sentences"], own["sections"], linked)
    return words("tasks_promises", n=len(promised), without=len(without_task(promised))) if len(promised) else ""
