"""One look for all figures."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib import colors, font_manager

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.show.fonts import FAMILY, font_file

if TYPE_CHECKING:
    from matplotlib.typing import ColorType

INK = "#1f2933"
GREY = "#5f6b7a"
PALE = "#d5dae1"
ACCENT = "#0072B2"
WARNING = "#D55E00"
# A figure is as wide as a column of an A4 page, so that its text is printed at the size that is set here.
WIDTH = 6.4  # inches
DPI = 250  # 1,600 pixels: two and more for each of those a page shows it at
TITLE_SIZE, SUBTITLE_SIZE, NOTE_SIZE = 13.5, 10.0, 8.5
ROW_SIZE, LABEL_SIZE, TICK_SIZE = 10.0, 9.0, 9.0  # names of rows, values at marks, numbers of axes

_CONTRAST = 4.5  # least contrast of letters with their ground (WCAG 2, level AA)
_PALE_FROM = 0.6  # luminance

_SETTINGS: dict[str, Any] = {
    "font.family": [FAMILY],
    "font.size": ROW_SIZE,
    "text.color": INK,
    "axes.edgecolor": PALE,
    "axes.labelcolor": GREY,
    "axes.labelsize": TICK_SIZE,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.unicode_minus": False,
    "xtick.color": GREY,
    "xtick.labelsize": TICK_SIZE,
    "ytick.labelsize": ROW_SIZE,
    "hatch.linewidth": 0.6,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "figure.facecolor": "white",
    "figure.dpi": 100,
    "savefig.dpi": DPI,
    "svg.fonttype": "path",
    "svg.hashsalt": "suzhou-priorities",
}


def apply_style() -> None:
    """Set the look for all figures drawn from here on, font included."""
    _add_font()
    mpl.rcParams.update(_SETTINGS)  # type: ignore[arg-type]


@cache
def _add_font() -> None:
    font_manager.fontManager.addfont(str(font_file()))


def colour_of(district: object) -> str:
    """Return a district's colour, the same in every figure; grey for places without one (None or a missing cell)."""
    entry = load_codebook("places")["entries"].get(district) if isinstance(district, str) else None
    return str(entry["colour"]) if entry else GREY


def text_colour(colour: ColorType) -> str:
    """Return a colour for letters on white: darker than that of a mark where it has to be, for a contrast of 4.5 to 1.

    White and pale letters, which stand in dark marks, stay as they are.
    """
    red, green, blue = colors.to_rgb(colour)
    if _luminance(red, green, blue) > _PALE_FROM:
        return colors.to_hex((red, green, blue))
    shade = 1.0
    while 1.05 / (_luminance(shade * red, shade * green, shade * blue) + 0.05) < _CONTRAST:
        shade -= 0.02
    return colors.to_hex((shade * red, shade * green, shade * blue))


def _luminance(*channels: float) -> float:
    """Return the relative luminance of a colour (WCAG 2)."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def name_of(district: object, lang: str) -> str:
    """Return a district's short name; a dash for none."""
    if not isinstance(district, str) or not district:
        return "—"
    entry = load_codebook("places")["entries"].get(district)
    return str(entry[f"short_{lang}"]) if entry else district
