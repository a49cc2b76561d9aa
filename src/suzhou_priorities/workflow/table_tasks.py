"""The way from raw pages to tables as doit's tasks: thin, and as many as there are shards."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doit.exceptions import TaskFailed

from suzhou_priorities.coding.model_files import model_files, sources_of_units
from suzhou_priorities.errors import as_told
from suzhou_priorities.tables.datapackage import FILE as DATAPACKAGE
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.states import shard_state, table_state
from suzhou_priorities.workflow import steps
from suzhou_priorities.workflow.checkout import SHARDS, Checkout
from suzhou_priorities.workflow.doit_tasks import doit_task
from suzhou_priorities.workflow.sources import sources_of_module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor

    from suzhou_priorities.batch.warm_kernels import WarmKernels
    from suzhou_priorities.paths import ProjectPaths

TABLES = tuple(SCHEMAS)
LOCK = "requirements.lock"


class TableTasks(Checkout):
    """Makes the tasks that end in tables; each hands its work to an executor.

    Parameters
    ----------
    paths
        The checkout.
    """

    def __init__(self, paths: ProjectPaths) -> None:
        super().__init__(paths)
        self._executor: Executor | None = None
        self._kernels: WarmKernels | None = None

    def hand_to(self, executor: Executor, kernels: WarmKernels | None = None) -> None:
        """Say who does the work; without it the tasks can only be looked at.

        Parameters
        ----------
        executor
            Anything with the interface of ``concurrent.futures``.
        kernels
            Where notebooks get their kernels; None for ordinary ones.
        """
        self._executor = executor
        self._kernels = kernels

    def _table_files(self, names: Iterable[str] = TABLES) -> list[Path]:
        """Return the files that say what tables hold; the tables themselves may be folders of parts."""
        return [table_state(self._paths.processed / SHARDS, name) for name in names]

    def _models_task(self) -> dict[str, Any]:
        models = model_files()
        return self._task(
            "models",
            "models of domains and functions",
            lambda: self._do(steps.models, str(self._paths.root)),
            depends=[
                *sources_of_units(self._paths),
                *(file for file in sources_of_module("suzhou_priorities.coding.fit_models") if file not in models),
            ],
            targets=models,
            products=models,
        )

    def _shard_tasks(self) -> Iterator[dict[str, Any]]:
        sources = sources_of_module("suzhou_priorities.tables.shards")
        for name, (files, folder) in self._shards.items():
            sidecars = [file.with_suffix(".yml") for file in files]
            yield self._task(
                f"shard:{name}",
                f"{len(files)} documents, shard {name}",
                partial(self._do, steps.shard, [str(file) for file in files], str(folder)),
                # What is no plain file (a pipe, a link that leads nowhere) is said where it is read.
                depends=[
                    *filter(Path.is_file, files),
                    *(sidecar for sidecar in sidecars if sidecar.is_file()),
                    *sources,
                ],
                config={"files": [file.name for file in files]},
                targets=[folder / f"{table}.parquet" for table in TABLES],
                products=[folder],
            )

    def _tables_task(self) -> dict[str, Any]:
        folders = [folder for _, folder in self._shards.values()]
        return self._task(
            "tables",
            f"tables of {len(self._files)} documents",
            lambda: self._before_notebooks(
                steps.tables, [str(folder) for folder in folders], str(self._paths.processed)
            ),
            depends=[
                *(folder / f"{table}.parquet" for folder in folders for table in TABLES),
                *sources_of_module("suzhou_priorities.tables.assemble"),
            ],
            targets=[
                *self._table_files(),
                *(shard_state(self._paths.processed / SHARDS, name) for name in self._shards),
                self._paths.processed / DATAPACKAGE,
            ],
            products=[self._paths.processed],
        )

    def _task(
        self, name: str, title: str, work: Callable[[], Any], *, depends: list[Path], **more: Any
    ) -> dict[str, Any]:
        """Return a task that depends on the lock too; see `doit_task`."""
        lock = self._paths.root / LOCK
        return doit_task(name, title, work, depends=[*depends, lock] if lock.is_file() else depends, **more)

    def _before_notebooks(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Do a step, and have the kernels' parent warm up meanwhile."""
        if self._kernels is not None:
            self._kernels.start()
        return self._do(function, *arguments)

    def _do(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Have the executor do a step, and report a failure as one of the task."""
        if self._executor is None:
            return TaskFailed("there is no executor")
        try:
            return self._executor.submit(function, *arguments).result()
        except BrokenExecutor:
            return TaskFailed("a process that did the work was killed; perhaps memory ran out. Run it again.")
        except Exception as error:
            return TaskFailed(str(as_told(error, "the step")))
