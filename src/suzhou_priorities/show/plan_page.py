"""The tables of the notebook `03_targets` on a five-year plan."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.show.addresses import sentence_link
from suzhou_priorities.show.figure_text import plain_number
from suzhou_priorities.show.names import indicator_name
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from suzhou_priorities.show.text import Words

_LOST_TABLE = re.compile(r"table is announced and missing: “([^”]+(?:“[^”]*”[^”]*)*)”")


def pace_table(pace: pd.DataFrame, plan: str, report: str, words: Words) -> HTML:
    """Return the plan's targets with base, result, next target and verdict, linked."""
    if pace.empty:
        return HTML(f"<p>{html.escape(words('pace_empty'))}</p>" if plan else "")

    def dated(value: str, year: str) -> list[str]:
        return [
            "—"
            if pd.isna(row[value])
            else f"{plain_number(float(row[value]))}{row['unit']}"
            + ("" if pd.isna(row[year]) else f" ({int(row[year])})")
            for row in pace.to_dict("records")
        ]

    shown = pd.DataFrame(
        {
            "indicator": [
                indicator_name(row.indicator, words.lang) if row.matched_by == "indicator" else row.phrase
                for row in pace.itertuples()
            ],
            "plan_base": dated("base", "base_year"),
            "plan_target": dated("target", "target_year"),
            "plan_result": dated("result", "result_year"),
            "plan_next": dated("next", "next_year"),
            "expected": ["—" if pd.isna(value) else plain_number(round(float(value), 1)) for value in pace["expected"]],
            "verdict": [words(verdict) for verdict in pace["verdict"]],
        }
    )
    labels = {
        "indicator": words("indicator"),
        **{name: words(name) for name in ("plan_base", "plan_target", "plan_result", "plan_next")},
    }
    labels |= {"expected": words("expected_column"), "verdict": words("verdict_column")}
    sources = {
        "plan_target": (plan, "sentence_target"),
        "plan_result": (report, "sentence_result"),
        "plan_next": (report, "sentence_next"),
    }
    links = {
        column: [
            None if pd.isna(sentence) else sentence_link(doc_id, str(sentence), words.lang) for sentence in pace[key]
        ]
        for column, (doc_id, key) in sources.items()
    }
    return report_table(shown, "plan_pace", labels, lang=words.lang, links=links)


def lost_tables(documents: pd.DataFrame, plan: str, words: Words) -> Markdown:
    """Return a note on tables that the plan's page lost; nothing where it lost none."""
    warnings = [warning for own in documents.loc[documents["doc_id"] == plan, "warnings"] for warning in own]
    lost = [match[1] for warning in warnings for match in _LOST_TABLE.finditer(warning)]
    return words.show("pace_lost", tables=words.join([f"“{name}”" for name in lost])) if lost else Markdown("")
