"""The pages of the report of this checkout."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def pages_of(site: Path, lang: str) -> list[Path]:
    """Return the pages of a language."""
    folder = site if lang == "zh" else site / lang
    return [*sorted(folder.glob("*.html")), *sorted(folder.glob("documents/*.html"))]
