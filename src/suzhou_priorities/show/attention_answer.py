"""The answer of the notebook `02_attention`, and the findings that its figures state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.attention_study import beyond_chance
from suzhou_priorities.show.attention_context import percent, points

if TYPE_CHECKING:
    from IPython.display import Markdown

    from suzhou_priorities.measures.attention_study import PlanAgainstReport
    from suzhou_priorities.show.attention_context import Context

TOP = 3
MOST_NAMED = 3


def answer(
    shares: pd.DataFrame,
    past: pd.DataFrame,
    between: pd.DataFrame,
    plan: PlanAgainstReport | None,
    context: Context,
) -> Markdown:
    """Return the answer in a few sentences, every figure computed.

    Parameters
    ----------
    shares
        Shares of the compared documents.
    past, between
        Differences of review and plan, and of documents.
    plan
        Five-year plan against report, or None.
    context
        Names and settings.
    """
    words = context.words
    if shares.empty:
        return words.show("answer_none")
    body = [
        words("answer_shares", told=context.clauses(_listed(shares, context)), part=context.part_name()),
        _differences(past, between, context),
        words("answer_plan", **plan_findings(plan, context)) if plan is not None else "",
    ]
    return words.show("answer", body=words.sentences(body))


def _differences(past: pd.DataFrame, between: pd.DataFrame, context: Context) -> str:
    """Return what the tests of both comparisons say: in one sentence where neither finds anything."""
    words = context.words
    found = {
        key: difference_findings(table, context, past=key == "past")
        for key, table in (("past", past), ("between", between))
        if len(table)
    }
    if len(found) == 2 and beyond_chance(past).empty and beyond_chance(between).empty:
        largest = {f"largest_{key}": told["largest"] for key, told in found.items()}
        return words("answer_neither", past=len(past), between=len(between), **largest)
    return words.sentences([words(f"answer_{key}", **told) for key, told in found.items()])


def _listed(shares: pd.DataFrame, context: Context) -> list[str]:
    """Return for each document the domains with most room, as text."""
    words, told = context.words, []
    for doc_id, own in shares.groupby("doc_id", sort=False):
        widest = own.sort_values("share", ascending=False, kind="stable").head(TOP)
        domains = [
            words("domain_share", domain=context.domain(row.domain, inner=True), share=percent(row.share))
            for row in widest.itertuples()
        ]
        told.append(words("document_domains", name=context.names[str(doc_id)], domains=words.join(domains)))
    return told


def top_domains(shares: pd.DataFrame) -> list[tuple[str, str, float]]:
    """Return for each document the domain with most room and its share."""
    tops = []
    for doc_id, own in shares.groupby("doc_id", sort=False):
        if own["share"].notna().any():
            best = own.loc[own["share"].idxmax()]
            tops.append((str(doc_id), str(best["domain"]), float(best["share"])))
    return tops


def difference_findings(table: pd.DataFrame, context: Context, *, past: bool, brief: bool = False) -> dict[str, str]:
    """Return as gaps of a text how many differences are beyond chance (briefly in titles), and which is the largest.

    ``beyond`` and ``largest``, both in words.
    """
    largest = table.loc[table["difference"].abs().idxmax()]
    return {
        "beyond": beyond_text(table, context, past=past, brief=brief),
        "largest": largest_difference(largest, context, past=past),
    }


def beyond_text(table: pd.DataFrame, context: Context, *, past: bool, brief: bool = False) -> str:
    """Return in words how many differences are beyond chance once corrected, and the leading ones of them."""
    words, found = context.words, beyond_chance(table)
    if found.empty:
        return words("beyond_none_brief" if brief else "beyond_none", n=len(table))
    leading = found.sort_values("p", kind="stable").head(MOST_NAMED)
    listed = words.join([_named(row, context, past) for _, row in leading.iterrows()])
    return words("beyond_some_brief" if brief else "beyond_some", tests=len(table), n=len(found), listed=listed)


def _named(row: pd.Series, context: Context, past: bool) -> str:
    key = str(row["domain"])
    return context.domain_in(key, str(row["scope"])) if past else context.domain(key, inner=True)


def largest_difference(row: pd.Series, context: Context, *, past: bool) -> str:
    """Return a difference in words: the domain and both shares."""
    labels = [str(row[f"{side}_label"]) for side in ("first", "second")]
    first, second = (context.part_name(label) if past else context.labels[label] for label in labels)
    shares = {"first": percent(row["first"]), "second": percent(row["second"])}
    return context.words("largest", domain=_named(row, context, past), a=first, b=second, **shares)


def unit_finding(units: pd.DataFrame, context: Context) -> str:
    """Return in words what stays beyond chance when single sentences are shuffled; empty where paragraphs suffice."""
    words = context.words
    told = []
    for question, own in units.groupby("question", sort=False):
        by_unit = own.set_index("unit")
        if not {"paragraph", "sentence"} <= set(by_unit.index):
            continue
        strict, lenient = by_unit.loc["paragraph"], by_unit.loc["sentence"]
        if strict["beyond"] or not lenient["beyond"]:
            continue
        domain = context.domain(str(lenient["domain"]), inner=True)
        told.append(words(f"unit_{question}", domain=domain, n=int(lenient["beyond"]), p=f"{lenient['p_bh']:.3f}"))
    return words.sentences(told)


def plan_findings(found: PlanAgainstReport, context: Context) -> dict[str, str]:
    """Return what the report speaks of more and less than the plan promised, as gaps of a text."""
    table = found.differences
    more, less = table.loc[table["difference"].idxmax()], table.loc[table["difference"].idxmin()]
    return {
        "plan": context.names[str(more["first_label"])],
        "report": context.names[str(more["second_label"])],
        "more": context.domain(str(more["domain"]), inner=True),
        "more_points": points(float(more["difference"])),
        "less": context.domain(str(less["domain"]), inner=True),
        "less_points": points(float(less["difference"])),
        "tau": "—" if pd.isna(found.ranks["tau"]) else f"{found.ranks['tau']:.2f}",
        "distance": f"{found.distance['distance']:.2f}",
        "chance": "—" if pd.isna(found.distance["chance"]) else f"{found.distance['chance']:.2f}",
    }
