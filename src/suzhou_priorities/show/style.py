"""One look for all figures."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib import font_manager

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.show.fonts import FAMILY, font_file

INK = "#1f2933"
GREY = "#5f6b7a"
PALE = "#d5dae1"
ACCENT = "#0072B2"
WARNING = "#D55E00"
WIDTH = 8.0
DPI = 200

_SETTINGS: dict[str, Any] = {
    "font.family": [FAMILY],
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": PALE,
    "axes.labelcolor": GREY,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.unicode_minus": False,
    "xtick.color": GREY,
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
    font_manager.fontManager.addfont(str(font_file()))
    mpl.rcParams.update(_SETTINGS)  # type: ignore[arg-type]


def colour_of(district: str | None) -> str:
    """Return a district's colour, the same in every figure; grey for places without one."""
    entry = load_codebook("places")["entries"].get(district or "")
    return str(entry["colour"]) if entry else GREY


def name_of(district: str | None, lang: str) -> str:
    """Return a district's short name."""
    entry = load_codebook("places")["entries"].get(district or "")
    return str(entry[f"short_{lang}"]) if entry else (district or "—")
