"""The figure of the notebook `03_targets` that shows which sections of the plan speak in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML

from suzhou_priorities.show.addresses import sentence_link
from suzhou_priorities.show.figures import Caption, Link, new_figure, save_figure
from suzhou_priorities.show.style import LABEL_SIZE, ROW_SIZE, colour_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from suzhou_priorities.show.text import Words

LONGEST_HEADING = 22


def sections_figure(
    shares: pd.DataFrame,
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    names: Mapping[str, str],
    least: int,
    words: Words,
) -> HTML:
    """Draw the share of sentences with a figure by section, grouped by report; a bar leads to where its section begins.

    Parameters
    ----------
    shares
        As from `target_forms.figures_by_section`.
    documents, sentences
        The reports, and the table of sentences.
    names
        Names of the documents.
    least
        Fewer sentences than this, and a section is left out.
    words
        Words of the page.
    """
    shown = shares[(shares["sentences"] >= least) & (shares["heading"] != "")]
    if shown.empty:
        return HTML("")
    shown = shown.sort_values(["doc_id", "share"], ascending=[True, False], kind="stable")
    districts = documents.set_index("doc_id")["district"]
    groups = list(shown.groupby("doc_id", sort=False))
    figure, axes = new_figure(0.31 * (len(shown) + len(groups)) + 0.5)
    begins = sentences.groupby(["doc_id", "section_id"])["sentence_id"].first()
    links: list[Link] = []
    ticks: list[tuple[int, str]] = []
    y = 0
    for doc_id, own in groups:
        colour = colour_of(districts[doc_id])
        axes.text(0, y, f" {names[str(doc_id)]}", color=colour, va="center", fontsize=ROW_SIZE)
        y += 1
        for row in own.itertuples():
            (bar,) = axes.barh(y, 100 * row.share, color=colour, height=0.66)
            if (row.doc_id, row.section_id) in begins.index:
                address = sentence_link(row.doc_id, begins[row.doc_id, row.section_id], words.lang)
                links.append(Link(bar, address, words("link_section", name=names[row.doc_id], heading=row.heading)))
            text = f"{100 * row.share:.0f} ({row.with_figure}/{row.sentences})"
            axes.annotate(
                text, (100 * row.share, y), xytext=(4, 0), textcoords="offset points", va="center", fontsize=LABEL_SIZE
            )
            ticks.append((y, _short(row.heading)))
            y += 1
    axes.set_yticks([place for place, _ in ticks], [label for _, label in ticks])
    axes.set_ylim(y - 0.4, -0.6)
    axes.set_xlim(0, max(100.0 * shown["share"].max() * 1.22, 10.0))
    axes.set_xlabel("%")
    best = shown.loc[shown["share"].idxmax()]
    same = shown[shown["doc_id"] == best["doc_id"]]
    worst = same.loc[same["share"].idxmin()]
    caption = Caption(
        words(
            "sections_title",
            name=names[str(best["doc_id"])],
            best=_short(str(best["heading"])),
            high=f"{100 * best['share']:.0f}",
            worst=_short(str(worst["heading"])),
            low=f"{100 * worst['share']:.0f}",
        ),
        words("sections_subtitle", documents=shown["doc_id"].nunique(), n=len(shown)),
        words("sections_note", least=least),
        words("sections_alt", n=len(shown)),
    )
    return save_figure(figure, "figures_by_section", caption, links=links)


def _short(heading: str) -> str:
    """Return the first clause of a heading, cut where it is long."""
    first = heading.split("，")[0]
    return first if len(first) <= LONGEST_HEADING else first[: LONGEST_HEADING - 1] + "…"
