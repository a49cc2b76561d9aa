"""Worked examples of the notebook `05_assignment`: a passage of the five-year plan, of the report, and its task."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from IPython.display import HTML, Markdown

from suzhou_priorities.extract.wording import shared_blocks, wording
from suzhou_priorities.show.addresses import sentence_link
from suzhou_priorities.show.figure_text import figure_text
from suzhou_priorities.show.passages import addresses_and_units, card, passage

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.assignment_context import Sources
    from suzhou_priorities.show.text import Words


def trail_text(found: pd.DataFrame, sources: Sources, words: Words) -> Markdown:
    """Return how many trails there are, and how the examples are chosen."""
    if found.empty:
        return Markdown(words("trail_none") if sources.plan else "")
    return words.show("trail_text", n=len(found), tasks=found["no"].nunique())


def trail_cards(
    chosen: pd.DataFrame,
    tasks: pd.DataFrame,
    sentences: pd.DataFrame,
    quantities: pd.DataFrame,
    sources: Sources,
    words: Words,
) -> HTML:
    """Return examples of trails: the three passages with links, shared words marked, and what changed.

    Parameters
    ----------
    chosen
        As from `trail.examples`.
    tasks
        The tasks of the plan.
    sentences, quantities
        The tables, all documents.
    sources, words
        The documents, and the texts of the page.
    """
    texts = sentences.set_index(["doc_id", "sentence_id"])["text"]
    by_number = tasks.set_index("no")
    links, units = addresses_and_units(tasks, words)
    parts = []
    for number, row in enumerate(chosen.itertuples(), start=1):
        plan, report = str(texts[(row.plan_doc, row.plan_id)]), str(texts[(sources.report, row.report_id)])
        task = by_number.loc[row.no]
        label = words("trail_label", n=number, section=task["section"], score=f"{row.score:.2f}")
        plan_address = sentence_link(str(row.plan_doc), str(row.plan_id), words.lang)
        lines = [
            f'<p class="label">{html.escape(label)}</p>',
            passage(words("plan_passage"), _marked(plan, report), plan_address),
            passage(
                words("report_passage"),
                _marked(report, plan),
                sentence_link(sources.report, str(row.report_id), words.lang),
            ),
            passage(f"{words('task_passage')} {row.no}", _marked(str(task["text"]), report), links.get(row.no)),
        ]
        changes = _changes(row, units.get(row.no, words("nobody")), quantities, sources, words)
        lines += [passage(words("changed") if not place else "", html.escape(one)) for place, one in enumerate(changes)]
        parts.append(card(lines))
    return HTML("".join(parts))


def _changes(row: Any, units: str, quantities: pd.DataFrame, sources: Sources, words: Words) -> list[str]:
    """Return what changed from plan to report to task, a sentence each."""
    told = [words("changed_plan", difference=row.changed) if row.changed else words("changed_none")]
    before = _figures(quantities, str(row.plan_doc), str(row.plan_id))
    after = _figures(quantities, sources.report, str(row.report_id))
    added = [text for figure, text in after.items() if figure not in before]
    if added:
        told.append(words("new_figures", figures=words.join(added)))
    if row.copied:
        return [*told, words("copied_changed", difference=row.copied, units=units)]
    return [*told, words("copied_whole", units=units)]


def _figures(quantities: pd.DataFrame, doc_id: str, sentence_id: str) -> dict[tuple[float, str], str]:
    own = quantities[(quantities["doc_id"] == doc_id) & (quantities["sentence_id"] == sentence_id)]
    return {
        (float(row.value), str(row.unit)): f"{row.phrase} {figure_text(row.value, row.unit, row.bound, row.measure)}"
        for row in own.itertuples()
    }


def _marked(text: str, other: str) -> str:
    """Return a text as HTML with the stretches marked that the other text shares."""
    whole = wording(text)
    parts, done = [], 0
    for block in shared_blocks(whole, wording(other)):
        start, end = whole.places[block.first], whole.places[block.first + block.size - 1] + 1
        parts.append(f"{html.escape(text[done:start])}<mark>{html.escape(text[start:end])}</mark>")
        done = end
    return "".join(parts) + html.escape(text[done:])
