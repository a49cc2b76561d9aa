"""The figures on promises: how firm and how testable they are, two axes apart, by document and by domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import HTML

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.measures.commitment import AXES, axis_shares
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.sheet_agreement import PROMISE_FIELDS
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.figures import Caption, save_figure
from suzhou_priorities.show.language_context import percent
from suzhou_priorities.show.share_dots import (
    LEAST_TOLD,
    Dot,
    Panel,
    draw_dots,
    extremes,
    inner_domain_name,
    row_label,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from suzhou_priorities.measures.commitment import Axis
    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

# The end of each axis that the figure by domain shows: one value, so that a point leads to exactly its promises.
STRONGEST: dict[Axis, str] = {"testability": "figure_or_date", "force": "guarantee"}
AXIS_ORDER: tuple[Axis, ...] = ("force", "testability")


def axis_name(axis: str, value: str, lang: str) -> str:
    """Return the name of a force or a testability, as in the codebook."""
    for entry in load_codebook("commitments")[PROMISE_FIELDS[axis]]:
        if entry["key"] == value:
            return str(entry["name"][lang])
    return value


def promises_figure(promised: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Draw how the promises of each document spread over force and over testability."""
    if promised.empty:
        return HTML("")
    rows: list[tuple[str, str]] = []
    dots: list[Dot] = []
    for axis in AXIS_ORDER:
        rows.append((axis, words(axis)))
        rows += [(f"{axis}:{value}", axis_name(axis, value, words.lang)) for value in AXES[axis]]
        for row in axis_shares(promised, axis).itertuples():
            value = str(getattr(row, axis))
            name = axis_name(axis, value, words.lang)
            dots.append(_dot(row, f"{axis}:{value}", name, {axis: value}, compared, words))
    panels = [
        _panel(words(key), documents, dots)
        for key, documents in (("panel_pair", compared.pair), ("panel_beside", compared.aside))
    ]
    figure, links = draw_dots(rows, panels, compared, same_scale=True)
    size = {"n": words.number(len(promised)), "documents": promised["doc_id"].nunique()}
    own = promised[promised["doc_id"].isin(compared.pair)] if compared.pair else promised
    plain = percent((own["force"] == "plain").mean())
    measured = percent((own["testability"] == "figure_or_date").mean())
    caption = Caption(
        words("promises_title", plain=plain, measured=measured),
        words("promises_subtitle", **size),
        words("promises_note"),
        words("promises_alt", **size),
    )
    return save_figure(figure, "promises", caption, links=links)


def promises_by_domain_figure(
    promised: pd.DataFrame, documents: Sequence[str], name: str, compared: Compared, words: Words
) -> HTML:
    """Draw the share of promises with a figure or date, and of those guaranteed, by domain: two panels, no score.

    Parameters
    ----------
    promised
        As from `commitment.promises`.
    documents
        The documents to draw.
    name
        Name of the figure's files.
    compared, words
        Documents and words of the page.
    """
    own = promised[promised["doc_id"].isin(list(documents)) & promised["domain"].isin(POLICY_DOMAINS)]
    if own.empty:
        return HTML("")
    order = (own["testability"] == STRONGEST["testability"]).groupby(own["domain"]).mean()
    keys = sorted(order.index, key=lambda key: (-order[key], POLICY_DOMAINS.index(key)))
    panels = []
    for axis, value in STRONGEST.items():
        found = axis_shares(own, axis, ["doc_id", "domain"])
        dots = [
            _dot(row, str(row.domain), short_domain_name(str(row.domain), words.lang), {axis: value}, compared, words)
            for row in found[found[axis] == value].itertuples()
        ]
        panels.append(
            _panel(
                words("axis_panel", axis=words(axis), value=axis_name(axis, value, words.lang)), list(documents), dots
            )
        )
    rows = [(key, row_label(short_domain_name(key, words.lang), words.lang)) for key in keys]
    figure, links = draw_dots(rows, panels, compared, same_scale=False)
    top, low = extremes(order, own["domain"].value_counts())
    ends = {"top": inner_domain_name(top, words.lang), "low": inner_domain_name(low, words.lang)}
    shares = {"most": percent(order[top]), "least": percent(order[low])}
    size = {"n": words.number(len(own)), "domains": len(keys)}
    names = words.join([compared.brief[doc_id] for doc_id in documents])
    # What stands beside the pair is of other years and genres: it is not told together.
    together = list(documents) == compared.pair
    title = words("promises_domain_title", **ends, **shares) if together else _each(own, documents, compared, words)
    caption = Caption(
        words("promises_named", names=names, title=title) if together else title,
        words("promises_domain_subtitle" if together else "promises_beside_subtitle", **size, told=LEAST_TOLD),
        words("promises_note"),
        words("promises_domain_alt", **size),
    )
    return save_figure(figure, name, caption, links=links)


def _each(promised: pd.DataFrame, documents: Sequence[str], compared: Compared, words: Words) -> str:
    """Return for each document by itself which domain's promises have a figure or date most often."""
    told = []
    for doc_id in documents:
        own = promised[promised["doc_id"] == doc_id]
        if own.empty:
            continue
        shares = (own["testability"] == STRONGEST["testability"]).groupby(own["domain"]).mean()
        top, _ = extremes(shares, own["domain"].value_counts())
        named = {"name": compared.brief[doc_id], "top": inner_domain_name(top, words.lang)}
        told.append(words("promises_beside_part", **named, most=percent(shares[top])))
    return words("promises_beside_title", told=words.join(told))


def _dot(row: object, key: str, name: str, chosen: dict[str, str], compared: Compared, words: Words) -> Dot:
    """Return one share as a dot that leads to its promises."""
    doc_id, count, total = str(row.doc_id), int(row.count), int(row.total)  # type: ignore[attr-defined]
    share, low, high = (float(getattr(row, side)) for side in ("share", "low", "high"))
    href = sentences_link(document=doc_id, domain=key if ":" not in key else "", counted="1", **chosen)
    label = words("promises_link", name=compared.names[doc_id], what=name, count=count, total=total)
    return Dot(
        key, doc_id, share, low, high, f"{percent(share)} ({words.number(count)}/{words.number(total)})", href, label
    )


def _panel(heading: str, documents: Sequence[str], dots: Sequence[Dot]) -> Panel:
    return Panel(heading, list(documents), [dot for dot in dots if dot.doc_id in documents])
