"""The sentences of the tables coded anew, with another model or another way of cutting words.

The tables hold all that the coder looks at: each sentence, the heading above it and the sentence before. What it did
not see is left out here too: a heading that the page lost and that another document supplied later.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.coding.code_keys import NONE, domain_keys, domain_weights
from suzhou_priorities.coding.coded_units import BUILD
from suzhou_priorities.coding.domains import code_domains, primary_domains
from suzhou_priorities.coding.fit_models import DOMAIN_SETTINGS, words_of
from suzhou_priorities.coding.fit_term_model import fit_term_model, hand_model
from suzhou_priorities.coding.functions import HEADING
from suzhou_priorities.coding.units import units_of
from suzhou_priorities.outline.model import Outline, Section, Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from suzhou_priorities.coding.segmentation import Segmenter
    from suzhou_priorities.coding.term_model import TermModel
    from suzhou_priorities.coding.units import Unit

# So little that any term outweighs it: a unit without a term of the codebook is then coded `none`.
_LEAST_BIAS = 0.01


def outlines(sentences: pd.DataFrame, sections: pd.DataFrame) -> dict[str, Outline]:
    """Return the outline of each document, as the coder saw it, from the tables.

    Parameters
    ----------
    sentences, sections
        The tables, documents and sentences in their order. A section spans the sentences in it and below it.

    Returns
    -------
    dict
        Outline by doc_id, in the order of `sentences`; without warnings.
    """
    trees = dict(iter(sections.groupby("doc_id", sort=False)))
    return {
        str(doc_id): Outline(
            _sections(trees[doc_id], own) if doc_id in trees else (),
            tuple(
                Sentence(
                    row.sentence_id, row.section_id, row.part, row.text, int(row.start), int(row.end),
                    is_heading=row.function == HEADING,
                )
                for row in own.assign(function=own["function"].fillna("")).itertuples(index=False)
            ),
        )
        for doc_id, own in sentences.groupby("doc_id", sort=False)
    }  # fmt: skip


def table_units(sentences: pd.DataFrame, sections: pd.DataFrame, segmenter: Segmenter) -> list[Unit]:
    """Return the units of the sentences of a table, headings among them, one for each row and in their order."""
    places = pd.Series(range(len(sentences)), index=sentences.index)
    rows = [place for _, own in places.groupby(sentences["doc_id"].to_numpy(), sort=False) for place in own]
    found = [unit for outline in outlines(sentences, sections).values() for unit in units_of(outline, segmenter)]
    return [unit for _, unit in sorted(zip(rows, found, strict=True), key=lambda pair: pair[0])]


def recoded(sentences: pd.DataFrame, units: list[Unit], model: TermModel, *, second: bool = False) -> pd.DataFrame:
    """Return the table with the domains that a model gives; headings keep none.

    Parameters
    ----------
    sentences, units
        The table and its units, as from `table_units`.
    model
        The weights.
    second
        Whether the second domain is coded too, else it is left empty.
    """
    speaks = _speaks(sentences)
    spoken = list(compress(units, speaks))
    if not second:
        return _coded(sentences, speaks, primary_domains(spoken, model))
    codes = code_domains(spoken, model)
    return _coded(sentences, speaks, [code.domain for code in codes], [code.second for code in codes])


def recoded_without(
    sentences: pd.DataFrame, units: list[Unit], model: TermModel, dropped: Iterable[Collection[str]]
) -> Iterator[pd.DataFrame]:
    """Yield the table as `recoded` with a model that lacks some of its terms, for each choice of terms.

    The terms of the units are looked up once: a term without weight says as much as one that is not there.

    Parameters
    ----------
    sentences, units, model
        As for `recoded`.
    dropped
        Terms of the model to leave out, for each table.
    """
    speaks = _speaks(sentences)
    spoken = list(compress(units, speaks))
    evidence = model.evidence(spoken)
    for terms in dropped:
        weights = model.weights.copy()
        weights[[model.rows[term] for term in terms]] = 0.0
        silenced = replace(model, weights=weights)
        best = silenced.scores_with_context(replace(evidence, sums=silenced.sums_of(evidence.terms))).argmax(axis=1)
        yield _coded(sentences, speaks, [model.labels[column] for column in best] if spoken else [])


def _speaks(sentences: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which rows are coded: all but headings and what was given no function."""
    function = sentences["function"]
    found: NDArray[np.bool_] = (function.notna() & function.ne(HEADING)).to_numpy(dtype=bool, na_value=False)
    return found


def _coded(
    sentences: pd.DataFrame, speaks: NDArray[np.bool_], first: Sequence[str], second: Sequence[str | None] = ()
) -> pd.DataFrame:
    columns = {}
    for name, codes in (("domain", first), ("domain_second", second)):
        cells = np.full(len(sentences), None, dtype=object)
        if codes:
            cells[speaks] = codes
        columns[name] = pd.array(cells, dtype="string")
    return sentences.assign(**columns)


def hand_made_model() -> TermModel:
    """Return the model of the codebook's weights alone; what has no term of the codebook is coded `none`."""
    model = hand_model(domain_keys(), domain_weights(), DOMAIN_SETTINGS)
    bias = model.bias.copy()
    bias[model.labels.index(NONE)] = _LEAST_BIAS
    return replace(model, bias=bias)


def held_out_models(coded: pd.DataFrame, doc_ids: Iterable[str], segmenter: Segmenter) -> dict[str, TermModel]:
    """Return for each document the model of domains fitted without any of its units.

    Parameters
    ----------
    coded
        Units coded by readers, as from `coded_units.read_units`. Those kept to score are not used.
    doc_ids
        The documents; one without units in the part to build on is left out.
    segmenter
        Cuts words.
    """
    build = coded[coded["sample"] == BUILD].reset_index(drop=True)
    units = words_of(build, segmenter)
    models = {}
    for doc_id in doc_ids:
        kept = (build["doc_id"] != doc_id).tolist()
        if all(kept) or not any(kept):
            continue
        own = [unit for unit, stays in zip(units, kept, strict=True) if stays]
        models[str(doc_id)] = fit_term_model(
            own, list(build.loc[kept, "domain"]), domain_keys(), domain_weights(), DOMAIN_SETTINGS
        )
    return models


def _sections(tree: pd.DataFrame, sentences: pd.DataFrame) -> tuple[Section, ...]:
    spans: dict[str, tuple[int, int]] = {}
    above = dict(zip(tree["section_id"], tree["parent_id"], strict=True))
    for row in sentences.itertuples(index=False):
        section: object = row.section_id
        passed: set[object] = set()
        while isinstance(section, str) and section not in passed:
            passed.add(section)
            start, end = spans.get(section, (int(row.start), int(row.end)))
            spans[section] = min(start, int(row.start)), max(end, int(row.end))
            section = above.get(section)
    return tuple(
        Section(
            row.section_id, None if pd.isna(row.parent_id) else row.parent_id, int(row.level), row.part, row.number,
            "" if row.inferred else row.heading, bool(row.inferred), int(row.order),
            *spans.get(row.section_id, (0, 0)),
        )
        for row in tree.itertuples(index=False)
    )  # fmt: skip
