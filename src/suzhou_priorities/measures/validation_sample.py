"""The hand-read sample of figures, and what the program reads in the same units.

The sample stands in `data/validation/`: units (sentences of the corpus and passages written for the purpose), the
figures of each as agreed on, and those of either reader.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from suzhou_priorities.coding.coded_units import WRITTEN
from suzhou_priorities.errors import TableError
from suzhou_priorities.extract.document import years_of_document
from suzhou_priorities.extract.quantities import read_quantities
from suzhou_priorities.outline.metadata import infer_metadata
from suzhou_priorities.outline.sections import outline_text
from suzhou_priorities.repair.clean import clean_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ATTRIBUTES = ("unit", "measure", "indicator", "status", "years", "bound", "estimated", "basis")
COLUMNS = ("unit_id", "printed", "phrase", "value", *ATTRIBUTES)
_PLAN_NUMBERS = {2001: "十", 2006: "十一", 2011: "十二", 2016: "十三", 2021: "十四", 2026: "十五", 2031: "十六"}


@dataclass(frozen=True, slots=True)
class Sample:
    """Units and figures, all as frames; figures have the columns `COLUMNS`.

    Attributes
    ----------
    units
        ``unit_id, source, sample, doc_id, doc_type, year, part, text``; ``sample`` is ``build`` (the program was
        built on it) or ``score`` (looked at only to score).
    gold
        The figures agreed on.
    readers
        Those of the first and of the second reader.
    """

    units: pd.DataFrame
    gold: pd.DataFrame
    readers: tuple[pd.DataFrame, pd.DataFrame]


def read_sample(folder: Path) -> Sample:
    """Read the sample from `data/validation/`.

    Raises
    ------
    TableError
        If a file of it is missing.
    """
    first, second = (_figures(folder / f"figures_reader_{number}.csv") for number in (1, 2))
    return Sample(_read(folder / "figures_units.csv"), _figures(folder / "figures.csv"), (first, second))


def in_corpus(sample: Sample, sentences: pd.DataFrame) -> Sample:
    """Return the sample without the units of documents that the corpus does not hold: nothing can be read there.

    Parameters
    ----------
    sample
        The sample.
    sentences
        The table of the corpus.
    """
    units = sample.units
    kept = units[units["source"].eq(WRITTEN) | units["doc_id"].isin(set(sentences["doc_id"]))]
    ids = set(kept["unit_id"])
    gold, *readers = (table[table["unit_id"].isin(ids)] for table in (sample.gold, *sample.readers))
    return Sample(kept, gold, (readers[0], readers[1]))


def _read(file: Path) -> pd.DataFrame:
    if not file.is_file():
        raise TableError(f"data/validation/{file.name}", "is missing.", "Restore it from the repository.")
    return pd.read_csv(file, dtype="string", keep_default_na=False)


def _figures(file: Path) -> pd.DataFrame:
    raw = _read(file)
    frame = raw.assign(
        value=pd.to_numeric(raw["value"]),
        years=[f"{start}-{end}" for start, end in zip(raw["year_start"], raw["year_end"], strict=True)],
    )
    return frame[list(COLUMNS)]


def predictions(sample: Sample, sentences: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that the program reads in the units of a sample, with the columns `COLUMNS`.

    Parameters
    ----------
    sample
        The units.
    sentences, quantities
        The tables of the corpus. A unit is found by its words, so that a new numbering of sentences does no harm.
    """
    ids: dict[tuple[str, str], str] = {}
    starts: dict[tuple[str, str], int] = {}
    for row in sentences[["doc_id", "text", "sentence_id", "start"]].itertuples(index=False):
        ids[row.doc_id, row.text] = row.sentence_id
        starts.setdefault((row.doc_id, row.text), int(row.start))
    by_sentence: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in quantities.itertuples(index=False):
        by_sentence[row.doc_id, row.sentence_id].append(row)
    rows: list[tuple[object, ...]] = []
    for unit in sample.units.itertuples(index=False):
        if unit.source == WRITTEN:
            rows.extend(_of_passage(unit))
            continue
        place = (unit.doc_id, unit.text)
        for row in by_sentence.get((unit.doc_id, ids.get(place, "")), ()):
            printed = unit.text[row.start - starts[place] : row.end - starts[place]]
            rows.append(_row(unit.unit_id, printed, row))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _of_passage(unit: object) -> Iterator[tuple[object, ...]]:
    """Read a passage as if it stood alone in a document of its kind and year."""
    text = clean_page(f"{_heading(unit)}\n{unit.text}\n").text  # type: ignore[attr-defined]
    metadata = infer_metadata(text)
    outline = outline_text(text, metadata.doc_type or unit.doc_type)  # type: ignore[attr-defined]
    for found in read_quantities(text, outline, years_of_document(metadata)):
        yield _row(unit.unit_id, text[found.start : found.end], found)  # type: ignore[attr-defined]


def _heading(unit: object) -> str:
    year, looks_back = int(unit.year), unit.part == "review"  # type: ignore[attr-defined]
    if unit.doc_type == "five_year_plan":  # type: ignore[attr-defined]
        number = _PLAN_NUMBERS.get(year, _PLAN_NUMBERS[2011])
        chapter = "第一章 发展基础" if looks_back else "第二章 主要目标"
        return f"某县国民经济和社会发展第{number}个五年规划纲要\n{chapter}"
    chapter = f"一、{year - 1}年工作回顾" if looks_back else f"二、{year}年工作安排"
    return f"{year}年某市政府工作报告\n{chapter}"


def _row(unit_id: str, printed: str, found: object) -> tuple[object, ...]:
    years = (_year(found.year_start), _year(found.year_end))  # type: ignore[attr-defined]
    indicator = found.indicator  # type: ignore[attr-defined]
    return (
        unit_id,
        printed,
        found.phrase,  # type: ignore[attr-defined]
        float(found.value),  # type: ignore[attr-defined]
        found.unit,  # type: ignore[attr-defined]
        found.measure,  # type: ignore[attr-defined]
        "" if pd.isna(indicator) else indicator,
        found.status,  # type: ignore[attr-defined]
        f"{years[0]}-{years[1]}",
        found.bound,  # type: ignore[attr-defined]
        "yes" if found.estimated else "no",  # type: ignore[attr-defined]
        found.basis,  # type: ignore[attr-defined]
    )


def _year(value: object) -> str:
    return "" if pd.isna(value) else str(int(value))  # type: ignore[call-overload]
