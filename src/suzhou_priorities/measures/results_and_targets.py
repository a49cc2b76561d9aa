"""What a report makes of its indicators: last year's result, the coming year's target, and which of them is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from suzhou_priorities.extract.indicators import indicators as indicator_book
from suzhou_priorities.measures.panel import panel

if TYPE_CHECKING:
    from collections.abc import Sequence

HIGHER, LOWER, EQUAL, OTHER_TERMS, NOT_NUMBERED, DROPPED, NEW = (
    *("higher", "lower", "equal", "other_terms"),
    *("not_numbered", "dropped", "new"),
)
OUTCOMES = (HIGHER, LOWER, EQUAL, OTHER_TERMS, NOT_NUMBERED, DROPPED, NEW)
COMPARED = (HIGHER, LOWER, EQUAL)
CHANGE, AMOUNT = "change", "amount"
_KEY = ["doc_id", "indicator"]
_SHOWN = ("measure", "value", "unit", "bound", "base_value", "base_unit", "basis", "estimated", "sentence_id")
COLUMNS = [
    *_KEY,
    *("outcome", "kind", "difference"),
    *(f"{name}_result" for name in _SHOWN),
    *(f"{name}_target" for name in _SHOWN),
]
# 1,471 firms in all (累计达1471家) and 1,600 firms (突破1600家) are two figures of one stock.
_OF_STOCK = ("level", "count", "cumulative")
_EQUAL = 1e-9


def results_and_targets(
    documents: pd.DataFrame, quantities: pd.DataFrame, targets: pd.DataFrame, indicators: Sequence[str]
) -> pd.DataFrame:
    """Return for each report what became of each indicator that it names.

    ``outcome`` is

    - ``higher``, ``lower``, ``equal``: the target for the coming year against last year's result. Growth is compared
      with growth, amounts with amounts (where growth is not stated twice), within one measure, unit and basis;
    - ``other_terms``: result and target in figures that cannot be subtracted: a level against a growth, growth on
      another basis, or a ceiling (以内), which is no aim to be reached;
    - ``not_numbered``: a result in figures, and a headline target without one (tied to growth, or a direction);
    - ``dropped``: a result in figures, and no target of any kind;
    - ``new``: a target in figures, and no result.

    That an indicator is dropped says that the report sets no target for it, not that nobody does; that a target is
    higher says nothing of whether higher is better.

    Parameters
    ----------
    documents
        Rows of the table: the reports.
    quantities, targets
        The tables.
    indicators
        Keys, in the order wanted.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: a row per report and indicator, both in their order. ``kind`` (``change`` or ``amount``) of
        the figures that are shown, ``difference`` (target less result, in percentage points for growth, in base units
        for amounts; NaN where they are not compared), and each side's figure, empty where there is none.
    """
    cells = panel(documents, quantities, indicators)
    named = targets[targets["indicator"].notna()].drop_duplicates(_KEY)
    pegged = {(str(row.doc_id), str(row.indicator)): str(row.sentence_id) for row in named.itertuples()}
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for cell in cells.to_dict("records"):
        grouped.setdefault((cell["doc_id"], cell["indicator"]), []).append(cell)
    rows = [
        {"doc_id": str(doc_id), "indicator": key, **_told(grouped[(doc_id, key)], pegged.get((str(doc_id), key)))}
        for doc_id in documents["doc_id"]
        for key in indicators
        if (doc_id, key) in grouped
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _told(own: list[dict[str, Any]], pegged: str | None) -> dict[str, object]:
    """Return what became of one indicator in one report."""
    sides = {
        status: {str(cell["kind"]): cell for cell in own if cell["status"] == status} for status in ("actual", "target")
    }
    results, aims = sides["actual"], sides["target"]
    both = [kind for kind in (CHANGE, AMOUNT) if kind in results and kind in aims]
    for kind in both:
        if _comparable(results[kind], aims[kind]):
            name = "value" if kind == CHANGE else "base_value"
            difference = float(aims[kind][name]) - float(results[kind][name])
            return _row(_direction(difference), kind, results[kind], aims[kind], difference)
    if both:
        return _row(OTHER_TERMS, both[0], results[both[0]], aims[both[0]])
    result, aim = (next((side[kind] for kind in (CHANGE, AMOUNT) if kind in side), None) for side in (results, aims))
    if result is None:
        return _row(NEW, None, None, aim)
    if aim is not None:
        return _row(OTHER_TERMS, None, result, aim)
    row = _row(DROPPED if pegged is None else NOT_NUMBERED, None, result, None)
    return row | {"sentence_id_target": pegged}


def _comparable(result: dict[str, Any], aim: dict[str, Any]) -> bool:
    measures = {str(result["measure"]), str(aim["measure"])}
    is_stock = indicator_book()[str(aim["indicator"])].kind == "stock"
    one_measure = len(measures) == 1 or (is_stock and measures <= set(_OF_STOCK))
    alike = all(result[name] == aim[name] for name in ("base_unit", "basis"))
    return one_measure and alike and aim["bound"] != "le"


def _row(
    outcome: str,
    kind: str | None,
    result: dict[str, Any] | None,
    aim: dict[str, Any] | None,
    difference: float = float("nan"),
) -> dict[str, object]:
    row: dict[str, object] = {"outcome": outcome, "kind": kind, "difference": difference}
    for side, cell in (("result", result), ("target", aim)):
        row |= {f"{name}_{side}": None if cell is None else cell[name] for name in _SHOWN}
    return row


def _direction(difference: float) -> str:
    if abs(difference) < _EQUAL:
        return EQUAL
    return HIGHER if difference > 0 else LOWER
