"""Warm kernels: a notebook's own process, its own memory, gone afterwards, and nothing different in what it says."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time

import nbformat
import psutil
import pytest

from suzhou_priorities.batch.notebook import run_notebook
from suzhou_priorities.batch.warm_kernels import WarmKernels, can_fork
from suzhou_priorities.batch.warm_provisioner import SOCKET_VARIABLE

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are not forked on this platform")
LOOK = """
import json, os, random, sys
import numpy
state = {
    "pid": os.getpid(), "parent": os.getppid(), "cwd": os.getcwd(), "left": os.environ.get("LEFT"),
    "leaked": hasattr(numpy, "left_behind"), "own": [name for name in sys.modules if name.startswith("suzhou_priorities")],
    "random": [random.random(), float(numpy.random.rand())], "name": __name__,
}
print(json.dumps(state))
numpy.left_behind = True
os.environ["LEFT"] = "yes"
os.chdir("/")
"""


def notebook(path, *cells):
    node = nbformat.v4.new_notebook()
    node.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    node.cells = [nbformat.v4.new_code_cell(textwrap.dedent(cell).strip()) for cell in cells]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(node, path)
    return path


def run(source, name):
    folder = source.parent.parent
    output = folder / "out" / f"{name}.ipynb"
    failure = run_notebook(source, output, {}, folder / "figures" / name, folder)
    return failure, nbformat.read(output, as_version=4)


def said(node):
    return "".join(output.get("text", "") for cell in node.cells for output in cell.get("outputs", []))


@pytest.fixture(scope="module")
def warm():
    with WarmKernels(lambda: ["numpy", "matplotlib.pyplot", "there.is.no.such.library"]) as kernels:
        kernels.start()
        yield kernels


def test_each_notebook_has_a_process_and_a_memory_of_its_own(warm, tmp_path):
    source = notebook(tmp_path / "notebooks" / "look.ipynb", LOOK)
    states = [json.loads(said(run(source, name)[1])) for name in ("first", "second")]
    for state in states:
        assert state["parent"] == warm.pid, "the kernel is a child of the warm parent"
        assert state["cwd"] == str(source.parent)
        assert state["own"] == [], "no module of the project is loaded before the notebook asks for it"
        assert not state["leaked"]
        assert state["left"] is None
        assert state["name"] == "__main__"
        assert not psutil.pid_exists(state["pid"]), "the kernel is gone afterwards"
    first, second = states
    assert first["pid"] != second["pid"]
    assert not set(first["random"]) & set(second["random"]), "random states are not shared"


CELLS = (
    "x = 1\nprint('out')",
    "import sys\nsys.stderr.write('err\\n')",
    "import matplotlib\nfrom matplotlib import pyplot\nmatplotlib.get_backend()",
    "figure, axes = pyplot.subplots(figsize=(1, 1))\nlines = axes.plot([1, 2])",
    "1 / 0",
)


def test_an_executed_notebook_is_the_same_warm_and_cold(warm, tmp_path, monkeypatch):
    source = notebook(tmp_path / "notebooks" / "same.ipynb", *CELLS)
    failure, ours = run(source, "warm")
    monkeypatch.delenv(SOCKET_VARIABLE)
    failure_cold, theirs = run(source, "cold")
    assert failure == failure_cold
    assert (failure.cell, failure.error) == (5, "ZeroDivisionError")
    for node in (ours, theirs):
        for cell in node.cells:
            for output in cell.get("outputs", []):
                # Where the kernel keeps the source of a cell is named after its process.
                output.pop("traceback", None)
    for one, other in zip(ours.cells, theirs.cells, strict=True):
        assert one == other


def test_without_a_parent_an_ordinary_kernel_runs_and_one_line_says_so(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv(SOCKET_VARIABLE, str(tmp_path / "nobody"))
    source = notebook(tmp_path / "notebooks" / "plain.ipynb", "print(6 * 7)")
    failure, node = run(source, "plain")
    assert failure is None
    assert said(node).strip() == "42"
    lines = [line for line in capfd.readouterr().err.splitlines() if "ordinary kernel" in line]
    assert len(lines) == 1


BATCH = """
import sys
from pathlib import Path
from suzhou_priorities.batch.warm_kernels import WarmKernels
from suzhou_priorities.batch.workers import local_workers
from suzhou_priorities.workflow import steps

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    with WarmKernels(lambda: ["numpy"]) as kernels, local_workers(1) as workers:
        kernels.start()
        workers.submit(
            steps.notebook, str(folder / "notebooks" / "slow.ipynb"), str(folder / "o.ipynb"), str(folder / "c.ipynb"), {}, str(folder / "f"), str(folder)
        ).result()
"""


@pytest.mark.parametrize("victim", ["batch", "parent"])
def test_a_killed_batch_leaves_no_process_behind(tmp_path, victim):
    marker = tmp_path / "running"
    notebook(
        tmp_path / "notebooks" / "slow.ipynb",
        f"import pathlib, subprocess, time\nchild = subprocess.Popen(['sleep', '600'])\npathlib.Path({str(marker)!r}).touch()\ntime.sleep(600)",
    )
    script = tmp_path / "batch.py"
    script.write_text(BATCH, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not marker.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert marker.exists()
    family = psutil.Process(process.pid).children(recursive=True)
    assert len(family) >= 4, "worker, warm parent, kernel and its child"
    parent = next(one for one in family if any("warm_parent" in part for part in one.cmdline()))
    os.kill(process.pid if victim == "batch" else parent.pid, signal.SIGKILL)
    process.wait(timeout=60)
    _, alive = psutil.wait_procs(family, timeout=20)
    assert [one.name() for one in alive] == []
