"""How much of each paragraph goes to each policy domain: what shares, differences and distances are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
import pandas as pd

from suzhou_priorities.errors import SuzhouPrioritiesError
from suzhou_priorities.tables.vocabulary import DOMAINS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from suzhou_priorities.measures.resampling import FloatArray

Weight: TypeAlias = Literal["characters", "sentences"]

POLICY_DOMAINS = tuple(domain for domain in DOMAINS if domain != "none")
_PLACES = pd.Index(POLICY_DOMAINS)


def paragraph_weights(frame: pd.DataFrame, weight: Weight = "characters", second: float = 0.0) -> FloatArray:
    """Sum the weight of sentences by paragraph and domain.

    A sentence weighs its characters, or one. Its domain gets the weight; where it has a second one, that gets the
    share `second` of it and the first the rest. Sentences without a domain weigh nothing.

    Parameters
    ----------
    frame
        Counted sentences: ``paragraph``, ``domain``, ``domain_second``, ``characters``.
    weight
        ``characters`` or ``sentences``.
    second
        Share of the second domain, from 0 to 0.5.

    Returns
    -------
    ndarray of shape (paragraphs, domains)
        Paragraphs in the order of their numbers, domains in the order of `POLICY_DOMAINS`.

    Raises
    ------
    SuzhouPrioritiesError
        If `weight` or `second` is none of these.
    """
    if weight not in ("characters", "sentences"):
        raise SuzhouPrioritiesError("weight", f"is {weight!r}.", "Use characters or sentences.")
    if not 0 <= second <= 0.5:
        raise SuzhouPrioritiesError("second", f"is {second}.", "Use a number from 0 to 0.5.")
    width = len(POLICY_DOMAINS)
    own, numbers = pd.factorize(frame["paragraph"], sort=True)
    amount = frame["characters"].to_numpy(dtype=float) if weight == "characters" else np.ones(len(frame))
    first = places_of(frame["domain"])
    sums = np.zeros(len(numbers) * width)
    other = np.full(len(frame), -1)
    if second:
        other = places_of(frame["domain_second"])
    passed = np.where((other >= 0) & (other != first), second, 0.0)
    for domain, part in ((first, amount * (1 - passed)), (other, amount * passed)):
        known = (domain >= 0) & (first >= 0)
        sums += np.bincount(own[known] * width + domain[known], weights=part[known], minlength=len(sums))
    return sums.reshape(len(numbers), width)


def places_of(domains: pd.Series) -> NDArray[np.intp]:
    """Return the place of each domain in `POLICY_DOMAINS`; -1 for none of these."""
    found: NDArray[np.intp] = _PLACES.get_indexer(domains.to_numpy(dtype=object))
    return found


def shares(sums: FloatArray) -> FloatArray:
    """Divide each row by its sum; NaN where the sum is 0.

    ``share(d) = w(d) / Σ w``, the share of domain d in the weight of all domains.
    """
    totals = sums.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(sums, totals, out=np.full_like(sums, np.nan), where=totals > 0))


def by_group(frame: pd.DataFrame, groups: Sequence[str]) -> Iterator[tuple[tuple[Any, ...], pd.DataFrame]]:
    """Part a frame by columns, in the order in which the groups first appear; no columns make one group of all."""
    if not groups:
        if len(frame):
            yield (), frame
        return
    yield from frame.groupby(list(groups), sort=False, dropna=False, observed=True)
