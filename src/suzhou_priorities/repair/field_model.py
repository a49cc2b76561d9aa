"""The language of government documents, as counts: built from clean documents, kept as a small table.

The table `field_model.tsv` holds, in simplified script, every character of the clean documents of the corpus
and the pairs and triples that occur at least twice. ``make field-model`` rebuilds it after documents came in;
a page with misdecoded runs of its own never enters it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.repair.counts import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE = "field_model.tsv"
LEAST = 2
NAME_WEIGHT = 3.0


def field_table(texts: Iterable[str]) -> str:
    """Return the table for clean texts: one n-gram and its count a line, sorted."""
    seen: Counter[str] = Counter()
    for text in texts:
        for line in text.split("\n"):
            seen.update(line)
            seen.update(map("".join, pairwise(line)))
            seen.update(map("".join, zip(line, line[1:], line[2:], strict=False)))
    kept = sorted(gram for gram, times in seen.items() if len(gram) == 1 or times >= LEAST)
    return "".join(f"{gram}\t{seen[gram]}\n" for gram in kept if "\t" not in gram)


@cache
def field_counts() -> Counts:
    """Return the counts of the shipped table."""
    alone: dict[str, float] = {}
    after_one: defaultdict[str, dict[str, float]] = defaultdict(dict)
    after_two: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for line in (resources.files(__package__) / TABLE).read_text(encoding="utf-8").splitlines():
        gram, _, times = line.rpartition("\t")
        if len(gram) == 1:
            alone[gram] = float(times)
        elif len(gram) == 2:
            after_one[gram[0]][gram[1]] = float(times)
        else:
            after_two[gram[:2]][gram[2]] = float(times)
    for name in place_names():
        for first, second in pairwise(name):
            after_one[first][second] = after_one[first].get(second, 0.0) + NAME_WEIGHT
        for position in range(len(name) - 2):
            pair, third = name[position : position + 2], name[position + 2]
            after_two[pair][third] = after_two[pair].get(third, 0.0) + NAME_WEIGHT
        for character in name:
            alone[character] = alone.get(character, 0.0) + NAME_WEIGHT
    return Counts(alone, after_one, after_two, sum(alone.values()))


def place_names() -> list[str]:
    """Return the names of the codebook `place_names`, in its order."""
    return [name for names in load_codebook("place_names")["entries"].values() for name in names]
