"""A Dask cluster does the same work as local processes, to the byte, and a worker that dies takes nothing with it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil
import pytest

from suzhou_priorities import __version__
from suzhou_priorities.batch import cluster, documents
from suzhou_priorities.batch.cluster import executor_for, width_of
from suzhou_priorities.batch.cluster_checks import check_workers, code_of_package
from suzhou_priorities.batch.documents import process_files
from suzhou_priorities.batch.notebook import run_notebook
from suzhou_priorities.batch.workers import local_workers
from suzhou_priorities.cli import main
from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.paths import ROOT_VARIABLE, aside_of, sweep_asides
from suzhou_priorities.tables.store import read_table
from suzhou_priorities.workflow import steps
from tests.batch.cluster_work import end_worker, refuse, stumble
from tests.conftest import ROOT
from tests.tables.test_tables import SIXTH
from tests.workflow import test_report as small

distributed = pytest.importorskip("distributed")
DASK = [sys.executable, "-m", "dask"]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running(folder, workers):
    """Start a scheduler and workers; yield its address. No process outlives the test, however it ends."""
    address = f"tcp://127.0.0.1:{free_port()}"
    environment = {key: value for key, value in os.environ.items() if key != ROOT_VARIABLE}
    environment["PYTHONPATH"] = os.pathsep.join([*filter(None, [os.environ.get("PYTHONPATH")]), str(ROOT)])
    environment["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = "1"
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    commands = [[*DASK, "scheduler", "--port", address.rpartition(":")[2], *common]]
    scratch = ["--local-directory", str(folder / "dask")]
    commands += [[*DASK, "worker", address, "--nthreads", "1", "--no-nanny", *common, *scratch]] * workers
    processes = []
    try:
        for number, command in enumerate(commands):
            with (folder / f"dask-{number}.log").open("wb") as log:
                # Elsewhere than the checkout: nothing may depend on where a worker was started.
                processes.append(subprocess.Popen(command, cwd="/", env=environment, stdout=log, stderr=log))
        with distributed.Client(address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=30)
        yield address
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


@contextmanager
def watching(address):
    with distributed.Client(address, set_as_default=False) as client:
        yield client


def files_below(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_cluster_is_an_executor_that_holds_nothing_of_what_is_done(tmp_path):
    with running(tmp_path, 1) as address, watching(address) as client:
        with executor_for(address, 0, root=tmp_path, shared=[tmp_path]) as executor:
            assert width_of(executor, 7) == 1
            kept = [executor.submit(pow, 2, power) for power in range(8)]
            assert [future.result(30) for future in kept] == [1, 2, 4, 8, 16, 32, 64, 128]
            assert list(executor.map(abs, (-1, -2))) == [1, 2]
            assert executor.submit(os.getenv, ROOT_VARIABLE).result(30) == str(tmp_path)

            # What a user must mend is not tried again; what may pass is.
            with pytest.raises(WorkflowError, match=r"a page: cannot be read\. Save it again\."):
                executor.submit(refuse, str(tmp_path / "refused")).result(30)
            assert (tmp_path / "refused").read_text("utf-8") == "asked\n"
            assert executor.submit(stumble, str(tmp_path / "stumbled")).result(30) == "done"

            deadline = time.monotonic() + 5
            while held(client) and time.monotonic() < deadline:
                time.sleep(0.05)
            assert held(client) == [], "the cluster keeps a result only until it has arrived"
            assert len(kept) == 8
        assert [file.name for file in tmp_path.glob(".*")] == []


def held(client):
    return client.run_on_scheduler(lambda dask_scheduler: list(dask_scheduler.tasks))


@pytest.mark.parametrize("address", ["here", "127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://127.0.0.1", "tcp://a:b"])
def test_an_address_that_is_none_is_told(address):
    with pytest.raises(WorkflowError, match="is no address of a scheduler"), executor_for(address, 1):
        pass


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    (tmp_path / "page.txt").write_text(SIXTH, encoding="utf-8")
    address = f"tcp://127.0.0.1:{free_port()}"
    assert main(["process", str(tmp_path / "page.txt"), "--out", str(tmp_path / "o"), "--scheduler", address]) == 2
    assert f"--scheduler {address}: gave no answer in 1 seconds." in capsys.readouterr().err


def test_without_dask_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkflowError, match="needs the package distributed"), executor_for("tcp://127.0.0.1:1", 1):
        pass


class Workers:
    """Answers as a client does, for workers that cannot be started here: of another Python, say."""

    def __init__(self, **answers):
        ours = ".".join(map(str, sys.version_info[:3]))
        usual = {"python_version": ours, "version": __version__, "loaded_code": code_of_package(), "exists": True}
        self.answers = usual | {"threads": 1} | answers

    def nthreads(self):
        return {"tcp://10.0.0.6:4000": 1, "tcp://10.0.0.7:4000": self.answers["threads"]}

    def run(self, function, *arguments, on_error):
        return {"tcp://10.0.0.6:4000": Workers().of(function), "tcp://10.0.0.7:4000": self.of(function)}

    def of(self, function):
        return self.answers[function.__name__]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"threads": 4}, "has 4 threads.*--nthreads 1"),
        ({"python_version": "3.9.1"}, "runs Python 3.9.1"),
        ({"version": "0.0.9"}, "has suzhou-priorities 0.0.9"),
        ({"version": ModuleNotFoundError("none")}, "has no suzhou-priorities"),
        ({"loaded_code": "0" * 64}, "has loaded other code.*Restart the workers"),
        ({"exists": False}, "does not see .* shared file system"),
        ({"exists": OSError("lost")}, "does not see"),
    ],
)
def test_a_worker_that_would_do_the_work_otherwise_is_named(answers, told, tmp_path):
    check_workers(Workers(), [tmp_path])
    with pytest.raises(WorkflowError, match=f"worker tcp://10.0.0.7:4000: {told}"):
        check_workers(Workers(**answers), [tmp_path])
    assert list(tmp_path.iterdir()) == []


def test_two_writers_of_one_file_do_not_meet_and_leave_nothing_for_good(tmp_path):
    target = tmp_path / "page.html"
    names = {aside_of(target) for _ in range(100)}
    assert len(names) == 100
    own = tmp_path / ".download.part"
    for left in (own, aside_of(target)):
        left.touch()
    (aside_of(tmp_path / "deep" / "figures") / "x").mkdir(parents=True)
    sweep_asides(tmp_path, below=True)
    assert sorted(tmp_path.rglob("*")) == sorted([own, tmp_path / "deep"])


def write_notebook(path, *cells):
    node = nbformat.v4.new_notebook()
    node.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    node.cells = [nbformat.v4.new_code_cell(textwrap.dedent(cell).strip(), id=f"c{n}") for n, cell in enumerate(cells)]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(node, path)
    return path


WHERE = """
import os, pathlib, time
time.sleep(0.5)
figures = pathlib.Path(os.environ["SUZHOU_PRIORITIES_FIGURES"])
(figures / "own.txt").write_text(pathlib.Path.cwd().name, encoding="utf-8")
print(pathlib.Path.cwd().name, pathlib.Path(os.environ["SUZHOU_PRIORITIES_ROOT"]).name)
"""


def test_notebooks_that_run_in_one_process_at_once_keep_their_places_apart(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = dict(os.environ)
    sources = [write_notebook(tmp_path / name / "where.ipynb", WHERE) for name in ("one", "two")]

    def run(source):
        name = source.parent.name
        failure = run_notebook(
            source, tmp_path / "out" / f"{name}.ipynb", {}, tmp_path / "figures" / name, source.parent
        )
        node = nbformat.read(tmp_path / "out" / f"{name}.ipynb", as_version=4)
        return failure, "".join(output["text"] for output in node.cells[0].outputs).split()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(run, sources)) == [(None, ["one", "one"]), (None, ["two", "two"])]
    assert (tmp_path / "figures" / "one" / "own.txt").read_text("utf-8") == "one"
    assert (tmp_path / "figures" / "two" / "own.txt").read_text("utf-8") == "two"
    assert (Path.cwd(), dict(os.environ)) == (tmp_path, before)
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.long
def test_documents_survive_the_death_of_a_worker(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(documents, "SHARD_SIZE", 4)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    for number in range(20):
        text = SIXTH.replace("2019", str(1990 + number)) * 6
        (tmp_path / "pages" / f"xihu_{number:02d}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "pages" / "empty.txt").write_text("", encoding="utf-8")
    files = [Path("pages") / file.name for file in sorted((tmp_path / "pages").iterdir())]
    here = process_files(files, Path("here"), workers=1)

    with running(tmp_path, 2) as address, watching(address) as client:
        pids = client.run(os.getpid)
        interrupted = []

        def kill_one(done, total):
            busy = [worker for worker, keys in client.processing().items() if keys]
            if not interrupted and done < total and busy:
                interrupted.append(done)
                os.kill(pids[busy[0]], signal.SIGKILL)

        with executor_for(address, 0, shared=[tmp_path]) as executor:
            there = process_files(files, Path("there"), executor=executor, tell=kill_one)
        assert interrupted, "a worker was killed before all was done"
        assert len(client.nthreads()) == 1
        assert there == here
        assert files_below(tmp_path / "there") == files_below(tmp_path / "here")
        assert Counter(read_table("documents", tmp_path / "there")["doc_id"]) == Counter(
            file.stem for file in files if file.stem != "empty"
        )
        assert list(read_table("errors", tmp_path / "there")["doc_id"]) == ["empty"]

        # The command does the same with the worker that is left.
        assert main(["process", "pages", "--out", "told", "--scheduler", address]) == 1
        assert "20 documents in told, 1 set aside." in capsys.readouterr().out
        assert files_below(tmp_path / "told") == files_below(tmp_path / "here")


SLOW = """
import os, pathlib, time
with pathlib.Path("begun").open("a", encoding="utf-8") as begun:
    begun.write(f"NAME {os.getppid()}\\n")
(pathlib.Path(os.environ["SUZHOU_PRIORITIES_FIGURES"]) / "figure.txt").write_text("NAME", encoding="utf-8")
time.sleep(1)
print("NAME")
"""
FAILING = "raise ValueError('no such district')"


def run_notebooks(executor, sources, out):
    return {
        source.stem: executor.submit(
            steps.notebook,
            str(source),
            str(out / "notebooks" / source.name),
            str(out / "carried" / source.name),
            {},
            str(out / "figures" / source.stem),
            str(out),
        )
        for source in sources
    }


@pytest.mark.long
def test_notebooks_survive_the_death_of_a_worker(tmp_path):
    names = [f"notebook_{number}" for number in range(4)]
    folder = tmp_path / "source"
    sources = [write_notebook(folder / f"{name}.ipynb", SLOW.replace("NAME", name)) for name in names]
    sources.append(write_notebook(folder / "failing.ipynb", FAILING))

    def begun():
        return [line.split() for line in (folder / "begun").read_text("utf-8").splitlines()]

    with running(tmp_path, 2) as address, watching(address) as client:
        pids = set(client.run(os.getpid).values())
        with executor_for(address, 0, shared=[tmp_path]) as executor:
            futures = run_notebooks(executor, sources, tmp_path / "there")
            # A worker that has done one notebook and is in the midst of another.
            victim = another_begun(begun, folder / "begun")
            assert victim in pids
            kernels = psutil.Process(victim).children(recursive=True)
            lost = {name for name, pid in begun() if int(pid) == victim and not futures[name].done()}
            os.kill(victim, signal.SIGKILL)
            failures = {name: str(future.result(60)) for name, future in futures.items()}
        times = Counter(name for name, _ in begun())
        assert len(lost) == 1
        assert times == Counter(names) + Counter(lost), "only what was lost is begun again, by another worker"
        assert kernels
        assert psutil.wait_procs(kernels, timeout=20)[1] == [], "the kernel of a dead worker ends"
        sweep_asides(tmp_path / "there", below=True)

    with local_workers(2) as executor:
        futures = run_notebooks(executor, sources, tmp_path / "here")
        assert failures == {name: str(future.result(60)) for name, future in futures.items()}
    assert "failing.ipynb, cell 1: ValueError: no such district" in failures["failing"]
    there, here = files_below(tmp_path / "there"), files_below(tmp_path / "here")
    # A traceback names the cell by a number of its process.
    assert there.keys() == here.keys()
    assert {name for name in here if here[name] != there[name]} <= {"notebooks/failing.ipynb"}


def another_begun(begun, file):
    """Wait until one process has begun its second notebook, and return it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        workers = Counter(pid for _, pid in begun()) if file.is_file() else Counter()
        if workers and workers.most_common(1)[0][1] == 2:
            return int(workers.most_common(1)[0][0])
        time.sleep(0.05)
    raise AssertionError("no worker began a second notebook")


# What a run says of itself, and the engine's memory.
OF_THE_RUN = ("runs.json", "runs.html", ".state.sqlite")


def built(project):
    found = {}
    for folder in ("reports", "figures", "data/processed"):
        found |= {f"{folder}/{name}": content for name, content in files_below(project / folder).items()}
    return {name: content for name, content in found.items() if not name.endswith(OF_THE_RUN)}


@pytest.mark.long
def test_a_report_is_the_same_from_a_cluster_that_loses_a_worker(tmp_path):
    project = tmp_path / "project"
    for folder in ("data/raw", "notebooks"):
        (project / folder).mkdir(parents=True)
    small.add_document(project / "data" / "raw")
    small.write_notebook(project / "notebooks" / "count.ipynb", small.NOTEBOOK)
    (project / "notebooks" / "runs.yml").write_text(small.RUNS, encoding="utf-8")
    local = small.report(project, "--only", "count")
    assert local.returncode == 0, local.stdout + local.stderr
    here = built(project)
    command = [sys.executable, "-m", "suzhou_priorities.cli", "report", "--only", "count", "--force", "--scheduler"]
    with running(tmp_path, 2) as address, watching(address) as client:
        pids = client.run(os.getpid)
        environment = {key: value for key, value in os.environ.items() if key != ROOT_VARIABLE}
        with subprocess.Popen(
            [*command, address],
            cwd=project,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            said, killed = [], False
            for line in process.stdout:
                said.append(line)
                if not killed and "notebook count" in line:
                    busy = [worker for worker, keys in client.processing().items() if keys]
                    os.kill(pids[busy[0] if busy else next(iter(pids))], signal.SIGKILL)
                    killed = True
        assert process.returncode == 0, "".join(said)
        assert killed
        assert len(client.nthreads()) == 1
    assert built(project) == here
    assert "0 steps ran" in small.report(project, "--only", "count").stdout


@pytest.mark.long
def test_work_that_every_worker_dies_of_is_given_up(tmp_path):
    with running(tmp_path, 2) as address, executor_for(address, 0) as executor:
        doomed = executor.submit(end_worker)
        with pytest.raises(WorkflowError, match="end_worker: was given up after 2 workers had died of it"):
            doomed.result(60)


@pytest.mark.long
def test_the_death_of_the_scheduler_is_told(tmp_path):
    with running(tmp_path, 1) as address, watching(address) as client, executor_for(address, 0) as executor:
        futures = [executor.submit(time.sleep, 60) for _ in range(2)]
        scheduler = client.run_on_scheduler(os.getpid)
        os.kill(scheduler, signal.SIGKILL)
        for future in futures:
            with pytest.raises(WorkflowError, match="was lost while sleep was done"):
                future.result(60)
