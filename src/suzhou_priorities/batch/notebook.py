"""One notebook is run: by papermill, in a process of its own, with nothing in it that differs from run to run."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from papermill.exceptions import PapermillExecutionError
from traitlets import default

from suzhou_priorities.batch.warm_engine import WARM
from suzhou_priorities.batch.warm_provisioner import SOCKET_VARIABLE
from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.paths import ROOT_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FIGURES_VARIABLE = "SUZHOU_PRIORITIES_FIGURES"
KERNEL = "python3"
CELL_TIMEOUT = 1800


def local_kernels(folder: str) -> type[AsyncKernelManager]:
    """Return a manager whose kernels are talked to through files of `folder`, not through network ports.

    Where the platform has no such files, ports are used as usual.
    """
    if sys.platform == "win32":
        return AsyncKernelManager

    class LocalKernelManager(AsyncKernelManager):
        @default("transport")
        def _default_transport(self) -> str:
            return "ipc"

        @default("ip")
        def _default_ip(self) -> str:
            return f"{folder}/kernel"

    return LocalKernelManager


@dataclass(frozen=True, slots=True)
class NotebookFailure:
    """Where a notebook stopped, and why."""

    notebook: str
    cell: int
    error: str
    message: str

    def __str__(self) -> str:
        return f"{self.notebook}, cell {self.cell}: {self.error}: {self.message}"


def run_notebook(
    notebook: Path, output: Path, parameters: Mapping[str, Any], figures: Path, root: Path
) -> NotebookFailure | None:
    """Run a notebook; write the executed copy to `output` and its figures to the folder `figures`.

    The notebook runs with its own folder as working directory, as in JupyterLab. Both products are written
    aside and take their names when complete; of a notebook that fails, what there is.

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
    figures_aside = figures.with_name(f".{figures.name}.part")
    shutil.rmtree(figures_aside, ignore_errors=True)
    figures_aside.mkdir(parents=True)
    output.parent.mkdir(parents=True, exist_ok=True)
    aside = output.with_name(f".{output.stem}.part.ipynb")
    os.environ[FIGURES_VARIABLE] = str(figures_aside)
    os.environ[ROOT_VARIABLE] = str(root)
    failure = None
    sockets = tempfile.TemporaryDirectory(prefix="kernel-")
    try:
        papermill.execute_notebook(
            str(notebook),
            str(aside),
            parameters=dict(parameters),
            kernel_name=KERNEL,
            engine_name=WARM if SOCKET_VARIABLE in os.environ else None,
            cwd=str(notebook.parent),
            kernel_manager_class=local_kernels(sockets.name),
            progress_bar=False,
            log_output=False,
            execution_timeout=CELL_TIMEOUT,
        )
    except PapermillExecutionError as error:
        # papermill counts the cell with the given parameters, which the source notebook does not have.
        cell = error.cell_index + (0 if parameters else 1)
        failure = NotebookFailure(notebook.name, cell, error.ename, error.evalue)
    finally:
        sockets.cleanup()
    node = nbformat.read(aside, as_version=4)
    steady(node)
    nbformat.write(node, aside)
    aside.replace(output)
    shutil.rmtree(figures, ignore_errors=True)
    figures_aside.replace(figures)
    return failure


def check_parameters(notebook: Path, parameters: Mapping[str, Any]) -> None:
    """Hold parameters against those that a notebook declares.

    Raises
    ------
    WorkflowError
        Naming the parameter, and those that there are.
    """
    try:
        declared = papermill.inspect_notebook(str(notebook))
    except ValueError as error:
        raise WorkflowError(notebook.name, f"cannot be run: {error}", "Open and save it in JupyterLab.") from error
    unknown = sorted(set(parameters) - set(declared))
    if unknown:
        raise WorkflowError(
            notebook.name,
            f"declares no parameter {unknown[0]!r}.",
            f"It has {', '.join(sorted(declared)) or 'none'}; declare others in its parameters cell.",
        )


def steady(node: Any) -> None:
    """Take out of an executed notebook what differs from run to run: times, durations, random names."""
    node.metadata.pop("papermill", None)
    node.metadata.get("language_info", {}).pop("version", None)
    for position, cell in enumerate(node.cells):
        cell["id"] = f"cell-{position:03d}"
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
