"""Work for the tests of a cluster, in a module that a worker loads quickly."""

from __future__ import annotations

import os
from pathlib import Path

from suzhou_priorities.errors import WorkflowError


def add_line(file, line):
    with Path(file).open("a", encoding="utf-8") as out:
        out.write(f"{line}\n")


def refuse(file):
    add_line(file, "asked")
    raise WorkflowError("a page", "cannot be read.", "Save it again.")


def stumble(file):
    add_line(file, "asked")
    if Path(file).read_text("utf-8").count("asked") < 3:
        raise OSError("the file system is slow today")
    return "done"


def end_worker():
    os._exit(1)
