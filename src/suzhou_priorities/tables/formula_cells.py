"""Cells that a spreadsheet program would take for a formula, in files that people open: CSV.

Texts come from the open web. A cell that begins with one of the signs of a formula gets an apostrophe before it, the
mark of a text. Numbers stay numbers, negative ones too; Parquet and the workbook hold every text as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

# Some programs take the full-width signs for formulas too; before a space they are marks of a text (＋ 新增).
_ACTS = re.compile(r"[=+\-@\t\r]|[＝＋－＠]\S")
_NUMBER = re.compile(r"[-+]?\d{1,30}(?:[.,]\d{1,30}){0,12}[%％]?")


def is_formula(cell: object) -> bool:
    """Return whether a spreadsheet program could take a cell for a formula."""
    return isinstance(cell, str) and _ACTS.match(cell) is not None and _NUMBER.fullmatch(cell) is None


def without_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose texts and heads cannot act as formulas."""
    safe = frame.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]) and any(map(is_formula, safe[column])):
            safe[column] = _marked(safe[column])
    return safe.set_axis(_marked(safe.columns), axis="columns")


def _marked(cells: Iterable[object]) -> list[object]:
    return [f"'{cell}" if is_formula(cell) else cell for cell in cells]
