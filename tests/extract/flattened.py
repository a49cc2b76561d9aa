"""Tables flattened as pages flatten them: every cell with a bar behind it, merged cells as one run of bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TITLE = "某区2024年重点工作任务分解方案\n"
NOTE = "注：责任单位中，带“★”者为牵头单位。"
PLAIN_NOTE = "注：未尽事宜由区政府办公室解释。"


def flattened(rows: Iterable[Sequence[str | None]], note: str = NOTE) -> str:
    """Return a page with a table; None is a cell merged with the row above or the cell to its left."""
    return TITLE + "".join(flattened_row(row) for row in rows) + note + "\n"


def flattened_row(row: Sequence[str | None]) -> str:
    own = [cell for cell in row if cell is not None]
    merged = len(row) - len(own)
    return "".join(f"{cell}\n|\n" for cell in own) + ("|" * merged + "\n" if merged else "")
