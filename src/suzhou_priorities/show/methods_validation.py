"""The section on validation of the page of methods: the scores of `90_validation` in one table."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.coding.coded_units import CORPUS, SCORE, WRITTEN
from suzhou_priorities.errors import TableError
from suzhou_priorities.measures.agreement import agreement
from suzhou_priorities.measures.coding_scores import LABELS, coded_pages, coded_sample, scored
from suzhou_priorities.measures.extraction_scores import paired, score_all, score_indicators
from suzhou_priorities.measures.promise_sample import PROGRAM, READERS, SCORED, promise_levels, promise_sample
from suzhou_priorities.measures.reader_codes import FIRST, SECOND, limits_of, reader_agreement, reader_codes
from suzhou_priorities.measures.validation_sample import in_corpus, predictions, read_sample
from suzhou_priorities.show.codebook_addresses import entry_id
from suzhou_priorities.show.reference import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from suzhou_priorities.paths import ProjectPaths
    from suzhou_priorities.show.text import Words

SOURCES = (CORPUS, WRITTEN)
READINGS = "readings"
# The measure that each score is, by its key in the codebook of measures.
EXPLAINED = {"kappa": "kappa", "weighted_kappa": "kappa", "f1": "accuracy_f1"}


@dataclass(frozen=True, slots=True)
class Level:
    """One score: what is scored, by which measure (a key of `EXPLAINED`), on which units, with its 95 % interval."""

    what: str
    measure: str
    source: str
    value: float
    low: float
    high: float
    units: int


@dataclass(frozen=True, slots=True)
class Validation:
    """All scores, and how many sentences of the corpus that were kept to score have the wrong domain."""

    levels: tuple[Level, ...] = ()
    wrong: int = 0
    of: int = 0

    def level(self, what: str, source: str) -> Level | None:
        """Return one score, None where there is none."""
        return next((one for one in self.levels if (one.what, one.source) == (what, source)), None)


def validate(paths: ProjectPaths, tables: Mapping[str, pd.DataFrame], seed: int = 0) -> Validation:
    """Score codes, promises and figures as `90_validation` does; without scores where there are no validation data.

    Parameters
    ----------
    paths
        The checkout.
    tables
        ``sentences``, ``quantities`` and ``commitments``.
    seed
        Of the bootstrap behind the intervals; that of the notebook.
    """
    try:
        pages = coded_pages(paths.validation, tables["sentences"], paths.raw)
        sample = coded_sample(paths.validation, tables["sentences"], paths.raw, pages)
        levels = [*_codes(sample, paths, seed)]
        promised = promise_sample(paths.validation, sample, tables["commitments"], pages)
        levels += _promises(promise_levels(promised, seed))
        levels += _figures(paths, tables, seed)
    except TableError:
        return Validation()
    own = scored(sample, (CORPUS,))
    own = own[own["coded_domain"].notna()]
    return Validation(tuple(levels), int(own["domain"].ne(own["coded_domain"]).sum()), len(own))


def _codes(sample: pd.DataFrame, paths: ProjectPaths, seed: int) -> Iterator[Level]:
    for what in LABELS:
        for source in SOURCES:
            own = scored(sample, (source,))
            own = own[own[f"coded_{what}"].notna()]
            if len(own):
                found = agreement(own[what], own[f"coded_{what}"], seed=seed).set_index("measure").loc["kappa"]
                yield Level(what, "kappa", source, *limits_of(found), len(own))
    readers = reader_agreement(reader_codes(paths.validation), seed=seed)
    between = readers[(readers["one"] == FIRST) & (readers["other"] == SECOND) & (readers["units"] > 0)]
    for row in between.itertuples():
        yield Level(row.what, "kappa", READINGS, row.kappa, row.kappa_low, row.kappa_high, row.units)


def _promises(levels: pd.DataFrame) -> Iterator[Level]:
    for row in levels.to_dict("records"):
        source = {READERS: READINGS, PROGRAM: row["source"]}[row["who"]]
        yield Level("promises", "f1", source, row["f1"], row["low"], row["high"], row["gold"])
        for axis in SCORED:
            value, low, high = (float(row[f"{axis}_{name}"]) for name in ("kappa", "kappa_low", "kappa_high"))
            yield Level(axis, "weighted_kappa", source, value, low, high, row["gold"])


def _figures(paths: ProjectPaths, tables: Mapping[str, pd.DataFrame], seed: int) -> Iterator[Level]:
    sample = read_sample(paths.validation)
    there = in_corpus(sample, tables["sentences"])
    found, units = predictions(there, tables["sentences"], tables["quantities"]), there.units
    for source in SOURCES:
        own = units.loc[(units["source"] == source) & (units["sample"] == SCORE), "unit_id"]
        pairs = paired(there.gold, found, list(own))
        if pairs.empty:
            continue
        for what, score in (("figures", score_all(pairs, seed)), ("indicators", score_indicators(pairs, seed))):
            if score.n:
                yield Level(what, "f1", source, score.f1, score.low, score.high, score.n)
    both = score_all(paired(*sample.readers, list(sample.units["unit_id"])), seed)
    if both.n:
        yield Level("figures", "f1", READINGS, both.f1, both.low, both.high, both.n)


def validation_table(found: Validation, words: Words) -> str:
    """Return the scores as a table."""
    heads = [words(f"validation_{name}") for name in ("what", "measure", "corpus", "written", "readers")]
    kinds = dict.fromkeys((one.what, one.measure) for one in found.levels)
    rows = [
        [
            html.escape(words(f"what_{what}")),
            f'<a href="#{entry_id("measure", EXPLAINED[measure])}">{html.escape(words(f"{measure}_name"))}</a>',
            *(_cell(found.level(what, source), words) for source in (*SOURCES, READINGS)),
        ]
        for what, measure in kinds
    ]
    return table(words("validation_scores_caption"), heads, rows, numbers=(2, 3, 4))


def _cell(one: Level | None, words: Words) -> str:
    if one is None:
        return "—"
    numbers = {name: f"{getattr(one, name):.2f}" for name in ("value", "low", "high")}
    return html.escape(words("value_and_interval", **numbers))
