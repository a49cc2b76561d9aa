"""Checksums of the tables' CSV files, kept in the repository: a change of results is seen in review."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.errors import TableError
from suzhou_priorities.tables.extent import number_of_rows
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import write_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CHECKSUMS = "tests/expected/table_checksums.tsv"
_COLUMNS = ("table", "rows", "bytes", "sha256")


@dataclass(frozen=True, slots=True)
class TableChecksum:
    """What is kept of a table: its rows, and size in bytes and SHA-256 of its CSV file."""

    rows: int
    size: int
    sha256: str


def checksums_of(processed: Path) -> dict[str, TableChecksum]:
    """Return the checksums of the tables in a folder, by table; one without a CSV file is left out."""
    found = {}
    for table in SCHEMAS:
        file = processed / f"{table}.csv"
        if file.is_file():
            content = file.read_bytes()
            rows = number_of_rows(table, processed)
            found[table] = TableChecksum(rows, len(content), hashlib.sha256(content).hexdigest())
    return found


def read_checksums(file: Path) -> dict[str, TableChecksum]:
    """Read the checksums that were accepted; none if the file is not there.

    Raises
    ------
    TableError
        If the file is not a list of checksums.
    """
    if not file.is_file():
        return {}
    try:
        lines = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")), delimiter="\t"))
        return {line["table"]: TableChecksum(int(line["rows"]), int(line["bytes"]), line["sha256"]) for line in lines}
    except (ValueError, KeyError, TypeError) as error:
        raise TableError(CHECKSUMS, "is no list of checksums.", "Restore it, or run `make accept`.") from error


def write_checksums(found: Mapping[str, TableChecksum], file: Path) -> None:
    """Write checksums, a table a line."""
    lines = [_COLUMNS, *((table, str(one.rows), str(one.size), one.sha256) for table, one in found.items())]
    write_text(file, "".join("\t".join(line) + "\n" for line in lines))


def moved_tables(accepted: Mapping[str, TableChecksum], found: Mapping[str, TableChecksum]) -> list[str]:
    """Return a line for each table whose CSV is not the accepted one."""
    lines = []
    for table in dict.fromkeys((*accepted, *found)):
        old, new = accepted.get(table), found.get(table)
        if old is None and new is not None:
            lines.append(f"table {table}: new, {new.rows} rows")
        elif new is None:
            lines.append(f"table {table}: gone")
        elif old is not None and old != new:
            lines.append(
                f"table {table}: {old.rows} → {new.rows} rows, {old.size} → {new.size} bytes, "
                f"sha256 {old.sha256[:8]}… → {new.sha256[:8]}…"
            )
    return lines
