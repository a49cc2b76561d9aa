"""What a run says while it goes, and at its end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from doit.exceptions import UnmetDependency

if TYPE_CHECKING:
    from typing import TextIO


NEEDS_A_STEP = "needs a step that failed"


class RunReporter:
    """doit's reporter: one line for each step that runs, and a summary.

    Parameters
    ----------
    outstream
        Where lines go.
    clock
        Seconds; replaced in tests.
    """

    desc = "progress and a summary"

    def __init__(self, outstream: TextIO, clock: Any = time.monotonic) -> None:
        self._out = outstream
        self._clock = clock
        self._began = clock()
        self._total = 0
        self._position = 0
        self._started: dict[str, float] = {}
        self.seconds: dict[str, float] = {}
        self.ran: list[str] = []
        self.up_to_date: list[str] = []
        self.failures: list[tuple[str, str]] = []
        self.problems: list[str] = []

    def _say(self, line: str) -> None:
        self._out.write(line + "\n")
        self._out.flush()

    def initialize(self, tasks: dict[str, Any], selected_tasks: list[str]) -> None:  # noqa: ARG002
        """Take note of how many steps there are."""
        self._total = len(tasks)

    def get_status(self, task: Any) -> None:  # noqa: ARG002
        """Count a step whose turn has come."""
        self._position += 1

    def execute_task(self, task: Any) -> None:
        """Say what starts."""
        self._started[task.name] = self._clock()
        self._say(f"[{self._position}/{self._total}] {task.title()}")

    def add_success(self, task: Any) -> None:
        """Note a step that was done."""
        self.seconds[task.name] = self._clock() - self._started[task.name]
        self.ran.append(task.title())

    def skip_uptodate(self, task: Any) -> None:
        """Note a step that had nothing to do."""
        self.up_to_date.append(task.title())

    def skip_ignore(self, task: Any) -> None:
        """Note nothing: no step is ever ignored."""

    def add_failure(self, task: Any, fail: Any) -> None:
        """Say what failed, or what could not be done because of it."""
        if fail.report and not isinstance(fail, UnmetDependency):
            message = fail.get_msg().strip()
            self.failures.append((task.title(), message))
            self._say(f"FAILED {task.title()}: {message}")
        else:
            self.failures.append((task.title(), NEEDS_A_STEP))

    def cleanup_error(self, exception: Any) -> None:
        """Say that cleaning up failed."""
        self.problems.append(exception.get_msg())

    def runtime_error(self, msg: str) -> None:
        """Keep an error of the engine itself."""
        self.problems.append(msg)

    def teardown_task(self, task: Any) -> None:
        """Nothing is torn down."""

    def complete_run(self) -> None:
        """Say what ran, what was up to date, and how long it took."""
        seconds = self._clock() - self._began
        self._say(f"{len(self.ran)} steps ran, {len(self.up_to_date)} were up to date, {seconds:.1f} s.")
        for title, message in self.failures:
            self._say(f"  failed: {title}: {message}")
        for problem in self.problems:
            self._say(f"  {problem.strip()}")
