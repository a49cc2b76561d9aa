"""Cleaning and outlining against jieba's own segmentation of the same text, in one run.

Dictionaries are loaded before the clock starts, on both sides. Prints one ratio; the goal is at most 0.5.

    python benchmarks/text_speed.py
"""

from __future__ import annotations

import logging
import statistics
import time

import jieba

from suzhou_priorities.corpus.raw_page import RawPage, read_raw_page
from suzhou_priorities.outline.sections import outline_text
from suzhou_priorities.paths import project_paths
from suzhou_priorities.repair.clean import clean_page

ROUNDS = 5


def main() -> None:
    """Compare on the corpus, and on its pages that need no guessing."""
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    pages = [read_raw_page(file) for file in sorted(project_paths().raw.glob("*.txt"))]
    cleaned = {page.doc_id: clean_page(page.text) for page in pages}
    compare("all pages", pages, [cleaned[page.doc_id].text for page in pages], tokenizer)
    sound = [page for page in pages if not any(repair.kind == "misdecoded" for repair in cleaned[page.doc_id].repairs)]
    compare("pages without misdecoded runs", sound, [cleaned[page.doc_id].text for page in sound], tokenizer)


def compare(what: str, pages: list[RawPage], texts: list[str], tokenizer: jieba.Tokenizer) -> None:
    """Time both in turn, and print the median of each and their ratio."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        began = time.process_time()
        for page in pages:
            doc_type = page.provenance.doc_type if page.provenance else "work_report"
            outline_text(clean_page(page.text).text, doc_type)
        ours.append(time.process_time() - began)
        began = time.process_time()
        for text in texts:
            for _token in tokenizer.cut(text):
                pass
        theirs.append(time.process_time() - began)
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"{what}: {mine:.3f} s, jieba {other:.3f} s, ratio {mine / other:.2f} (goal: at most 0.50)")


if __name__ == "__main__":
    main()
