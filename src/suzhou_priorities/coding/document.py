"""All that is coded in one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.coding.domains import DomainCode, code_domains
from suzhou_priorities.coding.function_cues import Readings, terms_of_functions
from suzhou_priorities.coding.functions import code_functions
from suzhou_priorities.coding.horizons import horizons_of, tense_of
from suzhou_priorities.coding.segmentation import shared_segmenter
from suzhou_priorities.coding.term_model import DOMAIN_TABLE, FUNCTION_TABLE, shipped_model
from suzhou_priorities.coding.units import unit_of, units_of
from suzhou_priorities.extract.document import DEFAULT_TYPE, years_of_document

if TYPE_CHECKING:
    from suzhou_priorities.extract.document import Extraction
    from suzhou_priorities.outline.metadata import Metadata
    from suzhou_priorities.outline.model import Outline


@dataclass(frozen=True, slots=True)
class SentenceCode:
    """What is coded of a sentence; of a heading only that it is one."""

    function: str
    horizon: str | None
    tense: str | None
    domain: DomainCode | None


@dataclass(frozen=True, slots=True)
class Coding:
    """The codes of a document.

    Attributes
    ----------
    sentences
        One for each sentence of the outline, in order.
    problems, credentials, tasks
        The domain of each of the extraction's problems, honours and tasks, in their order.
    """

    sentences: tuple[SentenceCode, ...] = ()
    problems: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()


def readings_of(extraction: Extraction) -> Readings:
    """Return which sentences hold targets, problems and figures."""
    return Readings(
        targets={target.sentence_id for target in extraction.targets},
        problems={problem.sentence_id for problem, _ in extraction.problems},
        results={one.sentence_id for one in extraction.quantities if one.status == "actual"},
        plans={one.sentence_id for one in extraction.quantities if one.status == "target"},
    )


def code_document(text: str, outline: Outline, metadata: Metadata, extraction: Extraction) -> Coding:
    """Return the codes of a document.

    Parameters
    ----------
    text
        The clean text.
    outline, metadata, extraction
        Its sections and sentences, what it is, and what was extracted from it.
    """
    segmenter = shared_segmenter()
    units = units_of(outline, segmenter)
    cues = terms_of_functions(outline, metadata.doc_type or DEFAULT_TYPE, readings_of(extraction))
    headings = [sentence.is_heading for sentence in outline.sentences]
    functions = code_functions(units, cues, headings, shipped_model(FUNCTION_TABLE))
    spoken = [None if is_heading else function for function, is_heading in zip(functions, headings, strict=True)]
    horizons = horizons_of(outline, text, years_of_document(metadata), spoken)
    model = shipped_model(DOMAIN_TABLE)
    domains = code_domains(units, model)
    texts = {sentence.sentence_id: sentence.text for sentence in outline.sentences}

    def domains_of(pairs: list[tuple[str, str]]) -> tuple[str, ...]:
        parts = [unit_of(own, "", around, segmenter) for own, around in pairs]
        return tuple(code.domain for code in code_domains(parts, model))

    return Coding(
        sentences=tuple(
            SentenceCode(
                function, horizon, tense_of(own, sentence.text, sentence.part), None if own is None else domain
            )
            for function, own, horizon, domain, sentence in zip(
                functions, spoken, horizons, domains, outline.sentences, strict=True
            )
        ),
        problems=domains_of([(one.issue, texts[one.sentence_id]) for one, _ in extraction.problems]),
        credentials=domains_of([(one.name, texts[one.sentence_id]) for one in extraction.credentials]),
        tasks=domains_of([(task.text, task.section) for task in extraction.tasks]),
    )
