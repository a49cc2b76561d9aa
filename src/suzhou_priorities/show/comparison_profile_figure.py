"""The figure of profiles: a dozen counted shares of each document on one scale, with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML

from suzhou_priorities.show.comparison_profile import measure_link, profile_finding
from suzhou_priorities.show.comparison_promises_context import MOST_BESIDE
from suzhou_priorities.show.figures import Caption, save_figure
from suzhou_priorities.show.language_context import percent
from suzhou_priorities.show.share_dots import Dot, Panel, draw_dots, row_label

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

# Shares of many cases, in the order of the table; what rests on a handful stands there only.
DRAWN = (
    *("targets_numbered", "sentences_with_figure", "promises_measured", "promises_words", "promises_owned"),
    *("promises_guarantee", "promises_hedged", "honours_national"),
)
_TICKS = (0, 25, 50, 75, 100)
_LONG = 1000  # a total that would run out of the drawing


def profile_figure(apart: pd.DataFrame, profile: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Draw the shares of the compared documents, and in a panel of their own those of the documents beside them.

    Parameters
    ----------
    apart
        As from `profile_differences.profile_differences`.
    profile
        As from `report_profile.report_profile`.
    compared, words
        Documents and words of the page.
    """
    own = profile[profile["measure"].isin(DRAWN)]
    roles = {"panel_pair": compared.pair, "panel_beside": compared.aside[:MOST_BESIDE]}
    drawn = [doc_id for role in roles.values() for doc_id in role if doc_id in set(own["doc_id"])]
    if not drawn:
        return HTML("")
    dots = [_dot(row, compared, words) for row in own.itertuples()]
    panels = [
        Panel(words(key), list(documents), [dot for dot in dots if dot.doc_id in documents])
        for key, documents in roles.items()
    ]
    rows = [
        (measure, row_label(words(f"{measure}_short"), words.lang))
        for measure in DRAWN
        if measure in set(own.loc[own["doc_id"].isin(drawn), "measure"])
    ]
    figure, links = draw_dots(rows, [panel for panel in panels if panel.dots], compared, same_scale=True)
    for axes in figure.axes:
        axes.set_xticks(_TICKS)
    size = {"documents": len(drawn), "measures": len(rows)}
    title = words("profile_title_plain", **size)
    if len(apart):
        title = profile_finding(apart, profile, compared, words, brief=True)
    caption = Caption(
        title, words("profile_subtitle", **size), words("profile_figure_note"), words("profile_alt", **size)
    )
    return save_figure(figure, "profiles", caption, links=links)


def _dot(row: object, compared: Compared, words: Words) -> Dot:
    """Return one share as a dot that leads to what was counted."""
    doc_id, measure = str(row.doc_id), str(row.measure)  # type: ignore[attr-defined]
    share, low, high = (float(getattr(row, side)) for side in ("share", "low", "high"))
    count, total = int(row.count), int(row.total)  # type: ignore[attr-defined]
    label = words("share_link", name=compared.names[doc_id], what=words(f"{measure}_row"), count=count, total=total)
    href = measure_link(doc_id, measure) or ""
    cases = f"{count}/{total}" if total < _LONG else str(count)
    return Dot(measure, doc_id, share, low, high, f"{percent(share)} ({cases})", href, label)
