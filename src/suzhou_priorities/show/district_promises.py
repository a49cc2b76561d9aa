"""How firm a district's promises are, and how testable: two axes side by side, never added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML
from matplotlib import pyplot

from suzhou_priorities.measures.commitment import AXES, axis_shares, promises
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.code_names import code_name
from suzhou_priorities.show.district_context import paragraph, part
from suzhou_priorities.show.district_marks import SIZE, Mark, Row, draw_rows, farthest
from suzhou_priorities.show.figures import Caption, save_figure
from suzhou_priorities.show.language_context import percent, percent_interval
from suzhou_priorities.show.style import GREY, WIDTH, apply_style

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.measures.commitment import Axis
    from suzhou_priorities.show.district_context import Profile

AXIS_ORDER: tuple[Axis, ...] = ("testability", "force")
_TICKS = (0, 25, 50, 75, 100)
_ROOM = 1.6  # how far the axes go beyond the farthest mark, for the numbers


def promises_of(commitments: pd.DataFrame, counted: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """Return the promises, in sentences that count, of the district's document and of those compared with it."""
    found = profile.found
    own = counted[counted["doc_id"].isin([found.speaker, *found.compared])]
    return promises(commitments, own).dropna(subset=["domain"]).reset_index(drop=True)


def promises_part(promised: pd.DataFrame, profile: Profile) -> HTML:
    """Return the figure on promises; a sentence where the document has none."""
    words = profile.words
    own = promised[promised["doc_id"] == profile.found.speaker]
    shown = (
        str(_figure(promised, profile).data)
        if len(own)
        else paragraph(words("promises_none" if profile.found.speaker else "no_text"))
    )
    return HTML(part("promises", words("promises_heading"), shown))


def share_of(promised: pd.DataFrame, axis: Axis, value: str, profile: Profile) -> dict[str, str]:
    """Return share and interval of one value of an axis in the district's document, as gaps of a text."""
    shares = axis_shares(promised[promised["doc_id"] == profile.found.speaker], axis)
    row = shares[shares[axis] == value].iloc[0]
    return {value: percent(row["share"]), f"{value}_interval": percent_interval(row["low"], row["high"])}


def _figure(promised: pd.DataFrame, profile: Profile) -> HTML:
    words, found = profile.words, profile.found
    rows = {axis: _rows(promised, axis, profile) for axis in AXIS_ORDER}
    reach = max(farthest(own) for own in rows.values())
    apply_style()
    figure, grid = pyplot.subplots(1, len(AXIS_ORDER), figsize=(WIDTH, 0.26 * len(AXES["force"]) + 0.95), squeeze=False)
    links = []
    for axes, axis in zip(grid[0], AXIS_ORDER, strict=True):
        links += draw_rows(axes, rows[axis], profile.colour, reach, SIZE - 0.5, _ROOM)
        axes.set_title(words(axis), fontsize=SIZE, color=GREY, pad=3)
        axes.set_xticks([tick for tick in _TICKS if tick <= 100 * reach])
    own = promised[promised["doc_id"] == found.speaker]
    gaps = share_of(promised, "testability", "figure_or_date", profile)
    gaps |= share_of(promised, "force", "guarantee", profile)
    has_others = (promised["doc_id"] != found.speaker).any()
    others = words("stroke", others=profile.others()) if has_others else ""
    caption = Caption(
        words("promises_title", **gaps),
        words.sentences([words("promises_subtitle", n=words.number(len(own))), others]),
        words("promises_note"),
        words("promises_alt", n=words.number(len(own)), **gaps),
    )
    return save_figure(figure, "promises", caption, links=links)


def _rows(promised: pd.DataFrame, axis: Axis, profile: Profile) -> list[Row]:
    """Return a row for each value of an axis, the strongest on top."""
    words, found = profile.words, profile.found
    shares = axis_shares(promised, axis)
    median = shares[shares["doc_id"] != found.speaker].groupby(axis)["share"].median()
    rows = []
    for row in shares[shares["doc_id"] == found.speaker].itertuples():
        value = str(getattr(row, axis))
        name = code_name(axis, value, words.lang)
        told = words("promises_told", name=profile.speaker, what=name, n=row.count, total=row.total)
        href = sentences_link(document=found.speaker, counted="1", **{axis: value}) if row.count else ""
        text = words("share_count", share=percent(row.share), n=row.count)
        rows.append(
            Row(name, Mark(row.share, href, told), row.low, row.high, text, median=median.get(value, float("nan")))
        )
    return rows
