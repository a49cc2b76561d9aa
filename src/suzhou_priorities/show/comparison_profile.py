"""The profile of each document: what it says most of, aims at, promises, admits and claims, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.measures.report_profile import median_ambition
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.comparison_profile_finding import profile_finding
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.figure_text import points
from suzhou_priorities.show.language_context import percent, percent_interval
from suzhou_priorities.show.tables import MISSING, report_table
from suzhou_priorities.tables.vocabulary import CREDENTIAL_LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suzhou_priorities.measures.report_profile import Evidence
    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

FIRST_DOMAINS = 3
TARGETS_PAGE, TASKS_PAGE = "03_targets.html", "05_assignment.html"
_SHARES = ("promises_measured", "promises_words", "promises_owned", "promises_guarantee", "promises_hedged")
_NOWHERE = (MISSING, None)


def profile_text(apart: pd.DataFrame, profile: pd.DataFrame, compared: Compared, words: Words) -> Markdown:
    """Return in which measures the compared reports differ by more than chance, and how sure that is.

    Parameters
    ----------
    apart
        As from `profile_differences.profile_differences`.
    profile
        As from `report_profile.report_profile`.
    compared, words
        Documents and words of the page.
    """
    if profile.empty:
        return words.show("profile_none")
    if apart.empty:
        return words.show("profile_alone")
    return Markdown(words.sentences([profile_finding(apart, profile, compared, words), words("profile_sure")]))


def measure_link(doc_id: str, measure: str) -> str | None:
    """Return where a share of the profile leads: to its sentences, or to the page or figure that shows them."""
    chosen = {
        "promises_measured": {"testability": "figure_or_date"},
        "promises_guarantee": {"force": "guarantee"},
        "promises_hedged": {"force": "hedged"},
        "targets_numbered": {"function": "headline_target"},
        "problems_answered": {"function": "problem"},
        "sentences_with_figure": {},
    }
    if measure in chosen:
        # Problems and targets are listed whether or not their sentences have a domain.
        counted = {} if "function" in chosen[measure] else {"counted": "1"}
        return sentences_link(document=doc_id, **counted, **chosen[measure])
    if measure.startswith("honours_"):
        return "#figure-honours_and_problems"
    others = {
        "promises_words": "#figure-promise_grounds",
        "promises_owned": TASKS_PAGE,
        "tasks_led": TASKS_PAGE,
        "targets_higher": TARGETS_PAGE,
    }
    return others.get(measure)


def profile_table(
    shares: pd.DataFrame,
    profile: pd.DataFrame,
    evidence: Evidence,
    districts: Mapping[str, str],
    compared: Compared,
    words: Words,
) -> HTML:
    """Return the profiles as a table: measures in rows, the compared documents before those beside them.

    Parameters
    ----------
    shares
        Shares of domains by document: ``doc_id``, ``domain``, ``share``, ``low``, ``high``.
    profile
        As from `report_profile.report_profile`.
    evidence
        What the profiles are made of.
    districts
        District of each document that belongs to one.
    compared, words
        Documents and words of the page.
    """
    if profile.empty:
        return HTML("")
    cells = {(row.doc_id, row.measure): row for row in profile.itertuples()}
    aims = median_ambition(compared.shown, evidence.outcomes).set_index("doc_id")
    columns: dict[str, list[tuple[str, str | None]]] = {}
    for doc_id in compared.shown:
        own = {measure: row for (document, measure), row in cells.items() if document == doc_id}
        columns[doc_id] = [
            _page(districts.get(doc_id, ""), words),
            *_domains(shares, doc_id, words),
            _count(own.get("targets_numbered"), "cell_targets", words),
            _ambition(aims.loc[doc_id], words),
            (words.number(own["promises_measured"].total), None) if "promises_measured" in own else _NOWHERE,
            *(_share(own.get(measure), words) for measure in _SHARES),
            _share(own.get("sentences_with_figure"), words),
            _count(own.get("problems_answered"), "cell_problems", words),
            _honours(own, words),
            _count(own.get("tasks_led"), "cell_tasks", words),
        ]
    rows = ["page", *(f"domain_{place}" for place in range(1, FIRST_DOMAINS + 1)), "targets", "ambition", "promises"]
    rows += [*_SHARES, "sentences_with_figure", "problems", "honours", "tasks"]
    if not any(doc_id in districts for doc_id in columns):
        rows, columns = rows[1:], {doc_id: column[1:] for doc_id, column in columns.items()}
    shown = pd.DataFrame({"measure": [words(f"{row}_row") for row in rows]})
    labels, links = {"measure": words("measure_column")}, {}
    for doc_id, column in columns.items():
        shown[doc_id] = [text for text, _ in column]
        links[doc_id] = [address for _, address in column]
        name = compared.brief[doc_id]
        labels[doc_id] = name if doc_id in compared.pair else words("beside_column", name=name)
    notes = [words("profile_note")]
    return report_table(shown, "profiles", labels, lang=words.lang, notes=notes, links=links)


def _page(district: str, words: Words) -> tuple[str, str | None]:
    return (words("page_cell"), f"10_district_profile_{quote(district, safe='')}.html") if district else _NOWHERE


def _domains(shares: pd.DataFrame, doc_id: str, words: Words) -> list[tuple[str, str | None]]:
    """Return the first domains of a document with their shares."""
    own = shares[(shares["doc_id"] == doc_id) & (shares["share"] > 0)]
    first = own.sort_values("share", ascending=False, kind="stable").head(FIRST_DOMAINS)
    cells: list[tuple[str, str | None]] = [
        (
            words(
                "cell_domain" if pd.notna(row.low) else "cell_domain_alone",
                domain=short_domain_name(str(row.domain), words.lang),
                share=percent(row.share),
                interval=percent_interval(row.low, row.high),
            ),
            sentences_link(document=doc_id, domain=str(row.domain), counted="1"),
        )
        for row in first.itertuples()
    ]
    return [*cells, *[_NOWHERE] * (FIRST_DOMAINS - len(cells))]


def _share(row: object, words: Words) -> tuple[str, str | None]:
    if row is None:
        return _NOWHERE
    text = words("cell_share", share=percent(row.share), interval=percent_interval(row.low, row.high))  # type: ignore[attr-defined]
    return text, measure_link(row.doc_id, row.measure)  # type: ignore[attr-defined]


def _count(row: object, key: str, words: Words) -> tuple[str, str | None]:
    if row is None:
        return _NOWHERE
    return words(key, total=row.total, n=row.count), measure_link(row.doc_id, row.measure)  # type: ignore[attr-defined]


def _ambition(row: pd.Series, words: Words) -> tuple[str, str | None]:
    if not int(row["n"]):
        return _NOWHERE
    gaps = {"median": points(float(row["median"]), words), "n": int(row["n"]), "higher": int(row["higher"])}
    return words("cell_ambition", **gaps), TARGETS_PAGE


def _honours(own: Mapping[str, Any], words: Words) -> tuple[str, str | None]:
    rows = {level: own[f"honours_{level}"] for level in CREDENTIAL_LEVELS if f"honours_{level}" in own}
    if not rows:
        return _NOWHERE
    listed = [words("cell_level", level=words(f"level_{level}"), n=row.count) for level, row in rows.items()]
    total = next(iter(rows.values())).total
    return words("cell_honours", total=total, listed=words.join(listed)), measure_link("", "honours_national")
