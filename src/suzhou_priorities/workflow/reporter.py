"""What a run says while it goes, and at its end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from doit.exceptions import UnmetDependency

from suzhou_priorities.batch.ledger import DONE, FAILED, UP_TO_DATE, WAITS, StepRecord
from suzhou_priorities.batch.notebook_failure import shortened
from suzhou_priorities.workflow.progress import told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TextIO

    from suzhou_priorities.batch.notebook_failure import NotebookFailure
    from suzhou_priorities.workflow.progress import TimeLeft


class RunReporter:
    """doit's reporter: one line for each step that runs, and a summary.

    Parameters
    ----------
    outstream
        Where lines go.
    wanted
        Titles of all steps in question, by name.
    time_left
        Estimates the rest of the run.
    clock
        Seconds; replaced in tests.
    began
        When the run began by that clock; now, if it is not said.
    """

    desc = "progress and a summary"

    def __init__(
        self,
        outstream: TextIO,
        wanted: Mapping[str, str],
        time_left: TimeLeft,
        clock: Callable[[], float] = time.monotonic,
        began: float | None = None,
    ) -> None:
        self._out = outstream
        self._wanted = wanted
        self._time_left = time_left
        self._clock = clock
        self._began = clock() if began is None else began
        self._started: dict[str, float] = {}
        self._records: dict[str, StepRecord] = {}
        self._problems: list[str] = []
        self.stopped: dict[str, NotebookFailure] = {}

    @property
    def records(self) -> list[StepRecord]:
        """What became of each step, in the order of the tasks."""
        return [self._records[name] for name in self._wanted if name in self._records]

    @property
    def seconds(self) -> float:
        """Seconds since the run began."""
        return self._clock() - self._began

    def waiting(self) -> set[str]:
        """Return the titles of steps that were not done because another failed."""
        return {record.title for record in self.records if record.result == WAITS}

    def _say(self, line: str) -> None:
        self._out.write(line + "\n")
        self._out.flush()

    def initialize(self, tasks: dict[str, Any], selected_tasks: list[str]) -> None:
        """Nothing is left to be found out: the steps in question are known before."""

    def get_status(self, task: Any) -> None:
        """Nothing is said of a step whose turn has come: it may be up to date."""

    def execute_task(self, task: Any) -> None:
        """Say what starts, and how long the rest will take."""
        now = self._clock()
        self._started[task.name] = now
        place = len(self._started.keys() | self._records.keys())
        self._time_left.begin(task.name, now)
        left = told(self._time_left.seconds(now))
        self._say(f"[{place}/{len(self._wanted)}] {task.title()}{left}")

    def add_success(self, task: Any) -> None:
        """Note a step that was done."""
        self._note(task, DONE)

    def skip_uptodate(self, task: Any) -> None:
        """Note a step that had nothing to do."""
        self._note(task, UP_TO_DATE)

    def skip_ignore(self, task: Any) -> None:
        """Note nothing: no step is ever ignored."""

    def add_failure(self, task: Any, fail: Any) -> None:
        """Say what failed, or note what could not be done because of it."""
        if fail.report and not isinstance(fail, UnmetDependency):
            message = shortened(fail.get_msg())
            failure = getattr(fail, "notebook_failure", None)
            if failure is not None:
                self.stopped[task.name] = failure
            self._note(task, FAILED, message)
            self._say(f"FAILED {task.title()}: {message}")
        else:
            self._note(task, WAITS)

    def cleanup_error(self, exception: Any) -> None:
        """Say that cleaning up failed."""
        self._problems.append(exception.get_msg())

    def runtime_error(self, msg: str) -> None:
        """Keep an error of the engine itself."""
        self._problems.append(msg)

    def teardown_task(self, task: Any) -> None:
        """Nothing is torn down."""

    def nothing_to_do(self) -> None:
        """Note that every step is up to date, and say so."""
        for name, title in self._wanted.items():
            self._records[name] = StepRecord(name, title, UP_TO_DATE)
        self.complete_run()

    def complete_run(self) -> None:
        """Say what ran, what was up to date, and how long it took."""
        results = [record.result for record in self.records]
        self._say(
            f"{results.count(DONE)} steps ran, {results.count(UP_TO_DATE)} were up to date, {self.seconds:.1f} s."
        )
        for record in self.records:
            if record.result == FAILED:
                self._say(f"  failed: {record.title}: {_first_line(record.message)}")
        waiting = [record.title for record in self.records if record.result == WAITS]
        if waiting:
            self._say(f"  not done, as each {WAITS}: {', '.join(waiting)}")
        for problem in self._problems:
            self._say(f"  {problem.strip()}")

    def _note(self, task: Any, result: str, message: str = "") -> None:
        now = self._clock()
        self._time_left.end(task.name, now)
        began = self._started.get(task.name)
        seconds = None if began is None else round(now - began, 2)
        self._records[task.name] = StepRecord(task.name, task.title(), result, seconds, message)


def _first_line(message: str) -> str:
    line, more, _ = message.partition("\n")
    return f"{line} …" if more else line
