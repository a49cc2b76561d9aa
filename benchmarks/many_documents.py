"""Tables of 100, 1,000 and 10,000 made documents: time, peak memory, one and two workers, a cluster of two.

Each run is the command `suzhou-priorities process` in a process of its own; its memory is that of all its processes
together, looked at five times a second.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from made_corpus import write_documents
from measured import Comparison, Scale

from suzhou_priorities.paths import project_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (100, 1_000, 10_000)
TIMES_AS_LONG, TIMES_THE_MEMORY, TIMES_AS_FAST = 11.0, 1.5, 1.7
_MIB = 1 << 20


def main(sizes: tuple[int, ...] = SIZES) -> tuple[list[Comparison], list[Scale]]:
    """Process documents of each number with all cores, the middle number in other ways too."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_documents(project_paths().raw, folder / "pages", sizes[-1])
        files = sorted((folder / "pages").glob("*.txt"))
        cores = os.cpu_count() or 1
        by_size = [measured(files[:size], folder, cores) for size in sizes]
        middle = files[: sizes[1]]
        alone = measured(middle, folder, 1)
        with cluster(folder, 2) as address:
            there = measured(middle, folder, 2, address)
    small, large = by_size[-2], by_size[-1]
    both = measured_pair(by_size[1], alone)
    return [
        Comparison("documents", f"{large.documents:,} documents", f"{small.documents:,} documents", large.seconds,
                   small.seconds, "s", TIMES_AS_LONG, more_is_better=False),
        Comparison("documents", f"peak memory, {large.documents:,} documents", f"{small.documents:,} documents",
                   large.peak, small.peak, "MiB", TIMES_THE_MEMORY, more_is_better=False),
        both,
        Comparison("documents", f"{there.documents:,} documents on a cluster of two", "one worker", there.seconds,
                   alone.seconds, "s", None, more_is_better=True),
    ], [*by_size, alone, there]  # fmt: skip


def measured_pair(several: Scale, alone: Scale) -> Comparison:
    """Return how much faster several workers are than one."""
    what = f"{several.documents:,} documents, {several.workers} workers"
    return Comparison("documents", what, "one worker", several.seconds, alone.seconds, "s", TIMES_AS_FAST, True)


def measured(files: list[Path], folder: Path, workers: int, address: str = "") -> Scale:
    """Process files with so many workers, or on the cluster at an address; say how long it took and what it held."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        pages, out = Path(name) / "pages", Path(name) / "tables"
        pages.mkdir()
        for file in files:
            for part in (file, file.with_suffix(".yml")):
                os.link(part, pages / part.name)
        how = ["--scheduler", address] if address else ["--workers", str(workers)]
        command = [sys.executable, "-m", "suzhou_priorities.cli", "process", str(pages), "--out", str(out), *how]
        began = time.monotonic()
        peak = 0.0
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None:
                peak = max(peak, held(process.pid))
                time.sleep(0.2)
        if process.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        return Scale(len(files), workers, "cluster" if address else "processes", time.monotonic() - began, peak)


def held(pid: int) -> float:
    """Return the memory that a process and all below it hold, in MiB; what they share is counted once."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                total += process.memory_full_info().uss
    return total / _MIB


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """Start a Dask scheduler and workers on this machine; yield the scheduler's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "dask"]
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    commands = [[*dask, "scheduler", "--port", str(port), *common]]
    local = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder / "dask")]
    commands += [[*dask, "worker", address, *common, *local]] * workers
    processes = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands
    ]
    try:
        from distributed import Client

        with Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)
        yield address
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()
