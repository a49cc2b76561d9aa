"""Names of indicators as tables and figures show them."""

from __future__ import annotations

from suzhou_priorities.extract.indicators import indicators


def indicator_name(key: str, lang: str) -> str:
    """Return an indicator's name."""
    entry = indicators()[key]
    return entry.zh if lang == "zh" else entry.en


def inner_name(key: str, lang: str) -> str:
    """Return an indicator's name as it stands within a sentence."""
    name = indicator_name(key, lang)
    return name[0].lower() + name[1:] if lang == "en" and name[1:2].islower() else name
