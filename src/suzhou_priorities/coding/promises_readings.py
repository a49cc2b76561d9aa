"""A promise as read from a clause, before its force and testability are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from suzhou_priorities.coding.promises_cues import Verb

Span = tuple[int, int]
HEAD, DISPOSED, FIGURE, TIED, STATE = "head", "disposed", "figure", "tied", "state"


class Reading(NamedTuple):
    """A promise as read, before it is graded; all spans are within the sentence.

    Attributes
    ----------
    kind
        `HEAD`, verb before object; `DISPOSED`, 把 object verb; `FIGURE`, `TIED` and
        `STATE`, subject before verb.
    scope
        Where a figure or date belongs to the promise.
    verb, objective
        Spans of the verb (or chain, with its words of force) and of the object.
    verbs
        The verbs of the chain, as in the codebook; empty where the verb is not in it.
    manners
        Words before the verb.
    forces
        What words before the verb say of the force.
    """

    kind: str
    scope: Span
    verb: Span
    objective: Span
    verbs: tuple[Verb, ...] = ()
    manners: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Return the span of verb and object together."""
        (verb, behind_verb), (objective, end) = self.verb, self.objective
        return verb if verb < objective else objective, behind_verb if behind_verb > end else end

    def until(self, end: int) -> Reading:
        """Return the reading with its object ending earlier."""
        return self._replace(scope=(self.scope[0], end), objective=(self.objective[0], end))
