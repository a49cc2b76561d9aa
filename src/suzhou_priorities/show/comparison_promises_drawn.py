"""Which of many documents a figure of the study's second half draws, and how it names them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.text import Annotation

from suzhou_priorities.show.comparison_promises_context import told

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matplotlib.axes import Axes

    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

MOST_DRAWN = 3  # documents that one panel has room for
MOST_PANELS = 6  # panels that a page has room for
# Rows of a figure of `share_dots`: above the first, the lowest name, and from one name to the next.
_ABOVE, _LOWEST, _NAME = -0.5, -0.85, 0.5


def first_of(compared: Compared, named: Collection[str] = (), most: int = MOST_DRAWN) -> Compared:
    """Return the documents that a figure can draw: those that its title names, then the first of those compared."""
    kept = sorted(compared.pair, key=lambda doc_id: doc_id not in named)[:most]
    return replace(compared, pair=[doc_id for doc_id in compared.pair if doc_id in kept])


def drawn(subtitle: str, drawn_ones: int, all_of: int, words: Words) -> str:
    """Return the subtitle of a figure; where it shows some of the compared documents only, that it does."""
    return told([subtitle, words("only_drawn", drawn=drawn_ones, all=all_of) if drawn_ones < all_of else ""], words)


def stack_names(axes: Axes, names: Sequence[str]) -> None:
    """Set the names of the documents above a panel of `share_dots` one below the other.

    Side by side more than two have no room in a panel.
    """
    heads = [text for text in axes.texts if isinstance(text, Annotation) and float(text.xy[1]) < _ABOVE]
    marks = [mark for mark in axes.collections if np.asarray(mark.get_offsets())[0, 1] < _ABOVE]
    x = 0.03 * axes.get_xlim()[1]
    for place, (head, mark, name) in enumerate(zip(heads, marks, names, strict=False)):
        y = _LOWEST - _NAME * (len(names) - 1 - place)
        head.xy = (x, y)
        head.set_text(name)
        mark.set_offsets([(x, y)])
    axes.set_ylim(top=_LOWEST - _NAME * len(names))
