"""A figure in the page: its words as text, its drawing as a picture with links over its marks."""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.show.line_breaks import mostly_chinese
from suzhou_priorities.show.output_style import CHART_STYLE, NARROW_MEDIA
from suzhou_priorities.show.style import WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.show.figure_phone import Place, RowName

_SHOWN_WIDTH = 720  # CSS pixels that the page gives a figure of the common width
_CHINESE = re.compile(r"[\u3400-\u9fff][\u3000-\u9fff\uff00-\uffef]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A link over the drawing.

    ``left``, ``top``, ``width`` and ``height`` are shares of the drawing, ``narrow`` the same of that for narrow
    screens where there is one; ``label`` says in words what stands at ``href``.
    """

    href: str
    label: str
    left: float
    top: float
    width: float
    height: float
    narrow: Place | None = None


@dataclass(frozen=True, slots=True)
class NarrowDrawing:
    """A drawing as narrow screens show it.

    Attributes
    ----------
    picture
        It with its panels below each other, as PNG; empty where the drawing is scrolled.
    size
        Width and height of that picture in inches.
    names
        Names of the rows, which stay in view while the drawing is scrolled.
    names_width
        Share of the drawing that they take.
    """

    picture: bytes = b""
    size: tuple[float, float] = (0.0, 0.0)
    names: Sequence[RowName] = ()
    names_width: float = 0.0


def figure_html(
    name: str,
    words: tuple[str, str, str, str],
    picture: bytes,
    size: tuple[float, float],
    marks: Sequence[Mark],
    narrow: NarrowDrawing = NarrowDrawing(),
) -> str:
    """Return a figure for the page.

    Title, subtitle and note are text, so that they are read, searched and wrapped like any other; on a narrow screen
    the panels of the drawing stand below each other, or it alone is scrolled.

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
    narrow
        How it is shown on a narrow screen.
    """
    title, subtitle, note, alt = words
    image = f'<img {_source("src", picture, size)} alt="{html.escape(alt)}">'
    if narrow.picture:
        source = _source("srcset", narrow.picture, narrow.size)
        image = f'<picture><source media="{NARROW_MEDIA}" {source}>{image}</picture>'
    form = "chart stacks" if narrow.picture else "chart"
    return (
        f'<figure id="figure-{html.escape(name)}" class="{form}">{CHART_STYLE}'
        f'<figcaption><strong>{_text(title)}</strong><span class="measure">{_text(subtitle)}</span></figcaption>'
        f'<div class="scroll"><div class="drawing">{image}{_names(narrow)}{"".join(map(_link, marks))}</div></div>'
        f'<p class="source">{_text(note)}</p></figure>'
    )


def _source(attribute: str, picture: bytes, size: tuple[float, float]) -> str:
    width, height = (round(_SHOWN_WIDTH * side / WIDTH) for side in size)
    encoded = base64.b64encode(picture).decode("ascii")
    return f'width="{width}" height="{height}" {attribute}="data:image/png;base64,{encoded}"'


def _names(narrow: NarrowDrawing) -> str:
    """Return the names of the rows over the picture of them; they are seen while it is scrolled only."""
    if narrow.picture or not narrow.names:
        return ""
    names = "".join(
        f'<span style="top:{100 * name.top:.2f}%">{_text(" ".join(name.text.split()))}</span>' for name in narrow.names
    )
    return f'<div class="names" style="width:{100 * narrow.names_width:.2f}%" aria-hidden="true">{names}</div>'


def _text(text: str) -> str:
    """Return text as HTML; Chinese names in a text of another language are marked as such."""
    escaped = html.escape(text)
    return escaped if mostly_chinese(text) else _CHINESE.sub(r'<span lang="zh-CN">\g<0></span>', escaped)


def _link(mark: Mark) -> str:
    sides = (("left", mark.left), ("top", mark.top), ("width", mark.width), ("height", mark.height))
    place = ";".join(f"{side}:{100 * share:.2f}%" for side, share in sides)
    if mark.narrow:
        letters = zip("ltwh", mark.narrow, strict=True)
        place += "".join(f";--{letter}:{100 * share:.2f}%" for letter, share in letters)
    label = html.escape(mark.label)
    return f'<a class="mark" style="{place}" href="{html.escape(mark.href)}" title="{label}" aria-label="{label}"></a>'
