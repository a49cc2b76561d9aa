"""What the profiles of the compared reports find: which of their shares differ, in a sentence or as a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.show.comparison_promises_context import told
from suzhou_priorities.show.comparison_promises_drawn import MOST_DRAWN
from suzhou_priorities.show.language_context import percent

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

# Shares of many cases, in the order of the table; what rests on a handful stands there only.
DRAWN = (
    *("targets_numbered", "sentences_with_figure", "promises_measured", "promises_words", "promises_owned"),
    *("promises_guarantee", "promises_hedged", "honours_national"),
)
MOST_TOLD = 3
ENOUGH = 10  # cases that both shares must rest on for their difference to be named as the largest


def profile_finding(
    apart: pd.DataFrame, profile: pd.DataFrame, compared: Compared, words: Words, *, brief: bool = False
) -> str:
    """Return the finding of the profiles in one sentence; on demand as the title of a figure has it."""
    cells = profile.set_index(["doc_id", "measure"])["share"]
    beyond = apart[apart["beyond"].astype(bool)]
    listed = []
    for row in told_differences(apart, profile, brief=brief).itertuples():
        most, least = (row.second, row.first) if row.difference > 0 else (row.first, row.second)
        gaps = {
            "measure": words(f"{row.measure}_inner"),
            "most": compared.brief[most],
            "high": percent(cells[(most, row.measure)]),
            "least": compared.brief[least],
            "low": percent(cells[(least, row.measure)]),
        }
        listed.append(words("profile_gap_title" if brief and len(beyond) else "profile_gap", **gaps))
    text = told(listed, words)
    key = f"profile_{'title_' if brief else ''}{'' if len(beyond) else 'no_'}beyond"
    counts = {
        "reports": len(compared.pair),
        "tests": len(apart),
        "n": len(beyond),
        "rest": len(apart) - len(beyond),
        "enough": ENOUGH,
    }
    return words(key, listed=text[:1].upper() + text[1:] if brief and len(beyond) else text, **counts)


def told_differences(apart: pd.DataFrame, profile: pd.DataFrame, *, brief: bool = False) -> pd.DataFrame:
    """Return the differences that the finding names: the leading ones beyond chance, the largest where none is.

    A large difference of shares of one or two cases is no finding, so the largest is that of shares of `ENOUGH` cases
    or more where there are any. The title of a figure names only what is drawn: each measure once, and no more
    documents than there is room for.
    """
    beyond = apart[apart["beyond"].astype(bool)]
    if len(beyond):
        rows = beyond if brief else beyond.head(MOST_TOLD)
    else:
        totals = profile.set_index(["doc_id", "measure"])["total"]
        least = [min(totals[(row.first, row.measure)], totals[(row.second, row.measure)]) for row in apart.itertuples()]
        rows = apart[[total >= ENOUGH for total in least]]
        rows = rows if len(rows) else apart
    if not brief:
        return rows if len(beyond) else rows.head(1)
    rows = rows[rows["measure"].isin(DRAWN)]
    kept: list[int] = []
    documents: set[str] = set()
    for place, row in enumerate(rows.itertuples()):
        more = documents | {str(row.first), str(row.second)}
        if len(more) <= MOST_DRAWN and row.measure not in set(rows["measure"].iloc[kept]):
            kept, documents = [*kept, place], more
    return rows.iloc[kept[: MOST_TOLD if len(beyond) else 1]]
