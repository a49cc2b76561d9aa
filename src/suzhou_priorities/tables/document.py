"""One document from its raw file to the rows of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suzhou_priorities.coding.document import code_document
from suzhou_priorities.corpus.provenance import sidecar_of
from suzhou_priorities.corpus.raw_page import read_raw_page
from suzhou_priorities.errors import CodebookError, RawPageError, as_told, printable
from suzhou_priorities.extract.document import DEFAULT_TYPE, extract_document
from suzhou_priorities.outline.metadata import infer_metadata, with_provenance
from suzhou_priorities.outline.sections import outline_text
from suzhou_priorities.repair.clean import clean_page

if TYPE_CHECKING:
    from pathlib import Path

    from suzhou_priorities.coding.document import Coding
    from suzhou_priorities.corpus.raw_page import RawPage
    from suzhou_priorities.extract.document import Extraction
    from suzhou_priorities.outline.metadata import Metadata
    from suzhou_priorities.outline.model import Outline
    from suzhou_priorities.repair.clean import CleanText

# A report without figures or targets may just say none; a task plan without tasks was not understood.
NO_TASK = (
    "No task was found, though the document reads as a task plan: looked for a table whose head names a column of "
    "tasks (工作任务, 任务内容) and one of responsible units (牵头单位, 责任单位), and for paragraphs that say behind "
    "each task who delivers it (责任单位：…, …牵头). Check that the page kept its table; if the document is no task "
    "plan, state its doc_type in a sidecar."
)
NOTHING_LEFT = (
    "holds no text of a document: all of it reads as markup, code or what a site puts around its pages.",
    "Look at the page; if there is a document on it, save its text alone.",
)


@dataclass(frozen=True, slots=True)
class ProcessedDocument:
    """A document, read, repaired, outlined, what was extracted from it, and the codes of its sentences."""

    page: RawPage
    clean: CleanText
    metadata: Metadata
    outline: Outline
    extraction: Extraction
    coding: Coding

    @property
    def warnings(self) -> list[str]:
        """What a reader of the document should know, in the order in which it was found."""
        return [
            *self.clean.warnings,
            *self.metadata.warnings,
            *self.outline.warnings,
            *self.metadata.unknown,
            *([NO_TASK] if self.metadata.doc_type == "task_plan" and not self.extraction.tasks else []),
        ]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document that could not be processed: one row of `errors`."""

    doc_id: str | None
    file: str
    step: str
    error: str
    remedy: str


def process_document(path: Path, *, sidecar_needed: bool = False) -> ProcessedDocument | SetAside:
    """Process one raw file; what cannot be processed is set aside with the reason, whatever it is.

    Raises
    ------
    CodebookError
        If a codebook is malformed: that is no fault of a document, and no table is to be made without it.
    """
    step = "read"
    try:
        page = read_raw_page(path, sidecar_needed=sidecar_needed)
        step = "repair"
        corrections = page.provenance.corrections if page.provenance else ()
        clean = clean_page(page.text, corrections, f"{page.doc_id}.yml")
        if not clean.text.strip():
            raise RawPageError(path.name, *NOTHING_LEFT)
        step = "outline"
        metadata = with_provenance(infer_metadata(clean.text), page.provenance)
        outline = outline_text(clean.text, metadata.doc_type or DEFAULT_TYPE)
        step = "extract"
        extraction = extract_document(clean.text, outline, metadata)
        step = "code"
        coding = code_document(clean.text, outline, metadata, extraction)
    except CodebookError:
        raise
    except Exception as error:
        told = as_told(error, path.name)
        sidecar = sidecar_of(path).name
        at_fault = sidecar if told.where == sidecar else path.name
        return SetAside(printable(path.stem), printable(at_fault), step, told.what, told.remedy)
    return ProcessedDocument(page, clean, metadata, outline, extraction, coding)


def document_row(document: ProcessedDocument) -> tuple[Any, ...]:
    """Return the document's row of `documents`."""
    page, metadata = document.page, document.metadata
    return (
        page.doc_id,
        metadata.title,
        metadata.place,
        metadata.district,
        metadata.doc_type,
        metadata.year,
        metadata.review_start,
        metadata.review_end,
        metadata.plan_start,
        metadata.plan_end,
        metadata.adopted.isoformat() if metadata.adopted else None,
        page.encoding,
        document.clean.script,
        len(page.text),
        len(document.clean.text),
        len(document.outline.sections),
        len(document.outline.sentences),
        len(document.clean.repairs),
        document.warnings,
    )


def repair_rows(document: ProcessedDocument) -> list[tuple[Any, ...]]:
    """Return the document's rows of `repairs`."""
    doc_id = document.page.doc_id
    return [
        (
            doc_id,
            repair.kind,
            repair.raw_start,
            repair.raw_end,
            repair.clean_start,
            repair.clean_end,
            repair.before,
            repair.after,
            repair.certain,
            repair.note,
        )
        for repair in document.clean.repairs
    ]


def section_rows(document: ProcessedDocument) -> list[tuple[Any, ...]]:
    """Return the document's rows of `sections`."""
    doc_id = document.page.doc_id
    return [
        (
            doc_id,
            section.section_id,
            section.parent_id,
            section.level,
            section.part,
            section.number,
            section.heading,
            section.inferred,
            section.order,
        )
        for section in document.outline.sections
    ]


def sentence_rows(document: ProcessedDocument) -> list[tuple[Any, ...]]:
    """Return the document's rows of `sentences`; a heading has no codes but, if it is a sentence, its domain."""
    doc_id = document.page.doc_id
    return [
        (
            doc_id,
            sentence.sentence_id,
            sentence.section_id,
            sentence.part,
            sentence.text,
            sentence.start,
            sentence.end,
            code.function,
            code.horizon,
            code.domain.domain if code.domain else None,
            code.domain.second if code.domain else None,
            code.domain.score if code.domain else None,
            list(code.domain.terms) if code.domain else [],
            code.tense,
        )
        for sentence, code in zip(document.outline.sentences, document.coding.sentences, strict=True)
    ]


def error_row(document: SetAside) -> tuple[Any, ...]:
    """Return the row of `errors`."""
    return document.doc_id, document.file, document.step, document.error, document.remedy
