"""The study under other choices: counted, weighted, coded otherwise, without some documents or a section.

Each variant is a set of counted sentences and the settings with which it is counted; what the study finds in it is held
against what it finds as set. A family is one kind of choice; terms dropped at random, sections and documents left out
make families of many variants.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.coding.model_files import DOMAIN_TABLE
from suzhou_priorities.coding.segmentation import shared_segmenter
from suzhou_priorities.coding.term_model import shipped_model
from suzhou_priorities.measures.attention_differences import between_documents, review_against_plan
from suzhou_priorities.measures.attention_study import HALF, Settings, beyond_chance, differences
from suzhou_priorities.measures.coder_error import as_read
from suzhou_priorities.measures.coding_variants import dropped_terms, shares_of
from suzhou_priorities.measures.counted_sentences import COUNTED_BY, counted
from suzhou_priorities.measures.priorities import level_with_first, rank_intervals
from suzhou_priorities.measures.recoded import hand_made_model, recoded, recoded_without, table_units
from suzhou_priorities.measures.section_jackknife import outer_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from suzhou_priorities.coding.term_model import TermModel

AS_SET, WEIGHT, SECOND, READERS = "as_set", "weight", "second", "readers"
NO_CONTEXT, HAND_MADE, UNSEEN, WITHOUT_BESIDE = "no_context", "hand_made", "unseen", "without_beside"
WITH_BESIDE, DICTIONARY, SECTION = "with_beside", "dictionary", "section"
FAMILIES = (
    *(WEIGHT, SECOND, READERS, NO_CONTEXT, HAND_MADE, UNSEEN),
    *(DICTIONARY, SECTION, WITHOUT_BESIDE, WITH_BESIDE),
)
FIRST, BETWEEN, PAST = "first", "between", "past"
DROPPED = 0.2
FOUND = ("family", "variant", "finding", "doc_id", "domain", "value")
# Columns of counted sentences that findings are made of.
_ASKED = ("doc_id", "passage", "paragraph", "domain", "domain_second", "characters")
HELD = ("finding", "doc_id", "family", "variants", "holds", "domain", "value")


@dataclass(frozen=True, slots=True)
class Variant:
    """Counted sentences of the compared documents, and how to count them."""

    family: str
    name: str
    frame: pd.DataFrame
    settings: Settings


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the variants are made of.

    Attributes
    ----------
    sentences, sections, documents
        The tables.
    reports, beside
        doc_ids of the compared reports, and of the reports that stand beside them.
    sample
        Hand codes of counted sentences, as from `coder_error.counted_sample`.
    unseen
        For each document a model of domains fitted without its units, as from `recoded.held_out_models`.
    without_beside
        A model fitted without the units of any report that stands beside; None where there is none.
    """

    sentences: pd.DataFrame
    sections: pd.DataFrame
    documents: pd.DataFrame
    reports: tuple[str, ...]
    beside: tuple[str, ...]
    sample: pd.DataFrame
    unseen: Mapping[str, TermModel]
    without_beside: TermModel | None


def study_variants(corpus: Corpus, settings: Settings, draws: int = 20) -> Iterator[Variant]:
    """Yield the study as set, then every variant that the corpus allows, in the order of `FAMILIES`.

    Parameters
    ----------
    corpus
        The tables and models.
    settings
        As the study counts.
    draws
        How often a fifth of the dictionary is dropped at random.
    """
    everything = counted(corpus.sentences, corpus.documents)
    base = _of(everything, corpus.reports)
    if base.empty:
        return
    yield Variant(AS_SET, AS_SET, base, settings)
    other = replace(settings, weight="sentences" if settings.weight == "characters" else "characters")
    yield Variant(WEIGHT, other.weight, base, other)
    yield Variant(SECOND, SECOND, base, replace(settings, second=0.0 if settings.second else HALF))
    read = as_read(base, corpus.sample) if len(corpus.sample) else base.iloc[:0]
    if set(read["doc_id"]) == set(base["doc_id"]):
        yield Variant(READERS, READERS, read, settings)
    model, segmenter = shipped_model(DOMAIN_TABLE), shared_segmenter()
    own = _of(corpus.sentences, corpus.reports)
    units = table_units(own, corpus.sections, segmenter)

    lean = own[list(COUNTED_BY)]

    def coded(changed: TermModel) -> pd.DataFrame:
        return counted(recoded(lean, units, changed), corpus.documents)

    yield Variant(NO_CONTEXT, NO_CONTEXT, coded(model.without_context()), settings)
    yield Variant(HAND_MADE, HAND_MADE, coded(hand_made_model()), settings)
    if set(corpus.unseen) >= set(base["doc_id"]):
        tables = [_of(coded(corpus.unseen[doc_id]), (doc_id,)) for doc_id in dict.fromkeys(base["doc_id"])]
        yield Variant(UNSEEN, UNSEEN, pd.concat(tables, ignore_index=True), settings)
    choices = dropped_terms(model, draws, DROPPED, settings.seed)
    for number, table in enumerate(recoded_without(lean, units, model, choices), start=1):
        yield Variant(DICTIONARY, f"{number:02d}", counted(table, corpus.documents), settings)
    yield from _without_sections(base, corpus.sections, settings)
    if corpus.without_beside is not None:
        yield Variant(WITHOUT_BESIDE, WITHOUT_BESIDE, coded(corpus.without_beside), settings)
    if corpus.beside:
        yield Variant(WITH_BESIDE, WITH_BESIDE, _of(everything, (*corpus.reports, *corpus.beside)), settings)


def _of(frame: pd.DataFrame, doc_ids: tuple[str, ...]) -> pd.DataFrame:
    return frame[frame["doc_id"].isin(doc_ids)].reset_index(drop=True)


def _without_sections(base: pd.DataFrame, sections: pd.DataFrame, settings: Settings) -> Iterator[Variant]:
    """Yield the study with each outer section of each report left out in turn."""
    for doc_id, own in base.groupby("doc_id", sort=False):
        tree = sections[sections["doc_id"] == doc_id]
        above = dict(zip(tree["section_id"], tree["parent_id"], strict=True))
        sizes = own["characters"].tolist() if settings.weight == "characters" else [1] * len(own)
        labels = pd.Series(outer_sections(list(own["section_id"]), above, sizes), index=own.index)
        for section in dict.fromkeys(labels):
            if not (labels == section).all():
                yield Variant(
                    SECTION, f"{doc_id} {section}", base.drop(index=labels.index[labels == section]), settings
                )


def findings_of(variant: Variant) -> pd.DataFrame:
    """Return what is found in a variant.

    Returns
    -------
    DataFrame
        Columns `FOUND`: ``first`` of each document (its leading domain and that domain's share); ``between``, the
        number of differences between documents that are beyond chance (and the domain of the largest difference), and
        ``past``, the same of reviews and plans. What a variant cannot ask has no row.
    """
    rows: list[tuple[str, str, str, str, str, float]] = []
    frame = variant.frame[list(_ASKED)]
    shares = shares_of(frame, variant.settings.weight, variant.settings.second)
    for doc_id, own in shares.groupby("document", sort=False):
        lead = own.loc[own["share"].idxmax()]
        rows.append((variant.family, variant.name, FIRST, str(doc_id), str(lead["domain"]), float(lead["share"])))
    for finding, pairs in ((BETWEEN, between_documents(frame)), (PAST, review_against_plan(frame))):
        table = differences(pairs, variant.settings)
        if len(table):
            largest = str(table.loc[table["difference"].abs().idxmax(), "domain"])
            rows.append((variant.family, variant.name, finding, "", largest, float(len(beyond_chance(table)))))
    return pd.DataFrame(rows, columns=list(FOUND))


def held(corpus: Corpus, settings: Settings, resamples: int = 499, draws: int = 20) -> pd.DataFrame:
    """Return how each finding fares in each family of variants.

    A first place holds if the leading domain is the one that leads as set, or was level with it
    (`priorities.level_with_first`): the finding names those together. A number of differences beyond chance holds if it
    is the same.

    Parameters
    ----------
    corpus, settings
        As in `study_variants`.
    resamples
        Permutations of each test; fewer than in the study, which only settles p-values far from the line.
    draws
        As in `study_variants`.

    Returns
    -------
    DataFrame
        Columns `HELD`: a row per finding (and document, for first places) and family, the family ``as_set`` first;
        ``variants`` asked, ``holds`` (in how many of them), and ``domain`` and ``value`` of the only variant, or of the
        one that lies furthest off (of first places: one that does not hold if there is any).
    """
    quick = replace(settings, resamples=min(resamples, settings.resamples))
    tables = [findings_of(variant) for variant in study_variants(corpus, quick, draws)]
    if not tables:
        return pd.DataFrame(columns=list(HELD))
    found = pd.concat(tables, ignore_index=True)
    base = found[found["family"] == AS_SET]
    ranks = rank_intervals(
        _of(counted(corpus.sentences, corpus.documents), corpus.reports),
        settings.weight, settings.second, settings.resamples, settings.seed, settings.level,
    )  # fmt: skip
    rows = []
    for claim in base.itertuples():
        own = found[(found["finding"] == claim.finding) & (found["doc_id"] == claim.doc_id)]
        if claim.finding == FIRST:
            # What is left out of other documents, or set beside them, cannot touch the first place in this one.
            elsewhere = own["family"].eq(SECTION) & ~own["variant"].str.startswith(f"{claim.doc_id} ")
            own = own[~elsewhere & own["family"].ne(WITH_BESIDE)]
        led = level_with_first(ranks[ranks["doc_id"] == claim.doc_id])
        holds = own["domain"].isin(led) if claim.finding == FIRST else own["value"] == claim.value
        for family, part in own.assign(holds=holds).groupby("family", sort=False):
            off = part.assign(off=(part["value"] - claim.value).abs()).sort_values(
                ["holds", "off"], ascending=[True, False], kind="stable"
            )
            told = off.iloc[0]
            total = int(part["holds"].sum())
            rows.append((claim.finding, claim.doc_id, family, len(part), total, told["domain"], told["value"]))
    return pd.DataFrame(rows, columns=list(HELD))
