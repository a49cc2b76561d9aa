"""Executors of one interface: processes of this machine, or the workers of a Dask cluster.

A cluster is assumed to share a file system with this machine, at the same paths, and to have the same environment; both
are checked. Work is a function that can be imported and arguments that can be pickled, as for local processes.
"""

from __future__ import annotations

import os
import pickle
import platform
import weakref
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

from suzhou_priorities.batch.cluster_checks import LOCAL_CODE, check_workers, code_of_package, loaded_code
from suzhou_priorities.batch.workers import local_workers
from suzhou_priorities.errors import SuzhouPrioritiesError, WorkflowError
from suzhou_priorities.paths import ROOT_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from distributed import Client

# Errors that another try may mend, such as those of a file system; a lost worker is not counted among them.
RETRIES = 3
SECONDS_TO_CONNECT = 10
SECONDS_TO_FIRST_WORKER = 30
_SCHEMES = ("tcp", "tls")


@contextmanager
def executor_for(
    scheduler: str | None, workers: int, *, root: Path | None = None, shared: Sequence[Path] = ()
) -> Iterator[Executor]:
    """Yield something with the interface of ``concurrent.futures``, as a context.

    Parameters
    ----------
    scheduler
        Address of a Dask scheduler, such as ``tcp://10.0.0.5:8786``; None for processes of this machine.
    workers
        The number of local processes; a cluster has as many as were started.
    root
        The checkout that the work belongs to, if it belongs to one; workers take it for theirs.
    shared
        Files and folders that the workers must see; the first is a folder into which they write.

    Raises
    ------
    WorkflowError
        If Dask is not installed, no scheduler answers in ten seconds or has a worker in thirty more, or a worker
        cannot do the work as it would be done here.
    """
    if scheduler is None:
        with local_workers(workers) as pool:
            yield pool
        return
    client = _client(scheduler)
    try:
        check_workers(client, [*([root] if root else []), *shared])
        executor = ClusterExecutor(client, scheduler, root)
        try:
            yield executor
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise
        executor.shutdown()
    finally:
        client.close()


def width_of(executor: Executor, workers: int) -> int:
    """Return how many pieces of work an executor from `executor_for` can do at once now."""
    return executor.width if isinstance(executor, ClusterExecutor) else workers


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker needs to know of the run: the code that it must have, and the checkout."""

    code: str
    root: str | None


class ClusterExecutor(Executor):
    """The executor of a Dask client, with futures that hold no result on the cluster.

    A worker that is lost makes Dask do again all work whose result somebody still holds. Here that ends as soon as the
    result has arrived, however long the future is kept.

    Parameters
    ----------
    client
        Connected to the scheduler.
    scheduler
        Its address.
    root
        See `executor_for`.
    """

    def __init__(self, client: Client, scheduler: str, root: Path | None) -> None:
        self._client = client
        self._executor = client.get_executor(retries=RETRIES, pure=False)
        self._scheduler = scheduler
        self._root = str(root.absolute()) if root else None

    @property
    def width(self) -> int:
        """The number of workers that there are now, at least one."""
        return max(1, len(self._client.nthreads()))

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **keywords: Any) -> Future[Any]:
        """Send a piece of work; see ``concurrent.futures``."""
        ours: Future[Any] = Future()
        # The name is what the cluster's own pages show.
        name = getattr(function, "__name__", "work")
        theirs = self._executor.submit(
            carry_out,
            Order(code_of_package(), self._root),
            pickle.dumps((function, arguments, keywords)),
            key=f"{name}-{uuid4().hex}",
        )
        theirs.add_done_callback(partial(self._hand_over, ours, name))
        ours.add_done_callback(partial(_pass_on_cancel, weakref.ref(theirs)))
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for the work that was sent, or give it up."""
        self._executor.shutdown(wait=wait and not cancel_futures)

    def _hand_over(self, ours: Future[Any], name: str, theirs: Future[Any]) -> None:
        """Pass a result on; `theirs`, which holds it on the cluster, is forgotten with the end of this call."""
        if not ours.set_running_or_notify_cancel():
            return
        if theirs.cancelled():
            ours.set_exception(
                WorkflowError(
                    self._scheduler, f"was lost while {name} was done.", "Start it and its workers, and run again."
                )
            )
            return
        error = theirs.exception()
        if error is not None:
            ours.set_exception(_plain(error, name))
            return
        result, refusal = theirs.result()
        if refusal is not None:
            ours.set_exception(refusal)
        else:
            ours.set_result(result)


def _pass_on_cancel(theirs: weakref.ref[Future[Any]], ours: Future[Any]) -> None:
    there = theirs()
    if ours.cancelled() and there is not None:
        there.cancel()


def _plain(error: BaseException, name: str) -> BaseException:
    """Return an error of Dask's as one of ours, any other without its frames, which hold on to the work."""
    if type(error).__name__ != "KilledWorker":
        return error.with_traceback(None)
    return WorkflowError(
        name,
        f"was given up after {getattr(error, 'allowed_failures', RETRIES) + 1} workers had died of it.",
        "See the workers' logs; often memory is short.",
    )


def carry_out(order: Order, work: bytes) -> tuple[Any, SuzhouPrioritiesError | None]:
    """On a worker: do a piece of work; return its result, or the error that no other try would mend.

    Raises
    ------
    WorkflowError
        If this worker has loaded other code than the run's.
    """
    if loaded_code() != order.code:
        raise WorkflowError(f"a worker on {platform.node()}", *LOCAL_CODE)
    if order.root:
        # A worker does one thing at a time, so that its environment is that of its work.
        os.environ[ROOT_VARIABLE] = order.root
    try:
        function, arguments, keywords = pickle.loads(work)  # noqa: S301 - from our own client
        return function(*arguments, **keywords), None
    except SuzhouPrioritiesError as error:
        return None, error


def _client(scheduler: str) -> Client:
    """Return a client that is connected to a scheduler with at least one worker."""
    try:
        from distributed import Client
    except ImportError as error:
        raise WorkflowError(
            f"--scheduler {scheduler}",
            "needs the package distributed, which is not installed.",
            "Install the project with its extra: pip install -e '.[cluster]'.",
        ) from error
    try:
        parts = urlsplit(scheduler)
        complete = parts.scheme in _SCHEMES and parts.hostname and parts.port
    except ValueError:
        complete = None
    if not complete:
        raise WorkflowError(
            f"--scheduler {scheduler}", "is no address of a scheduler.", "Give one such as tcp://10.0.0.5:8786."
        )
    try:
        client = Client(scheduler, timeout=SECONDS_TO_CONNECT, set_as_default=False, name="suzhou-priorities")
    except (OSError, ValueError) as error:
        raise WorkflowError(
            f"--scheduler {scheduler}",
            f"gave no answer in {SECONDS_TO_CONNECT} seconds.",
            "Start `dask scheduler` there, or mend the address (docs/cluster.md).",
        ) from error
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_FIRST_WORKER)
    except TimeoutError as error:
        client.close()
        raise WorkflowError(
            f"--scheduler {scheduler}",
            f"had no worker after {SECONDS_TO_FIRST_WORKER} seconds.",
            f"Start some: dask worker {scheduler} --nworkers -1 --nthreads 1.",
        ) from error
    return client
