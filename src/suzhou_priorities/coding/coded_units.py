"""Units that readers coded (`data/validation/`), and the same units as the program sees them in their documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.coding.document import readings_of
from suzhou_priorities.coding.function_cues import terms_of_functions
from suzhou_priorities.corpus.raw_page import read_raw_page
from suzhou_priorities.errors import TableError
from suzhou_priorities.extract.document import DEFAULT_TYPE, extract_document
from suzhou_priorities.outline.metadata import infer_metadata, with_provenance
from suzhou_priorities.outline.sections import outline_text
from suzhou_priorities.repair.clean import clean_page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from suzhou_priorities.extract.document import Extraction
    from suzhou_priorities.outline.metadata import Metadata
    from suzhou_priorities.outline.model import Outline

BUILD, SCORE = "build", "score"
CORPUS, WRITTEN = "corpus", "written"
REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document, cleaned, outlined, and what was extracted from it."""

    text: str
    metadata: Metadata
    outline: Outline
    extraction: Extraction


def read_units(validation: Path) -> pd.DataFrame:
    """Return the coded units with the codes agreed on.

    Columns: ``unit_id, source, sample, doc_id, part, heading, before, text, domain, domain_second, function,
    horizon``; empty text where there is none.

    Raises
    ------
    TableError
        If a file is missing.
    """
    frames = []
    for name in ("codes_units.csv", "codes.csv"):
        file = validation / name
        if not file.is_file():
            raise TableError(f"data/validation/{name}", "is missing.", "Restore it from the repository.")
        frames.append(pd.read_csv(file, dtype="string", keep_default_na=False))
    return frames[0].merge(frames[1], on="unit_id", validate="one_to_one")


def files_of_units(validation: Path, raw: Path, doc_ids: Iterable[str]) -> dict[str, Path]:
    """Return the page of each document that units come from; one that is missing is left out."""
    places = {doc_id: (raw / f"{doc_id}.txt", validation / REPORTS / f"{doc_id}.txt") for doc_id in doc_ids}
    found = {doc_id: next((file for file in files if file.is_file()), None) for doc_id, files in places.items()}
    return {doc_id: file for doc_id, file in found.items() if file is not None}


def read_document(file: Path) -> ReadDocument:
    """Read, clean and outline a page, and extract what is in it."""
    page = read_raw_page(file)
    clean = clean_page(page.text, page.provenance.corrections if page.provenance else (), f"{page.doc_id}.yml")
    metadata = with_provenance(infer_metadata(clean.text), page.provenance)
    outline = outline_text(clean.text, metadata.doc_type or DEFAULT_TYPE)
    return ReadDocument(clean.text, metadata, outline, extract_document(clean.text, outline, metadata))


def cues_of_units(units: pd.DataFrame, files: dict[str, Path]) -> dict[str, tuple[str, ...]]:
    """Return the cues of each unit that is found in its document, by ``unit_id``."""
    found: dict[str, tuple[str, ...]] = {}
    for doc_id, own in units.groupby("doc_id", sort=True):
        if str(doc_id) not in files:
            continue
        read = read_document(files[str(doc_id)])
        cues = terms_of_functions(read.outline, read.metadata.doc_type or DEFAULT_TYPE, readings_of(read.extraction))
        places = places_of(own, [sentence.text for sentence in read.outline.sentences])
        found |= {unit_id: cues[place] for unit_id, place in places.items()}
    return found


def places_of(units: pd.DataFrame, texts: Iterable[str]) -> dict[str, int]:
    """Return where each unit stands among the sentences of its document; units with the same words in their order."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        waiting[text].append(place)
    found: dict[str, int] = {}
    for unit_id, text in zip(units["unit_id"], units["text"], strict=True):
        if waiting[str(text)]:
            found[str(unit_id)] = waiting[str(text)].pop(0)
    return found
