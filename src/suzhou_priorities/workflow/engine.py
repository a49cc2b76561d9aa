"""doit runs the tasks: in threads, each waiting for a process of the pool to do its work."""

from __future__ import annotations

import io
import os
import shutil
from contextlib import redirect_stderr
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from doit.cmd_base import TaskLoader2
from doit.dependency import Dependency, MD5Checker
from doit.doit_cmd import DoitMain
from doit.task import dict_to_task

from suzhou_priorities.batch.warm_kernels import WarmKernels
from suzhou_priorities.batch.workers import local_workers
from suzhou_priorities.workflow.reporter import NEEDS_A_STEP, RunReporter
from suzhou_priorities.workflow.sources import libraries_of_notebooks
from suzhou_priorities.workflow.state import WrittenThrough
from suzhou_priorities.workflow.tasks import Workflow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TextIO

    from doit.task import Task

    from suzhou_priorities.paths import ProjectPaths

STATE_FILE = ".state.sqlite"
_BACKEND = {"BACKEND": {"written_through": "suzhou_priorities.workflow.state:WrittenThrough"}}


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run goes.

    ``only`` names one run of `runs.yml`; ``force`` does every step again; ``workers`` is the number of
    processes (all cores by default); ``warm`` has kernels forked from a process that has imported the libraries.
    """

    only: str | None = None
    force: bool = False
    workers: int | None = None
    warm: bool = True


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


def run_workflow(paths: ProjectPaths, options: RunOptions, out: TextIO) -> int:
    """Bring everything up to date; return 0, or 1 if a step failed or a document was set aside."""
    workers = options.workers or os.cpu_count() or 1
    state = _state_file(paths)
    libraries = partial(libraries_of_notebooks, paths.notebooks)
    with WarmKernels(libraries, wanted=options.warm) as kernels, local_workers(workers) as executor:
        workflow = Workflow(paths, executor, kernels)
        selected = workflow.names_of(options.only) if options.only else []
        reporter = RunReporter(out)
        settings = {
            "backend": "written_through",
            "dep_file": str(state),
            "reporter": reporter,
            "continue": True,
            "num_process": workers,
            "par_type": "thread",
            "verbosity": 0,
            "always": options.force,
        }
        tasks = [dict_to_task(task) for task in workflow.tasks()]
        main = DoitMain(_Loader(tasks, settings), config_filenames=(), extra_config=_BACKEND)
        complaints = io.StringIO()
        with redirect_stderr(complaints):
            code = main.run(["run", *selected])
        workflow.make_of_what_there_is({title for title, why in reporter.failures if why == NEEDS_A_STEP})
    if complaints.getvalue().strip() and code > 1:
        out.write(complaints.getvalue())
    if not options.only and code == 0:
        remove_stale(workflow, paths)
    set_aside = workflow.set_aside()
    for line in set_aside:
        out.write(f"Set aside: {line}\n")
    report = paths.reports / "index.html"
    if report.is_file():
        out.write(f"The report: {os.path.relpath(report)}\n")
    return 1 if code or set_aside else 0


def explain(paths: ProjectPaths, options: RunOptions, out: TextIO) -> int:
    """Say which steps would run, and why, without doing anything."""
    workflow = Workflow(paths, executor=None)
    tasks = [dict_to_task(task) for task in workflow.tasks()]
    wanted = _with_needs(tasks, set(workflow.names_of(options.only)) if options.only else {task.name for task in tasks})
    memory = Dependency(WrittenThrough, str(_state_file(paths)), checker_cls=MD5Checker)
    by_name = {task.name: task for task in tasks}
    made_anew: dict[str, str] = {}
    for task in tasks:
        if task.name not in wanted:
            continue
        reason = "--force" if options.force else _reason(memory, task, by_name, made_anew)
        if reason:
            made_anew.update(dict.fromkeys(task.targets, task.title()))
            out.write(f"would run: {task.title()} ({reason})\n")
    out.write(f"{len(wanted)} steps in all.\n")
    return 0


def _reason(memory: Dependency, task: Task, by_name: dict[str, Task], made_anew: dict[str, str]) -> str:
    upstream = sorted({made_anew[file] for file in task.file_dep if file in made_anew})
    if upstream:
        return f"if the result changes of: {', '.join(upstream)}"
    status = memory.get_status(task, by_name, get_log=True)
    if status.status == "up-to-date":
        return ""
    parts = []
    for kind, detail in status.reasons.items():
        if kind == "changed_file_dep":
            parts.append("changed: " + ", ".join(sorted(os.path.relpath(file) for file in detail)[:3]))
        elif kind in ("missing_target", "added_file_dep", "removed_file_dep"):
            parts.append(f"{kind.replace('_', ' ')}: {', '.join(os.path.relpath(file) for file in detail[:3])}")
        elif kind == "uptodate_false":
            parts.append("its settings or its products changed, or it never ran")
    return "; ".join(parts) or status.get_error_message() or "it never ran"


def _with_needs(tasks: Sequence[Task], names: set[str]) -> set[str]:
    """Return the names with those of all tasks that make what they depend on."""
    maker = {target: task for task in tasks for target in task.targets}
    by_name = {task.name: task for task in tasks}
    needed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(maker[file].name for file in by_name[name].file_dep if file in maker)
    return needed


def _state_file(paths: ProjectPaths) -> Path:
    folder = paths.processed / ".shards"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / STATE_FILE


def remove_stale(workflow: Workflow, paths: ProjectPaths) -> None:
    """Take away pages, notebooks, figures and shards of runs and documents that are no more."""
    pages = workflow.pages()
    for language in (paths.reports, paths.reports / "en"):
        for page in (*language.glob("*.html"), *language.glob("documents/*.html")):
            if page not in pages:
                page.unlink()
    for notebook in (paths.reports / "notebooks").glob("*/*.ipynb"):
        if notebook not in workflow.executed():
            notebook.unlink()
    for folder in paths.figures.glob("*/*"):
        if folder.is_dir() and folder not in workflow.figure_folders():
            shutil.rmtree(folder)
    for folder in (paths.processed / ".shards").glob("*-of-*"):
        if folder not in workflow.shard_folders():
            shutil.rmtree(folder)
