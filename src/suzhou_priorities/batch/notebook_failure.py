"""Where and why a notebook stopped: an error of a cell, a kernel that ended, time that ran out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 400
MOST_LINES = 4
KERNEL_ENDED = "KernelEnded"
TIME_RAN_OUT = "TimeRanOut"


@dataclass(frozen=True, slots=True)
class NotebookFailure:
    """Where a notebook stopped, and why.

    Attributes
    ----------
    notebook
        File name.
    cell
        Number of the cell in the source notebook, from 1; None if no cell was begun.
    error, message
        Name of the error, and what it says.
    """

    notebook: str
    cell: int | None
    error: str
    message: str

    def __str__(self) -> str:
        where = f"{self.notebook}, cell {self.cell}" if self.cell is not None else self.notebook
        return shortened(": ".join(part for part in (where, self.error, self.message) if part))


def failure_without_traceback(
    error: Exception, notebook: str, executed: Mapping[str, Any] | None, *, injected: bool, patience: float
) -> NotebookFailure:
    """Return what went wrong where it was no error of the notebook's code.

    Parameters
    ----------
    error
        What papermill or the client of the kernel raised.
    notebook
        File name of the notebook.
    executed
        The notebook as far as it was executed, with papermill's notes on its cells; None if there is none.
    injected
        Whether papermill put a cell with parameters in, which the source notebook does not have.
    patience
        Seconds that a cell may take.
    """
    cell = _last_begun(executed, injected=injected)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "CellTimeoutError" in kinds or ("TimeoutError" in kinds and cell is not None):
        return NotebookFailure(notebook, cell, TIME_RAN_OUT, f"the cell ran for more than {patience:g} s.")
    if "DeadKernelError" in kinds:
        why = "the kernel ended; the cell ended it, or it was killed, perhaps for want of memory."
        return NotebookFailure(notebook, cell, KERNEL_ENDED, why)
    if "NoSuchKernel" in kinds:
        why = "its kernel is not installed; `pip install ipykernel` in the environment of the project brings it."
        return NotebookFailure(notebook, None, "NoSuchKernel", why)
    if cell is None:
        return NotebookFailure(notebook, None, type(error).__name__, f"its kernel did not start: {error}")
    return NotebookFailure(notebook, cell, type(error).__name__, str(error))


def shortened(message: str) -> str:
    """Return a message cut to a few lines."""
    lines = [line.rstrip() for line in message.strip().splitlines() if line.strip()]
    kept = "\n".join(lines[:MOST_LINES])
    return kept if len(lines) <= MOST_LINES and len(kept) <= LONGEST else f"{kept[:LONGEST]} …"


def _last_begun(executed: Mapping[str, Any] | None, *, injected: bool) -> int | None:
    """Return the number in the source notebook of the last cell that was begun."""
    cells = executed["cells"] if executed else []
    begun = [place for place, cell in enumerate(cells) if cell["metadata"].get("papermill", {}).get("start_time")]
    return max(begun[-1] + (0 if injected else 1), 1) if begun else None
