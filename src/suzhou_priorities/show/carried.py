"""What other pages take from an executed notebook, and nothing else of it.

The workbook takes its tables, the front page the summary of the study with its first figure. They are copied out of the
executed notebook, so that a change of its code or its prose alone does not have the workbook and the front page made
again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat

from suzhou_priorities.paths import aside_of
from suzhou_priorities.show.summary import SUMMARY_TYPE

if TYPE_CHECKING:
    from pathlib import Path

_TABLE = "data:text/csv"


def write_carried(executed: Path, target: Path) -> None:
    """Write a notebook that holds only the tables, headings, summary and first figure of an executed one.

    Parameters
    ----------
    executed
        The notebook with its outputs.
    target
        Where to write; replaced whole or not at all.
    """
    cells = nbformat.read(executed, as_version=4).cells
    shown = [output["data"] for cell in cells for output in cell.get("outputs", []) if "data" in output]
    figure = next((_first_figure(data[SUMMARY_TYPE]) for data in shown if SUMMARY_TYPE in data), "")
    kept = [carried for data in shown if (carried := _carried(data, figure))]
    node = nbformat.v4.new_notebook()
    node.cells = [
        nbformat.v4.new_code_cell("", id=f"cell-{place:03d}", outputs=[nbformat.v4.new_output("display_data", data)])
        for place, data in enumerate(kept)
    ]
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = aside_of(target)
    nbformat.write(node, aside)
    aside.replace(target)


def _carried(data: dict[str, Any], figure: str) -> dict[str, Any]:
    """Return what of an output is kept, empty if nothing is."""
    if SUMMARY_TYPE in data:
        return {SUMMARY_TYPE: data[SUMMARY_TYPE]}
    markup = "".join(data.get("text/html", ""))
    if _TABLE in markup or "<h" in markup or (figure and f'id="figure-{figure}"' in markup):
        return {"text/html": markup}
    headings = [line for line in "".join(data.get("text/markdown", "")).splitlines() if line.startswith("#")]
    return {"text/markdown": "\n".join(headings)} if headings else {}


def _first_figure(summary: dict[str, Any]) -> str:
    return str(summary["findings"][0]["figure"]) if summary["findings"] else ""
