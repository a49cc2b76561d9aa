"""The results as a picture: how far each ratio is from its goal, and time and memory by number of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib import pyplot
from matplotlib.ticker import FuncFormatter
from measured import HERE, Comparison, kept

from suzhou_priorities.show.style import GREY, INK, PALE, apply_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FILE = HERE / "results.png"
_REACHED, _MISSED = "#1f4e79", "#b5532a"


def draw() -> None:
    """Draw the kept results."""
    results = kept()
    rows = [Comparison(**row) for row in results["comparisons"]]
    rows = [row for row in rows if row.goal is not None]
    apply_style()
    figure, (ratios, seconds, memory) = pyplot.subplots(
        3, 1, figsize=(8, 2.6 + 0.36 * len(rows) + 3.6), height_ratios=[0.36 * len(rows) + 0.6, 1.8, 1.8]
    )
    _draw_ratios(ratios, rows)
    scales = [row for row in results["scales"] if row["where"] == "processes" and row["workers"] > 1]
    _draw_scale(seconds, scales, "seconds", "Time by number of documents, seconds, both axes logarithmic")
    _draw_scale(memory, scales, "peak", "Peak memory of all processes together by number of documents, MiB")
    memory.set_ylim(bottom=0)
    reached = sum(bool(row.is_reached) for row in rows)
    figure.suptitle(f"{reached} of {len(rows)} goals are reached", x=0.02, ha="left", fontsize=14, weight="bold")
    figure.text(0.02, 0.005, f"{results['machine']}. Made by `make benchmark`.", fontsize=8, color=GREY)
    figure.tight_layout(rect=(0, 0.02, 1, 0.98))
    figure.savefig(FILE, dpi=110, metadata={"Software": None})
    pyplot.close(figure)


def _draw_ratios(axes: Axes, rows: list[Comparison]) -> None:
    """Draw each ratio as a share of its goal: right of the line is better."""
    for place, row in enumerate(rows):
        assert row.goal is not None
        share = row.ratio / row.goal if row.more_is_better else row.goal / row.ratio
        colour = _REACHED if row.is_reached else _MISSED
        axes.plot([1, share], [place, place], color=colour, linewidth=2)
        axes.scatter([share], [place], color=colour, marker="o" if row.is_reached else "X", s=44, zorder=3)
        sign = "≥" if row.more_is_better else "≤"
        side, reach = ("left", 8) if row.is_reached else ("right", -8)
        axes.annotate(
            f"{row.ratio:.2f} ({sign} {row.goal:g})", (share, place), xytext=(reach, 0), textcoords="offset points",
            ha=side, va="center", fontsize=8.5, color=INK,
        )  # fmt: skip
    axes.set_yticks(range(len(rows)), [f"{row.what.strip()}\nagainst {row.against}" for row in rows], fontsize=8)
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.axvline(1, color=GREY, linewidth=1)
    axes.set_xlim(0.15, 12)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.set_title("Ratio as a share of its goal (1: just reached; to the right: better)", loc="left", fontsize=10)


def _draw_scale(axes: Axes, scales: list[dict[str, Any]], key: str, title: str) -> None:
    found = sorted((row["documents"], row[key]) for row in scales)
    if found:
        axes.plot(*zip(*found, strict=True), color=_REACHED, marker="o")
        for number, value in found:
            axes.annotate(f"{value:,.0f}", (number, value), xytext=(0, 7), textcoords="offset points", fontsize=8.5)
    axes.set_xscale("log")
    if key == "seconds":
        axes.set_yscale("log")
    axes.margins(0.08, 0.3)
    axes.grid(color=PALE, linewidth=0.5)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.set_title(title, loc="left", fontsize=10)
