"""What the past year's review says against the coming year's plan: attention, figures, and the main indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.extract.indicators import indicators
from suzhou_priorities.measures.attention_study import beyond_chance
from suzhou_priorities.measures.results_and_targets import COMPARED, DROPPED, NEW, OUTCOMES
from suzhou_priorities.show.addresses import sentence_link
from suzhou_priorities.show.assignment_context import folded
from suzhou_priorities.show.attention_context import points
from suzhou_priorities.show.comparison_promises_context import told
from suzhou_priorities.show.district_values import value_text
from suzhou_priorities.show.language_context import percent, percent_interval
from suzhou_priorities.show.names import indicator_name
from suzhou_priorities.show.share_dots import inner_domain_name
from suzhou_priorities.show.tables import MISSING, report_table
from suzhou_priorities.show.text import Words

if TYPE_CHECKING:
    from suzhou_priorities.show.language_context import Compared

MOST_MOVES = 4  # named in the finding
MOST_NAMED = 4  # reports whose figures are told one by one
UNITS = "10_district_profile"  # the page whose words name units
_TOLD = (*COMPARED, DROPPED, NEW)


def review_text(
    past: pd.DataFrame, said: pd.DataFrame, outcomes: pd.DataFrame, compared: Compared, words: Words
) -> Markdown:
    """Return how review and plan differ in attention, in figures and in indicators.

    Parameters
    ----------
    past
        As from `attention_study.differences` of `attention_differences.review_against_plan`, the compared reports.
    said
        As from `figures_said.figures_said`, by ``doc_id`` and ``passage``.
    outcomes
        As from `results_and_targets.results_and_targets`.
    compared, words
        Documents and words of the page.
    """
    one_by_one = compared.pair if len(compared.pair) <= MOST_NAMED else []
    figures = [_figures(said, doc_id, compared, words) for doc_id in one_by_one]
    aims = [_aims(outcomes, doc_id, compared, words) for doc_id in one_by_one or [""]]
    told_figures = words("review_figures", told=told(figures, words)) if any(figures) else ""
    parts = [
        words.sentences([review_finding(past, compared, words), _left_out(past, said, compared, words)]),
        words.sentences([told_figures, _fewer_figures(said, compared, words)]),
        words("review_aims", told=told(aims, words)) if any(aims) else "",
    ]
    paragraphs = [part for part in parts if part]
    return Markdown("\n\n".join(paragraphs)) if paragraphs else words.show("review_none")


def review_finding(past: pd.DataFrame, compared: Compared, words: Words, *, brief: bool = False) -> str:
    """Return where attention moves from review to plan beyond chance, or the largest move and that it is not.

    A `brief` one, for a title, leaves out the p-value.
    """
    own = past[past["scope"].isin(compared.pair)].dropna(subset=["difference"])
    if own.empty:
        return ""
    moves, beyond = told_moves(past, compared), len(beyond_chance(own))
    listed = told([_move(row, compared, words) for _, row in moves.iterrows()], words)
    if beyond:
        some = words("review_leading", n=len(moves)) if beyond > len(moves) else ""
        some = f" {some}" if some and words.lang != "zh" else some
        return words("review_beyond", n=beyond, tests=len(own), listed=listed, some=some)
    if brief:
        return words("review_no_beyond_brief", tests=len(own), listed=listed)
    return words("review_no_beyond", tests=len(own), listed=listed, p=f"{moves['p_bh'].iloc[0]:.2f}")


def _left_out(past: pd.DataFrame, said: pd.DataFrame, compared: Compared, words: Words) -> str:
    """Return which reports have a review and a plan, of which one is too short to be compared with the other."""
    passages = said[said["doc_id"].isin(compared.pair)].groupby("doc_id")["passage"].agg(set)
    both = {str(doc_id) for doc_id, known in passages.items() if {"review", "plan"} <= known}
    names = [compared.brief[doc_id] for doc_id in compared.pair if doc_id in both - set(past["scope"])]
    return words("review_too_short", names=words.join(names)) if names else ""


def told_moves(past: pd.DataFrame, compared: Compared) -> pd.DataFrame:
    """Return the moves that the finding names, the largest first: those beyond chance, or the largest of all."""
    own = past[past["scope"].isin(compared.pair)].dropna(subset=["difference"])
    beyond = beyond_chance(own)
    rows = beyond if len(beyond) else own
    order = rows["difference"].abs().sort_values(ascending=False, kind="stable").index
    return rows.loc[order[: MOST_MOVES if len(beyond) else 1]]


def _move(row: pd.Series, compared: Compared, words: Words) -> str:
    return words(
        "review_move",
        name=compared.brief[str(row["scope"])],
        domain=inner_domain_name(str(row["domain"]), words.lang),
        first=percent(row["first"]),
        second=percent(row["second"]),
        points=points(row["difference"]),
    )


def _figures(said: pd.DataFrame, doc_id: str, compared: Compared, words: Words) -> str:
    own = said[said["doc_id"] == doc_id].set_index("passage")
    if not {"review", "plan"} <= set(own.index):
        return ""
    gaps = {"name": compared.brief[doc_id]}
    for passage in ("review", "plan"):
        row = own.loc[passage]
        gaps |= {passage: percent(row["share"]), f"{passage}_interval": percent_interval(row["low"], row["high"])}
    return words("review_figures_of", **gaps)


def _fewer_figures(said: pd.DataFrame, compared: Compared, words: Words) -> str:
    """Return in which reports the plan says less in figures than the review, by intervals that do not overlap."""
    sides = said[said["doc_id"].isin(compared.pair)].set_index(["doc_id", "passage"])
    names = [
        compared.brief[doc_id]
        for doc_id in compared.pair
        if {(doc_id, "review"), (doc_id, "plan")} <= set(sides.index)
        and sides.at[(doc_id, "plan"), "high"] < sides.at[(doc_id, "review"), "low"]
    ]
    return words("review_figures_apart", names=words.join(names)) if names else ""


def _aims(outcomes: pd.DataFrame, doc_id: str, compared: Compared, words: Words) -> str:
    """Return what became of the indicators of a report, of all reports compared together where none is named."""
    named = [doc_id] if doc_id else compared.pair
    own = outcomes.loc[outcomes["doc_id"].isin(named), "outcome"]
    if own.empty:
        return ""
    name = compared.brief[doc_id] if doc_id else words("reports_counted", n=len(named))
    counts = {name: int((own == name).sum()) for name in _TOLD}
    compared_ones = sum(counts[name] for name in COMPARED)
    return words("review_aims_of", name=name, n=len(own), compared=compared_ones, **counts)


def outcomes_table(outcomes: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return for each indicator what became of last year's result in each report, every figure linked.

    Reports that stand beside the compared ones have columns of their own, headed as such.
    """
    documents = [doc_id for doc_id in (*compared.pair, *compared.beside) if doc_id in set(outcomes["doc_id"])]
    if not documents:
        return HTML("")
    cells = {(row["doc_id"], row["indicator"]): row for _, row in outcomes.iterrows()}
    keys = [key for key in indicators() if key in set(outcomes["indicator"])]
    shown = pd.DataFrame({"indicator": [indicator_name(key, words.lang) for key in keys]})
    labels: dict[str, str] = {"indicator": words("indicator_column")}
    links: dict[str, list[str | None]] = {}
    for doc_id in documents:
        name = compared.brief[doc_id]
        name = name if doc_id in compared.pair else words("beside_column", name=name)
        rows = [cells.get((doc_id, key)) for key in keys]
        for side in ("result", "target"):
            column = f"{doc_id}_{side}"
            labels[column] = words(f"{side}_column", name=name)
            shown[column] = [_figure(row, side, words) for row in rows]
            links[column] = [_address(row, side, words) for row in rows]
        labels[f"{doc_id}_outcome"] = words("outcome_column", name=name)
        shown[f"{doc_id}_outcome"] = [MISSING if row is None else words(f"outcome_{row['outcome']}") for row in rows]
    notes = [words("outcomes_note")]
    table = report_table(shown, "results_and_targets", labels, lang=words.lang, notes=notes, links=links)
    return folded(words("outcomes_summary", n=len(keys)), table)


def counts_table(outcomes: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return how many indicators of each report had which outcome."""
    documents = [doc_id for doc_id in (*compared.pair, *compared.beside) if doc_id in set(outcomes["doc_id"])]
    if not documents:
        return HTML("")
    shown = pd.DataFrame({"outcome": [words(f"outcome_{outcome}") for outcome in OUTCOMES]})
    labels = {"outcome": words("outcome_head")}
    for doc_id in documents:
        own = outcomes.loc[outcomes["doc_id"] == doc_id, "outcome"]
        shown[doc_id] = [int((own == outcome).sum()) for outcome in OUTCOMES]
        name = compared.brief[doc_id]
        labels[doc_id] = name if doc_id in compared.pair else words("beside_column", name=name)
    return report_table(shown, "outcomes_counted", labels, lang=words.lang, whole=documents)


def _figure(row: pd.Series | None, side: str, words: Words) -> str:
    if row is None or (pd.isna(row[f"value_{side}"]) and pd.isna(row[f"sentence_id_{side}"])):
        return MISSING
    if pd.isna(row[f"value_{side}"]):
        return words("without_number")
    named = ("value", "unit", "bound", "measure", "base_value", "base_unit")
    figure = pd.Series({name: row[f"{name}_{side}"] for name in named})
    figure["unit"] = "" if pd.isna(figure["unit"]) else figure["unit"]
    mark = "*" if row[f"estimated_{side}"] and side == "result" else ""
    return value_text(figure, Words(UNITS, words.lang), is_stock=False) + mark


def _address(row: pd.Series | None, side: str, words: Words) -> str | None:
    if row is None or pd.isna(row[f"sentence_id_{side}"]):
        return None
    return sentence_link(str(row["doc_id"]), str(row[f"sentence_id_{side}"]), words.lang)
