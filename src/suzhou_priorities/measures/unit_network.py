"""Which units work together: a network whose ties are the tasks that two units share.

The projection of the two-mode network of units and tasks on the units (Wasserman and Faust 1994, ch. 8); degree and
strength as in Barrat et al. 2004.
"""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.measures.assignment import distinct_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TIES = ["first", "second", "tasks"]
SWAPS = 4000


def ties(units: pd.DataFrame) -> pd.DataFrame:
    """Count for each pair of units the tasks in which both appear, whatever their roles.

    ``w(i, j)`` is the number of tasks that list both i and j.

    Returns
    -------
    DataFrame
        ``first``, ``second`` (names in order), ``tasks``; the strongest tie first.
    """
    pairs = [
        pair
        for _, own in distinct_units(units).groupby("no", sort=True)
        for pair in combinations(sorted(own["name"]), 2)
    ]
    if not pairs:
        return pd.DataFrame({"first": [], "second": [], "tasks": []}).astype({"tasks": int})
    counted = pd.DataFrame(pairs, columns=TIES[:2]).groupby(TIES[:2]).size().rename("tasks").reset_index()
    return counted.sort_values(["tasks", "first", "second"], ascending=[False, True, True], ignore_index=True)


def centrality(tied: pd.DataFrame, load: pd.DataFrame) -> pd.DataFrame:
    """Return how central each unit is.

    ``degree(i)`` is the number of units with which i shares a task, ``strength(i)`` the sum of ``w(i, j)`` over them
    (weighted degree): a task with four units gives each of them three.

    Parameters
    ----------
    tied
        As from `ties`.
    load
        As from `assignment.unit_load`.

    Returns
    -------
    DataFrame
        ``name``, ``kind``, ``tasks``, ``supplies_data``, ``degree``, ``strength``; the strongest first.
    """
    both = pd.concat(
        [
            tied.rename(columns={"first": "name", "second": "other"}),
            tied.rename(columns={"second": "name", "first": "other"}),
        ]
    )
    sums = both.groupby("name")["tasks"].agg(degree="size", strength="sum")
    central = load[["name", "kind", "tasks", "supplies_data"]].copy()
    for column in ("degree", "strength"):
        central[column] = central["name"].map(sums[column]).fillna(0).astype(int)
    order = ["strength", "degree", "tasks", "name"]
    return central.sort_values(order, ascending=[False, False, False, True], ignore_index=True)


def strongest(tied: pd.DataFrame, central: pd.DataFrame, top_n: int, least: int = 2) -> pd.DataFrame:
    """Return the ties of at least `least` tasks among the `top_n` most central units.

    Where no tie is so strong, all ties among them.
    """
    chosen = set(central.head(top_n)["name"])
    among = tied[tied["first"].isin(chosen) & tied["second"].isin(chosen)]
    strong = among[among["tasks"] >= least]
    return (strong if len(strong) else among).reset_index(drop=True)


def circle_order(central: pd.DataFrame, tied: pd.DataFrame, seed: int) -> list[str]:
    """Return an order of units around a circle: kinds together, and within each kind tied units near to each other.

    Random swaps of two units of one kind are kept if they lower the sum of ``w(i, j) · d(i, j)``, where d is the
    distance of the two places along the circle. The same seed gives the same order.

    Parameters
    ----------
    central
        The units to place, as from `centrality`.
    tied
        Their ties.
    seed
        Seed of the swaps.
    """
    kinds = {kind: number for number, kind in enumerate(load_codebook("offices")["kinds"])}
    ranked = central.assign(rank=central["kind"].map(kinds).fillna(len(kinds))).sort_values("rank", kind="stable")
    order = [str(name) for name in ranked["name"]]
    alike: dict[str, list[int]] = {}
    for place, kind in enumerate(ranked["kind"]):
        alike.setdefault(str(kind), []).append(place)
    groups = [places for places in alike.values() if len(places) > 1]
    weights = {(str(row.first), str(row.second)): int(row.tasks) for row in tied.itertuples()}
    if not groups or not weights:
        return order
    chance = Random(seed)  # noqa: S311 - a drawing, nothing secret
    length = _length(order, weights)
    for _ in range(SWAPS):
        one, other = chance.sample(chance.choice(groups), 2)
        order[one], order[other] = order[other], order[one]
        swapped = _length(order, weights)
        if swapped < length:
            length = swapped
        else:
            order[one], order[other] = order[other], order[one]
    return order


def _length(order: Sequence[str], weights: Mapping[tuple[str, str], int]) -> int:
    place = {name: number for number, name in enumerate(order)}
    size = len(order)
    return sum(
        weight * min(abs(place[first] - place[second]), size - abs(place[first] - place[second]))
        for (first, second), weight in weights.items()
        if first in place and second in place
    )
