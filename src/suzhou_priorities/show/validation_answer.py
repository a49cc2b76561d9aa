"""The answer of the notebook `90_validation` in a few sentences, every figure computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.coding.coded_units import CORPUS, SCORE, WRITTEN
from suzhou_priorities.measures.coding_errors import domain_totals
from suzhou_priorities.measures.coding_levels import SHIPPED
from suzhou_priorities.measures.coding_scores import LABELS
from suzhou_priorities.measures.coding_scores import scored as units_to_score
from suzhou_priorities.measures.reader_codes import FIRST, SECOND
from suzhou_priorities.show.validation_coding import level_of

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import Markdown

    from suzhou_priorities.show.text import Words


def answer(
    figures: pd.DataFrame, sample: pd.DataFrame, levels: pd.DataFrame, agreed: pd.DataFrame, ranking: str, words: Words
) -> Markdown:
    """Return the answer.

    Parameters
    ----------
    figures
        Scores of the reading of figures, as from `validation_page.scores`.
    sample, levels, agreed
        Coded units, the program's agreement with readers, and the readers' among themselves.
    ranking
        The sentence on the ranking of domains; empty where nothing is ranked.
    words
        The words of the page.
    """
    body = [_figures(figures, words), _codes(sample, levels, words), ranking, _readers(agreed, words)]
    return words.show("answer", body=words.sentences(body))


def _figures(figures: pd.DataFrame, words: Words) -> str:
    kept = figures[(figures["sample"] == SCORE) & (figures["what"] == "all_figures")].set_index("source")
    if not kept["n"].sum():
        return ""
    corpus, written = f"{kept.loc[CORPUS, 'f1']:.3f}", f"{kept.loc[WRITTEN, 'f1']:.3f}"
    return words("answer_figures", corpus=corpus, written=written)


def _codes(sample: pd.DataFrame, levels: pd.DataFrame, words: Words) -> str:
    found = {source: level_of(levels, "domain", SHIPPED, source) for source in (CORPUS, WRITTEN)}
    told = {
        f"{name}_{source}": f"{own[column]:.2f}"
        for source, own in found.items()
        if own is not None
        for name, column in (("kappa", "kappa"), ("low", "kappa_low"), ("high", "kappa_high"))
    }
    function = level_of(levels, "function", SHIPPED, CORPUS)
    if function is None or any(own is None for own in found.values()):
        return words("answer_uncoded")
    totals = [
        domain_totals(own["domain"], own["coded_domain"], LABELS["domain"])["difference"].abs().max()
        for own in (units_to_score(sample, (source,)) for source in found)
    ]
    return words("answer_codes", function=f"{function['kappa']:.2f}", points=f"{max(totals):.1f}", **told)


def _readers(agreed: pd.DataFrame, words: Words) -> str:
    own = agreed.set_index(["what", "one", "other"]).loc[("domain", FIRST, SECOND)]
    return words("answer_retest", kappa=f"{own['kappa']:.2f}") if own["units"] else ""
