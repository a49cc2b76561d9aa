"""Links between the documents of one place: which promise became which task, and what the plan said of it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.extract.links import Link, Passage, link_plan, link_tasks
from suzhou_priorities.tables.store import frame_of, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

AHEAD = ("plan", "government")


def links_by_shard(documents: pd.DataFrame, shards: Sequence[Path]) -> dict[Path, pd.DataFrame]:
    """Return the rows of `links` of every shard that holds a document from which a link goes out.

    Parameters
    ----------
    documents
        The table `documents` of all shards, with a column ``shard`` that says where each stands.
    shards
        Their folders.
    """
    found: dict[Path, list[Link]] = {}
    for _, group in documents.dropna(subset=["place"]).groupby("place", sort=True):
        by_type = dict(iter(group.groupby("doc_type", sort=True)))
        for first, second, kind in _pairs(by_type):
            own = _passages(first, ahead_only=kind == "report→task", shards=shards)
            other = _tasks(second, shards) if kind == "report→task" else _passages(second, False, shards)
            made = link_tasks(own, other) if kind == "report→task" else link_plan(own, other)
            found.setdefault(shards[int(first["shard"])], []).extend(made)
    return {
        shard: frame_of(
            "links",
            [
                (
                    link.from_doc,
                    link.from_id,
                    link.to_doc,
                    link.to_id,
                    link.kind,
                    link.score,
                    link.shared_quantities,
                    link.difference,
                )
                for link in links
            ],
        )
        for shard, links in found.items()
    }


def _pairs(by_type: Mapping[str, pd.DataFrame]) -> list[tuple[pd.Series, pd.Series, str]]:
    """Return the pairs of one place's documents that belong together: by the year, or the years of the plan."""
    empty = pd.DataFrame()
    reports = [row for _, row in by_type.get("work_report", empty).iterrows()]
    tasks = [row for _, row in by_type.get("task_plan", empty).iterrows()]
    plans = [row for _, row in by_type.get("five_year_plan", empty).iterrows()]
    pairs = [
        (report, task, "report→task")
        for report, task in product(reports, tasks)
        if not pd.isna(report["year"]) and not pd.isna(task["year"]) and report["year"] == task["year"]
    ]
    pairs += [
        (plan, report, "plan→report")
        for plan, report in product(plans, reports)
        if not pd.isna(report["year"])
        and not pd.isna(plan["plan_start"])
        and plan["plan_start"] <= report["year"] <= plan["plan_end"]
    ]
    return pairs


def _passages(document: pd.Series, ahead_only: bool, shards: Sequence[Path]) -> list[Passage]:
    folder, only = shards[int(document["shard"])], [("doc_id", "==", document["doc_id"])]
    sentences = read_table("sentences", folder, columns=["sentence_id", "part", "text", "function"], filters=only)
    figures = _figures(folder, document["doc_id"])
    is_heading = sentences["function"].fillna("") == "heading"
    kept = sentences[sentences["part"].isin(AHEAD) & ~is_heading] if ahead_only else sentences
    wanted = kept[kept["part"].isin((*AHEAD, "review"))]
    return [
        Passage(document["doc_id"], row.sentence_id, row.text, figures.get(row.sentence_id, frozenset()))
        for row in wanted.itertuples()
    ]


def _tasks(document: pd.Series, shards: Sequence[Path]) -> list[Passage]:
    folder, only = shards[int(document["shard"])], [("doc_id", "==", document["doc_id"])]
    tasks = read_table("tasks", folder, columns=["no", "text", "sentence_id"], filters=only)
    figures = _figures(folder, document["doc_id"])
    order = sorted(figures)
    starts = [str(start) for start in tasks["sentence_id"].fillna("")]
    passages = []
    for place, row in enumerate(tasks.itertuples()):
        until = next((start for start in starts[place + 1 :] if start), "~")
        own = [figures[sentence] for sentence in order if starts[place] <= sentence < until]
        passages.append(Passage(document["doc_id"], str(row.no), row.text, frozenset().union(*own)))
    return passages


def _figures(folder: Path, doc_id: str) -> dict[str, frozenset[tuple[float, str]]]:
    quantities = read_table(
        "quantities", folder, columns=["sentence_id", "value", "unit"], filters=[("doc_id", "==", doc_id)]
    )
    return {
        str(sentence): frozenset(zip(group["value"].astype(float), group["unit"].astype(str), strict=True))
        for sentence, group in quantities.groupby("sentence_id")
    }
