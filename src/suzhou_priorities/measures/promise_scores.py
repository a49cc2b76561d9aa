"""How well promises are read: against promises that readers read in the same units.

A promise of the program and one of a reader are the same if their verbs share a sign of the text; where several do,
those that share most are paired first, each once. Precision, recall and F1 follow from the pairs
(`extraction_scores.score_all`). Force and testability of what is paired are compared as codes with an order
(`agreement`, linearly weighted kappa), and so are the strongest force and the highest testability of each unit, which
do not depend on how promises are parted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.agreement import agreement, confusion
from suzhou_priorities.measures.commitment import AXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from suzhou_priorities.measures.commitment import Axis

COLUMNS = ("verb", "object", "force", "testability", "negated")
NO_PROMISE = "-"
# Between the parts of a verb that is printed apart (争取明年挤进: 争取挤进).
_FARTHEST = 60


def verb_places(text: str, promises: Iterable[tuple[str, str]]) -> list[frozenset[int]]:
    """Return where the signs of each verb stand in a text.

    Parameters
    ----------
    text
        The unit.
    promises
        Verb and object of each promise, in printed order. Of several places of a verb the first behind the verb before
        it is taken, one with the object behind it rather than others.

    Returns
    -------
    list of frozenset
        One for each promise; empty where the text does not hold the verb.
    """
    found: list[frozenset[int]] = []
    place = 0
    for verb, governed in promises:
        own = _place(text, verb, governed, place)
        found.append(own)
        if own:
            place = max(place, max(own) + 1)
    return found


def paired_promises(gold: pd.DataFrame, found: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Pair the promises of each unit.

    Parameters
    ----------
    gold
        What a reader read: ``unit_id`` and `COLUMNS`, in printed order; a verb ``-`` says that there is none.
    found
        What the program, or another reader, read, in the same form.
    texts
        The text of each unit; units without promises count too.

    Returns
    -------
    DataFrame
        One row per pair and per promise without partner, by unit and place: ``unit_id``, ``in_gold``, ``in_found``, and
        for each of `COLUMNS` ``<column>_gold`` and ``<column>_found``.
    """
    theirs, ours = _by_unit(gold), _by_unit(found)
    rows: list[dict[str, object]] = []
    for unit, text in texts.items():
        rows.extend(_pairs_of_unit(unit, text, theirs.get(unit, []), ours.get(unit, [])))
    columns = ["unit_id", "in_gold", "in_found", *(f"{name}_{side}" for name in COLUMNS for side in ("gold", "found"))]
    return pd.DataFrame(rows, columns=columns).astype({"in_gold": bool, "in_found": bool})


def axis_agreement(pairs: pd.DataFrame, axis: Axis, seed: int = 0) -> pd.DataFrame:
    """Return how far paired promises agree on an axis, as from `agreement` with the axis's order."""
    both = pairs[pairs["in_gold"] & pairs["in_found"]]
    return agreement(both[f"{axis}_gold"], both[f"{axis}_found"], AXES[axis][::-1], seed=seed)


def axis_confusion(pairs: pd.DataFrame, axis: Axis) -> pd.DataFrame:
    """Count paired promises by what both say of an axis, from the weakest to the strongest."""
    both = pairs[pairs["in_gold"] & pairs["in_found"]]
    return confusion(both[f"{axis}_gold"], both[f"{axis}_found"], AXES[axis][::-1])


def strongest_of_units(gold: pd.DataFrame, found: pd.DataFrame, axis: Axis) -> pd.DataFrame:
    """Return the highest value of each unit on an axis, by reader and by program.

    Returns
    -------
    DataFrame
        ``unit_id``, ``gold``, ``coded``; units in which both found a promise, in the reader's order.
    """
    theirs, ours = _strongest(gold, axis), _strongest(found, axis)
    both = pd.DataFrame({"gold": theirs, "coded": ours.reindex(theirs.index)}).dropna()
    return both.rename_axis("unit_id").reset_index()


def unit_agreement(gold: pd.DataFrame, found: pd.DataFrame, axis: Axis, seed: int = 0) -> pd.DataFrame:
    """Return how far the highest values of the units agree, as from `agreement`."""
    both = strongest_of_units(gold, found, axis)
    return agreement(both["gold"], both["coded"], AXES[axis][::-1], seed=seed)


def _strongest(promises: pd.DataFrame, axis: Axis) -> pd.Series:
    ranks = {value: place for place, value in enumerate(AXES[axis])}
    own = promises[promises[axis].isin(ranks)]
    best = own[axis].map(ranks).groupby(own["unit_id"], sort=False).min()
    return best.map(dict(enumerate(AXES[axis]))).astype("object")


def _by_unit(promises: pd.DataFrame) -> dict[str, list[dict[str, object]]]:
    own = promises[promises["verb"] != NO_PROMISE]
    return {str(unit): group.to_dict("records") for unit, group in own.groupby("unit_id", sort=False)}


def _pairs_of_unit(
    unit: str, text: str, theirs: list[dict[str, object]], ours: list[dict[str, object]]
) -> list[dict[str, object]]:
    places = [verb_places(text, ((str(one["verb"]), str(one["object"])) for one in side)) for side in (theirs, ours)]
    shared = [
        (-len(first & second), left, right)
        for left, first in enumerate(places[0])
        for right, second in enumerate(places[1])
        if first & second
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, left, right in sorted(shared):
        if left not in partner and right not in taken:
            partner[left] = right
            taken.add(right)
    rows = [_row(unit, one, ours[partner[left]] if left in partner else None) for left, one in enumerate(theirs)]
    return rows + [_row(unit, None, other) for right, other in enumerate(ours) if right not in taken]


def _row(unit: str, one: dict[str, object] | None, other: dict[str, object] | None) -> dict[str, object]:
    row: dict[str, object] = {"unit_id": unit, "in_gold": one is not None, "in_found": other is not None}
    for name in COLUMNS:
        row[f"{name}_gold"] = None if one is None else one[name]
        row[f"{name}_found"] = None if other is None else other[name]
    return row


def _place(text: str, verb: str, governed: str, place: int) -> frozenset[int]:
    if not verb:
        return frozenset()
    for words in (verb + governed[:2], verb):
        for begin in (place, 0):
            at = text.find(words, begin)
            if at >= 0:
                return frozenset(range(at, at + len(verb)))
    apart = re.compile(f"[^。]{{0,{_FARTHEST}}}?".join(f"({re.escape(sign)})" for sign in verb))
    match = apart.search(text, place) or apart.search(text)
    if match is None:
        return frozenset()
    return frozenset(match.start(number) for number in range(1, len(verb) + 1))
