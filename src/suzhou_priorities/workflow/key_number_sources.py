"""The key numbers of a built report: rows of tables, figures in the findings, intervals, scores of validation."""

from __future__ import annotations

import base64
import html
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import nbformat
import pandas as pd

from suzhou_priorities.show.domain_names import domain_keys, short_domain_name
from suzhou_priorities.show.front_map import STUDY
from suzhou_priorities.show.summary import read_summary
from suzhou_priorities.show.text import Words
from suzhou_priorities.tables.extent import number_of_rows
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.workflow.key_numbers import COUNT, KeyNumber
from suzhou_priorities.workflow.places import Places
from suzhou_priorities.workflow.runs import read_runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from suzhou_priorities.paths import ProjectPaths

LANG = "zh"  # the numbers are the same in every language
ATTENTION, VALIDATION = "02_attention", "90_validation"
PERCENT, SCORE = "%", "score from 0 to 1"
_DOWNLOAD = re.compile(
    r'<a\b[^>]*\bdownload="(?P<file>[^"]+)"[^>]*\bhref="data:text/csv;charset=utf-8;base64,(?P<data>[A-Za-z0-9+/=]*)"'
)
# What the figures in the findings are: by the second part of names such as ``wuzhong_…/share/industry``.
UNITS = {
    "beyond_chance": COUNT,
    "tests": COUNT,
    "variants": COUNT,
    "variants_held": COUNT,
    "largest": "difference of shares of characters",
    "least_p": "p, corrected",
    "leads": "share of resamples",
    "top": "share of resamples",
    "promises": "share of promises",
    "share": "share of characters",
    "tau": "Kendall's tau",
}


@dataclass(frozen=True, slots=True)
class _Scored:
    """A row of a table of `90_validation`: its labels (keys of the page's texts) and the columns taken."""

    name: str
    file: str
    labels: dict[str, str]
    columns: dict[str, str]


_LEVELS = {"units": COUNT, "accuracy": PERCENT, "kappa": SCORE}
_FOUND = {"precision": SCORE, "recall": SCORE, "f1": SCORE}
_SCORED = tuple(
    one
    for source in ("corpus", "written")
    for one in (
        _Scored(
            f"domain/{source}", "domain_levels.csv", {"coder": "coder_shipped", "source": f"units_{source}"}, _LEVELS
        ),
        _Scored(
            f"function/{source}",
            "function_levels.csv",
            {"what": "what_function", "source": f"units_{source}"},
            {"kappa": SCORE},
        ),
        _Scored(
            f"promises/{source}",
            "promises.csv",
            {"who": "promises_by_program", "source": f"units_{source}"},
            {"f1": SCORE},
        ),
        _Scored(
            f"figures/{source}", "scores.csv", {"source": source, "sample": "score", "what": "all_figures"}, _FOUND
        ),
    )
)


def numbers_of(paths: ProjectPaths) -> list[KeyNumber]:
    """Return the key numbers of a checkout whose report is built.

    What a page does not show (a small corpus has no study) has no number.

    Raises
    ------
    ReportError
        If an executed notebook cannot be read.
    """
    places, runs = Places(paths), {run.name: run for run in read_runs(paths) if run.lang == LANG}
    executed = {name: places.executed(run) for name, run in runs.items() if places.executed(run).is_file()}
    study = next((name for name, run in runs.items() if run.group == STUDY and name in executed), None)
    found = [
        KeyNumber(f"rows/{table}", number_of_rows(table, paths.processed), COUNT, f"table {table}") for table in SCHEMAS
    ]
    if study is not None:
        findings = list(_findings(study, executed[study]))
        found += findings
        if ATTENTION in executed:
            found += _limits(findings, executed[ATTENTION])
    if VALIDATION in executed:
        found += _scores(executed[VALIDATION])
    return found


def downloads(executed: Path) -> dict[str, pd.DataFrame]:
    """Return the tables that an executed notebook offers, by the name of the file; cells are text."""
    shown = "\n".join(
        "".join(output["data"]["text/html"])
        for cell in nbformat.read(executed, as_version=4).cells
        for output in cell.get("outputs", ())
        if "text/html" in output.get("data", {})
    )
    return {
        html.unescape(match["file"]): pd.read_csv(
            io.StringIO(base64.b64decode(match["data"]).decode("utf-8-sig")), dtype="string", keep_default_na=False
        )
        for match in _DOWNLOAD.finditer(shown)
    }


def _findings(study: str, executed: Path) -> Iterator[KeyNumber]:
    """Yield the figures in the findings of the study."""
    summary = read_summary(executed)
    for name, value in sorted(summary.numbers.items() if summary else ()):
        yield KeyNumber(name, value, UNITS.get(name.split("/")[1], ""), f"{study}, findings")


def _limits(findings: list[KeyNumber], executed: Path) -> Iterator[KeyNumber]:
    """Yield the limits of the intervals of the shares in the findings."""
    table = downloads(executed).get("attention.csv")
    if table is None:
        return
    rows = table.set_index("domain")
    names = {key: short_domain_name(key, LANG) for key in domain_keys()}
    for number in findings:
        document, what, domain = (*number.name.split("/"), "", "")[:3]
        for limit in ("low", "high"):
            column, row = f"{document}_{limit}", names.get(domain)
            if what == "share" and column in rows and row in rows.index:
                source = f"{ATTENTION}, attention.csv"
                yield KeyNumber(f"{number.name}/{limit}", float(rows.at[row, column]), PERCENT, source)


def _scores(executed: Path) -> Iterator[KeyNumber]:
    """Yield how well codes, promises and figures are read, in the part kept to score."""
    tables, words = downloads(executed), Words(VALIDATION, LANG)
    for scored in _SCORED:
        table = tables.get(scored.file)
        if table is None:
            continue
        for column, label in scored.labels.items():
            table = table[table[column] == words(label)]
        for column, unit in scored.columns.items() if len(table) else ():
            source = f"{VALIDATION}, {scored.file}"
            yield KeyNumber(f"validation/{scored.name}/{column}", float(table[column].iloc[0]), unit, source)
