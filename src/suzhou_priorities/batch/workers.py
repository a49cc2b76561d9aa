"""Processes that work for a batch, and end when it does, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait


def local_workers(number: int) -> ProcessPoolExecutor:
    """Return a pool of so many processes; a batch that is killed takes them with it."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(number, mp_context=context, initializer=end_with_parent)


def end_with_parent() -> None:
    """End this process as soon as its parent is gone: a pool's process would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
