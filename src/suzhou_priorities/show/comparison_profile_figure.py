"""The figure of profiles: a dozen counted shares of each document on one scale, with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML

from suzhou_priorities.show.comparison_profile import measure_link
from suzhou_priorities.show.comparison_profile_finding import DRAWN, profile_finding, told_differences
from suzhou_priorities.show.comparison_promises_context import MOST_BESIDE
from suzhou_priorities.show.comparison_promises_drawn import drawn, first_of, stack_names
from suzhou_priorities.show.figures import Caption, save_figure
from suzhou_priorities.show.language_context import percent
from suzhou_priorities.show.share_dots import Dot, Panel, draw_dots, row_label

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

_TICKS = (0, 25, 50, 75, 100)


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
    named = told_differences(apart, profile, brief=True)
    pair = first_of(compared, {*named["first"], *named["second"]} if len(named) else ()).pair
    beside = compared.aside[:MOST_BESIDE]
    own = profile[profile["measure"].isin(DRAWN) & profile["doc_id"].isin([*pair, *beside])]
    roles = {"panel_pair": pair, "panel_beside": beside}
    if own.empty:
        return HTML("")
    dots = [_dot(row, compared, words) for row in own.itertuples()]
    panels = [
        Panel(words(key), list(documents), [dot for dot in dots if dot.doc_id in documents])
        for key, documents in roles.items()
    ]
    panels = [panel for panel in panels if panel.dots]
    rows = [
        (measure, row_label(words(f"{measure}_short"), words.lang))
        for measure in DRAWN
        if measure in set(own["measure"])
    ]
    figure, links = draw_dots(rows, panels, compared, same_scale=True)
    for axes in figure.axes:
        axes.set_xticks(_TICKS)
    if max(len(pair), len(beside)) > 2:
        for axes, panel in zip(figure.axes, panels, strict=True):
            stack_names(axes, [compared.brief[doc_id] for doc_id in panel.documents])
        figure.axes[0].set_ylim(top=min(axes.get_ylim()[1] for axes in figure.axes))
    size = {"documents": own["doc_id"].nunique(), "measures": len(rows)}
    title = words("profile_title_plain", **size)
    if len(named):
        title = profile_finding(apart, profile, compared, words, brief=True)
    subtitle = drawn(words("profile_subtitle", **size), len(pair), len(compared.pair), words)
    aside = words("profile_aside", drawn=len(beside), all=len(compared.aside)) if beside else ""
    aside = f"{aside} " if aside and words.lang != "zh" else aside
    caption = Caption(title, subtitle, words("profile_figure_note", aside=aside), words("profile_alt", **size))
    return save_figure(figure, "profiles", caption, links=links)


def _dot(row: object, compared: Compared, words: Words) -> Dot:
    """Return one share as a dot that leads to what was counted."""
    doc_id, measure = str(row.doc_id), str(row.measure)  # type: ignore[attr-defined]
    share, low, high = (float(getattr(row, side)) for side in ("share", "low", "high"))
    count, total = int(row.count), int(row.total)  # type: ignore[attr-defined]
    label = words("share_link", name=compared.names[doc_id], what=words(f"{measure}_row"), count=count, total=total)
    href = measure_link(doc_id, measure) or ""
    return Dot(measure, doc_id, share, low, high, f"{percent(share)} ({total})", href, label)
