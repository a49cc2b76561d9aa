"""The answer and the tables of the notebook `05_assignment`: leaders, units, kinds, network, sections."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from IPython.display import HTML, Markdown

from suzhou_priorities.measures.assignment import without_leader
from suzhou_priorities.measures.trail import OPENING, identical, without_promise, without_task
from suzhou_priorities.show.assignment_context import folded, percent
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.assignment_context import Sources
    from suzhou_priorities.show.text import Words


def answer(
    sources: Sources,
    tasks: pd.DataFrame,
    leaders: pd.DataFrame,
    load: pd.DataFrame,
    promised: pd.DataFrame,
    linked: pd.DataFrame,
    words: Words,
) -> Markdown:
    """Return the answer in a few sentences, every figure computed.

    Parameters
    ----------
    sources
        The documents.
    tasks, leaders, load, promised, linked
        The tasks, and what the measures made of them.
    """
    if not sources.plan:
        return words.show("no_plan")
    unled = sum(not units for units in tasks["lead_units"])
    size = {"plan": sources.plan_name, "tasks": len(tasks), "unnamed": len(without_leader(tasks))}
    body = [words("answer_some_led", unled=unled, **size) if unled else words("answer_all_led", **size)]
    if len(load):
        body.append(_most(leaders, load, len(tasks), words))
    if not sources.report:
        return words.show("answer", body=words.sentences([*body, words("answer_no_report")]))
    alone = without_task(promised)
    orphans = len(without_promise(tasks, linked))
    opening = int((alone["form"] == OPENING).sum())
    same = len(identical(linked))
    body.append(
        words(
            "answer_promises",
            report=sources.report_name,
            promises=len(promised),
            without=len(alone),
            opening=opening,
            rest=len(alone) - opening,
            traced=words("traced_some", n=orphans) if orphans else words("traced_all"),
            identical=same,
            share=percent(same, len(tasks)),
        )
    )
    return words.show("answer", body=words.sentences(body))


def _most(leaders: pd.DataFrame, load: pd.DataFrame, tasks: int, words: Words) -> str:
    """Return who has the most tasks."""
    unit = load.iloc[0]
    told = {"unit": html.escape(str(unit["name"])), "lead": unit["lead"], "support": unit["support"]}
    if leaders.empty:
        return words("answer_unit", **told)
    leader = leaders.iloc[0]
    share = percent(leader["tasks"], tasks)
    return words("answer_load", leader=html.escape(str(leader["leader"])), n=leader["tasks"], share=share, **told)


def leaders_table(leaders: pd.DataFrame, words: Words) -> HTML:
    """Return the tasks of each leader, by own name and by merged cell."""
    if leaders.empty:
        return HTML("")
    labels = {
        "leader": words("leader"),
        "own": words("own"),
        "inherited": words("inherited"),
        "tasks": words("tasks_column"),
    }
    table = report_table(leaders, "leaders", labels, lang=words.lang, whole=("own", "inherited", "tasks"))
    return folded(words("all_leaders", n=len(leaders)), table)


def units_table(load: pd.DataFrame, words: Words) -> HTML:
    """Return the tasks that each unit leads and supports; units that mainly supply data are marked."""
    if load.empty:
        return HTML("")
    shown = load.assign(
        kind=[words(str(kind)) for kind in load["kind"]],
        data=[words("yes") if supplies else words("no") for supplies in load["supplies_data"]],
    )
    labels = {"name": words("unit"), "kind": words("kind_column"), "lead": words("lead"), "support": words("support")}
    labels |= {"tasks": words("tasks_column"), "data": words("data_column")}
    table = report_table(shown, "units", labels, lang=words.lang, whole=("lead", "support", "tasks"))
    return folded(words("all_units", n=len(load)), table)


def kinds_table(shares: pd.DataFrame, words: Words) -> HTML:
    """Return leads and supports by kind of unit."""
    if shares.empty:
        return HTML("")
    shown = shares.assign(
        kind=[words(str(kind)) for kind in shares["kind"]],
        lead_share=100 * shares["lead_share"],
        support_share=100 * shares["support_share"],
    )
    labels = {"kind": words("kind_column"), "units": words("units_column"), "lead": words("lead")}
    labels |= {"lead_share": words("lead_share"), "support": words("support"), "support_share": words("support_share")}
    return report_table(
        shown,
        "kinds_of_units",
        labels,
        lang=words.lang,
        whole=("units", "lead", "support"),
        decimals={"lead_share": 1, "support_share": 1},
    )


def sections_table(sections: pd.DataFrame, words: Words) -> HTML:
    """Return tasks, tasks with a figure and units that lead by section."""
    if sections.empty:
        return HTML("")
    shown = sections.assign(
        section=[f"{row.section}*" if row.inferred else row.section for row in sections.itertuples()],
        percent=100 * sections["share"],
    )
    labels = {
        "section": words("section_column"),
        "tasks": words("tasks_column"),
        "with_figure": words("with_figure_mark"),
        "percent": words("share_column"),
        "lead_units": words("lead_units_number"),
        "unnamed": words("unnamed_column"),
    }
    whole = ("tasks", "with_figure", "lead_units", "unnamed")
    notes = [words("inferred_note")] if sections["inferred"].any() else []
    return report_table(
        shown, "tasks_by_section", labels, lang=words.lang, whole=whole, decimals={"percent": 0}, notes=notes
    )
