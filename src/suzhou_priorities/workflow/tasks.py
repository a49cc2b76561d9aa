"""The way from raw pages to reports as doit's tasks: thin, and as many as there are shards and pages."""

from __future__ import annotations

import csv
from functools import partial
from typing import TYPE_CHECKING, Any

from doit.exceptions import TaskFailed
from doit.tools import config_changed

from suzhou_priorities.corpus.sharding import shards_of
from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.workflow import steps
from suzhou_priorities.workflow.products import Intact, states_of
from suzhou_priorities.workflow.runs import LANGUAGES, Run, read_runs
from suzhou_priorities.workflow.sources import sources_of_module, sources_of_notebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from suzhou_priorities.paths import ProjectPaths

TABLES = tuple(SCHEMAS)
LOCK = "requirements.lock"


class Workflow:
    """Makes the tasks of one checkout; each hands its work to an executor.

    Parameters
    ----------
    paths
        The checkout.
    executor
        Anything with the interface of ``concurrent.futures``; None where the tasks are only looked at.
    """

    def __init__(self, paths: ProjectPaths, executor: Executor | None) -> None:
        self._paths = paths
        self._executor = executor
        self._files = sorted(paths.raw.glob("*.txt"))
        if not self._files:
            raise WorkflowError("data/raw", "holds no document.", "Put <doc_id>.txt and <doc_id>.yml there.")
        self._runs = read_runs(paths)
        self._shards = {
            name: (files, paths.processed / ".shards" / name) for name, files in shards_of(self._files).items()
        }

    def tasks(self) -> Iterator[dict[str, Any]]:
        """Yield all tasks, each before those that need it."""
        yield from self._shard_tasks()
        yield self._tables_task()
        for run in self._runs:
            yield self._notebook_task(run)
            yield self._page_task(run)
        for lang in LANGUAGES:
            yield self._index_task(lang)

    def names_of(self, run_name: str) -> list[str]:
        """Return the tasks that make the pages of one run, in every language.

        Raises
        ------
        WorkflowError
            If there is no such run.
        """
        found = [f"page:{run.task_name}" for run in self._runs if run_name in (run.name, run.notebook)]
        if not found:
            known = ", ".join(sorted({run.name for run in self._runs}))
            raise WorkflowError(f"--only {run_name}", "is no run.", f"The runs are: {known}.")
        return found

    def set_aside(self) -> list[str]:
        """Return which documents the tables leave out, and why, a line each."""
        errors = self._paths.processed / "errors.csv"
        if not errors.is_file():
            return []
        with errors.open(encoding="utf-8", newline="") as lines:
            return [f"{row['file']}: {row['error']} {row['remedy']}" for row in csv.DictReader(lines)]

    def pages(self) -> set[Path]:
        """Return the pages that the workflow makes."""
        return {self._html(run) for run in self._runs} | {self._index(lang) for lang in LANGUAGES}

    def executed(self) -> set[Path]:
        """Return the executed notebooks that the workflow makes."""
        return {self._executed(run) for run in self._runs}

    def figure_folders(self) -> set[Path]:
        """Return the folders of figures that the workflow makes."""
        return {self._figures(run) for run in self._runs}

    def shard_folders(self) -> set[Path]:
        """Return the folders of the shards."""
        return {folder for _, folder in self._shards.values()}

    def _html(self, run: Run) -> Path:
        return self._language_folder(run.lang) / f"{run.name}.html"

    def _executed(self, run: Run) -> Path:
        return self._paths.reports / "notebooks" / run.lang / f"{run.name}.ipynb"

    def _figures(self, run: Run) -> Path:
        return self._paths.figures / run.name / run.lang

    def _index(self, lang: str) -> Path:
        return self._language_folder(lang) / "index.html"

    def _language_folder(self, lang: str) -> Path:
        return self._paths.reports if lang == "zh" else self._paths.reports / lang

    def _table_files(self) -> list[Path]:
        return [self._paths.processed / f"{name}.parquet" for name in TABLES]

    def _shard_tasks(self) -> Iterator[dict[str, Any]]:
        sources = sources_of_module("suzhou_priorities.tables.shards")
        for name, (files, folder) in self._shards.items():
            sidecars = [file.with_suffix(".yml") for file in files]
            yield self._task(
                f"shard:{name}",
                f"{len(files)} documents, shard {name}",
                partial(self._do, steps.shard, [str(file) for file in files], str(folder)),
                depends=[*files, *(sidecar for sidecar in sidecars if sidecar.is_file()), *sources],
                config={"files": [file.name for file in files]},
                targets=[folder / f"{table}.parquet" for table in TABLES],
                products=[folder],
            )

    def _tables_task(self) -> dict[str, Any]:
        folders = [folder for _, folder in self._shards.values()]
        return self._task(
            "tables",
            f"tables of {len(self._files)} documents",
            lambda: self._do(steps.tables, [str(folder) for folder in folders], str(self._paths.processed)),
            depends=[
                *(folder / f"{table}.parquet" for folder in folders for table in TABLES),
                *sources_of_module("suzhou_priorities.tables.assemble"),
            ],
            targets=[*self._table_files(), self._paths.processed / "datapackage.json"],
            products=[self._paths.processed],
        )

    def _notebook_task(self, run: Run) -> dict[str, Any]:
        source = self._paths.notebooks / run.notebook
        return self._task(
            f"notebook:{run.task_name}",
            f"notebook {run.name} ({run.lang})",
            lambda: self._run(run, source),
            depends=[source, *self._table_files(), *sources_of_notebook(source)],
            config={"parameters": run.parameters},
            targets=[self._executed(run)],
            products=[self._executed(run), self._figures(run)],
        )

    def _page_task(self, run: Run) -> dict[str, Any]:
        return self._task(
            f"page:{run.task_name}",
            f"page {run.name} ({run.lang})",
            lambda: self._do(steps.page, str(self._executed(run)), str(self._html(run)), run.lang, run.title),
            depends=[self._executed(run), *sources_of_module("suzhou_priorities.show.pages")],
            config={"title": run.title},
            targets=[self._html(run)],
            products=[self._html(run)],
        )

    def _index_task(self, lang: str) -> dict[str, Any]:
        pages = [(run.name, run.title, run.sentence) for run in self._runs if run.lang == lang]
        return self._task(
            f"index:{lang}",
            f"front page ({lang})",
            lambda: self._do(steps.index, str(self._index(lang)), lang, str(self._paths.processed), pages),
            depends=[*self._table_files(), *sources_of_module("suzhou_priorities.show.index")],
            config={"pages": pages},
            targets=[self._index(lang)],
            products=[self._index(lang)],
        )

    def _task(
        self,
        name: str,
        title: str,
        work: Callable[[], Any],
        *,
        depends: list[Path],
        targets: list[Path],
        products: list[Path],
        config: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        lock = self._paths.root / LOCK
        files = [*depends, lock] if lock.is_file() else depends

        def action() -> Any:
            result = work()
            return result if isinstance(result, TaskFailed) else {"products": states_of(products)}

        return {
            "name": name,
            "doc": title,
            "title": lambda task: str(task.doc),
            "actions": [action],
            "file_dep": sorted({str(file) for file in files}),
            "targets": [str(target) for target in targets],
            "uptodate": [config_changed(_plain(config or {})), Intact(products)],
            "verbosity": 0,
        }

    def _do(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Have the executor do a step, and report a failure as one of the task."""
        if self._executor is None:
            return TaskFailed("there is no executor")
        try:
            return self._executor.submit(function, *arguments).result()
        except Exception as error:
            return TaskFailed(str(error) or type(error).__name__)

    def _run(self, run: Run, source: Path) -> Any:
        executed = self._executed(run)
        result = self._do(
            steps.notebook,
            str(source),
            str(executed),
            run.parameters,
            str(self._figures(run)),
            str(self._paths.root),
        )
        if isinstance(result, str):
            self._do(steps.page, str(executed), str(self._html(run)), run.lang, run.title, result)
            return TaskFailed(result)
        return result


def _plain(config: dict[str, Any]) -> dict[str, Any]:
    """Return settings as doit compares them: nested values as text."""
    return {key: repr(value) for key, value in sorted(config.items())}
