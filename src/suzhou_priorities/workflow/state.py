"""doit's memory of what was done, kept through a kill: each finished step is on disk at once."""

from __future__ import annotations

from typing import Any

from doit.dependency import SqliteDB

LAST_KEY = "deps:"  # doit saves a task's list of dependencies last; the task is complete then


class WrittenThrough(SqliteDB):  # type: ignore[misc]
    """doit's SQLite backend, written after every step instead of at the end."""

    desc = "SQLite, written after every step"

    def set(self, task_id: str, dependency: str, value: Any) -> None:
        """Store a value; the last one of a task goes to disk with all others of the task."""
        super().set(task_id, dependency, value)
        if dependency == LAST_KEY:
            self._conn.execute(
                "insert or replace into doit values (?, ?)",
                (task_id, self.codec.encode(self._cache[task_id])),
            )
            self._conn.commit()
            self._dirty.discard(task_id)

    def remove(self, task_id: str) -> None:
        """Forget a task, on disk as well."""
        super().remove(task_id)
        self._conn.commit()
