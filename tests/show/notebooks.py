"""Running a notebook's cells in the process of the test, on the documents of the corpus or on changed tables."""

from __future__ import annotations

import ast
import shutil
from typing import TYPE_CHECKING, Any

import nbformat

from suzhou_priorities.paths import FIGURES_VARIABLE, ROOT_VARIABLE
from suzhou_priorities.show.summary import StudySummary
from suzhou_priorities.tables.store import read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import pandas as pd
    import pytest

    Change = Callable[[pd.DataFrame], pd.DataFrame]


def copy_tables(tables: Path, target: Path) -> None:
    """Copy the tables and clean texts of the report to where a test may change them."""
    shutil.copytree(tables, target, ignore=shutil.ignore_patterns(".*", "README.md"), dirs_exist_ok=True)


def copied_project(root: Path, tables: Path, folder: Path) -> Path:
    """Make a folder a project with the documents of this one and the tables of its report, without hand codes."""
    shutil.copytree(root / "data" / "raw", folder / "data" / "raw")
    copy_tables(tables, folder / "data" / "processed")
    return folder


def change_tables(project: Path, target: Path, names: Iterable[str], changes: Mapping[str, Change | None]) -> None:
    """Write some tables of a project into another, each as the given function changes it; None leaves one out."""
    for name in names:
        change = changes.get(name, lambda table: table)
        if change is not None:
            table = change(read_table(name, project / "data" / "processed"))
            write_table(table, name, target / "data" / "processed", csv=False)


def executed_outputs(site: Path, name: str, lang: str) -> list[str]:
    """Return what each cell of an executed notebook of the report shows."""
    node = nbformat.read(site / "notebooks" / lang / f"{name}.ipynb", as_version=4)
    outputs = [output["data"] for cell in node.cells for output in cell.get("outputs", []) if "data" in output]
    return [data.get("text/html", data.get("text/markdown", "")) for data in outputs]


def outputs_of(
    notebook: Path, project: Path, figures: Path, monkeypatch: pytest.MonkeyPatch, **parameters: Any
) -> list[str]:
    """Return what each cell of a notebook shows, run with some parameters on the tables of a project."""
    monkeypatch.setenv(ROOT_VARIABLE, str(project))
    monkeypatch.setenv(FIGURES_VARIABLE, str(figures))
    names: dict[str, Any] = {}
    shown = []
    for place, cell in enumerate(nbformat.read(notebook, as_version=4).cells):
        *body, last = ast.parse(cell.source).body
        if not isinstance(last, ast.Expr):
            body.append(last)
        exec(compile(ast.Module(body, []), notebook.name, "exec"), names)
        if place == 0:
            names |= parameters
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), notebook.name, "eval"), names)
            shown.append(value.markdown if isinstance(value, StudySummary) else value.data)
    return shown


def answer_of(shown: list[str]) -> str:
    """Return the cell that gives the answer."""
    return next(text for text in shown if text.startswith("> **"))
