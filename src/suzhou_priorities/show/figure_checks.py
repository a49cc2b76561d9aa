"""What an editor looks for in a drawn figure, as far as it can be computed: words that overlap or are cut off."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox

_TOUCHING = 1.5  # points by which two boxes may meet: a box is a little larger than its letters


def overlapping_labels(figure: Figure) -> list[tuple[str, str]]:
    """Return the pairs of words of a figure whose boxes overlap, as they are drawn.

    Titles, labels of axes and rows, legends, notes and labels of marks count; what is hidden, empty or outside
    the range of its axis does not.
    """
    boxes = [(text.get_text(), _box(text, figure)) for text in _drawn(figure)]
    return [
        (first, second)
        for (first, one), (second, two) in combinations(boxes, 2)
        if min(one.x1, two.x1) > max(one.x0, two.x0) and min(one.y1, two.y1) > max(one.y0, two.y0)
    ]


def cut_labels(figure: Figure) -> list[str]:
    """Return the words of a figure that reach beyond its edges."""
    width, height = figure.bbox.width, figure.bbox.height
    boxes = [(text.get_text(), _box(text, figure)) for text in _drawn(figure)]
    return [text for text, box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]


def smallest_letters(figure: Figure) -> float:
    """Return the size in points of the smallest words of a figure."""
    return min(float(text.get_fontsize()) for text in _drawn(figure))


def _box(text: Text, figure: Figure) -> Bbox:
    """Return the box of the letters, without the rim that touching words may share."""
    rim = _TOUCHING * figure.dpi / 72
    box = text.get_window_extent()
    return box.padded(-min(rim, box.width / 4), -min(rim, box.height / 4))


def _drawn(figure: Figure) -> Iterator[Text]:
    """Return the words that are drawn."""
    figure.canvas.draw()
    texts = [*figure.texts, *(text for legend in figure.legends for text in legend.get_texts())]
    for axes in figure.axes:
        texts += _of_axes(axes)
    return (text for text in texts if text.get_visible() and text.get_text().strip())


def _of_axes(axes: Axes) -> list[Text]:
    legend = axes.get_legend()
    # The titles at the left and at the right have no public name.
    titles: list[Text] = [axes.title, axes._left_title, axes._right_title]  # type: ignore[attr-defined]
    return [
        *axes.texts,
        *titles,
        *(legend.get_texts() if legend else ()),
        *(_of_axis(axes.xaxis) if axes.axison else ()),
        *(_of_axis(axes.yaxis) if axes.axison else ()),
    ]


def _of_axis(axis: Axis) -> list[Text]:
    """Return the name of an axis, and the labels of its ticks that are in range."""
    if not axis.get_visible():
        return []
    low, high = sorted(axis.get_view_interval())
    rim = 1e-9 * max(high - low, 1.0)
    ticks = [tick for tick in axis.get_major_ticks() if low - rim <= tick.get_loc() <= high + rim]
    labels = [label for tick in ticks for label in (tick.label1, tick.label2)]
    return [axis.label, *labels]
