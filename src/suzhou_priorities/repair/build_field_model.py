"""Rebuilds `field_model.tsv` from the clean documents of the corpus: ``make field-model``."""

from __future__ import annotations

from pathlib import Path

from suzhou_priorities.corpus.raw_page import read_raw_page
from suzhou_priorities.paths import project_paths
from suzhou_priorities.repair.clean import clean_page
from suzhou_priorities.repair.field_model import TABLE, field_table


def clean_texts(folder: Path) -> list[str]:
    """Return the clean texts of the pages that need no guess: simplified, and without a misdecoded run."""
    texts = []
    for file in sorted(folder.glob("*.txt")):
        clean = clean_page(read_raw_page(file).text)
        if clean.script == "simplified" and not any(repair.kind == "misdecoded" for repair in clean.repairs):
            texts.append(clean.text)
    return texts


def main() -> None:
    """Write the table beside this module."""
    target = Path(__file__).with_name(TABLE)
    target.write_text(field_table(clean_texts(project_paths().raw)), encoding="utf-8")


if __name__ == "__main__":
    main()
