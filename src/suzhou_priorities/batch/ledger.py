"""The ledger of a run: what was run with what, for how long, with which result, and what changed in the tables."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VERSION = 1
DONE, UP_TO_DATE, FAILED, WAITS = RESULTS = ("done", "up to date", "failed", "needs a step that failed")
BY_ROWS, BY_PARTS, NOT_COMPARED = COMPARED = ("rows", "parts", "nothing")


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What became of a step.

    Attributes
    ----------
    name, title
        Its name among the steps, and what a run says of it.
    result
        One of `RESULTS`.
    seconds
        How long it took; None if it was not done.
    message
        Why it failed; empty if it did not.
    """

    name: str
    title: str
    result: str
    seconds: float | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class NotebookRecord:
    """What became of the run of a notebook, and what it was made from.

    Attributes
    ----------
    step
        The step.
    run, notebook, lang, variant
        Name of the run, file of the notebook, language, and the folder of its pages if it has other parameters than
        `runs.yml` says (empty otherwise).
    parameters
        As given to the notebook; others have the values that stand in it.
    inputs
        Checksums (SHA-256) by path from the root of the project: the notebook, the tables, the lock, hand codes.
    code
        One checksum of the project's modules and codebooks behind the notebook.
    packages
        Versions of python and of those packages of the lock that the notebook needs.
    cell, error
        Where and with which error it stopped, if it did.
    last_seconds
        How long it took when it last ran, be it in this run or before; None if that is not known.
    """

    step: StepRecord
    run: str
    notebook: str
    lang: str
    variant: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    code: str = ""
    packages: dict[str, str] = field(default_factory=dict)
    cell: int | None = None
    error: str = ""
    last_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class TableChange:
    """What changed in a table since the ledger before.

    Attributes
    ----------
    table
        Its name.
    rows
        Rows that it has now.
    compared
        ``rows``: row by row; ``parts``: file by file, as it is in parts; ``nothing``: there was nothing to
        compare with.
    added, removed, changed
        Rows, or parts; None where it cannot be told. In a table without key a changed row is one removed and one added.
    """

    table: str
    rows: int
    compared: str = BY_ROWS
    added: int | None = 0
    removed: int | None = 0
    changed: int | None = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """One run of the workflow.

    Attributes
    ----------
    began
        When, in UTC, as 2024-01-09T08:00:00Z.
    seconds
        How long it took.
    workers, scheduler
        Processes, and the address of the cluster, if one did the work.
    options
        What was asked for, as on the command line.
    project
        Version of the project.
    notebooks, steps
        Runs of notebooks, and all other steps, in their order.
    tables
        What changed in the tables.
    durations
        Seconds that each step took when it last ran, by its name; also of steps that were not part of this run.
    """

    began: str
    seconds: float
    workers: int
    scheduler: str
    options: tuple[str, ...]
    project: str
    notebooks: tuple[NotebookRecord, ...]
    steps: tuple[StepRecord, ...]
    tables: tuple[TableChange, ...]
    durations: dict[str, float]


def as_data(ledger: Ledger) -> dict[str, Any]:
    """Return a ledger as it stands in `runs.json`: the facts of a notebook's step among its own."""
    data = asdict(ledger)
    notebooks = [{**entry.pop("step"), **entry} for entry in data["notebooks"]]
    return {"version": VERSION, **data, "notebooks": notebooks}


def known_durations(data: Mapping[str, Any] | None) -> dict[str, float]:
    """Return how long steps took by an earlier ledger; empty if there is none, or it cannot be read."""
    found = (data or {}).get("durations")
    if not isinstance(found, dict):
        return {}
    return {
        str(step): float(seconds)
        for step, seconds in found.items()
        if isinstance(seconds, int | float) and 0 <= seconds < float("inf")
    }


def later_durations(before: Mapping[str, float], steps: Iterable[StepRecord]) -> dict[str, float]:
    """Return how long steps took when they last were done, this run included."""
    done = {step.name: step.seconds for step in steps if step.result == DONE and step.seconds is not None}
    return dict(sorted({**before, **done}.items()))


def table_line(changes: Iterable[TableChange]) -> str:
    """Return what changed in the tables in one line, empty if nothing is known to have."""
    told = []
    for change in changes:
        counts = ((change.added, "added"), (change.removed, "removed"), (change.changed, "changed"))
        parts = [f"{count} {word}" for count, word in counts if count]
        if parts:
            unit = " parts" if change.compared == BY_PARTS else ""
            told.append(f"{change.table}{unit} {', '.join(parts)}")
    return "; ".join(told)
