"""A figure in the page: its words as text, its drawing as a picture with links over its marks."""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.show.line_breaks import mostly_chinese
from suzhou_priorities.show.output_style import CHART_STYLE
from suzhou_priorities.show.style import WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN_WIDTH = 720  # CSS pixels that the page gives a figure of the common width
_CHINESE = re.compile(r"[\u3400-\u9fff][\u3000-\u9fff\uff00-\uffef]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A link over the drawing.

    ``left``, ``top``, ``width`` and ``height`` are shares of the drawing; ``label`` says in words what stands at
    ``href``.
    """

    href: str
    label: str
    left: float
    top: float
    width: float
    height: float


def figure_html(
    name: str, words: tuple[str, str, str, str], picture: bytes, size: tuple[float, float], marks: Sequence[Mark]
) -> str:
    """Return a figure for the page.

    Title, subtitle and note are text, so that they are read, searched and wrapped like any other; on a narrow screen
    the drawing alone is scrolled.

    Parameters
    ----------
    name
        Name of the figure, for its address.
    words
        Title, subtitle, note, and what is read in place of the picture.
    picture
        The drawing without these, as PNG.
    size
        Its width and height in inches.
    marks
        Links over it.
    """
    title, subtitle, note, alt = words
    width, height = (round(_SHOWN_WIDTH * side / WIDTH) for side in size)
    encoded = base64.b64encode(picture).decode("ascii")
    return (
        f'<figure id="figure-{html.escape(name)}" class="chart">{CHART_STYLE}'
        f'<figcaption><strong>{_text(title)}</strong><span class="measure">{_text(subtitle)}</span></figcaption>'
        f'<div class="scroll"><div class="drawing"><img width="{width}" height="{height}" '
        f'src="data:image/png;base64,{encoded}" alt="{html.escape(alt)}">{"".join(map(_link, marks))}</div></div>'
        f'<p class="source">{_text(note)}</p></figure>'
    )


def _text(text: str) -> str:
    """Return text as HTML; Chinese names in a text of another language are marked as such."""
    escaped = html.escape(text)
    return escaped if mostly_chinese(text) else _CHINESE.sub(r'<span lang="zh-CN">\g<0></span>', escaped)


def _link(mark: Mark) -> str:
    sides = (("left", mark.left), ("top", mark.top), ("width", mark.width), ("height", mark.height))
    place = ";".join(f"{side}:{100 * share:.2f}%" for side, share in sides)
    label = html.escape(mark.label)
    return f'<a class="mark" style="{place}" href="{html.escape(mark.href)}" title="{label}" aria-label="{label}"></a>'
