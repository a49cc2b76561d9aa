"""doit runs the tasks: in threads, each waiting for a process of the pool to do its work."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from doit.cmd_base import TaskLoader2
from doit.doit_cmd import DoitMain
from doit.task import dict_to_task

from suzhou_priorities.batch.cluster import executor_for, width_of
from suzhou_priorities.batch.ledger import known_durations
from suzhou_priorities.batch.warm_kernels import WarmKernels
from suzhou_priorities.workflow.checkout import SHARDS
from suzhou_priorities.workflow.dependencies import check_dependencies
from suzhou_priorities.workflow.keep_ledger import RunFacts, earlier_ledger, keep_ledger
from suzhou_priorities.workflow.plan import Plan, plan_of
from suzhou_priorities.workflow.progress import TimeLeft
from suzhou_priorities.workflow.reporter import RunReporter
from suzhou_priorities.workflow.sources import libraries_of_notebooks
from suzhou_priorities.workflow.stale import remove_stale
from suzhou_priorities.workflow.tasks import Workflow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TextIO

    from doit.task import Task

    from suzhou_priorities.paths import ProjectPaths
    from suzhou_priorities.workflow.selection import Selection

STATE_FILE = ".state.sqlite"
_BACKEND = {"BACKEND": {"written_through": "suzhou_priorities.workflow.state:WrittenThrough"}}


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run goes.

    Attributes
    ----------
    only
        Name of one run of `runs.yml`, or of its notebook.
    district
        Key of the district whose runs are wanted.
    parameters
        ``key=value`` for parameters of the runs; see `selection.select`.
    force
        Whether every step is done again.
    workers
        Number of processes (all cores by default).
    scheduler
        Address of a Dask scheduler that has the work done; none for processes of this machine.
    warm
        Whether kernels are forked from a process that has imported the libraries.
    """

    only: str | None = None
    district: str | None = None
    parameters: tuple[str, ...] = ()
    force: bool = False
    workers: int | None = None
    scheduler: str | None = None
    warm: bool = True

    def told(self) -> tuple[str, ...]:
        """Return what was asked for, as on the command line."""
        given = [("--only", self.only), ("--district", self.district)]
        given += [("--param", parameter) for parameter in self.parameters]
        return tuple([f"{option} {value}" for option, value in given if value is not None] + ["--force"] * self.force)


class _Loader(TaskLoader2):  # type: ignore[misc]
    """Hands the tasks of a workflow to doit."""

    def __init__(self, tasks: Sequence[Task], settings: dict[str, Any]) -> None:
        super().__init__()
        self._tasks = tasks
        self._settings = settings

    def setup(self, opt_values: dict[str, Any]) -> None:
        """Nothing needs to be set up."""

    def load_doit_config(self) -> dict[str, Any]:
        """Return doit's settings."""
        return self._settings

    def load_tasks(self, cmd: Any, pos_args: Any) -> list[Task]:  # noqa: ARG002 - doit's signature
        """Return the tasks."""
        return list(self._tasks)


class _Prepared:
    """What is known before a run: its tasks, which of them are wanted, and which are to be done."""

    def __init__(self, paths: ProjectPaths, options: RunOptions) -> None:
        self.workflow = Workflow(paths)
        self.selection: Selection = self.workflow.select(options.only, options.district, options.parameters)
        chosen = self.selection.runs
        variants = (chosen or ()) if self.selection.variant else ()
        self.runs = [*self.workflow.runs, *variants]
        self.tasks = [dict_to_task(task) for task in self.workflow.tasks(variants)]
        self.selected = None if chosen is None else [f"page:{run.task_name}" for run in chosen]
        self.state = _state_file(paths)
        self.plan: Plan = plan_of(self.tasks, self.selected, self.state, force=options.force)


def run_workflow(paths: ProjectPaths, options: RunOptions, out: TextIO) -> int:
    """Bring everything up to date; return 0, or 1 if a step failed or a document was set aside.

    Raises
    ------
    SuzhouPrioritiesError
        If the run cannot start: an unknown run, district or parameter, no scheduler at the address.
    """
    began, clock = datetime.now(UTC), monotonic()
    prepared = _Prepared(paths, options)
    plan = prepared.plan
    cores = options.workers or os.cpu_count() or 1
    durations = known_durations(earlier_ledger(paths))
    code, of_ledger = 0, ""
    if plan.steps:
        check_dependencies()
        libraries = partial(libraries_of_notebooks, paths.notebooks)
        warm = options.warm and options.scheduler is None
        shared = (paths.processed, paths.notebooks)
        with (
            WarmKernels(libraries, wanted=warm) as kernels,
            executor_for(options.scheduler, cores, root=paths.root, shared=shared) as executor,
        ):
            prepared.workflow.hand_to(executor, kernels)
            workers = width_of(executor, cores)
            time_left = TimeLeft(durations, {step.name for step in plan.steps}, workers)
            reporter = RunReporter(out, plan.wanted, time_left, began=clock)
            code = _have_done(prepared, reporter, workers, out, force=options.force)
            prepared.workflow.make_of_what_there_is(reporter.waiting())
            facts = RunFacts(began, workers, options.scheduler or "", options.told())
            of_ledger = keep_ledger(paths, facts, reporter, prepared.tasks, prepared.runs, executor)
    else:
        RunReporter(out, plan.wanted, TimeLeft({}, (), cores), began=clock).nothing_to_do()
    if prepared.selection.runs is None and code == 0:
        remove_stale(prepared.workflow, paths)
    set_aside = prepared.workflow.set_aside()
    for line in set_aside:
        out.write(f"Set aside: {line}\n")
    if of_ledger:
        out.write(f"{of_ledger}\n")
    _tell_where(paths, prepared, options, out)
    return 1 if code or set_aside else 0


def explain(paths: ProjectPaths, options: RunOptions, out: TextIO) -> int:
    """Say which steps would run, and why, without doing anything."""
    plan = _Prepared(paths, options).plan
    for step in plan.steps:
        out.write(f"would run: {step.title} ({step.reason})\n")
    out.write(f"{len(plan.wanted)} steps in all.\n")
    return 0


def _have_done(prepared: _Prepared, reporter: RunReporter, workers: int, out: TextIO, *, force: bool) -> int:
    """Have doit do what is to be done; return its exit code."""
    settings = {
        "backend": "written_through",
        "dep_file": str(prepared.state),
        "reporter": reporter,
        "continue": True,
        "num_process": workers,
        "par_type": "thread",
        "verbosity": 0,
        "always": force,
    }
    main = DoitMain(_Loader(prepared.tasks, settings), config_filenames=(), extra_config=_BACKEND)
    complaints = io.StringIO()
    with redirect_stderr(complaints):
        code = int(main.run(["run", *(prepared.selected or [])]))
    if complaints.getvalue().strip() and code > 1:
        out.write(complaints.getvalue())
    return code


def _tell_where(paths: ProjectPaths, prepared: _Prepared, options: RunOptions, out: TextIO) -> None:
    """Say where what was asked for stands."""
    report = paths.reports / "index.html"
    if prepared.selection.variant:
        folder = prepared.workflow.places.variant(prepared.selection.variant)
        if folder.is_dir():
            out.write(f"The pages with {', '.join(options.parameters)}: {os.path.relpath(folder)}\n")
    elif report.is_file():
        out.write(f"The report: {os.path.relpath(report)}\n")


def _state_file(paths: ProjectPaths) -> Path:
    folder = paths.processed / SHARDS
    folder.mkdir(parents=True, exist_ok=True)
    return folder / STATE_FILE
