"""The warm parent of a batch: started when the first notebook comes into sight, ended with the batch."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Lock
from time import sleep
from typing import TYPE_CHECKING

from suzhou_priorities.batch.warm_provisioner import SOCKET_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

_SCRIPT = Path(__file__).with_name("warm_parent.py")


def can_fork() -> bool:
    """Return whether kernels can be forked here; on macOS system libraries do not survive it."""
    return hasattr(os, "fork") and sys.platform.startswith("linux")


class WarmKernels:
    """Keeps a warm parent while a batch runs, as a context.

    Its address stands in the environment, where processes that are started meanwhile find it. It warms up while the
    batch goes on; a notebook that comes before it is ready waits for it.

    Parameters
    ----------
    libraries
        Returns the libraries to import, as dotted names; called when the parent is started.
    wanted
        Whether to have a warm parent at all; without one, or where the platform cannot fork, kernels are ordinary.
    """

    def __init__(self, libraries: Callable[[], Iterable[str]], *, wanted: bool = True) -> None:
        self._libraries = libraries
        self._wanted = wanted and can_fork()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock = Lock()

    def __enter__(self) -> WarmKernels:
        if self._wanted:
            self._folder = tempfile.TemporaryDirectory(prefix="warm-")
            os.environ[SOCKET_VARIABLE] = self._address
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder is None:
            return
        os.environ.pop(SOCKET_VARIABLE, None)
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait()
        self._folder.cleanup()

    def start(self) -> None:
        """Start the parent, if that has not been done."""
        with self._lock:
            if self._folder is None or self._process is not None:
                return
            self._process = subprocess.Popen(  # noqa: S603 - our own script
                [sys.executable, "-P", str(_SCRIPT), self._address, *sorted(self._libraries())],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        # Who asks for a kernel before the parent listens would take it for dead.
        while not Path(self._address).exists() and self._process.poll() is None:
            sleep(0.01)

    @property
    def pid(self) -> int | None:
        """The process that kernels are forked from, if it was started."""
        return self._process.pid if self._process else None

    @property
    def _address(self) -> str:
        return str(Path(self._folder.name) / "parent") if self._folder else ""
