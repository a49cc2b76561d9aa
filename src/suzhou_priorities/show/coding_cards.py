"""Units as cards to be coded in a notebook, and the keys to code them with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.coding.sheets import CODES, answer_columns

if TYPE_CHECKING:
    import pandas as pd

_LISTS = (
    ("domain", "domains", "entries"),
    ("function", "functions", "functions"),
    ("horizon", "functions", "horizons"),
)
_DONE = {"zh": "全部编码完毕。", "en": "All units are coded."}


def uncoded(sheet: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return the first units of a sheet without a domain, up to a number."""
    return sheet[sheet["domain"].fillna("").str.strip() == ""].head(max(number, 1))


def key_list(lang: str) -> str:
    """Return the keys with their names and definitions, in Markdown; `lang` is ``zh`` or ``en``."""
    parts = []
    for field, codebook, name in _LISTS:
        lines = [_line(entry, lang) for entry in load_codebook(codebook)[name]]
        parts.append("\n".join((f"**{field}**", "", *lines)))
    return "\n\n".join(parts)


def unit_cards(units: pd.DataFrame, lang: str) -> str:
    """Return units with what stands around them, in Markdown; the text to code is set off."""
    cards = [
        f"`{unit.unit_id}` {unit.document}, {unit.part}{f' › {_plain(unit.heading)}' if unit.heading else ''}\n\n"
        f"{_plain(unit.before)}\n\n> **{_plain(unit.text)}**\n\n{_plain(unit.after)}"
        for unit in units.fillna("").itertuples(index=False)
    ]
    return "\n\n---\n\n".join(cards) or _DONE[lang]


def lines_to_fill(units: pd.DataFrame) -> str:
    """Return the lines to be filled in for units, with their head: a sheet of its own, as CSV."""
    columns = ("unit_id", *answer_columns(CODES))
    commas = "," * (len(columns) - 1)
    return "\n".join((",".join(columns), *(f"{unit_id}{commas}" for unit_id in units["unit_id"])))


def _line(entry: dict[str, Any], lang: str) -> str:
    return f"- `{entry['key']}` {entry['name'][lang]}: {entry['definition'][lang]}"


def _plain(text: str) -> str:
    """Return text in which Markdown finds nothing to set."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~$" else sign for sign in text)
