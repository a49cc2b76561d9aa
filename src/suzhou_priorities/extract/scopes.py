"""Marks that hold for the figures that follow: estimates (预计数、下同) and the basis of growth."""

from __future__ import annotations

from dataclasses import dataclass

from suzhou_priorities.extract.statuses import (
    basis_scope,
    estimate_scope,
    expected_from,
    has_own_verb,
    opens_estimates,
    opens_with_verb,
)


@dataclass(slots=True)
class Scopes:
    """Walks through the sentences of a document and knows which marks hold.

    A mark holds from its own figure to the end of its part. 预计 at the head of a list of clauses holds to the
    full stop, but for clauses that have a verb of their own.
    """

    estimated: bool = False
    basis: str | None = None
    _part: str = ""
    _carried: bool = False
    _is_carried: bool = False
    _shares_verb: bool = False
    _expected_from: int = -1
    _opens_at: int | None = None
    _basis_at: tuple[int, str] | None = None

    def enter(self, text: str, part: str) -> None:
        """Begin the next sentence."""
        if part != self._part:
            self._part, self.estimated, self.basis, self._carried = part, False, None, False
        self._is_carried = self._carried and not has_own_verb(text, is_shared=self._shares_verb)
        self._shares_verb = opens_with_verb(text) or (self._shares_verb and self._is_carried)
        self._carried = (opens_estimates(text) or self._is_carried) and text.endswith("；")
        self._expected_from = expected_from(text)
        self._opens_at, self._basis_at = estimate_scope(text), basis_scope(text)

    def reach(self, text: str, end: int, following: int) -> None:
        """Go on to the next figure of the sentence.

        Parameters
        ----------
        text
            The sentence.
        end, following
            Where the figure ends, and where the one after it begins.
        """
        at = self._opens_at
        if at is not None and (following >= at or "，" not in text[end:at]):
            self.estimated, self._opens_at = True, None
        if self._basis_at is not None and following >= self._basis_at[0]:
            self.basis, self._basis_at = self._basis_at[1], None

    def is_expected(self, position: int) -> bool:
        """Tell whether the figure at a position of the sentence is an estimate by a mark before it or at it."""
        return self._is_carried or self.estimated or 0 <= self._expected_from < position
