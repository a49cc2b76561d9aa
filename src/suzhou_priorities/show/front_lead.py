"""What stands directly under the title of the front page: what was read, each district in one sentence, dates."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities import __version__
from suzhou_priorities.codebooks import load_codebook

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.summary import StudySummary
    from suzhou_priorities.show.text import Words

_CHECKSUM = 8  # characters of the checksum that name the state of the data; the whole of it stands with the citation


def lead_part(documents: pd.DataFrame, summary: StudySummary | None, words: Words) -> str:
    """Return what was read and what can be compared, and each district in one sentence.

    Parameters
    ----------
    documents
        The table.
    summary
        What the study found; None where there is no study.
    words
        Words of the page.
    """
    districts = documents["district"].dropna().nunique()
    elsewhere = documents.loc[documents["district"].isna(), "place"].fillna("").nunique()
    gaps = {
        "documents": len(documents),
        "districts": districts,
        "all": len(load_codebook("places")["entries"]),
        "elsewhere": words("lead_elsewhere", n=elsewhere) if elsewhere else "",
    }
    if summary is None:
        return f'<p id="lead">{html.escape(words("lead_alone", **gaps))}</p>'
    compared = sum(not card.beside for card in summary.districts)
    items = "".join(
        f'<li style="--district:{html.escape(card.colour)}">'
        f"{html.escape(words('brief_beside', brief=card.brief) if card.beside else card.brief)}</li>"
        for card in summary.districts
        if card.brief
    )
    brief = f'<ul class="brief">{items}</ul>' if items else ""
    return f'<p id="lead">{html.escape(words("lead", reports=compared, **gaps))}</p>{brief}'


def scope_part(documents: pd.DataFrame, checksum: str, words: Words) -> str:
    """Return which years the documents plan, when they were adopted, and which version of the data this is."""
    years = sorted({int(year) for year in documents["year"].dropna()})
    adopted = sorted(documents["adopted"].dropna().astype(str))
    told = ""
    if adopted:
        dates = adopted[0]
        if adopted[-1] != adopted[0]:
            dates = words("scope_dates", first=adopted[0], last=adopted[-1])
        told = words("scope_adopted", dates=dates, n=len(adopted))
    planned = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}" if years else ""
    text = words(
        "scope",
        years=words("scope_years", years=planned) if planned else "",
        adopted=told,
        version=__version__,
        checksum=checksum[:_CHECKSUM],
    )
    return f'<p class="scope">{html.escape(" ".join(text.split()))}</p>'
