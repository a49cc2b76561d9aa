"""The answer of the notebook `03_targets` in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.measures.plan_pace import VERDICTS
from suzhou_priorities.show.figure_text import plain_number
from suzhou_priorities.show.names import inner_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from IPython.display import Markdown

    from suzhou_priorities.show.text import Words


def answer(
    documents: pd.DataFrame,
    targets: pd.DataFrame,
    gaps: pd.DataFrame,
    pace: pd.DataFrame,
    plan_names: tuple[str, str] | None,
    names: Mapping[str, str],
    words: Words,
) -> Markdown:
    """Return the answer in a few sentences, every figure computed."""
    own = targets[targets["doc_id"].isin(documents["doc_id"])]
    if own.empty:
        return words.show("answer_none")
    compared = gaps[gaps["doc_id"].isin(documents["doc_id"])]
    known = compared.dropna(subset=["ambition"])
    differ = len(compared) - len(known)
    listed = words.join([names[doc_id] for doc_id in documents["doc_id"]])
    body = [
        words("answer_listed", names=listed, targets=len(own), numbers=int((own["form"] == "number").sum())),
        words(
            "answer_compared",
            comparable=len(known),
            higher=int((known["ambition"] > 0).sum()),
            lower=int((known["ambition"] < 0).sum()),
        ),
        words("not_compared", n=differ) if differ else "",
        _extremes(known, names, words),
        _pace(pace, plan_names, words),
    ]
    return words.show("answer", body=words.sentences(body))


def extremes(known: pd.DataFrame, names: Mapping[str, str], words: Words) -> dict[str, str] | None:
    """Return the largest step up and the largest step down, as gaps of a text; None if there are not both."""
    if known.empty or known["ambition"].max() <= 0 or known["ambition"].min() >= 0:
        return None
    up, down = known.loc[known["ambition"].idxmax()], known.loc[known["ambition"].idxmin()]
    return {
        "up_name": names[str(up["doc_id"])],
        "up_indicator": inner_name(str(up["indicator"]), words.lang),
        "up": plain_number(round(float(up["ambition"]), 2)),
        "down_name": names[str(down["doc_id"])],
        "down_indicator": inner_name(str(down["indicator"]), words.lang),
        "down": plain_number(round(abs(float(down["ambition"])), 2)),
    }


def _extremes(known: pd.DataFrame, names: Mapping[str, str], words: Words) -> str:
    found = extremes(known, names, words)
    return words("extremes_text", **found) if found else ""


def _pace(pace: pd.DataFrame, plan_names: tuple[str, str] | None, words: Words) -> str:
    if plan_names is None or pace.empty:
        return ""
    counts = pace["verdict"].value_counts()
    return words(
        "pace_text",
        plan=plan_names[0],
        report=plan_names[1],
        year=int(pace["target_year"].max()),
        n=len(pace),
        **{verdict: int(counts.get(verdict, 0)) for verdict in VERDICTS},
    )
