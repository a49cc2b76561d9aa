"""The headline targets of a district against last year's results, and the pace of its five-year plan."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML

from suzhou_priorities.extract.indicators import indicators
from suzhou_priorities.measures.plan_pace import VERDICTS
from suzhou_priorities.show.district_context import chinese_marked, paragraph, part, shortened
from suzhou_priorities.show.district_values import value_text
from suzhou_priorities.show.figure_text import points
from suzhou_priorities.show.names import indicator_name
from suzhou_priorities.show.passages import linked
from suzhou_priorities.show.tables import MISSING, report_table

if TYPE_CHECKING:
    from suzhou_priorities.show.district_context import Profile

NUMBER = "number"
MOST_TARGETS, MOST_PACED = 16, 5
_COLUMNS = ("target", "form", "result", "aim", "difference", "quote")
_GAP = "\0"  # where links go into a text that is made safe for HTML first
_OF_KIND = {"growth": "change", "growth_avg": "change"}


def targets_part(
    targets: pd.DataFrame,
    cells: pd.DataFrame,
    gaps: pd.DataFrame,
    quantities: pd.DataFrame,
    pace: pd.DataFrame,
    profile: Profile,
) -> HTML:
    """Return the headline targets in printed order with last year's results, and where the five-year plan stands.

    Parameters
    ----------
    targets, quantities
        The tables.
    cells, gaps
        As from `panel.panel` and `panel.ambition`, of the document that speaks for the district.
    pace
        As from `plan_pace.plan_pace`; empty where there is no plan or no later report.
    profile
        Names and documents.
    """
    words, doc_id = profile.words, profile.found.speaker
    own = targets[targets["doc_id"] == doc_id].sort_values("order", kind="stable")
    content = (
        [_table(own, cells, gaps, quantities, profile)]
        if len(own)
        else [paragraph(words("targets_none" if doc_id else "no_text"))]
    )
    return HTML(part("targets", words("targets_heading"), *content, _pace(pace, profile)))


def _table(
    own: pd.DataFrame, cells: pd.DataFrame, gaps: pd.DataFrame, quantities: pd.DataFrame, profile: Profile
) -> str:
    words, doc_id = profile.words, profile.found.speaker
    shown = own.head(MOST_TARGETS)
    figures = quantities[quantities["doc_id"] == doc_id].drop_duplicates("quantity_id").set_index("quantity_id")
    differences = gaps.drop_duplicates("indicator").set_index("indicator")["ambition"]
    rows, results = [], []
    for row in shown.itertuples():
        key = None if pd.isna(row.indicator) else str(row.indicator)
        figure = (
            None if pd.isna(row.quantity_id) or row.quantity_id not in figures.index else figures.loc[row.quantity_id]
        )
        told, address = _result(key, figure, cells, profile)
        results.append(address)
        is_stock = key is not None and indicators()[key].kind == "stock"
        rows.append(
            (
                str(row.phrase) if key is None else indicator_name(key, words.lang),
                words(str(row.form)),
                told,
                MISSING if figure is None else value_text(figure, words, is_stock=is_stock),
                points(differences[key], words) if key in differences.index else MISSING,
                shortened(str(row.quote)),
            )
        )
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    frame.insert(0, "order", shown["order"].astype(int).to_numpy())
    addresses = [profile.address(doc_id, sentence) for sentence in shown["sentence_id"]]
    years = {"before": _year(profile, "review_end"), "after": _year(profile, "plan_start")}
    aims = [None if row[3] == MISSING else address for row, address in zip(rows, addresses, strict=True)]
    labels = {name: words(f"{name}_column", **years) for name in frame.columns}
    notes = [words("estimated_note")]
    if len(own) > len(shown):
        notes.append(words("more_targets", n=len(own) - len(shown)))
    table = report_table(
        frame,
        "district_headline_targets",
        labels,
        lang=words.lang,
        whole=("order",),
        notes=notes,
        links={"result": results, "aim": aims, "quote": addresses},
    )
    return chinese_marked(str(table.data), words.lang)


def _result(key: str | None, figure: pd.Series | None, cells: pd.DataFrame, profile: Profile) -> tuple[str, str | None]:
    """Return last year's figure of an indicator, of the target's kind where there is one, and its address."""
    own = cells[(cells["indicator"] == key) & (cells["status"] == "actual")]
    if key is None or own.empty:
        return MISSING, None
    wanted = "amount" if figure is None else _OF_KIND.get(str(figure["measure"]), "amount")
    # A target without a number, and one of growth, are held against growth where it is told.
    wanted = "change" if figure is None and (own["kind"] == "change").any() else wanted
    alike = own[own["kind"] == wanted]
    row = (alike if len(alike) else own).iloc[0]
    told = value_text(row, profile.words, is_stock=indicators()[key].kind == "stock")
    return told + ("*" if row["estimated"] else ""), profile.address(str(row["doc_id"]), row["sentence_id"])


def _year(profile: Profile, column: str) -> str:
    """Return a year of the document that speaks for the district, as it stands in a head; empty where not known."""
    years = profile.found.documents.set_index("doc_id")[column]
    year = years[profile.found.speaker]
    return "" if pd.isna(year) else profile.words("of_year", year=year)


def _pace(pace: pd.DataFrame, profile: Profile) -> str:
    """Return in a paragraph where the targets of the five-year plan stand, each of them linked."""
    words, found = profile.words, profile.found
    if not found.plan or not found.report:
        return ""
    if pace.empty:
        return paragraph(words("pace_none", plan=profile.names[found.plan]))
    told = []
    for verdict in VERDICTS:
        own = pace[pace["verdict"] == verdict]
        if len(own):
            named = [
                linked(_target_name(row, profile), profile.address(found.plan, row.sentence_target))
                for row in own.head(MOST_PACED).itertuples()
            ]
            listed = words.join(named) + (words("and_more", n=len(own) - MOST_PACED) if len(own) > MOST_PACED else "")
            told.append(html.escape(words(verdict, n=len(own), listed=_GAP)).replace(_GAP, listed))
    documents = {"plan": profile.names[found.plan], "report": profile.names[found.report]}
    text = html.escape(words("pace_text", n=len(pace), told=_GAP, **documents))
    clauses = ("；" if words.lang == "zh" else "; ").join(told)
    return chinese_marked(f"<p>{text.replace(_GAP, clauses)}</p>", words.lang)


def _target_name(row: object, profile: Profile) -> str:
    if row.matched_by == "indicator":  # type: ignore[attr-defined]
        return indicator_name(str(row.indicator), profile.words.lang)  # type: ignore[attr-defined]
    return str(row.phrase)  # type: ignore[attr-defined]
