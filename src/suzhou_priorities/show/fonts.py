"""One font for all Chinese text: Noto Sans SC from a package, never one of the machine's."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont
from uharfbuzz import Blob, Face, SubsetFlags, SubsetInput, subset

from suzhou_priorities.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FONT_PACKAGE = "pylopdf-fonts-zh-cn"
FAMILY = "Noto Sans SC"


def font_file() -> Path:
    """Return the font file.

    Raises
    ------
    ReportError
        If the package that brings it is not installed.
    """
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError as error:
        raise ReportError(
            FAMILY,
            "is missing, and without it Chinese text cannot be drawn.",
            f"Install the package {FONT_PACKAGE}, or run `make report`, which does.",
        ) from error
    path: Path = sans_path()
    if not path.is_file():
        raise ReportError(FAMILY, f"is not where {FONT_PACKAGE} should have it.", f"Install {FONT_PACKAGE} again.")
    return path


@cache
def glyphs() -> frozenset[int]:
    """Return the code points that the font can draw."""
    with TTFont(font_file(), lazy=True) as font:
        return frozenset(font.getBestCmap())


def check_glyphs(texts: Iterable[str], where: str) -> None:
    """Make sure that every character can be drawn.

    Raises
    ------
    ReportError
        Naming the characters that cannot.
    """
    missing = sorted({sign for text in texts for sign in text if not sign.isspace() and ord(sign) not in glyphs()})
    if missing:
        named = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing)
        raise ReportError(where, f"holds characters that {FAMILY} cannot draw: {named}.", "Use others in figures.")


# What only vertical setting, kerning and substitution need: text here runs from left to right as it is written.
_DROPPED_TABLES = ("vhea", "vmtx", "VORG", "BASE", "GDEF", "GPOS", "GSUB")


def webfont(text: str) -> bytes:
    """Return the part of the font that a page needs, as WOFF: only its Chinese characters and full-width marks.

    The same characters give the same bytes.
    """
    wanted = {ord(sign) for sign in set(text) if ord(sign) >= 0x2000} & glyphs()
    part = SubsetInput()
    part.unicode_set.clear()
    part.unicode_set.update(wanted)
    part.layout_feature_tag_set.clear()
    part.name_id_set.clear()
    part.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _DROPPED_TABLES)
    part.flags = SubsetFlags.NO_HINTING | SubsetFlags.DESUBROUTINIZE | SubsetFlags.NOTDEF_OUTLINE
    cut = subset(Face(Blob.from_file_path(str(font_file()))), part)
    font = TTFont(io.BytesIO(cut.blob.data), recalcTimestamp=False, recalcBBoxes=False)
    font.flavor = "woff"
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()
