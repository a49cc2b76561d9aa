"""The ledger of a run is put together here, and kept where the next run finds it."""

from __future__ import annotations

import json
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suzhou_priorities import __version__
from suzhou_priorities.batch.ledger import DONE, FAILED, Ledger, NotebookRecord, known_durations, later_durations
from suzhou_priorities.batch.notebook_failure import shortened
from suzhou_priorities.show.site import LANGUAGES
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.states import table_state
from suzhou_priorities.workflow import steps
from suzhou_priorities.workflow.checkout import SHARDS
from suzhou_priorities.workflow.places import Places
from suzhou_priorities.workflow.sources import PACKAGE_FOLDER, libraries_of_notebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor
    from datetime import datetime

    from doit.task import Task

    from suzhou_priorities.batch.ledger import StepRecord
    from suzhou_priorities.paths import ProjectPaths
    from suzhou_priorities.workflow.reporter import RunReporter
    from suzhou_priorities.workflow.runs import Run

NOTEBOOK_STEP = "notebook:"
MEMORY = "last_rows"  # in data/processed/.shards: what is kept of the tables for the next comparison


@dataclass(frozen=True, slots=True)
class RunFacts:
    """How a run went about it: when it began, with how many workers, on which cluster, what was asked for."""

    began: datetime
    workers: int
    scheduler: str
    options: tuple[str, ...]


def earlier_ledger(paths: ProjectPaths) -> dict[str, Any]:
    """Return the ledger of the last run, empty if there is none that can be read."""
    try:
        data = json.loads(Places(paths).ledger().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def keep_ledger(
    paths: ProjectPaths,
    facts: RunFacts,
    reporter: RunReporter,
    tasks: Sequence[Task],
    runs: Sequence[Run],
    executor: Executor,
) -> str:
    """Write the ledger of a run and its pages; return what is to be said of it, in a line, or nothing.

    Nothing is written of a run that did nothing. That a ledger cannot be written spoils no run.

    Parameters
    ----------
    paths
        The checkout.
    facts
        How the run went about it.
    reporter
        What it heard of each step.
    tasks
        All tasks.
    runs
        All runs of notebooks, those with other parameters included.
    executor
        Does the work.
    """
    records = reporter.records
    if not any(record.result in (DONE, FAILED) for record in records):
        return ""
    durations = later_durations(known_durations(earlier_ledger(paths)), records)
    by_name = {task.name: task for task in tasks}
    by_step = {f"{NOTEBOOK_STEP}{run.task_name}": run for run in runs}
    notebooks = []
    files = {}
    for record in records:
        if record.name in by_step:
            run = by_step[record.name]
            notebooks.append(_notebook(record, run, reporter, durations))
            imports = libraries_of_notebook(paths.notebooks / run.notebook)
            files[record.name] = steps.NotebookFiles(*_parted(by_name[record.name], paths), tuple(sorted(imports)))
    ledger = Ledger(
        began=facts.began.strftime("%Y-%m-%dT%H:%M:%SZ"),
        seconds=round(reporter.seconds, 1),
        workers=facts.workers,
        scheduler=facts.scheduler,
        options=facts.options,
        project=__version__,
        notebooks=tuple(notebooks),
        steps=tuple(record for record in records if record.name not in by_step),
        tables=(),
        durations=durations,
    )
    places = Places(paths)
    pages = {lang: str(places.ledger_page(lang)) for lang in LANGUAGES}
    memory = str(paths.processed / SHARDS / MEMORY)
    work = (ledger, files, str(places.ledger()), pages, memory, str(paths.root))
    try:
        try:
            changes: str = executor.submit(steps.ledger, *work).result()
        except BrokenExecutor:
            # Processes that were killed take their pool with them, and this run deserves its ledger all the more.
            changes = steps.ledger(*work)
    except Exception as error:
        return f"The ledger could not be written: {shortened(str(error))}"
    return f"Tables changed: {changes}." if changes else ""


def _notebook(record: StepRecord, run: Run, reporter: RunReporter, durations: Mapping[str, float]) -> NotebookRecord:
    stopped = reporter.stopped.get(record.name)
    return NotebookRecord(
        record,
        run.name,
        run.notebook,
        run.lang,
        variant=run.variant,
        parameters=run.parameters,
        cell=stopped.cell if stopped else None,
        error=stopped.error if stopped else "",
        last_seconds=record.seconds if record.result == FAILED else durations.get(record.name),
    )


def _parted(task: Task, paths: ProjectPaths) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a step was made from: its own inputs, and the files of the package."""
    shards = paths.processed / SHARDS
    tables = {str(table_state(shards, name)): str(paths.processed / f"{name}.parquet") for name in SCHEMAS}
    code = sorted(file for file in task.file_dep if Path(file).is_relative_to(PACKAGE_FOLDER))
    inputs = sorted(tables.get(file, file) for file in task.file_dep if file not in code)
    return tuple(inputs), tuple(code)
