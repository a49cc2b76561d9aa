"""Differences between two versions of the tables, told to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.workflow.table_differences import ADDED, CHANGED, REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from suzhou_priorities.workflow.table_differences import RowDifference, TableDifference

# What a learned weight moves in nearly every sentence: counted, but no reason to list a sentence.
QUIET = frozenset({"domain_score", "domain_terms"})
_LONGEST = 60
_SIGNS = {ADDED: "+", REMOVED: "−", CHANGED: "~"}
# What tells a row to a reader: its passage, and what stands in it.
_SHOWN = ("text", "quote", "passage", "phrase", "name", "issue", "term", "unit", "heading", "from_passage", "file")
_FACTS = {
    "quantities": ("indicator", "value", "unit", "status", "year_start"),
    "targets": ("phrase", "indicator", "form"),
    "commitments": ("verb", "object", "force", "testability"),
    "credentials": ("name", "level", "state"),
    "problems": ("domain",),
    "sentences": ("function", "domain"),
    "links": ("to_passage", "kind"),
    "task_units": ("no", "role"),
    "tasks": ("no", "group"),
    "repairs": ("kind", "before", "after"),
    "errors": ("error",),
}


def summary_told(found: Iterable[TableDifference], gone: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield a line for each table that differs: rows before and after, how many differ, and in which columns."""
    same = []
    yield f"{'table':<13}{'before':>8}{'after':>8}{'added':>8}{'removed':>9}{'changed':>9}  columns"
    for one in found:
        if not one.rows and not one.new_columns and not one.lost_columns:
            same.append(one.table)
            continue
        columns = [f"{column} {count}" for column, count in one.columns().most_common()]
        columns += [f"new: {column}" for column in one.new_columns]
        columns += [f"gone: {column}" for column in one.lost_columns]
        counts = f"{one.count(ADDED):>8}{one.count(REMOVED):>9}{one.count(CHANGED):>9}"
        yield f"{one.table:<13}{one.before:>8}{one.after:>8}{counts}  {', '.join(columns)}".rstrip()
    if same:
        yield f"the same: {', '.join(same)}"
    if gone or new:
        yield f"tables gone: {', '.join(gone) or 'none'}; new: {', '.join(new) or 'none'}"


def rows_told(difference: TableDifference, most: int | None) -> Iterator[str]:
    """Yield the rows of a table that differ, at most `most` of them, each with its passage and what moved."""
    rows = [row for row in difference.rows if row.how != CHANGED or set(row.columns) - QUIET]
    if not rows:
        return
    yield f"\n{difference.table}: {len(rows)}"
    for row in rows[:most]:
        document = row.cells.get("doc_id") or row.cells.get("from_doc") or ""
        yield f"  {_SIGNS[row.how]} {document}  {_passage(row)}"
        if row.how == CHANGED:
            for column, (old, new) in row.columns.items():
                if column not in QUIET:
                    yield f"      {column}: {_short(old)} → {_short(new)}"
        else:
            facts = [
                f"{name} {_short(row.cells[name])}" for name in _FACTS.get(difference.table, ()) if row.cells.get(name)
            ]
            if facts:
                yield f"      {', '.join(facts)}"
    if most is not None and len(rows) > most:
        yield f"  … and {len(rows) - most} more; `make diff ALL=1` lists them."


def _passage(row: RowDifference) -> str:
    return next((_short(row.cells[name], _LONGEST) for name in _SHOWN if row.cells.get(name)), "")


def _short(text: str, longest: int = _LONGEST // 2) -> str:
    plain = " ".join(text.split()) or "none"
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"
