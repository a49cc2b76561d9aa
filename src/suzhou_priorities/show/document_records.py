"""What the page of a document is made from: its rows of the tables and its clean text."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from suzhou_priorities.corpus.provenance import read_provenance, sidecar_of
from suzhou_priorities.errors import ProvenanceError
from suzhou_priorities.extract.model import Quantity
from suzhou_priorities.repair.edits import Repair
from suzhou_priorities.show.tables_shown import TABLES_OF_DOCUMENT
from suzhou_priorities.tables.store import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of a document, as in the table `documents`."""

    doc_id: str
    title: str | None
    place: str | None
    district: str | None
    doc_type: str | None
    review_start: int | None
    review_end: int | None
    plan_start: int | None
    plan_end: int | None
    adopted: str | None
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section, as in the table `sections`."""

    section_id: str
    parent_id: str | None
    level: int
    number: str
    heading: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One sentence or heading with its codes, as in the table `sentences`."""

    sentence_id: str
    section_id: str
    start: int
    end: int
    function: str | None
    horizon: str | None
    domain: str | None
    domain_second: str | None
    domain_score: float | None
    domain_terms: list[str]

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.function == "heading"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a task plan, as in the table `tasks`."""

    no: int
    section: str
    group: str
    text: str
    leaders: list[str]
    leaders_inherited: bool
    lead_units: list[str]
    co_units: list[str]
    sentence_id: str | None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document with all that its page shows.

    Attributes
    ----------
    facts
        Its row of `documents`.
    text
        Its clean text, into which all offsets point.
    sections, sentences, quantities, repairs, tasks
        Its rows, in document order.
    tier
        How far its source can be trusted, or None where no sidecar tells.
    """

    facts: DocumentFacts
    text: str
    sections: tuple[SectionRow, ...]
    sentences: tuple[SentenceRow, ...]
    quantities: tuple[Quantity, ...]
    repairs: tuple[Repair, ...]
    tasks: tuple[TaskRow, ...]
    tier: str | None


def read_records(doc_ids: Sequence[str], processed: Path, raw: Path) -> Iterator[DocumentRecord]:
    """Yield the documents that the tables hold, each table read once for all of them.

    Parameters
    ----------
    doc_ids
        The documents wanted; those that were set aside have no rows and are left out.
    processed, raw
        Folders of the tables with the clean texts, and of the raw pages with their sidecars.
    """
    frames = {
        name: dict(
            iter(read_table(name, processed, filters=[("doc_id", "in", list(doc_ids))]).groupby("doc_id", sort=False))
        )
        for name in TABLES_OF_DOCUMENT
    }
    for doc_id in doc_ids:
        own = {name: found[doc_id] for name, found in frames.items() if doc_id in found}
        if "documents" not in own:
            continue
        yield DocumentRecord(
            facts=_rows(own["documents"], DocumentFacts)[0],
            text=(processed / "text" / f"{doc_id}.txt").read_bytes().decode("utf-8"),
            sections=_without_leaps(_rows(own.get("sections"), SectionRow)),
            sentences=_rows(own.get("sentences"), SentenceRow),
            quantities=_rows(own.get("quantities"), Quantity),
            repairs=_rows(own.get("repairs"), Repair),
            tasks=_rows(own.get("tasks"), TaskRow),
            tier=_tier(sidecar_of(raw / f"{doc_id}.txt")),
        )


def _rows(frame: pd.DataFrame | None, kind: type[_Row]) -> tuple[_Row, ...]:
    """Return rows as values of a class whose fields are named like columns; empty cells become None."""
    if frame is None:
        return ()
    columns = [_plain(frame[field.name]) for field in fields(kind)]  # type: ignore[arg-type]
    return tuple(kind(*cells) for cells in zip(*columns, strict=True))


def _plain(column: pd.Series) -> list[Any]:
    if column.dtype == object:
        return list(column)
    return [None if cell is pd.NA or cell != cell else cell for cell in column.tolist()]


def _without_leaps(sections: tuple[SectionRow, ...]) -> tuple[SectionRow, ...]:
    """Return sections whose headings go down one level at a time: where the page lost one, those below it move up."""
    shown, level = [], 0
    for section in sections:
        if section.heading:
            level = min(max(section.level, 1), level + 1)
            section = replace(section, level=level)
        shown.append(section)
    return tuple(shown)


def _tier(sidecar: Path) -> str | None:
    try:
        return read_provenance(sidecar).source.tier
    except ProvenanceError:
        return None
