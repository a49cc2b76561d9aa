"""Shares of domains with each section left out in turn, to see whether one chapter makes the ranking.

The jackknife over sections (Quenouille 1956, Biometrika 43, 353-360; Efron and Tibshirani 1993, ch. 11).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS, paragraph_weights, shares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.measures.domain_weights import Weight

FAMILY = "section_left_out"
COLUMNS = ("document", "family", "variant", "domain", "share")
# Of a section that holds more of the text, those below it are left out instead: without it little were left to rank.
LARGEST = 1 / 3


def without_sections(counted: pd.DataFrame, sections: pd.DataFrame, weight: Weight = "characters") -> pd.DataFrame:
    """Return the shares of domains that each document would have without one of its sections.

    ``share(d) = Σ w(s, d) / Σ w(s)`` over the sentences outside the section. The sections are the outermost ones; one
    that holds more than a third of the counted text (a work report's part on the plan) is replaced by those below it,
    and the text directly under it counts as a section of its own.

    Parameters
    ----------
    counted
        The sentences that count, as from `counted_sentences.counted`, perhaps of one passage.
    sections
        The table.
    weight
        ``characters`` or ``sentences``.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`; ``family`` is `FAMILY`, ``variant`` the section_id left out, all domains. A document whose
        counted text is one section has no rows.

    Raises
    ------
    SuzhouPrioritiesError
        If `weight` is neither.
    """
    tables = []
    for doc_id, own in counted.groupby("doc_id", sort=False):
        of_document = sections[sections["doc_id"] == doc_id]
        above = dict(zip(of_document["section_id"], of_document["parent_id"], strict=True))
        sizes = own["characters"].tolist() if weight == "characters" else [1] * len(own)
        labels = pd.Series(outer_sections(list(own["section_id"]), above, sizes), index=own.index)
        for section in dict.fromkeys(labels):
            rest = own[labels != section]
            if rest.empty:
                continue
            found = shares(paragraph_weights(rest, weight).sum(axis=0))
            table = pd.DataFrame({"domain": POLICY_DOMAINS, "share": found})
            tables.append(table.assign(document=doc_id, family=FAMILY, variant=section))
    found = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS))
    return found[list(COLUMNS)]


def outer_sections(
    innermost: Sequence[str], above: Mapping[str, str | None], sizes: Sequence[float], largest: float = LARGEST
) -> list[str]:
    """Return for each sentence the outermost section that holds it and not more than `largest` of the text.

    Parameters
    ----------
    innermost
        Innermost section of each sentence.
    above
        Parent of each section; empty for outermost ones.
    sizes
        Weight of each sentence.
    largest
        Share of the text above which a section is replaced by those below it, as long as there are any.
    """
    paths = [_path(section, above) for section in innermost]
    depths = [0] * len(paths)
    total = sum(sizes)
    while True:
        labels = [path[depth] for path, depth in zip(paths, depths, strict=True)]
        weights: dict[str, float] = defaultdict(float)
        for label, size in zip(labels, sizes, strict=True):
            weights[label] += size
        deeper = [
            depth + 1 if weights[label] > largest * total and depth + 1 < len(path) else depth
            for path, depth, label in zip(paths, depths, labels, strict=True)
        ]
        if deeper == depths:
            return labels
        depths = deeper


def _path(section: str, above: Mapping[str, str | None]) -> list[str]:
    """Return the sections that hold a section, from the outermost to itself."""
    path = [section]
    while True:
        parent = above.get(path[-1])
        if parent is None or pd.isna(parent) or parent in path:
            return path[::-1]
        path.append(parent)
