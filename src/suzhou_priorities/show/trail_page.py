"""The trail of the notebook `05_assignment`: all tasks, promises without a task, problems and their answers."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.measures.assignment import without_leader
from suzhou_priorities.measures.trail import OPENING, differences, identical, without_promise, without_task
from suzhou_priorities.show.addresses import sentence_link
from suzhou_priorities.show.assignment_context import folded, percent
from suzhou_priorities.show.passages import addresses_and_units, card, linked, passage, task_addresses
from suzhou_priorities.show.tables import report_table, spreadsheet_csv

if TYPE_CHECKING:
    from suzhou_priorities.show.assignment_context import Sources
    from suzhou_priorities.show.text import Words

MOST_ANSWERS = 3
ALMOST_ALL = 0.9


def tasks_list(tasks: pd.DataFrame, with_figure: frozenset[int], words: Words) -> HTML:
    """Return all tasks with their owners as cards, each linked to its sentence; the data can be downloaded."""
    if tasks.empty:
        return HTML("")
    shown = pd.DataFrame(
        {
            "no": [int(no) for no in tasks["no"]],
            "section": list(tasks["section"]),
            "text": list(tasks["text"]),
            "leaders": [
                words.join([f"{name}*" if inherited else str(name) for name in names]) or words("no_name")
                for names, inherited in zip(tasks["leaders"], tasks["leaders_inherited"], strict=True)
            ],
            "lead_units": [words.join(list(units)) or words("nobody") for units in tasks["lead_units"]],
            "co_units": [words.join(list(units)) for units in tasks["co_units"]],
            "with_figure": [int(no) in with_figure for no in tasks["no"]],
        }
    )
    labels = (("leaders", words("leader")), ("lead_units", words("lead")), ("co_units", words("support")))
    parts, section = [f"<p>{html.escape(words('list_note'))}</p>"], None
    for row, address in zip(shown.to_dict("records"), task_addresses(tasks, words), strict=True):
        if row["section"] != section:
            section = row["section"]
            parts.append(f"<p><strong>{html.escape(str(section))}</strong></p>")
        owners = [passage(label, html.escape(row[column])) for column, label in labels if row[column]]
        parts.append(card([passage(f"{words('task')} {row['no']}", html.escape(row["text"]), address), *owners]))
    parts.append(_download(shown, "tasks", words))
    return folded(words("all_tasks", n=len(tasks), unnamed=len(without_leader(tasks))), HTML("".join(parts)))


def promises_text(promised: pd.DataFrame, sources: Sources, words: Words) -> Markdown:
    """Return how many promises have a task."""
    if not sources.report:
        return Markdown(words("answer_no_report") if sources.plan else "")
    kept = len(promised) - len(without_task(promised))
    share = percent(kept, len(promised))
    return words.show("promises_text", report=sources.report_name, promises=len(promised), n=kept, share=share)


def promises_table(promised: pd.DataFrame, sources: Sources, words: Words) -> HTML:
    """Return the promises without a task, each linked: those of concrete paragraphs, and folded the openings."""
    if not sources.report:
        return HTML("")
    alone = without_task(promised)
    if alone.empty:
        return HTML(f"<p>{html.escape(words('promises_all'))}</p>")
    concrete, openings = alone[alone["form"] != OPENING], alone[alone["form"] == OPENING]
    parts = [
        _sentences(concrete, "promises_without_task", sources, words).data
        if len(concrete)
        else f"<p>{html.escape(words('promises_rest_none'))}</p>"
    ]
    if len(openings):
        table = _sentences(openings, "openings_without_task", sources, words)
        parts.append(folded(words("openings", n=len(openings)), table).data)
    return HTML("".join(parts))


def _sentences(found: pd.DataFrame, table_id: str, sources: Sources, words: Words) -> HTML:
    labels = {"section": words("section_column"), "text": words("promise")}
    links = {"text": [sentence_link(sources.report, sentence, words.lang) for sentence in found["sentence_id"]]}
    return report_table(found, table_id, labels, lang=words.lang, links=links)


def copied(tasks: pd.DataFrame, linked: pd.DataFrame, sources: Sources, words: Words) -> HTML:
    """Return tasks without a promise, how many tasks repeat the report word for word, and where wordings differ."""
    if not sources.report:
        return HTML("")
    orphans, same, unlike = without_promise(tasks, linked), identical(linked), differences(linked)
    none = words("orphans_none") if orphans.empty else words("orphans_some", n=len(orphans))
    parts = [f"<p>{html.escape(none)}</p>"]
    if len(orphans):
        shown = orphans.assign(no=orphans["no"].astype(str))
        labels, links = {"no": words("number"), "text": words("task")}, {"text": task_addresses(orphans, words)}
        parts.append(report_table(shown, "tasks_without_promise", labels, lang=words.lang, links=links).data)
    text = words("copied_text", identical=len(same), share=percent(len(same), len(tasks)))
    almost = words("copied_whole_plan") if len(same) >= ALMOST_ALL * len(tasks) else ""
    found = words("differences_none") if unlike.empty else words("differences_some", n=len(unlike))
    parts.append(f"<p>{html.escape(words.sentences([text, found, almost]))}</p>")
    if len(unlike):
        shown = unlike.assign(no=unlike["no"].astype(str))
        labels = {"no": words("task"), "difference": words("difference_column")}
        links = {"difference": [sentence_link(sources.report, str(one), words.lang) for one in unlike["from_id"]]}
        parts.append(report_table(shown, "wording_differences", labels, lang=words.lang, links=links).data)
    return HTML("".join(parts))


def problems_text(answered: pd.DataFrame, sources: Sources, words: Words) -> Markdown:
    """Return how many admitted problems are answered, and how many of them by a task."""
    if answered.empty:
        return Markdown(words("problems_none") if sources.plan else "")
    by_problem = answered.groupby("problem")
    told = {
        "problems": by_problem.ngroups,
        "answered": int((answered["answer_id"] != "").groupby(answered["problem"]).any().sum()),
        "tasked": int(answered["tasks"].map(len).groupby(answered["problem"]).max().gt(0).sum()),
    }
    return words.show("problems_text", report=sources.report_name, most=MOST_ANSWERS, **told)


def problem_cards(answered: pd.DataFrame, tasks: pd.DataFrame, sources: Sources, words: Words) -> HTML:
    """Return admitted problems with the nearest sentences of the plan and their tasks, all linked."""
    if answered.empty:
        return HTML("")
    links, units = addresses_and_units(tasks, words)
    parts = []
    for _, own in answered.groupby("problem", sort=True):
        first = own.iloc[0]
        address = sentence_link(sources.report, str(first["sentence_id"]), words.lang)
        lines = [passage(words("problem"), html.escape(first["issue"]), address)]
        for row in own.head(MOST_ANSWERS).itertuples():
            if not row.answer_id:
                lines.append(passage(words("answer_label"), html.escape(words("no_answer"))))
                continue
            named = [
                linked(words("task_of", no=no, units=units.get(no, words("nobody"))), links.get(no))
                for no in row.tasks[:MOST_ANSWERS]
            ]
            goal = words.join(named) or html.escape(words("no_task"))
            more = " …" if len(row.tasks) > MOST_ANSWERS else ""
            answer = f"{html.escape(row.answer)} → {goal}{more}"
            lines.append(
                passage(words("answer_label"), answer, sentence_link(sources.report, str(row.answer_id), words.lang))
            )
        parts.append(card(lines))
    table = answered.assign(tasks=[", ".join(str(no) for no in numbers) for numbers in answered["tasks"]])
    return HTML("".join(parts) + _download(table, "problems_and_answers", words))


def _download(frame: pd.DataFrame, name: str, words: Words) -> str:
    encoded = base64.b64encode(spreadsheet_csv(frame)).decode("ascii")
    address = f"data:text/csv;charset=utf-8;base64,{encoded}"
    return f'<p class="download"><a download="{name}.csv" href="{address}">{html.escape(words("download"))}</a></p>'
