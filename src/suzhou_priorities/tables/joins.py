"""How the tables belong together: which columns lead to which row of which table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Join:
    """Columns of a table that name a row of another (or of the same).

    Attributes
    ----------
    table, columns
        Where they stand. A list column names several rows; an empty cell names none.
    to_table, to_columns
        The row that they name, column by column.
    kinds
        The values of the column `kind` for which this holds; empty if always.
    """

    table: str
    columns: tuple[str, ...]
    to_table: str
    to_columns: tuple[str, ...]
    kinds: tuple[str, ...] = ()


_DOCUMENT = ("doc_id",)
_SECTION = ("doc_id", "section_id")
_SENTENCE = ("doc_id", "sentence_id")
_OF_SENTENCES = ("quantities", "targets", "commitments", "problems", "credentials", "tasks")

JOINS = (
    *(
        Join(table, _DOCUMENT, "documents", _DOCUMENT)
        for table in ("repairs", "sections", "sentences", *_OF_SENTENCES, "task_units", "terms")
    ),
    Join("sections", ("doc_id", "parent_id"), "sections", _SECTION),
    Join("sentences", _SECTION, "sections", _SECTION),
    *(Join(table, _SENTENCE, "sentences", _SENTENCE) for table in _OF_SENTENCES),
    Join("targets", ("doc_id", "quantity_id"), "quantities", ("doc_id", "quantity_id")),
    Join("problems", ("doc_id", "answered_by"), "sentences", _SENTENCE),
    Join("task_units", ("doc_id", "no"), "tasks", ("doc_id", "no")),
    Join("links", ("from_doc", "from_id"), "sentences", _SENTENCE),
    Join("links", ("to_doc", "to_id"), "tasks", ("doc_id", "no"), ("report→task",)),
    Join("links", ("to_doc", "to_id"), "sentences", _SENTENCE, ("plan→report",)),
)
