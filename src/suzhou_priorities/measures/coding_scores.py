"""The units that readers coded, with the program's codes beside theirs.

The model of domains and the model of functions were fitted to the part to build on, so agreement on it says nothing
about new text: what is reported of the program comes from the part kept to score.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.coding.coded_units import (
    CORPUS,
    REPORTS,
    SCORE,
    WRITTEN,
    files_of_units,
    places_of,
    read_document,
    read_units,
)
from suzhou_priorities.coding.document import code_document
from suzhou_priorities.measures.agreement import confusion
from suzhou_priorities.tables.vocabulary import DOMAINS, FUNCTIONS, HORIZONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from suzhou_priorities.coding.document import SentenceCode
    from suzhou_priorities.coding.promises import Promise
    from suzhou_priorities.outline.model import Sentence

# No horizon is said of thanks and formulas: that, too, is a code, and may be wrong.
NO_HORIZON = ""
HEADING = "heading"
LABELS: dict[str, tuple[str, ...]] = {
    "domain": DOMAINS,
    "function": tuple(function for function in FUNCTIONS if function != HEADING),
    "horizon": (*HORIZONS, NO_HORIZON),
}
CODES = ("domain", "domain_second", "function", "horizon")
CODED = ("sentence_id", *(f"coded_{name}" for name in CODES), "domain_score", "domain_terms")


@dataclass(frozen=True, slots=True)
class CodedPage:
    """A document that stands in no table: its sentences, headings left out, and the codes and promises in it."""

    sentences: tuple[Sentence, ...]
    codes: tuple[SentenceCode, ...]
    promises: tuple[Promise, ...]


def coded_pages(validation: Path, sentences: pd.DataFrame, raw: Path | None = None) -> dict[str, CodedPage]:
    """Read and code the documents of the sample that the table lacks, about a second for all.

    Parameters
    ----------
    validation, sentences, raw
        As for `coded_sample`.

    Returns
    -------
    dict
        By doc_id; documents without a page are left out.
    """
    units = read_units(validation)
    known = set(_coded(sentences)["doc_id"])
    missing = [str(doc_id) for doc_id in units["doc_id"].unique() if doc_id not in known]
    files = files_of_units(validation, raw or validation / REPORTS, missing)
    return {doc_id: _coded_page(file) for doc_id, file in files.items()}


def coded_sample(
    validation: Path,
    sentences: pd.DataFrame,
    raw: Path | None = None,
    pages: Mapping[str, CodedPage] | None = None,
) -> pd.DataFrame:
    """Return the units with the codes agreed on by the readers and those of the program.

    Units of the corpus are looked up in the table, by their words, so that a new numbering of sentences does no harm.
    The reports that were written for the purpose are read and coded.

    Parameters
    ----------
    validation
        Folder of the validation data.
    sentences
        The table, coded.
    raw
        Folder of raw pages, from which a document of the corpus that the table lacks is read; without it its units
        have no codes of the program.
    pages
        As from `coded_pages`, where that was done before.

    Returns
    -------
    DataFrame
        The columns of `coded_units.read_units` (``unit_id, source, sample, doc_id, part, heading, before, text,
        domain, domain_second, function, horizon``), and those of the program: ``sentence_id``, ``coded_domain``,
        ``coded_domain_second``, ``coded_function``, ``coded_horizon`` (empty text for none; missing where the unit was
        not found in its document), ``domain_score`` and ``domain_terms`` (list).

    Raises
    ------
    TableError
        If the units or their codes are missing.
    """
    units = read_units(validation)
    coded = _coded(sentences)
    rows = [row for doc_id, own in coded.groupby("doc_id") for row in _of_table(units[units["doc_id"] == doc_id], own)]
    for doc_id, page in (coded_pages(validation, sentences, raw) if pages is None else pages).items():
        rows.extend(_of_page(units[units["doc_id"] == doc_id], page))
    found = pd.DataFrame(rows, columns=["unit_id", *CODED])
    texts = [name for name in CODED if name not in ("domain_score", "domain_terms")]
    found = found.astype({"unit_id": "string", **dict.fromkeys(texts, "string"), "domain_score": "Float64"})
    return units.merge(found, on="unit_id", how="left", validate="one_to_one")


def scored(
    sample: pd.DataFrame, sources: Sequence[str] = (CORPUS, WRITTEN), parts: Sequence[str] = (SCORE,)
) -> pd.DataFrame:
    """Return the units of some sources and parts of the sample; by default those kept to score."""
    return sample[sample["source"].isin(sources) & sample["sample"].isin(parts)]


def confusion_on_score(
    sample: pd.DataFrame, sources: Sequence[str] = (CORPUS, WRITTEN), what: str = "domain"
) -> pd.DataFrame:
    """Count the units kept to score by code agreed on (index ``gold``) and code of the program (columns ``coded``).

    Parameters
    ----------
    sample
        As from `coded_sample`.
    sources
        Which units: ``corpus``, ``written``, or both.
    what
        ``domain``, ``function`` or ``horizon``.
    """
    own = scored(sample, sources)
    return confusion(own[what], own[f"coded_{what}"], LABELS[what])


def _of_table(units: pd.DataFrame, sentences: pd.DataFrame) -> Iterable[tuple[object, ...]]:
    places = places_of(units, sentences["text"])
    own = sentences.iloc[list(places.values())]
    for unit_id, row in zip(places, own.itertuples(index=False), strict=True):
        codes = (row.domain, row.domain_second, row.function, row.horizon)
        yield (unit_id, row.sentence_id, *map(_text, codes), row.domain_score, list(row.domain_terms))


def _of_page(units: pd.DataFrame, page: CodedPage) -> Iterable[tuple[object, ...]]:
    for unit_id, place in places_of(units, [sentence.text for sentence in page.sentences]).items():
        code = page.codes[place]
        if code.domain is None:
            continue
        codes = (code.domain.domain, code.domain.second, code.function, code.horizon)
        sentence_id = page.sentences[place].sentence_id
        yield (unit_id, sentence_id, *map(_text, codes), code.domain.score, list(code.domain.terms))


def _coded(sentences: pd.DataFrame) -> pd.DataFrame:
    return sentences[sentences["function"].notna() & sentences["function"].ne(HEADING)]


def _coded_page(file: Path) -> CodedPage:
    read = read_document(file)
    coding = code_document(read.text, read.outline, read.metadata, read.extraction)
    spoken = [not sentence.is_heading for sentence in read.outline.sentences]
    return CodedPage(
        tuple(compress(read.outline.sentences, spoken)), tuple(compress(coding.sentences, spoken)), coding.promises
    )


def _text(code: object) -> str:
    return "" if code is None or pd.isna(code) else str(code)
