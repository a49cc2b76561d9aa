"""One step as doit wants it: done again when what it depends on, its settings or its products changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from doit.exceptions import TaskFailed
from doit.tools import config_changed

from suzhou_priorities.workflow.products import Intact, states_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def doit_task(
    name: str,
    title: str,
    work: Callable[[], Any],
    *,
    depends: list[Path],
    targets: list[Path],
    products: list[Path],
    config: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return a task.

    Parameters
    ----------
    name, title
        Its name among the tasks, and what a run says of it.
    work
        Does it; returns a `TaskFailed` if it could not be done.
    depends
        Files whose content it depends on.
    targets
        Files that it always makes, and that other tasks may depend on.
    products
        Files and folders that are its own: it runs again if one of the files that it left there was changed.
    config
        Settings that it depends on.
    """

    def action() -> Any:
        result = work()
        return result if isinstance(result, TaskFailed) else {"products": states_of(products)}

    return {
        "name": name,
        "doc": title,
        "title": lambda task: str(task.doc),
        "actions": [action],
        "file_dep": sorted({str(file) for file in depends}),
        "targets": [str(target) for target in targets],
        "uptodate": [config_changed(_plain(config or {})), Intact(products)],
        "verbosity": 0,
    }


def _plain(config: dict[str, Any]) -> dict[str, Any]:
    """Return settings as doit compares them: nested values as text."""
    return {key: repr(value) for key, value in sorted(config.items())}
