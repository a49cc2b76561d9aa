"""What changed in the tables since they were last looked at: rows by their keys, or whole parts of large ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow
import pyarrow.parquet as parquet

from suzhou_priorities.batch.ledger import BY_PARTS, BY_ROWS, NOT_COMPARED, TableChange
from suzhou_priorities.tables.extent import number_of_rows
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import joined_lists, read_table, written_aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_KIND, _OF = b"kind", b"of"
# Row hashes of one version of pandas say nothing of those of another.
_ROW_KIND = f"{BY_ROWS} pandas-{pd.__version__}"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a table.

    Attributes
    ----------
    table
        Its name.
    kind
        What `entries` are of, and by which way of hashing.
    of
        Checksum of the table.
    entries
        Columns ``key`` and ``content``: hashes of the key and of the whole of each row; or name and checksum of each
        part.
    """

    table: str
    kind: str
    of: str
    entries: pd.DataFrame


def fingerprints(processed: Path, memory: Path) -> dict[str, Fingerprint]:
    """Return what is to be kept of the tables of a folder.

    Parameters
    ----------
    processed
        Folder of the tables; a table that is not there has none.
    memory
        Folder of what was kept before, which is taken over where a table is still the same.
    """
    found = {}
    for table in SCHEMAS:
        source = processed / f"{table}.parquet"
        if source.exists():
            known = kept_fingerprint(table, memory)
            parts = _parts(source)
            of = hashlib.sha256(
                "".join(f"{name} {checksum}\n" for name, checksum in parts.items()).encode()
            ).hexdigest()
            if known is not None and known.of == of and known.kind in (_ROW_KIND, BY_PARTS):
                found[table] = known
            elif source.is_dir():
                entries = pd.DataFrame({"key": list(parts), "content": list(parts.values())}, dtype="string")
                found[table] = Fingerprint(table, BY_PARTS, of, entries)
            else:
                found[table] = Fingerprint(table, _ROW_KIND, of, _rows(table, processed))
    return found


def kept_fingerprint(table: str, memory: Path) -> Fingerprint | None:
    """Return what was kept of a table, None if nothing was or it cannot be read."""
    try:
        kept = parquet.read_table(memory / f"{table}.parquet")
        facts = kept.schema.metadata or {}
        return Fingerprint(table, facts[_KIND].decode(), facts[_OF].decode(), kept.to_pandas())
    except (OSError, KeyError, pyarrow.ArrowInvalid):
        return None


def keep(found: Iterable[Fingerprint], memory: Path) -> None:
    """Keep fingerprints for the next comparison."""
    for one in found:
        facts = {_KIND: one.kind.encode(), _OF: one.of.encode()}
        entries = pyarrow.Table.from_pandas(one.entries, preserve_index=False).replace_schema_metadata(facts)
        with written_aside(memory / f"{one.table}.parquet") as aside:
            parquet.write_table(entries, aside, compression="zstd")


def table_changes(now: Mapping[str, Fingerprint], processed: Path, memory: Path) -> list[TableChange]:
    """Return what changed in each table since its fingerprint was kept in the folder `memory`."""
    changes = []
    for table, after in now.items():
        before = kept_fingerprint(table, memory)
        rows = number_of_rows(table, processed)
        if before is None or before.kind != after.kind:
            changes.append(TableChange(table, rows, NOT_COMPARED, None, None, None))
        else:
            changes.append(_change(before, after, rows))
    return changes


def _change(before: Fingerprint, after: Fingerprint, rows: int) -> TableChange:
    compared = BY_PARTS if after.kind == BY_PARTS else BY_ROWS
    if before.of == after.of:
        return TableChange(after.table, rows, compared)
    old, new = before.entries, after.entries
    if compared == BY_ROWS and not SCHEMAS[after.table].key:
        counts = pd.concat([new["content"].value_counts(), old["content"].value_counts()], axis=1).fillna(0)
        more = (counts.iloc[:, 0] - counts.iloc[:, 1]).astype(int)
        return TableChange(
            after.table, rows, compared, int(more.clip(lower=0).sum()), int(-more.clip(upper=0).sum()), None
        )
    both = new.merge(old, on="key", suffixes=("", "_before"))
    return TableChange(
        after.table,
        rows,
        compared,
        added=len(new) - len(both),
        removed=len(old) - len(both),
        changed=int((both["content"] != both["content_before"]).sum()),
    )


def _rows(table: str, processed: Path) -> pd.DataFrame:
    """Return the hashes of key and content of each row, sorted by key; without a key the content stands for it."""
    schema = SCHEMAS[table]
    frame = joined_lists(read_table(table, processed), schema)
    content = pd.util.hash_pandas_object(frame, index=False)
    key = pd.util.hash_pandas_object(frame[list(schema.key)], index=False) if schema.key else content
    entries = pd.DataFrame({"key": key, "content": content})
    return entries.sort_values(["key", "content"], ignore_index=True)


def _parts(source: Path) -> dict[str, str]:
    """Return the checksums of the files of a table."""
    files = sorted(source.glob("*.parquet")) if source.is_dir() else [source]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
