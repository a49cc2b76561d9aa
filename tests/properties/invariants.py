"""What holds of every table, whatever the documents are: `docs/design.md`, section 4, as code.

Types, vocabularies and keys are the schemas' own (`tables/checks.py`); here stands what a schema cannot say: how rows
hang together, within a table, between tables, and with the texts.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from suzhou_priorities.extract.indicators import indicators
from suzhou_priorities.extract.units import resolve
from suzhou_priorities.outline.model import LOOKS_AHEAD
from suzhou_priorities.tables.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.properties.documents import Rows, Tables

PROMISING = {"measure", "headline_target", "orientation"}


def check_all(tables: Tables, texts: Mapping[str, str]) -> None:
    """Check all tables of some documents; `texts` are their clean texts by doc_id."""
    for doc_id, text in texts.items():
        own = {name: [row for row in rows if row.get("doc_id") == doc_id] for name, rows in tables.items()}
        for check in (
            check_document,
            check_repairs,
            check_sections,
            check_sentences,
            check_codes,
            check_quantities,
            check_targets,
            check_commitments,
            check_problems_and_credentials,
            check_tasks,
            check_terms,
        ):
            check(own, text)
    check_documents_known(tables)
    check_links(tables)


def by_id(rows: Rows, column: str) -> dict[Any, dict[str, Any]]:
    found = {row[column]: row for row in rows}
    assert len(found) == len(rows)
    return found


def numbered(rows: Rows, column: str, letter: str) -> None:
    """Check that ids are the rows' places in document order (s0001, s0002, …)."""
    assert [row[column] for row in rows] == [f"{letter}{place:04d}" for place in range(1, len(rows) + 1)]


def years_in_order(first: int | None, last: int | None) -> None:
    """Check that years come in pairs, the first not behind the last."""
    assert (first is None) == (last is None)
    assert first is None or first <= last


def squeezed(text: str) -> str:
    """Return a text without white space: what is joined from lines or cells need not keep it."""
    return "".join(text.split())


def check_document(tables: Tables, text: str) -> None:
    (row,) = tables["documents"]
    assert row["clean_chars"] == len(text)
    for column in ("sections", "sentences", "repairs"):
        assert row[column] == len(tables[column])
    years_in_order(row["review_start"], row["review_end"])
    years_in_order(row["plan_start"], row["plan_end"])
    assert row["year"] == row["plan_start"]
    assert row["plan_start"] is None or row["review_end"] is None or row["review_end"] < row["plan_end"]
    assert all(warning.strip() for warning in row["warnings"])


def check_repairs(tables: Tables, text: str) -> None:
    rows, (document,) = tables["repairs"], tables["documents"]
    shift = 0
    for row in rows:
        assert 0 <= row["raw_start"] <= row["raw_end"] <= document["raw_chars"]
        assert 0 <= row["clean_start"] <= row["clean_end"] <= len(text)
        assert row["raw_end"] - row["raw_start"] == len(row["before"])
        assert text[row["clean_start"] : row["clean_end"]] == row["after"]
        # Between repairs, page and text are the same.
        assert row["raw_start"] - row["clean_start"] == shift
        shift = row["raw_end"] - row["clean_end"]
        assert row["before"] != row["after"] or not row["certain"]
        assert row["certain"] or row["note"]
    assert document["raw_chars"] - len(text) == shift
    for before, after in pairwise(rows):
        assert before["raw_end"] <= after["raw_start"]
        assert before["clean_end"] <= after["clean_start"]


def check_sections(tables: Tables, text: str) -> None:
    rows = tables["sections"]
    numbered(rows, "section_id", "c")
    known: dict[str, dict[str, Any]] = {}
    for place, row in enumerate(rows, start=1):
        assert row["order"] == place
        # A section's parent stands before it, so that the sections are trees.
        parent = known[row["parent_id"]] if row["parent_id"] else None
        assert row["level"] == (parent["level"] + 1 if parent else 1)
        known[row["section_id"]] = row
        assert "\n" not in row["heading"]
        assert "\n" not in row["number"]


def check_sentences(tables: Tables, text: str) -> None:
    rows, sections = tables["sentences"], by_id(tables["sections"], "section_id")
    numbered(rows, "sentence_id", "s")
    for row in rows:
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert text[row["start"] : row["end"]] == row["text"] == row["text"].strip()
        assert "\n" not in row["text"]
        assert row["part"] == sections[row["section_id"]]["part"]
    for before, after in pairwise(rows):
        assert before["end"] <= after["start"]
        assert before["section_id"] <= after["section_id"]


def check_codes(tables: Tables, text: str) -> None:
    for row in tables["sentences"]:
        coded = row["domain"] is not None
        assert (row["domain_score"] is not None) == coded
        assert not coded or 0 <= row["domain_score"] <= 1
        assert coded or (row["domain_second"] is None and row["domain_terms"] == [])
        assert row["domain_second"] is None or row["domain_second"] != row["domain"]
        if row["function"] == "heading" or row["function"] is None:
            assert row["horizon"] is None
        if row["function"] == "heading":
            assert row["tense"] is None
            assert not coded or row["text"][-1] in "。！；"
        elif row["function"] is None:
            assert row["part"] == "glossary"
            assert (row["tense"], coded) == (None, False)
        else:
            assert coded
            assert row["part"] != "glossary"
        assert row["horizon"] is None or row["function"] not in ("thanks", "formula")


def check_quantities(tables: Tables, text: str) -> None:
    rows, sentences = tables["quantities"], by_id(tables["sentences"], "sentence_id")
    numbered(rows, "quantity_id", "q")
    for row in rows:
        sentence = sentences[row["sentence_id"]]
        assert sentence["start"] <= row["start"] < row["end"] <= sentence["end"]
        assert row["quote"] in sentence["text"]
        years_in_order(row["year_start"], row["year_end"])
        assert math.isfinite(row["value"])
        assert math.isfinite(row["base_value"])
        assert math.copysign(1, row["value"]) == math.copysign(1, row["base_value"])
        # Units that a text need not print: of ratios, of places in a ranking, and of fractions told in words.
        assert row["unit"] in ("", ":1", "位", "%", "‰") or row["unit"] in sentence["text"]
        assert math.isclose(row["base_value"], row["value"] * resolve(row["unit"]).factor, rel_tol=1e-9)
        assert row["measure"].startswith("growth") or row["basis"] == "unstated"
        assert row["status"] == "actual" or not row["estimated"]
        if row["indicator"] is not None:
            assert row["measure"] in indicators()[row["indicator"]].measures
    for before, after in pairwise(rows):
        if before["start"] == after["start"]:
            # These are the two ends of a range.
            assert (before["end"], before["bound"], after["bound"]) == (after["end"], "ge", "le")
            assert abs(before["value"]) < abs(after["value"])
        else:
            assert before["end"] <= after["start"]


def check_targets(tables: Tables, text: str) -> None:
    rows, sentences = tables["targets"], by_id(tables["sentences"], "sentence_id")
    quantities = by_id(tables["quantities"], "quantity_id")
    assert [row["order"] for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        assert row["quote"] in sentences[row["sentence_id"]]["text"]
        assert (row["quantity_id"] is not None) == (row["form"] == "number")
        if row["quantity_id"] is not None:
            assert quantities[row["quantity_id"]]["sentence_id"] == row["sentence_id"]
    for before, after in pairwise(rows):
        assert before["sentence_id"] <= after["sentence_id"]
    used = [row["quantity_id"] for row in rows if row["quantity_id"] is not None]
    assert len(set(used)) == len(used)


def check_commitments(tables: Tables, text: str) -> None:
    rows, sentences = tables["commitments"], by_id(tables["sentences"], "sentence_id")
    for row in rows:
        sentence = sentences[row["sentence_id"]]
        assert sentence["start"] <= row["start"] < row["end"] <= sentence["end"]
        assert row["verb"]
        assert sentence["function"] in PROMISING
        assert sentence["function"] != "orientation" or sentence["part"] in LOOKS_AHEAD
    for before, after in pairwise(rows):
        assert (before["sentence_id"], before["start"]) <= (after["sentence_id"], after["start"])


def check_problems_and_credentials(tables: Tables, text: str) -> None:
    sentences = by_id(tables["sentences"], "sentence_id")
    for row in tables["problems"]:
        assert row["issue"].strip()
        # A numbered problem takes up what explains it in the sentences behind.
        behind = squeezed(text[sentences[row["sentence_id"]]["start"] :])
        assert all(squeezed(piece) in behind for piece in re.split("[，。]", row["issue"]))
        assert row["domain"] is not None
        assert len(set(row["answered_by"])) == len(row["answered_by"])
        assert all(sentences[answer]["part"] in LOOKS_AHEAD for answer in row["answered_by"])
    for row in tables["credentials"]:
        assert row["name"].strip()
        assert row["domain"] is not None
        assert row["sentence_id"] in sentences


def check_tasks(tables: Tables, text: str) -> None:
    tasks, sentences = by_id(tables["tasks"], "no"), by_id(tables["sentences"], "sentence_id")
    (document,) = tables["documents"]
    assert not tasks or document["doc_type"] == "task_plan"
    units: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"lead": [], "co": []})
    for row in tables["task_units"]:
        units[row["no"]][row["role"]].append(row["unit"])
        assert row["name"].strip()
        assert row["role"] == "co" or not row["supplies_data"]
    assert set(units) <= set(tasks)
    for no, row in tasks.items():
        assert row["text"].strip()
        assert row["sentence_id"] is None or row["sentence_id"] in sentences
        assert row["leaders"] or not row["leaders_inherited"]
        for column in ("leaders", "lead_units", "co_units"):
            assert len(set(row[column])) == len(row[column])
            assert all(name.strip() for name in row[column])
        assert not set(row["lead_units"]) & set(row["co_units"])
        assert units[no] == {"lead": row["lead_units"], "co": row["co_units"]}


def check_terms(tables: Tables, text: str) -> None:
    page = squeezed(text)
    for row in tables["terms"]:
        assert row["term"].strip()
        assert squeezed(row["term"]) in page
        assert squeezed(row["definition"]) in page


def check_documents_known(tables: Tables) -> None:
    """Check that every row is of a document that is known."""
    known = by_id(tables["documents"], "doc_id")
    for name, rows in tables.items():
        if "doc_id" in SCHEMAS[name].column_names and name != "errors":
            assert {row["doc_id"] for row in rows} <= set(known)


def check_links(tables: Tables) -> None:
    documents = by_id(tables["documents"], "doc_id")
    sentences = {(row["doc_id"], row["sentence_id"]): row for row in tables["sentences"]}
    tasks = {(row["doc_id"], str(row["no"])): row for row in tables["tasks"]}
    for row in tables["links"]:
        start, end = documents[row["from_doc"]], documents[row["to_doc"]]
        assert start["place"] == end["place"] is not None or start["district"] == end["district"] is not None
        assert (row["from_doc"], row["from_id"]) in sentences
        assert (row["to_doc"], row["to_id"]) in (tasks if row["kind"] == "report→task" else sentences)
        assert 0 < row["score"] <= 1
    for link in repeated(tables["links"]):
        raise AssertionError(link)


def repeated(links: Rows) -> Iterator[tuple[Any, ...]]:
    """Yield the links that stand twice."""
    seen = set()
    for row in links:
        key = tuple(row[column] for column in ("from_doc", "from_id", "to_doc", "to_id", "kind"))
        if key in seen:
            yield key
        seen.add(key)
