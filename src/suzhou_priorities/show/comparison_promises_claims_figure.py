"""The figure of honours by level and problems admitted, a panel per report, beside the plan's share of each domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML
from matplotlib import pyplot
from matplotlib.colors import to_rgb
from matplotlib.ticker import FuncFormatter, MaxNLocator

from suzhou_priorities.measures.claims_by_domain import NONE
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.show.attention_context import percent
from suzhou_priorities.show.claims_page import anchor_of
from suzhou_priorities.show.comparison_promises_claims import claims_link, domain_label
from suzhou_priorities.show.comparison_promises_drawn import drawn
from suzhou_priorities.show.figure_words import fitted
from suzhou_priorities.show.figures import Caption, Link, save_figure
from suzhou_priorities.show.share_dots import row_label
from suzhou_priorities.show.style import GREY, INK, PALE, WIDTH, apply_style
from suzhou_priorities.show.text_width import text_width
from suzhou_priorities.tables.vocabulary import CREDENTIAL_LEVELS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

_ROW, _ACROSS, _SIZE, _NAME = 0.34, 2, 9, 10.5
# Inches: names of the domains, problems, and the numbers right of the longest bar.
_LABELS, _LEFT, _BEHIND = 1.35, 0.62, 0.85
# Inches of the squares of the key and of what parts two entries; points of its letters.
_SQUARE, _PART, _KEY_SIZE = 0.1, 0.08, 8.5
_HEAD, _KEY = -1.05, -1.95  # rows of the heads and of the key
# From the nation to the rest: the darker the higher, so that it is told in grey too.
_SHADES = dict(zip(CREDENTIAL_LEVELS, (1.0, 0.6, 0.35, 0.15), strict=True))


def claims_figure(claimed: pd.DataFrame, problems: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Draw for each compared report honours by level (right) and problems (left) by domain.

    Parameters
    ----------
    claimed
        As from `claims_and_plan.claims_and_plan`.
    problems
        The table.
    compared, words
        Documents and words of the page.
    """
    own = claimed[claimed["doc_id"].isin(compared.pair)]
    totals = own.groupby("domain")[["problems", "credentials"]].sum()
    totals = totals[totals.sum(axis=1) > 0]
    if totals.empty:
        return HTML("")
    order = [*POLICY_DOMAINS, NONE]
    keys = sorted(totals.index, key=lambda key: (key == NONE, -totals.at[key, "credentials"], order.index(key)))
    known = [doc_id for doc_id in compared.pair if doc_id in set(own["doc_id"])]
    documents = known[: 2 * _ACROSS]
    across = min(len(documents), _ACROSS)
    down = -(-len(documents) // across)
    apply_style()
    figure, grid = pyplot.subplots(
        down, across, figsize=(WIDTH, down * (_ROW * (len(keys) + 2) + 0.9)), sharey=True, sharex=True, squeeze=False
    )
    reach = (float(own["problems"].max()), float(own["credentials"].max()))
    links: list[Link] = []
    for place, axes in enumerate(grid.flat):
        if place >= len(documents):
            axes.set_visible(False)
            continue
        rows = own[own["doc_id"] == documents[place]].set_index("domain")
        links += _panel(axes, rows, keys, documents[place], problems, compared, words)
        _frame(axes, rows, keys, reach, (WIDTH - _LABELS) / across, words)
    labels = [row_label(domain_label(key, words), words.lang) for key in keys]
    grid[0][0].set_yticks(range(len(keys)), labels, fontsize=10)
    grid[0][0].set_ylim(len(keys) - 0.4, _KEY - 0.5)
    _key(grid[0][0], (WIDTH - _LABELS) / across, words)
    size = {
        "honours": int(own["credentials"].sum()),
        "problems": int(own["problems"].sum()),
        "documents": len(known),
    }
    silent = sorted(set(keys) - {NONE} - set(totals.index[totals["problems"] > 0]), key=keys.index)
    listed = words.join([domain_label(key, words, inner=True) for key in silent[:3]])
    key = "claims_title" if silent else "claims_title_all"
    caption = Caption(
        words(key, listed=listed, **size),
        drawn(words("claims_subtitle", **size), len(documents), len(known), words),
        words("claims_note"),
        words("claims_alt", **size, domains=len(keys)),
    )
    return save_figure(figure, "honours_and_problems", caption, links=links)


def _panel(
    axes: Axes,
    rows: pd.DataFrame,
    keys: list[str],
    doc_id: str,
    problems: pd.DataFrame,
    compared: Compared,
    words: Words,
) -> list[Link]:
    """Draw the bars of one report and return their links."""
    colour, links = compared.colours[doc_id], []
    for y, key in enumerate(keys):
        if key not in rows.index:
            continue
        row, done = rows.loc[key], 0
        names = {"name": compared.names[doc_id], "domain": domain_label(key, words)}
        for level in CREDENTIAL_LEVELS:
            count = int(row[level])
            if count:
                bar = axes.barh(
                    y, count, 0.66, left=done, color=_shade(colour, _SHADES[level]), edgecolor=colour, lw=0.6
                )
                label = words("honours_link", **names, level=words(f"level_{level}"), count=count)
                links.append(Link(bar[0], f"#{anchor_of(doc_id, key, 'credentials')}", label))
                done += count
        if done:
            _number(axes, done, y, 1)
        if int(row["problems"]):
            count = int(row["problems"])
            bar = axes.barh(y, -count, 0.66, color="white", edgecolor=INK, hatch="////", lw=0.8)
            label = words("problems_link", **names, count=count)
            links.append(Link(bar[0], claims_link(doc_id, key, "problems", problems), label))
            _number(axes, -count, y, -1)
    axes.set_title(
        fitted(compared.brief[doc_id], (WIDTH - _LABELS) / _ACROSS, _NAME), fontsize=_NAME, color=colour, loc="left",
        pad=4,
    )  # fmt: skip
    return links


def _number(axes: Axes, x: float, y: float, sign: int) -> None:
    axes.annotate(
        str(abs(int(x))),
        (x, y),
        xytext=(4 * sign, 0),
        textcoords="offset points",
        ha="left" if sign > 0 else "right",
        va="center",
        fontsize=_SIZE,
        color=INK,
    )


def _frame(
    axes: Axes, rows: pd.DataFrame, keys: list[str], reach: tuple[float, float], width: float, words: Words
) -> None:
    """Set the axis, its heads, and the plan's share at the right edge of a panel of `width` inches."""
    problems, honours = reach
    head = f"← {words('problems_side')} "
    left = max(_LEFT, text_width(head, _SIZE) + 0.04)
    an_inch = max(honours, 4.0) / max(width - left - _BEHIND, 0.5)
    right = max(honours, 4.0) + _BEHIND * an_inch
    axes.plot([0, 0], [_HEAD - 0.4, len(keys) - 0.4], color=INK, linewidth=0.8)
    axes.set_xlim(-max(problems + 0.25 * an_inch, left * an_inch), right)
    axes.text(0, _HEAD, f" {words('honours_side')} →", color=GREY, va="center", fontsize=_SIZE)
    axes.text(0, _HEAD, head, color=GREY, va="center", ha="right", fontsize=_SIZE)
    axes.text(right, _HEAD, words("plan_side"), color=GREY, va="center", ha="right", fontsize=_SIZE)
    for y, key in enumerate(keys):
        if key in rows.index and key != NONE:
            row = rows.loc[key]
            text = f"{percent(row['plan_share'])}%" if row["plan_share"] == row["plan_share"] else "—"
            neglected = bool(row["neglected"])
            axes.text(
                right,
                y,
                f"{text}↓" if neglected else text,
                color=INK if neglected else GREY,
                va="center",
                ha="right",
                fontsize=_SIZE,
            )
        axes.axhline(y + 0.5, color=PALE, linewidth=0.5, zorder=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):.0f}"))
    axes.tick_params(axis="x", labelsize=_SIZE)
    axes.set_axisbelow(True)


def _key(axes: Axes, width: float, words: Words) -> None:
    """Explain the shades at the top of a panel that is `width` inches wide."""
    left, right = axes.get_xlim()
    an_inch = (right - left) / width
    x = left + _PART * an_inch
    for level in CREDENTIAL_LEVELS:
        shade = _shade(GREY, _SHADES[level])
        axes.barh(_KEY, _SQUARE * an_inch, 0.34, left=x, color=shade, edgecolor=GREY, lw=0.6)
        x += (_SQUARE + 0.03) * an_inch
        name = words(f"level_{level}")
        axes.text(x, _KEY, name, color=GREY, va="center", fontsize=_KEY_SIZE)
        x += (text_width(name, _KEY_SIZE) + _PART) * an_inch
    axes.set_xlim(left, right)


def _shade(colour: str, strength: float) -> tuple[float, ...]:
    """Return a colour mixed with white."""
    return tuple(1 - strength * (1 - part) for part in to_rgb(colour))
