"""The tables of the notebook `02_attention` on differences of shares."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML

from suzhou_priorities.show.assignment_context import folded
from suzhou_priorities.show.attention_answer import difference_findings, unit_finding
from suzhou_priorities.show.attention_context import p_value, percent, points
from suzhou_priorities.show.figure_text import MINUS
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from IPython.display import Markdown

    from suzhou_priorities.measures.attention_study import PlanAgainstReport
    from suzhou_priorities.show.attention_context import Context


def past_table(table: pd.DataFrame, table_id: str, context: Context) -> HTML:
    """Return review and plan of each document with difference, interval and p-values, the largest differences first."""
    sides = ("review", "plan")
    columns = {"document": [context.names[scope] for scope in table["scope"]]}
    links = {
        side: [context.link(scope, key, passage) for scope, key in zip(table["scope"], table["domain"], strict=True)]
        for side, passage in zip(("first", "second"), sides, strict=True)
    }
    heads = (
        context.words("share_column", name=context.part_head(sides[0])),
        context.words("share_column", name=context.part_head(sides[1])),
    )
    return _difference_table(table, table_id, columns, heads, links, context)


def between_table(table: pd.DataFrame, context: Context) -> HTML:
    """Return the shares of each pair of documents with difference, interval and p-values."""
    names = context.labels
    columns: dict[str, list[str]] = {}
    heads = context.words("first_document"), context.words("second_document")
    labels = [f"{side}_label" for side in ("first", "second")]
    if len(table.drop_duplicates(labels)) == 1:
        heads = tuple(  # type: ignore[assignment]
            context.words("share_column", name=names[str(table[label].iloc[0])]) for label in labels
        )
    else:
        columns = {
            "pair": [f"{names[a]} – {names[b]}" for a, b in zip(*(table[label] for label in labels), strict=True)]
        }
    links = {
        side: [
            context.link(doc_id, key, context.part)
            for doc_id, key in zip(table[f"{side}_label"], table["domain"], strict=True)
        ]
        for side in ("first", "second")
    }
    return _difference_table(table, "between_reports", columns, heads, links, context)


def _difference_table(
    table: pd.DataFrame,
    table_id: str,
    columns: dict[str, list[str]],
    heads: tuple[str, str],
    links: dict[str, list[str]],
    context: Context,
) -> HTML:
    if table.empty:
        return HTML("")
    words = context.words
    order = table["difference"].abs().reset_index(drop=True).sort_values(ascending=False, kind="stable").index
    shown = pd.DataFrame(
        {
            **columns,
            "domain": [context.domain(key) for key in table["domain"]],
            "first": [percent(share) for share in table["first"]],
            "second": [percent(share) for share in table["second"]],
            "difference": [points(difference) for difference in table["difference"]],
            "low": 100 * table["low"].to_numpy(dtype=float),
            "high": 100 * table["high"].to_numpy(dtype=float),
            "p": [p_value(p) for p in table["p"]],
            "corrected": [p_value(p) for p in table["p_bh"]],
        }
    ).loc[order]
    labels = {name: words(name) for name in (*columns, "domain")}
    labels |= {"first": heads[0], "second": heads[1]}
    labels |= {name: words(f"{name}_of_difference") for name in ("difference", "low", "high", "p", "corrected")}
    linked = {side: [addresses[place] for place in order] for side, addresses in links.items()}
    notes = [words("p_note", tests=len(table))]
    content = report_table(
        shown, table_id, labels, lang=words.lang, decimals={"low": 1, "high": 1}, links=linked, notes=notes
    )
    return folded(words("open_differences", n=len(table)), content)


def others_part(table: pd.DataFrame, context: Context) -> HTML:
    """Return past against plan within the documents that are not compared: a heading, a sentence, the table."""
    if table.empty:
        return HTML("")
    words = context.words
    listed = words.join([context.names[str(scope)] for scope in table["scope"].unique()])
    told = words("others_text", names=listed, **difference_findings(table, context, past=True))
    return _headed("others_heading", told, past_table(table, "past_and_plan_of_others", context), context)


def units_part(units: pd.DataFrame, context: Context) -> HTML:
    """Return how many differences are beyond chance when paragraphs, sections or sentences are shuffled."""
    if units.empty:
        return HTML("")
    told = context.words.sentences([context.words("units_text"), unit_finding(units, context)])
    return _headed("units_heading", told, _units_table(units, context), context)


def _headed(heading: str, told: str, table: HTML, context: Context) -> HTML:
    title = html.escape(context.words(heading).lstrip("# "))
    return HTML(f"<h3>{title}</h3><p>{html.escape(told)}</p>{table.data}")


def _units_table(units: pd.DataFrame, context: Context) -> HTML:
    words = context.words
    shown = units.assign(
        question=[words(f"question_{key}") for key in units["question"]],
        unit=[words(f"of_{key}") for key in units["unit"]],
        least=[context.domain(key) for key in units["domain"]],
        difference=[points(difference) for difference in units["difference"]],
        p=[p_value(p) for p in units["p"]],
        corrected=[p_value(p) for p in units["p_bh"]],
    )
    labels = {name: words(f"{name}_column") for name in ("question", "unit", "pieces", "tests", "beyond", "least")}
    labels |= {name: words(f"{name}_of_difference") for name in ("difference", "p", "corrected")}
    return report_table(shown, "units_shuffled", labels, lang=words.lang, whole=("pieces", "tests", "beyond"))


def plan_text(found: PlanAgainstReport | None, plan: str, report: str, context: Context) -> Markdown:
    """Return distance and agreement of ranks of plan and report in words, or that there is no such pair."""
    words = context.words
    if found is None:
        return words.show("plan_none")
    ranks, distance = found.ranks, found.distance
    return words.show(
        "plan_text",
        plan=context.names[plan],
        report=context.names[report],
        tau=_decimal(ranks["tau"]),
        tau_low=_decimal(ranks["low"]),
        tau_high=_decimal(ranks["high"]),
        p=p_value(ranks["p"]),
        distance=_decimal(distance["distance"]),
        low=_decimal(distance["low"]),
        high=_decimal(distance["high"]),
        chance=_decimal(distance["chance"]),
    )


def plan_table(found: PlanAgainstReport | None, plan: str, report: str, context: Context) -> HTML:
    """Return the shares of plan and report with difference, interval and p-values."""
    if found is None:
        return HTML("")
    heads = (
        context.words("share_column", name=context.names[plan]),
        context.words("share_column", name=context.names[report]),
    )
    keys = found.differences["domain"]
    links = {
        "first": [context.link(plan, key, "plan") for key in keys],
        "second": [context.link(report, key, context.part) for key in keys],
    }
    return _difference_table(found.differences, "plan_and_report", {}, heads, links, context)


def _decimal(value: float) -> str:
    return "—" if pd.isna(value) else f"{value:.2f}".replace("-", MINUS)
