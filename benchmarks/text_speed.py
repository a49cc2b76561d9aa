"""Cleaning, outlining, reading of figures and coding against jieba's own segmentation of the same text, in one run.

Dictionaries are loaded before the clock starts, on both sides. Prints a ratio a line; the goal is at most 0.5.

    python benchmarks/text_speed.py
"""

from __future__ import annotations

import logging
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import jieba

from suzhou_priorities.coding.document import code_document
from suzhou_priorities.coding.promises import read_promises
from suzhou_priorities.coding.segmentation import shared_segmenter
from suzhou_priorities.corpus.raw_page import RawPage, read_raw_page
from suzhou_priorities.extract.document import extract_document, years_of_document
from suzhou_priorities.extract.quantities import read_quantities
from suzhou_priorities.outline.metadata import infer_metadata, with_provenance
from suzhou_priorities.outline.sections import outline_text
from suzhou_priorities.paths import project_paths
from suzhou_priorities.repair.clean import clean_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from suzhou_priorities.coding.document import Coding
    from suzhou_priorities.extract.document import Extraction
    from suzhou_priorities.outline.metadata import Metadata
    from suzhou_priorities.outline.model import Outline

ROUNDS = 5


@dataclass(frozen=True, slots=True)
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


def main() -> None:
    """Compare on the corpus; cleaning also on its pages that need no guessing."""
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    every = [prepared(read_raw_page(file)) for file in sorted(project_paths().raw.glob("*.txt"))]
    sound = [one for one in every if one.is_sound]
    compare("cleaning and outlining, all pages", clean_and_outline, every, tokenizer)
    compare("cleaning and outlining, pages without misdecoded runs", clean_and_outline, sound, tokenizer)
    compare("reading figures, all pages", figures, every, tokenizer)
    compare("all that is extracted, all pages", everything, every, tokenizer)
    extracted = {id(one): extract_document(one.text, one.outline, one.metadata) for one in every}
    segmenter = shared_segmenter()

    def coded(one: Prepared) -> None:
        codes(one, extracted[id(one)])

    functions = {
        id(one): [
            code.function for code in code_document(one.text, one.outline, one.metadata, extracted[id(one)]).sentences
        ]
        for one in every
    }

    def promised(one: Prepared) -> None:
        read_promises(one.outline.sentences, functions[id(one)], extracted[id(one)].quantities)

    def cut(one: Prepared) -> None:
        segmenter.words_of(one.text.split("\n"))

    compare("coding, its segmentation and promises included, all pages", coded, every, tokenizer)
    compare("promises alone, all pages", promised, every, tokenizer)
    compare("segmentation as coding does it, all pages", cut, every, tokenizer)


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


def codes(one: Prepared, extraction: Extraction) -> Coding:
    """Code a document."""
    return code_document(one.text, one.outline, one.metadata, extraction)


def everything(one: Prepared) -> None:
    """Extract all that is extracted."""
    extract_document(one.text, one.outline, one.metadata)


def compare(what: str, work: Callable[[Prepared], None], pages: list[Prepared], tokenizer: jieba.Tokenizer) -> None:
    """Time the work and jieba in turn, and print the median of each and their ratio."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        began = time.process_time()
        for one in pages:
            work(one)
        ours.append(time.process_time() - began)
        began = time.process_time()
        for one in pages:
            for _token in tokenizer.cut(one.text):
                pass
        theirs.append(time.process_time() - began)
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"{what}: {mine:.3f} s, jieba {other:.3f} s, ratio {mine / other:.2f} (goal: at most 0.50)")


if __name__ == "__main__":
    main()
