"""The way from raw pages to reports as doit's tasks: thin, and as many as there are shards and pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from doit.exceptions import TaskFailed

from suzhou_priorities.coding.model_files import is_coded, model_files, sources_of_units
from suzhou_priorities.show.document_records import TABLES_OF_A_PAGE
from suzhou_priorities.show.sentences_records import TABLES_OF_SENTENCES
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.workflow import steps
from suzhou_priorities.workflow.checkout import Checkout
from suzhou_priorities.workflow.doit_tasks import doit_task
from suzhou_priorities.workflow.runs import LANGUAGES, Run
from suzhou_priorities.workflow.sources import sources_of_module, sources_of_notebook, validation_of_notebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from suzhou_priorities.paths import ProjectPaths

TABLES = tuple(SCHEMAS)
LOCK = "requirements.lock"


class Workflow(Checkout):
    """Makes the tasks of one checkout; each hands its work to an executor.

    Parameters
    ----------
    paths
        The checkout.
    executor
        Anything with the interface of ``concurrent.futures``; None where the tasks are only looked at.
    """

    def __init__(self, paths: ProjectPaths, executor: Executor | None) -> None:
        super().__init__(paths)
        self._executor = executor

    def tasks(self) -> Iterator[dict[str, Any]]:
        """Yield all tasks, each before those that need it."""
        if is_coded(self._paths):
            yield self._models_task()
        yield from self._shard_tasks()
        yield self._tables_task()
        for lang in LANGUAGES:
            yield from self._documents_tasks(lang)
            yield self._sentences_task(lang)
        for run in self._runs:
            yield self._notebook_task(run)
            yield self._page_task(run)
        for lang in LANGUAGES:
            yield self._index_task(lang)

    def _table_files(self, names: Iterable[str] = TABLES) -> list[Path]:
        return [self._paths.processed / f"{name}.parquet" for name in names]

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

    def _documents_tasks(self, lang: str) -> Iterator[dict[str, Any]]:
        sources = sources_of_module("suzhou_priorities.show.document_page")
        processed, raw = str(self._paths.processed), str(self._paths.raw)
        for name, (files, _) in self._shards.items():
            pages = {file.stem: self._places.document(file.stem, lang) for file in files}
            sidecars = [file.with_suffix(".yml") for file in files]
            yield self._task(
                f"documents:{name}:{lang}",
                f"pages of {len(files)} documents, shard {name} ({lang})",
                partial(
                    self._do, steps.documents, {key: str(page) for key, page in pages.items()}, lang, processed, raw
                ),
                depends=[
                    *self._table_files(TABLES_OF_A_PAGE),
                    *(sidecar for sidecar in sidecars if sidecar.is_file()),
                    *sources,
                ],
                config={"pages": sorted(pages)},
                # No targets: a document that is set aside has no page, and its step is done all the same.
                targets=[],
                products=list(pages.values()),
            )

    def _sentences_task(self, lang: str) -> dict[str, Any]:
        page = self._places.sentences(lang)
        return self._task(
            f"sentences:{lang}",
            f"page of all sentences ({lang})",
            lambda: self._do(steps.sentences, str(page), lang, str(self._paths.processed)),
            depends=[
                *self._table_files(TABLES_OF_SENTENCES),
                *sources_of_module("suzhou_priorities.show.sentences_page"),
            ],
            targets=[page],
            products=[page],
        )

    def _notebook_task(self, run: Run) -> dict[str, Any]:
        source = self._paths.notebooks / run.notebook
        return self._task(
            f"notebook:{run.task_name}",
            f"notebook {run.name} ({run.lang})",
            lambda: self._run(run, source),
            depends=[
                source,
                *self._table_files(),
                *sources_of_notebook(source),
                *validation_of_notebook(source, self._paths.validation),
            ],
            config={"parameters": run.parameters},
            targets=[self._places.executed(run)],
            products=[self._places.executed(run), self._places.figures(run)],
        )

    def _page_task(self, run: Run) -> dict[str, Any]:
        return self._task(
            f"page:{run.task_name}",
            f"page {run.name} ({run.lang})",
            lambda: self._do(
                steps.page, str(self._places.executed(run)), str(self._places.html(run)), run.lang, run.title
            ),
            depends=[self._places.executed(run), *sources_of_module("suzhou_priorities.show.pages")],
            config={"title": run.title},
            targets=[self._places.html(run)],
            products=[self._places.html(run)],
        )

    def _index_task(self, lang: str) -> dict[str, Any]:
        pages = [(run.name, run.title, run.sentence) for run in self._runs if run.lang == lang]
        return self._task(
            f"index:{lang}",
            f"front page ({lang})",
            lambda: self._do(steps.index, str(self._places.index(lang)), lang, str(self._paths.processed), pages),
            depends=[*self._table_files(), *sources_of_module("suzhou_priorities.show.index")],
            config={"pages": pages},
            targets=[self._places.index(lang)],
            products=[self._places.index(lang)],
        )

    def _task(
        self, name: str, title: str, work: Callable[[], Any], *, depends: list[Path], **more: Any
    ) -> dict[str, Any]:
        """Return a task that depends on the lock too; see `doit_task`."""
        lock = self._paths.root / LOCK
        return doit_task(name, title, work, depends=[*depends, lock] if lock.is_file() else depends, **more)

    def _do(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Have the executor do a step, and report a failure as one of the task."""
        if self._executor is None:
            return TaskFailed("there is no executor")
        try:
            return self._executor.submit(function, *arguments).result()
        except Exception as error:
            return TaskFailed(str(error) or type(error).__name__)

    def _run(self, run: Run, source: Path) -> Any:
        executed = self._places.executed(run)
        result = self._do(
            steps.notebook,
            str(source),
            str(executed),
            run.parameters,
            str(self._places.figures(run)),
            str(self._paths.root),
        )
        if isinstance(result, str):
            self._do(steps.page, str(executed), str(self._places.html(run)), run.lang, run.title, result)
            return TaskFailed(result)
        return result
