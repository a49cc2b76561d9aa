"""Whether the ranking of domains survives other choices: text and table of the notebook `90_validation`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.display import Markdown

from suzhou_priorities.measures.ranking_sensitivity import summarised
from suzhou_priorities.measures.section_jackknife import FAMILY as SECTION_LEFT_OUT
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.style import name_of
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.show.validation_readers import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from IPython.display import HTML

    from suzhou_priorities.show.text import Words


def brief_names(documents: pd.DataFrame, names: Mapping[str, str], words: Words) -> dict[str, str]:
    """Return the district for each document; its short name where another is of the district, or kinds differ."""
    counts = documents["district"].value_counts()
    if documents["doc_type"].nunique() > 1:
        return {str(doc_id): names[str(doc_id)] for doc_id in documents["doc_id"]}
    return {
        str(row.doc_id): name_of(row.district, words.lang)
        if isinstance(row.district, str) and counts[row.district] == 1
        else names[str(row.doc_id)]
        for row in documents.itertuples()
    }


def ranking_text(compared: pd.DataFrame, names: Mapping[str, str], base: pd.DataFrame, words: Words) -> str:
    """Return how the ranking of the compared documents fares, in sentences; empty where there are none."""
    if compared.empty:
        return ""
    return words(
        "ranking_sentence",
        n=int(compared.groupby("document")["variant"].size().min()),
        median=f"{compared['kendall'].median():.2f}",
        least=f"{compared['kendall'].min():.2f}",
        first=listed(firsts(compared, names, base, words), words),
    )


def firsts(compared: pd.DataFrame, names: Mapping[str, str], base: pd.DataFrame, words: Words) -> list[str]:
    """Return for each document which domain leads, and in how many variants it still does."""
    told = []
    for doc_id, own in compared.groupby("document", sort=False):
        shares = base[base["document"] == doc_id]
        leader = shares.loc[shares["share"].idxmax(), "domain"]
        told.append(
            words(
                "first_holds",
                name=names[str(doc_id)],
                domain=_inner(str(leader), words),
                holds=int(own["same_first"].sum()),
                n=len(own),
            )
        )
    return told


def listed(clauses: list[str], words: Words) -> str:
    """Return clauses as running text."""
    return ("；" if words.lang == "zh" else "; ").join(clauses)


def ranking_table(compared: pd.DataFrame, table_id: str, names: Mapping[str, str], words: Words) -> HTML:
    """Return how the ranking fares by document and family of variants."""
    if compared.empty:
        return said(words("ranking_none"))
    found = summarised(compared)
    shown = found.assign(
        document=[names[doc_id] for doc_id in found["document"]],
        family=[words(f"family_{family}") for family in found["family"]],
        shifted=[
            f"{shift:g}" + (f" ({_name(domain, words)})" if shift else "")
            for shift, domain in zip(found["largest_shift"], found["shifted_domain"], strict=True)
        ],
        top=100 * found["top_overlap_median"],
        first=100 * found["same_first"].astype(float),
    )
    names_of_columns = ("document", "family", "variants", "kendall_median", "kendall_least", "shifted", "top", "first")
    labels = {name: words(f"{name}_column") for name in names_of_columns}
    decimals = {"kendall_median": 2, "kendall_least": 2, "top": 0, "first": 0}
    return report_table(shown, table_id, labels, lang=words.lang, whole=("variants",), decimals=decimals)


def beside_text(others: pd.DataFrame, words: Words) -> Markdown:
    """Return why other documents stand beside the compared ones; nothing where there are none."""
    return words.show("beside_heading_and_text") if len(others) else Markdown("")


def sections_text(compared: pd.DataFrame, names: Mapping[str, str], words: Words) -> Markdown:
    """Return what leaving out one section does, and why."""
    own = compared[compared["family"] == SECTION_LEFT_OUT]
    if own.empty:
        return words.show("sections_none")
    worst = own.loc[own["largest_shift"].idxmax()]
    return words.show(
        "sections_text",
        name=names[worst["document"]],
        domain=_inner(worst["shifted_domain"], words),
        shift=f"{worst['largest_shift']:g}",
    )


def _name(key: str, words: Words) -> str:
    return short_domain_name(key, words.lang)


def _inner(key: str, words: Words) -> str:
    name = _name(key, words)
    return name[0].lower() + name[1:] if words.lang == "en" else name
