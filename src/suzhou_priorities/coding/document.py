"""All that is coded in one document."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress, islice
from typing import TYPE_CHECKING

from suzhou_priorities.coding.domains import DomainCode, code_domains, primary_domains
from suzhou_priorities.coding.function_cues import Readings, terms_of_functions
from suzhou_priorities.coding.functions import HEADING, code_functions
from suzhou_priorities.coding.horizons import horizons_of, tense_of
from suzhou_priorities.coding.model_files import DOMAIN_TABLE, FUNCTION_TABLE
from suzhou_priorities.coding.promises import Promise, read_promises
from suzhou_priorities.coding.segmentation import shared_segmenter
from suzhou_priorities.coding.term_model import shipped_model
from suzhou_priorities.coding.units import Unit, units_from, units_of
from suzhou_priorities.extract.document import DEFAULT_TYPE, years_of_document

if TYPE_CHECKING:
    from suzhou_priorities.extract.document import Extraction
    from suzhou_priorities.outline.metadata import Metadata
    from suzhou_priorities.outline.model import Outline, Sentence


GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class SentenceCode:
    """What is coded of a sentence.

    Of a heading that it is one, and its domain where it is a sentence; of an entry of a glossary nothing.
    """

    function: str | None
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
    promises
        What the document promises, in printed order.
    problems, credentials, tasks
        The domain of each of the extraction's problems, honours and tasks, in their order.
    """

    sentences: tuple[SentenceCode, ...] = ()
    promises: tuple[Promise, ...] = ()
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
    functions = code_functions(units, cues, shipped_model(FUNCTION_TABLE))
    spoken = [
        None if sentence.is_heading or sentence.part == GLOSSARY else function
        for function, sentence in zip(functions, outline.sentences, strict=True)
    ]
    horizons = horizons_of(outline, text, years_of_document(metadata), spoken)
    model = shipped_model(DOMAIN_TABLE)
    speaks = [
        own is not None or (one.is_heading and _is_sentence(one))
        for own, one in zip(spoken, outline.sentences, strict=True)
    ]
    domains = iter(code_domains(list(compress(units, speaks)), model))
    around = {sentence.sentence_id: unit.words for sentence, unit in zip(outline.sentences, units, strict=True)}
    parts = [(one.issue, one.sentence_id) for one, _ in extraction.problems]
    parts += [(one.name, one.sentence_id) for one in extraction.credentials]
    words = segmenter.words_of([part for part, _ in parts])
    pieces = [Unit(part, (), around[sentence_id]) for part, (_, sentence_id) in zip(words, parts, strict=True)]
    pieces += units_from([(task.text, task.section, "") for task in extraction.tasks], segmenter)
    of_pieces = iter(primary_domains(pieces, model))
    return Coding(
        sentences=tuple(
            SentenceCode(
                HEADING if sentence.is_heading else own,
                horizon,
                tense_of(own, sentence.text, sentence.part),
                next(domains) if coded else None,
            )
            for own, horizon, coded, sentence in zip(spoken, horizons, speaks, outline.sentences, strict=True)
        ),
        promises=read_promises(outline.sentences, spoken, extraction.quantities),
        problems=tuple(islice(of_pieces, len(extraction.problems))),
        credentials=tuple(islice(of_pieces, len(extraction.credentials))),
        tasks=tuple(of_pieces),
    )


def _is_sentence(heading: Sentence) -> bool:
    """Tell whether a heading is a sentence (文化软实力稳步提升。), and so is about something."""
    return heading.text.endswith(("。", "！", "；"))
