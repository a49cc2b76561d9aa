"""Whether the workers of a cluster would do the work as this machine does: same Python, same code, same files."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
import sys
import tempfile
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import suzhou_priorities
from suzhou_priorities.errors import WorkflowError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from distributed import Client

PACKAGE = "suzhou-priorities"
LOCAL_CODE = (
    "has loaded other code of suzhou-priorities than stands here: it was started before a change, or from elsewhere.",
    "Restart the workers, with the same environment as here.",
)


def check_workers(client: Client, shared: Sequence[Path]) -> None:
    """Make sure that every worker can do the work.

    Parameters
    ----------
    client
        Connected to the scheduler.
    shared
        Files and folders that workers must see; a new file in the first, a folder, must be seen too.

    Raises
    ------
    WorkflowError
        Naming the first worker that cannot, and why.
    """
    for worker, threads in sorted(client.nthreads().items()):
        if threads != 1:
            raise WorkflowError(
                f"worker {worker}",
                f"has {threads} threads, and a piece of work needs a process to itself.",
                "Start workers with --nthreads 1, and as many as there are cores (--nworkers -1).",
            )
    # Only what every Python has is asked for until it is known that the package is there.
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    for worker, version in _answers(client, platform.python_version):
        if version.rpartition(".")[0] != ours:
            raise WorkflowError(
                f"worker {worker}",
                f"runs Python {version}, and this machine {platform.python_version()}.",
                "Start it in the same environment.",
            )
    for worker, version in _answers(client, importlib.metadata.version, PACKAGE):
        if version != suzhou_priorities.__version__:
            found = f"{PACKAGE} {version}" if isinstance(version, str) else f"no {PACKAGE}"
            raise WorkflowError(
                f"worker {worker}",
                f"has {found}, and this machine {suzhou_priorities.__version__}.",
                "Start it in the same environment.",
            )
    for worker, code in _answers(client, loaded_code):
        if code != code_of_package():
            raise WorkflowError(f"worker {worker}", *LOCAL_CODE)
    if shared:
        _check_files(client, shared)


def _check_files(client: Client, shared: Sequence[Path]) -> None:
    # A folder of the same name is not enough: what is written here must be there.
    with tempfile.NamedTemporaryFile(dir=shared[0], prefix=".shared-", suffix=".part") as marker:
        for path in (*shared, Path(marker.name)):
            for worker, is_there in _answers(client, os.path.exists, str(path.absolute())):
                if is_there is not True:
                    place = shared[0] if str(path) == marker.name else path
                    raise WorkflowError(
                        f"worker {worker}",
                        f"does not see {place} as it is here.",
                        "Scheduler, workers and this machine need one shared file system, at the same path.",
                    )


def _answers(client: Client, function: Any, *arguments: Any) -> list[tuple[str, Any]]:
    """Return what each worker answers; an error if that is what it answers."""
    return sorted(client.run(function, *arguments, on_error="return").items())


def code_of_package() -> str:
    """Return a checksum of all files of the package as they are now."""
    folder = Path(suzhou_priorities.__file__).parent
    files = sorted(file for file in folder.rglob("[!.]*") if file.is_file() and "__pycache__" not in file.parts)
    states = [(file, file.stat()) for file in files]
    return _checksum(folder, tuple((file, state.st_mtime_ns, state.st_size) for file, state in states))


@cache
def loaded_code() -> str:
    """Return the checksum of the package as it was when this process first did work for a run."""
    return code_of_package()


@lru_cache(maxsize=1)
def _checksum(folder: Path, states: tuple[tuple[Path, int, int], ...]) -> str:
    total = hashlib.sha256()
    for file, _, _ in states:
        total.update(str(file.relative_to(folder)).encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
