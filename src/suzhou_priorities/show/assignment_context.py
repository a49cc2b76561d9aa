"""What the page of the notebook `05_assignment` is about, and how its parts say it alike."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from IPython.display import HTML, Markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from suzhou_priorities.show.text import Words

DATA_SIGN = "†"


@dataclass(frozen=True, slots=True)
class Sources:
    """What the page is about.

    Attributes
    ----------
    plan, report
        doc_id of the task plan and of the work report that it breaks down; empty where there is none.
    plan_name, report_name
        Their names on the page.
    year
        The year planned, as text; a dash where it is not known.
    """

    plan: str
    report: str
    plan_name: str
    report_name: str
    year: str


def sources_of(documents: pd.DataFrame, plan: str, report: str, names: Mapping[str, str]) -> Sources:
    """Return what the page is about, from the table `documents` and the names of documents."""
    years = documents.loc[documents["doc_id"] == plan, "year"].dropna()
    year = str(int(years.iloc[0])) if len(years) else "—"
    return Sources(plan, report, names.get(plan, ""), names.get(report, ""), year)


def speaker(sources: Sources, words: Words) -> Callable[..., Markdown]:
    """Return what shows the texts of the page: nothing where there is no task plan to speak of."""

    def say(key: str) -> Markdown:
        return words.show(key) if sources.plan else Markdown("")

    return say


def percent(part: float, whole: float) -> str:
    """Return a share as whole percent; a dash where there is no whole."""
    return f"{100 * part / whole:.0f}" if whole else "—"


def folded(summary: str, content: HTML) -> HTML:
    """Return a table or list under a line that opens it."""
    return HTML(f"<details><summary>{html.escape(summary)}</summary>{content.data}</details>")


def marked_name(name: str, supplies_data: bool) -> str:
    """Return a unit's name, with a sign where it mainly supplies data."""
    return f"{name}{DATA_SIGN}" if supplies_data else name
