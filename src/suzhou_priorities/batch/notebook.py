"""One notebook is run: by papermill, in a process of its own, with nothing in it that differs from run to run."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import papermill
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from papermill.exceptions import PapermillExecutionError
from traitlets import default

from suzhou_priorities.batch.notebook_failure import NotebookFailure, failure_without_traceback, shortened
from suzhou_priorities.batch.warm_engine import WARM
from suzhou_priorities.batch.warm_provisioner import SOCKET_VARIABLE
from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.paths import FIGURES_VARIABLE, ROOT_VARIABLE, aside_of

if TYPE_CHECKING:
    from collections.abc import Mapping

KERNEL = "python3"
CELL_TIMEOUT = 1800
# A socket's name has at most 103 bytes on macOS, a few more on Linux.
LONGEST_FOLDER_OF_SOCKETS = 85
ATTEMPTS = 5


def local_kernels(folder: str, environment: Mapping[str, str]) -> type[AsyncKernelManager]:
    """Return a manager whose kernels have these variables in their environment, besides those of this process.

    They are talked to through files of `folder`, not through network ports; where the platform has no such files, or
    their names would be too long for it, ports are used as usual.
    """

    class KernelManager(AsyncKernelManager):
        async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
            await super().start_kernel(**options | {"env": {**(options.get("env") or os.environ), **environment}})

    if sys.platform == "win32" or len(folder) > LONGEST_FOLDER_OF_SOCKETS:
        return KernelManager

    class LocalKernelManager(KernelManager):
        @default("transport")
        def _default_transport(self) -> str:
            return "ipc"

        @default("ip")
        def _default_ip(self) -> str:
            return f"{folder}/kernel"

    return LocalKernelManager


def run_notebook(
    notebook: Path, output: Path, parameters: Mapping[str, Any], figures: Path, root: Path
) -> NotebookFailure | None:
    """Run a notebook; write the executed copy to `output` and its figures to the folder `figures`.

    The notebook runs with its own folder as working directory, as in JupyterLab. Both products are written
    aside and take their names when complete; of a notebook that fails, what there is. Nothing of this process is
    changed, and whoever runs the same notebook at the same time, here or on another machine, does no harm.

    Returns
    -------
    NotebookFailure or None
        What went wrong, if anything.

    Raises
    ------
    WorkflowError
        If a parameter is not declared in the notebook's `parameters` cell.
    """
    check_parameters(notebook, parameters)
    figures_aside = aside_of(figures)
    figures_aside.mkdir(parents=True)
    environment = {FIGURES_VARIABLE: str(figures_aside.absolute()), ROOT_VARIABLE: str(root.absolute())}
    failure = None
    try:
        with tempfile.TemporaryDirectory(prefix="kernel-") as folder:
            executed = Path(folder) / output.name
            try:
                papermill.execute_notebook(
                    str(notebook.absolute()),
                    str(executed),
                    parameters=dict(parameters),
                    kernel_name=KERNEL,
                    engine_name=WARM if SOCKET_VARIABLE in os.environ else None,
                    # Not papermill's `cwd`, for which it changes that of this process.
                    resources={"metadata": {"path": str(notebook.parent.absolute())}},
                    kernel_manager_class=local_kernels(folder, environment),
                    progress_bar=False,
                    log_output=False,
                    execution_timeout=CELL_TIMEOUT,
                )
            except PapermillExecutionError as error:
                # papermill counts the cell with the given parameters, which the source notebook does not have.
                cell = error.cell_index + (0 if parameters else 1)
                failure = NotebookFailure(notebook.name, cell, error.ename, error.evalue)
            except (NoSuchKernel, RuntimeError, TimeoutError) as error:
                failure = failure_without_traceback(
                    error, notebook.name, _read(executed), injected=bool(parameters), patience=CELL_TIMEOUT
                )
            node = _read(executed) or nbformat.read(notebook, as_version=4)
        steady(node)
        output.parent.mkdir(parents=True, exist_ok=True)
        aside = aside_of(output)
        nbformat.write(node, aside)
        aside.replace(output)
        _put_in_place(figures_aside, figures)
    finally:
        shutil.rmtree(figures_aside, ignore_errors=True)
    return failure


def _read(executed: Path) -> nbformat.NotebookNode | None:
    """Return the notebook as far as it was executed, None if it was not begun."""
    return nbformat.read(executed, as_version=4) if executed.is_file() else None


def _put_in_place(aside: Path, folder: Path) -> None:
    """Have a folder take its name, though another process may do the same at the same moment."""
    for attempts_left in reversed(range(ATTEMPTS)):
        shutil.rmtree(folder, ignore_errors=True)
        try:
            aside.replace(folder)
        except OSError:
            if not attempts_left:
                raise
        else:
            return


def check_parameters(notebook: Path, parameters: Mapping[str, Any]) -> None:
    """Hold parameters against those that a notebook declares.

    Raises
    ------
    WorkflowError
        Naming the parameter, and those that there are; or if it is no notebook, or none in Python.
    """
    try:
        language = _language(notebook)
        declared = papermill.inspect_notebook(str(notebook))
    except Exception as error:  # whatever a file that is no notebook brings about
        why = shortened(str(error)).partition("\n")[0].rstrip(".")
        raise WorkflowError(notebook.name, f"cannot be run: {why}.", "Open and save it in JupyterLab.") from error
    if language.lower() != "python":
        raise WorkflowError(
            notebook.name, f"is written in {language}; only Python is run.", "Choose the kernel Python 3 in JupyterLab."
        )
    unknown = sorted(set(parameters) - set(declared))
    if unknown:
        raise WorkflowError(
            notebook.name,
            f"declares no parameter {unknown[0]!r}.",
            f"It has {', '.join(sorted(declared)) or 'none'}; declare others in its parameters cell.",
        )


def _language(notebook: Path) -> str:
    node = nbformat.read(notebook, as_version=4)
    return str(node.metadata.get("kernelspec", {}).get("language") or "python")


def steady(node: Any) -> None:
    """Take out of an executed notebook what differs from run to run: times, durations, random names."""
    node.metadata.pop("papermill", None)
    node.metadata.get("language_info", {}).pop("version", None)
    for position, cell in enumerate(node.cells):
        cell["id"] = f"cell-{position:03d}"
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
