"""All notebooks of the project: our batch against a loop of the papermill command and against `execute_notebook`.

Each way runs every run of `runs.yml` in both languages on tables that are there; only the execution is timed, from the
first notebook's start to the last one's end, with the start of whatever processes it needs. Then a second `report` with
nothing to do against the one before.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import papermill
from measured import Comparison

from suzhou_priorities.batch.notebook import FIGURES_VARIABLE
from suzhou_priorities.batch.warm_kernels import WarmKernels
from suzhou_priorities.batch.workers import local_workers
from suzhou_priorities.paths import ROOT_VARIABLE, project_paths
from suzhou_priorities.workflow import steps
from suzhou_priorities.workflow.runs import read_runs
from suzhou_priorities.workflow.sources import libraries_of_notebooks

if TYPE_CHECKING:
    from suzhou_priorities.paths import ProjectPaths
    from suzhou_priorities.workflow.runs import Run

TIMES_THE_COMMAND, TIMES_ONE_PROCESS = 6.0, 4.0
NOTHING_TO_DO = 3.0  # seconds


def main() -> list[Comparison]:
    """Run the notebooks in three ways, then the report twice."""
    paths = project_paths()
    runs = read_runs(paths)
    with tempfile.TemporaryDirectory() as folder:
        ours = batch(paths, runs, Path(folder) / "batch")
        command = loop_of_commands(paths, runs, Path(folder) / "command")
        one_process = in_one_process(paths, runs, Path(folder) / "process")
    n = len(runs)
    first, second = report(paths, "--force"), report(paths)
    return [
        Comparison("notebooks", f"our batch, {n} notebooks", "papermill command in a loop", ours, command, "s",
                   TIMES_THE_COMMAND, more_is_better=True),
        Comparison("notebooks", f"our batch, {n} notebooks ", "execute_notebook in one process", ours, one_process, "s",
                   TIMES_ONE_PROCESS, more_is_better=True),
        Comparison("notebooks", "report with nothing to do", f"the longest it may take: {NOTHING_TO_DO:g} s", second,
                   NOTHING_TO_DO, "s", 1.0, more_is_better=False),
        Comparison("notebooks", "report with nothing to do ", "report from the start", second, first, "s", None,
                   more_is_better=True),
    ]  # fmt: skip


def batch(paths: ProjectPaths, runs: list[Run], folder: Path) -> float:
    """Run the notebooks as a report does: kernels forked from a warm parent, as many at a time as there are cores."""
    began = time.monotonic()
    with (
        WarmKernels(partial(libraries_of_notebooks, paths.notebooks)) as kernels,
        local_workers(os.cpu_count() or 1) as pool,
    ):
        kernels.start()
        waiting = [
            pool.submit(
                steps.notebook,
                str(paths.notebooks / run.notebook),
                str(folder / f"{run.task_name.replace(':', '_')}.ipynb"),
                str(folder / "carried" / f"{run.task_name.replace(':', '_')}.ipynb"),
                run.parameters,
                str(folder / "figures" / run.task_name.replace(":", "_")),
                str(paths.root),
            )
            for run in runs
        ]
        failures = [failure for failure in (future.result() for future in waiting) if failure is not None]
    if failures:
        raise SystemExit(f"a notebook failed: {failures[0]}")
    return time.monotonic() - began


def loop_of_commands(paths: ProjectPaths, runs: list[Run], folder: Path) -> float:
    """Run the notebooks with the papermill command, one after another."""
    folder.mkdir()
    command = [sys.executable, "-m", "papermill", "--no-progress-bar"]
    began = time.monotonic()
    for number, run in enumerate(runs):
        given = [part for name, value in run.parameters.items() for part in ("-y", f"{{{name}: {value!r}}}")]
        subprocess.run(
            [*command, run.notebook, str(folder / f"{number}.ipynb"), *given],
            cwd=paths.notebooks,
            env=_environment(paths, folder),
            check=True,
            capture_output=True,
        )
    return time.monotonic() - began


def in_one_process(paths: ProjectPaths, runs: list[Run], folder: Path) -> float:
    """Run the notebooks with papermill's function, one after another in this process."""
    folder.mkdir()
    os.environ.update(_environment(paths, folder))
    began = time.monotonic()
    for number, run in enumerate(runs):
        papermill.execute_notebook(
            str(paths.notebooks / run.notebook),
            str(folder / f"{number}.ipynb"),
            parameters=run.parameters,
            cwd=str(paths.notebooks),
            progress_bar=False,
        )
    return time.monotonic() - began


def report(paths: ProjectPaths, *options: str) -> float:
    """Run the report command; return how long it took, start of the program included."""
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "suzhou_priorities.cli", "report", *options],
        cwd=paths.root,
        env={**os.environ, ROOT_VARIABLE: str(paths.root)},
        check=True,
        capture_output=True,
    )
    return time.monotonic() - began


def _environment(paths: ProjectPaths, folder: Path) -> dict[str, str]:
    return {**os.environ, ROOT_VARIABLE: str(paths.root), FIGURES_VARIABLE: str(folder / "figures")}
