"""What a number of a document says, in words of the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.extract.model import Quantity
    from suzhou_priorities.show.text import Words


def describe_quantities(rows: Sequence[Quantity], words: Words) -> str:
    """Return what the rows of one number say: what is counted, how, whether achieved, when, how much.

    Parameters
    ----------
    rows
        The rows that share one place in the text; a range has two, its lower and its upper end.
    words
        The words of `texts/document.yml`.

    Returns
    -------
    str
        A line for what is counted, one for what kind of number it is, one for its years and value. What rows
        have in common is said once.
    """
    heads = dict.fromkeys((_counted(row, words), _kind(row, words), _years(row, words)) for row in rows)
    lines = []
    for counted, kind, years in heads:
        values = [
            _value(row, words)
            for row in rows
            if (_counted(row, words), _kind(row, words), _years(row, words)) == (counted, kind, years)
        ]
        when = words("when", years=years, values=words.join(list(dict.fromkeys(values))))
        lines.append(f"{counted}\n{kind}\n{when}")
    return "\n\n".join(lines)


def _counted(row: Quantity, words: Words) -> str:
    entry = load_codebook("indicators")["entries"].get(row.indicator or "")
    phrase = row.phrase or words("phrase_missing")
    if entry is None:
        return phrase
    return words("with_indicator", phrase=phrase, indicator=entry[words.lang])


def _kind(row: Quantity, words: Words) -> str:
    parts = [words(f"measure_{row.measure}"), words(f"status_{row.status}")]
    if row.estimated:
        parts.append(words("estimated"))
    if row.basis != "unstated":
        parts.append(words(f"basis_{row.basis}"))
    return " · ".join(parts)


def _years(row: Quantity, words: Words) -> str:
    return years_text(row.year_start, row.year_end, words) or words("years_missing")


def years_text(start: int | None, end: int | None, words: Words) -> str:
    """Return a span of years as text; empty where none is known."""
    known = sorted({year for year in (start, end) if year is not None})
    if not known:
        return ""
    return words("years", years="–".join(str(year) for year in known))


def _value(row: Quantity, words: Words) -> str:
    number = f"{row.value:,.10g}".replace("-", "−")
    return words(f"bound_{row.bound}", value=words("value", number=number, unit=row.unit).strip())
