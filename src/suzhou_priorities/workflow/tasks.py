"""The way from tables to the report as doit's tasks: thin, and as many as there are pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from doit.exceptions import TaskFailed

from suzhou_priorities.batch.notebook_failure import shortened
from suzhou_priorities.coding.model_files import is_coded
from suzhou_priorities.show.front_map import STUDY, PageEntry
from suzhou_priorities.show.site import LANGUAGES
from suzhou_priorities.tables.datapackage import FILE as DATAPACKAGE
from suzhou_priorities.tables.states import shard_state
from suzhou_priorities.workflow import steps
from suzhou_priorities.workflow.checkout import SHARDS
from suzhou_priorities.workflow.site_pages import SITE_PAGES, SitePage
from suzhou_priorities.workflow.sources import (
    files_of_validation,
    sources_of_module,
    sources_of_notebook,
    validation_of_notebook,
)
from suzhou_priorities.workflow.table_tasks import TableTasks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from suzhou_priorities.workflow.runs import Run


CITATION = "CITATION.cff"


class Workflow(TableTasks):
    """Makes all tasks of one checkout; see `TableTasks`."""

    def tasks(self, variants: Sequence[Run] = ()) -> Iterator[dict[str, Any]]:
        """Yield all tasks, each before those that need it.

        Parameters
        ----------
        variants
            Runs with other parameters than `runs.yml` says, whose pages are made besides.
        """
        if is_coded(self._paths):
            yield self._models_task()
        yield from self._shard_tasks()
        yield self._tables_task()
        for lang in LANGUAGES:
            yield from self._documents_tasks(lang)
            for site_page in SITE_PAGES:
                yield self._site_task(site_page, lang)
        for run in self._runs:
            yield self._notebook_task(run)
            yield self._page_task(run)
        for lang in LANGUAGES:
            yield self._workbook_task(lang)
            yield self._index_task(lang)
        for run in variants:
            yield self._notebook_task(run)
            yield self._page_task(run)

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
                    shard_state(self._paths.processed / SHARDS, name),
                    *(sidecar for sidecar in sidecars if sidecar.is_file()),
                    *sources,
                ],
                config={"pages": sorted(pages)},
                # No targets: a document that is set aside has no page, and its step is done all the same.
                targets=[],
                products=list(pages.values()),
            )

    def _site_task(self, site_page: SitePage, lang: str) -> dict[str, Any]:
        page = self._places.site(site_page.key, lang)
        sidecars = sorted(self._paths.raw.glob("*.yml")) if site_page.reads_provenance else []
        readings = files_of_validation(self._paths.validation) if site_page.reads_validation else []
        return self._task(
            f"{site_page.key}:{lang}",
            f"{site_page.title} ({lang})",
            lambda: self._do(site_page.work, str(page), lang, str(self._paths.root)),
            depends=[
                *self._table_files(site_page.tables),
                self._paths.processed / DATAPACKAGE,
                *sidecars,
                *readings,
                *sources_of_module(site_page.module),
            ],
            targets=[page],
            products=[page],
        )

    def _notebook_task(self, run: Run) -> dict[str, Any]:
        source = self._paths.notebooks / run.notebook
        return self._task(
            f"notebook:{run.task_name}",
            f"notebook {run.title_of_step}",
            lambda: self._run(run, source),
            depends=[
                source,
                *self._table_files(),
                *sources_of_notebook(source),
                *sources_of_module("suzhou_priorities.show.carried"),
                *validation_of_notebook(source, self._paths.validation),
            ],
            config={"parameters": run.parameters},
            targets=[self._places.executed(run), self._places.carried(run)],
            products=[self._places.executed(run), self._places.carried(run), self._places.figures(run)],
        )

    def _page_task(self, run: Run) -> dict[str, Any]:
        module = "suzhou_priorities.show.variant_page" if run.variant else "suzhou_priorities.show.pages"
        return self._task(
            f"page:{run.task_name}",
            f"page {run.title_of_step}",
            lambda: self._render(run),
            depends=[self._places.executed(run), *sources_of_module(module)],
            config={"title": run.title},
            targets=[self._places.html(run)],
            products=[self._places.html(run)],
        )

    def _citation_files(self) -> list[Path]:
        """Return what says how to cite: who made it, and the checksums of the data."""
        citation = self._paths.root / CITATION
        return [self._paths.processed / DATAPACKAGE, *([citation] if citation.is_file() else [])]

    def _workbook_task(self, lang: str) -> dict[str, Any]:
        runs = [run for run in self._runs if run.lang == lang]
        workbook = self._places.workbook(lang)
        pages = [(run.title, str(self._places.carried(run))) for run in runs]
        return self._task(
            f"workbook:{lang}",
            f"workbook of all tables ({lang})",
            lambda: self._do(steps.workbook, str(workbook), lang, str(self._paths.processed), pages),
            depends=[
                *self._table_files(),
                *self._citation_files(),
                *(self._places.carried(run) for run in runs),
                *sources_of_module("suzhou_priorities.show.workbook"),
            ],
            config={"titles": [run.title for run in runs]},
            targets=[workbook],
            products=[workbook],
        )

    def _index_task(self, lang: str) -> dict[str, Any]:
        runs = [run for run in self._runs if run.lang == lang]
        study = next((self._places.carried(run) for run in runs if run.group == STUDY), None)
        pages = [PageEntry(run.name, run.title, run.sentence, run.group, run.district) for run in runs]
        return self._task(
            f"index:{lang}",
            f"front page ({lang})",
            lambda: self._do(
                steps.index,
                str(self._places.index(lang)),
                lang,
                str(self._paths.processed),
                pages,
                str(study) if study else None,
            ),
            depends=[
                *self._table_files(),
                *([study] if study else []),
                *self._citation_files(),
                *sources_of_module("suzhou_priorities.show.index"),
            ],
            config={"pages": pages},
            targets=[self._places.index(lang)],
            products=[self._places.index(lang)],
        )

    def make_of_what_there_is(self, titles: Collection[str]) -> None:
        """Make those of the workbooks and front pages whose steps wait for a notebook that failed.

        They say what is missing; their steps stay undone, and are done once all notebooks run.

        Parameters
        ----------
        titles
            Titles of steps that were not done because of a failure.
        """
        for lang in LANGUAGES:
            for task in (self._workbook_task(lang), self._index_task(lang)):
                if task["doc"] in titles and (self._paths.processed / DATAPACKAGE).is_file():
                    task["actions"][0]()

    def _run(self, run: Run, source: Path) -> Any:
        result = self._before_notebooks(
            steps.notebook,
            str(source),
            str(self._places.executed(run)),
            str(self._places.carried(run)),
            run.parameters,
            str(self._places.figures(run)),
            str(self._paths.root),
        )
        if isinstance(result, TaskFailed):
            self._do(steps.failed_page, str(self._places.html(run)), run.lang, run.title, shortened(result.message))
        elif result is not None:
            failed = TaskFailed(str(result))
            failed.notebook_failure = result
            self._render(run, str(result))
            return failed
        return result

    def _render(self, run: Run, failure: str | None = None) -> Any:
        """Have the page of a run made of its executed notebook."""
        places = (str(self._places.executed(run)), str(self._places.html(run)))
        if run.variant:
            return self._do(steps.variant_page, *places, run.lang, run.title, run.changed, failure)
        return self._do(steps.page, *places, run.lang, run.title, failure)
