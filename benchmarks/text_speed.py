"""From raw pages to tables, whole and by step, against jieba's own segmentation of the same text, in one run.

Libraries and dictionaries are loaded before the clock starts, on both sides.
"""

from __future__ import annotations

import logging
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
from measured import Comparison

from suzhou_priorities.coding.document import code_document
from suzhou_priorities.coding.segmentation import shared_segmenter
from suzhou_priorities.corpus.raw_page import RawPage, read_raw_page
from suzhou_priorities.extract.document import extract_document, years_of_document
from suzhou_priorities.extract.quantities import read_quantities
from suzhou_priorities.outline.metadata import infer_metadata, with_provenance
from suzhou_priorities.outline.sections import outline_text
from suzhou_priorities.paths import project_paths
from suzhou_priorities.repair.clean import clean_page
from suzhou_priorities.tables.shards import process_shard

if TYPE_CHECKING:
    from collections.abc import Callable

    from suzhou_priorities.outline.metadata import Metadata
    from suzhou_priorities.outline.model import Outline

ROUNDS = 5
TO_TABLES, STEP = 1.5, 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A page with what the timed steps need."""

    page: RawPage
    text: str
    metadata: Metadata
    outline: Outline
    is_sound: bool

    @property
    def doc_type(self) -> str:
        """Kind of document."""
        return self.metadata.doc_type or "work_report"


def main() -> list[Comparison]:
    """Compare on the corpus, step by step and all steps together; cleaning also on pages that need no guessing."""
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    files = {prepared(read_raw_page(file)): file for file in sorted(project_paths().raw.glob("*.txt"))}
    every = list(files)
    sound = [one for one in every if one.is_sound]
    extracted = {one: extract_document(one.text, one.outline, one.metadata) for one in every}
    shared_segmenter()

    def coded(one: Prepared) -> None:
        code_document(one.text, one.outline, one.metadata, extracted[one])

    def all_to_tables(pages: list[Prepared]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            process_shard([files[one] for one in pages], Path(folder))

    return [
        compare("raw pages to tables, five documents", all_to_tables, every, tokenizer, TO_TABLES),
        compare("raw pages to tables, without misdecoded runs", all_to_tables, sound, tokenizer, None),
        compare("cleaning and outlining, five documents", each(clean_and_outline), every, tokenizer, None),
        compare("cleaning and outlining, without misdecoded runs", each(clean_and_outline), sound, tokenizer, STEP),
        compare("reading figures", each(figures), every, tokenizer, STEP),
        compare("all that is extracted", each(everything), every, tokenizer, None),
        compare("coding, with its own segmentation and promises", each(coded), every, tokenizer, None),
    ]


def each(work: Callable[[Prepared], None]) -> Callable[[list[Prepared]], None]:
    """Return work on several pages, one after another."""

    def on_all(pages: list[Prepared]) -> None:
        for one in pages:
            work(one)

    return on_all


def prepared(page: RawPage) -> Prepared:
    """Clean and outline a page ahead of the clock."""
    clean = clean_page(page.text, page.provenance.corrections if page.provenance else ())
    metadata = with_provenance(infer_metadata(clean.text), page.provenance)
    outline = outline_text(clean.text, metadata.doc_type or "work_report")
    is_sound = not any(repair.kind == "misdecoded" for repair in clean.repairs)
    return Prepared(page, clean.text, metadata, outline, is_sound)


def clean_and_outline(one: Prepared) -> None:
    """Clean and outline a page."""
    outline_text(clean_page(one.page.text).text, one.doc_type)


def figures(one: Prepared) -> None:
    """Read the figures of a document."""
    read_quantities(one.text, one.outline, years_of_document(one.metadata), one.metadata.place or "")


def everything(one: Prepared) -> None:
    """Extract all that is extracted."""
    extract_document(one.text, one.outline, one.metadata)


def compare(
    what: str,
    work: Callable[[list[Prepared]], None],
    pages: list[Prepared],
    tokenizer: jieba.Tokenizer,
    goal: float | None,
) -> Comparison:
    """Time the work and jieba in turn; return the median of each."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        began = time.process_time()
        work(pages)
        ours.append(time.process_time() - began)
        began = time.process_time()
        for one in pages:
            for _token in tokenizer.cut(one.text):
                pass
        theirs.append(time.process_time() - began)
    mine, other = statistics.median(ours), statistics.median(theirs)
    return Comparison("text", what, "jieba's segmentation", mine, other, "s CPU", goal, more_is_better=False)
