"""What differs between the tables of two versions of the code, row by row.

Numbers of sentences and figures shift when one is added, so rows are not matched by them but by what they are about: a
sentence by its words, a figure by its sentence and its place in it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow
import pyarrow.parquet as parquet

from suzhou_priorities.tables.columns import LIST_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# What names a row. `passage` is its sentence, `place` the distance from the beginning of that sentence.
IDENTITY: dict[str, tuple[str, ...]] = {
    "documents": ("doc_id",),
    "repairs": ("doc_id", "kind", "before", "after"),
    "errors": ("file", "step"),
    "sections": ("doc_id", "number", "heading"),
    "sentences": ("doc_id", "text"),
    "quantities": ("doc_id", "passage", "place"),
    "targets": ("doc_id", "passage", "phrase"),
    "commitments": ("doc_id", "passage", "place"),
    "problems": ("doc_id", "passage"),
    "credentials": ("doc_id", "passage", "name"),
    "tasks": ("doc_id", "no"),
    "task_units": ("doc_id", "no", "unit"),
    "terms": ("doc_id", "term"),
    "links": ("from_doc", "from_passage", "to_doc", "to_passage", "kind"),
}
# Numbers and offsets that shift with what stands before.
_NUMBERS = ("sentence_id", "section_id", "quantity_id", "parent_id", "from_id", "to_id", "order")
_OFFSETS = ("start", "end", "raw_start", "raw_end", "clean_start", "clean_end")
SHIFTING = frozenset((*_NUMBERS, *_OFFSETS))
_REFERENCES = {"sentence_id": "passage", "from_id": "from_passage", "to_id": "to_passage", "answered_by": "answered_by"}
_DOCUMENT_OF = {"from_id": "from_doc", "to_id": "to_doc"}
_PLACED = frozenset({"quantities", "commitments"})
ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row that differs: how, its cells that name it, and the columns that changed with both values."""

    how: str
    cells: dict[str, str]
    columns: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TableDifference:
    """What differs in a table: its rows before and after, those that differ, and columns of one version only."""

    table: str
    before: int
    after: int
    rows: tuple[RowDifference, ...]
    new_columns: tuple[str, ...] = ()
    lost_columns: tuple[str, ...] = ()

    def count(self, how: str) -> int:
        """Return how many rows are `ADDED`, `REMOVED` or `CHANGED`."""
        return sum(row.how == how for row in self.rows)

    def columns(self) -> Counter[str]:
        """Return in how many rows each column changed."""
        return Counter(column for row in self.rows for column in row.columns)


def read_versions(folder: Path) -> dict[str, pd.DataFrame]:
    """Read the tables of a folder as text, whatever the version of the code that wrote them.

    Sentences are told by their words: ``passage``, ``place`` and the like are added as `IDENTITY` needs them.
    """
    tables = {source.stem: _as_text(source) for source in sorted(folder.glob("*.parquet"))}
    sentences = tables.get("sentences", pd.DataFrame(columns=["doc_id", "sentence_id", "text", "start"]))
    names = zip(sentences["doc_id"], sentences["sentence_id"], strict=True)
    told = dict(zip(names, zip(sentences["text"], sentences["start"], strict=True), strict=True))
    return {name: frame if name == "sentences" else _by_words(name, frame, told) for name, frame in tables.items()}


def table_differences(
    before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]
) -> dict[str, TableDifference]:
    """Return what differs in each table, as read by `read_versions`; a table of one version only has none."""
    return {name: _difference(name, before[name], after[name]) for name in IDENTITY if name in before and name in after}


def _as_text(source: Path) -> pd.DataFrame:
    files = sorted(source.glob("*.parquet")) if source.is_dir() else [source]
    table = pyarrow.concat_tables(parquet.read_table(file, partitioning=None) for file in files)
    return pd.DataFrame(
        {name: pd.Series([_cell(cell) for cell in cells], dtype=object) for name, cells in table.to_pydict().items()}
    )


def _cell(cell: Any) -> str:
    if isinstance(cell, list):
        return LIST_SEPARATOR.join(map(str, cell))
    return "" if cell is None else str(cell)


def _by_words(name: str, frame: pd.DataFrame, told: Mapping[tuple[str, str], tuple[str, str]]) -> pd.DataFrame:
    """Add the words of the sentences that a table refers to, and places within them."""
    more: dict[str, list[str]] = {}
    for column, words in _REFERENCES.items():
        document = _DOCUMENT_OF.get(column, "doc_id")
        if column in frame and document in frame:
            pairs = zip(frame[document], frame[column], strict=True)
            more[words] = [
                LIST_SEPARATOR.join(told.get((doc_id, one), (one, ""))[0] for one in cell.split(LIST_SEPARATOR))
                for doc_id, cell in pairs
            ]
    if name in _PLACED:
        rows = zip(frame["doc_id"], frame["sentence_id"], frame["start"], strict=True)
        more["place"] = [
            str(int(start) - int(told.get((doc_id, one), ("", "0"))[1] or 0)) for doc_id, one, start in rows
        ]
    return frame.assign(**more)


def _difference(name: str, before: pd.DataFrame, after: pd.DataFrame) -> TableDifference:
    identity = [column for column in IDENTITY[name] if column in before and column in after]
    one, other = _named(before, identity), _named(after, identity)
    compared = [column for column in before if column in after and column not in SHIFTING and column not in identity]
    rows = [RowDifference(REMOVED, cells, {}) for key, cells in one.items() if key not in other]
    for key, cells in other.items():
        earlier = one.get(key)
        if earlier is None:
            rows.append(RowDifference(ADDED, cells, {}))
        else:
            moved = {
                column: (earlier[column], cells[column]) for column in compared if earlier[column] != cells[column]
            }
            if moved:
                rows.append(RowDifference(CHANGED, cells, moved))
    return TableDifference(
        name,
        len(before),
        len(after),
        tuple(rows),
        tuple(str(column) for column in after if column not in before),
        tuple(str(column) for column in before if column not in after),
    )


def _named(frame: pd.DataFrame, identity: list[str]) -> dict[tuple[str, ...], dict[str, str]]:
    """Return the rows by what names them; of several of one name, the first is matched with the first, and so on."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for cells in frame.to_dict("records"):
        name = tuple(cells[column] for column in identity)
        found[(*name, str(seen[name]))] = cells
        seen[name] += 1
    return found
