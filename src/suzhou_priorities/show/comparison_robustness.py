"""How the findings of the study fare when something is counted, coded or chosen otherwise: a table, and its sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.measures.study_variants import AS_SET, BETWEEN, FAMILIES, FIRST, PAST
from suzhou_priorities.show.attention_context import percent
from suzhou_priorities.show.comparison_context import MOST_TOLD, of_document
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from suzhou_priorities.show.comparison_context import StudyPage


def tally(held: pd.DataFrame, finding: str, doc_id: str = "") -> tuple[int, int]:
    """Return in how many variants a finding holds, and in how many it was asked; of all documents if none is given."""
    own = held[(held["finding"] == finding) & (held["family"] != AS_SET)]
    own = of_document(own, doc_id) if doc_id else own
    return int(own["holds"].sum()), int(own["variants"].sum())


def robustness_text(page: StudyPage) -> Markdown:
    """Return how many of the variants leave the findings as they are, and which change one."""
    held, words = page.study.held, page.words
    if held.empty:
        return words.show("robustness_none")
    told = []
    documents = held.loc[held["finding"] == FIRST, "doc_id"].unique()
    if len(documents) > MOST_TOLD:
        counts = [tally(held, FIRST, str(doc_id)) for doc_id in documents]
        holds, asked = (sum(values) for values in zip(*counts, strict=True))
        firm = sum(one == of for one, of in counts)
        told.append(words("first_many", reports=len(documents), holds=holds, n=asked, firm=firm))
    for doc_id in documents if len(documents) <= MOST_TOLD else []:
        holds, asked = tally(held, FIRST, doc_id)
        own = of_document(held[held["finding"] == FIRST], doc_id)
        changed = [str(row.family) for row in own.itertuples() if row.holds < row.variants]
        names = words.join([words(f"inner_{family}") for family in changed])
        key = "first_changes" if changed else "first_stays"
        told.append(words(key, name=page.label(doc_id), holds=holds, n=asked, families=names))
    for finding in (BETWEEN, PAST):
        holds, asked = tally(held, finding)
        if asked:
            told.append(words(f"{finding}_stays" if holds == asked else f"{finding}_changes", holds=holds, n=asked))
    return Markdown(words.sentences([words("robustness_intro"), *told]))


def robustness_table(page: StudyPage) -> HTML:
    """Return each finding (columns) in each family of variants (rows): whether it holds, with its number."""
    held, words = page.study.held, page.words
    if held.empty:
        return HTML("")
    documents = [doc_id for doc_id in held["doc_id"].unique() if doc_id]
    columns = [(FIRST, doc_id) for doc_id in documents[:MOST_TOLD]]
    columns += [(finding, "") for finding in (BETWEEN, PAST) if (held["finding"] == finding).any()]
    families = [family for family in (AS_SET, *FAMILIES) if (held["family"] == family).any()]
    cells = {(row["family"], row["finding"], row["doc_id"]): row for _, row in held.iterrows()}
    shown = pd.DataFrame({"variant": [words(f"variant_{family}") for family in families]})
    labels = {"variant": words("variant_column")}
    for place, (finding, doc_id) in enumerate(columns):
        name = f"finding_{place}"
        shown[name] = [_cell(cells.get((family, finding, doc_id)), page) for family in families]
        labels[name] = words(f"{finding}_held", name=page.label(doc_id) if doc_id else "")
    notes = [words("robustness_note")]
    if len(documents) > MOST_TOLD:
        notes.append(words("robustness_left", n=len(documents) - MOST_TOLD))
    return report_table(shown, "robustness", labels, lang=page.lang, notes=notes)


def _cell(row: pd.Series | None, page: StudyPage) -> str:
    """Return what a family of variants says of a finding; empty where it cannot be asked."""
    if row is None:
        return ""
    words, holds, asked = page.words, int(row["holds"]), int(row["variants"])
    if row["finding"] == FIRST:
        number = words("cell_first", domain=page.domains([str(row["domain"])]), share=percent(float(row["value"])))
    else:
        number = words("cell_beyond", n=int(row["value"]))
    if row["family"] == AS_SET:
        return number
    if asked == 1:
        return words("cell_holds" if holds else "cell_changes", number=number)
    return words("cell_all_hold" if holds == asked else "cell_some_hold", holds=holds, n=asked, number=number)
