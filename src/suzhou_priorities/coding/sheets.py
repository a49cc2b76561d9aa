"""Blinded sheets on which people code units: tables for spreadsheet programs, without any code given before.

Units stand in blocks of neighbours of one document; the blocks are shuffled. Documents are named by a number, their
kind and their year, which a coder needs to tell horizons; places are named only where the text itself names them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.coding.code_keys import domain_keys, function_keys
from suzhou_priorities.coding.coded_units import BUILD, SCORE, read_units
from suzhou_priorities.errors import ParameterError, TableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

CODES, PROMISES = "codes", "promises"
ALL = "all"
SAMPLES = (SCORE, BUILD, ALL)
CONTEXT = ("unit_id", "number", "document", "part", "heading", "before", "text", "after")
BLOCK = 8
# Rows that a unit has on a sheet of promises; a coder may add more.
ROWS_OF_PROMISES = 4
YES, NO = "yes", "no"
_KIND_AND_YEAR = re.compile(r"_(?P<kind>work_report|five_year_plan|task_plan)_(?P<year>\d{4})$")
# A spreadsheet program would take these for the beginning of a formula.
_FORMULA = re.compile(r"^[=+@\t-]")
_FILLING = {
    CODES: """\
## How to fill in the sheet

One row is one unit. `before` and `after` are the sentences around it; code only `text`. `domain`: one key.
`domain_second`: a key or nothing. `function`: one key. `horizon`: one key, nothing for `thanks` and `formula`.
`sure`: 1 if another careful reader would surely choose the same domain, 0 if you hesitated. `note`: whatever you want
to say. Leave open what you have not coded yet, and leave the other columns as they are.
""",
    PROMISES: """\
## How to fill in the sheet

One row is one promise; a unit has some rows to begin with, and you may insert more with the same `unit_id`. Rows left
open do not count. `verb`: the verb as printed, with the words that carry the force; `-` if the unit makes no promise.
`object`: what it governs, as printed. `force`, `testability`: one key each, judged apart. `negated`: yes if what is
promised is that something will not be, else no. `sure`: 1 or 0. `note`: whatever you want to say. Leave the other
columns as they are.
""",
}


def answer_columns(kind: str) -> tuple[str, ...]:
    """Return the columns that a coder fills in.

    Raises
    ------
    ParameterError
        If there is no such kind of sheet.
    """
    return (*answer_keys(kind), "note")


def answer_keys(kind: str) -> Mapping[str, Sequence[str]]:
    """Return the columns that a coder fills in with the keys each may hold; none where any text may stand.

    Raises
    ------
    ParameterError
        If there is no such kind of sheet.
    """
    if kind == CODES:
        horizons = tuple(str(entry["key"]) for entry in load_codebook("functions")["horizons"])
        return {
            "domain": domain_keys(),
            "domain_second": domain_keys(),
            "function": function_keys(),
            "horizon": horizons,
            "sure": ("1", "0"),
        }
    if kind == PROMISES:
        forces, tests = (
            tuple(str(entry["key"]) for entry in load_codebook("commitments")[name])
            for name in ("forces", "testabilities")
        )
        return {
            "verb": (),
            "object": (),
            "force": forces,
            "testability": tests,
            "negated": (YES, NO),
            "sure": ("1", "0"),
        }
    raise ParameterError("kind", f"is {kind!r}.", f"Choose {CODES} or {PROMISES}.")


def sheet_units(validation: Path, kind: str) -> pd.DataFrame:
    """Return the units that can be coded, without their codes.

    Columns: ``unit_id, sample, doc_id, part, heading, before, text, after``, in the order of the documents.

    Raises
    ------
    TableError
        If a file of `data/validation/` is missing.
    """
    units = read_units(validation)
    following = units.shift(-1)
    follows = (following["doc_id"] == units["doc_id"]) & (following["before"] == units["text"])
    units = units.assign(after=following["text"].where(follows.fillna(value=False), ""))
    if kind == PROMISES:
        file = validation / "promises_units.csv"
        if not file.is_file():
            raise TableError(f"data/validation/{file.name}", "is missing.", "Restore it from the repository.")
        own = pd.read_csv(file, dtype="string", keep_default_na=False)
        units = own.merge(units[["unit_id", "before", "after"]], on="unit_id", how="left").fillna("")
    return units[["unit_id", "sample", "doc_id", "part", "heading", "before", "text", "after"]]


def make_sheet(
    units: pd.DataFrame, kind: str = CODES, sample: str = SCORE, number: int | None = None, seed: int = 0
) -> pd.DataFrame:
    """Return an empty sheet: `CONTEXT`, then `answer_columns`, all text.

    Parameters
    ----------
    units
        As from `sheet_units`.
    kind
        `CODES` or `PROMISES`.
    sample
        One of `SAMPLES`.
    number
        How many units; all of the sample if None, or if it has no more.
    seed
        Of the order of the blocks. A larger `number` with the same seed keeps the units of a smaller one.

    Raises
    ------
    ParameterError
        If there is no such kind or sample, the number is below 1, or the seed below 0.
    """
    columns = answer_columns(kind)
    if sample not in SAMPLES:
        raise ParameterError("sample", f"is {sample!r}.", f"Choose one of {', '.join(SAMPLES)}.")
    if number is not None and number < 1:
        raise ParameterError("units", f"is {number}.", "Give a number from 1 up.")
    if seed < 0:
        raise ParameterError("seed", f"is {seed}.", "Give a number from 0 up.")
    chosen = units if sample == ALL else units[units["sample"] == sample]
    ordered = _in_blocks(chosen.reset_index(drop=True), seed).head(number if number is not None else len(chosen))
    sheet = ordered.assign(
        number=[f"{place} of {len(ordered)}" for place in range(1, len(ordered) + 1)],
        document=neutral_names(list(ordered["doc_id"])),
    )
    sheet = sheet[list(CONTEXT)].map(guarded)
    if kind == PROMISES:
        sheet = sheet.loc[sheet.index.repeat(ROWS_OF_PROMISES)].reset_index(drop=True)
        # The text is read once; the rows below it only say to which unit they belong.
        sheet.loc[sheet.index % ROWS_OF_PROMISES > 0, list(CONTEXT[3:])] = ""
    return sheet.assign(**dict.fromkeys(columns, "")).astype("string")


def neutral_names(doc_ids: Sequence[str]) -> list[str]:
    """Return for each unit the name of its document on the sheet: a number by first appearance, kind and year."""
    numbers = {doc_id: place for place, doc_id in enumerate(dict.fromkeys(doc_ids), start=1)}
    found = []
    for doc_id in doc_ids:
        match = _KIND_AND_YEAR.search(doc_id)
        told = f", {match['kind'].replace('_', ' ')} {match['year']}" if match else ""
        found.append(f"document {numbers[doc_id]}{told}")
    return found


def sheet_bytes(sheet: pd.DataFrame) -> bytes:
    """Return a sheet as CSV that spreadsheet programs open as it is: UTF-8 with a byte order mark."""
    return str(sheet.to_csv(index=False, lineterminator="\r\n")).encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def filling_rules(kind: str) -> str:
    """Return how a sheet is filled in, in Markdown."""
    return _FILLING[kind]


def _in_blocks(units: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return units in shuffled blocks of up to `BLOCK` neighbours of one document."""
    places = [list(own.index) for _, own in units.groupby("doc_id", sort=False)]
    blocks = [own[first : first + BLOCK] for own in places for first in range(0, len(own), BLOCK)]
    order = np.random.default_rng(seed).permutation(len(blocks))
    return units.loc[[place for block in order for place in blocks[block]]].reset_index(drop=True)
