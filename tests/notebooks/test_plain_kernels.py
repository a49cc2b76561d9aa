"""Every notebook runs from its first cell to its last on an ordinary kernel, as in JupyterLab: nbval, lax.

The batch runs them on warm kernels, where a library that somebody else has imported is there without being asked for.
Committed notebooks hold no outputs, so nbval has none to compare: it tells whether every cell runs. What the cells show
is compared by `tests/expected/` and `make verify`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import nbformat
import pytest
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from suzhou_priorities.batch.warm_provisioner import SOCKET_VARIABLE
from suzhou_priorities.paths import FIGURES_VARIABLE, ROOT_VARIABLE
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Draws at random take most of the time, and whether every cell runs does not depend on how many there are.
FEW = {"resamples": 50, "draws": 2}
OPTIONS = (
    "--nbval-lax",
    "--nbval-current-env",
    "--nbval-cell-timeout=600",
    "-q",
    "-p",
    "no:xdist",
    "-p",
    "no:cacheprovider",
)


def run_cells(notebook: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a notebook in a copy of its folder, on the tables of the report."""
    environment = {name: value for name, value in os.environ.items() if name != SOCKET_VARIABLE}
    environment |= {ROOT_VARIABLE: str(ROOT), FIGURES_VARIABLE: str(folder / "figures")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *OPTIONS, notebook.name],
        cwd=notebook.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def with_few_draws(notebook: Path, folder: Path) -> Path:
    """Copy a notebook, with other values for those of its parameters that say how often something is drawn."""
    source = load_notebook_node(str(notebook))
    declared = {parameter for parameter in FEW if f"\n{parameter}: int" in source.cells[0].source}
    copy = folder / "notebooks" / notebook.name
    copy.parent.mkdir()
    nbformat.write(parameterize_notebook(source, {name: FEW[name] for name in declared}), copy)
    return copy


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda file: file.stem)
def test_every_cell_runs_on_an_ordinary_kernel(notebook, site, tmp_path):
    copy = with_few_draws(notebook, tmp_path)
    done = run_cells(copy, tmp_path)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert " passed" in done.stdout


def test_a_cell_that_runs_only_where_others_imported_for_it_is_found(tmp_path):
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import xml\nxml.dom.minidom")])
    file = tmp_path / "careless.ipynb"
    nbformat.write(node, file)
    done = run_cells(file, tmp_path)
    assert done.returncode == 1
    assert "AttributeError" in done.stdout
