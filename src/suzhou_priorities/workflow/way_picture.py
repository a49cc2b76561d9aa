"""The picture of the way of the data: folders of the package and files from top to bottom, steps beside them."""

from __future__ import annotations

import html
import textwrap
from typing import TYPE_CHECKING

from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.workflow.way_of_the_data import RUNNERS, TABLES, Layer, layers, steps_of_a_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.paths import ProjectPaths

WIDTH, LEFT, BOX, SIDE, SIDE_BOX = 940, 20, 600, 660, 260
LINE, PADDING, GAP = 18, 12, 26
# Characters that fit into a line of a box.
IN_BOX = 80
_STYLE = (
    "text{font:13px system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;fill:#1f2933}"
    ".name{font-weight:600;font-size:15px}.soft{fill:#52606d}"
    ".code{fill:#eaf3fb;stroke:#0072b2}.file{fill:#fff7e6;stroke:#b26a00}.step{fill:#f3f4f6;stroke:#7b8794}"
    ".arrow{stroke:#52606d;stroke-width:1.5;fill:none;marker-end:url(#tip)}"
)


def way_picture(paths: ProjectPaths) -> str:
    """Return the picture as SVG.

    Parameters
    ----------
    paths
        The checkout whose steps are shown.
    """
    to_tables, from_tables = steps_of_a_run(paths)
    found = layers()
    place = [layer.name for layer in found].index(TABLES) + 1
    drawing = _Drawing()
    top = drawing.file("data/raw", "Pages as scraped, each with its provenance. Never edited.")
    for layer in found[:place]:
        drawing.layer(layer)
    tables = f"{len(SCHEMAS)} tables as Parquet and CSV: {', '.join(SCHEMAS)}"
    middle = drawing.file("data/processed", tables)
    for layer in found[place:]:
        drawing.layer(layer)
    end = drawing.file("reports, figures", "Pages in Chinese and English, executed notebooks, figures, one workbook.")
    drawing.steps("Steps up to the tables", to_tables, top, middle)
    drawing.steps("Steps from the tables on", from_tables, middle, end)
    drawing.runners(layers(RUNNERS))
    return drawing.svg()


class _Drawing:
    """Boxes from top to bottom, with arrows between them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._y = PADDING

    def layer(self, layer: Layer) -> None:
        books = f"codebooks: {', '.join(layer.codebooks)}" if layer.codebooks else ""
        self._chained("code", layer.name, [*_lines(layer.purpose, IN_BOX), *_lines(books, IN_BOX)])

    def file(self, name: str, text: str) -> int:
        """Draw files, and return the height at which they stand."""
        return self._chained("file", name, _lines(text, IN_BOX))

    def steps(self, title: str, names: Sequence[str], top: int, bottom: int) -> None:
        """Draw a frame from `top` to `bottom` beside the boxes, with the steps that lead from the one to the other."""
        self._box("step", SIDE, top, SIDE_BOX, bottom - top - GAP // 2, title, names)

    def runners(self, found: Sequence[Layer]) -> None:
        for layer in found:
            lines = _lines(layer.purpose, IN_BOX)
            height = _height(lines)
            self._box("step", LEFT, self._y, BOX, height, layer.name, lines)
            self._y += height + PADDING

    def svg(self) -> str:
        tip = (
            '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            '<path d="M0 0 8 4 0 8z" fill="#52606d"/></marker>'
        )
        label = "The way of the data from raw pages to reports, with the folders of the package and the steps of a run"
        head = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self._y}" role="img" aria-label="{label}"'
        return (
            f"<svg {head}>\n"
            f'<style>{_STYLE}</style><defs>{tip}</defs>\n<rect width="{WIDTH}" height="{self._y}" fill="#ffffff"/>\n'
            + "\n".join(self._parts)
            + "\n</svg>\n"
        )

    def _chained(self, kind: str, name: str, lines: Sequence[str]) -> int:
        top, height = self._y, _height(lines)
        self._box(kind, LEFT, top, BOX, height, name, lines)
        self._y += height + GAP
        middle = LEFT + BOX // 2
        if name != "reports, figures":
            self._parts.append(f'<path class="arrow" d="M{middle} {top + height}V{self._y - 1}"/>')
        return top

    def _box(self, kind: str, left: int, top: int, width: int, height: int, name: str, lines: Sequence[str]) -> None:
        box = f'<rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{height}" rx="6"/>'
        left, top = left + PADDING, top + PADDING + 11
        texts = [
            f'<text class="{"soft" if number else "name"}" x="{left}" y="{top + LINE * number}">{text}</text>'
            for number, text in enumerate(map(html.escape, (name, *lines)))
        ]
        self._parts.append(box + "".join(texts))


def _lines(text: str, length: int) -> list[str]:
    return textwrap.wrap(text, length, break_long_words=False, break_on_hyphens=False)


def _height(lines: Sequence[str]) -> int:
    return 2 * PADDING + LINE * len(lines) + 10
