"""Made-up sentences and documents, coded by the shipped models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.coding.document import code_document
from suzhou_priorities.coding.domains import code_domains
from suzhou_priorities.coding.model_files import DOMAIN_TABLE
from suzhou_priorities.coding.segmentation import shared_segmenter
from suzhou_priorities.coding.term_model import shipped_model
from suzhou_priorities.coding.units import Unit
from suzhou_priorities.extract.document import extract_document
from suzhou_priorities.outline.metadata import infer_metadata, with_provenance
from suzhou_priorities.outline.sections import outline_text
from suzhou_priorities.repair.clean import clean_page

if TYPE_CHECKING:
    from suzhou_priorities.coding.document import SentenceCode
    from suzhou_priorities.coding.domains import DomainCode
    from suzhou_priorities.corpus.provenance import Provenance
    from suzhou_priorities.outline.model import Sentence


def unit(text: str, heading: str = "", before: str = "") -> Unit:
    return Unit(*(tuple(shared_segmenter().words(part)) for part in (text, heading, before)))


def domain_of(text: str, heading: str = "", before: str = "") -> DomainCode:
    return code_domains([unit(text, heading, before)], shipped_model(DOMAIN_TABLE))[0]


def coded_text(text: str, provenance: Provenance | None = None) -> list[tuple[Sentence, SentenceCode]]:
    """Return the sentences of a clean text with their codes."""
    metadata = with_provenance(infer_metadata(text), provenance)
    outline = outline_text(text, metadata.doc_type or "work_report")
    coding = code_document(text, outline, metadata, extract_document(text, outline, metadata))
    return list(zip(outline.sentences, coding.sentences, strict=True))


def coded_page(page: str) -> list[tuple[Sentence, SentenceCode]]:
    """Return the sentences of a page with their codes."""
    return coded_text(clean_page(page).text)
