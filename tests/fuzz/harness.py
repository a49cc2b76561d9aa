"""Feeds one part of the program with texts that atheris makes, guided by which lines they reach.

    python -m tests.fuzz.harness tables -max_total_time=60

Arguments behind the name of the part are libFuzzer's own. Seeds and a dictionary are written from the pieces of which
the properties are made. A text that breaks a part is left behind as `crash-…` in the folder that `-artifact_prefix`
names, and is run again by giving its path.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["suzhou_priorities"]):
    from suzhou_priorities.extract.mentions import find_mentions
    from suzhou_priorities.extract.tasks import read_tasks
    from suzhou_priorities.outline.model import Outline
    from suzhou_priorities.outline.sections import outline_text
    from suzhou_priorities.repair.clean import clean_page
    from suzhou_priorities.repair.edits import restore_raw
    from tests.properties import texts
    from tests.properties.documents import processed, tables_of
    from tests.properties.invariants import check_all

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 4_000  # bytes


def repair(text: str) -> None:
    """Nothing is lost."""
    clean = clean_page(text)
    assert restore_raw(clean.text, clean.repairs) == text


def outline(text: str) -> None:
    """The outline of a text that nobody cleaned covers it."""
    for doc_type in ("work_report", "five_year_plan", "task_plan"):
        for sentence in outline_text(text, doc_type).sentences:
            assert sentence.text == text[sentence.start : sentence.end]


def quantities(text: str) -> None:
    """Mentions are in order."""
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


def tasks(text: str) -> None:
    """The reader of tables of tasks reads whatever has lines of bars."""
    for task in read_tasks(text, Outline((), ())):
        assert 0 <= task.start < task.end <= len(text)


def tables(text: str) -> None:
    """All that one page fills in the tables hangs together."""
    document = processed(text)
    check_all(tables_of(document), {document.page.doc_id: document.clean.text})


PARTS: dict[str, Callable[[str], None]] = {part.__name__: part for part in (repair, outline, quantities, tasks, tables)}


def written_seeds(folder: Path) -> Path:
    """Write what to begin with, and return the dictionary of what to put in."""
    seeds = [*texts.MADE, *texts.lines_of_documents()[::40], "".join(texts.ROWS) * 3]
    for number, seed in enumerate(seeds):
        (folder / f"seed{number:04d}").write_bytes(seed.encode()[:LONGEST])
    words = {
        *(
            piece
            for pieces in (texts.NUMBERS, texts.FIGURES, texts.MARKS, texts.ROWS, texts.WEB, texts.WORDS)
            for piece in pieces
        )
    }
    dictionary = folder.parent / "words.dict"
    dictionary.write_text(
        "".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()[:60]) + '"\n' for word in sorted(words)),
        "ascii",
    )
    return dictionary


def main() -> None:
    name, *options = sys.argv[1:]
    part = PARTS[name]

    def one_input(content: bytes) -> None:
        part(content.decode("utf-8", "ignore"))

    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        dictionary = written_seeds(seeds)
        given = [option for option in options if not option.startswith("-")]
        start = [sys.argv[0], f"-dict={dictionary}", f"-max_len={LONGEST}", "-timeout=20", *options]
        atheris.Setup(start if given else [*start, str(seeds)], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
