"""The findings of the study as the front page tells them: sentences, one figure, a card for each district."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.show.addresses import document_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suzhou_priorities.show.summary import CardLine, DistrictCard, Finding, StudySummary


def findings_part(summary: StudySummary, page: str, figure: str, words: Mapping[str, str]) -> str:
    """Return the findings, each with its certainty and the way to its figure, and the study's main figure.

    Parameters
    ----------
    summary
        What the study found.
    page
        File name of the study's page.
    figure
        The figure as HTML; empty where there is none.
    words
        Words of `texts/page.yml`.
    """
    items = "".join(_finding(finding, page, words) for finding in summary.findings)
    found = f'<ol class="findings">{items}</ol>' if items else f"<p>{html.escape(words['nothing_found'])}</p>"
    whole = f'<p><a href="{html.escape(page)}">{html.escape(words["whole_study"])}</a></p>'
    return f'<h2 id="findings">{html.escape(words["findings"])}</h2>{found}{figure}{whole}'


def districts_part(summary: StudySummary, profiles: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Return a card for each district; `profiles` has the file name of its own page, where it has one."""
    if not summary.districts:
        return ""
    compared = [card for card in summary.districts if not card.beside]
    beside = [card for card in summary.districts if card.beside]
    parts = [f'<h2 id="districts">{html.escape(words["districts"])}</h2>']
    for cards, note in ((compared, ""), (beside, words["beside"])):
        if cards:
            parts.append(f"<p>{html.escape(note)}</p>" if note else "")
            parts.append(f'<div class="districts">{"".join(_card(card, profiles, words) for card in cards)}</div>')
    return "".join(parts)


def trust_part(summary: StudySummary, words: Mapping[str, str]) -> str:
    """Return what limits the findings."""
    if not summary.trust:
        return ""
    items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in summary.trust)
    more = f'<p><a href="methods.html">{html.escape(words["trust_more"])}</a></p>'
    return f'<h2 id="trust">{html.escape(words["trust"])}</h2><ul>{items}</ul>{more}'


def _finding(finding: Finding, page: str, words: Mapping[str, str]) -> str:
    address = f"{page}#figure-{finding.figure}" if finding.figure else page
    own, certainty = html.escape(f"finding-{finding.key}"), html.escape(finding.certainty)
    verdict = html.escape(finding.verdict)
    if verdict and certainty.startswith(verdict):
        certainty = f"<strong>{verdict}</strong>{certainty.removeprefix(verdict)}"
    return (
        f'<li><p id="{own}">{html.escape(finding.sentence)}</p>'
        f'<p class="certainty">{certainty} '
        f'<a href="{html.escape(address)}" aria-describedby="{own}">{html.escape(words["to_figure"])}</a></p></li>'
    )


def _behind(line: CardLine, card: DistrictCard, words: Mapping[str, str]) -> str:
    if not line.address:
        return ""
    label = html.escape(f"{card.name}, {line.label}: {words['to_sentences']}")
    return f' <a href="{html.escape(line.address)}" aria-label="{label}">{html.escape(words["to_sentences"])}</a>'


def _card(card: DistrictCard, profiles: Mapping[str, str], words: Mapping[str, str]) -> str:
    lines = "".join(
        f"<div><dt>{html.escape(line.label)}</dt>"
        f"<dd>{html.escape(line.sentence)}{_behind(line, card, words)}</dd></div>"
        for line in card.lines
    )
    own = profiles.get(card.district)
    links = [(own, words["to_profile"])] if own else []
    links.append((document_page(card.doc_id), words["to_document"]))
    anchors = "".join(f'<a href="{html.escape(address)}">{html.escape(name)}</a>' for address, name in links)
    return (
        f'<section class="district" style="--district:{html.escape(card.colour)}">'
        f"<h3>{html.escape(card.name)}</h3><p>{html.escape(card.document)}</p>"
        f'<dl>{lines}</dl><p class="links">{anchors}</p></section>'
    )
