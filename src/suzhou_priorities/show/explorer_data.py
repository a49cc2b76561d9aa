"""The rows of the explorer as its scripts read them: codes, units and sentences are places in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from suzhou_priorities.show.unit_names import magnitude_of, unit_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from suzhou_priorities.show.explorer_records import ExplorerCollection

Choices = dict[str, dict[str, str]]
Span = list[int]


class _Places:
    """Places in lists: of choices by kind and key, of units, of verbs, of sentences."""

    def __init__(self, collection: ExplorerCollection, choices: Choices) -> None:
        self._choices = {kind: {key: place for place, key in enumerate(values)} for kind, values in choices.items()}
        self._sentences = {(row.doc_id, row.sentence_id): place for place, row in enumerate(collection.sentences)}
        self._texts = [(row.text, row.start) for row in collection.sentences]
        self.units: dict[str, int] = {}
        self.verbs: dict[str, int] = {}

    def choice(self, kind: str, key: Any) -> int:
        """Return the place of a value of a filter; -1 where there is none."""
        return -1 if key is None or pd.isna(key) else self._choices[kind].get(str(key), -1)

    def where(self, doc_id: str, sentence_id: Any) -> int:
        """Return the place of a sentence; where it is unknown, -1 minus that of the document."""
        return self._sentences.get((doc_id, sentence_id), -1 - self.choice("document", doc_id))

    def sentence(self, where: int) -> tuple[str, int]:
        """Return text and start of a sentence; no text where it is unknown."""
        return self._texts[where] if where >= 0 else ("", 0)

    def unit(self, printed: Any) -> int:
        return self.units.setdefault("" if pd.isna(printed) else str(printed), len(self.units))


def explorer_data(collection: ExplorerCollection, choices: Choices, lang: str) -> dict[str, Any]:
    """Return sections, sentences, units and the rows of every kind.

    Parameters
    ----------
    collection
        What the tables hold.
    choices
        For every filter its values, key to name.
    lang
        Language of the names of units.
    """
    places = _Places(collection, choices)
    sections = {(row.doc_id, row.section_id): place for place, row in enumerate(collection.headings)}

    def section(doc_id: str, section_id: str | None) -> int:
        return -1 if section_id is None else sections[doc_id, section_id]

    quantities = collection.tables["quantities"]
    numbers = {key: at for at, key in enumerate(zip(quantities["doc_id"], quantities["quantity_id"], strict=True))}
    rows = {
        "quantities": list(_quantities(quantities, places)),
        "targets": list(_targets(collection.tables["targets"], numbers, places)),
        "commitments": list(_commitments(collection.tables["commitments"], places)),
        "tasks": list(_tasks(collection, places)),
    }
    return {
        "sections": [
            [row.number, row.text, section(row.doc_id, collection.above[row.doc_id, row.section_id])]
            for row in collection.headings
        ],
        "sentences": [
            [
                places.choice("document", row.doc_id),
                row.sentence_id,
                section(row.doc_id, row.section_id),
                int(row.is_heading),
                places.choice("domain", row.domain),
                places.choice("horizon", row.horizon),
                row.text,
            ]
            for row in collection.sentences
        ],
        "units": [
            [unit_name(unit, lang), unit_name(unit, lang, is_scaled=True), magnitude_of(unit)] for unit in places.units
        ],
        "verbs": list(places.verbs),
        "rows": rows,
    }


def _quantities(table: pd.DataFrame, places: _Places) -> Iterator[list[Any]]:
    """Yield figures in the order in which `explorer_rows.js` reads them."""
    for row in table.itertuples():
        where = places.where(str(row.doc_id), row.sentence_id)
        text, start = places.sentence(where)
        number = [int(row.start) - start, int(row.end) - start]
        yield [
            where,
            row.quantity_id,
            number,
            str(row.phrase),
            places.choice("indicator", row.indicator),
            places.choice("measure", row.measure),
            places.choice("status", row.status),
            int(bool(row.estimated)),
            places.choice("basis", row.basis),
            _plain(row.year_start),
            _plain(row.year_end),
            _plain(row.value),
            places.unit(row.unit),
            places.choice("bound", row.bound),
            _plain(row.base_value),
            "" if pd.isna(row.base_unit) else str(row.base_unit),
            _within(text, str(row.quote), number[0]),
        ]


def _targets(table: pd.DataFrame, numbers: Mapping[tuple[str, str], int], places: _Places) -> Iterator[list[Any]]:
    for row in table.itertuples():
        where = places.where(str(row.doc_id), row.sentence_id)
        yield [
            where,
            int(row.order),
            str(row.phrase),
            places.choice("indicator", row.indicator),
            places.choice("form", row.form),
            -1 if pd.isna(row.quantity_id) else numbers.get((row.doc_id, row.quantity_id), -1),
            _within(places.sentence(where)[0], str(row.quote)),
        ]


def _commitments(table: pd.DataFrame, places: _Places) -> Iterator[list[Any]]:
    for row in table.itertuples():
        where = places.where(str(row.doc_id), row.sentence_id)
        text, start = places.sentence(where)
        begin, end = int(row.start) - start, int(row.end) - start
        yield [
            where,
            [begin, end],
            places.verbs.setdefault(str(row.verb), len(places.verbs)),
            _within(text, "" if pd.isna(row.object) else str(row.object), begin),
            places.choice("force", row.force),
            places.choice("testability", row.testability),
            int(bool(row.negated)),
        ]


def _tasks(collection: ExplorerCollection, places: _Places) -> Iterator[list[Any]]:
    for row in collection.tables["tasks"].itertuples():
        where = places.where(str(row.doc_id), row.sentence_id)
        units = collection.task_units.get((str(row.doc_id), int(row.no)), ())
        yield [
            where,
            int(row.no),
            _within(places.sentence(where)[0], str(row.text)),
            [places.choice("leader", name) for name in row.leaders],
            int(bool(row.leaders_inherited)),
            [[places.choice("unit", one.name), int(one.is_lead), int(one.supplies_data)] for one in units],
            places.choice("domain", row.domain),
            "" if pd.isna(row.section) else str(row.section),
            "" if pd.isna(row.group) else str(row.group),
        ]


def _within(text: str, part: str, at: int = 0) -> Span | str:
    """Return where a part stands in a sentence, the place that holds `at` first; the part itself where it does not."""
    place = text.find(part)
    while place >= 0 and place + len(part) <= at and (further := text.find(part, place + 1)) >= 0:
        place = further
    return [place, place + len(part)] if place >= 0 and text else part


def _plain(value: Any) -> float | int | None:
    if value is None or pd.isna(value):
        return None
    return int(value) if float(value).is_integer() else float(value)
