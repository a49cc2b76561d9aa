"""Cleaning and outlining against jieba's own segmentation of the same text, in one run.

Dictionaries are loaded before the clock starts, on both sides. Prints one ratio; the goal is at most 0.5.

    python benchmarks/text_speed.py
"""

from __future__ import annotations

import logging
import statistics
import time

import jieba

from suzhou_priorities.corpus.raw_page import read_raw_page
from suzhou_priorities.outline.sections import outline_text
from suzhou_priorities.paths import project_paths
from suzhou_priorities.repair.clean import clean_page

ROUNDS = 5


def main() -> None:
    """Time both in turn, and print the median of each and their ratio."""
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    pages = [read_raw_page(file) for file in sorted(project_paths().raw.glob("*.txt"))]
    cleaned = [clean_page(page.text).text for page in pages]
    ours, theirs = [], []
    for _ in range(ROUNDS):
        began = time.process_time()
        for page in pages:
            outline_text(clean_page(page.text).text, page.provenance.doc_type if page.provenance else "work_report")
        ours.append(time.process_time() - began)
        began = time.process_time()
        for text in cleaned:
            for _token in tokenizer.cut(text):
                pass
        theirs.append(time.process_time() - began)
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"cleaning and outlining {mine:.3f} s, jieba {other:.3f} s, ratio {mine / other:.2f} (goal: at most 0.50)")


if __name__ == "__main__":
    main()
