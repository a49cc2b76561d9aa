"""What a benchmark measured, what machine it ran on, and how both are kept."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
_GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two things timed in one run.

    Attributes
    ----------
    group
        ``notebooks``, ``text`` or ``documents``.
    what, against
        The two things, in words.
    value, reference
        What was measured of each.
    unit
        ``s`` (wall), ``s CPU`` or ``MiB``.
    ratio
        The one number that the comparison is made for: reference to value if `more_is_better`, else value to reference.
    goal
        What the ratio should reach, or not exceed; None where nothing was set.
    more_is_better
        Which of the two.
    """

    group: str
    what: str
    against: str
    value: float
    reference: float
    unit: str
    goal: float | None
    more_is_better: bool

    @property
    def ratio(self) -> float:
        """Return the ratio that the goal is about."""
        over, under = (self.reference, self.value) if self.more_is_better else (self.value, self.reference)
        return over / under

    @property
    def is_reached(self) -> bool | None:
        """Return whether the goal is reached; None without one."""
        if self.goal is None:
            return None
        return self.ratio >= self.goal if self.more_is_better else self.ratio <= self.goal

    def told(self) -> str:
        """Return the comparison in one line."""
        goal = ""
        if self.goal is not None:
            goal = f" (goal: at {'least' if self.more_is_better else 'most'} {self.goal:g})"
        return (
            f"{self.what}: {self.value:.2f} {self.unit}; {self.against}: {self.reference:.2f} {self.unit}; "
            f"ratio {self.ratio:.2f}{goal}"
        )


@dataclass(frozen=True, slots=True)
class Scale:
    """One run over many documents.

    Attributes
    ----------
    documents, workers
        How many.
    where
        ``processes`` or ``cluster``.
    seconds
        Wall time, start of the program included.
    peak
        The most memory that all processes of the run held together, in MiB.
    """

    documents: int
    workers: int
    where: str
    seconds: float
    peak: float


def machine() -> str:
    """Return what machine this is, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def kept() -> dict[str, Any]:
    """Return the results that stand in the folder; empty ones if there are none."""
    return json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {"comparisons": [], "scales": []}


def keep(comparisons: list[Comparison], scales: list[Scale]) -> None:
    """Keep results beside those of the groups that were not measured this time."""
    groups = {one.group for one in comparisons}
    before = kept()
    rows = [row for row in before["comparisons"] if row["group"] not in groups]
    rows += [asdict(one) for one in comparisons]
    told = {
        "machine": machine(),
        "comparisons": sorted(rows, key=lambda row: ("notebooks", "text", "documents").index(row["group"])),
        "scales": [asdict(one) for one in scales] or before["scales"],
    }
    RESULTS.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
