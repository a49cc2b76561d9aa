"""Which documents of a large corpus a study reads: those it names, or the few that can be compared at a glance.

A figure with a row or a panel for each document is read with a dozen of them, not with a thousand; and a notebook that
reads the rows of the documents it compares takes no longer on sixty thousand documents than on twenty.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from suzhou_priorities.corpus.source_tiers import source_tiers
from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.comparable_reports import comparable_reports
from suzhou_priorities.tables.optional import read_if_there
from suzhou_priorities.tables.store import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from suzhou_priorities.paths import ProjectPaths

MOST_OF_STUDY = 16
# The column that says whose a row is, where it is not `doc_id`; what was set aside belongs to no document.
KEYS = {"links": "from_doc", "errors": None}


@dataclass(frozen=True, slots=True)
class Choice:
    """Documents that are read.

    Attributes
    ----------
    doc_ids
        The documents, in the order of the table.
    of
        How many the corpus holds.
    is_named
        Whether the user named them.
    """

    doc_ids: tuple[str, ...]
    of: int
    is_named: bool

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return len(self.doc_ids) == self.of


def choose(
    documents: pd.DataFrame,
    tiers: Mapping[str, str],
    wanted: Sequence[str] = (),
    *,
    year: int = 0,
    first: Iterable[str] = (),
    most: int = MOST_OF_STUDY,
) -> Choice:
    """Return the documents that a study reads.

    Up to `most` documents are all read. Of more, these come first: what `first` names; documents of the districts of
    the codebook `places`; reports of the year that is compared; plans and task plans that cover it; the latest.

    Parameters
    ----------
    documents
        The table.
    tiers
        Source tier by doc_id.
    wanted
        doc_ids or patterns of them (``wujiang_*``): just these are read, however many; empty for the rule above.
    year
        The year that is compared; 0 for the year with the most comparable reports.
    first
        doc_ids and keys of districts that a page is about.
    most
        How many are read at most where none are named.

    Raises
    ------
    ParameterError
        If a name or pattern stands for no document.
    """
    ids = [str(doc_id) for doc_id in documents["doc_id"]]
    if wanted:
        found = {doc_id for name in wanted for doc_id in _named(str(name), ids)}
        return Choice(tuple(doc_id for doc_id in ids if doc_id in found), len(ids), is_named=True)
    if len(ids) <= most:
        return Choice(tuple(ids), len(ids), is_named=False)
    compared, _ = comparable_reports(documents, tiers, year)
    compared_year = int(compared["year"].iloc[0]) if len(compared) else year
    asked = set(first)
    ranked = documents.assign(
        is_first=documents["doc_id"].isin(asked) | documents["district"].isin(asked),
        has_district=documents["district"].notna(),
        is_compared=documents["doc_id"].isin(compared["doc_id"]),
        covers=documents["plan_start"].le(compared_year) & documents["plan_end"].ge(compared_year),
        latest=documents["year"].fillna(0),
    ).sort_values(
        ["is_first", "has_district", "is_compared", "covers", "latest", "doc_id"],
        ascending=[False, False, False, False, False, True],
        kind="stable",
    )
    chosen = set(ranked["doc_id"].head(most))
    return Choice(tuple(doc_id for doc_id in ids if doc_id in chosen), len(ids), is_named=False)


def read_chosen(
    names: Iterable[str],
    paths: ProjectPaths,
    wanted: Sequence[str] = (),
    *,
    year: int = 0,
    first: Iterable[str] = (),
    optional: Iterable[str] = (),
) -> tuple[dict[str, pd.DataFrame], Choice]:
    """Return tables by name with the rows of the documents that a study reads, and which these are; see `choose`.

    Parameters
    ----------
    names, optional
        Tables that have to be there, and tables that are empty where they are not.
    paths
        The checkout.
    wanted, year, first
        As for `choose`.
    """
    documents = read_table("documents", paths.processed)
    choice = choose(documents, source_tiers(paths.raw), wanted, year=year, first=first)
    tables = {name: read_rows(name, paths.processed, choice) for name in names}
    return tables | {name: read_rows(name, paths.processed, choice, is_optional=True) for name in optional}, choice


def read_rows(name: str, folder: Path, choice: Choice, *, is_optional: bool = False) -> pd.DataFrame:
    """Return the rows of a table that belong to chosen documents, without reading the others."""
    if is_optional and not (folder / f"{name}.parquet").exists():
        return read_if_there(name, folder)
    key = KEYS.get(name, "doc_id")
    rows = None if choice.is_all or key is None else [(key, "in", list(choice.doc_ids))]
    return read_table(name, folder, filters=rows)


def _named(name: str, ids: Sequence[str]) -> list[str]:
    found = [doc_id for doc_id in ids if fnmatchcase(doc_id, name)]
    if not found:
        raise ParameterError(
            "parameter corpus",
            f"“{name}” stands for no document.",
            "Give doc_ids of the table documents, or patterns of them such as wujiang_*.",
        )
    return found
