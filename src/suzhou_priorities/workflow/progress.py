"""How much time a run still needs, from how long its steps took before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

LEAST_TOLD = 5.0
MOST_GUESSED = 1 / 3  # share of the steps to come whose time is a mere guess, above which nothing is said
LEAST_TO_JUDGE = 5.0  # seconds of work done before it is set against what was expected
_MINUTE = 60.0
_HOUR = 3600.0


class TimeLeft:
    """Estimates the rest of a run.

    A step is expected to take as long as it last did; one that was never done, as long as others of its kind, or of
    any kind. What this run has taken so far, against what was expected, corrects the estimate.

    Parameters
    ----------
    known
        Seconds that steps took when they last ran, by name.
    to_come
        Names of the steps that may run.
    workers
        How many run at a time.
    """

    def __init__(self, known: Mapping[str, float], to_come: Collection[str], workers: int) -> None:
        self._known = dict(known)
        self._waiting = set(to_come)
        self._running: dict[str, float] = {}
        self._done: dict[str, float] = {}
        self._workers = max(workers, 1)

    def begin(self, step: str, now: float) -> None:
        """Take note that a step begins."""
        self._waiting.discard(step)
        self._running[step] = now

    def end(self, step: str, now: float) -> None:
        """Take note that a step has ended, or need not be done."""
        self._waiting.discard(step)
        if step in self._running:
            self._done[step] = now - self._running.pop(step)

    def seconds(self, now: float) -> float | None:
        """Return the seconds left, None where too little is known to say."""
        left = [(step, 0.0) for step in self._waiting]
        left += [(step, now - began) for step, began in self._running.items()]
        kinds = self._kinds()
        if not left or not kinds:
            return None
        guess = sum(kinds.values()) / len(kinds)
        guessed = 0
        needs = []
        for step, spent in left:
            expected = self._known.get(step, kinds.get(_kind(step)))
            if expected is None:
                guessed += 1
                expected = guess
            needs.append(max(expected * self._pace() - spent, 0.0))
        if guessed > len(left) * MOST_GUESSED:
            return None
        return max(sum(needs) / self._workers, max(needs))

    def _kinds(self) -> dict[str, float]:
        """Return the seconds that a step of each kind takes."""
        by_kind: dict[str, list[float]] = {}
        for step, seconds in {**self._known, **self._done}.items():
            by_kind.setdefault(_kind(step), []).append(seconds)
        return {kind: sum(times) / len(times) for kind, times in by_kind.items()}

    def _pace(self) -> float:
        """Return how long the steps of this run took, in terms of what was expected."""
        expected = sum(self._known[step] for step in self._done if step in self._known)
        taken = sum(seconds for step, seconds in self._done.items() if step in self._known)
        return min(max(taken / expected, 1 / 3), 3.0) if expected > LEAST_TO_JUDGE else 1.0


def told(seconds: float | None) -> str:
    """Return the time left as it is said after a step's title, empty if there is nothing worth saying."""
    if seconds is None or seconds <= LEAST_TOLD:
        return ""
    if seconds < 1.5 * _MINUTE:
        return f", about {max(round(seconds / 5) * 5, 5)} s left"
    if seconds < 1.5 * _HOUR:
        return f", about {round(seconds / _MINUTE)} min left"
    return f", about {round(seconds / _HOUR)} h left"


def _kind(step: str) -> str:
    return step.split(":", 1)[0]
