"""Which tables each page of the site shows: kept apart, so that a run can plan its steps without loading the pages."""

from __future__ import annotations

TABLES_OF_DOCUMENT = ("documents", "sections", "sentences", "quantities", "repairs", "tasks")
TABLES_OF_SENTENCES = ("documents", "sections", "sentences", "commitments", "quantities")
TABLES_OF_EXPLORER = (
    *("documents", "sections", "sentences"),
    *("quantities", "targets", "commitments", "tasks", "task_units"),
)
TABLES_OF_METHODS = (
    *("documents", "repairs", "errors", "sections", "sentences", "quantities", "targets"),
    *("tasks", "problems", "credentials", "commitments"),
)
TABLES_OF_CODEBOOK = ("sentences", "commitments", "quantities")
