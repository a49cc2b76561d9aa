"""A kernel that is forked from the warm parent, for `jupyter_client`'s provisioner interface.

Registered as the entry point ``suzhou-priorities-warm`` of ``jupyter_client.kernel_provisioners``. Whatever keeps it
from forking, an ordinary kernel is started instead, and one line says so.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

SOCKET_VARIABLE = "SUZHOU_PRIORITIES_WARM_PARENT"
PATIENCE = 20.0
_LOST = -int(getattr(signal, "SIGKILL", 9))


class ForkedKernel:
    """A kernel process that is the child of the warm parent, with the interface of `subprocess.Popen` that is used.

    Parameters
    ----------
    path
        Socket of the warm parent.
    argv, cwd, env
        Arguments, working directory and environment of the kernel.

    Raises
    ------
    OSError
        If the parent cannot be reached, or cannot fork.
    """

    stdin = stdout = stderr = None

    def __init__(self, path: str, argv: list[str], cwd: str, env: dict[str, str]) -> None:
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._line.settimeout(PATIENCE)
        self._heard = b""
        self.returncode: int | None = None
        try:
            self._line.connect(path)
            self._line.sendall(json.dumps({"argv": argv, "cwd": cwd, "env": env}).encode() + b"\n")
            answer = self._listen(PATIENCE) or {"error": "no answer"}
            self.pid = int(answer["pid"])
        except (KeyError, ValueError, OSError) as error:
            self._line.close()
            raise OSError(f"the warm parent does not answer: {error}") from error

    def poll(self) -> int | None:
        """Return the exit code, None while the kernel runs."""
        return self._exit(0.0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end of the kernel and return its exit code.

        Raises
        ------
        subprocess.TimeoutExpired
            If it runs longer than `timeout` seconds.
        """
        code = self._exit(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return code

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def _exit(self, patience: float | None) -> int | None:
        if self.returncode is None:
            message = self._listen(patience)
            if message is not None:
                if "exit" not in message:
                    # The parent is gone and could not bury its children.
                    with suppress(OSError):
                        os.killpg(self.pid, signal.SIGKILL)
                self.returncode = int(message.get("exit", _LOST))
                self._line.close()
        return self.returncode

    def _listen(self, patience: float | None) -> dict[str, Any] | None:
        """Return the next line from the parent; None if there is none in time, empty if the parent is gone."""
        while b"\n" not in self._heard:
            if not select.select([self._line], [], [], patience)[0]:
                return None
            received = self._line.recv(65536)
            if not received:
                return {}
            self._heard += received
        line, _, self._heard = self._heard.partition(b"\n")
        message: dict[str, Any] = json.loads(line)
        return message


class WarmProvisioner(LocalProvisioner):
    """Launches kernels by forking the warm parent, ordinary ones where that fails."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Launch a kernel; `cmd` ends with the arguments of the kernel, after ``-m ipykernel_launcher``."""
        path = os.environ.get(SOCKET_VARIABLE, "")
        try:
            if not path:
                raise OSError("no warm parent runs")
            argv = cmd[cmd.index("ipykernel_launcher") + 1 :]
            cwd = str(Path(kwargs.get("cwd") or Path.cwd()).resolve())
            kernel = ForkedKernel(path, argv, cwd, dict(kwargs.get("env") or os.environ))
        except (OSError, ValueError) as error:
            sys.stderr.write(f"An ordinary kernel is started: {error}.\n")
            return await super().launch_kernel(cmd, **kwargs)
        self.process = kernel  # type: ignore[assignment]
        self.pid = self.pgid = kernel.pid
        self.cwd = cwd
        return self.connection_info
