"""The process that kernels are forked from: it has imported the heavy libraries, and nothing of this project.

Run as a script, never imported, so that no module of the project is loaded in it and every edit is seen by the next
kernel: ``python -P warm_parent.py SOCKET MODULE…``. It listens on a Unix socket. A client sends one line of JSON with
``argv``, ``cwd`` and ``env`` and gets one with ``pid``; when that kernel has ended, one with ``exit``. A kernel lives
no longer than its client's connection, and no kernel lives longer than the standard input of this process: whoever
dies, however it dies, leaves no process behind.
"""

import contextlib
import importlib
import json
import os
import random
import selectors
import signal
import socket
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

# What ipykernel sets before matplotlib is imported in a kernel of its own; here matplotlib is imported first.
BACKEND = "module://matplotlib_inline.backend_inline"
LARGEST_REQUEST = 4_000_000


class Parent:
    """Forks kernels for clients and buries them."""

    def __init__(self, path: str) -> None:
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(path)
        self.listener.listen(64)
        self.wake_read, wake_write = os.pipe()
        os.set_blocking(wake_write, False)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # For each connection the bytes read so far, or the pid of its kernel.
        self.clients: dict[socket.socket, bytes | int] = {}
        self.selector = selectors.DefaultSelector()
        for source in (self.listener, self.wake_read, sys.stdin.fileno()):
            self.selector.register(source, selectors.EVENT_READ)

    def serve(self) -> None:
        """Serve until the standard input is closed."""
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is self.listener:
                    self.welcome()
                elif key.fd == self.wake_read:
                    os.read(self.wake_read, 4096)
                    self.bury()
                elif key.fd == sys.stdin.fileno():
                    if not os.read(key.fd, 4096):
                        self.end()
                        return
                elif isinstance(key.fileobj, socket.socket):
                    self.hear(key.fileobj)

    def welcome(self) -> None:
        """Take in a client."""
        connection, _ = self.listener.accept()
        self.clients[connection] = b""
        self.selector.register(connection, selectors.EVENT_READ)

    def hear(self, connection: socket.socket) -> None:
        """Read from a client; one that is gone takes its kernel with it."""
        try:
            received = connection.recv(65536)
        except OSError:
            received = b""
        known = self.clients[connection]
        if not received or isinstance(known, int) or len(known) > LARGEST_REQUEST:
            self.dismiss(connection)
            return
        known += received
        self.clients[connection] = known
        if not known.endswith(b"\n"):
            return
        try:
            request = json.loads(known)
            pid = os.fork()
        except (ValueError, OSError) as error:
            self.tell(connection, {"error": str(error)})
            self.dismiss(connection)
            return
        if pid == 0:
            self.become_kernel(request)
        self.clients[connection] = pid
        self.tell(connection, {"pid": pid})

    def become_kernel(self, request: dict[str, Any]) -> NoReturn:
        """In the child: leave all that is the parent's behind, and be a kernel."""
        status = 1
        try:
            os.setsid()
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGCHLD, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self.selector.close()
            for source in (self.listener, *self.clients):
                source.close()
            null = os.open(os.devnull, os.O_RDONLY)
            os.dup2(null, 0)
            os.environ.clear()
            # A kernel watches its parent, and ends when it is gone.
            os.environ.update(request["env"] | {"JPY_PARENT_PID": str(os.getppid())})
            os.chdir(request["cwd"])
            reseed()
            sys.argv = ["ipykernel_launcher", *request["argv"]]
            from ipykernel import kernelapp

            kernelapp.launch_new_instance()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def bury(self) -> None:
        """Tell clients of kernels that have ended."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            for connection, known in list(self.clients.items()):
                if known == pid:
                    self.tell(connection, {"exit": os.waitstatus_to_exitcode(status)})
                    self.clients[connection] = -1
                    self.dismiss(connection)

    def tell(self, connection: socket.socket, message: dict[str, Any]) -> None:
        """Send a line to a client that may be gone."""
        with contextlib.suppress(OSError):
            connection.sendall(json.dumps(message).encode() + b"\n")

    def dismiss(self, connection: socket.socket) -> None:
        """Part with a client, and end its kernel."""
        known = self.clients.pop(connection)
        self.selector.unregister(connection)
        connection.close()
        if isinstance(known, int) and known > 0:
            kill_group(known)

    def end(self) -> None:
        """End all kernels."""
        for known in self.clients.values():
            if isinstance(known, int) and known > 0:
                kill_group(known)


def kill_group(pid: int) -> None:
    """End a kernel and all that it started."""
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except OSError:
            continue


def reseed() -> None:
    """Give a kernel a random state of its own: a fork has that of its parent."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def warm_up(modules: Iterable[str]) -> None:
    """Import libraries; one that cannot be imported, or is none, is left to the notebook that wants it."""
    os.environ["MPLBACKEND"] = BACKEND
    for module in modules:
        try:
            importlib.import_module(module)
        except Exception:  # noqa: S112 - whatever goes wrong will go wrong again in the notebook, and be told there
            continue
    del os.environ["MPLBACKEND"]


def main(path: str, modules: list[str]) -> None:
    """Listen, warm up, and serve."""
    # Clients that come while it still warms up wait in the listener's queue.
    parent = Parent(path)
    warm_up(["ipykernel.kernelapp", "ipykernel.ipkernel", *modules])
    parent.serve()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
